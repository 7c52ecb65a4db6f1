"""How apps above reports are heard by it: before and after an acceptance, after a waiver, on pages of answers."""

from collections.abc import Callable, Collection, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

# Each is called with the versions that were accepted at once, in the transaction that accepts them.
after_acceptance: list[Callable[[Sequence[Any]], None]] = []

# Each is called with versions about to be accepted and gives the keys of those that count only with a word why; in the
# transaction that accepts them.
wanting_words: list[Callable[[Sequence[Any]], Collection[int]]] = []

# Each is called with an obligation that was waived, in the transaction that waives it.
after_waiving: list[Callable[[Any], None]] = []

# Each is called with an obligation and gives the address of the page on which it is answered, "" for the usual one.
places_of_answers: list[Callable[[Any], str]] = []

# Each is called with an obligation and gives the address of the page of its round, "" for the usual one.
places_of_rounds: list[Callable[[Any], str]] = []

# Each gives the condition under which obligations are answered on such a page, for lists of many.
conditions_of_places: list[Callable[[], Q]] = []


def answered_elsewhere() -> Q:
    """This function will return the condition of obligations that are answered on a page of their own."""
    never = Q(pk__in=[])
    return reduce(or_, (condition() for condition in conditions_of_places), never)


# Each is called with an account and an obligation and tells whether the account writes its draft with others.
sharers_of_drafts: list[Callable[[Any, Any], bool]] = []


def shares_draft(account: Any, obligation: Any) -> bool:
    """This function will tell whether a draft of an obligation is written by several people, and this is one."""
    return any(shares(account, obligation) for shares in sharers_of_drafts)


def place_of_round(obligation: Any) -> str:
    """This function will return the page of the round an obligation belongs to, "" for the one that all have."""
    return next(filter(None, (place(obligation) for place in places_of_rounds)), "")


def place_of_answer(obligation: Any) -> str:
    """This function will return the page on which an obligation is answered, "" for the one that all have."""
    return next(filter(None, (place(obligation) for place in places_of_answers)), "")
