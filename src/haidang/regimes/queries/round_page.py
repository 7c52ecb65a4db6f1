"""One round: n/d of its units, the same round before, what every section has, and its units in the order to call."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from haidang.agencies.enums import AgencyKind
from haidang.engines.reckoning.obligation_state import ObligationState
from haidang.engines.reckoning.working_days import add_working_days
from haidang.engines.vietnamese.forms import folded_form
from haidang.regimes.enums import RoundState, UnitFilter
from haidang.regimes.models import Narrative, ReportRound, Section
from haidang.reports.enums import SubmissionKind, SubmissionState
from haidang.reports.models import Obligation, Submission
from haidang.reports.queries.standing import (
    ObligationRow,
    obligation_rows,
    obligations_open_to,
    only_estimated,
    owes_true_figures,
    still_owed,
)

# Whoever has not reported so many working days before the due day is called, not only written to.
CALL_WITHIN_WORKING_DAYS = 2
_MONTHS_OF_YEAR = 12
# Units to be called stand before all others.
_FIRST = 0
_KINDS_IN_ORDER = {kind: order for order, kind in enumerate(AgencyKind.values)}
_SIGNS_OF_STATES = {
    "late": ("late", "late"),
    "due_soon": ("soon", "soon"),
    "not_yet_due": ("wait", "wait"),
    "submitted": ("sent", "sent"),
    "submitted_late": ("sent", "sent"),
    "returned": ("back", "back"),
    "accepted": ("done", "done"),
    "nil": ("nil", "nil"),
    "waived": ("nil", "waived"),
}
_WAITS = ("late", "due_soon", "not_yet_due")
# A page shows 250 units: whole rows of three tables would take a third of its time to be made.
_FIELDS_OF_UNIT_ROWS = (
    *("due_on", "trued_up_on", "waived_on", "first_sent_on", "agency__name", "agency__kind"),
    *(f"standing__{name}" for name in ("number", "kind", "state", "sent_on", "sent_at", "decided_on")),
)


@dataclass(frozen=True, slots=True)
class Shares:
    """Of the units asked (waived ones left out): how many have reported, fully, in time, with nothing; and the rest.

    `after_closing` reports came after the round was closed; `waiting_late` of them are not accepted, so that they do
    not count yet and are not owed either. `estimates` are reports that count and were sent before the data closed:
    their true figures have not been sent.
    """

    asked: int = 0
    answered: int = 0
    full: int = 0
    timely: int = 0
    nil: int = 0
    returned: int = 0
    late: int = 0
    to_call: int = 0
    after_closing: int = 0
    waived: int = 0
    waiting_late: int = 0
    estimates: int = 0

    @property
    def true(self) -> int:
        """How many have sent true figures, or had nothing to report."""
        return self.answered - self.estimates

    @property
    def missing(self) -> int:
        """How many have not reported yet; one returned is among them."""
        return self.asked - self.answered

    @property
    def owed(self) -> int:
        """How many have something to do still: those that can be chased."""
        return self.missing - self.waiting_late

    def plus(self, other: "Shares") -> "Shares":
        """This function will add two groups of units."""
        return Shares(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class SharesBefore:
    """The same regime's round of another period: how many reported in time of those asked."""

    report_round: ReportRound
    timely: int
    asked: int


@dataclass(frozen=True, slots=True)
class SectionShare:
    """In how many of the reports that count a section is filled."""

    section: Section
    filled: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One section of one unit: class of its colour, sign, code of its state."""

    look: str
    sign: str
    code: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of a round: how it stands, each of its sections, and whether somebody has begun to write."""

    obligation: Obligation
    state: ObligationState
    cells: tuple[Cell, ...]
    filled: int
    is_begun: bool
    is_after_closing: bool
    is_to_call: bool
    owes_true_figures: bool = False

    @property
    def look(self) -> str:
        return _SIGNS_OF_STATES[self.state.code][0]

    @property
    def sign(self) -> str:
        return _SIGNS_OF_STATES[self.state.code][1]


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """Units under one head: those to be called, or those of one kind (`kind` is "" for those to be called).

    `shares` are those of the whole kind, whatever of it stands on this page.
    """

    kind: str
    rows: tuple[UnitRow, ...]
    shares: Shares | None = None

    @property
    def label(self) -> Any:
        return AgencyKind(self.kind).label if self.kind else ""


@dataclass(frozen=True, slots=True)
class UnitsAsked:
    """What a person looks for among the units of a round; an empty field asks for nothing."""

    words: str = ""
    kind: str = ""
    standing: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.kind or self.standing)


def units_of_round(report_round: ReportRound, account: Any) -> QuerySet[Obligation]:
    """This function will return what the units of a round owe, as far as an account may see it."""
    return obligations_open_to(account).filter(what=report_round.what, occurrence=report_round.occurrence)


def sent_after_closing(report_round: ReportRound) -> Q:
    """Return the condition under which a unit's report came after the round was closed.

    It counts only once it is accepted; opening the round again makes it one like the others.
    """
    if report_round.closed_at is None:
        return Q(pk__in=[])
    return Q(standing__sent_at__gt=report_round.closed_at)


def has_reported(report_round: ReportRound) -> Q:
    """This function will return the condition under which a unit counts as having reported."""
    sent = Q(fate=SubmissionState.SENT) & ~sent_after_closing(report_round)
    return Q(waived_on=None) & (Q(fate=SubmissionState.ACCEPTED) | sent)


def has_to_be_called(*, on: date) -> Q:
    """Return the condition under which a unit is to be called today: late, returned or due now.

    True figures that are owed are asked for likewise, by their own day.
    """
    until = add_working_days(on, CALL_WITHIN_WORKING_DAYS)
    report = still_owed() & (Q(due_on__lte=until) | Q(fate=SubmissionState.RETURNED))
    return report | owes_true_figures(on=on) & Q(trued_up_on__lte=until)


def shares_by_kind(
    report_round: ReportRound, account: Any, sections: Sequence[SectionShare], *, on: date
) -> dict[str, Shares]:
    """Count with one query how the units of every kind stand; `sections` are those of the round as counted.

    This function will take a second one where a report that counts leaves out a section that has to be filled in.
    """
    is_asked, reported = Q(waived_on=None), has_reported(report_round)
    late = still_owed() & Q(due_on__lt=on)
    counted = (
        units_of_round(report_round, account)
        .order_by()
        .values_list("agency__kind")
        .annotate(
            asked=Count("pk", filter=is_asked),
            answered=Count("pk", filter=reported),
            timely=Count("pk", filter=reported & Q(first_sent_on__lte=F("due_on"))),
            nil=Count("pk", filter=reported & Q(standing__kind=SubmissionKind.NIL)),
            returned=Count("pk", filter=is_asked & Q(fate=SubmissionState.RETURNED)),
            late=Count("pk", filter=late),
            to_call=Count("pk", filter=has_to_be_called(on=on)),
            after_closing=Count("pk", filter=sent_after_closing(report_round)),
            waived=Count("pk", filter=Q(waived_on__isnull=False)),
            waiting_late=Count(
                "pk", filter=is_asked & Q(fate=SubmissionState.SENT) & sent_after_closing(report_round)
            ),
            estimates=Count("pk", filter=reported & only_estimated()),
        )
    )
    rows = list(counted)
    answered = {kind: number for kind, _asked, number, *_rest in rows}
    required = [one for one in sections if one.section.is_required]
    if all(one.filled == sum(answered.values()) for one in required):
        full = answered
    else:
        full = _full_by_kind(report_round, account, [one.section.pk for one in required])
    return {kind: Shares(asked, number, full.get(kind, 0), *others) for kind, asked, number, *others in rows}


def shares_together(shares: Iterable[Shares]) -> Shares:
    """This function will add groups of units up."""
    total = Shares()
    for one in shares:
        total = total.plus(one)
    return total


def shares_before(report_round: ReportRound, account: Any) -> list[SharesBefore]:
    """This function will return the regime's last round before this one and that of last year, latest first."""
    length = report_round.last_month - report_round.first_month
    last_year = Q(first_month=report_round.first_month - _MONTHS_OF_YEAR)
    last_period = Q(last_month=report_round.first_month - 1)
    same_length = Q(last_month=F("first_month") + length)
    found = list(
        ReportRound.objects.filter(last_period | last_year, same_length, regime=report_round.regime_id)
        .filter(level=report_round.level)
        .exclude(pk=report_round.pk)
        .order_by("-last_month", "-id")
    )
    timely = Q(fate__in=(SubmissionState.SENT, SubmissionState.ACCEPTED), first_sent_on__lte=F("due_on"))
    owed = obligations_open_to(account).filter(
        what__in={one.what for one in found}, occurrence__in={one.occurrence for one in found}, waived_on=None
    )
    counted = owed.order_by().values_list("what", "occurrence")
    counts = {
        (what, occurrence): (in_time, asked)
        for what, occurrence, asked, in_time in counted.annotate(
            asked=Count("pk"), in_time=Count("pk", filter=timely)
        )
    }
    return [SharesBefore(one, *counts.get((one.what, one.occurrence), (0, 0))) for one in found]


def section_shares(report_round: ReportRound, account: Any) -> list[SectionShare]:
    """This function will count with one query in how many of the reports that count every section is filled."""
    reports = units_of_round(report_round, account).filter(has_reported(report_round)).values("standing")
    filled = Narrative.objects.filter(submission__in=reports, is_filled=True)
    counts = dict(filled.order_by().values_list("section").annotate(Count("pk")))
    sections = report_round.form.sections.order_by("order")
    return [SectionShare(one, counts.get(one.pk, 0)) for one in sections]


def units_filtered(
    report_round: ReportRound, rows: QuerySet[Obligation], asked: UnitsAsked, *, on: date
) -> QuerySet[Obligation]:
    """This function will keep the units a person looks for: by words of their name, kind, and how they stand."""
    for word in folded_form(asked.words).split():
        rows = rows.filter(agency__folded_name__contains=word)
    if asked.kind:
        rows = rows.filter(agency__kind=asked.kind)
    return rows.filter(_standing_so(report_round, asked.standing, on=on)) if asked.standing else rows


def units_in_order(rows: QuerySet[Obligation], *, on: date) -> QuerySet[Obligation]:
    """This function will put those to be called first, the others by kind; within a group by name."""
    to_call = Case(
        When(has_to_be_called(on=on), then=Value(_FIRST)), default=Value(1), output_field=IntegerField()
    )
    owes_true = Case(When(owes_true_figures(on=on), then=Value(True)), default=Value(False))
    kinds = [When(agency__kind=kind, then=Value(order)) for kind, order in _KINDS_IN_ORDER.items()]
    of_kind = Case(
        When(to_call=_FIRST, then=Value(0)), *kinds, default=Value(len(kinds)), output_field=IntegerField()
    )
    return (
        rows.annotate(to_call=to_call, owes_true=owes_true)
        .annotate(of_kind=of_kind)
        .select_related("agency", "standing")
        .only(*_FIELDS_OF_UNIT_ROWS)
        .order_by("to_call", "of_kind", "agency__name", "id")
    )


def unit_rows(
    report_round: ReportRound, sections: Sequence[Section], owed: Sequence[Obligation], *, on: date
) -> list[UnitRow]:
    """Say with two queries how some units, as `units_in_order` gives them, and their sections stand.

    Without sections this function will take one query.
    """
    filled = _sections_filled([one.standing_id for one in owed if one.standing_id]) if sections else {}
    drafts = Submission.objects.filter(obligation__in=[one.pk for one in owed], state=SubmissionState.DRAFT)
    begun = set(drafts.values_list("obligation_id", flat=True))
    return [
        _unit_row(
            report_round,
            sections,
            row,
            filled.get(row.obligation.standing_id, {}),
            is_begun=row.obligation.pk in begun,
        )
        for row in obligation_rows(owed, on=on)
    ]


def unit_groups(rows: Iterable[UnitRow], shares: Mapping[str, Shares]) -> list[UnitGroup]:
    """This function will put rows under their heads; they come in the order of `units_in_order`."""
    groups = groupby(rows, key=lambda row: "" if row.is_to_call else row.obligation.agency.kind)
    return [UnitGroup(kind, tuple(found), shares.get(kind)) for kind, found in groups]


def _full_by_kind(report_round: ReportRound, account: Any, required: Sequence[int]) -> dict[str, int]:
    """Of every kind of units, how many of the reports that count have all these sections filled."""
    filled = Narrative.objects.filter(submission=OuterRef("standing"), is_filled=True, section__in=required)
    number = filled.order_by().values("submission").annotate(filled=Count("pk")).values("filled")
    reported = units_of_round(report_round, account).filter(has_reported(report_round))
    full = reported.annotate(filled=Coalesce(Subquery(number), 0)).filter(filled__gte=len(required))
    return dict(full.order_by().values_list("agency__kind").annotate(Count("pk")))


def _sections_filled(reports: Sequence[int]) -> Mapping[int | None, Mapping[int, bool]]:
    """Of some reports, the sections that say something, each with whether that is "nothing happened"."""
    found: dict[int | None, dict[int, bool]] = defaultdict(dict)
    filled = Narrative.objects.filter(submission__in=reports, is_filled=True)
    for report, section, is_nil in filled.values_list("submission_id", "section_id", "is_nil"):
        found[report][section] = is_nil
    return found


def _standing_so(report_round: ReportRound, standing: str, *, on: date) -> Q:
    owed = still_owed()
    conditions = {
        UnitFilter.TO_CALL: has_to_be_called(on=on),
        UnitFilter.MISSING: Q(waived_on=None) & ~has_reported(report_round),
        UnitFilter.LATE: owed & Q(due_on__lt=on),
        UnitFilter.RETURNED: Q(waived_on=None, fate=SubmissionState.RETURNED),
        UnitFilter.SENT: Q(waived_on=None, fate=SubmissionState.SENT),
        UnitFilter.ACCEPTED: Q(waived_on=None, fate=SubmissionState.ACCEPTED),
        UnitFilter.NIL: Q(waived_on=None, standing__kind=SubmissionKind.NIL),
        UnitFilter.ESTIMATE: has_reported(report_round) & only_estimated(),
        UnitFilter.WAIVED: Q(waived_on__isnull=False),
    }
    return conditions[UnitFilter(standing)]


def _unit_row(
    report_round: ReportRound,
    sections: Sequence[Section],
    row: ObligationRow,
    filled: Mapping[int, bool],
    *,
    is_begun: bool,
) -> UnitRow:
    owed, state = row.obligation, row.state
    closed_at = report_round.closed_at if report_round.state == RoundState.CLOSED else None
    sent_at = owed.standing.sent_at if owed.standing else None
    return UnitRow(
        owed,
        state,
        tuple(_cell(state, filled.get(one.pk)) for one in sections),
        filled=len(filled),
        is_begun=is_begun,
        is_after_closing=closed_at is not None and sent_at is not None and sent_at > closed_at,
        is_to_call=owed.to_call == _FIRST,  # type: ignore[attr-defined]
        owes_true_figures=owed.owes_true,  # type: ignore[attr-defined]
    )


def _cell(state: ObligationState, is_nil: bool | None) -> Cell:
    """A section that says something stands as its report does; an empty one as if nothing had come."""
    if state.code in _WAITS or is_nil is False:
        code: str = state.code
    elif is_nil:
        code = "returned" if state.code == "returned" else "nil"
    else:
        code = "waived" if state.code == "waived" else "empty"
    look, sign = _SIGNS_OF_STATES.get(code, ("nil", "wait"))
    return Cell(look, sign, code)
