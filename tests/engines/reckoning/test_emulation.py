"""Points of emulation, their total and ranks within groups."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reckoning.emulation import (
    BadCriterion,
    Rank,
    Standing,
    Step,
    check_grades,
    check_steps,
    counted_points,
    linear_points,
    ranks_within_groups,
    step_points,
    total_points,
)

POINTS = st.decimals(min_value=0, max_value=100, places=2)
VALUES = st.decimals(min_value=-1000, max_value=1000, places=2)
MOST = st.decimals(min_value="0.01", max_value=100, places=2)
STEPS = (Step(Decimal(50), Decimal(5)), Step(Decimal(80), Decimal(8)), Step(Decimal(100), Decimal(10)))
STANDINGS = st.lists(
    st.tuples(st.sampled_from("abc"), st.decimals(min_value=0, max_value=5, places=0)), max_size=30
)


@pytest.mark.parametrize(
    ("value", "points"),
    [(0, "0.00"), (50, "10.00"), (85, "17.00"), (100, "20.00"), (120, "20.00"), (-5, "0.00")],
)
def test_points_in_proportion_end_at_nothing_and_at_all(value, points):
    earned = linear_points(Decimal(value), none_at=Decimal(0), full_at=Decimal(100), most=Decimal(20))

    assert earned == Decimal(points)


def test_where_less_is_better_the_scale_runs_down():
    rule = {"none_at": Decimal(10), "full_at": Decimal(0), "most": Decimal(5)}

    assert [linear_points(Decimal(value), **rule) for value in (0, 4, 10, 12)] == [5, 3, 0, 0]


@pytest.mark.parametrize(
    ("value", "points"), [("49.99", 0), ("50", 5), ("79.9", 5), ("80", 8), ("100", 10), ("300", 10)]
)
def test_step_is_reached_at_its_own_value(value, points):
    assert step_points(Decimal(value), STEPS) == points


def test_step_is_reached_from_above_where_less_is_better():
    steps = (Step(Decimal(0), Decimal(10)), Step(Decimal(2), Decimal(5)))

    assert [step_points(Decimal(one), steps, lower_is_better=True) for one in (0, 1, 2, 3)] == [10, 5, 5, 0]


def test_count_stops_at_its_cap():
    assert [counted_points(one, each=Decimal("1.5"), most=Decimal(4)) for one in (0, 1, 2, 3)] == [
        0,
        1.5,
        3,
        4,
    ]


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ((), "no_steps"),
        ((Step(Decimal(1), Decimal(1)), Step(Decimal(1), Decimal(2))), "twice"),
        ((Step(Decimal(1), Decimal(-1)),), "below_nought"),
        ((Step(Decimal(1), Decimal(11)),), "above_most"),
        ((Step(Decimal(1), Decimal(5)), Step(Decimal(2), Decimal(4))), "backwards"),
    ],
)
def test_steps_nobody_could_follow_are_refused(steps, reason):
    with pytest.raises(BadCriterion) as refusal:
        check_steps(steps, most=Decimal(10))

    assert refusal.value.reason == reason


def test_grades_lie_between_nought_and_the_most():
    check_grades([Decimal(0), Decimal(10)], most=Decimal(10))
    for grades, reason in (([], "no_steps"), ([Decimal(-1)], "below_nought"), ([Decimal(11)], "above_most")):
        with pytest.raises(BadCriterion) as refusal:
            check_grades(grades, most=Decimal(10))
        assert refusal.value.reason == reason


def test_rule_that_is_flat_or_gives_nothing_is_refused():
    with pytest.raises(BadCriterion, match="flat"):
        linear_points(Decimal(1), none_at=Decimal(1), full_at=Decimal(1), most=Decimal(1))
    with pytest.raises(BadCriterion, match="most"):
        linear_points(Decimal(1), none_at=Decimal(0), full_at=Decimal(1), most=Decimal(0))


def test_same_points_have_the_same_place_and_the_next_is_left_out():
    standings = [
        Standing(1, "sở", Decimal("90.5")),
        Standing(2, "sở", Decimal("87.5")),
        Standing(3, "sở", Decimal("90.50")),
        Standing(4, "xã", Decimal(10)),
    ]

    assert ranks_within_groups(standings) == [
        Rank(1, 1, 3, 2),
        Rank(2, 3, 3, 1),
        Rank(3, 1, 3, 2),
        Rank(4, 1, 1, 1),
    ]


@given(VALUES, VALUES, VALUES, MOST)
def test_points_in_proportion_stay_within_bounds(value, none_at, full_at, most):
    if none_at == full_at:
        return

    assert 0 <= linear_points(value, none_at=none_at, full_at=full_at, most=most) <= most


@given(VALUES, VALUES)
def test_better_value_never_gets_fewer_points(one, other):
    low, high = sorted((one, other))
    rule = {"none_at": Decimal(0), "full_at": Decimal(100), "most": Decimal(20)}

    assert linear_points(low, **rule) <= linear_points(high, **rule)
    assert step_points(low, STEPS) <= step_points(high, STEPS)


@given(st.integers(-5, 1000), POINTS, MOST)
def test_counted_points_stay_within_bounds(times, each, most):
    assert 0 <= counted_points(times, each=each, most=most) <= most


@given(st.lists(POINTS), st.lists(POINTS))
def test_total_is_the_sum_of_what_is_given_less_what_is_taken_off(given_points, taken_off):
    lines = [*given_points, *(-one for one in taken_off)]

    assert total_points(lines) == sum(given_points, Decimal(0)) - sum(taken_off, Decimal(0))


@given(STANDINGS, st.randoms(use_true_random=False))
def test_ranks_follow_points_whatever_the_order(rows, chance):
    standings = [Standing(key, group, points) for key, (group, points) in enumerate(rows)]
    shuffled = chance.sample(standings, len(standings))
    ranks = {one.key: one for one in ranks_within_groups(standings)}

    assert {one.key: one for one in ranks_within_groups(shuffled)} == ranks
    for one in standings:
        group = [other.points for other in standings if other.group == one.group]
        better = sum(points > one.points for points in group)
        assert ranks[one.key] == Rank(one.key, better + 1, len(group), group.count(one.points))
