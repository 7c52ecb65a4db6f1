"""The filled cells of a workbook's sheets, as they are opened and as they travel."""

from dataclasses import dataclass
from typing import Any, Literal

type CellKind = Literal["text", "number", "day", "yes_no", "error", "not_reckoned"]
type Area = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One filled cell; row and column count from 1.

    `text` is what is written: a number in figures with a point, a day as 2026-06-20, yes_no as 1 or 0, an error as
    the program shows it (#REF!). A formula has the result that was saved with it; "not_reckoned" has none. A number
    that is shown as a percentage is a hundredth of what people see.
    """

    row: int
    column: int
    kind: CellKind
    text: str
    is_formula: bool = False
    is_percent: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Merged areas are first row, first column, last row, last column; only filled cells are kept."""

    name: str
    is_hidden: bool
    cells: tuple[SheetCell, ...]
    merged: tuple[Area, ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0


def sheet_as_wire(sheet: Sheet) -> dict[str, Any]:
    """This function will write a sheet as plain lists: what the child sends, and what can be kept as JSON."""
    return {
        "name": sheet.name,
        "is_hidden": sheet.is_hidden,
        "hidden_rows": sheet.hidden_rows,
        "hidden_columns": sheet.hidden_columns,
        "merged": [list(area) for area in sheet.merged],
        "cells": [_cell_as_wire(cell) for cell in sheet.cells],
    }


def _cell_as_wire(cell: SheetCell) -> list[Any]:
    """Few cells are percentages, so the others do without that word."""
    plain = [cell.row, cell.column, cell.kind, cell.text, cell.is_formula]
    return [*plain, True] if cell.is_percent else plain


def sheet_of_wire(wire: dict[str, Any]) -> Sheet:
    """This function will read back what `sheet_as_wire` wrote."""
    return Sheet(
        name=wire["name"],
        is_hidden=wire["is_hidden"],
        hidden_rows=wire["hidden_rows"],
        hidden_columns=wire.get("hidden_columns", 0),  # what was kept before columns were told has none
        merged=tuple((area[0], area[1], area[2], area[3]) for area in wire["merged"]),
        cells=tuple(SheetCell(*cell) for cell in wire["cells"]),
    )
