"""Working days of Vietnamese offices: Monday to Friday, public holidays, days swapped by decision."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate

import holidays

from haidang.engines.reckoning.errors import UnknownSwaps

_DAY = timedelta(days=1)
_SATURDAY = 5
# The last year whose swaps the Government had published when swapped_days.csv was made; from here on
# the day off between two holidays may still change.
LAST_PUBLISHED_YEAR = 2026
# Counting starts here; any year would do.
_FIRST_COUNTED_YEAR = 2020


def is_working_day(day: date) -> bool:
    """Whether offices are open: not a weekend or holiday, or a Saturday worked in place of a day off.

    Holidays come from the `holidays` package (MIT), swapped days from swapped_days.csv.
    """
    if day in swapped_days().values():
        return True
    return day.weekday() < _SATURDAY and day not in _holidays_of(day.year) and day not in swapped_days()


def is_published(year: int) -> bool:
    """Whether the swaps of a year are known, so that its count of working days will not change."""
    return year <= LAST_PUBLISHED_YEAR


def require_published(year: int) -> None:
    """Raise UnknownSwaps for a year whose days off are only computed."""
    if not is_published(year):
        raise UnknownSwaps(year)


@lru_cache(maxsize=65_536)
def add_working_days(start: date, count: int) -> date:
    """The day `count` working days after the start, or before it for a negative count.

    The start is not counted, as in "trong thời hạn 10 ngày làm việc kể từ khi nhận được". Nothing
    added to a day off leaves it where it is.
    """
    step = _DAY if count > 0 else -_DAY
    day = start
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


@lru_cache(maxsize=65_536)
def count_working_days(first: date, last: date) -> int:
    """How many working days lie between two days, both included; 0 where the last comes first."""
    if last < first:
        return 0
    return _working_days_until(last) - _working_days_until(first) + is_working_day(first)


def next_working_day(day: date) -> date:
    """The day itself if offices are open, otherwise the first open day after it."""
    while not is_working_day(day):
        day += _DAY
    return day


@cache
def swapped_days() -> dict[date, date]:
    """Days off by decision, each with the Saturday worked in its place."""
    text = files(__package__).joinpath("swapped_days.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {date.fromisoformat(row["day_off"]): date.fromisoformat(row["worked_on"]) for row in rows}


@cache
def _holidays_of(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("VN", years=year))


def _working_days_until(day: date) -> int:
    """How many working days there are up to a day, that day included, counted from a fixed year."""
    before = sum(_working_days_by_day(year)[-1] for year in range(_FIRST_COUNTED_YEAR, day.year))
    if day.year < _FIRST_COUNTED_YEAR:
        before = -sum(_working_days_by_day(year)[-1] for year in range(day.year, _FIRST_COUNTED_YEAR))
    return before + _working_days_by_day(day.year)[day.timetuple().tm_yday - 1]


@cache
def _working_days_by_day(year: int) -> tuple[int, ...]:
    """For every day of a year the working days of that year up to it: counting is asked 40,000 times a page."""
    first = date(year, 1, 1)
    days = (date(year + 1, 1, 1) - first).days
    return tuple(accumulate(int(is_working_day(first + timedelta(days=number))) for number in range(days)))
