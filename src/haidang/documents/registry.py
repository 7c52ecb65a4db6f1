"""How apps above documents are heard by it: where a reviewed reading can go, what must go with a secret paper."""

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

# Called in the transaction that purges a paper, before its rows go: (the paper, the row without a file that stays
# for it because others cite it, or None). Each step deletes what its app made of the paper, and the log of that.
PurgeStep = Callable[[Any, Any], None]
purge_steps: list[PurgeStep] = []
