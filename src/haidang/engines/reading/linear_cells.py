"""The cells of a flattened row: where one column ends and the next begins.

The words of a row stand in the order of the columns. Every way to part them is scored by what each column
should hold (a timing that can be read, a body, a sentence) and the best one is taken; what stands behind a
page break may go on with any of the cells. Bodies seen as leads in sure rows help the unsure ones.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from haidang.engines.reading.cell_scores import KnownLeads, score_cell
from haidang.engines.reading.column_roles import ColumnRole, ColumnTitle
from haidang.engines.reading.paper import Cell, Line
from haidang.engines.reading.row_numbers import NumberedStart
from haidang.engines.reading.word_pieces import Piece, join_pieces, split_pieces

_SPLIT_COST = 1.5  # parting a line between two cells: lines usually end where cells end
_LOOSE_COST = 0.35  # a blank line before a new cell, where the paper sets cells close together
_MOST_TAIL_PIECES = 60
_IMPOSSIBLE = float("-inf")


@dataclass(slots=True)
class Chunk:
    """Lines of one row on one page."""

    lines: list[tuple[Line, str, bool]] = field(default_factory=list)

    def add(self, line: Line, text: str, *, is_close: bool) -> None:
        self.lines.append((line, text, is_close))


@dataclass(slots=True)
class RowPieces:
    """A row as it was flattened: its number and its lines, page by page."""

    start: NumberedStart
    chunks: list[Chunk]

    @property
    def is_group(self) -> bool:
        return self.start.is_group


type Cells = tuple[tuple[Piece, ...], ...]


def settle_rows(
    rows: Sequence[RowPieces], titles: Sequence[ColumnTitle]
) -> list[tuple[tuple[Cell, ...], float]]:
    """This function will return the cells of every row, without the number's, and how sure the parting is.

    A group's row has its title in the first column. Rows are settled twice: the second time with the leads
    that the first time found more than once, and with the titles of the groups.
    """
    roles = tuple(title.role for title in titles[1:])
    groups = _groups_of(rows)
    first = [
        _settle_row(row, roles, KnownLeads(Counter(), group)) for row, group in zip(rows, groups, strict=True)
    ]
    seen = _leads_of(first, roles)
    return [_cells_of(row, roles, KnownLeads(seen, group)) for row, group in zip(rows, groups, strict=True)]


def _groups_of(rows: Sequence[RowPieces]) -> list[str]:
    """The title of the group that each row stands under, "" above the first."""
    titles: list[str] = []
    for row in rows:
        titles.append(_group_text(row) if row.is_group else titles[-1] if titles else "")
    return titles


def _group_text(row: RowPieces) -> str:
    return join_pieces([piece for chunk in row.chunks for piece in split_pieces(chunk.lines, may_part=False)])


def _leads_of(settled: Sequence[tuple[Cells, float]], roles: Sequence[ColumnRole]) -> Counter[str]:
    places = [place for place, role in enumerate(roles) if role == "lead"]
    return Counter(join_pieces(cells[place]) for cells, _ in settled for place in places if cells[place])


def _cells_of(
    row: RowPieces, roles: Sequence[ColumnRole], known: KnownLeads
) -> tuple[tuple[Cell, ...], float]:
    cells, sure = _settle_row(row, roles, known)
    return tuple(_cell(pieces) for pieces in cells), sure


def _cell(pieces: Sequence[Piece]) -> Cell:
    numbers = tuple(sorted({piece.line for piece in pieces}))
    return Cell(_paragraphs(pieces), numbers)


def _paragraphs(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Pieces joined into paragraphs: a bullet or a line behind a colon or full stop begins a new one."""
    paragraphs: list[list[Piece]] = []
    for piece in pieces:
        if not paragraphs or piece.begins_paragraph(after=paragraphs[-1][-1]):
            paragraphs.append([])
        paragraphs[-1].append(piece)
    return tuple(join_pieces(paragraph) for paragraph in paragraphs)


def _settle_row(row: RowPieces, roles: Sequence[ColumnRole], known: KnownLeads) -> tuple[Cells, float]:
    if row.is_group or not row.chunks:
        pieces = tuple(piece for chunk in row.chunks for piece in split_pieces(chunk.lines, may_part=False))
        return (pieces, *((),) * (len(roles) - 1)), 1.0
    head = split_pieces(row.chunks[0].lines, may_part=True)
    tail = [
        piece
        for chunk in row.chunks[1:]
        for piece in split_pieces(chunk.lines, may_part=len(chunk.lines) <= 2)
    ]
    if not tail:
        best, margin = _best_parting(head, roles, known, ((),) * len(roles))
        return best, _sureness(margin)
    return _settle_over_pages(head, tail, roles, known)


def _settle_over_pages(
    head: Sequence[Piece], tail: Sequence[Piece], roles: Sequence[ColumnRole], known: KnownLeads
) -> tuple[Cells, float]:
    """The lines behind a page break go on with the cells before it, in the order of the columns."""
    options: list[tuple[float, Cells]] = []
    for ends in _tail_partings(tail, len(roles)):
        cells, score = _parting_with_score(head, roles, known, ends)
        if score != _IMPOSSIBLE:
            options.append((score - _SPLIT_COST * _cuts_inside(ends), cells))
    if not options:
        whole = (tuple([*head, *tail]), *((),) * (len(roles) - 1))
        return whole, 0.0
    options.sort(key=lambda option: option[0], reverse=True)
    margin = options[0][0] - options[1][0] if len(options) > 1 else 9.0
    return options[0][1], _sureness(margin)


def _tail_partings(tail: Sequence[Piece], columns: int) -> list[Cells]:
    """Every way to give the tail to one column or, in order, to two; a very long tail goes to one as a whole."""
    partings = [_given_to(columns, {place: tail}) for place in range(columns)]
    if len(tail) > _MOST_TAIL_PIECES:
        return partings
    for cut in range(1, len(tail)):
        for first, second in combinations(range(columns), 2):
            partings.append(_given_to(columns, {first: tail[:cut], second: tail[cut:]}))
    return partings


def _given_to(columns: int, given: dict[int, Sequence[Piece]]) -> Cells:
    return tuple(tuple(given.get(column, ())) for column in range(columns))


def _cuts_inside(ends: Cells) -> int:
    firsts = [cell[0] for cell in ends if cell]
    return sum(1 for piece in firsts[1:] if not piece.begins_line)


def _best_parting(
    pieces: Sequence[Piece], roles: Sequence[ColumnRole], known: KnownLeads, ends: Cells
) -> tuple[Cells, float]:
    """The best parting of the pieces, and by how much it beats the next best last border."""
    cells, score = _parting_with_score(pieces, roles, known, ends)
    if score == _IMPOSSIBLE:
        return (tuple(pieces), *((),) * (len(roles) - 1)), 0.0
    return cells, score


def _parting_with_score(
    pieces: Sequence[Piece], roles: Sequence[ColumnRole], known: KnownLeads, ends: Cells
) -> tuple[Cells, float]:
    """Dynamic programming over (column, pieces used): the best sum of cell scores less the cost of the borders."""
    count = len(pieces)
    best = [0.0] + [_IMPOSSIBLE] * count
    cuts: list[list[int]] = []
    for role, end in zip(roles, ends, strict=True):
        reached, came_from = [_IMPOSSIBLE] * (count + 1), [0] * (count + 1)
        for start in (place for place in range(count + 1) if best[place] != _IMPOSSIBLE):
            for stop in range(start, count + 1):
                score = score_cell(role, (*pieces[start:stop], *end), known)
                if score is None:
                    break
                total = best[start] + score - _border_cost(pieces, stop)
                if total > reached[stop]:
                    reached[stop], came_from[stop] = total, start
        best = reached
        cuts.append(came_from)
    return _trace_back(pieces, cuts, ends), best[count]


def _border_cost(pieces: Sequence[Piece], place: int) -> float:
    if place in {0, len(pieces)}:
        return 0.0
    if not pieces[place].begins_line:
        return _SPLIT_COST
    return 0.0 if pieces[place].is_close else _LOOSE_COST


def _trace_back(pieces: Sequence[Piece], cuts: list[list[int]], ends: Cells) -> Cells:
    cells: list[tuple[Piece, ...]] = []
    stop = len(pieces)
    for came_from, end in zip(reversed(cuts), reversed(ends), strict=True):
        start = came_from[stop]
        cells.append((*pieces[start:stop], *end))
        stop = start
    return tuple(reversed(cells))


def _sureness(margin: float) -> float:
    """A margin of two points and more is as sure as a table without drawn cells can be."""
    return round(max(0.5, min(0.97, 0.6 + margin / 20)), 2)
