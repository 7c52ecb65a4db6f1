import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.engines.reckoning.errors import UnknownSwaps
from haidang.engines.reckoning.working_days import (
    add_working_days,
    count_working_days,
    is_working_day,
    next_working_day,
    require_published,
    swapped_days,
)

FACTS = Path(__file__).resolve().parents[4] / "shared" / "facts"
DAYS = st.dates(date(2023, 1, 1), date(2031, 12, 31))


@pytest.mark.parametrize(("day", "open_offices"), [
    (date(2025, 4, 25), True),
    (date(2025, 4, 26), True),  # a Saturday worked for Friday 2 May
    (date(2025, 4, 27), False),
    (date(2025, 4, 30), False),
    (date(2025, 5, 2), False),
    (date(2025, 5, 3), False),
    (date(2026, 8, 22), True),
    (date(2026, 8, 31), False),
    (date(2025, 1, 29), False),  # Tết
    (date(2025, 4, 7), False),  # the Hùng Kings' day
])  # fmt: skip
def test_is_working_day_knows_holidays_and_swapped_saturdays(day, open_offices):
    assert is_working_day(day) is open_offices


def test_add_working_days_passes_over_the_holidays_of_late_april():
    # 28 and 29 April are worked; 30 April to 4 May are not.
    assert add_working_days(date(2025, 4, 28), 2) == date(2025, 5, 5)


def test_add_working_days_counts_backwards():
    assert add_working_days(date(2025, 5, 5), -2) == date(2025, 4, 28)


def test_next_working_day_is_the_day_itself_when_offices_are_open():
    assert next_working_day(date(2025, 4, 26)) == date(2025, 4, 26)
    assert next_working_day(date(2025, 4, 30)) == date(2025, 5, 5)


def test_require_published_refuses_years_without_published_swaps():
    require_published(2026)

    with pytest.raises(UnknownSwaps):
        require_published(2027)


@pytest.mark.shared
def test_days_off_are_those_of_the_collected_facts():
    path = FACTS / "public_holidays_2024_2031.csv"
    if not path.exists():
        pytest.skip("needs ../shared/facts")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    days = [date.fromisoformat(row["date"]) for row in rows if row["mark"] == "CHECKED"]

    assert len(days) > 100
    assert [day for day in days if is_working_day(day)] == []


def test_swapped_days_name_a_weekday_off_and_a_saturday_worked():
    assert [(off.weekday() < 5, worked.weekday()) for off, worked in swapped_days().items()] == [
        (True, 5)
    ] * 3


@settings(max_examples=50)
@given(DAYS, st.integers(1, 30))
def test_add_working_days_comes_back_from_a_working_day(start, count):
    start = next_working_day(start)

    end = add_working_days(start, count)

    assert is_working_day(end)
    assert count_working_days(start, end) == count + 1
    assert add_working_days(end, -count) == start


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(0, 900))
def test_count_is_that_of_the_days_one_by_one(first, length):
    days = [first + timedelta(days=number) for number in range(length)]

    assert count_working_days(first, first + timedelta(days=length - 1)) == sum(map(is_working_day, days))
