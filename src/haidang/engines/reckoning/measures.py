"""How figures add up over units and over time, each measure by its own rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from haidang.engines.reckoning.errors import BadPeriod
from haidang.engines.reckoning.periods import Period

type AddingRule = Literal["sum", "last", "max", "none"]


@dataclass(frozen=True)
class Figure:
    """One figure of a unit for a period; `is_estimate` is "ước thực hiện"."""

    unit: str
    period: Period
    number: Decimal
    is_estimate: bool = False


@dataclass(frozen=True)
class Total:
    """What some figures come to. `number` is None where the rule adds nothing up, or nothing was given.

    `given` figures of `asked` units stand in it; `has_estimates` says that one of them is an estimate.
    """

    number: Decimal | None
    given: int
    asked: int
    has_estimates: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether every unit asked has given its figure."""
        return self.given == self.asked


@dataclass(frozen=True)
class Ratio:
    """So much of so much; ratios are added by both numbers, never by averaging what they come to."""

    numerator: Decimal
    denominator: Decimal

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(self.numerator + other.numerator, self.denominator + other.denominator)

    @property
    def share(self) -> Decimal | None:
        """0..1 where the parts are of a whole; None over nothing."""
        return self.numerator / self.denominator if self.denominator else None


def total_over_units(figures: Iterable[Figure], rule: AddingRule, *, asked: int) -> Total:
    """Add up the figures of one period over its units.

    This function will give the largest for "max", the sum for "sum"; "last" has no meaning among units, so that it
    adds nothing up, like "none".
    """
    given = tuple(figures)
    numbers = [one.number for one in given]
    number: Decimal | None = None
    if numbers and rule == "sum":
        number = sum(numbers, Decimal(0))
    elif numbers and rule == "max":
        number = max(numbers)
    return Total(number, len(given), asked, any(one.is_estimate for one in given))


def total_over_time(figures: Iterable[Figure], rule: AddingRule, within: Period) -> Total:
    """Add up the figures of one unit over the periods that fill a longer one.

    This function will take the figures that lie in it and do not overlap: a quarter beside its half-year would count
    twice, and raises BadPeriod. "last" is the figure of the latest period. `asked` and `given` count months.
    """
    inside = sorted((one for one in figures if within.contains(one.period)), key=lambda one: one.period)
    _refuse_overlaps(inside)
    months = sum(one.period.length for one in inside)
    return Total(_over_time(inside, rule), months, within.length, any(one.is_estimate for one in inside))


def true_up(estimate: Decimal, actual: Decimal) -> Decimal:
    """This function will tell what the true figure adds to the estimate that was reported: "số cập nhật" less
    "số đã báo cáo"."""
    return actual - estimate


def _over_time(figures: Sequence[Figure], rule: AddingRule) -> Decimal | None:
    if not figures or rule == "none":
        return None
    if rule == "sum":
        return sum((one.number for one in figures), Decimal(0))
    return max(one.number for one in figures) if rule == "max" else figures[-1].number


def _refuse_overlaps(figures: Sequence[Figure]) -> None:
    for before, after in zip(figures, figures[1:], strict=False):
        if before.period.overlaps(after.period):
            raise BadPeriod(f"{before.period.label} / {after.period.label}")
