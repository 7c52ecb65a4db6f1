"""Whole tables: pieces over several pages put together, headings known, rows that go on after a page joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from haidang.engines.reading.column_roles import ColumnRole, ColumnTitle, folded_heading, role_of_heading
from haidang.engines.reading.linear_tables import LinearTable, find_linear_tables
from haidang.engines.reading.paper import Cell, Paper, Row, Table

_FIGURES = re.compile(r"\d[\d.,]*")
_MOST_HEADER_ROWS = 3
_ROW_LABEL = re.compile(r"\d{1,3}(?:\.\d{1,3})*|[IVXL]{1,7}|[A-HĐ]")
_FEWEST_KNOWN = 2  # columns with a known heading, beside the number's
_DRAWN_CONFIDENCE = 0.98


@dataclass(frozen=True, slots=True)
class WholeTable:
    """One table of the paper with its headings. The cells of each row stand in the order of `titles`."""

    titles: tuple[ColumnTitle, ...]
    rows: tuple[Row, ...]
    lines: tuple[int, ...]
    is_flattened: bool = False
    confidence: dict[int, float] = field(default_factory=dict)  # by number of the row's first line

    def column_of(self, role: ColumnRole) -> int | None:
        """This function will return the place of the first column with this role, None without one."""
        return next((place for place, title in enumerate(self.titles) if title.role == role), None)

    def sureness_of(self, row: Row) -> float:
        """This function will return how sure the cells of a row are parted, 0 to 1."""
        return self.confidence.get(row.lines[0], _DRAWN_CONFIDENCE) if row.lines else _DRAWN_CONFIDENCE


def read_tables(paper: Paper) -> tuple[WholeTable, ...]:
    """This function will return the tables with known headings, drawn and flattened, in the order of the paper."""
    tables = [*_drawn_tables(paper.tables), *map(_from_linear, find_linear_tables(paper))]
    return tuple(sorted(tables, key=lambda table: table.lines[:1]))


def _from_linear(table: LinearTable) -> WholeTable:
    return WholeTable(table.titles, table.rows, table.lines, is_flattened=True, confidence=table.confidence)


def _drawn_tables(pieces: Sequence[Table]) -> list[WholeTable]:
    whole: list[WholeTable] = []
    for piece in pieces:
        titles, header_rows = _headings_of(piece)
        body = piece.rows[header_rows:]
        if whole and _goes_on(whole[-1], titles, piece):
            joined = _join_rows((*whole[-1].rows, *body), len(whole[-1].rows))
            whole[-1] = replace(whole[-1], rows=joined, lines=(*whole[-1].lines, *piece.lines))
        elif titles:
            whole.append(WholeTable(titles, _join_rows(body, 0), piece.lines))
    return [replace(table, rows=tuple(_fill_merged(table.rows))) for table in whole]


def _goes_on(before: WholeTable, titles: tuple[ColumnTitle, ...], piece: Table) -> bool:
    """A piece goes on with the table before it when it repeats its headings, or has none and is as wide."""
    if titles:
        return [folded_heading(title.text) for title in titles] == [
            folded_heading(title.text) for title in before.titles
        ]
    return bool(piece.rows) and len(piece.rows[0].cells) == len(before.titles)


def _headings_of(piece: Table) -> tuple[tuple[ColumnTitle, ...], int]:
    """The headings of a piece and the number of rows they fill; ((), 0) when its first rows hold none."""
    best: tuple[tuple[ColumnTitle, ...], int] = ((), 0)
    most_known = _FEWEST_KNOWN - 1
    for count in range(1, min(_MOST_HEADER_ROWS, len(piece.rows)) + 1):
        if _is_data(piece.rows[count - 1]):
            break
        titles = _titles_in(piece.rows[:count])
        known = sum(1 for title in titles if title.role not in {"other", "number"})
        if known > most_known:
            best, most_known = (titles, count), known
    return best


def _titles_in(rows: Sequence[Row]) -> tuple[ColumnTitle, ...]:
    columns = range(max(len(row.cells) for row in rows))
    texts = [_joined_heading(rows, column) for column in columns]
    return tuple(ColumnTitle(role_of_heading(text), text) for text in texts)


def _joined_heading(rows: Sequence[Row], column: int) -> str:
    parts: list[str] = []
    for row in rows:
        text = row.cells[column].text if column < len(row.cells) else ""
        if text and text not in parts:
            parts.append(text)
    return " ".join(parts)


def _is_data(row: Row) -> bool:
    """A row that begins with a number or a group's label holds data, and so does one with a single text.

    Unless all its cells are figures: columns counted (1) (2) (3) belong to the headings.
    """
    texts = [cell.text.strip("() .") for cell in row.cells if cell.text]
    if not texts or all(text.isdigit() for text in texts):
        return False
    return len(texts) == 1 or bool(_ROW_LABEL.fullmatch(texts[0]))


def _join_rows(rows: Sequence[Row], page_starts_at: int) -> tuple[Row, ...]:
    """Join each row that goes on with the row above to it; counted columns "(1) (2) (3)" fall away."""
    joined: list[Row] = []
    for place, row in enumerate(rows):
        if not any(cell.text for cell in row.cells) or _counts_columns(row):
            continue
        if joined and _goes_on_row(joined[-1], row, is_page_start=place == page_starts_at > 0):
            joined[-1] = _joined_row(joined[-1], row)
        else:
            joined.append(row)
    return tuple(joined)


def _counts_columns(row: Row) -> bool:
    texts = [cell.text.strip("() .") for cell in row.cells if cell.text]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _goes_on_row(before: Row, row: Row, *, is_page_start: bool) -> bool:
    """A row without a number goes on when a page broke it, or when a cell begins in the middle of a sentence."""
    if row.cells[0].text or _is_spanning(row) or _is_spanning(before) or _is_sum_below(before, row):
        return False
    filled = [
        (above, cell) for above, cell in zip(before.cells[1:], row.cells[1:], strict=False) if cell.text
    ]
    if all(cell.is_continuation for _, cell in filled):
        return False
    is_cut = any(above.text and _is_open(above.text, cell.text) for above, cell in filled)
    return is_page_start or is_cut


def _is_sum_below(before: Row, row: Row) -> bool:
    """A row with figures under figures adds them up or stands for itself; it goes on with no sentence above."""
    return any(
        _FIGURES.fullmatch(above.text) and _FIGURES.fullmatch(cell.text)
        for above, cell in zip(before.cells[1:], row.cells[1:], strict=False)
    )


def _is_spanning(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell.text]
    return len(filled) == 1 and filled[0].spans_columns >= len(row.cells) - 1


def _is_open(above: str, below: str) -> bool:
    return below[0].islower() or not above.rstrip().endswith((".", ";", "!", "?"))


def _joined_row(above: Row, below: Row) -> Row:
    cells = [_joined_cell(first, second) for first, second in zip(above.cells, below.cells, strict=False)]
    return Row((*cells, *above.cells[len(below.cells) :]))


def _joined_cell(above: Cell, below: Cell) -> Cell:
    """The text below goes on with the last paragraph above, unless a bullet or a new sentence begins it."""
    if not below.text or below.text == above.text:
        return replace(above, lines=tuple(sorted({*above.lines, *below.lines})))
    if not above.text or below.text[0] in "-–+•*(" or above.text.rstrip().endswith((".", ":")):
        paragraphs = (*above.paragraphs, *below.paragraphs)
    else:
        seam = f"{above.paragraphs[-1]} {below.paragraphs[0]}"
        paragraphs = (*above.paragraphs[:-1], seam, *below.paragraphs[1:])
    return replace(above, paragraphs=paragraphs, lines=tuple(sorted({*above.lines, *below.lines})))


def _fill_merged(rows: Sequence[Row]) -> list[Row]:
    """A cell merged over several rows holds for each of them: the leads of several tasks are often one cell."""
    filled: list[Row] = []
    for row in rows:
        above = filled[-1].cells if filled and not _is_spanning(filled[-1]) else ()
        filled.append(
            Row(tuple(_from_above(cell, place, row, above) for place, cell in enumerate(row.cells)))
        )
    return filled


def _from_above(cell: Cell, place: int, row: Row, above: Sequence[Cell]) -> Cell:
    is_merged_down = cell.is_continuation and not cell.text and not _is_covered_from_left(row, place)
    return replace(above[place], is_continuation=True) if is_merged_down and place < len(above) else cell


def _is_covered_from_left(row: Row, place: int) -> bool:
    return any(row.cells[left].spans_columns > place - left for left in range(place))
