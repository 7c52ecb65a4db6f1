"""What somebody owes, one by one: a result by a day, evidence of a period, an issue, a report."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from haidang.engines.reckoning.calendars import CIVIL, Calendar
from haidang.engines.reckoning.errors import DisorderedDates
from haidang.engines.reckoning.periods import Period
from haidang.engines.reckoning.working_days import add_working_days

MONTHS_OF_INTERVAL = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}

type Span = tuple[date, date]
type Asks = Literal["result", "evidence", "issue", "report"]
type DueBasis = Literal["printed", "window", "setting"]
type FindingCode = Literal[
    "timing_unread",
    "interval_assumed",
    "date_to_fix",
    "standing_or_once",
    "due_too_close",
    "estimate",
    "too_late_for_parent",
]


@dataclass(frozen=True)
class OwingRules:
    """The settings of a plan by which its words become occurrences.

    Standing tasks give evidence every `evidence_months` (a divisor of 12). Where no day is printed, what is owed
    for a period is due `days_after_close` working days after its data close; Decree 09/2019, article 8, wants at
    least one. `is_strict` reads "trước ngày 20/6" as due on the 19th.
    """

    calendar: Calendar = CIVIL
    evidence_months: int = 3
    days_after_close: int = 5
    is_strict: bool = True

    def __post_init__(self) -> None:
        if self.evidence_months < 1 or 12 % self.evidence_months:
            raise ValueError(f"evidence_months: {self.evidence_months}")
        if self.days_after_close < 1:
            raise ValueError(f"days_after_close: {self.days_after_close}")

    def due_after(self, closes_on: date) -> date:
        """The day on which something is due whose data close on the day given."""
        return add_working_days(closes_on, self.days_after_close)


DEFAULT_RULES = OwingRules()


@dataclass(frozen=True)
class Occurrence:
    """One thing owed once. `key` tells it apart within its task or report duty; rules of due days do not
    move it.

    `opens_on` and `closes_on` are the first and last day of the data asked for; a result has the days of its
    window. `due_on` is the last day in time. `choices` are windows of which somebody has to fix one.
    """

    key: str
    asks: Asks
    period: Period
    opens_on: date
    closes_on: date
    due_on: date
    basis: DueBasis
    number: int | None = None
    series: str | None = None
    choices: tuple[Span, ...] = ()

    @property
    def is_estimate(self) -> bool:
        """Whether a report is due before its data have closed, so that it is trued up later."""
        return self.asks == "report" and self.due_on <= self.closes_on


@dataclass(frozen=True)
class OwingFinding:
    """Something a person has to settle about what is owed; `key` is the occurrence's, None for all of them."""

    code: FindingCode
    message: str
    key: str | None = None


@dataclass(frozen=True)
class Owed:
    """All that a task or a report duty owes; `on_call` says that more may be asked for at any time."""

    occurrences: tuple[Occurrence, ...] = ()
    on_call: bool = False
    findings: tuple[OwingFinding, ...] = field(default=())


def period_of(span: Span) -> Period:
    """The months that a span of days touches."""
    first, last = span
    return Period(_month_number(first), _month_number(last))


def period_key(asks: Asks, period: Period) -> str:
    """The key of what is owed for a period: "report 2024-01..2024-06"."""
    ends = [f"{number // 12}-{number % 12 + 1:02}" for number in (period.first, period.last)]
    return f"{asks} " + "..".join(ends)


def result_within(span: Span) -> Occurrence:
    """A result that is due on the last day of its window."""
    first, last = span
    key = f"result {first.isoformat()}..{last.isoformat()}"
    return Occurrence(key, "result", period_of(span), first, last, last, "window")


def result_of(period: Period) -> Occurrence:
    """A result that is due on the last day of whole months, whatever the calendar of data."""
    first, last = CIVIL.bounds_of(period)
    return Occurrence(period_key("result", period), "result", period, first, last, last, "window")


def result_by(printed: date, *, strict: bool) -> Occurrence:
    """A result by a printed day; a strict one is due the day before. The key keeps the printed day."""
    due = printed - timedelta(days=1) if strict else printed
    return Occurrence(
        f"result {printed.isoformat()}", "result", period_of((due, due)), due, due, due, "printed"
    )


def answer_to_call(called_on: date, due_on: date, *, number: int = 1) -> Occurrence:
    """What an ad hoc duty owes once somebody has called for it; `number` tells the calls of one day apart.

    DisorderedDates where it would be due before it was called for.
    """
    if due_on < called_on:
        raise DisorderedDates(f"{called_on} {due_on}")
    period = period_of((called_on, due_on))
    key = f"call {called_on.isoformat()} #{number}"
    return Occurrence(key, "result", period, called_on, due_on, due_on, "printed", number=number)


def given_for(asks: Asks, period: Period, rules: OwingRules) -> Occurrence:
    """Evidence or a report for a period, due some working days after its data close."""
    opens, closes = rules.calendar.bounds_of(period)
    return Occurrence(
        period_key(asks, period), asks, period, opens, closes, rules.due_after(closes), "setting"
    )


def periods_within(span: Span, months: int) -> tuple[Period, ...]:
    """The periods of so many months, counted from January, that a span of days touches."""
    touched = period_of(span)
    years = Period(touched.first_year * 12, touched.last_year * 12 + 11)
    return tuple(period for period in years.split(months) if period.overlaps(touched))


def weeks_within(span: Span) -> tuple[Span, ...]:
    """Monday to Sunday of every week whose Sunday lies in a span of days."""
    first, last = span
    sunday = first + timedelta(days=6 - first.weekday())
    count = (last - sunday).days // 7 + 1
    ends = [sunday + timedelta(weeks=number) for number in range(max(count, 0))]
    return tuple((end - timedelta(days=6), end) for end in ends)


def same_day_in(day: date, year: int) -> date:
    """The same day of another year; of 29 February the 28th where the year has none."""
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1
