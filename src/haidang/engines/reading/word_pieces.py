"""Pieces of lines that stay whole when the cells of a flattened row are parted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from haidang.engines.reading.bodies import looks_like_body
from haidang.engines.reading.paper import Line
from haidang.engines.reading.timing_cells import could_begin_timing

_BULLET = re.compile(r"[-–+*•]\s+\S|[a-zđ]\)\s|\(\d{1,2}\)\s")
_BULLET_SIGNS = frozenset("-–+*•")

type Span = tuple[int, int]  # the first piece, and the piece behind the last


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line that belong to one cell."""

    text: str
    line: int
    begins_line: bool
    is_close: bool  # no blank line stands before it

    def begins_paragraph(self, *, after: "Piece") -> bool:
        """This function will tell whether a paragraph of a cell begins here, behind the piece before."""
        if not self.begins_line:
            return False
        return bool(_BULLET.match(self.text)) or after.text.rstrip().endswith(":") and self.text[:1].isupper()


class PieceRun:
    """Pieces one after another, with their running text and the number of their words at hand."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = tuple(pieces)
        self._text = join_pieces(pieces)
        self._offsets = [0, *accumulate(len(piece.text) + 1 for piece in pieces)]
        self._words = [0, *accumulate(len(piece.text.split()) for piece in pieces)]

    def text_of(self, span: Span) -> str:
        """This function will return the words of a span, "" for an empty one."""
        return self._text[self._offsets[span[0]] : max(self._offsets[span[1]] - 1, 0)]

    def count_words(self, span: Span) -> int:
        """This function will return how many words a span has."""
        return self._words[span[1]] - self._words[span[0]]


def split_pieces(lines: Sequence[tuple[Line, str, bool]], *, may_part: bool) -> list[Piece]:
    """This function will cut lines where a cell may end inside them; whole lines when they may not part.

    A line is cut before a word in upper case that may begin a body or a timing, and, when it is one of the
    two lines left alone behind a page break, before every word.
    """
    is_short_tail = may_part and len(lines) <= 2
    return [
        piece
        for line, text, is_close in lines
        for piece in _cut_line(line.number, text, is_close, every_word=is_short_tail, may_part=may_part)
    ]


def _cut_line(number: int, text: str, is_close: bool, *, every_word: bool, may_part: bool) -> Iterator[Piece]:
    words = text.split()
    starts = [0] + [
        place for place in range(1, len(words)) if may_part and _may_cut(words, place, every_word)
    ]
    for start, stop in zip(starts, [*starts[1:], len(words)], strict=True):
        yield Piece(" ".join(words[start:stop]), number, start == 0, is_close)


def _may_cut(words: Sequence[str], place: int, every_word: bool) -> bool:
    rest = " ".join(words[place : place + 4])
    if place == 1 and words[0] in _BULLET_SIGNS:
        return False
    if every_word:
        return True
    return words[place][0].isupper() and (looks_like_body(rest) or could_begin_timing(rest))


def join_pieces(pieces: Sequence[Piece]) -> str:
    """This function will join pieces into running text with one space between them."""
    return " ".join(piece.text for piece in pieces)
