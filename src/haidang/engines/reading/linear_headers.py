"""The header of a flattened table: where it stands, which columns it names, where a page repeats it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from haidang.engines.reading.column_roles import ColumnTitle, split_headings, split_headings_loosely
from haidang.engines.reading.paper import Line
from haidang.engines.vietnamese.forms import folded_form

_MOST_HEADER_LINES = 20
_MOST_HEADING_WORDS = 12  # a line with more words is no heading; a whole header in one line has known ones
_FEWEST_COLUMNS = 3
_SHORTEST_REPEAT = 2  # lines of a header cut by a page break that are still taken for it
_STARTS_HEADER = re.compile(r"(?:s\W?)?tt\b|so tt\b|so thu tu\b")
_HEADER_LETTERS = "STst"  # looked at first: folding every line of a long paper takes time
_STARTS_ROW = re.compile(r"(?:1|01|I|A)[.)/]?(?:\s|$)")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?")
_DUTY_ROLES = {"lead", "partners", "bodies", "person", "timing"}


@dataclass(frozen=True, slots=True)
class LinearHeader:
    """The headings, the lines of the header folded for comparison, and where they begin and end."""

    titles: tuple[ColumnTitle, ...]
    folded: tuple[str, ...]
    first: int
    last: int


def header_at(lines: Sequence[Line], at: int) -> LinearHeader | None:
    """This function will find the header that begins on a line "TT", "STT" or "TT Nội dung ...".

    It has as many lines as are known headings. Where other words follow before the first row, they are columns too,
    provided that a content and a duty or a timing are among the known ones.
    """
    if lines[at].text[0] not in _HEADER_LETTERS or not _STARTS_HEADER.match(folded_line(lines[at].text)):
        return None
    known = _known_header(lines, at)
    if known is not None and _row_follows(lines, known.last):
        return known
    return _loose_header(lines, at) or known


def _known_header(lines: Sequence[Line], at: int) -> LinearHeader | None:
    best: LinearHeader | None = None
    text = ""
    for count in range(1, min(_MOST_HEADER_LINES, len(lines) - at) + 1):
        text = f"{text} {lines[at + count - 1].text}".strip()
        titles = split_headings(text)
        if len(titles) >= _FEWEST_COLUMNS and titles[0].role == "number":
            best = _header_of(lines, at, titles, at + count)
    return best


def _row_follows(lines: Sequence[Line], at: int) -> bool:
    return at < len(lines) and bool(_STARTS_ROW.match(lines[at].text))


def _loose_header(lines: Sequence[Line], at: int) -> LinearHeader | None:
    """Everything down to the first row, where enough of it is known."""
    last = next(
        (end for end in range(at + 1, min(at + _MOST_HEADER_LINES, len(lines))) if _row_follows(lines, end)),
        None,
    )
    if last is None or any(_is_no_heading(line.text) for line in lines[at + 1 : last]):
        return None
    titles = split_headings_loosely([line.text for line in lines[at:last]])
    roles = {title.role for title in titles}
    is_table = len(titles) >= _FEWEST_COLUMNS and titles[0].role == "number"
    return (
        _header_of(lines, at, titles, last)
        if is_table and "content" in roles and roles & _DUTY_ROLES
        else None
    )


def _is_no_heading(text: str) -> bool:
    return (
        not any(map(str.isalpha, text))
        or text.endswith((".", ";"))
        or len(text.split()) > _MOST_HEADING_WORDS
    )


def _header_of(lines: Sequence[Line], first: int, titles: tuple[ColumnTitle, ...], last: int) -> LinearHeader:
    """The header down to `last`, and further over the columns counted "(1) (2) (3)"."""
    end = last + _counted_columns(lines, last, len(titles))
    return LinearHeader(titles, tuple(folded_line(line.text) for line in lines[first:end]), first, end)


def _counted_columns(lines: Sequence[Line], at: int, columns: int) -> int:
    """How many lines count the columns: "(1)", "(2)" ... one by one, or "1 2 3 4 5" on one line."""
    counted = [str(number) for number in range(1, columns + 1)]
    if at < len(lines) and [part.strip("()") for part in lines[at].text.split()] == counted:
        return 1
    found = [_COLUMN_NUMBER.fullmatch(line.text) for line in lines[at : at + columns]]
    return columns if [number[1] for number in found if number] == counted else 0


def repeat_length(lines: Sequence[Line], at: int, header: LinearHeader) -> int:
    """This function will count the lines that repeat the header or, after a page break that cut it, its end."""
    longest = len(header.folded)
    here = tuple(folded_line(line.text) for line in lines[at : at + longest])
    for skipped in range(longest - _SHORTEST_REPEAT + 1):
        rest = header.folded[skipped:]
        if here[: len(rest)] == rest:
            return len(rest)
    return 0


@lru_cache(maxsize=4_096)
def folded_line(text: str) -> str:
    """This function will fold the words of a line for comparison."""
    return folded_form(text)
