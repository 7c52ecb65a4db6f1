"""Read words of a page -> lines and tables, in the same form and order as a PDF with a text layer gives them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from haidang.engines.reading.exchanged_words import no_surer
from haidang.engines.reading.opening.aligned_columns import find_aligned_grids
from haidang.engines.reading.opening.pdf_grids import Grid
from haidang.engines.reading.opening.pdf_layout import TextLine, lines_in_reading_order, text_line
from haidang.engines.reading.opening.pdf_pages import PageContent, Word
from haidang.engines.reading.opening.printed_lines import is_centred, paragraphs_of
from haidang.engines.reading.opening.scanning.ink import WORKING_DPI
from haidang.engines.reading.opening.scanning.recognition import ReadWord
from haidang.engines.reading.opening.scanning.scanned_page import ScannedWord, WordReading
from haidang.engines.reading.opening.typesetting import visible_text
from haidang.engines.reading.paper import Box, Cell, Line, Row, Table

_POINT = 72 / WORKING_DPI


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A grid with the words of each of its cells, by the cell's place in `grid.cells`."""

    grid: Grid
    words: dict[int, list[ReadWord]]


@dataclass(slots=True)
class PageText:
    lines: list[Line] = field(default_factory=list)
    words: list[ScannedWord] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    table_lines: list[int] = field(default_factory=list)


def set_page_text(
    free: Iterable[ReadWord], tables: Sequence[FoundTable], *, number: int, width: float, height: float
) -> PageText:
    """This function will put a page's words in order: text above a table, the table cell by cell, text below."""
    setter = _Setter(PageContent(number, width, height))
    rest = list(free)
    for table in sorted(tables, key=lambda each: each.grid.box.top):
        top = table.grid.box.top
        setter.take_free([word for word in rest if _middle(word) < top])
        rest = [word for word in rest if _middle(word) >= top]
        setter.take_table(table)
    setter.take_free(rest)
    return setter.text


def find_free_tables(words: Sequence[ReadWord]) -> tuple[list[ReadWord], list[FoundTable]]:
    """This function will find tables set in aligned columns; gives the words outside them, and the tables."""
    free, tables = list(words), []
    for grid in find_aligned_grids(_plain(word) for word in words):
        by_cell: dict[int, list[ReadWord]] = {}
        outside = []
        for word in free:
            place = _cell_at(grid, word)
            if place is None:
                outside.append(word)
            else:
                by_cell.setdefault(place, []).append(word)
        free = outside
        tables.append(FoundTable(grid, by_cell))
    return free, tables


def _cell_at(grid: Grid, word: ReadWord) -> int | None:
    middle_x, middle_y = (word.left + word.right) / 2 * _POINT, _middle(word)
    for place, cell in enumerate(grid.cells):
        box = cell.box
        if box.left <= middle_x <= box.right and box.top <= middle_y <= box.bottom:
            return place
    return None


class _Setter:
    def __init__(self, page: PageContent) -> None:
        self._page = page
        self.text = PageText()

    def take_free(self, words: list[ReadWord]) -> None:
        plain = {_plain(word): word for word in words}
        self._take_lines(lines_in_reading_order(plain), plain)

    def take_table(self, table: FoundTable) -> None:
        grid = table.grid
        slots = [[Cell(is_continuation=True)] * grid.columns for _ in range(grid.rows)]
        for place, cell in enumerate(grid.cells):
            plain = {_plain(word): word for word in table.words.get(place, [])}
            lines = _cell_lines(plain)
            numbers = self._take_lines(lines, plain)
            self.text.table_lines += numbers
            slots[cell.row][cell.column] = Cell(
                paragraphs=tuple(paragraphs_of(lines, cell.box)),
                lines=tuple(numbers),
                spans_columns=cell.columns,
            )
        self.text.tables.append(Table(tuple(Row(tuple(row)) for row in slots)))

    def _take_lines(self, lines: Sequence[TextLine], read: dict[Word, ReadWord]) -> list[int]:
        numbers = []
        for line in lines:
            number = len(self.text.lines) + 1
            numbers.append(number)
            self.text.lines.append(
                Line(
                    number=number,
                    raw=line.text,
                    text=visible_text(line.text),
                    page=self._page.number,
                    number_on_page=number,
                    box=line.box,
                    is_centred=is_centred(line, self._page.width),
                )
            )
            self.text.words += [_scanned(word, read[word], number) for word in line.words]
        return numbers


def _cell_lines(plain: dict[Word, ReadWord]) -> list[TextLine]:
    """The segments of a cell are its lines; parts of one line far apart are put together."""
    rows: list[list[Word]] = []
    for word, read in sorted(plain.items(), key=lambda each: (each[0].middle, each[0].box.left)):
        home = next((row for row in rows if _is_level(row, word, plain, read)), None)
        if home is None:
            rows.append([word])
        else:
            home.append(word)
    return [text_line(sorted(row, key=lambda word: word.box.left)) for row in rows]


def _is_level(row: list[Word], word: Word, plain: dict[Word, ReadWord], read: ReadWord) -> bool:
    if any(plain[other].segment == read.segment for other in row):
        return True
    first = row[0]
    return abs(first.middle - word.middle) < 0.4 * max(first.height, word.height)


def _plain(word: ReadWord) -> Word:
    box = Box(word.left * _POINT, word.top * _POINT, word.right * _POINT, word.bottom * _POINT)
    return Word(word.text, box)


def _scanned(word: Word, read: ReadWord, line: int) -> ScannedWord:
    confidence = round(read.confidence, 4)
    others = no_surer(((other.text, other.confidence) for other in read.alternatives), confidence)
    return ScannedWord(read.text, confidence, word.box, line, tuple(WordReading(*each) for each in others))


def _middle(word: ReadWord) -> float:
    return (word.top + word.bottom) / 2 * _POINT
