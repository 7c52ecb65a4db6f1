"""What the figures of shorter periods come to in a longer one, and what is missing of it: nothing is guessed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from haidang.engines.reckoning.measures import AddingRule, Figure, total_over_time
from haidang.engines.reckoning.periods import Period

_MONTHS_OF_YEAR = 12


@dataclass(frozen=True)
class DataSpan:
    """The months of a report and the first and last day of its data, both included."""

    period: Period
    opens_on: date
    closes_on: date

    def is_counted_alike(self, longer: DataSpan) -> bool:
        """Whether its days stand to its months as those of a longer span do.

        A civil quarter is a part of a civil half-year, one by Decree 09/2019 (15/3 to 14/6) of a half-year by that
        decree; neither fills the other's.
        """
        day_after = self.closes_on + timedelta(days=1)
        return (
            _months_between(longer.opens_on, self.opens_on) == self.period.first - longer.period.first
            and _months_between(longer.opens_on, day_after) == self.period.last + 1 - longer.period.first
        )


@dataclass(frozen=True)
class Piece:
    """One figure of a unit for a shorter period; `key` tells its caller where it stands."""

    period: Period
    number: Decimal
    is_estimate: bool
    key: int


@dataclass(frozen=True)
class Gathered:
    """What pieces come to in a longer period.

    `number` is None while something is missing; `so_far` is then what there is comes to. `pieces` are in order and do
    not overlap, `counted` are those that the number is the sum of. Periods of which two reports say different things
    are `at_odds` and count as missing.
    """

    number: Decimal | None
    so_far: Decimal | None
    pieces: tuple[Piece, ...]
    counted: tuple[Piece, ...]
    missing: tuple[Period, ...]
    at_odds: tuple[Piece, ...] = ()

    @property
    def has_estimates(self) -> bool:
        """Whether a piece that counts is an estimate."""
        return any(one.is_estimate for one in self.counted)


def gather(pieces: Iterable[Piece], rule: AddingRule, within: Period) -> Gathered | None:
    """Make of figures of shorter periods that of a longer one, by the rule of their measure over time.

    This function will take as few pieces as fill the most months (the half-year before its quarters); for "last" those
    that end last. A sum or a largest figure needs every month, the last one the end of the period. It returns None
    where the rule adds nothing up and where there is no piece.
    """
    inside = [one for one in pieces if within.contains(one.period)]
    if rule == "none" or not inside:
        return None
    agreed, at_odds = _agreed(inside, rule)
    chosen = _latest(agreed) if rule == "last" else _fewest_that_fill_most(agreed)
    missing = tuple(_missing(chosen, rule, within))
    so_far = total_over_time(
        [Figure("", one.period, one.number, one.is_estimate) for one in chosen], rule, within
    ).number
    return Gathered(
        None if missing else so_far,
        so_far,
        chosen,
        _counted(chosen, rule),
        missing,
        tuple(one for one in at_odds if any(one.period.overlaps(gap) for gap in missing)),
    )


def _agreed(pieces: Sequence[Piece], rule: AddingRule) -> tuple[list[Piece], list[Piece]]:
    """Of each period one figure, the surest; those of which reports say different things apart.

    What stood at the end of a period is one thing, however long the period was.
    """
    told: defaultdict[object, list[Piece]] = defaultdict(list)
    for one in pieces:
        told[one.period.last if rule == "last" else one.period].append(one)
    agreed: list[Piece] = []
    at_odds: list[Piece] = []
    for same in told.values():
        if len({one.number for one in same}) > 1:
            at_odds += same
        else:
            agreed.append(min(same, key=lambda one: (one.is_estimate, -one.period.length, one.key)))
    return agreed, sorted(at_odds, key=lambda one: (one.period, one.key))


def _latest(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(sorted(pieces, key=lambda one: one.period.last)[-1:])


def _fewest_that_fill_most(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    ordered = sorted(pieces, key=lambda one: (one.period.last, one.period.first))
    ends = [one.period.last for one in ordered]
    best: list[tuple[int, int, tuple[Piece, ...]]] = [(0, 0, ())]
    for one in ordered:
        months, fewness, before = best[bisect_left(ends, one.period.first)]
        with_it = (months + one.period.length, fewness - 1, (*before, one))
        best.append(max(best[-1], with_it, key=lambda chain: chain[:2]))
    return best[-1][2]


def _missing(chosen: Sequence[Piece], rule: AddingRule, within: Period) -> Iterable[Period]:
    start = chosen[-1].period.last + 1 if rule == "last" and chosen else within.first
    for one in chosen if rule != "last" else ():
        if start < one.period.first:
            yield Period(start, one.period.first - 1)
        start = one.period.last + 1
    if start <= within.last:
        yield Period(start, within.last)


def _counted(chosen: tuple[Piece, ...], rule: AddingRule) -> tuple[Piece, ...]:
    return tuple(sorted(chosen, key=lambda one: -one.number)[:1]) if rule == "max" else chosen


def _months_between(first: date, later: date) -> int | None:
    """None where the two are not the same day of a month."""
    if first.day != later.day:
        return None
    return (later.year - first.year) * _MONTHS_OF_YEAR + later.month - first.month
