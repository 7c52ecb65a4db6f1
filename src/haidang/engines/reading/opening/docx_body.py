"""The body of a DOCX in reading order: paragraphs, tables with merged cells, text boxes after their paragraph."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from haidang.engines.reading.limits import Limits, limit_refusal
from haidang.engines.reading.opening.docx_numbering import ListCounter
from haidang.engines.reading.opening.docx_styles import VAL, ParagraphLook, StyleSheet, W, is_filled_cell
from haidang.engines.reading.opening.docx_words import ParagraphWords, WordWalker
from haidang.engines.reading.opening.office_package import Element
from haidang.engines.reading.opening.typesetting import visible_text
from haidang.engines.reading.paper import Cell, Line, Row, Table

_PARAGRAPH, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
# Wrappers that only hold blocks: content controls, custom XML, accepted insertions of whole blocks.
_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
# The label of an item in a list typed by hand.
_ITEM_BEGINS = re.compile(r"(?:[-+•–*]|\(?\d{1,2}[.)]|[a-zđ]\))\s")


@dataclass(slots=True)
class _Place:
    """Where the next lines stand: in a body paragraph, or in a row of a table."""

    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    is_shaded: bool = False


@dataclass(slots=True)
class BodyReader:
    """Gathers lines, tables and hidden text while it walks through the body."""

    styles: StyleSheet
    words: WordWalker
    labels: ListCounter
    limits: Limits
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    hidden: list[Line] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    box_texts: list[str] = field(default_factory=list)
    _paragraphs: int = 0
    _cells: int = 0

    def read_blocks(self, parent: Element) -> None:
        """This function will read the paragraphs and tables that stand directly in the body."""
        for block in _blocks(parent):
            if block.tag == _PARAGRAPH:
                self._paragraphs += 1
                self._read_paragraph(block, _Place(paragraph=self._paragraphs), keeps_empty=True)
            else:
                self._read_table(block)

    def read_notes(self, notes: Iterable[Element]) -> None:
        """This function will read footnotes and endnotes as the last paragraphs of the paper."""
        for note in notes:
            self.read_blocks(note)

    def _read_paragraph(self, paragraph: Element, place: _Place, *, keeps_empty: bool = False) -> str:
        """Add a paragraph's lines (one for each of its line breaks) and its boxes; give its text.

        Line breaks that stand for paragraphs stay in the text as new lines.
        """
        look = self.styles.paragraph_look(paragraph)
        if place.is_shaded:
            look = replace(look, words=replace(look.words, is_shaded=True))
        gathered = self.words.paragraph_words(paragraph, look.words)
        label = self.labels.next_label(look)
        raws = _label_first(label, gathered.text).split("\n")
        kept = [raw for raw in raws if visible_text(raw)] or (raws[:1] if keeps_empty else [])
        for raw in kept:
            self._add_line(raw, place, look=look, is_bold=gathered.is_bold)
        self._take_unseen(gathered, place)
        box_texts = [self._read_box(box, place) for box in gathered.boxes]
        return _joined_breaks([visible_text(raw) for raw in kept] + box_texts)

    def _add_line(self, raw: str, place: _Place, *, look: ParagraphLook, is_bold: bool) -> None:
        if len(self.lines) >= self.limits.lines:
            raise limit_refusal("too_large", self.limits, "lines")
        self.lines.append(
            Line(
                number=len(self.lines) + 1,
                raw=raw,
                text=visible_text(raw),
                paragraph=place.paragraph,
                table=place.table,
                row=place.row,
                is_bold=is_bold,
                is_centred=look.is_centred,
                heading_level=look.heading_level,
            )
        )

    def _take_unseen(self, gathered: ParagraphWords, place: _Place) -> None:
        self.notes += gathered.notes
        pieces = ["".join(gathered.hidden)]
        pieces += [_words_of_box(box) for box in gathered.hidden_boxes]
        for piece in pieces:
            if visible_text(piece):
                self._hide(piece, place)

    def _hide(self, raw: str, place: _Place) -> None:
        """Hidden text is told with the line it stands in or after."""
        self.hidden.append(
            Line(
                number=max(len(self.lines), 1),
                raw=raw,
                text=visible_text(raw),
                paragraph=place.paragraph,
                table=place.table,
                row=place.row,
            )
        )

    def _read_box(self, box: Element, place: _Place) -> str:
        texts = []
        for block in _blocks(box):
            paragraphs = [block] if block.tag == _PARAGRAPH else block.iter(_PARAGRAPH)
            texts += [self._read_paragraph(paragraph, place) for paragraph in paragraphs]
        self.box_texts += texts
        return " ".join(text for text in texts if text)

    def _read_table(self, table: Element) -> None:
        number = len(self.tables) + 1
        is_shaded = self.styles.shades_cells(table)
        rows = []
        for row_number, row in enumerate(_children_of(table, _ROW), start=1):
            place = _Place(table=number, row=row_number, is_shaded=is_shaded)
            rows.append(self._read_row(row, place))
        width = max((len(cells) for cells in rows), default=0)
        self.tables.append(
            Table(tuple(Row(tuple(cells + [Cell()] * (width - len(cells)))) for cells in rows))
        )

    def _read_row(self, row: Element, place: _Place) -> list[Cell]:
        cells = [Cell() for _ in range(self._columns(row.find(f"{W}trPr"), "gridBefore", otherwise=0))]
        for cell in _children_of(row, _CELL):
            properties = cell.find(f"{W}tcPr")
            columns = max(self._columns(properties, "gridSpan", otherwise=1), 1)
            cells.append(self._read_cell(cell, place, columns=columns))
            cells += [Cell(is_continuation=True)] * (columns - 1)
        self._cells += len(cells)
        if len(cells) > self.limits.columns:
            raise limit_refusal("too_large", self.limits, "columns")
        if self._cells > self.limits.table_cells:
            raise limit_refusal("too_large", self.limits, "table_cells")
        return cells

    def _columns(self, properties: Element | None, name: str, *, otherwise: int) -> int:
        found = None if properties is None else properties.find(f"{W}{name}")
        value = "" if found is None else found.get(VAL, "")
        if not value.isdecimal():
            return otherwise
        if len(value) > 6 or int(value) > self.limits.columns:
            raise limit_refusal("too_large", self.limits, "columns")
        return int(value)

    def _read_cell(self, cell: Element, place: _Place, *, columns: int) -> Cell:
        if _is_covered(cell):
            if visible_text(_words_of_box(cell)):
                self._hide(_words_of_box(cell), place)
            return Cell(spans_columns=columns, is_continuation=True)
        first = len(self.lines) + 1
        ground = replace(place, is_shaded=place.is_shaded or is_filled_cell(cell))
        paragraphs = [self._read_paragraph(paragraph, ground) for paragraph in _cell_paragraphs(cell)]
        return Cell(
            paragraphs=tuple(piece for text in paragraphs for piece in text.split("\n") if piece),
            lines=tuple(range(first, len(self.lines) + 1)),
            spans_columns=columns,
        )


def _blocks(parent: Element) -> Iterator[Element]:
    for child in parent.iterchildren(tag="*"):
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _children_of(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also inside content controls; deleted rows are gone."""
    for child in parent.iterchildren(tag="*"):
        if child.tag == tag and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children_of(child, tag)


def _cell_paragraphs(cell: Element) -> Iterator[Element]:
    """A table inside a cell is read as paragraphs of the cell."""
    for block in _blocks(cell):
        if block.tag == _PARAGRAPH:
            yield block
        else:
            for row in _children_of(block, _ROW):
                for inner in _children_of(row, _CELL):
                    yield from _cell_paragraphs(inner)


def _is_covered(cell: Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _words_of_box(box: Element) -> str:
    paragraphs = box.iter(_PARAGRAPH)
    return " ".join("".join(text.text or "" for text in each.iter(f"{W}t")) for each in paragraphs)


def _joined_breaks(texts: list[str]) -> str:
    """A break after a full stop or before a list sign was meant as a paragraph; others only bend the line."""
    joined = ""
    for text in (text for text in texts if text):
        ends = joined.endswith((".", ";", ":", "!", "?")) or _ITEM_BEGINS.match(text)
        joined += ("\n" if ends else " ") + text if joined else text
    return joined


def _label_first(label: str, text: str) -> str:
    return f"{label} {text}" if label else text
