from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reckoning.calendars import CIVIL, DECREE_09_2019
from haidang.engines.reckoning.gathering import DataSpan, Gathered, Piece, gather
from haidang.engines.reckoning.periods import Period, half_period, month_period, quarter_period, year_period

FIRST_HALF, YEAR = half_period(2026, 1), year_period(2026)
Q1, Q2, Q3, Q4 = (quarter_period(2026, one) for one in (1, 2, 3, 4))
NUMBERS = st.decimals(0, 10**9, places=2)


def piece(period, number, key=0, *, is_estimate=False):
    return Piece(period, Decimal(number), is_estimate, key)


def of_calendar(calendar, period):
    return DataSpan(period, *calendar.bounds_of(period))


def test_half_year_is_the_sum_of_its_quarters():
    quarters = (piece(Q1, 12, 1), piece(Q2, 15, 2))

    told = gather(quarters[::-1], "sum", FIRST_HALF)

    assert told == Gathered(Decimal(27), Decimal(27), quarters, quarters, ())


def test_missing_quarter_leaves_a_sum_without_a_number():
    told = gather([piece(Q1, 12), piece(Q3, 9)], "sum", YEAR)

    assert (told.number, told.so_far, told.missing) == (None, Decimal(21), (Q2, Q4))


def test_last_needs_the_end_of_the_period_alone():
    end = piece(Q2, 7)

    assert gather([piece(Q1, 5), end], "last", FIRST_HALF) == Gathered(
        Decimal(7), Decimal(7), (end,), (end,), ()
    )
    assert gather([end], "last", FIRST_HALF).number == Decimal(7)
    before = gather([piece(Q1, 5)], "last", FIRST_HALF)
    assert (before.number, before.so_far, before.missing) == (None, Decimal(5), (Q2,))


def test_largest_needs_every_month_and_rests_on_one_piece():
    high, low = piece(Q1, 9), piece(Q2, 4)

    assert gather([high, low], "max", FIRST_HALF) == Gathered(
        Decimal(9), Decimal(9), (high, low), (high,), ()
    )
    assert gather([high], "max", FIRST_HALF).number is None


@pytest.mark.parametrize(("pieces", "rule"), [
    ([piece(Q1, 9), piece(Q2, 4)], "none"), ([], "sum"), ([piece(Q3, 4)], "sum"),
])  # fmt: skip
def test_nothing_to_add_up_is_no_nought(pieces, rule):
    assert gather(pieces, rule, FIRST_HALF) is None


def test_half_year_goes_before_its_quarters():
    halves = (piece(FIRST_HALF, 30), piece(half_period(2026, 2), 20))

    told = gather([piece(Q1, 12), piece(Q2, 15), *halves], "sum", YEAR)

    assert (told.number, told.pieces) == (Decimal(50), halves)


def test_pieces_that_fill_the_year_go_before_a_longer_one_that_leaves_a_gap():
    nine_months = piece(Period(Q1.first, Q3.last), 90)
    halves = (piece(FIRST_HALF, 60), piece(half_period(2026, 2), 40))

    assert gather([nine_months, *halves], "sum", YEAR).pieces == halves


def test_two_reports_that_say_different_things_are_not_chosen_between():
    told = gather([piece(Q1, 12, 1), piece(Q1, 13, 2), piece(Q2, 5, 3)], "sum", FIRST_HALF)

    assert (told.number, told.so_far, told.missing) == (None, Decimal(5), (Q1,))
    assert [one.key for one in told.at_odds] == [1, 2]


def test_two_reports_that_say_the_same_count_once_the_true_one_rather_than_the_estimate():
    told = gather([piece(Q1, 12, 1, is_estimate=True), piece(Q1, 12, 2), piece(Q2, 5, 3)], "sum", FIRST_HALF)

    assert (told.number, [one.key for one in told.pieces], told.has_estimates) == (
        Decimal(17), [2, 3], False,
    )  # fmt: skip


def test_what_stood_at_the_end_is_one_thing_however_long_the_period():
    told = gather([piece(Q4, 5, 1), piece(half_period(2026, 2), 6, 2)], "last", YEAR)

    assert (told.number, told.missing, [one.key for one in told.at_odds]) == (None, (YEAR,), [2, 1])


def test_estimate_among_the_pieces_is_told():
    assert gather([piece(Q1, 1), piece(Q2, 2, is_estimate=True)], "sum", FIRST_HALF).has_estimates
    assert not gather([piece(Q1, 1, is_estimate=True), piece(Q2, 2)], "last", FIRST_HALF).has_estimates


@pytest.mark.parametrize("calendar", [CIVIL, DECREE_09_2019])
def test_quarters_of_a_calendar_are_parts_of_its_half_year_and_of_no_other(calendar):
    other = DECREE_09_2019 if calendar is CIVIL else CIVIL
    half = of_calendar(calendar, FIRST_HALF)

    assert [of_calendar(calendar, one).is_counted_alike(half) for one in (Q1, Q2, month_period(2026, 2))] == [
        True, True, True,
    ]  # fmt: skip
    assert [of_calendar(other, one).is_counted_alike(half) for one in (Q1, Q2)] == [False, False]
    # Cut off ten days early.
    early = DataSpan(Q2, calendar.opens_on(Q2), date(2026, 6, 20))
    assert not early.is_counted_alike(half)


@given(st.lists(NUMBERS, min_size=12, max_size=12), st.sets(st.integers(1, 11)))
def test_however_a_year_is_cut_its_figure_is_the_sum_of_the_pieces(months, cuts):
    edges = [0, *sorted(cuts), 12]
    pieces = [
        piece(Period(YEAR.first + start, YEAR.first + end - 1), sum(months[start:end], Decimal(0)), start)
        for start, end in zip(edges, edges[1:], strict=False)
    ]

    told = gather(pieces, "sum", YEAR)

    assert (told.number, told.pieces, told.missing) == (sum(months, Decimal(0)), tuple(pieces), ())


@given(
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(0, 3)), max_size=12),
    st.sampled_from(["sum", "max", "last", "none"]),
)
def test_whatever_was_sent_a_figure_is_whole_or_says_what_is_missing(told, rule):
    pieces = [
        piece(Period(YEAR.first + min(ends), YEAR.first + max(ends)), number, key)
        for key, (*ends, number) in enumerate(told)
    ]

    found = gather(pieces, rule, YEAR)

    if found is None:
        assert rule == "none" or not pieces
        return
    assert (found.number is None) == bool(found.missing)
    covered = sum(one.period.length for one in found.pieces) + sum(one.length for one in found.missing)
    assert rule == "last" or covered == YEAR.length
    if rule == "sum" and found.number is not None:
        assert sum(one.number for one in found.counted) == found.number


def test_days_that_are_no_whole_months_apart_count_otherwise():
    half = of_calendar(CIVIL, FIRST_HALF)
    late = DataSpan(Q1, CIVIL.opens_on(Q1) + timedelta(days=1), CIVIL.closes_on(Q1))

    assert not late.is_counted_alike(half)
