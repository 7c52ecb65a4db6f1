"""How apps above periodic reports are heard by them: figures drawn from recorded work, totals kept by what counts."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class FigureSource:
    """A figure that the product reckons itself.

    `reader` takes keys of agencies and the first and last day of data, both included, and gives the figures of those
    that have one; `address` gives the page with the rows behind the figure of one agency.
    """

    key: str
    label: Any
    unit: Any
    reader: Callable[[Collection[int], date, date], Mapping[int, Decimal]]
    address: Callable[[int, date, date], str]


figure_sources: dict[str, FigureSource] = {}

# Each is entered around an act that makes the figures of obligations count or no longer count, in its transaction.
around_counting: list[Callable[[Sequence[Any]], AbstractContextManager[None]]] = []


@contextmanager
def counting_heard(obligations: Sequence[Any]) -> Iterator[None]:
    """This function will let the apps above hear of an act on what counts, before it and after it."""
    with ExitStack() as heard:
        for one in around_counting:
            heard.enter_context(one(obligations))
        yield


def add_figure_source(source: FigureSource) -> None:
    """This function will make a figure known under its key."""
    figure_sources[source.key] = source
