"""How apps above programme are heard by it: how far an item has come and its rounds, as somebody may see them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class ItemStanding:
    """How far an item has come on a day, in words, and whether something of it is left to do."""

    words: str
    is_unfinished: bool


# Each takes keys of items, the account that looks and a day; items it knows nothing about are left out.
item_standing_readers: list[Callable[[Collection[int], Any, date], dict[int, ItemStanding]]] = []


def item_standings(keys: Collection[int], account: Any, on: date) -> dict[int, ItemStanding]:
    """This function will gather how far items have come; where two apps tell of one, the first is heard."""
    found: dict[int, ItemStanding] = {}
    for reader in item_standing_readers:
        found = reader(keys, account, on) | found
    return found


@dataclass(frozen=True, slots=True)
class ItemRound:
    """One round in which bodies were asked about an item: how many, how many answered, how many are late."""

    due_on: date
    asked: int
    answered: int
    late: int

    @property
    def shape(self) -> str:
        """This property will say which sign the round has: late, done or open."""
        if self.late:
            return "late"
        return "done" if self.answered == self.asked else "open"


# Each takes keys of items, the account that looks and a day; the rounds of an item come in the order of their days.
item_round_readers: list[Callable[[Collection[int], Any, date], dict[int, tuple[ItemRound, ...]]]] = []


def item_rounds(keys: Collection[int], account: Any, on: date) -> dict[int, tuple[ItemRound, ...]]:
    """This function will gather the rounds of items; where two apps tell of one, the first is heard."""
    found: dict[int, tuple[ItemRound, ...]] = {}
    for reader in item_round_readers:
        found = reader(keys, account, on) | found
    return found
