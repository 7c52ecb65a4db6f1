"""A paper that is only looked into: its lines and tables, read in a limited child, nothing of it kept."""

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haidang.documents.operations.registering import safe_name
from haidang.engines.reading.child_process import SCAN_WANTED, run_limited
from haidang.engines.reading.errors import ReadingError
from haidang.engines.reading.limits import limits_from_environment


class PaperNotOpened(Exception):
    """A file that cannot or must not be looked into; `message` says why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class OpenedLine:
    """One line of a paper that is looked into."""

    number: int
    text: str
    page: int | None
    is_in_table: bool


@dataclass(frozen=True, slots=True)
class OpenedTable:
    """The texts of a table's cells by row, and the line that each row begins at."""

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpenedPaper:
    """What a file says, for whoever compares it with something that is there."""

    name: str
    lines: tuple[OpenedLine, ...]
    tables: tuple[OpenedTable, ...]


def open_upload(upload: UploadedFile) -> OpenedPaper:
    """Open an uploaded DOCX, PDF or text file; neither the file nor its words are kept.

    This function will raise PaperNotOpened for one that is refused, bears a state-secret mark, or has pages that are
    pictures: recognising those takes longer than a person waits for a page.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper"
        with path.open("wb") as copy:
            for chunk in upload.chunks():
                copy.write(chunk)
        return _opened(path, safe_name(upload.name or ""))


def _opened(path: Path, name: str) -> OpenedPaper:
    limits = limits_from_environment(os.environ)
    if path.stat().st_size > limits.file_bytes:
        raise PaperNotOpened(
            _("The file is over %(most)d MB. Send a smaller one.") % {"most": limits.file_mb}
        )
    try:
        found = run_limited({"job": "open", "path": str(path), "name": name}, limits=limits)
    except ReadingError as refused:
        raise PaperNotOpened(_words_of(refused)) from refused
    if SCAN_WANTED in found:
        raise PaperNotOpened(
            _("The file has pages that are pictures. Send the DOCX it was printed from, or a PDF with text.")
        )
    tables = tuple(_table(wire) for wire in found["tables"])
    covered = {number for wire in found["tables"] for row in wire["rows"] for number in _lines_of(row)}
    lines = tuple(
        OpenedLine(one["number"], one["text"], one["page"], one["number"] in covered)
        for one in found["lines"]
        if not one["is_furniture"]
    )
    return OpenedPaper(name, lines, tables)


def _words_of(refused: ReadingError) -> str:
    """The engine speaks Vietnamese; in English the person is told what helps most."""
    if (get_language() or "").startswith("en"):
        return _("The file cannot be read (%(code)s). Open it, save it as a new DOCX and send that.") % {
            "code": refused.code
        }
    return refused.message


def _table(wire: dict[str, Any]) -> OpenedTable:
    rows = [row for row in wire["rows"] if _lines_of(row)]
    return OpenedTable(
        tuple(tuple(" ".join(cell["paragraphs"]) for cell in row["cells"]) for row in rows),
        tuple(min(_lines_of(row)) for row in rows),
    )


def _lines_of(row: dict[str, Any]) -> list[int]:
    return [number for cell in row["cells"] for number in cell["lines"]]
