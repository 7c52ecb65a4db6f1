"""How apps above reports are heard by it: before and after an acceptance, after a waiver, on pages of answers."""

from collections.abc import Callable
from typing import Any

# Each is called with the version that was accepted, in the transaction that accepts it.
after_acceptance: list[Callable[[Any], None]] = []

# Each is called with a version and the words of who is about to accept it, and raises ReportsError where these will
# not do; in the transaction that accepts it.
before_acceptance: list[Callable[[Any, str], None]] = []

# Each is called with an obligation that was waived, in the transaction that waives it.
after_waiving: list[Callable[[Any], None]] = []

# Each is called with an obligation and gives the address of the page on which it is answered, "" for the usual one.
places_of_answers: list[Callable[[Any], str]] = []


def place_of_answer(obligation: Any) -> str:
    """This function will return the page on which an obligation is answered, "" for the one that all have."""
    return next(filter(None, (place(obligation) for place in places_of_answers)), "")
