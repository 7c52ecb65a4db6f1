"""The places of a unit's report in a workbook: their columns, how a cell of each is read, what has to hold."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.tables.columns import CellRefused, Column, as_compared, cell_text, text_column
from haidang.foundation.tables.plan import KEY, VERSION
from haidang.regimes.models import MOST_CHARACTERS_OF_SECTION
from haidang.regimes.queries.given import SectionGiven, StatedFigure
from haidang.regimes.queries.unit_reports import (
    FigureRow,
    SectionRow,
    UnitReport,
    mark_of_value,
    version_to_show,
)
from haidang.reports.errors import FigureOfTwoMeanings, UnreadableAnswer
from haidang.reports.models import Submission
from haidang.reports.queries.answer_words import (
    figure_as_written,
    fitting_figure,
    is_of_two_meanings,
    read_figure,
)

LONGEST_REASON = 500
_LENGTH_OF_MARK = 12
_FIGURES_OF_PROGRAM = 15  # a program reckons with so many; what stands behind them is noise of reckoning
_YES = {"x", "co", "yes", "1", "khong phat sinh", "nil"}
_NO = {"0", "khong", "no", "-"}
_OF_TWO_MEANINGS = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A section or a figure of a report: what stands there now, and what of a file can be kept there.

    `check` gives what does not hold, each with the name of its column; `settle` makes of values what would be kept.
    `readers` are columns whose cells are read by what this place asks for.
    """

    key: str
    name: str
    values: Values
    check: Callable[[Values], list[tuple[str, str]]]
    settle: Callable[[Values], Values]
    given: Callable[[Values], SectionGiven | StatedFigure]
    readers: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlacesOfSheet:
    """The places that stand on one sheet, by key, with the columns of that sheet."""

    title: Any
    columns: tuple[Column, ...]
    places: Mapping[str, Place]


def _read_nil(cell: Any) -> bool:
    word = folded_form(cell_text(cell))
    if word not in _YES | _NO:
        raise CellRefused(_("Write x where nothing happened, else leave the cell empty."))
    return word in _YES


def _read_words(most: int) -> Callable[[Any], str]:
    words = text_column("", "", most=most)

    def read(cell: Any) -> str:
        if cell.kind == "yes_no":
            raise CellRefused(_("The cell holds TRUE or FALSE, which are no words. Write the text itself."))
        text: str = words.read(cell)
        return text

    return read


def read_stated(cell: Any, *, decimals: int = 0) -> Decimal:
    """This function will read a figure of a measure with so many `decimals` that a unit typed into a cell.

    Raises CellRefused with what to write.
    """
    text = cell_text(cell).strip()
    if cell.kind == "yes_no":
        raise CellRefused(_("The cell holds TRUE or FALSE, which are no figures. Write the number itself."))
    if cell.kind == "day":
        told = _(
            "The program has made a day of it (%(day)s). Type the number again in a cell with a number format."
        )
        raise CellRefused(told % {"day": text})
    if cell.is_percent:
        told = _(
            "The cell is shown as a percentage: %(shown)s %%, while it holds %(held)s. Give it a number format and "
            "type the number that is meant."
        )
        shown = figure_as_written(Decimal(cell.text) * 100)
        raise CellRefused(told % {"shown": shown, "held": figure_as_written(Decimal(cell.text))})
    is_lone = is_of_two_meanings(text, decimals)
    if cell.kind != "number" and not is_lone and _OF_TWO_MEANINGS.fullmatch(text):
        told = _("“%(text)s” can be read in two ways. Write points between thousands: 1.234,5.")
        raise CellRefused(told % {"text": text[:40]})
    try:
        if cell.kind == "number":
            return fitting_figure(Decimal(f"{Decimal(cell.text):.{_FIGURES_OF_PROGRAM}g}"))
        return read_figure(text, decimals=decimals)
    except FigureOfTwoMeanings as refused:
        raise CellRefused(refused.message) from refused
    except UnreadableAnswer as refused:
        if any(letter.isdigit() for letter in text) and cell.kind == "number":
            raise CellRefused(refused.message) from refused
        told = _(
            "“%(text)s” is no figure. Write the number alone; what is to be said of it goes into the text."
        )
        raise CellRefused(told % {"text": text[:40]}) from refused


KEY_COLUMN = replace(KEY, is_needed=True)
_STATED, _TEXT = gettext_lazy("Stated by the unit"), gettext_lazy("What the unit reports")
SECTION_COLUMNS = (
    text_column("name", gettext_lazy("Section of the report"), is_fixed=True, width=30),
    text_column("guidance", gettext_lazy("What to write here"), is_fixed=True, width=24),
    Column("text", _TEXT, _read_words(MOST_CHARACTERS_OF_SECTION), width=80, is_needed=True),
    Column("nil", gettext_lazy("Nothing happened (x)"), _read_nil, width=14, empty=False, choices=("x",)),
    text_column("before", gettext_lazy("Text of last period"), is_fixed=True, width=40),
)
FIGURE_COLUMNS = (
    text_column("name", gettext_lazy("Figure asked for"), is_fixed=True, width=48),
    text_column("unit", gettext_lazy("Unit of measure"), is_fixed=True, width=14),
    text_column("drawn", gettext_lazy("Figure drawn from recorded work"), is_fixed=True, width=14),
    Column("stated", _STATED, read_stated, width=16, empty=None, is_needed=True),
    Column(
        "reason", gettext_lazy("Why it differs from recorded work"), _read_words(LONGEST_REASON), width=36
    ),
    text_column("before", gettext_lazy("Figure of last period"), is_fixed=True, width=14),
    text_column("year_before", gettext_lazy("Figure of last year"), is_fixed=True, width=14),
    text_column("from_reports", gettext_lazy("Reports of shorter periods"), is_fixed=True, width=48),
)
SECTION_SHEET, FIGURE_SHEET = gettext_lazy("Texts"), gettext_lazy("Figures to report")


def with_marks(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """This function will add the columns of key and mark, which people leave as they are, at the end."""
    return (*columns, KEY_COLUMN, VERSION)


def places_of_sheets(report: UnitReport, *, draft: Submission | None) -> list[PlacesOfSheet]:
    """This function will list the places of a report by sheet; a report without figures has no sheet for them."""
    sections = {f"P{row.section.pk}": _section_place(row, draft) for row in report.sections}
    figures = {f"S{row.asked.measure_id}": _figure_place(row) for row in figure_rows(report)}
    found = [PlacesOfSheet(SECTION_SHEET, SECTION_COLUMNS, sections)]
    return [*found, PlacesOfSheet(FIGURE_SHEET, FIGURE_COLUMNS, figures)] if figures else found


def figure_rows(report: UnitReport) -> list[FigureRow]:
    """This function will give the figures of a report in order; one that two sections ask for stands once."""
    rows = {
        one.asked.measure_id: one for section in reversed(report.sections) for one in section.figures[::-1]
    }
    return list(rows.values())[::-1]


def mark_of_values(values: Values) -> str:
    """This function will return what tells one state of a place from another, "" where nothing stands."""
    told = [
        f"{one.normalize():f}" if isinstance(one, Decimal) else str(one) for one in values.values() if one
    ]
    zero = [one for one in values.values() if isinstance(one, Decimal) and not one]
    if not told and not zero:
        return ""
    return hashlib.sha256("|".join([*told, *map(str, zero)]).encode()).hexdigest()[:_LENGTH_OF_MARK]


def _section_place(row: SectionRow, draft: Submission | None) -> Place:
    narrative = row.narrative
    now = {
        "text": as_compared(narrative.text) if narrative else "",
        "nil": narrative.is_nil if narrative else False,
    }

    def check(values: Values) -> list[tuple[str, str]]:
        if values["nil"] and values["text"]:
            return [("nil", _("There is a text beside this x. Take the text or the x out."))]
        return []

    def given(values: Values) -> SectionGiven:
        version = version_to_show(narrative, draft=draft)
        return SectionGiven(row.section, values["text"], values["nil"], version)

    return Place(f"P{row.section.pk}", str(row.section), now, check, dict, given)


def _figure_place(row: FigureRow) -> Place:
    measure, value = row.asked.measure, row.value
    now = {
        "stated": value.stated if value else None,
        "reason": as_compared(value.reason) if value else "",
    }

    def check(values: Values) -> list[tuple[str, str]]:
        return _notes_on_figure(row, values)

    def settle(values: Values) -> Values:
        differs = StatedFigure(measure, row.drawn, values["stated"]).differs
        return {**values, "reason": values["reason"] if differs else ""}

    def given(values: Values) -> StatedFigure:
        return StatedFigure(measure, row.drawn, values["stated"], values["reason"], seen=mark_of_value(value))

    readers = {"stated": partial(read_stated, decimals=measure.decimals)}
    return Place(f"S{measure.pk}", measure.name, now, check, settle, given, readers)


def _notes_on_figure(row: FigureRow, values: Values) -> list[tuple[str, str]]:
    measure, stated = row.asked.measure, values["stated"]
    if stated is None:
        return []
    found = []
    if stated < 0:
        found.append(("stated", _("A figure below zero cannot be reported here. Check the sign.")))
    if round(stated, measure.decimals) != stated:
        told = (
            _("“%(unit)s” is reported with at most %(most)d decimals. Round the figure.")
            if measure.decimals
            else _("“%(unit)s” is reported in whole numbers. Round the figure.")
        )
        found.append(("stated", told % {"unit": measure.unit, "most": measure.decimals}))
    if StatedFigure(measure, row.drawn, stated).differs and not values["reason"]:
        told = _("The figure differs from the one drawn from recorded work. Say in a few words why.")
        found.append(("reason", told))
    return found
