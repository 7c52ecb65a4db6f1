"""The two ways of a table through a file: written into a workbook, and its sheets read back from an upload."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from haidang.engines.reading.errors import ReadingError
from haidang.engines.reading.limits import limits_from_environment
from haidang.engines.reading.sheet_cells import Sheet, sheet_as_wire, sheet_of_wire
from haidang.engines.reading.sheets import read_sheets_limited
from haidang.foundation.tables.columns import Column, fitting_text
from haidang.foundation.tables.finding import SheetRefused
from haidang.foundation.tables.plan import KEY, VERSION, SheetTable
from haidang.foundation.tables.refusals import refusal_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_A4 = 9
_LAST_ROW_OF_CHOICES = 5_000
_LONGEST_LIST = 250  # letters of a list of choices that the format allows
SAFE_BOOK = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
PLAIN_CELL: dict[str, Any] = {
    "font_name": "Times New Roman",
    "font_size": 12,
    "border": 1,
    "valign": "top",
    "text_wrap": True,
}


def table_workbook(table: SheetTable) -> bytes:
    """This function will write a table as a workbook that `plan_import` takes back; new rows go below the last."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE_BOOK) as book:
        sheet = book.add_worksheet(table.sheet_name)
        looks = _looks(book)
        columns = (KEY, VERSION, *table.columns)
        _write_head(sheet, table, columns, looks)
        written = [row for row in table.rows if not row.is_known_only]
        for at, row in enumerate(written, start=3):
            marks = ("", "") if row.is_blank else (row.key, row.version)
            _write_cells(sheet, at, [*marks, *_written(table, row.values)], looks)
        _offer_choices(sheet, columns)
    return buffer.getvalue()


def read_upload(upload: UploadedFile) -> tuple[Sheet, ...]:
    """This function will read the sheets of an upload in a limited child; no copy of the file stays.

    Raises SheetRefused for a file that cannot or must not be read, in words for the person.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table"
        with path.open("wb") as copy:
            for chunk in upload.chunks():
                copy.write(chunk)
        try:
            return read_sheets_limited(
                path, name=upload.name or "table.xlsx", limits=limits_from_environment(os.environ)
            )
        except ReadingError as refused:
            raise SheetRefused(refusal_words(refused)) from refused


def sheets_as_kept(sheets: Iterable[Sheet]) -> list[dict[str, Any]]:
    """This function will write sheets as JSON can hold them; of a hidden one only that it had something in it."""
    return [
        sheet_as_wire(replace(sheet, cells=sheet.cells[:1], merged=()) if sheet.is_hidden else sheet)
        for sheet in sheets
    ]


def kept_sheets(wires: Iterable[dict[str, Any]]) -> list[Sheet]:
    """This function will read back what `sheets_as_kept` wrote."""
    return [sheet_of_wire(wire) for wire in wires]


def _looks(book: Any) -> dict[str, Format]:
    more: dict[str, dict[str, Any]] = {
        "body": {},
        # Excel makes a formula of "=1+1" when such a text is edited, unless it is marked as words.
        "quoted": {"quote_prefix": True},
        "money": {"num_format": "#,##0"},
        "day": {"num_format": "dd/mm/yyyy"},
        "fixed": {"font_color": "#666666", "bg_color": "#F2F2F2"},
        "head": {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7EDF5"},
        "title": {"bold": True, "font_size": 14, "border": 0, "text_wrap": False},
        "hint": {"italic": True, "border": 0, "text_wrap": False},
    }
    return {name: book.add_format(PLAIN_CELL | one) for name, one in more.items()}


def _write_head(
    sheet: Worksheet, table: SheetTable, columns: Sequence[Column], looks: dict[str, Format]
) -> None:
    sheet.write_string(0, 0, table.title, looks["title"])
    hint = (
        _("Leave the first two columns as they are.")
        if table.may_add
        else _("Leave the first two columns as they are; for a new row leave them empty.")
    )
    sheet.write_string(1, 0, hint, looks["hint"])
    for at, column in enumerate(columns):
        heading = f"{column.heading} *" if column.is_filled else str(column.heading)
        sheet.write_string(2, at, heading, looks["head"])
        sheet.set_column(at, at, column.width)
    sheet.freeze_panes(3, 2)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P/&N")


def _written(table: SheetTable, values: Any) -> Iterable[Any]:
    for column in table.columns:
        value = values[column.name]
        yield None if value is None else column.write(value)


def _write_cells(sheet: Worksheet, at: int, cells: Sequence[Any], looks: dict[str, Format]) -> None:
    for column, value in enumerate(cells):
        look = looks["fixed" if column < 2 else "body"]
        if value is None or value == "":
            sheet.write_blank(at, column, None, look)
        elif isinstance(value, date):
            sheet.write_datetime(at, column, value, looks["day"])
        elif isinstance(value, int):
            sheet.write_number(at, column, value, looks["money"] if value > 9999 else look)
        else:
            sheet.write_string(
                at, column, fitting_text(str(value)), looks["quoted"] if _runs(value) else look
            )


def _runs(value: Any) -> bool:
    return str(value).startswith(("=", "+", "-", "@"))


def _offer_choices(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for at, column in enumerate(columns):
        if column.choices and len(",".join(column.choices)) <= _LONGEST_LIST:
            sheet.data_validation(
                3,
                at,
                _LAST_ROW_OF_CHOICES,
                at,
                {"validate": "list", "source": list(column.choices), "error_type": "warning"},
            )
