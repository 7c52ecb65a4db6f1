"""A scheme is made, opened to units, its checked scores told, published; each step once and logged."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import override

from haidang.agencies.models import Account
from haidang.engines.reckoning.emulation import BadCriterion, check_grades, check_steps, linear_points
from haidang.engines.reckoning.periods import Period
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.operations import put_notice, record_event
from haidang.oversight.enums import CriterionKind, SchemeState
from haidang.oversight.errors import (
    AppealsOpen,
    CriterionRefused,
    FiguresMoved,
    LineUnsettled,
    NotAllChecked,
    NothingToOpen,
    NotNow,
    SchemeChangedMeanwhile,
)
from haidang.oversight.models import Criterion, EmulationGroup, EmulationScheme, ScoreSheet
from haidang.oversight.queries.drawn import KEY_OF_REQUEST
from haidang.oversight.queries.facts import CriterionFacts, GroupFacts, SchemeFacts
from haidang.oversight.queries.groups import units_by_group
from haidang.oversight.queries.sheets import (
    counts_of,
    digest_of,
    mark_of_ranking,
    open_appeals,
    ranking_of,
    sheets_of,
    sheets_to_freeze,
)
from haidang.regimes.queries.chases import people_told
from haidang.reports.models import Obligation
from haidang.reports.operations.opening import Asked, ask_agencies


@transaction.atomic
def add_scheme(*, facts: SchemeFacts, made_by: Account) -> EmulationScheme:
    """This function will make a scheme with its groups; criteria follow."""
    scheme = EmulationScheme.objects.create(made_by=made_by, **_fields_of(facts))
    _set_groups(scheme, facts.groups)
    record_event(actor=made_by, act="oversight.add_scheme", subject=scheme, after=_record(facts))
    return scheme


@transaction.atomic
def change_scheme(
    *, scheme: EmulationScheme, version: int, facts: SchemeFacts, changed_by: Account
) -> EmulationScheme:
    """Change a scheme that is being prepared. This function will raise SchemeChangedMeanwhile and NotNow."""
    _claim(scheme, version, SchemeState.DRAFT)
    EmulationScheme.objects.filter(pk=scheme.pk).update(**_fields_of(facts))
    scheme.groups.all().delete()
    _set_groups(scheme, facts.groups)
    scheme.refresh_from_db()
    record_event(actor=changed_by, act="oversight.change_scheme", subject=scheme, after=_record(facts))
    return scheme


@transaction.atomic
def set_criteria(
    *, scheme: EmulationScheme, version: int, criteria: Sequence[CriterionFacts], set_by: Account
) -> EmulationScheme:
    """Set all criteria of a scheme that is being prepared, in this order.

    This function will raise CriterionRefused for a rule nobody could follow, SchemeChangedMeanwhile and NotNow.
    """
    for one in criteria:
        check_criterion(one)
    _claim(scheme, version, SchemeState.DRAFT)
    scheme.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(scheme=scheme, order=order, **_criterion_fields(one))
        for order, one in enumerate(criteria, start=1)
    )
    record_event(
        actor=set_by,
        act="oversight.set_criteria",
        subject=scheme,
        after={"criteria": [f"{one.title}: {one.most}" for one in criteria]},
    )
    return scheme


def check_criterion(facts: CriterionFacts) -> None:
    """This function will raise CriterionRefused for a rule that gives no points anybody could follow."""
    lower = facts.indicator is not None and facts.indicator.direction == "down"
    try:
        if facts.kind == CriterionKind.STEPS:
            check_steps(facts.steps, most=facts.most, lower_is_better=lower)
        elif facts.kind == CriterionKind.GRADED:
            check_grades([one.points for one in facts.grades], most=facts.most)
        elif facts.kind == CriterionKind.SHARE:
            none_at, full_at = _ends(facts)
            linear_points(Decimal(0), none_at=none_at, full_at=full_at, most=facts.most)
        if facts.empty_points is not None:
            check_grades([facts.empty_points], most=facts.most)
    except BadCriterion as refusal:
        raise CriterionRefused(refusal) from refusal


@transaction.atomic
def open_scheme(
    *, scheme: EmulationScheme, version: int, opened_by: Account, at: datetime
) -> EmulationScheme:
    """Open a scheme: every unit of a group gets its sheet and owes its self-score by the day.

    This function will raise NothingToOpen, SchemeChangedMeanwhile, NotNow and UnfitDay for a day that is past.
    """
    _claim(scheme, version, SchemeState.DRAFT)
    groups = units_by_group(scheme)
    units = [unit for members in groups.values() for unit in members]
    if not units or not scheme.criteria.exists():
        raise NothingToOpen
    key = f"{KEY_OF_REQUEST.removeprefix('request:')}{scheme.pk}"
    with override("vi"):
        asked = Asked(_("Self-score: %(name)s") % {"name": scheme.name}, scheme.guidance, scheme.self_due_on)
    ask_agencies(asked=asked, agencies=units, asked_by=opened_by, key=key, today=timezone.localdate(at))
    owed = dict(Obligation.objects.filter(what=f"{KEY_OF_REQUEST}{scheme.pk}").values_list("agency", "pk"))
    ScoreSheet.objects.bulk_create(
        ScoreSheet(scheme=scheme, group=group, agency=unit, obligation_id=owed.get(unit.pk))
        for group, members in groups.items()
        for unit in members
    )
    _step(scheme, SchemeState.OPEN, opened_at=at)
    record_event(actor=opened_by, act="oversight.open_scheme", subject=scheme, after={"agencies": len(units)})
    return scheme


@transaction.atomic
def tell_scores(
    *, scheme: EmulationScheme, version: int, appeals_until: date, told_by: Account, at: datetime
) -> EmulationScheme:
    """Tell checked scores to the units, which may appeal until a day. This function will raise NotAllChecked."""
    _claim(scheme, version, SchemeState.OPEN)
    counts = counts_of(scheme)
    if counts.checked < counts.units:
        raise NotAllChecked(counts.units - counts.checked)
    _step(scheme, SchemeState.TOLD, told_at=at, appeals_until=appeals_until)
    record_event(
        actor=told_by,
        act="oversight.tell_scores",
        subject=scheme,
        after={"appeals_until": appeals_until.isoformat()},
    )
    _tell_units(scheme, at)
    return scheme


@transaction.atomic
def publish_scheme(
    *, scheme: EmulationScheme, version: int, number: str, seen: str, published_by: Account, at: datetime
) -> EmulationScheme:
    """Publish a scheme: every sheet is frozen with its lines, figures and rows, total and place.

    This function will raise AppealsOpen, LineUnsettled, and FiguresMoved where `seen` (the mark of the ranking on
    screen) is not that of now.
    """
    on = timezone.localdate(at)
    _claim(scheme, version, SchemeState.TOLD)
    if waiting := open_appeals(scheme):
        raise AppealsOpen(len(waiting))
    ranking = ranking_of(scheme, on=on)
    if unsettled := [line.title for group in ranking for one in group.rows for line in one.unsettled]:
        raise LineUnsettled(list(dict.fromkeys(unsettled)))
    if mark_of_ranking(ranking) != seen:
        raise FiguresMoved
    frozen = sheets_to_freeze(scheme, on=on)
    for one in frozen:
        one.sheet.frozen, one.sheet.total, one.sheet.place = one.told, one.total, one.place
    ScoreSheet.objects.bulk_update(
        [one.sheet for one in frozen], ["frozen", "total", "place"], batch_size=100
    )
    digest = digest_of((one.sheet.agency_id, one.told) for one in frozen)
    _step(scheme, SchemeState.PUBLISHED, published_at=at, number=number, digest=digest)
    record_event(
        actor=published_by,
        act="oversight.publish_scheme",
        subject=scheme,
        after={"number": number, "digest": digest, "agencies": len(frozen)},
    )
    return scheme


def _tell_units(scheme: EmulationScheme, at: datetime) -> None:
    sheets = {one.heir_id or one.agency_id: one.pk for one in sheets_of(scheme)}
    people = people_told(list(sheets), on=timezone.localdate(at))
    for unit, accounts in people.items():
        for one in accounts:
            put_notice(
                to=one,
                kind="oversight.told",
                title=lazy(lambda: _("Checked scores: %(name)s") % {"name": scheme.name}, str)(),
                text=lazy(lambda: _appeal_words(scheme), str)(),
                address=f"/thi-dua/phieu/{sheets[unit]}/",
                key=f"oversight.told:{sheets[unit]}",
            )


def _appeal_words(scheme: EmulationScheme) -> str:
    day = written_day(scheme.appeals_until) if scheme.appeals_until else ""
    return _("Look at each line and what it stands on. Appeals are taken until %(day)s.") % {"day": day}


def _fields_of(facts: SchemeFacts) -> dict[str, Any]:
    return {
        "name": facts.name,
        "first_month": facts.first_month,
        "last_month": facts.last_month,
        "basis": facts.basis,
        "guidance": facts.guidance,
        "self_due_on": facts.self_due_on,
    }


def _criterion_fields(facts: CriterionFacts) -> dict[str, Any]:
    told = {one: value for one, value in _plain(facts).items() if one not in {"steps", "grades"}}
    steps = [[_plainly(one.at), _plainly(one.points)] for one in facts.steps]
    grades = [[one.name, _plainly(one.points), one.words] for one in facts.grades]
    is_share = facts.kind == CriterionKind.SHARE
    none_at, full_at = _ends(facts) if is_share else (None, None)
    return told | {"steps": steps or grades, "none_at": none_at, "full_at": full_at}


def _plainly(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _plain(facts: CriterionFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in CriterionFacts.__dataclass_fields__}


def _ends(facts: CriterionFacts) -> tuple[Decimal, Decimal]:
    none_at = Decimal(0) if facts.none_at is None else facts.none_at
    return none_at, Decimal(100) if facts.full_at is None else facts.full_at


def _set_groups(scheme: EmulationScheme, groups: Sequence[GroupFacts]) -> None:
    for order, one in enumerate(groups, start=1):
        made = EmulationGroup.objects.create(
            scheme=scheme, order=order, name=one.name, kinds=sorted(one.kinds), under=one.under
        )
        made.named.set(one.named)


def _claim(scheme: EmulationScheme, version: int, state: SchemeState) -> None:
    """Take the row for this act; whoever saw an older state of it is refused."""
    rows = EmulationScheme.objects.filter(pk=scheme.pk)
    claimed = rows.filter(version=version, state=state).update(version=F("version") + 1)
    scheme.refresh_from_db()
    if claimed:
        return
    if scheme.state != state:
        raise NotNow
    raise SchemeChangedMeanwhile


def _step(scheme: EmulationScheme, state: SchemeState, **fields: Any) -> None:
    EmulationScheme.objects.filter(pk=scheme.pk).update(state=state, **fields)
    scheme.refresh_from_db()


def _record(facts: SchemeFacts) -> dict[str, Any]:
    """A scheme as the log keeps it."""
    return {
        "name": facts.name,
        "months": Period(facts.first_month, facts.last_month).label,
        "self_due_on": facts.self_due_on.isoformat(),
        "basis": facts.basis,
        "groups": [one.name for one in facts.groups],
    }
