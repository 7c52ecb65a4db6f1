"""Words of a page -> lines in reading order, columns side by side kept apart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from haidang.engines.reading.opening.pdf_pages import Word
from haidang.engines.reading.paper import Box

_COLUMN_GAP = 1.2  # of the letter height: a wider gap inside a line parts two columns
_NARROWEST_GUTTER = 8.0  # points between two columns over several lines
_FARTHEST_LINES = 2.2  # of the letter height: lines of one block are not farther apart
# A blank left open for a hand or a stamp ("Số:      /KH-UBND", "ngày    tháng") parts no columns.
_BEFORE_BLANK = frozenset({"Số:", "số:", "số", "ngày", "tháng", "năm"})
_WIDEST_BLANK = 8  # of the letter height
_LEVEL_REACH = 0.375  # of the letter height by which the middles of two words of one line may differ
_LONG_COLUMNS = 8  # lines side by side: running text in two columns, no letterhead
_COLUMN_ITEMS = ("-", "+", "•", "–", "V/v", "Về")
_TIGHT_GAP = 0.35  # of the letter height
_LINES_AHEAD = 4  # one side of a letterhead begins at most so many lines below the other
_LABEL = re.compile(r"(?:[IVXLC]+|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]?|\(\d{1,2}\)|[-+•–*]")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One printed line, or one column's part of it."""

    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def is_bold(self) -> bool:
        return all(word.is_bold for word in self.words if re.search(r"\w", word.text)) and bool(self.words)

    @property
    def height(self) -> float:
        return max(word.height for word in self.words)


def lines_of_words(words: Iterable[Word]) -> list[TextLine]:
    """This function will put words that stand level together to lines, from top to bottom, without columns."""
    return [text_line(row) for row in _level_rows(words)]


def lines_in_reading_order(words: Iterable[Word]) -> list[TextLine]:
    """This function will give the lines of a page; where columns stand side by side, the left one comes first."""
    rows = [_column_parts(row) for row in _level_rows(words)]
    ordered: list[TextLine] = []
    start = 0
    while start < len(rows):
        end = _end_of_block(rows, start)
        block = [part for row in rows[start:end] for part in row]
        if end - start > 1:
            gutter = _shared_gutter(rows[start:end])
            block.sort(key=lambda part, gutter=gutter: part.box.left >= gutter)  # type: ignore[misc]
        ordered += block
        start = end
    return ordered


def column_rows(words: Iterable[Word]) -> list[list[TextLine]]:
    """This function will give the printed lines from top to bottom, each as its parts between wide gaps."""
    return [[text_line(part) for part in _parts_by_gap(row)] for row in _level_rows(words)]


def text_line(words: Sequence[Word]) -> TextLine:
    """This function will put words to a line in the order they are given."""
    return TextLine(
        words=tuple(words),
        box=Box(
            min(word.box.left for word in words),
            min(word.box.top for word in words),
            max(word.box.right for word in words),
            max(word.box.bottom for word in words),
        ),
    )


def _level_rows(words: Iterable[Word]) -> list[list[Word]]:
    """The tallest word of a row decides, so that a raised sign or a small print stays in its line."""
    rows: list[list[Word]] = []
    tallest: Word | None = None
    for word in sorted(words, key=lambda each: each.middle):
        if tallest is not None and _stands_level(tallest, word):
            rows[-1].append(word)
            tallest = max(tallest, word, key=lambda each: each.height)
        else:
            rows.append([word])
            tallest = word
    return [sorted(row, key=lambda word: word.box.left) for row in rows]


def _stands_level(tallest: Word, word: Word) -> bool:
    return abs(tallest.middle - word.middle) < _LEVEL_REACH * max(tallest.height, word.height)


def _column_parts(row: list[Word]) -> list[TextLine]:
    """The label of an item stays with its words, however far they are set from it."""
    parts = _parts_by_gap(row)
    if len(parts) > 1 and len(parts[0]) == 1 and _LABEL.fullmatch(parts[0][0].text):
        parts[:2] = [parts[0] + parts[1]]
    return [text_line(part) for part in parts]


def _parts_by_gap(row: list[Word]) -> list[list[Word]]:
    parts: list[list[Word]] = [[row[0]]]
    for before, word in zip(row, row[1:], strict=False):
        if _is_column_gap(before, word):
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _is_column_gap(before: Word, word: Word) -> bool:
    gap = (word.box.left - before.box.right) / max(before.height, word.height)
    if before.text in _BEFORE_BLANK or word.text.startswith("/"):
        return gap > _WIDEST_BLANK
    return gap > _COLUMN_GAP


def _end_of_block(rows: list[list[TextLine]], start: int) -> int:
    """Where the columns that begin in a row end: at a line across the gutter or a wide gap."""
    gutter = _first_gutter(rows, start)
    end = start + 1
    while gutter is not None and end < len(rows) and _is_near(rows[end - 1], rows[end]):
        gutter = _narrowed(gutter, rows[end])
        end += gutter is not None
    return _without_tail(rows, start, end)


def _without_tail(rows: list[list[TextLine]], start: int, end: int) -> int:
    """A short line below a letterhead is the title, not the left column's next line.

    It belongs to the column when the columns are long, or when it goes on with a list or a subject line.
    """
    double = [place for place in range(start, end) if len(rows[place]) > 1]
    if not double or len(double) >= _LONG_COLUMNS:
        return end if double else start + 1
    kept = double[-1] + 1
    while kept < end and (
        _goes_on(rows[kept][0]) or _is_tight(rows[kept - 1], rows[kept]) and kept > double[-1] + 1
    ):
        kept += 1
    return kept


def _goes_on(line: TextLine) -> bool:
    return line.words[0].text.startswith(_COLUMN_ITEMS)


def _is_tight(above: list[TextLine], below: list[TextLine]) -> bool:
    gap = below[0].box.top - above[0].box.bottom
    return gap < _TIGHT_GAP * below[0].height


def _first_gutter(rows: list[list[TextLine]], start: int) -> tuple[float, float] | None:
    """The gutter of the first row with two columns; one column may begin some lines above the other."""
    for place in range(start, min(start + _LINES_AHEAD, len(rows))):
        if place > start and not _is_near(rows[place - 1], rows[place]):
            return None
        gutter = _gutter(rows[place])
        if gutter is not None:
            for row in rows[start:place]:
                gutter = _narrowed(gutter, row)
            return gutter
    return None


def _gutter(row: list[TextLine]) -> tuple[float, float] | None:
    """The widest gap between the parts of a row."""
    gaps = [(left.box.right, right.box.left) for left, right in zip(row, row[1:], strict=False)]
    return max(gaps, key=lambda gap: gap[1] - gap[0], default=None)


def _narrowed(gutter: tuple[float, float] | None, row: list[TextLine]) -> tuple[float, float] | None:
    """The gutter that a further row leaves free, or None when it does not."""
    if gutter is None:
        return None
    left, right = gutter
    for part in row:
        if part.box.right <= left or part.box.left >= right:
            continue
        middle = (part.box.left + part.box.right) / 2
        if middle <= (left + right) / 2:
            left = max(left, part.box.right)
        else:
            right = min(right, part.box.left)
    return (left, right) if right - left >= _NARROWEST_GUTTER else None


def _shared_gutter(rows: list[list[TextLine]]) -> float:
    gutter = _first_gutter(rows, 0)
    for row in rows:
        gutter = _narrowed(gutter, row)
    return 0.0 if gutter is None else (gutter[0] + gutter[1]) / 2


def _is_near(above: list[TextLine], below: list[TextLine]) -> bool:
    bottom = max(part.box.bottom for part in above)
    top = min(part.box.top for part in below)
    return top - bottom < _FARTHEST_LINES * max(part.height for part in above + below)
