"""Tables of tasks: group rows, a head that repeats on each page, the sheet on its side when wide."""

from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell, _Row

from haidang.engines.drafting import page_marks as marks
from haidang.engines.drafting.page_marks import Face
from haidang.engines.drafting.paper_parts import TableGroup, TaskTable

__all__ = ["TableGroup", "TaskTable", "add_task_table", "draft_task_table"]

_CELL_POINTS = 12
# A letter of 12 points is about this wide; a cell keeps this much free on its two sides together.
_LETTER_MM = 2.15
_CELL_PADDING_MM = 4.5
# Columns whose texts are all this short ("STT", "Quý II/2026") stand in the middle.
_SHORT_TEXT = 12


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
    _check_rows(table)
    for text in table.title:
        _add_title_line(document, text, Face(bold=True))
    if table.note:
        _add_title_line(document, table.note, Face(italic=True))
    if table.title or table.note:
        document.add_paragraph().paragraph_format.line_spacing = Pt(8)
    grid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    _fill_head(grid.rows[0], table.columns)
    for group in table.groups:
        _add_group(grid, group)
    for total in table.totals:
        _fill_row(_new_row(grid), total, Face(_CELL_POINTS, bold=True))
    _shape_grid(document, grid, table)
    _widen_headings(grid, table)


def _check_rows(table: TaskTable) -> None:
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


def _fill_head(row: _Row, columns: tuple[str, ...]) -> None:
    for cell, text in zip(row.cells, columns, strict=True):
        marks.write_cell(cell, text, Face(_CELL_POINTS, bold=True))
        marks.centre_lines(cell)
        _pad_lines(cell)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    marks.repeat_row(row)


def _add_group(grid: Table, group: TableGroup) -> None:
    if group.label or group.title:
        _add_group_head(grid, group)
    for cells in group.rows:
        _fill_row(_new_row(grid), cells, Face(_CELL_POINTS))


def _add_group_head(grid: Table, group: TableGroup) -> None:
    row = _new_row(grid)
    _fill_row(row, (group.label, group.title, *group.cells), Face(_CELL_POINTS, bold=True))
    for cell in row.cells:
        for line in cell.paragraphs:
            line.paragraph_format.keep_with_next = True


def _new_row(grid: Table) -> _Row:
    row: _Row = grid.add_row()  # type: ignore[no-untyped-call]
    return row


def _fill_row(row: _Row, texts: tuple[str, ...], face: Face) -> None:
    for cell, text in zip(row.cells, texts, strict=False):
        marks.write_cell(cell, text, face)
        _pad_lines(cell)
    marks.keep_row_whole(row)


def _pad_lines(cell: _Cell) -> None:
    for line in cell.paragraphs:
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(1.5)


def _shape_grid(document: Document, grid: Table, table: TaskTable) -> None:
    grid.autofit = False
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths = column_widths(table, marks.text_width(document.sections[-1]))
    marks.set_widths(grid, widths)
    _centre_short_columns(grid, table)


def _widen_headings(grid: Table, table: TaskTable) -> None:
    """Let the title of each group run to the right edge; done last, so that widths add up."""
    place = 0
    for group in table.groups:
        has_heading = bool(group.label or group.title)
        if has_heading and not group.cells and len(table.columns) > 2:
            cells = grid.rows[place + 1].cells
            cells[1].merge(cells[-1])
        place += len(group.rows) + has_heading


def column_widths(table: TaskTable, whole: Length) -> list[Length]:
    """Share out a width: each column gets room for its longest word, the rest goes by length of text."""
    columns = [_column_texts(table, place) for place in range(len(table.columns))]
    needs = [_widest_word(texts) for texts in columns]
    scale = min(1.0, whole / sum(needs))
    spare = whole - sum(needs) * scale
    weights = [sum(len(text) for text in texts) ** 0.9 + 1 for texts in columns]
    shares = [spare * weight / sum(weights) for weight in weights]
    return [Length(int(need * scale + share)) for need, share in zip(needs, shares, strict=True)]


def _column_texts(table: TaskTable, place: int) -> list[str]:
    rows = [table.columns, *table.totals, *(row for group in table.groups for row in group.rows)]
    texts = [row[place] for row in rows if place < len(row)]
    return texts + [group.label for group in table.groups] if place == 0 else texts


def _widest_word(texts: list[str]) -> int:
    letters = max((len(word) for text in texts for word in text.split()), default=1)
    return int(Mm(min(letters, 14) * _LETTER_MM + _CELL_PADDING_MM))


def _centre_short_columns(grid: Table, table: TaskTable) -> None:
    short = [
        place
        for place in range(len(table.columns))
        if all(len(text) <= _SHORT_TEXT for text in _column_texts(table, place)[1:])
    ]
    for row in grid.rows:
        for place in short:
            marks.centre_lines(row.cells[place])
