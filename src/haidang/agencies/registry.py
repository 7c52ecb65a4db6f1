"""How apps above agencies are heard by it: what a leaving person holds open, what a reorganisation moves."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
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


# What it takes to give one row back, as JSON. `made` lists the keys of the rows that were opened for its taker.
Memo = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One thing an agency holds that somebody else may have to hold from the day of an act on.

    `state` differs whenever the row differs, so that a preview knows that it is out of date. `words` are where a
    duty is recognised, the most telling text first.
    """

    key: int
    holder_id: int
    text: str
    state: str
    group: str = ""
    words: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class RowGiven:
    """What is to become of one row: it goes to `taker`, an agency, or ends on the day."""

    key: int
    taker: Any | None


@dataclass(frozen=True, slots=True)
class Carrying:
    """An act while it is carried out: its day, its grounds, by whom, and the day on which that happens."""

    on: date
    by: Any
    today: date
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class OpenWork:
    """One kind of thing that agencies hold.

    `rows_held` takes keys of agencies and a day, and returns what they still hold on it. `hand_over` closes what was
    held, opens what is held now, writes the log, and returns a memo for each key; its "made" are the keys of the
    rows that the act itself put on the body that takes over. `hindrances` says, from the memos, what was built on
    the rows since then; `give_back` (memos, actor) is the exact inverse of `hand_over`. Those that write are called
    in the transaction of the act.
    """

    kind: str
    label: Any
    model: str
    rows_held: Callable[[Collection[int], date], list[OpenRow]]
    hand_over: Callable[[list[RowGiven], Carrying], dict[int, Memo]]
    hindrances: Callable[[Mapping[int, Memo]], list[str]]
    give_back: Callable[[Mapping[int, Memo], Any], None]
    may_end: bool = False
    follows_duties: bool = True


open_work: list[OpenWork] = []

# Each is entered around an act that puts rows of one entry under another, with both entries, in its transaction.
around_moving: list[Callable[[Sequence[Any]], AbstractContextManager[None]]] = []


@contextmanager
def moving_heard(agencies: Sequence[Any]) -> Iterator[None]:
    """This function will let the apps above hear of rows that move between entries, before it and after it."""
    with ExitStack() as heard:
        for one in around_moving:
            heard.enter_context(one(agencies))
        yield
