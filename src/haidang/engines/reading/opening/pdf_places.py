"""Where the lines of a paper stand on the pages of its PDF: words are followed in reading order."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from haidang.engines.reading.limits import DEFAULT
from haidang.engines.reading.opening.opened import report_nothing
from haidang.engines.reading.opening.pdf import open_pdf
from haidang.engines.reading.paper import Box, Line

_REACH = 20_000  # letters ahead in which a line is looked for; about seven pages
_SHORT_START = 24  # letters by which a line is found when its end was set otherwise


def find_places(path: Path, lines: Iterable[tuple[int, str]]) -> list[dict[str, Any]]:
    """This function will find for each (number, text) its page and the box around it.

    A line over several pages gets the part on the first one. Lines that are not found are left out.
    """
    printed = [line for line in open_pdf(path.read_bytes(), DEFAULT, report_nothing).lines if line.box]
    starts, letters = _running_letters(printed)
    places = []
    cursor = 0
    for number, text in lines:
        wanted = _bare_letters(text)
        found = _find_letters(letters, wanted, cursor)
        if not wanted or found is None:
            continue
        cursor = found + len(wanted)
        covered = printed[bisect_right(starts, found) - 1 : bisect_right(starts, cursor - 1)]
        places.append({"number": number, **_place_of(covered)})
    return places


def _running_letters(printed: list[Line]) -> tuple[list[int], str]:
    """All letters of the PDF in a row, and at which of them each line starts."""
    starts, pieces, count = [], [], 0
    for line in printed:
        piece = _bare_letters(line.text)
        starts.append(count)
        pieces.append(piece)
        count += len(piece)
    return starts, "".join(pieces)


def _bare_letters(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFC", text).lower() if each.isalnum())


def _find_letters(letters: str, wanted: str, cursor: int) -> int | None:
    for looked_for in (wanted, wanted[:_SHORT_START]):
        found = letters.find(looked_for, cursor, cursor + _REACH + len(looked_for))
        if found >= 0:
            return found
    found = letters.find(wanted)
    return found if found >= 0 and len(wanted) >= _SHORT_START else None


def _place_of(covered: list[Line]) -> dict[str, Any]:
    page = covered[0].page
    boxes = [line.box for line in covered if line.page == page and line.box is not None]
    around = Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
    return {"page": page, "box": asdict(around)}
