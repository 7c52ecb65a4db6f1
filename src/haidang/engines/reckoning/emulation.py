"""Points of emulation: by share, by step, by grade or by count, their total, and ranks within groups.

Everything is in points with at most two decimals, half a hundredth rounded up; what is taken off is below nought, so
that the total is always the sum of its lines.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from haidang.engines.reckoning.errors import ReckoningError

_HUNDREDTH = Decimal("0.01")
_NOUGHT = Decimal(0)


class BadCriterion(ReckoningError):
    """A rule that gives no points anybody could follow.

    Reasons: "most" (not above nought), "flat" (nothing and everything at the same value), "no_steps", "above_most" (a
    step gives more than there is), "below_nought", "twice" (two steps begin at one value), "backwards" (who is better
    gets less).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Step:
    """From this value on, so many points."""

    at: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """A body with its points in its group."""

    key: int
    group: Hashable
    points: Decimal


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a group of so many; bodies with the same points have the same place, the next one is left out."""

    key: int
    place: int
    of: int
    shared_by: int

    @property
    def is_shared(self) -> bool:
        """Whether others have the same place."""
        return self.shared_by > 1


def rounded_points(points: Decimal) -> Decimal:
    """This function will round points to hundredths."""
    return points.quantize(_HUNDREDTH, ROUND_HALF_UP)


def linear_points(value: Decimal, *, none_at: Decimal, full_at: Decimal, most: Decimal) -> Decimal:
    """Points in proportion: none at one value and before it, all of them at the other and beyond.

    Where less is better, `none_at` is above `full_at`. This function will raise BadCriterion for a rule without sense.
    """
    _refuse_nothing(most)
    if none_at == full_at:
        raise BadCriterion("flat")
    share = (value - none_at) / (full_at - none_at)
    return rounded_points(min(max(share, _NOUGHT), Decimal(1)) * most)


def step_points(value: Decimal, steps: Sequence[Step], *, lower_is_better: bool = False) -> Decimal:
    """Points of the best step that a value reaches, the step's own value included; none below the first.

    `lower_is_better` turns the scale round: a step is then reached from above.
    """
    reached = [one.points for one in steps if (value <= one.at if lower_is_better else value >= one.at)]
    return rounded_points(max(reached, default=_NOUGHT))


def counted_points(times: int, *, each: Decimal, most: Decimal) -> Decimal:
    """This function will give so many points each time, at most so many in all."""
    return rounded_points(min(max(times, 0) * each, most))


def check_steps(steps: Sequence[Step], *, most: Decimal, lower_is_better: bool = False) -> None:
    """This function will raise BadCriterion unless every better value gets at least as many points, up to `most`."""
    _refuse_nothing(most)
    if not steps:
        raise BadCriterion("no_steps")
    if len({one.at for one in steps}) < len(steps):
        raise BadCriterion("twice")
    if any(one.points < 0 for one in steps):
        raise BadCriterion("below_nought")
    if any(one.points > most for one in steps):
        raise BadCriterion("above_most")
    ordered = [one.points for one in sorted(steps, key=lambda one: one.at, reverse=lower_is_better)]
    if ordered != sorted(ordered):
        raise BadCriterion("backwards")


def check_grades(grades: Sequence[Decimal], *, most: Decimal) -> None:
    """This function will raise BadCriterion unless there are grades, each from nought to `most`."""
    _refuse_nothing(most)
    if not grades:
        raise BadCriterion("no_steps")
    if min(grades) < 0:
        raise BadCriterion("below_nought")
    if max(grades) > most:
        raise BadCriterion("above_most")


def total_points(lines: Iterable[Decimal]) -> Decimal:
    """This function will add up the lines; what is taken off is below nought."""
    return sum(lines, _NOUGHT)


def ranks_within_groups(standings: Sequence[Standing]) -> list[Rank]:
    """This function will place each body in its group by its points, in the order given.

    The place is one more than the number of bodies of the group with more points.
    """
    groups: dict[Hashable, list[Decimal]] = {}
    for one in standings:
        groups.setdefault(one.group, []).append(one.points)
    places = {name: _places(points) for name, points in groups.items()}
    return [
        Rank(
            one.key,
            places[one.group][one.points],
            len(groups[one.group]),
            groups[one.group].count(one.points),
        )
        for one in standings
    ]


def _places(points: Sequence[Decimal]) -> dict[Decimal, int]:
    found: dict[Decimal, int] = {}
    for place, one in enumerate(sorted(points, reverse=True), start=1):
        found.setdefault(one, place)
    return found


def _refuse_nothing(most: Decimal) -> None:
    if most <= 0:
        raise BadCriterion("most")
