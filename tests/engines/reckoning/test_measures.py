from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reckoning.errors import BadPeriod
from haidang.engines.reckoning.measures import (
    Figure,
    Ratio,
    Total,
    total_over_time,
    total_over_units,
    true_up,
)
from haidang.engines.reckoning.periods import half_period, quarter_period, year_period

YEAR = year_period(2026)
NUMBERS = st.decimals(0, 10**9, places=2)


def figures_of(period, *numbers, is_estimate=False):
    return [
        Figure(f"unit-{place}", period, Decimal(number), is_estimate) for place, number in enumerate(numbers)
    ]


def quarters(*numbers):
    return [
        Figure("so-vhtt", quarter_period(2026, place), Decimal(one)) for place, one in enumerate(numbers, 1)
    ]


@pytest.mark.parametrize(("rule", "total"), [
    ("sum", Total(Decimal(612), 3, 5)),
    ("max", Total(Decimal(312), 3, 5)),
    ("last", Total(None, 3, 5)),
    ("none", Total(None, 3, 5)),
])  # fmt: skip
def test_units_add_up_by_the_rule_of_the_measure(rule, total):
    assert total_over_units(figures_of(YEAR, 312, 0, 300), rule, asked=5) == total


@pytest.mark.parametrize("rule", ["sum", "max", "last", "none"])
def test_nothing_given_is_no_nought(rule):
    assert total_over_units([], rule, asked=3) == Total(None, 0, 3)


def test_total_tells_that_it_holds_estimates():
    told = figures_of(YEAR, 10) + figures_of(YEAR, 5, is_estimate=True)

    assert total_over_units(told, "sum", asked=2) == Total(Decimal(15), 2, 2, has_estimates=True)


@pytest.mark.parametrize(("rule", "number"), [("sum", 10), ("max", 4), ("last", 3), ("none", None)])
def test_quarters_add_up_to_their_year_by_the_rule_of_the_measure(rule, number):
    total = total_over_time(quarters(1, 2, 4, 3), rule, YEAR)

    assert total == Total(number, 12, 12)


def test_year_of_which_a_quarter_is_missing_is_not_whole():
    total = total_over_time(quarters(1, 2, 4), "sum", YEAR)

    assert (total, total.is_whole) == (Total(Decimal(7), 9, 12), False)


def test_figure_of_another_year_is_left_out():
    other = Figure("so-vhtt", quarter_period(2025, 4), Decimal(99))

    assert total_over_time([other, *quarters(1, 2)], "sum", YEAR) == Total(Decimal(3), 6, 12)


def test_quarter_beside_its_half_year_would_count_twice():
    half = Figure("so-vhtt", half_period(2026, 1), Decimal(3))

    with pytest.raises(BadPeriod):
        total_over_time([half, *quarters(1)], "sum", YEAR)


@given(st.lists(st.lists(NUMBERS, max_size=5), min_size=1, max_size=5))
def test_groups_add_up_to_the_whole(groups):
    totals = [total_over_units(figures_of(YEAR, *group), "sum", asked=len(group)) for group in groups]
    whole = total_over_units(
        figures_of(YEAR, *[number for group in groups for number in group]),
        "sum",
        asked=sum(map(len, groups)),
    )

    assert sum(one.number or 0 for one in totals) == (whole.number or 0)
    assert sum(one.given for one in totals) == whole.given


@given(st.lists(st.builds(Ratio, NUMBERS, NUMBERS), min_size=1, max_size=8))
def test_ratios_add_up_by_both_numbers(ratios):
    whole = sum(ratios[1:], ratios[0])

    assert whole == Ratio(sum(one.numerator for one in ratios), sum(one.denominator for one in ratios))


def test_ratio_over_nothing_has_no_share():
    assert Ratio(Decimal(0), Decimal(0)).share is None


@given(NUMBERS, NUMBERS)
def test_true_up_is_the_difference(estimate, actual):
    assert estimate + true_up(estimate, actual) == actual
