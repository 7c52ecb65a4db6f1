"""The cells of the rows of a flattened table: pages put together, leads learnt, paragraphs made.

Rows are parted by `row_partings`; bodies seen as leads in some rows help to part the others.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from haidang.engines.reading.cell_scores import KnownLeads
from haidang.engines.reading.column_roles import ColumnRole, ColumnTitle
from haidang.engines.reading.paper import Cell, Line
from haidang.engines.reading.row_numbers import NumberedStart
from haidang.engines.reading.row_partings import Parting, RowWords
from haidang.engines.reading.word_pieces import Piece, join_pieces, split_pieces

_MOST_SHORT_TAIL = 2  # lines left alone behind a page break, where a cell may end inside a line
_MOST_GOING_ON = 0.05  # of the lines behind blank ones: bodies may be named in small letters
_GROUP_SURENESS = 1.0


@dataclass(slots=True)
class Chunk:
    """Lines of one row on one page."""

    lines: list[tuple[Line, str, bool]] = field(default_factory=list)

    def add(self, line: Line, text: str, *, is_close: bool) -> None:
        """This function will take words of a line, and whether they stand close below the line before."""
        self.lines.append((line, text, is_close))


@dataclass(slots=True)
class RowPieces:
    """A row as it was flattened: its number and its lines, page by page."""

    start: NumberedStart
    chunks: list[Chunk]

    @property
    def is_group(self) -> bool:
        return self.start.is_group

    @property
    def whole_pieces(self) -> tuple[Piece, ...]:
        """The lines of the row as they are, none of them cut."""
        return tuple(piece for chunk in self.chunks for piece in split_pieces(chunk.lines, may_part=False))


def drop_page_numbers(rows: Sequence[RowPieces]) -> None:
    """This function will take off lone numbers at the ends of rows that count pages: each one more than the last."""
    ends = [
        chunk for row in rows for chunk in row.chunks if len(chunk.lines) > 1 and _ends_with_number(chunk)
    ]
    numbers = [int(chunk.lines[-1][1]) for chunk in ends]
    for place, chunk in enumerate(ends):
        nearest = {
            *numbers[max(place - 1, 0) : place],
            *(number - 2 for number in numbers[place + 1 : place + 2]),
        }
        if numbers[place] - 1 in nearest:
            chunk.lines.pop()


def _ends_with_number(chunk: Chunk) -> bool:
    return chunk.lines[-1][1].isascii() and chunk.lines[-1][1].isdigit()


def settle_rows(
    rows: Sequence[RowPieces], titles: Sequence[ColumnTitle]
) -> list[tuple[tuple[Cell, ...], float]]:
    """This function will return the cells of every row, without the number's, and how sure the parting is.

    A group's row has its title in the first column. Where the first parting finds a lead more than once, the
    rows are parted again with what it found; the titles of the groups help both times.
    """
    roles = [title.role for title in titles[1:]]
    is_parted_by_blanks = _is_parted_by_blanks(rows)
    words = [_words_of(row, roles, is_parted_by_blanks=is_parted_by_blanks) for row in rows]
    groups = _groups_of(rows)
    partings = _part_rows(words, groups, Counter())
    seen = _leads_of(partings, roles)
    if any(often > 1 for often in seen.values()):
        partings = _part_rows(words, groups, seen)
    return [(tuple(_cell(pieces) for pieces in parting.cells), parting.sureness) for parting in partings]


def _is_parted_by_blanks(rows: Sequence[RowPieces]) -> bool:
    """Whether blank lines stand between cells only: lines in the middle of a sentence stand close."""
    inner = [line for row in rows for chunk in row.chunks for line in chunk.lines[1:]]
    close = [text for _, text, is_close in inner if is_close]
    loose = [text for _, text, is_close in inner if not is_close]
    goes_on = [text for text in loose if text[0].islower()]
    return (
        bool(loose)
        and any(text[0].islower() for text in close)
        and len(goes_on) <= _MOST_GOING_ON * len(loose)
    )


def _words_of(
    row: RowPieces, roles: Sequence[ColumnRole], *, is_parted_by_blanks: bool
) -> RowWords | Parting:
    """The words to part; a group's row is not parted."""
    if row.is_group or not row.chunks:
        return Parting((row.whole_pieces, *((),) * (len(roles) - 1)), 0.0, _GROUP_SURENESS)
    tail = [
        piece
        for chunk in row.chunks[1:]
        for piece in split_pieces(chunk.lines, may_part=len(chunk.lines) <= _MOST_SHORT_TAIL)
    ]
    head = split_pieces(row.chunks[0].lines, may_part=True)
    return RowWords(head, tail, roles, is_parted_by_blanks=is_parted_by_blanks)


def _groups_of(rows: Sequence[RowPieces]) -> list[str]:
    """The title of the group that each row stands under, "" above the first."""
    titles: list[str] = []
    for row in rows:
        titles.append(join_pieces(row.whole_pieces) if row.is_group else titles[-1] if titles else "")
    return titles


def _part_rows(
    words: Sequence[RowWords | Parting], groups: Sequence[str], seen: Counter[str]
) -> list[Parting]:
    known = {group: KnownLeads(seen, group) for group in set(groups)}
    return [
        of_row.part_row(known[group]) if isinstance(of_row, RowWords) else of_row
        for of_row, group in zip(words, groups, strict=True)
    ]


def _leads_of(partings: Sequence[Parting], roles: Sequence[ColumnRole]) -> Counter[str]:
    places = [place for place, role in enumerate(roles) if role == "lead"]
    return Counter(
        join_pieces(parting.cells[place]) for parting in partings for place in places if parting.cells[place]
    )


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
