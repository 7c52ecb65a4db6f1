"""Plain lists as workbooks: a title, a heading row, rows of text and numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

# What a person writes is text, never a formula, a link or a number: "=cmd|..." stays what it is.
_AS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_A4 = 9
_LOOK = {"border": 1, "text_wrap": True, "valign": "top", "font_name": "Times New Roman", "font_size": 12}
# Excel refuses longer names of sheets and these signs in them.
_LONGEST_NAME, _NOT_IN_NAMES = 31, str.maketrans("", "", "[]:*?/\\")


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list: its heading, and its width in characters."""

    heading: str
    width: int


def list_workbook(
    title: str, columns: Sequence[ListColumn], rows: Iterable[Sequence[object]], *, on: date
) -> bytes:
    """Write a list as an XLSX file of one sheet; whole numbers stay numbers, all else is text.

    This function will date the file by the day it shows: the same list of the same day is the same file.
    """
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _AS_TEXT) as book:
        book.set_properties({"created": datetime.combine(on, time())})
        sheet = book.add_worksheet(title.translate(_NOT_IN_NAMES)[:_LONGEST_NAME])
        body, bold = book.add_format(_LOOK), book.add_format(_LOOK | {"bold": True, "align": "center"})
        sheet.write_string(
            0, 0, title, book.add_format(_LOOK | {"bold": True, "border": 0, "text_wrap": False})
        )
        for at, column in enumerate(columns):
            sheet.write_string(1, at, column.heading, bold)
            sheet.set_column(at, at, column.width)
        for number, row in enumerate(rows, start=2):
            for at, value in enumerate(row):
                _write_cell(sheet, (number, at), value, body)
        sheet.freeze_panes(2, 0)
        sheet.repeat_rows(1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
    return buffer.getvalue()


def _write_cell(sheet: Worksheet, place: tuple[int, int], value: object, look: Format) -> None:
    if isinstance(value, int):
        sheet.write_number(*place, value, look)
    elif value:
        sheet.write_string(*place, str(value), look)
    else:
        sheet.write_blank(*place, None, look)
