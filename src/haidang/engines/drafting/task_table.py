"""Tables of tasks and figures: group rows, a head that repeats on each page, the sheet on its side when wide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Length, Mm, Pt

from haidang.engines.drafting import page_marks as marks
from haidang.engines.drafting.page_marks import Face
from haidang.engines.drafting.paper_parts import TableGroup, TaskTable
from haidang.engines.drafting.table_rows import RowLook, Side, add_rows

__all__ = ["TableGroup", "TaskTable", "add_task_table", "draft_task_table"]

CELL_POINTS = 12
# A letter of 12 points is about this wide; a cell keeps this much free on its two sides together.
_LETTER_MM = 2.15
_CELL_PADDING_MM = 4.5
# Columns whose texts are all this short ("STT", "Quý II/2026") stand in the middle.
_SHORT_TEXT = 12
_FIGURES = re.compile(
    r"(?:ước )?[-−+]?\d[\d.,]*(?: ?%| điểm %)?(?: ?/ ?\d[\d.,]*)?(?: \(\d[\d.,]*%\))?(?: \(ước\))?|-|–|"
)


def draft_task_table(table: TaskTable) -> bytes:
    """Write a table of tasks as a DOCX file of its own, with title, note and page numbers.

    Rows shorter than the head are filled with empty cells; a longer row is a ValueError. Hostile text
    stays text: control characters are left out, everything else is shown as it is.
    """
    document = marks.new_document()
    marks.set_sheet(document.sections[0], landscape=table.landscape)
    add_task_table(document, table)
    return marks.saved_bytes(document)


def add_task_table(document: Document, table: TaskTable) -> None:
    """Add the title, the note and the table at the end of a document."""
    check_rows(table)
    for text in table.title:
        _add_title_line(document, text, Face(bold=True))
    if table.note:
        _add_title_line(document, table.note, Face(italic=True))
    if table.title or table.note:
        document.add_paragraph().paragraph_format.line_spacing = Pt(8)
    grid = document.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    grid.autofit = False
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths = column_widths(table, marks.text_width(document.sections[-1]))
    marks.set_widths(grid, widths)
    add_rows(grid, table_rows(table, tuple(widths)))


def table_rows(table: TaskTable, widths: tuple[int, ...]) -> Iterator[tuple[tuple[str, ...], RowLook]]:
    """This function will yield the rows of a table from its head to its totals, each with its look."""
    sides = column_sides(table)
    middle: tuple[Side, ...] = tuple("center" for _ in sides)
    yield table.columns, RowLook(CELL_POINTS, middle, widths, bold=True, is_head=True)
    plain = RowLook(CELL_POINTS, sides, widths)
    strong = RowLook(CELL_POINTS, sides, widths, bold=True)
    for group in table.groups:
        if group.label or group.title:
            is_wide = not group.cells and len(table.columns) > 2
            look = RowLook(CELL_POINTS, sides, widths, bold=True, runs_wide=is_wide, keeps_next=True)
            heading: tuple[str, ...] = (group.label, group.title, *group.cells)
            yield heading, look
        yield from ((row, plain) for row in group.rows)
    yield from ((total, strong) for total in table.totals)


def check_rows(table: TaskTable) -> None:
    """This function will raise ValueError for a table without columns or with a row longer than its head."""
    count = len(table.columns)
    if not count:
        raise ValueError("a table without columns")
    rows = [*table.totals, *(row for group in table.groups for row in group.rows)]
    rows += [(group.label, group.title, *group.cells) for group in table.groups if group.cells]
    if any(len(row) > count for row in rows):
        raise ValueError(f"a row with more than {count} cells")


def _add_title_line(document: Document, text: str, face: Face) -> None:
    line = document.add_paragraph()
    line.alignment = marks.CENTRED
    line.paragraph_format.keep_with_next = True
    marks.write_line(line, text, face)


def column_widths(table: TaskTable, whole: float) -> list[Length]:
    """Share out a width: each column gets room for its longest word, the rest goes by length of text."""
    columns = [_column_texts(table, place) for place in range(len(table.columns))]
    needs = [_widest_word(texts) for texts in columns]
    scale = min(1.0, whole / sum(needs))
    spare = whole - sum(needs) * scale
    weights = [sum(len(text) for text in texts) ** 0.9 + 1 for texts in columns]
    shares = [spare * weight / sum(weights) for weight in weights]
    return [Length(int(need * scale + share)) for need, share in zip(needs, shares, strict=True)]


def column_sides(table: TaskTable) -> tuple[Side, ...]:
    """This function will tell where each column's texts stand: figures right, short texts in the middle."""
    return tuple(_side_of(place, _column_texts(table, place)[1:]) for place in range(len(table.columns)))


def _side_of(place: int, texts: list[str]) -> Side:
    if place and any(texts) and all(_FIGURES.fullmatch(text) for text in texts):
        return "right"
    return "center" if all(len(text) <= _SHORT_TEXT for text in texts) else "left"


def _column_texts(table: TaskTable, place: int) -> list[str]:
    rows = [table.columns, *table.totals, *(row for group in table.groups for row in group.rows)]
    texts = [row[place] for row in rows if place < len(row)]
    if place >= 2:
        texts += [group.cells[place - 2] for group in table.groups if len(group.cells) > place - 2]
    return texts + [group.label for group in table.groups] if place == 0 else texts


def _widest_word(texts: list[str]) -> int:
    letters = max((len(word) for text in texts for word in text.split()), default=1)
    return int(Mm(min(letters, 14) * _LETTER_MM + _CELL_PADDING_MM))
