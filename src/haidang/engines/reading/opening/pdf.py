"""PDF with a text layer: lines with their boxes, ruled tables, furniture told from content."""

import ctypes
from collections.abc import Mapping
from typing import Any

import pypdfium2.raw as pdfium

from haidang.engines.reading.errors import ScanWanted, refusal
from haidang.engines.reading.limits import Limits, limit_refusal
from haidang.engines.reading.opening.aligned_columns import find_aligned_grids
from haidang.engines.reading.opening.gathered_pages import GatheredPages, lines_with_furniture
from haidang.engines.reading.opening.opened import Opened, Report
from haidang.engines.reading.opening.pdf_grids import Grid, find_grids
from haidang.engines.reading.opening.pdf_layout import (
    TextLine,
    lines_in_reading_order,
    lines_of_words,
)
from haidang.engines.reading.opening.pdf_pages import PageContent, Word, read_page
from haidang.engines.reading.opening.pdf_safety import check_pdf_content
from haidang.engines.reading.opening.printed_lines import is_centred, paragraphs_of
from haidang.engines.reading.opening.scanning.scanned_page import ScannedPage
from haidang.engines.reading.opening.secrecy import check_secrecy
from haidang.engines.reading.opening.typesetting import DIRECTION_MARKS, visible_text
from haidang.engines.reading.paper import Box, Cell, Line, PageSize, Row, Table

_STAGE = "pages"
_FEWEST_WORDS = 3  # a page picture with fewer words is a scan with a page number


def open_pdf(
    content: bytes, limits: Limits, report: Report, scans: Mapping[int, ScannedPage] | None = None
) -> Opened:
    """Open a PDF: its text layer, and in the place of pages that were recognised (`scans`, by number) what was
    read on them.

    Without `scans` this function will raise ScanWanted for pages that are pictures without words. Raises Refused:
    damaged, encrypted, macro, embedded_object, too_many_pages, page_too_large, too_large, no_text, empty. pdfium
    may end the whole process on a hostile file, so this belongs into a child.
    """
    check_pdf_content(content)
    document = _load_document(content)
    try:
        gathered = _gather_pages(document, limits, report, scans or {})
    finally:
        pdfium.FPDF_CloseDocument(document)
    has_words = any(line.text for line in gathered.lines)
    is_unreadable = not has_words or len(gathered.wordless) * 2 > len(gathered.pages)
    opened = _opened_pages(gathered)
    if gathered.wordless and scans is None:
        check_secrecy(opened)
        raise ScanWanted(tuple(gathered.wordless), is_needed=is_unreadable)
    if gathered.recognised and not has_words:
        raise refusal("no_words")
    if is_unreadable and not gathered.recognised:
        raise refusal("no_text" if gathered.pictured else "empty")
    return opened


def _opened_pages(gathered: GatheredPages) -> Opened:
    gathered.settle_scans()
    return Opened(
        kind="scan" if gathered.recognised * 2 > len(gathered.pages) else "pdf",
        lines=lines_with_furniture(gathered),
        tables=gathered.tables,
        pages=gathered.pages,
        hidden=gathered.hidden,
        mark_places=gathered.notes,
        notes=gathered.notes_of_pages,
        pictured=gathered.pictured,
    )


def _load_document(content: bytes) -> Any:
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        is_locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise refusal("encrypted" if is_locked else "damaged")
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        raise refusal("macro")
    if pdfium.FPDFDoc_GetAttachmentCount(document) > 0:
        raise refusal("embedded_object", what="một tệp khác")
    return document


def _gather_pages(
    document: Any, limits: Limits, report: Report, scans: Mapping[int, ScannedPage]
) -> GatheredPages:
    gathered = GatheredPages()
    total = pdfium.FPDF_GetPageCount(document)
    if total > limits.pages:
        raise limit_refusal("too_many_pages", limits, "pages")
    sizes = [_page_size(document, place) for place in range(total)]
    if any(side > limits.page_points for size in sizes for side in size):
        raise limit_refusal("page_too_large", limits, "page_points")
    for place in range(total):
        report(place, total, _STAGE)
        page = pdfium.FPDF_LoadPage(document, place)
        if not page:
            raise refusal("damaged")
        try:
            if place + 1 in scans:
                gathered.take_scan(scans[place + 1])
            else:
                _take_page(read_page(page, place + 1), gathered)
        finally:
            pdfium.FPDF_ClosePage(page)
        if len(gathered.lines) > limits.lines:
            raise limit_refusal("too_large", limits, "lines")
    report(total, total, _STAGE)
    return gathered


def _page_size(document: Any, place: int) -> tuple[float, float]:
    size = pdfium.FS_SIZEF()
    if not pdfium.FPDF_GetPageSizeByIndexF(document, place, ctypes.byref(size)):
        raise refusal("damaged")
    return size.width, size.height


def _take_page(page: PageContent, gathered: GatheredPages) -> None:
    gathered.pages.append(PageSize(page.number, page.width, page.height))
    gathered.notes += page.notes
    if page.has_large_picture:
        gathered.pictured.append(page.number)
    if page.has_large_picture and len(page.words) < _FEWEST_WORDS:
        gathered.wordless.append(page.number)
    seen = [word for word in page.words if not word.is_hidden]
    _PageTaker(page, gathered).take(seen)
    unseen = [word for word in page.words if word.is_hidden]
    for line in lines_of_words(unseen):
        number = max(len(gathered.lines), 1)
        gathered.hidden.append(
            Line(number, line.text, visible_text(line.text), page=page.number, box=line.box)
        )


class _PageTaker:
    """Adds one page's lines and tables to what was gathered."""

    def __init__(self, page: PageContent, gathered: GatheredPages) -> None:
        self._page = page
        self._gathered = gathered
        self._on_page = 0

    def take(self, words: list[Word]) -> None:
        """Text above a table, the table cell by cell, text below it."""
        rest = words
        for grid in self._grids_of(words):
            inside = [word for word in rest if _is_inside(grid, word)]
            rest = [word for word in rest if not _is_inside(grid, word)]
            above = [word for word in rest if word.middle < grid.box.top]
            rest = [word for word in rest if word.middle >= grid.box.top]
            self._take_lines(lines_in_reading_order(above))
            self._take_grid(grid, inside)
        self._take_lines(lines_in_reading_order(rest))

    def _grids_of(self, words: list[Word]) -> list[Grid]:
        ruled = [
            grid for grid in find_grids(self._page.rules) if any(_is_inside(grid, word) for word in words)
        ]
        free = [word for word in words if not any(_is_inside(grid, word) for grid in ruled)]
        return sorted(ruled + find_aligned_grids(free), key=lambda grid: grid.box.top)

    def _take_lines(self, lines: list[TextLine]) -> list[int]:
        numbers = []
        for line in lines:
            self._on_page += 1
            numbers.append(len(self._gathered.lines) + 1)
            self._gathered.lines.append(
                Line(
                    number=numbers[-1],
                    raw=line.text,
                    text=visible_text(line.text),
                    page=self._page.number,
                    number_on_page=self._on_page,
                    box=line.box,
                    is_bold=line.is_bold,
                    is_centred=is_centred(line, self._page.width),
                )
            )
            if DIRECTION_MARKS.search(line.text):
                self._gathered.hidden.append(self._gathered.lines[-1])
        return numbers

    def _take_grid(self, grid: Grid, words: list[Word]) -> None:
        slots = [[Cell(is_continuation=True)] * grid.columns for _ in range(grid.rows)]
        for cell in grid.cells:
            lines = lines_of_words(word for word in words if _has_middle(cell.box, word))
            numbers = self._take_lines(lines)
            self._gathered.table_lines |= set(numbers)
            slots[cell.row][cell.column] = Cell(
                paragraphs=tuple(paragraphs_of(lines, cell.box)),
                lines=tuple(numbers),
                spans_columns=cell.columns,
            )
        self._gathered.tables.append(Table(tuple(Row(tuple(row)) for row in slots)))


def _is_inside(grid: Grid, word: Word) -> bool:
    return _has_middle(grid.box, word)


def _has_middle(box: Box, word: Word) -> bool:
    middle = (word.box.left + word.box.right) / 2
    return box.left <= middle <= box.right and box.top <= word.middle <= box.bottom
