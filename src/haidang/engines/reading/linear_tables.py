"""Tables that were flattened into lines: header, rows and cells found again.

Text taken out of a PDF often gives a table as "1 / Xây dựng Kế hoạch ... / Tháng 1 / Sở Ngoại vụ / Các cơ
quan liên quan": real examples are seed 002 from line 716 (a blank line between most lines, header repeated
after each page) and lists without any blank line. The header tells the columns and their order; rows are
told by their numbers in sequence; the cells of a row are found by `linear_cells`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from haidang.engines.reading.column_roles import ColumnTitle
from haidang.engines.reading.linear_cells import Chunk, RowPieces, drop_page_numbers, settle_rows
from haidang.engines.reading.linear_headers import LinearHeader, folded_line, header_at, repeat_length
from haidang.engines.reading.paper import Cell, Line, Paper, Row
from haidang.engines.reading.row_numbers import NumberedStart, RowCounter

_FEWEST_ROWS = 2
_ENDS_PAPER = "./."
_ENDS_TABLE = re.compile(
    r"(?:noi nhan|phu luc|ghi chu|tm\.|kt\.|tl\.|bang chu|tren day la)\b"
    r"|[ivx]{1,5}\s?[-.)–/]+\s*(?:to chuc (?:thuc hien|trien khai)|kinh phi|nguon kinh phi|che do bao cao|kien nghi)\b"
)


@dataclass(frozen=True, slots=True)
class LinearTable:
    """One flattened table: its headings, rows with cells in the order of the columns, all its lines."""

    titles: tuple[ColumnTitle, ...]
    rows: tuple[Row, ...]
    lines: tuple[int, ...]
    confidence: dict[int, float] = field(default_factory=dict)  # by number of the row's first line


def find_linear_tables(paper: Paper) -> tuple[LinearTable, ...]:
    """This function will find every flattened table of a paper; lines inside real tables are left alone."""
    in_tables = {number for table in paper.tables for number in table.lines}
    lines = [line for line in paper.content_lines() if line.number not in in_tables]
    tables: list[LinearTable] = []
    at = 0
    while at < len(lines):
        header = header_at(lines, at)
        if header is None:
            at += 1
            continue
        table, at = _table_under(paper, lines, header)
        if table is not None:
            tables.append(table)
    return tuple(tables)


def _table_under(paper: Paper, lines: Sequence[Line], header: LinearHeader) -> tuple[LinearTable | None, int]:
    """The table below a header, and the place in the lines behind it."""
    body, end = _body_lines(lines, header)
    rows = _numbered_rows(paper, body)
    if sum(1 for row in rows if not row.is_group) < _FEWEST_ROWS:
        return None, header.last
    settled = settle_rows(rows, header.titles)
    table_lines = tuple(line.number for line in lines[header.first : end])
    built = tuple(_row_of(row.start, cells) for row, (cells, _) in zip(rows, settled, strict=True))
    confidence = {row.lines[0]: sure for row, (_, sure) in zip(built, settled, strict=True) if row.lines}
    return LinearTable(header.titles, built, table_lines, confidence), end


def _row_of(start: NumberedStart, cells: tuple[Cell, ...]) -> Row:
    number = Cell((start.label,), (start.line,))
    return Row((number, *cells))


def _body_lines(lines: Sequence[Line], header: LinearHeader) -> tuple[list[list[Line]], int]:
    """The lines under the header in runs between repeated headers, and where the table ends."""
    runs: list[list[Line]] = [[]]
    at = header.last
    while at < len(lines):
        if repeated := repeat_length(lines, at, header):
            runs.append([])
            at += repeated
        elif _ENDS_TABLE.match(folded_line(lines[at].text)) or header_at(lines, at):
            break
        else:
            runs[-1].append(lines[at])
            at += 1
            if lines[at - 1].text.endswith(_ENDS_PAPER):
                break
    return runs, at


def _numbered_rows(paper: Paper, runs: list[list[Line]]) -> list[RowPieces]:
    """The rows by their numbers; what stands before the first number of a page goes on with the row before."""
    counter = RowCounter(is_damaged=paper.is_damaged)
    rows: list[RowPieces] = []
    for run in runs:
        if rows:
            rows[-1].chunks.append(Chunk())
        for place, line in enumerate(run):
            start = counter.start_of(line, run[place + 1 :])
            if start is not None:
                rows.append(_row_begun(start, line))
            elif rows:
                _go_on_row(rows[-1], line, paper)
    for row in rows:
        row.chunks = [chunk for chunk in row.chunks if chunk.lines]
    drop_page_numbers(rows)
    return rows


def _row_begun(start: NumberedStart, line: Line) -> RowPieces:
    chunk = Chunk()
    if start.rest:
        chunk.add(line, start.rest, is_close=False)
    return RowPieces(start, [chunk])


def _go_on_row(row: RowPieces, line: Line, paper: Paper) -> None:
    if _breaks_page(paper, line) and row.chunks[-1].lines:
        row.chunks.append(Chunk())
    row.chunks[-1].add(line, line.text, is_close=_is_close(paper, line))


def _is_close(paper: Paper, line: Line) -> bool:
    """Whether no blank line stands before this one, in a paper that otherwise has them."""
    return line.number > 1 and bool(paper.line(line.number - 1).text)


def _breaks_page(paper: Paper, line: Line) -> bool:
    """Whether a page begins here: a form feed, or the indent an extractor leaves of one, or another page."""
    before = paper.line(line.number - 1) if line.number > 1 else None
    if before is None:
        return False
    return "\f" in line.raw or before.page != line.page or (bool(before.text) and line.raw[:1] == " ")
