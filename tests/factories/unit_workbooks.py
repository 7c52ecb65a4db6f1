"""The workbook of a unit's report as people fill it in."""

from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from factories.workbooks import opened_book, saved

from haidang.foundation.tables.workbook import XLSX

TEXTS, FIGURES, COVER = "Nội dung", "Số liệu", "Hướng dẫn"
TEXT, NIL, STATED, REASON = (
    "Nội dung đơn vị báo",
    "Không phát sinh (x)",
    "Đơn vị báo",
    "Lý do khác số từ việc đã ghi",
)
CODE, MARK = "Mã dòng (không sửa)", "Phiên bản (không sửa)"
HEAD, FIRST = 3, 4


def taken(client: Any, owed: Any) -> openpyxl.Workbook:
    """This function will download the workbook of a report."""
    return opened_book(client.get(reverse("regimes:unit_workbook", args=[owed.pk])).content)


def cell_of(book: openpyxl.Workbook, sheet: str, heading: str, row: int = FIRST) -> Any:
    """This function will give the cell under a heading."""
    found = [cell.column for cell in book[sheet][HEAD] if cell.value == heading]
    return book[sheet].cell(row, found[0])


def fill(book: openpyxl.Workbook, *entries: tuple[str, str, Any] | tuple[str, str, Any, int]) -> bytes:
    """This function will write entries (sheet, heading, value and row) and give the bytes of the file."""
    for sheet, heading, value, *row in entries:
        cell_of(book, sheet, heading, *row).value = value
    return saved(book)


def send_back(client: Any, owed: Any, content: bytes, name: str = "bao-cao.xlsx") -> Any:
    """This function will upload a workbook and give the page that says what it would do."""
    upload = SimpleUploadedFile(name, content, XLSX)
    address = reverse("regimes:take_unit_workbook", args=[owed.pk])
    return client.post(address, {"file": upload}, follow=True)


def take_over(client: Any, owed: Any, page: Any, **choices: str) -> Any:
    """This function will say yes to what a page shows."""
    hidden = page.context["take_form"].initial
    address = reverse("regimes:take_unit_workbook", args=[owed.pk])
    return client.post(address, hidden | {f"chon_{key}": one for key, one in choices.items()}, follow=True)


def notes_of(page: Any) -> list[tuple[str, str, str]]:
    """This function will give what is said of cells: sheet, cell, words."""
    return [(row.sheet, note.place, note.text) for row in page.context["plan"].rows for note in row.notes]


def kinds_of(page: Any) -> dict[str, str]:
    """This function will give what would become of each place, by its name."""
    return {row.name: row.kind for row in page.context["plan"].rows}


def refusal_of(page: Any) -> str:
    """This function will give the words with which a whole file was refused."""
    return " ".join(page.context["form"].errors["file"])
