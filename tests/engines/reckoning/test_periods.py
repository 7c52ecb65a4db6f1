import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reckoning.errors import BadPeriod
from haidang.engines.reckoning.periods import (
    Period,
    half_period,
    month_period,
    quarter_period,
    stage_period,
    year_period,
)

PERIODS = st.builds(
    lambda first, length: Period(first, first + length), st.integers(1900 * 12, 2200 * 12), st.integers(0, 80)
)


@pytest.mark.parametrize(("period", "label"), [
    (month_period(2025, 3), "tháng 3/2025"),
    (quarter_period(2025, 1), "quý I/2025"),
    (quarter_period(2024, 4), "quý IV/2024"),
    (half_period(2025, 1), "6 tháng đầu năm 2025"),
    (half_period(2025, 2), "6 tháng cuối năm 2025"),
    (quarter_period(2025, 3).to_date(), "9 tháng đầu năm 2025"),
    (year_period(2025), "năm 2025"),
    (stage_period(2013, 2015), "giai đoạn 2013-2015"),
    (Period(2025 * 12 + 1, 2025 * 12 + 3), "từ tháng 2/2025 đến tháng 4/2025"),
    (Period(2025 * 12 + 11, 2026 * 12 + 1), "từ tháng 12/2025 đến tháng 2/2026"),
])  # fmt: skip
def test_label_names_the_period_as_offices_do(period, label):
    assert period.label == label


def test_split_gives_the_quarters_of_a_year():
    assert year_period(2025).split(3) == tuple(quarter_period(2025, number) for number in (1, 2, 3, 4))


def test_split_refuses_parts_that_do_not_fill_it():
    with pytest.raises(BadPeriod):
        quarter_period(2025, 1).split(2)


def test_period_refuses_to_end_before_it_begins():
    with pytest.raises(BadPeriod):
        Period(10, 9)


def test_quarter_period_refuses_a_fifth_quarter():
    with pytest.raises(BadPeriod):
        quarter_period(2025, 5)


def test_same_last_year_goes_back_twelve_months():
    assert quarter_period(2025, 2).same_last_year() == quarter_period(2024, 2)


def test_to_date_runs_from_january():
    assert month_period(2025, 5).to_date() == Period(2025 * 12, 2025 * 12 + 4)


def test_years_counts_a_stage():
    assert stage_period(2013, 2015).years == 3


@given(PERIODS)
def test_split_tiles_the_period(period):
    parts = period.split(1)

    assert [part.first for part in parts] == list(range(period.first, period.last + 1))
    assert all(period.contains(part) for part in parts)


@given(PERIODS, PERIODS)
def test_overlaps_means_a_month_in_common(one, other):
    months = set(range(one.first, one.last + 1)) & set(range(other.first, other.last + 1))

    assert one.overlaps(other) == other.overlaps(one) == bool(months)


@given(PERIODS, st.integers(-500, 500))
def test_shift_keeps_the_length_and_comes_back(period, months):
    assert period.shift(months).length == period.length
    assert period.shift(months).shift(-months) == period
