"""Tables without ruling lines: columns are parted by white that runs down between them through nearly all lines.

The heading row need not be as wide as the columns, and two columns may stand as close as two words: what parts them
is that no line crosses there. Lines of one text over several columns are group headings. Text layers and scans alike.
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
_SPACE = 0.35  # of the letter height of white: no space between two words is wider, save in justified lines
_ROW_GAP = 0.5  # of the letter height: white between two rows, where lines of one cell stand closer
_NUMBERED_ROW_GAP = 1.5  # the same where numbers begin the rows
_LAPPED = 0.2  # of the letter height by which lines set solid may overlap; halves of a line lap further
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
        gaps = _gaps_of(lines[start:end], parts[start:end])
        if _is_table(lines[start:end], _edges_of(gaps)):
            above = _lines_above(lines[done : start + 1], parts[done : start + 1], gaps)
            gaps = above[-1][1] if above else gaps
            grids.append(_grid_of(lines[start - len(above) : end], gaps))
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


def _gaps_of(lines: Sequence[TextLine], parts: Sequence[Sequence[TextLine]]) -> list[Gap]:
    """Where the columns part: the white that runs down through nearly all lines of a block."""
    if len(lines) < _FEWEST_FULL_ROWS:
        return []
    left, right = min(line.box.left for line in lines), max(line.box.right for line in lines)
    gaps: list[Gap] = [(left, right)]
    for line in (line for line, pieces in zip(lines, parts, strict=True) if not _is_group_head(pieces)):
        white = _left_white(gaps, line, narrowest=_GUTTER)
        is_crossing = len(white) + 1 < _FEWEST_COLUMNS
        gaps = gaps if is_crossing else white
    return [(first, last) for first, last in gaps if first > left and last < right]


def _edges_of(gaps: Sequence[Gap]) -> list[float]:
    return [(first + last) / 2 for first, last in gaps]


def _is_group_head(parts: Sequence[TextLine]) -> bool:
    """A label and one text, which may run over the columns."""
    return len(parts) == 2 and len(parts[0].words) == 1


def _is_table(lines: Sequence[TextLine], edges: Sequence[float]) -> bool:
    full = sum(len(_columns_filled(line, edges)) >= _FEWEST_COLUMNS for line in lines)
    return full >= _FEWEST_FULL_ROWS


def _lines_above(
    lines: Sequence[TextLine], parts: Sequence[Sequence[TextLine]], gaps: Sequence[Gap]
) -> list[tuple[TextLine, list[Gap]]]:
    """The lines above the last one that belong to the table though they fill too few columns to begin it.

    From the lowest up, each with what it leaves of the gaps. A head of two lines beside heads of one begins half a
    line higher. Above the first number of a page stand what the last row of the page before goes on with, and the
    head of a group.
    """
    first = lines[-1]
    is_page_start = _begins_with_number(first) and first.words[0].box.right <= gaps[0][0]
    taken: list[tuple[TextLine, list[Gap]]] = []
    for above, line, pieces in zip(lines[-2::-1], lines[::-1], parts[-2::-1], strict=False):
        left = list(gaps) if _is_group_head(pieces) else _left_white(gaps, above, narrowest=_GUTTER)
        is_half_line = line.box.top < above.box.bottom
        if (
            len(left) < len(gaps)
            or _is_page_number(above)
            or not is_half_line
            and not (is_page_start and _is_near(above, line))
        ):
            break
        taken.append((above, left))
        gaps = left
    return taken


def _is_page_number(line: TextLine) -> bool:
    return len(line.words) == 1 and line.text.strip("-–— ").isdigit()


def _columns_filled(line: TextLine, edges: Sequence[float]) -> set[int]:
    return {sum(word.box.left + word.box.right > 2 * edge for edge in edges) for word in line.words}


def _grid_of(lines: Sequence[TextLine], gaps: Sequence[Gap]) -> Grid:
    edges = _edges_of(gaps)
    left, right = min(line.box.left for line in lines) - 1, max(line.box.right for line in lines) + 1
    records = _records(lines, edges, is_numbered=edges[0] - left < _LABEL_WIDTH * (right - left))
    ys = [min(line.box.top for line in record) for record in records]
    ys.append(max(line.box.bottom for line in lines))
    xs = [left, *edges, right]
    cells = tuple(
        GridCell(row, column, 1, width, Box(xs[column], ys[row], xs[column + width], ys[row + 1]))
        for row, record in enumerate(records)
        for column, width in _cells_across(record, gaps)
    )
    return Grid(len(records), len(xs) - 1, cells, Box(xs[0], ys[0], xs[-1], ys[-1]))


def _cells_across(record: Sequence[TextLine], gaps: Sequence[Gap]) -> list[tuple[int, int]]:
    """Columns of a row's cells and how many each fills: a text that runs over the columns is one cell."""
    crossed = [_crosses(record, gap) for gap in gaps]
    if not any(crossed):
        return [(column, 1) for column in range(len(gaps) + 1)]
    first = crossed.index(True)
    return [*((column, 1) for column in range(first)), (first, len(gaps) + 1 - first)]


def _crosses(record: Sequence[TextLine], gap: Gap) -> bool:
    """Whether every line runs through the white, with no more than a space between words there."""
    return not any(_left_white([gap], line, narrowest=_SPACE) for line in record)


def _records(lines: Sequence[TextLine], edges: Sequence[float], *, is_numbered: bool) -> list[list[TextLine]]:
    """Printed lines -> rows: a number in the first column begins one, or white; by white alone without numbers.

    Below the titles less white is enough: what the page before began may go on there without a number.
    """
    records = [[lines[0]]]
    for above, line in zip(lines, lines[1:], strict=False):
        gap = line.box.top - above.box.bottom
        is_below_titles = len(records) == 1 and not any(_begins_with_number(each) for each in records[0])
        widest = _NUMBERED_ROW_GAP if is_numbered and not is_below_titles else _ROW_GAP
        has_number = is_numbered and 0 in _columns_filled(line, edges) and gap > -_LAPPED * line.height
        if has_number or gap > widest * min(above.height, line.height):
            records.append([line])
        else:
            records[-1].append(line)
    return records


def _begins_with_number(line: TextLine) -> bool:
    return line.words[0].text.rstrip(".").isdigit()


def _is_near(above: TextLine, line: TextLine) -> bool:
    return line.box.top - above.box.bottom < _FARTHEST_ROWS * line.height
