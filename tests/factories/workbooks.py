"""Workbooks for tests, as people send them: written by two programs, and by hand where no program would."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

import openpyxl

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Bảng" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>'
)


def saved(book: openpyxl.Workbook) -> bytes:
    """This function will give the bytes of a workbook."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def workbook_of(rows: Iterable[Sequence[Any]], *, title: str = "Bảng") -> bytes:
    """This function will write rows into the one sheet of a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def opened_book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def bare_workbook(sheet: str, parts: Mapping[str, str] | None = None) -> bytes:
    """This function will pack a workbook whose one sheet holds this XML; `parts` add or replace parts."""
    written = {
        "[Content_Types].xml": _TYPES,
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _RELATIONS,
        "xl/worksheets/sheet1.xml": (
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f"{sheet}</worksheet>"
        ),
    } | dict(parts or {})
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in written.items():
            package.writestr(name, text)
    return buffer.getvalue()
