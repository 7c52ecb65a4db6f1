"""Printed lines put together: where a paragraph ends within a cell, which line stands in the middle."""

import re
from collections.abc import Iterator

from haidang.engines.reading.opening.pdf_layout import TextLine
from haidang.engines.reading.opening.typesetting import visible_text
from haidang.engines.reading.paper import Box

_CENTRED_MISS = 0.03  # of the page's width by which a centred line may miss the middle
_ITEM_SIGN = re.compile(r"[-+•–*]|\(?\d{1,2}[.)]|[a-zđ]\)")
_ROOM_LEFT = 1.2  # of the letter height: a space between words and the cell's own margin
_ROOM_AFTER_STOP = 0.8  # the same where a full stop speaks for the end too
_RANGE_BROKEN = re.compile(r"(\d[-–])\n(\d)")  # "giai đoạn 2021-" and "2025" on the next line
_PARAGRAPH_GAP = 0.6  # of the letter height: white between paragraphs


def paragraphs_of(lines: list[TextLine], cell: Box) -> Iterator[str]:
    """Printed lines of a cell -> its paragraphs: one ends where the next word would still have had room."""
    paragraph: list[str] = []
    # Lines are as tall as their letters: white is measured by the tallest, or "của" would stand far from "tỉnh".
    gap = _PARAGRAPH_GAP * max((line.height for line in lines), default=0.0)
    for place, line in enumerate(lines):
        paragraph.append(line.text)
        following = lines[place + 1] if place + 1 < len(lines) else None
        if (
            following is None
            or following.box.top - line.box.bottom > gap
            or _ends_paragraph(line, following, cell)
        ):
            yield visible_text(_RANGE_BROKEN.sub(r"\1\2", "\n".join(paragraph)).replace("\n", " "))
            paragraph = []


def _ends_paragraph(line: TextLine, following: TextLine, cell: Box) -> bool:
    """Whether the line leaves room that the next word would have taken, or the next line begins an item."""
    first = following.words[0]
    is_closed = line.text.endswith((".", ";", ":", "!", "?"))
    if is_closed and _ITEM_SIGN.fullmatch(first.text):
        return True
    free_left, free_right = line.box.left - cell.left, cell.right - line.box.right
    room = (_ROOM_AFTER_STOP if is_closed else _ROOM_LEFT) * line.height
    has_room = free_right > first.box.right - first.box.left + room
    is_centred = abs(free_left - free_right) < line.height and free_left > line.height
    return has_room and not is_centred


def is_centred(line: TextLine, page_width: float) -> bool:
    left, right = line.box.left, page_width - line.box.right
    return abs(left - right) < 2 * _CENTRED_MISS * page_width and left > 0.15 * page_width
