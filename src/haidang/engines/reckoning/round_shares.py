"""Who has answered and who has not, always as n/d: the denominators are the units alive when data close."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from haidang.engines.reckoning.obligation_state import (
    DEFAULT_STATE_RULES,
    ObligationFacts,
    ObligationState,
    StateRules,
    state_on,
)


@dataclass(frozen=True)
class UnitLife:
    """A unit from its first day on; `valid_to` is the first day on which it is no more."""

    unit: str
    valid_from: date
    valid_to: date | None = None

    def is_alive_on(self, day: date) -> bool:
        """Whether the unit exists on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True)
class Share:
    """So many of so many; shares are added by both numbers, never by averaging their ratios."""

    numerator: int
    denominator: int

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"

    def __add__(self, other: Share) -> Share:
        return Share(self.numerator + other.numerator, self.denominator + other.denominator)

    @property
    def ratio(self) -> Decimal | None:
        """0..1; None where nobody was asked."""
        return Decimal(self.numerator) / Decimal(self.denominator) if self.denominator else None


@dataclass(frozen=True)
class RoundShares:
    """A round of one obligation for every unit: how many answered, how many in time, and the units not among them.

    A unit that was waived is in no denominator. A unit without an obligation has not answered.
    """

    complete: Share
    timely: Share
    missing: tuple[str, ...]
    waived: tuple[str, ...]


def units_alive(units: Iterable[UnitLife], closes_on: date) -> frozenset[str]:
    """The units that exist on the day on which data close."""
    return frozenset(one.unit for one in units if one.is_alive_on(closes_on))


def round_shares(
    owed: Mapping[str, ObligationFacts],
    units: Iterable[UnitLife],
    *,
    closes_on: date,
    on: date,
    rules: StateRules = DEFAULT_STATE_RULES,
) -> RoundShares:
    """Count the answers of a round, as known on a day, over the units alive on the day its data close.

    `owed` has the obligation of each unit, of units that are no more too: they are not counted. The same stored
    plans give 28/30 on 2025-06-30 and 90/126 on 2025-12-14, as districts end and communes begin.
    """
    alive = units_alive(units, closes_on)
    states = {unit: state_on(owed[unit], on, rules) for unit in alive if unit in owed}
    waived = {unit for unit, state in states.items() if state.code == "waived"}
    asked = alive - waived
    answered = {unit for unit in asked if unit in states and states[unit].is_answered}
    return RoundShares(
        Share(len(answered), len(asked)),
        Share(_count_timely(states[unit] for unit in answered), len(asked)),
        tuple(sorted(asked - answered)),
        tuple(sorted(waived)),
    )


def _count_timely(states: Iterable[ObligationState]) -> int:
    return sum(state.is_timely is True for state in states)
