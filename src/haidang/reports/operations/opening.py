"""Obligations are opened: by the rounds of a programme, by a request, as parts of another."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from haidang.agencies.models import Account, Agency
from haidang.agencies.queries import is_alive_on
from haidang.engines.reckoning.occurrences import period_of
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import record_event
from haidang.programme.enums import AssignmentRole
from haidang.programme.models import Item, Programme
from haidang.programme.queries.filters import assignments_on
from haidang.reports.enums import ObligationKind
from haidang.reports.errors import NobodyToAsk, ReasonMissing, UnfitDay
from haidang.reports.models import Obligation, OwingSetting
from haidang.reports.queries.opening import OpeningPlan, RoundToOpen, opening_plan
from haidang.reports.queries.owing import OwedOccurrence

ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Opened:
    """How many obligations an act opened, for how many agencies."""

    obligations: int
    agencies: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What an officer asks of agencies besides the programme: a title, what is wanted, and the last day."""

    title: str
    text: str
    due_on: date
    kind: str = ObligationKind.REQUEST
    programme: Programme | None = None
    item: Item | None = None


@transaction.atomic
def open_rounds(
    *,
    programme: Programme,
    first: date,
    last: date,
    chosen: Iterable[str],
    opened_by: Account,
    for_all_leads: Iterable[int] = (),
) -> Opened:
    """Open the chosen rounds (keys of the preview) of a programme that are due in a span of days.

    This function will open nothing twice: what is asked of an agency already, or was and moved on, stays as it is.
    """
    wanted = frozenset(chosen)
    plan = opening_plan(programme, first=first, last=last, for_all_leads=for_all_leads)
    rounds = [one for one in plan.rounds if one.owed.key in wanted and one.new]
    rows = [row for one in rounds for row in _rows_of(one, plan, opened_by)]
    Obligation.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    opened = Opened(len(rows), len({row.agency_id for row in rows}))
    if rows:
        record_event(
            actor=opened_by,
            act="reports.open_rounds",
            subject=programme,
            after={
                "obligations": opened.obligations,
                "agencies": opened.agencies,
                "from": first.isoformat(),
                "to": last.isoformat(),
            },
        )
    return opened


@transaction.atomic
def ask_agencies(
    *, asked: Asked, agencies: Sequence[Agency], asked_by: Account, key: str, today: date
) -> Opened:
    """Ask something of chosen agencies by a day.

    This function will open nothing again under the same key (a form sent twice). Raises ReasonMissing without a
    title, UnfitDay for a day that is past, NobodyToAsk where no chosen agency exists on the day.
    """
    if not asked.title.strip():
        raise ReasonMissing
    if asked.due_on < today:
        raise UnfitDay(asked.due_on, today)
    alive = [one for one in agencies if is_alive_on(one, asked.due_on)]
    if not alive:
        raise NobodyToAsk
    what = f"request:{key or uuid.uuid4().hex}"
    if Obligation.objects.filter(what=what).exists():
        return Opened(0, 0)
    rows = [_request_row(asked, agency, what=what, today=today, asked_by=asked_by) for agency in alive]
    Obligation.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    first = Obligation.objects.filter(what=what).order_by("id")[0]
    record_event(
        actor=asked_by,
        act="reports.ask_agencies",
        subject=first,
        after={"due": asked.due_on.isoformat(), "agencies": len(rows), "text": asked.text},
    )
    return Opened(len(rows), len(rows))


@transaction.atomic
def ask_parts(
    *, whole: Obligation, partners: Sequence[Agency], due_on: date, asked_by: Account, today: date
) -> Opened:
    """Ask the partners of a task for their part of what its lead owes; each part is owed to the lead.

    This function will ask nobody twice. Raises UnfitDay for a day that is past or after the whole is due, and
    NobodyToAsk where no partner exists on the day.
    """
    if not today <= due_on <= max(whole.due_on, today):
        raise UnfitDay(due_on, today)
    alive = [one for one in partners if is_alive_on(one, due_on) and one.pk != whole.agency_id]
    if not alive:
        raise NobodyToAsk
    what = f"part:{whole.pk}"
    known = set(Obligation.objects.filter(what=what).values_list("agency_id", flat=True))
    scopes = _scopes_of(whole, on=today)
    rows = [
        _part_row(whole, agency, what=what, due_on=due_on, asked_by=asked_by)
        for agency in alive
        if agency.pk not in known
    ]
    for row in rows:
        row.text = "\n".join(part for part in (whole.text, scopes.get(row.agency_id, "")) if part)
    Obligation.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    if rows:
        record_event(
            actor=asked_by,
            act="reports.ask_parts",
            subject=whole,
            after={"due": due_on.isoformat(), "agencies": len(rows)},
        )
    return Opened(len(rows), len(rows))


@transaction.atomic
def set_owing_rules(
    *, programme: Programme, evidence_months: int, days_after_close: int, calendar: str, set_by: Account
) -> OwingSetting:
    """This function will keep by which rules a programme's words become obligations; open ones stay as they are."""
    values = {
        "evidence_months": evidence_months,
        "days_after_close": days_after_close,
        "calendar": calendar,
    }
    before = OwingSetting.objects.filter(programme=programme).values(*values).first()
    setting, _is_new = OwingSetting.objects.update_or_create(programme=programme, defaults=values)
    if before != values:
        record_event(
            actor=set_by, act="reports.set_owing_rules", subject=programme, before=before, after=values
        )
    return setting


def _scopes_of(whole: Obligation, *, on: date) -> dict[int, str]:
    """Partners that a paper limits to some sub-tasks, with the numbers of those as printed: "(1)(3)"."""
    held = assignments_on(on).filter(item=whole.item_id, role=AssignmentRole.PARTNER).exclude(scope="")
    return {one.agency_id: one.scope for one in held}


def _rows_of(one: RoundToOpen, plan: OpeningPlan, opened_by: Account) -> list[Obligation]:
    return [_programme_row(one.owed, agency, plan.programme, opened_by) for agency in one.new]


def _programme_row(owed: OwedOccurrence, agency: int, programme: Programme, opened_by: Account) -> Obligation:
    occurrence = owed.occurrence
    title = f"{owed.item.label} {owed.item.title}".strip() if owed.item.label else owed.item.title
    series = f" ({occurrence.series})" if occurrence.series else ""
    return Obligation(
        kind=owed.kind,
        agency_id=agency,
        programme=programme,
        item=owed.item,
        title=title + series,
        folded_text=folded_form(title + series),
        what=owed.what,
        occurrence=occurrence.key,
        first_month=occurrence.period.first,
        last_month=occurrence.period.last,
        opens_on=occurrence.opens_on,
        closes_on=occurrence.closes_on,
        opened_due_on=occurrence.due_on,
        due_on=occurrence.due_on,
        is_estimate=occurrence.is_estimate,
        trued_up_on=owed.trued_up_on,
        opened_by=opened_by,
    )


def _request_row(asked: Asked, agency: Agency, *, what: str, today: date, asked_by: Account) -> Obligation:
    period = period_of((today, asked.due_on))
    return Obligation(
        kind=asked.kind,
        agency=agency,
        programme=asked.programme or (asked.item.programme if asked.item else None),
        item=asked.item,
        title=asked.title.strip(),
        text=asked.text.strip(),
        folded_text=folded_form(f"{asked.title} {asked.text}"),
        what=what,
        occurrence="once",
        first_month=period.first,
        last_month=period.last,
        opens_on=today,
        closes_on=asked.due_on,
        opened_due_on=asked.due_on,
        due_on=asked.due_on,
        opened_by=asked_by,
    )


def _part_row(whole: Obligation, agency: Agency, *, what: str, due_on: date, asked_by: Account) -> Obligation:
    return Obligation(
        kind=whole.kind,
        agency=agency,
        owed_to_id=whole.agency_id,
        whole=whole,
        programme_id=whole.programme_id,
        item_id=whole.item_id,
        title=whole.title,
        folded_text=whole.folded_text,
        what=what,
        occurrence=whole.occurrence,
        first_month=whole.first_month,
        last_month=whole.last_month,
        opens_on=whole.opens_on,
        closes_on=whole.closes_on,
        opened_due_on=due_on,
        due_on=due_on,
        opened_by=asked_by,
    )
