"""Tables without ruling lines: rows of parts that keep to the same columns, with white between the columns.

Unlike `pdf_columns` the heading row need not be as wide as the columns: a column is what all rows leave white
on both sides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from haidang.engines.reading.opening.pdf_grids import Grid, GridCell
from haidang.engines.reading.opening.pdf_layout import TextLine, column_rows
from haidang.engines.reading.opening.pdf_pages import Word
from haidang.engines.reading.paper import Box

_FEWEST_COLUMNS = 3  # a letterhead and a signature block have two
_FEWEST_FULL_ROWS = 3
_FARTHEST_ROWS = 3.5  # of the letter height between two printed lines of one table
_GUTTER = 0.7  # of the letter height of white between two columns
_ROW_GAP = 0.5  # of the letter height: white between two rows, where lines of one cell stand closer
_LABEL_WIDTH = 0.12  # of the table: a first column so narrow holds the numbers of the rows


@dataclass(frozen=True, slots=True)
class _Extent:
    left: float
    right: float


def find_aligned_grids(words: Iterable[Word]) -> list[Grid]:
    """This function will find tables set in aligned columns among words outside all ruled tables."""
    rows = column_rows(words)
    grids = []
    start = 0
    while start < len(rows):
        if len(rows[start]) < _FEWEST_COLUMNS:
            start += 1
            continue
        columns, end = _columns_from(rows, start)
        if sum(len(row) >= _FEWEST_COLUMNS for row in rows[start:end]) >= _FEWEST_FULL_ROWS:
            grids.append(_grid_of(rows[start:end], columns))
            start = end
        else:
            start += 1
    return grids


def _columns_from(rows: Sequence[list[TextLine]], start: int) -> tuple[list[_Extent], int]:
    """Rows are taken as long as they leave as many columns apart as the fullest row so far has."""
    columns = _extents(rows[start], [])
    end = start + 1
    while end < len(rows) and _is_near(rows[end - 1], rows[end]):
        wider = _extents(rows[end], columns)
        if len(wider) < max(len(columns), _FEWEST_COLUMNS):
            break
        columns = wider
        end += 1
    return columns, end


def _extents(row: Sequence[TextLine], columns: Sequence[_Extent]) -> list[_Extent]:
    gutter = _GUTTER * min(part.height for part in row)
    parts = sorted(
        [*columns, *(_Extent(part.box.left, part.box.right) for part in row)], key=lambda each: each.left
    )
    joined = [parts[0]]
    for part in parts[1:]:
        if part.left - joined[-1].right < gutter:
            joined[-1] = _Extent(joined[-1].left, max(joined[-1].right, part.right))
        else:
            joined.append(part)
    return joined


def _grid_of(rows: list[list[TextLine]], columns: list[_Extent]) -> Grid:
    records = _records(rows, columns)
    tops = [min(part.box.top for row in record for part in row) for record in records]
    xs = [columns[0].left - 1, *_middles(columns), columns[-1].right + 1]
    ys = [*tops, max(part.box.bottom for part in rows[-1])]
    cells = tuple(
        GridCell(row, column, 1, 1, Box(xs[column], ys[row], xs[column + 1], ys[row + 1]))
        for row in range(len(records))
        for column in range(len(columns))
    )
    return Grid(len(records), len(columns), cells, Box(xs[0], ys[0], xs[-1], ys[-1]))


def _middles(columns: list[_Extent]) -> list[float]:
    return [(left.right + right.left) / 2 for left, right in zip(columns, columns[1:], strict=False)]


def _records(rows: list[list[TextLine]], columns: list[_Extent]) -> list[list[list[TextLine]]]:
    """Printed lines -> rows: a number in the first column begins one, or white; by white alone without numbers."""
    first = columns[0]
    is_numbered = first.right - first.left < _LABEL_WIDTH * (columns[-1].right - first.left)
    records = [[rows[0]]]
    for above, row in zip(rows, rows[1:], strict=False):
        has_first = any(part.box.left < first.right for part in row)
        if is_numbered and has_first or _gap(above, row) > _ROW_GAP * min(part.height for part in row):
            records.append([row])
        else:
            records[-1].append(row)
    return records


def _gap(above: list[TextLine], row: list[TextLine]) -> float:
    return min(part.box.top for part in row) - max(part.box.bottom for part in above)


def _is_near(above: list[TextLine], row: list[TextLine]) -> bool:
    return _gap(above, row) < _FARTHEST_ROWS * row[0].height
