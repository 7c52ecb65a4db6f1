"""Plain lists as workbooks: a title, a heading row, rows of text and numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from math import ceil

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


# Programs that only show or print a workbook do not fit rows to their text, so the height is worked out here.
_POINTS_OF_LINE = 16
_LETTERS_OF_WIDTH = 1.1  # letters of 12-point Times in one unit of a column's width
_HIGHEST_ROW = 400


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
        widths = [one.width for one in columns]
        sheet.set_row(1, height_of_row([one.heading for one in columns], widths))
        for number, row in enumerate(rows, start=2):
            sheet.set_row(number, height_of_row([str(value or "") for value in row], widths))
            for at, value in enumerate(row):
                _write_cell(sheet, (number, at), value, body)
        sheet.freeze_panes(2, 0)
        sheet.repeat_rows(1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
    return buffer.getvalue()


def height_of_row(texts: Iterable[str], widths: Iterable[int]) -> int:
    """This function will return the height of a row in points that shows all its wrapped texts of 12 points."""
    lines = [
        sum(ceil(max(len(part), 1) / (width * _LETTERS_OF_WIDTH)) for part in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    ]
    return min(max(lines, default=1) * _POINTS_OF_LINE, _HIGHEST_ROW)


def _write_cell(sheet: Worksheet, place: tuple[int, int], value: object, look: Format) -> None:
    if isinstance(value, int):
        sheet.write_number(*place, value, look)
    elif value:
        sheet.write_string(*place, str(value), look)
    else:
        sheet.write_blank(*place, None, look)
