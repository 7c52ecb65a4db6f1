from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reckoning.calendars import CALENDARS, CIVIL, DECREE_09_2019
from haidang.engines.reckoning.periods import Period, half_period, month_period, quarter_period, year_period

EACH = pytest.mark.parametrize("calendar", CALENDARS.values(), ids=CALENDARS.keys())
DAY = timedelta(days=1)


@pytest.mark.parametrize(("period", "first", "last"), [
    (month_period(2025, 3), date(2025, 2, 15), date(2025, 3, 14)),
    (quarter_period(2025, 1), date(2024, 12, 15), date(2025, 3, 14)),
    (quarter_period(2025, 2), date(2025, 3, 15), date(2025, 6, 14)),
    (half_period(2025, 1), date(2024, 12, 15), date(2025, 6, 14)),
    (half_period(2025, 2), date(2025, 6, 15), date(2025, 12, 14)),
    (year_period(2025), date(2024, 12, 15), date(2025, 12, 14)),
])  # fmt: skip
def test_decree_09_2019_closes_data_on_the_14th(period, first, last):
    # Decree 09/2019/NĐ-CP, article 12, clauses 1 to 4.
    assert DECREE_09_2019.bounds_of(period) == (first, last)


def test_civil_calendar_closes_data_at_the_end_of_february():
    assert CIVIL.bounds_of(month_period(2024, 2)) == (date(2024, 2, 1), date(2024, 2, 29))


@EACH
@given(year=st.integers(1900, 2200), months=st.sampled_from([1, 3, 6]))
def test_parts_tile_the_year(calendar, year, months):
    bounds = [calendar.bounds_of(part) for part in year_period(year).split(months)]

    assert (bounds[0][0], bounds[-1][1]) == calendar.bounds_of(year_period(year))
    assert [first for first, _ in bounds[1:]] == [last + DAY for _, last in bounds[:-1]]


@EACH
@given(day=st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_is_in_exactly_one_month(calendar, day):
    month = calendar.month_holding(day)

    first, last = calendar.bounds_of(month)

    assert first <= day <= last


@EACH
@given(first=st.integers(1900 * 12, 2200 * 12), length=st.integers(1, 40))
def test_a_period_opens_the_day_after_the_one_before_closes(calendar, first, length):
    period = Period(first, first + length - 1)

    assert calendar.closes_on(period.shift(-length)) + DAY == calendar.opens_on(period)
