"""A figure that the product reckons itself is the sum of rows, and its page shows exactly these."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from haidang.regimes.registry import FigureSource

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One row behind a figure: what it is, in which obligation or ticket it is recorded, how much it counts.

    `place` is the address of the page where anything else is recorded.
    """

    agency_id: int
    title: str
    words: Any
    on: date | None
    number: Decimal
    obligation_id: int | None = None
    ticket_id: int | None = None
    place: str = ""


type RowsBehind = Callable[[Collection[int], date, date], list[DrawnRow]]


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """A figure that the product reckons itself: its name, its unit and the rows that it is the sum of."""

    key: str
    label: Any
    unit: Any
    rows: RowsBehind


def source_of(figure: DrawnFigure) -> FigureSource:
    """This function will make of a drawn figure what reports read, with the page that shows exactly its rows."""

    def read_figures(agencies: Collection[int], first: date, last: date) -> Mapping[int, Decimal]:
        return totals_of(figure.rows(agencies, first, last), agencies)

    def address_of(agency: int, first: date, last: date) -> str:
        place = reverse("regimes:figure_rows", args=[agency, figure.key])
        return f"{place}?tu={first.isoformat()}&den={last.isoformat()}"

    return FigureSource(figure.key, figure.label, figure.unit, read_figures, address_of)


def totals_of(rows: Iterable[DrawnRow], agencies: Collection[int]) -> Mapping[int, Decimal]:
    """This function will sum rows by agency; an agency without a row has zero, for nothing recorded is a figure too."""
    totals = dict.fromkeys(agencies, Decimal(0))
    for one in rows:
        totals[one.agency_id] += one.number
    return totals
