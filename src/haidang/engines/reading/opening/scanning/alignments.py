"""Tables without ruling lines: columns are parted by white that runs down between them through nearly all lines.

Unlike `pdf_columns` the heading row need not be as wide as the columns, and two columns may stand as close as two
words: what parts them is that no line crosses there. Lines of one text over several columns are group headings.
"""

from collections.abc import Iterable, Sequence

from haidang.engines.reading.opening.pdf_grids import Grid, GridCell
from haidang.engines.reading.opening.pdf_layout import TextLine, column_rows, lines_of_words
from haidang.engines.reading.opening.pdf_pages import Word
from haidang.engines.reading.paper import Box

_FEWEST_COLUMNS = 3  # a letterhead and a signature block have two
_FEWEST_FULL_ROWS = 3
_FARTHEST_ROWS = 3.5  # of the letter height between two printed lines of one table
_GUTTER = 0.7  # of the letter height of white between two columns
_ROW_GAP = 0.5  # of the letter height: white between two rows, where lines of one cell stand closer
_NUMBERED_ROW_GAP = 1.5  # the same where numbers begin the rows
_MOST_CROSSING = 2  # lines one after the other that run over the columns
_LABEL_WIDTH = 0.12  # of the table: a first column so narrow holds the numbers of the rows

type Gap = tuple[float, float]  # white between two columns, left and right


def find_aligned_grids(words: Iterable[Word]) -> list[Grid]:
    """This function will find tables set in aligned columns among words outside all ruled tables."""
    given = list(words)
    lines, parts = lines_of_words(given), column_rows(given)
    grids = []
    done = start = 0
    while start < len(lines):
        end = _end_of_block(lines, parts[start], start) if len(parts[start]) >= _FEWEST_COLUMNS else start
        edges = _edges_of(lines[start:end])
        if _is_table(lines[start:end], edges):
            grids.append(_grid_of(lines[_top_of_head(lines, start, done, edges) : end], edges))
            done = start = end
        else:
            start += 1
    return grids


def _end_of_block(lines: Sequence[TextLine], first: Sequence[TextLine], start: int) -> int:
    """Lines are taken as long as they leave the gaps of the first line open, but for a few that cross them."""
    gaps = [[(left.box.right, right.box.left)] for left, right in zip(first, first[1:], strict=False)]
    end, crossing = start + 1, 0
    for place in range(start + 1, len(lines)):
        if not _is_near(lines[place - 1], lines[place]):
            break
        narrowed = [_left_white(gap, lines[place], narrowest=_GUTTER) for gap in gaps]
        if all(narrowed):
            gaps, end, crossing = narrowed, place + 1, 0
        elif crossing == _MOST_CROSSING:
            break
        else:
            crossing += 1
    return end


def _left_white(gaps: Sequence[Gap], line: TextLine, *, narrowest: float) -> list[Gap]:
    """What the words of a line leave of gaps."""
    for word in line.words:
        pieces = [
            piece
            for left, right in gaps
            for piece in ((left, min(right, word.box.left)), (max(left, word.box.right), right))
        ]
        gaps = [(left, right) for left, right in pieces if right - left >= narrowest * line.height]
    return list(gaps)


def _edges_of(lines: Sequence[TextLine]) -> list[float]:
    """Where the columns part: the middles of the white that runs down through nearly all lines of a block."""
    if len(lines) < _FEWEST_FULL_ROWS:
        return []
    left, right = min(line.box.left for line in lines), max(line.box.right for line in lines)
    gaps: list[Gap] = [(left, right)]
    for line in lines:
        white = _left_white(gaps, line, narrowest=_GUTTER)
        is_crossing = len(white) + 1 < _FEWEST_COLUMNS
        gaps = gaps if is_crossing else white
    return [(first + last) / 2 for first, last in gaps if first > left and last < right]


def _is_table(lines: Sequence[TextLine], edges: Sequence[float]) -> bool:
    full = sum(len(_columns_filled(line, edges)) >= _FEWEST_COLUMNS for line in lines)
    return full >= _FEWEST_FULL_ROWS


def _top_of_head(lines: Sequence[TextLine], start: int, done: int, edges: Sequence[float]) -> int:
    """A head of two lines beside heads of one begins half a line higher."""
    while start > done and lines[start].box.top < lines[start - 1].box.bottom:
        if not _left_white([(edge - 1, edge + 1) for edge in edges], lines[start - 1], narrowest=0.0):
            break
        start -= 1
    return start


def _columns_filled(line: TextLine, edges: Sequence[float]) -> set[int]:
    return {sum(word.box.left + word.box.right > 2 * edge for edge in edges) for word in line.words}


def _grid_of(lines: Sequence[TextLine], edges: Sequence[float]) -> Grid:
    left, right = min(line.box.left for line in lines) - 1, max(line.box.right for line in lines) + 1
    records = _records(lines, edges, is_numbered=edges[0] - left < _LABEL_WIDTH * (right - left))
    ys = [min(line.box.top for line in record) for record in records]
    ys.append(max(line.box.bottom for line in lines))
    xs = [left, *edges, right]
    cells = tuple(
        GridCell(row, column, 1, 1, Box(xs[column], ys[row], xs[column + 1], ys[row + 1]))
        for row in range(len(records))
        for column in range(len(xs) - 1)
    )
    return Grid(len(records), len(xs) - 1, cells, Box(xs[0], ys[0], xs[-1], ys[-1]))


def _records(lines: Sequence[TextLine], edges: Sequence[float], *, is_numbered: bool) -> list[list[TextLine]]:
    """Printed lines -> rows: a number in the first column begins one, or white; by white alone without numbers."""
    widest = _NUMBERED_ROW_GAP if is_numbered else _ROW_GAP
    records = [[lines[0]]]
    for above, line in zip(lines, lines[1:], strict=False):
        gap = line.box.top - above.box.bottom
        has_number = is_numbered and 0 in _columns_filled(line, edges) and gap >= 0
        if has_number or gap > widest * min(above.height, line.height):
            records.append([line])
        else:
            records[-1].append(line)
    return records


def _is_near(above: TextLine, line: TextLine) -> bool:
    return line.box.top - above.box.bottom < _FARTHEST_ROWS * line.height
