"""How apps above agencies are heard by it: what somebody who leaves a post still holds open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

# Where a session keeps the key of the post that a person chose to act for.
ACTING_AS = "acting_as"


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """One thing, or some of one kind, that must go to somebody else; the address is where that is done."""

    label: Any
    url: str
    due_on: date | None = None


# Each app adds a function that takes a post (agencies.models.Post) and a day, and tells what its holder holds open.
left_open_readers: list[Callable[[Any, date], list[LeftOpen]]] = []
