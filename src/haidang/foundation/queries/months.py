"""A month of a calendar: its weeks, and what is due on each of their days."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from haidang.engines.reckoning.working_days import is_working_day
from haidang.foundation.registry import DueDate

MOST_OF_DAY = 3
MOST_YEARS_AWAY = 20
_WEEKS = Calendar(firstweekday=0)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day with what is due on it."""

    day: date
    is_in_month: bool
    is_off: bool
    due: tuple[DueDate, ...]

    @property
    def first_due(self) -> tuple[DueDate, ...]:
        return self.due[:MOST_OF_DAY]

    @property
    def left_out(self) -> int:
        return max(len(self.due) - MOST_OF_DAY, 0)


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """The weeks that touch a month, each from Monday to Sunday."""

    first: date
    weeks: tuple[tuple[CalendarDay, ...], ...]

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def busy_days(self) -> tuple[CalendarDay, ...]:
        """The days of the month itself on which something is due."""
        return tuple(one for week in self.weeks for one in week if one.is_in_month and one.due)

    @property
    def count(self) -> int:
        return sum(len(one.due) for one in self.busy_days)


def calendar_month(due_dates: Iterable[DueDate], *, first: date) -> CalendarMonth:
    """This function will lay due dates out over the weeks of a month, of which `first` is the first day."""
    by_day: defaultdict[date, list[DueDate]] = defaultdict(list)
    for due in due_dates:
        by_day[due.day].append(due)
    weeks = _WEEKS.monthdatescalendar(first.year, first.month)
    return CalendarMonth(
        first,
        tuple(
            tuple(
                CalendarDay(day, day.month == first.month, not is_working_day(day), tuple(by_day[day]))
                for day in week
            )
            for week in weeks
        ),
    )


def month_named(text: str, *, today: date) -> date:
    """This function will return the first day of the month written "2026-11"; of today's where no month is written."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return first if abs(first.year - today.year) <= MOST_YEARS_AWAY else today.replace(day=1)
