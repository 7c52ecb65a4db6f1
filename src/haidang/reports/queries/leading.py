"""What leaders see of a whole city or of one programme on a day: everything counted, n of d, on one sheet."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Mod

from haidang.agencies.queries import reach_to_see
from haidang.engines.reckoning.obligation_state import DEFAULT_STATE_RULES
from haidang.engines.reckoning.working_days import add_working_days
from haidang.programme.models import Programme
from haidang.programme.queries.budget_totals import BudgetCut, CutRow, cut_entries, entries_open_to
from haidang.programme.queries.coverage_glance import CoverageGlance, coverage_at_a_glance
from haidang.programme.queries.programmes import programmes_open_to
from haidang.reports.enums import ChangeKind, StandingFilter, SubmissionState, WorkProgress
from haidang.reports.models import Obligation, ObligationChange, Submission
from haidang.reports.queries.standing import obligations_open_to

# So many rows fit on one sheet of paper; the rest is counted and stands behind a link.
MOST_UNITS, MOST_ROUNDS, MOST_OBSTACLES, MOST_BUDGET_ROWS, MOST_COVERED = 6, 5, 4, 4, 3
TWO_WEEKS = timedelta(days=14)
# Higher than any version's place: an accepted version counts before every later one.
ACCEPTED_PLACE = 10**6
_ANSWERED_FATES = (SubmissionState.SENT, SubmissionState.ACCEPTED)
_ANSWERED = Q(fate_then__in=_ANSWERED_FATES)
_NOTHING_SENT = ""
_WAITED_FOR = Q(fate_then__in=(_NOTHING_SENT, SubmissionState.RETURNED))


@dataclass(frozen=True, slots=True)
class SheetCounts:
    """How what is owed in the year stands: `due` by the day, `answered` and `timely` of them, and each fate of all."""

    all: int
    due: int
    answered: int
    timely: int
    accepted: int
    sent: int
    returned: int
    soon: int
    late: int
    waiting: int
    late_units: int
    held_up: int
    two_weeks: int

    @property
    def bars(self) -> list["Bar"]:
        """How many stand how, as parts of one bar from left to right; none of those that nobody has."""
        told = {
            StandingFilter.ACCEPTED: self.accepted,
            StandingFilter.TO_DECIDE: self.sent,
            StandingFilter.DUE_SOON: self.soon,
            StandingFilter.NOT_YET_DUE: self.waiting,
            StandingFilter.RETURNED: self.returned,
            StandingFilter.LATE: self.late,
        }
        starts = accumulate(told.values(), initial=0)
        return [
            Bar(code, start, count)
            for start, (code, count) in zip(starts, told.items(), strict=False)
            if count
        ]


@dataclass(frozen=True, slots=True)
class Bar:
    """How many of all stand so, and after how many others they are drawn."""

    code: str
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class DayGroup:
    """How many are due on one day with one fate ("": nothing was sent), first answered in time or not."""

    due_then: date
    fate_then: str
    was_timely: bool
    number: int


@dataclass(frozen=True, slots=True)
class LateUnit:
    """An agency with its late obligations, of how many that were due, and the oldest due day of them."""

    agency_id: int
    name: str
    late: int
    due: int
    oldest: date


@dataclass(frozen=True, slots=True)
class RoundAhead:
    """A round that is due within two weeks: of how many agencies it was asked, and how many answered."""

    obligation: Obligation
    due_on: date
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class LeadersSheet:
    """Everything on the sheet; `rounds_in_all` counts those of which the first are shown."""

    on: date
    programme: Programme | None
    counts: SheetCounts
    late_units: tuple[LateUnit, ...]
    rounds: tuple[RoundAhead, ...]
    rounds_in_all: int
    obstacles: tuple[Any, ...]
    budget: BudgetCut
    coverage: tuple[CoverageGlance, ...]

    @property
    def budget_rows(self) -> tuple[CutRow, ...]:
        """The largest rows of the money; all of them stand in the total."""
        return self.budget.rows[:MOST_BUDGET_ROWS]

    @property
    def spent_percent(self) -> int | None:
        """How much of the allocated money is spent; None where none is allocated."""
        total = self.budget.total
        return round(100 * (total.spent or 0) / total.allocated) if total.allocated else None


def leaders_sheet(account: Any, *, on: date, today: date, programme: Programme | None) -> LeadersSheet:
    """This function will gather the sheet of a day, of one programme or of all, with a fixed number of queries."""
    rows: QuerySet[Any] = obligations_open_to(account)
    if programme is not None:
        rows = rows.filter(programme=programme)
    then = as_of(rows, on=on, today=today)
    rows = _in_play(then, on=on)
    late = _late_by_unit(then.filter(_nothing_sent(on)), on=on)
    held_up = _held_up(rows, on=on, today=today)
    counts = _counts(rows, on=on, late_units=len(late), held_up=held_up.count())
    ahead = _rounds_ahead(then, on=on)
    return LeadersSheet(
        on=on,
        programme=programme,
        counts=counts,
        late_units=tuple(_late_units(rows, late[:MOST_UNITS], on=on)),
        rounds=_named(ahead[:MOST_ROUNDS]),
        rounds_in_all=len(ahead),
        obstacles=tuple(held_up.select_related("agency").order_by("-sent_on_then", "id")[:MOST_OBSTACLES]),
        budget=_budget(account, on=on, programme=programme),
        coverage=tuple(_coverage(account, on=on, programme=programme)),
    )


def as_of(rows: QuerySet[Obligation], *, on: date, today: date) -> QuerySet[Any]:
    """Say of obligations how they stood at the end of a day, without those waived by then.

    This function will give each the due day then and the fate ("sent", "returned", "accepted", "" where nothing was
    sent) of the version that counted then. The row itself knows them where that version stood so already that day;
    only of what was on its way that day are the versions looked through.
    """
    rows = rows.filter(Q(waived_on=None) | Q(waived_on__gt=on))
    if on >= today:
        return rows.annotate(due_then=F("due_on"), fate_then=F("fate"))
    return rows.annotate(due_then=_due_then(on), fate_then=_fate_then(on))


def _due_then(on: date) -> F | Case:
    later = ObligationChange.objects.filter(kind=ChangeKind.EXTEND, changed_on__gt=on)
    if not later.exists():
        return F("due_on")
    first = later.filter(obligation=OuterRef("pk")).order_by("id").values("due_before")[:1]
    return Case(When(pk__in=later.values("obligation"), then=Subquery(first)), default=F("due_on"))


def _fate_then(on: date) -> Case:
    sent_later = When(first_sent_on__gt=on, then=Value(_NOTHING_SENT))
    return _told_then(F("fate"), Case(sent_later, default=Subquery(_fate_that_counted(on)[:1])), on=on)


def _told_then(now: F, before: Any, *, on: date) -> Case:
    """Say something of the version that counted on a day: as it is now, where that one stood so already."""
    return Case(When(fate_on__gt=on, then=before), default=now)


def _nothing_sent(on: date) -> Q:
    """Say of an obligation that no answer had been sent by a day; its own row knows that of every day."""
    return Q(first_sent_on=None) | Q(first_sent_on__gt=on)


def _fate_that_counted(on: date) -> QuerySet[Any]:
    """The fate of `_version_that_counted` by one largest place, which takes no sorting of each one's versions."""
    is_decided = Q(decided_on__lte=on)
    was_accepted = is_decided & Q(state__in=(SubmissionState.ACCEPTED, SubmissionState.SUPERSEDED))
    place = Case(
        When(was_accepted, then=Value(ACCEPTED_PLACE)),
        When(is_decided & Q(state=SubmissionState.RETURNED), then=F("number") * 2 + 1),
        default=F("number") * 2,
        output_field=IntegerField(),
    )
    sent = Submission.objects.filter(obligation=OuterRef("pk"), number__isnull=False, sent_on__lte=on)
    last = sent.order_by().values("obligation").annotate(place=Max(place), is_odd=Mod(Max(place), 2))
    fate = Case(
        When(place=ACCEPTED_PLACE, then=Value(SubmissionState.ACCEPTED.value)),
        When(is_odd=1, then=Value(SubmissionState.RETURNED.value)),
        default=Value(SubmissionState.SENT.value),
        output_field=CharField(),
    )
    return last.values(fate=fate)


def _version_that_counted(on: date) -> QuerySet[Any]:
    """The last version accepted by a day, else the last one sent by then, with its fate at the end of that day."""
    is_decided = Q(decided_on__lte=on)
    fate = Case(
        When(
            is_decided & Q(state__in=(SubmissionState.ACCEPTED, SubmissionState.SUPERSEDED)),
            then=Value(SubmissionState.ACCEPTED.value),
        ),
        When(is_decided & Q(state=SubmissionState.RETURNED), then=Value(SubmissionState.RETURNED.value)),
        default=Value(SubmissionState.SENT.value),
        output_field=CharField(),
    )
    is_not_accepted = Case(When(fate=SubmissionState.ACCEPTED, then=0), default=1)
    sent: QuerySet[Any] = Submission.objects.filter(
        obligation=OuterRef("pk"), number__isnull=False, sent_on__lte=on
    )
    return sent.annotate(fate=fate).order_by(is_not_accepted, "-number")


def _in_play(rows: QuerySet[Any], *, on: date) -> QuerySet[Any]:
    """What is due within the year of the day, and what is open from before."""
    first, last = date(on.year, 1, 1), date(on.year, 12, 31)
    return rows.filter(Q(due_then__range=(first, last)) | Q(due_then__lt=first) & _WAITED_FOR)


def _counts(rows: QuerySet[Any], *, on: date, late_units: int, held_up: int) -> SheetCounts:
    """This function will count in one pass how many are due on each day with which fate, and add up all from that."""
    was_timely = Case(
        When(first_sent_on__lte=F("due_then"), then=True), default=False, output_field=BooleanField()
    )
    told = rows.order_by().values("due_then", "fate_then", was_timely=was_timely).annotate(number=Count("pk"))
    groups = [DayGroup(**one) for one in told]
    soon_until = add_working_days(on, DEFAULT_STATE_RULES.soon_days + 1)
    due = [one for one in groups if one.due_then <= on]
    waited_for = [one for one in groups if one.fate_then == _NOTHING_SENT]
    ahead = [one for one in groups if on < one.due_then <= on + TWO_WEEKS]
    return SheetCounts(
        all=_sum(groups),
        due=_sum(due),
        answered=_sum(due, *_ANSWERED_FATES),
        timely=_sum([one for one in due if one.was_timely], *_ANSWERED_FATES),
        accepted=_sum(groups, SubmissionState.ACCEPTED),
        sent=_sum(groups, SubmissionState.SENT),
        returned=_sum(groups, SubmissionState.RETURNED),
        soon=_sum([one for one in waited_for if on <= one.due_then < soon_until]),
        late=_sum([one for one in waited_for if one.due_then < on]),
        waiting=_sum([one for one in waited_for if one.due_then >= soon_until]),
        late_units=late_units,
        held_up=held_up,
        two_weeks=_sum(ahead, _NOTHING_SENT, SubmissionState.RETURNED),
    )


def _sum(groups: list[DayGroup], *fates: str) -> int:
    return sum(one.number for one in groups if not fates or one.fate_then in fates)


def _held_up(rows: QuerySet[Any], *, on: date, today: date) -> QuerySet[Any]:
    """The few of which a version ever told an obstacle are found first; then whether that version counted."""
    ever = Submission.objects.filter(progress=WorkProgress.OBSTACLE).values("obligation")
    told = {
        f"{field}_then": _word_then(field, on=on, today=today) for field in ("progress", "text", "sent_on")
    }
    return rows.filter(pk__in=ever).annotate(**told).filter(progress_then=WorkProgress.OBSTACLE)


def _word_then(field: str, *, on: date, today: date) -> F | Case:
    now = F(f"standing__{field}")
    return now if on >= today else _told_then(now, _version_that_counted(on).values(field)[:1], on=on)


def _soon(on: date) -> Q:
    return Q(due_then__gt=on, due_then__lte=on + TWO_WEEKS)


def _late_by_unit(rows: QuerySet[Any], *, on: date) -> list[dict[str, Any]]:
    """This function will count what is late of rows of which nothing was sent, most first."""
    late = rows.filter(due_then__lt=on).order_by().values("agency_id")
    return list(
        late.annotate(late=Count("pk"), oldest=Min("due_then")).order_by("-late", "oldest", "agency_id")
    )


def _late_units(rows: QuerySet[Any], late: list[dict[str, Any]], *, on: date) -> list[LateUnit]:
    """This function will name the agencies and count only of these how many were due."""
    keys = [one["agency_id"] for one in late]
    of_these = rows.filter(agency__in=keys, due_then__lte=on).order_by().values("agency_id", "agency__name")
    found = {one["agency_id"]: one for one in of_these.annotate(due=Count("pk"))}
    return [
        LateUnit(key, found[key]["agency__name"], one["late"], found[key]["due"], one["oldest"])
        for key, one in zip(keys, late, strict=True)
    ]


def _rounds_ahead(rows: QuerySet[Any], *, on: date) -> list[dict[str, Any]]:
    """The rounds due within two weeks of the year that somebody has still to answer, the nearest first."""
    found = (
        rows.filter(_soon(on), due_then__lte=date(on.year, 12, 31), whole=None)
        .order_by()
        .values("what", "occurrence")
        .annotate(
            due=Min("due_then"), one=Min("pk"), asked=Count("pk"), answered=Count("pk", filter=_ANSWERED)
        )
        .filter(answered__lt=F("asked"))
        .order_by("due", "one")
    )
    return list(found)


def _named(rounds: list[dict[str, Any]]) -> tuple[RoundAhead, ...]:
    named = Obligation.objects.select_related("agency").in_bulk([one["one"] for one in rounds])
    return tuple(RoundAhead(named[one["one"]], one["due"], one["asked"], one["answered"]) for one in rounds)


def _budget(account: Any, *, on: date, programme: Programme | None) -> BudgetCut:
    """The money of the year by the papers dated until the day: by programme, or of one by its groups; most first."""
    entries = entries_open_to(account).filter(year=on.year, dated_on__lte=on)
    if programme is not None:
        entries = entries.filter(line__programme=programme)
    cut = cut_entries(entries, ["chuong-trinh" if programme is None else "nhom"])
    rows = sorted(cut.rows, key=lambda row: -max(row.sums.planned or 0, row.sums.allocated or 0))
    return BudgetCut(tuple(rows), cut.total)


def _coverage(account: Any, *, on: date, programme: Programme | None) -> list[CoverageGlance]:
    programmes = programmes_open_to(account)
    if programme is not None:
        programmes = programmes.filter(pk=programme.pk)
    else:
        programmes = programmes.filter(first_year__lte=on.year, last_year__gte=on.year)
    return coverage_at_a_glance(programmes, most=MOST_COVERED, reach=reach_to_see(account), on=on)
