"""Workbooks to fill in: sheets that are locked but for their entry cells, each of which checks what is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from haidang.foundation.tables.columns import fitting_text
from haidang.foundation.tables.workbook import PLAIN_CELL, SAFE_BOOK

_A4 = 9
_LONGEST_MESSAGE = 255  # letters that the format allows beside a check
_LONGEST_SHEET_NAME = 31
_LINE, _LETTERS_OF_WIDTH = 16, 1.05  # points of a line of 12; letters of this font on one unit of width
_HEIGHT_OF_HEAD, _LOWEST_OPEN, _HIGHEST = 50, 64, 300  # points of a row
_MANY_LETTERS = 1_000  # a cell that takes so many is to look like a place to write in
_MAY = {
    "select_locked_cells": True,
    "select_unlocked_cells": True,
    "format_columns": True,
    "format_rows": True,
}
HEAD_ROW = 3  # of the headings, from 1


@dataclass(frozen=True, slots=True)
class CellCheck:
    """What a program holds a typed value to: a list of choices, a longest text, or a formula that is true.

    `prompt` is shown where the cell is chosen, `refusal` where what was typed does not hold.
    """

    refusal: str
    prompt: str = ""
    choices: tuple[str, ...] = ()
    longest: int = 0
    formula: str = ""


@dataclass(frozen=True, slots=True)
class EntryCell:
    """One cell: what stands in it, whether people type in it, and what it is held to."""

    value: str | int | Decimal | date | None = None
    is_open: bool = False
    check: CellCheck | None = None


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """The heading of a column, and how wide it is."""

    heading: str
    width: int = 18


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """One sheet: its headings stand in row HEAD_ROW, its rows below; without columns its rows are plain lines."""

    name: str
    title: str
    hint: str
    columns: tuple[EntryColumn, ...]
    rows: tuple[tuple[EntryCell, ...], ...]


def entry_workbook(sheets: Sequence[EntrySheet]) -> bytes:
    """This function will write a workbook in which only open cells can be changed; no password keeps it so."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE_BOOK) as book:
        looks = _looks(book)
        for one in sheets:
            sheet = book.add_worksheet(one.name[:_LONGEST_SHEET_NAME])
            _write_head(sheet, one, looks)
            for at, cells in enumerate(one.rows, start=HEAD_ROW):
                _write_row(sheet, at, cells, looks)
                sheet.set_row(at, _height(one, cells))
            sheet.protect("", _MAY)
    return buffer.getvalue()


def _looks(book: Any) -> dict[str, Format]:
    more: dict[str, dict[str, Any]] = {
        "shut": {"bg_color": "#F2F2F2"},
        "open": {"locked": False, "bg_color": "#FFFBE6"},
        "head": {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7EDF5"},
        "title": {"bold": True, "font_size": 14, "border": 0, "text_wrap": False},
        "hint": {"italic": True, "border": 0, "text_wrap": False},
    }
    looks = {name: book.add_format(PLAIN_CELL | one) for name, one in more.items()}
    for name in ("shut", "open"):
        looks |= {
            f"{name} day": book.add_format(PLAIN_CELL | more[name] | {"num_format": "dd/mm/yyyy"}),
            f"{name} number": book.add_format(PLAIN_CELL | more[name] | {"num_format": "#,##0.####"}),
            f"{name} whole": book.add_format(PLAIN_CELL | more[name] | {"num_format": "#,##0"}),
            f"{name} quoted": book.add_format(PLAIN_CELL | more[name] | {"quote_prefix": True}),
        }
    return looks


def _write_head(sheet: Worksheet, one: EntrySheet, looks: dict[str, Format]) -> None:
    sheet.write_string(0, 0, one.title, looks["title"])
    sheet.write_string(1, 0, one.hint, looks["hint"])
    for at, column in enumerate(one.columns):
        sheet.set_column(at, at, column.width)
        if column.heading:
            sheet.write_string(HEAD_ROW - 1, at, column.heading, looks["head"])
            sheet.set_row(HEAD_ROW - 1, _HEIGHT_OF_HEAD)
    sheet.freeze_panes(HEAD_ROW, 0)
    sheet.repeat_rows(HEAD_ROW - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P/&N")


def _write_row(sheet: Worksheet, at: int, cells: Sequence[EntryCell], looks: dict[str, Format]) -> None:
    for column, cell in enumerate(cells):
        _write_cell(sheet, (at, column), cell, looks)
        if cell.check is not None:
            sheet.data_validation(at, column, at, column, _validation(cell.check))


def _write_cell(sheet: Worksheet, place: tuple[int, int], cell: EntryCell, looks: dict[str, Format]) -> None:
    look = "open" if cell.is_open else "shut"
    value = cell.value
    if value is None or value == "":
        sheet.write_blank(*place, None, looks[look])
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, looks[f"{look} day"])
    elif isinstance(value, int | Decimal):
        kind = "whole" if value == int(value) else "number"
        sheet.write_number(*place, float(value), looks[f"{look} {kind}"])
    else:
        # Excel makes a formula of "=1+1" when such a text is edited, unless it is marked as words.
        runs = value.startswith(("=", "+", "-", "@"))
        sheet.write_string(*place, fitting_text(value), looks[f"{look} quoted" if runs else look])


def _validation(check: CellCheck) -> dict[str, Any]:
    told: dict[str, Any] = {"error_message": check.refusal[:_LONGEST_MESSAGE]}
    if check.prompt:
        told["input_message"] = check.prompt[:_LONGEST_MESSAGE]
    if check.choices:
        return told | {"validate": "list", "source": list(check.choices)}
    if check.longest:
        return told | {"validate": "length", "criteria": "<=", "value": check.longest}
    return told | {"validate": "custom", "value": check.formula}


def _height(sheet: EntrySheet, cells: Sequence[EntryCell]) -> float:
    """Room for the longest text of a row: programs do not make rows higher by themselves where sheets are locked."""
    widths = [column.width for column in sheet.columns]
    lines = [
        sum(1 + int(len(line) / (width * _LETTERS_OF_WIDTH)) for line in str(cell.value).split("\n"))
        for cell, width in zip(cells, widths, strict=True)
        if isinstance(cell.value, str) and cell.value
    ]
    is_for_words = any(cell.is_open and cell.check and cell.check.longest > _MANY_LETTERS for cell in cells)
    lowest = _LOWEST_OPEN if is_for_words else 2 * _LINE
    return min(max(max(lines, default=1) * _LINE, lowest), _HIGHEST)
