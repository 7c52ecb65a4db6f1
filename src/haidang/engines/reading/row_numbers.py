"""The numbers that begin the rows of a table: tasks 1, 2, 3 ... and groups I, II, III ... in sequence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from haidang.engines.reading.damaged_labels import (
    lost_stroke,
    may_be_number,
    opening_word,
    words_behind_opening,
)
from haidang.engines.reading.paper import Line

_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
_NUMBER_ALONE = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,2})[.)]?")
_NUMBER_FIRST = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,2})[.)]?\s+(\S.*)")
_GROUP_ALONE = re.compile(r"([IVXL]{1,7}|[A-H])[.)]?")
_GROUP_FIRST = re.compile(r"([IVXL]{1,7}|[A-H])[.):]?\s+(\S.*)")
_LINES_TO_NEXT = 12  # a group's title is followed by the number of its first task within so many lines


@dataclass(frozen=True, slots=True)
class NumberedStart:
    """A row begins: its label, the line of the label, and the words that stand behind it on that line."""

    label: str
    line: int
    rest: str
    is_group: bool


def roman_value(numeral: str) -> int:
    """This function will read a Roman numeral up to LXXXIX: "XIV" is 14."""
    total = 0
    for digit, following in zip(numeral, [*numeral[1:], ""], strict=True):
        value = _ROMAN_DIGITS[digit]
        total += -value if following and value < _ROMAN_DIGITS[following] else value
    return total


class RowCounter:
    """Follows the numbers of a table and tells which lines begin a row: only the number that comes next does.

    Tasks may count on through the groups or begin again under each, and may have parts of their own ("1.1");
    groups count by Roman numerals or letters.
    """

    def __init__(self, *, is_damaged: bool = False) -> None:
        self._is_damaged = is_damaged
        self._path: tuple[int, ...] = ()
        self._groups = {"roman": 0, "letter": 0}
        self._is_group_new = False

    def start_of(self, line: Line, following: Sequence[Line]) -> NumberedStart | None:
        """This function will tell the row that begins on a line, and count it; None when the line goes on."""
        return (
            self._group_start(line, following)
            or self._task_start(line, following)
            or (self._misread_start(line, following) if self._is_damaged else None)
        )

    def _misread_start(self, line: Line, following: Sequence[Line]) -> NumberedStart | None:
        """The row whose awaited number a damaged first word may be: "il" alone, "Z Tập huấn ..."."""
        rest = words_behind_opening(line)
        if rest and not _begins_sentence(rest):
            return None
        for path in sorted(self._awaited()):
            number = ".".join(map(str, path))
            if may_be_number(opening_word(line), number) and not (
                not rest and _is_page_number(number, following)
            ):
                self._path, self._is_group_new = path, False
                return NumberedStart(number, line.number, rest, is_group=False)
        return None

    def _awaited(self) -> set[tuple[int, ...]]:
        siblings = {(*self._path[:level], self._path[level] + 1) for level in range(len(self._path))}
        return siblings | {(*self._path, 1)} | ({(1,)} if self._is_group_new else set())

    def _task_start(self, line: Line, following: Sequence[Line]) -> NumberedStart | None:
        found = _number_in(line)
        if not found or not self._comes_next(_path_of(found[1])):
            return None
        rest = found[2] if found.re is _NUMBER_FIRST else ""
        if rest and not _begins_sentence(rest) or not rest and _is_page_number(found[1], following):
            return None
        self._path = _path_of(found[1])
        self._is_group_new = False
        return NumberedStart(found[1], line.number, rest, is_group=False)

    def _comes_next(self, path: tuple[int, ...]) -> bool:
        return path in self._awaited()

    def _group_start(self, line: Line, following: Sequence[Line]) -> NumberedStart | None:
        found = _GROUP_ALONE.fullmatch(line.text) or _GROUP_FIRST.fullmatch(line.text)
        label = self._group_label(line, found[1]) if found else None
        if not found or label is None:
            return None
        rest = found[2] if found.re is _GROUP_FIRST else ""
        if rest and not rest[0].isupper() or not self._task_follows(following):
            return None
        self._count_group(label)
        return NumberedStart(label, line.number, rest, is_group=True)

    def _group_label(self, line: Line, printed: str) -> str | None:
        """The label if it comes next; of a damaged one, the next that has a stroke more ("Il." behind II)."""
        if self._group_comes_next(printed):
            return printed
        more = lost_stroke(opening_word(line), printed) if self._is_damaged else None
        return more if more is not None and self._group_comes_next(more) else None

    def _group_comes_next(self, label: str) -> bool:
        """The next of its style; below a letter the Roman numbers may begin again."""
        expected = self._groups[_style_of(label)] + 1
        begins_anew = label == "I" and self._groups["letter"] > 0
        return _group_value(label) == expected or begins_anew

    def _count_group(self, label: str) -> None:
        self._groups[_style_of(label)] = _group_value(label)
        if _style_of(label) == "letter":
            self._groups["roman"] = 0
        self._is_group_new = True

    def _task_follows(self, following: Sequence[Line]) -> bool:
        """A group begins only where the number of a task comes soon: "I" may also be a word."""
        wanted: set[tuple[int, ...]] = {(1,), (self._path[0] + 1 if self._path else 1,)}
        return any(self._is_numbered(line, wanted) for line in following[:_LINES_TO_NEXT])

    def _is_numbered(self, line: Line, wanted: set[tuple[int, ...]]) -> bool:
        number = _number_in(line)
        if number is not None:
            return _path_of(number[1]) in wanted
        rest = words_behind_opening(line)
        is_begun = not rest or _begins_sentence(rest)
        return (
            self._is_damaged
            and is_begun
            and any(may_be_number(opening_word(line), str(path[0])) for path in wanted)
        )


def _number_in(line: Line) -> re.Match[str] | None:
    return _NUMBER_ALONE.fullmatch(line.text) or _NUMBER_FIRST.fullmatch(line.text)


def _path_of(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def _is_page_number(number: str, following: Sequence[Line]) -> bool:
    """A number at the end of a page, or right above the same number again, counts pages and not rows."""
    below = _number_in(following[0]) if following else None
    return not following or below is not None and _path_of(below[1]) == _path_of(number)


def _style_of(label: str) -> str:
    return "roman" if set(label) <= set(_ROMAN_DIGITS) else "letter"


def _group_value(label: str) -> int:
    return roman_value(label) if _style_of(label) == "roman" else ord(label) - ord("A") + 1


def _begins_sentence(text: str) -> bool:
    return text[0].isupper() or text[0] in "“\"'(-"
