"""Does a paper bear a state-secret mark: MẬT, TỐI MẬT, TUYỆT MẬT?

The mark is a stamp or a line of its own (Decree 26/2020/NĐ-CP speaks of three degrees). It is told from the
words of a sentence ("bảo mật", "bí mật Nhà nước", "mật độ") by standing alone, by its place in the letterhead,
and by its capitals; missing diacritics, gaps between the letters and damage by scanning do not hide it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from haidang.engines.reading.errors import SecretMarked
from haidang.engines.reading.opening.opened import Opened
from haidang.engines.reading.opening.secret_words import (
    is_alone_mark,
    is_letterhead_mark,
    is_piece_of_mark,
    is_split_word,
    joined_is_mark,
    labelled_mark,
)
from haidang.engines.reading.opening.typesetting import without_marks

_LETTERHEAD_LINES = 25  # filled lines from the top in which a stamp stands beside other words
_LONGEST_SPLIT = 8  # TUYETMAT, one letter on each line
_GAP = re.compile(r"\t+| {2,}|\u00a0{2,}|\s*\|\s*")


def check_secrecy(opened: Opened) -> None:
    """This function will raise SecretMarked when any line, header, text box or hidden text bears a secret mark."""
    lines = [line.raw for line in opened.lines]
    furniture = [line.raw for line in opened.lines if line.is_furniture]
    beside = [*opened.mark_places, *(line.raw for line in opened.hidden)]
    if bears_secret_mark(lines):
        raise SecretMarked
    # Headers, stamps and boxes are a letterhead from first to last.
    if any(bears_secret_mark(texts, letterhead_lines=len(texts)) for texts in (furniture, beside)):
        raise SecretMarked


def bears_secret_mark(raws: Sequence[str], *, letterhead_lines: int = _LETTERHEAD_LINES) -> bool:
    """This function will tell whether texts in reading order, from the top of a paper, bear a secret mark."""
    bare = [without_marks(raw) for raw in raws]
    filled = [index for index, text in enumerate(bare) if text.strip()]
    top = set(filled[:letterhead_lines])
    for place, index in enumerate(filled):
        around = _neighbours(bare, index)
        if _line_bears_mark(bare[index], around=around, is_top=index in top):
            return True
        if _split_mark_begins([bare[each] for each in filled[place : place + _LONGEST_SPLIT]]):
            return True
    return False


def _neighbours(texts: Sequence[str], index: int) -> tuple[str, str]:
    """The lines directly above and below; an empty line parts."""
    above = texts[index - 1] if index else ""
    below = texts[index + 1] if index + 1 < len(texts) else ""
    return above, below


def _line_bears_mark(text: str, *, around: tuple[str, str], is_top: bool) -> bool:
    if is_alone_mark(text, is_top=is_top):
        return not is_split_word(above=around[0], below=around[1])
    if labelled_mark(text):
        return True
    return any(_segment_marks(text, is_top=is_top)) or is_top and is_letterhead_mark(text)


def _segment_marks(text: str, *, is_top: bool) -> Iterator[bool]:
    """Pieces of a line between wide gaps: two columns of a letterhead, cells of a row."""
    pieces = [piece for piece in _GAP.split(text.strip()) if piece.strip()]
    for index, piece in enumerate(pieces if len(pieces) > 1 else []):
        above = " ".join(pieces[:index])
        below = " ".join(pieces[index + 1 :])
        yield is_alone_mark(piece, is_top=is_top) and not is_split_word(above=above, below=below)
        yield labelled_mark(piece)
    yield from chain(
        labelled_mark(f"{first} {second}") for first, second in zip(pieces, pieces[1:], strict=False)
    )


def _split_mark_begins(texts: Sequence[str]) -> bool:
    """TUYỆT / MẬT on two lines, M / Ậ / T on three, "Độ mật:" above "Tối mật"."""
    if len(texts) > 1 and labelled_mark(f"{texts[0]} {texts[1]}"):
        return True
    for count in range(2, len(texts) + 1):
        if not is_piece_of_mark(texts[count - 1]):
            break
        if is_piece_of_mark(texts[0]) and joined_is_mark(texts[:count]):
            return True
    return False
