"""What the pages of a paper give, in reading order: of a text layer, or as they were recognised on pictures."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from haidang.engines.reading.opening.scanning.scanned_page import ScannedPage, ScannedWord
from haidang.engines.reading.paper import Box, Line, PageNote, PageSize, Table, Token

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s.]*", re.IGNORECASE)
_WORDS_OF_MARK = 4  # at most in a line that is a mark of secrecy: "ĐỘ MẬT: TUYỆT MẬT"
_ENDS_OF_TABLES: dict[str, Callable[[tuple[int, ...]], int]] = {
    "table_cut_below": max,
    "table_cut_above": min,
}
_EDGE_SHARE = 0.1  # of the page's height: where running headers, footers and page numbers stand


@dataclass(slots=True)
class GatheredPages:
    """What the pages give, in reading order."""

    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    hidden: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pages: list[PageSize] = field(default_factory=list)
    table_lines: set[int] = field(default_factory=set)
    notes_of_pages: list[PageNote] = field(default_factory=list)
    pictured: list[int] = field(
        default_factory=list
    )  # pages that are one large picture, with or without words
    wordless: list[int] = field(default_factory=list)  # those of them without a text layer
    recognised: int = 0

    def take_scan(self, page: ScannedPage) -> None:
        """This function will add a recognised page: its lines and tables, numbered on from what is there."""
        before = len(self.lines)
        self.pages.append(PageSize(page.number, page.width, page.height, page.turned, page.skew))
        words = _words_by_line(page)
        self.lines += [
            replace(line, number=line.number + before, tokens=_tokens_of(line, words.get(line.number, [])))
            for line in page.lines
        ]
        self.tables += [_renumbered(table, before) for table in page.tables]
        self.table_lines |= {number + before for number in page.table_lines}
        self.notes += page.mark_texts
        self.notes_of_pages += [
            PageNote(page.number, flag.code, flag.reason, _lines_of_note(flag.code, page, before))
            for flag in page.flags
        ]
        self.recognised += 1

    def settle_scans(self) -> None:
        """This function will choose among the readings of recognised words, once all pages are there.

        The model of the language is loaded when a paper has such pages. A short line that changed is looked at for
        marks of secrecy in both forms.
        """
        if not self.recognised:
            return
        from haidang.engines.reading.opening.settled_words import settle_words

        read = [line.text for line in self.lines]
        coarse = {note.page for note in self.notes_of_pages if note.code == "low_resolution"}
        self.lines, self.tables = settle_words(self.lines, self.tables, coarse=coarse)
        self.notes += [
            line.text
            for line, before in zip(self.lines, read, strict=True)
            if line.text != before and len(line.tokens) <= _WORDS_OF_MARK
        ]


def _lines_of_note(code: str, page: ScannedPage, before: int) -> tuple[int, ...]:
    """What a note is about, if that is less than its page: for lines left out those above them."""
    places: list[int] = []
    if code == "unreadable_lines" and page.lines:
        places = [_line_above(page, box) for box in page.unreadable]
    elif code in _ENDS_OF_TABLES and page.table_lines:
        places = [_ENDS_OF_TABLES[code](page.table_lines)]
    return tuple(sorted({number + before for number in places}))


def _line_above(page: ScannedPage, box: Box) -> int:
    """The first line stands for what is above all lines."""
    return max((line.number for line in page.lines if _is_above(line, box)), default=page.lines[0].number)


def _is_above(line: Line, box: Box) -> bool:
    return line.box is not None and line.box.top <= box.top


def _words_by_line(page: ScannedPage) -> dict[int, list[ScannedWord]]:
    words: dict[int, list[ScannedWord]] = {}
    for word in page.words:
        words.setdefault(word.line, []).append(word)
    return words


def _tokens_of(line: Line, words: list[ScannedWord]) -> tuple[Token, ...]:
    """The words of a line with their places in it; a word that the line does not show is left out."""
    tokens, at = [], 0
    for word in words:
        start = line.raw.find(word.text, at)
        if start < 0:
            continue
        at = start + len(word.text)
        others = tuple((other.text, other.confidence) for other in word.alternatives)
        tokens.append(Token(word.text, word.text, start, at, word.confidence, others, word.box))
    return tuple(tokens)


def _renumbered(table: Table, before: int) -> Table:
    rows = (
        replace(
            row,
            cells=tuple(
                replace(cell, lines=tuple(number + before for number in cell.lines)) for cell in row.cells
            ),
        )
        for row in table.rows
    )
    return Table(tuple(rows))


def lines_with_furniture(gathered: GatheredPages) -> list[Line]:
    """This function will mark page numbers at the edges, and what stands at the same edge of most pages."""
    at_edge = _edge_test(gathered)
    edges = [line for line in gathered.lines if at_edge(line)]
    pages_of = Counter(shape for _, shape in {(line.page, _shape(line)) for line in edges})
    fewest = max(2, len(gathered.pages) // 2)
    furniture = {
        line.number for line in edges if _PAGE_NUMBER.fullmatch(line.text) or pages_of[_shape(line)] >= fewest
    }
    return [replace(line, is_furniture=True) if line.number in furniture else line for line in gathered.lines]


def _edge_test(gathered: GatheredPages) -> Callable[[Line], bool]:
    heights = {page.number: page.height for page in gathered.pages}

    def stands_at_edge(line: Line) -> bool:
        if line.box is None or line.page is None or line.number in gathered.table_lines:
            return False
        height = heights[line.page]
        return line.box.bottom < _EDGE_SHARE * height or line.box.top > (1 - _EDGE_SHARE) * height

    return stands_at_edge


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)
