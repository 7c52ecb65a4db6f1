"""Figures that apps draw from recorded work, by key: a report opens filled with them."""

from collections.abc import Callable, Collection, Mapping
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


def add_figure_source(source: FigureSource) -> None:
    """This function will make a figure known under its key."""
    figure_sources[source.key] = source
