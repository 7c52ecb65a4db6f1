"""How apps above documents are heard by it: where a reviewed reading can go."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ReviewExit:
    """A button of the review screen; the address takes the reading's pk, `may` the account."""

    url_name: str
    label: Any
    may: Callable[[Any], bool]


review_exits: list[ReviewExit] = []
