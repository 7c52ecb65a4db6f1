"""How apps above programme are heard by it: how far an item has come, as somebody may see it."""

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
