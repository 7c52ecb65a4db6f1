"""The best way to part the words of one flattened row between its columns.

The words stand in the order of the columns. Every way to part them is scored by what each column should hold
(a timing that can be read, a body, a sentence), less what the borders cost, and the best one is taken. What
stands behind a page break goes on with one of the cells before it or, in order, with two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from haidang.engines.reading.cell_scores import KnownLeads, fits_column, score_cell
from haidang.engines.reading.column_roles import ColumnRole
from haidang.engines.reading.word_pieces import Piece, PieceRun, Span

_SPLIT_COST = 1.5  # parting a line between two cells: lines usually end where cells end
_LOOSE_COST = 0.35  # a blank line before a new cell, where the paper sets cells close together
_CLOSE_COST = 1.2  # a new cell without a blank line before it, where the paper parts cells by blank lines
_MOST_TAIL_PIECES = 60
_CLEAR_MARGIN = 9.0  # taken where there is no second way at all
_IMPOSSIBLE = float("-inf")
_NOTHING: Span = (0, 0)

type Cells = tuple[tuple[Piece, ...], ...]
type TailSpans = tuple[Span, ...]  # what each column gets of the pieces behind the page break


@dataclass(frozen=True, slots=True)
class Parting:
    """The cells of one row, the score that they reach, and how sure they are (0 to 1)."""

    cells: Cells
    score: float
    sureness: float


class CellScores:
    """The scores of the cells that one row may have, each reckoned once however often it is asked for."""

    def __init__(self, head: PieceRun, tail: PieceRun) -> None:
        self._head = head
        self._tail = tail
        self._texts: dict[tuple[Span, Span], str] = {}
        self._scores: dict[tuple[ColumnRole, Span, Span], float] = {}

    def fits(self, role: ColumnRole, span: Span, end: Span) -> bool:
        """This function will tell whether so many words may stand in the column; if not, neither may more."""
        return fits_column(role, self._head.count_words(span) + self._tail.count_words(end))

    def score(self, role: ColumnRole, span: Span, end: Span) -> float:
        """This function will score the words of a span of the head with a span of the tail behind them."""
        known = self._scores.get((role, span, end))
        if known is None:
            known = self._scores[role, span, end] = score_cell(role, self.text(span, end))
        return known

    def text(self, span: Span, end: Span) -> str:
        """This function will return the words of the two spans as running text."""
        text = self._texts.get((span, end))
        if text is None:
            parts = (self._head.text_of(span), self._tail.text_of(end))
            text = self._texts[span, end] = " ".join(part for part in parts if part)
        return text


class RowWords:
    """The words of one row before and behind its page break, and the ways to part them."""

    def __init__(
        self,
        head: Sequence[Piece],
        tail: Sequence[Piece],
        roles: Sequence[ColumnRole],
        *,
        is_parted_by_blanks: bool = False,
    ) -> None:
        self.head = PieceRun(head)
        self.tail = PieceRun(tail)
        self.roles = tuple(roles)
        self.scores = CellScores(self.head, self.tail)
        self.border_costs = [
            _border_cost(head, place, is_parted_by_blanks=is_parted_by_blanks)
            for place in range(len(head) + 1)
        ]

    def part_row(self, known: KnownLeads) -> Parting:
        """This function will return the best parting; all in the first column, and unsure, where none fits."""
        search = _Search(self, known)
        if self.tail.pieces:
            return self._part_over_pages(search) or self._unparted()
        return search.best_around((_NOTHING,) * len(self.roles)) or self._unparted()

    def _unparted(self) -> Parting:
        whole = (*self.head.pieces, *self.tail.pieces)
        return Parting((whole, *((),) * (len(self.roles) - 1)), _IMPOSSIBLE, _sureness(0.0))

    def _part_over_pages(self, search: "_Search") -> Parting | None:
        options: list[tuple[float, Parting]] = []
        for ends in _tail_spans(len(self.tail.pieces), len(self.roles)):
            parting = search.best_around(ends)
            if parting is not None:
                options.append((parting.score - _SPLIT_COST * self._count_cuts(ends), parting))
        if not options:
            return None
        options.sort(key=lambda option: option[0], reverse=True)
        margin = options[0][0] - options[1][0] if len(options) > 1 else _CLEAR_MARGIN
        return Parting(options[0][1].cells, options[0][0], _sureness(margin))

    def _count_cuts(self, ends: TailSpans) -> int:
        firsts = [self.tail.pieces[start] for start, stop in ends if start < stop]
        return sum(1 for piece in firsts[1:] if not piece.begins_line)


class _Search:
    """Dynamic programming over (column, pieces used): the best sum of cell scores less the borders' costs.

    What the first columns reach with the same ends is kept: the many ways to give out a tail share it.
    """

    def __init__(self, row: RowWords, known: KnownLeads) -> None:
        self._row = row
        self._known = known
        self._count = len(row.head.pieces)
        self._reached: dict[TailSpans, tuple[list[float], list[int]]] = {}
        self._cells: dict[tuple[int, Span, Span], float] = {}

    def best_around(self, ends: TailSpans) -> Parting | None:
        """This function will return the best parting with these ends; None where no parting fits."""
        score = self._reach(ends)[0][self._count]
        if score == _IMPOSSIBLE:
            return None
        return Parting(self._trace_back(ends), score, _sureness(score))

    def _reach(self, ends: TailSpans) -> tuple[list[float], list[int]]:
        """The best score for every number of pieces used by these columns, and where the last cell begins."""
        known = self._reached.get(ends)
        if known is None:
            known = self._reached[ends] = self._reach_anew(ends)
        return known

    def _reach_anew(self, ends: TailSpans) -> tuple[list[float], list[int]]:
        best, came_from = [_IMPOSSIBLE] * (self._count + 1), [0] * (self._count + 1)
        if not ends:
            return [0.0, *best[1:]], came_from
        is_last = len(ends) == len(self._row.roles)  # the last column takes all that is left
        before = self._reach(ends[:-1])[0]
        for start in (place for place in range(self._count + 1) if before[place] != _IMPOSSIBLE):
            for stop in range(self._count if is_last else start, self._count + 1):
                score = self._cell_score(len(ends) - 1, (start, stop), ends[-1])
                if score == _IMPOSSIBLE:
                    break
                total = before[start] + score - self._row.border_costs[stop]
                if total > best[stop]:
                    best[stop], came_from[stop] = total, start
        return best, came_from

    def _cell_score(self, column: int, span: Span, end: Span) -> float:
        known = self._cells.get((column, span, end))
        if known is None:
            known = self._cells[column, span, end] = self._cell_score_anew(column, span, end)
        return known

    def _cell_score_anew(self, column: int, span: Span, end: Span) -> float:
        role, scores = self._row.roles[column], self._row.scores
        if not scores.fits(role, span, end):
            return _IMPOSSIBLE
        score = scores.score(role, span, end)
        return score + self._known.weight(scores.text(span, end)) if role == "lead" else score

    def _trace_back(self, ends: TailSpans) -> Cells:
        cells: list[tuple[Piece, ...]] = []
        stop = self._count
        for column in range(len(ends), 0, -1):
            start = self._reach(ends[:column])[1][stop]
            first, behind = ends[column - 1]
            cells.append((*self._row.head.pieces[start:stop], *self._row.tail.pieces[first:behind]))
            stop = start
        return tuple(reversed(cells))


def _border_cost(pieces: Sequence[Piece], place: int, *, is_parted_by_blanks: bool) -> float:
    if place in {0, len(pieces)}:
        return 0.0
    if not pieces[place].begins_line:
        return _SPLIT_COST
    if is_parted_by_blanks:
        return _CLOSE_COST if pieces[place].is_close else 0.0
    return 0.0 if pieces[place].is_close else _LOOSE_COST


def _tail_spans(count: int, columns: int) -> Iterator[TailSpans]:
    """Every way to give the tail to one column or, in order, to two; a very long tail goes to one as a whole."""
    for place in range(columns):
        yield _given_to(columns, {place: (0, count)})
    if count > _MOST_TAIL_PIECES:
        return
    for cut in range(1, count):
        for first, second in combinations(range(columns), 2):
            yield _given_to(columns, {first: (0, cut), second: (cut, count)})


def _given_to(columns: int, given: dict[int, Span]) -> TailSpans:
    return tuple(given.get(column, _NOTHING) for column in range(columns))


def _sureness(score: float) -> float:
    """Scores and margins of seven points and more are as sure as a table without drawn cells can be."""
    return round(max(0.5, min(0.97, 0.6 + score / 20)), 2)
