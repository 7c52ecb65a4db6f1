"""Tables without ruling lines: a heading row of three columns or more, and rows that keep to its columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from haidang.engines.reading.opening.pdf_grids import Grid, GridCell
from haidang.engines.reading.opening.pdf_layout import TextLine, column_rows
from haidang.engines.reading.opening.pdf_pages import Word
from haidang.engines.reading.paper import Box

_FEWEST_COLUMNS = 3  # a letterhead and a signature block have two
_FEWEST_FULL_ROWS = 3  # the heading row and two more that fill three columns
_FARTHEST_ROWS = 3.0  # of the letter height between two rows of one table
_ROW_GAP = 0.35  # of the letter height: white between two rows, where lines of one cell stand closer


@dataclass(slots=True)
class _Column:
    left: float
    right: float

    def overlaps(self, part: TextLine) -> bool:
        return part.box.left < self.right and part.box.right > self.left

    def widen_for(self, part: TextLine) -> None:
        self.left, self.right = min(self.left, part.box.left), max(self.right, part.box.right)


def find_column_grids(words: Iterable[Word]) -> list[Grid]:
    """This function will find tables set in aligned columns among words that stand in no ruled table.

    A table goes on as long as every part of a line keeps to one column.
    """
    rows = column_rows(words)
    grids = []
    start = 0
    while start < len(rows):
        columns, end = _columns_from(rows, start)
        if sum(len(row) >= _FEWEST_COLUMNS for row in rows[start:end]) >= _FEWEST_FULL_ROWS:
            grids.append(_grid_of(rows[start:end], columns))
            start = end
        else:
            start += 1
    return grids


def _columns_from(rows: Sequence[list[TextLine]], start: int) -> tuple[list[_Column], int]:
    """The columns that a heading row opens, widened by the rows that keep to them, and where these end."""
    columns = [_Column(part.box.left, part.box.right) for part in rows[start]]
    if len(columns) < _FEWEST_COLUMNS:
        return columns, start
    end = start + 1
    while end < len(rows) and _is_near(rows[end - 1], rows[end]) and _take_row(columns, rows[end]):
        end += 1
    return columns, end


def _take_row(columns: list[_Column], row: list[TextLine]) -> bool:
    homes = [[column for column in columns if column.overlaps(part)] for part in row]
    if any(len(home) != 1 for home in homes):
        return False
    for part, home in zip(row, homes, strict=True):
        home[0].widen_for(part)
    return True


def _grid_of(rows: list[list[TextLine]], columns: list[_Column]) -> Grid:
    records = _records(rows, columns[0])
    tops = [min(part.box.top for row in record for part in row) for record in records]
    bottom = max(part.box.bottom for part in rows[-1])
    xs = [columns[0].left - 1, *_middles(columns), columns[-1].right + 1]
    ys = [*tops, bottom]
    cells = tuple(
        GridCell(row, column, 1, 1, Box(xs[column], ys[row], xs[column + 1], ys[row + 1]))
        for row in range(len(records))
        for column in range(len(columns))
    )
    return Grid(len(records), len(columns), cells, Box(xs[0], ys[0], xs[-1], ys[-1]))


def _middles(columns: list[_Column]) -> list[float]:
    return [(left.right + right.left) / 2 for left, right in zip(columns, columns[1:], strict=False)]


def _records(rows: list[list[TextLine]], first: _Column) -> list[list[list[TextLine]]]:
    """Printed lines -> rows of the table: a new one begins with a word in the first column, or after white."""
    records = [[rows[0]]]
    for above, row in zip(rows, rows[1:], strict=False):
        begins = any(first.overlaps(part) for part in row) or _gap(above, row) > _ROW_GAP * row[0].height
        if begins:
            records.append([row])
        else:
            records[-1].append(row)
    return records


def _gap(above: list[TextLine], row: list[TextLine]) -> float:
    return min(part.box.top for part in row) - max(part.box.bottom for part in above)


def _is_near(above: list[TextLine], row: list[TextLine]) -> bool:
    return _gap(above, row) < _FARTHEST_ROWS * row[0].height
