"""Numbered parts of one task: "(1) ...; (2) ..." with the partners that the paper gives to each number."""

import re
from collections.abc import Sequence

from haidang.engines.reading.bodies import NumberedBodies
from haidang.engines.reading.findings import Lines, SubtaskFound

_NUMBER = re.compile(r"\((\d{1,2})\)\s*")
_LETTERS = "abcdđeghiklmnopq"
_FIRST_LETTER = re.compile(r"\s*a\)\s+")
_NEXT_LETTER = re.compile(r"(?<=[;.:,])\s+(?:và\s+)?(?P<letter>[a-zđ])\)\s+")
_FEWEST_PARTS = 2
_EDGE = " .;,:"


def split_numbered_parts(
    text: str, *, fewest: int = _FEWEST_PARTS
) -> tuple[str, tuple[tuple[int, str], ...]]:
    """This function will part "Tổ chức ...: (1) A; (2) B" into what stands before and the numbered parts.

    The numbers have to count 1, 2, 3 ...; without at least `fewest` parts the text comes back whole with ().
    """
    marks = _counting_marks(text)
    if len(marks) < fewest:
        return text, ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = tuple(
        (int(mark[1]), _clean_part(text[mark.end() : end])) for mark, end in zip(marks, ends, strict=True)
    )
    return text[: marks[0].start()].rstrip(_EDGE), parts


def split_part_paragraphs(
    paragraphs: Sequence[str],
) -> tuple[tuple[str, ...], tuple[tuple[int, str], ...]]:
    """This function will part a cell whose last paragraphs are numbered "(1) A", "(2) B" from what stands above them.

    Each paragraph is one part and counts on; something must stand above the first. Else all comes back with ().
    """
    opened = [_NUMBER.match(paragraph) for paragraph in paragraphs]
    first = next((place for place, mark in enumerate(opened) if mark), len(paragraphs))
    marks = opened[first:]
    counts = [int(mark[1]) if mark else 0 for mark in marks]
    if not first or not counts or counts != list(range(1, len(counts) + 1)):
        return tuple(paragraphs), ()
    parts = tuple(
        (int(mark[1]), _clean_part(paragraph[mark.end() :]))
        for mark, paragraph in zip(marks, paragraphs[first:], strict=True)
        if mark
    )
    return tuple(paragraphs[:first]), parts


def split_lettered_parts(text: str) -> tuple[str, ...]:
    """This function will part "a) A; b) B; c) C" of one paragraph, with what stands before "a)" in front.

    "a)" may have been taken off as the paragraph's own label. The letters have to count on behind a semicolon, a full
    stop, a comma or a colon; else the text comes back whole.
    """
    found = list(_NEXT_LETTER.finditer(text))
    opening = _FIRST_LETTER.match(text)
    has_own_first = not opening and any(mark["letter"] == "a" for mark in found)
    wanted = _LETTERS[0 if has_own_first else 1 :]
    marks: list[re.Match[str]] = []
    for mark in found:
        if mark["letter"] == wanted[len(marks) : len(marks) + 1]:
            marks.append(mark)
    if len(marks) < (_FEWEST_PARTS if has_own_first else 1):
        return (text,)
    starts = [opening.end() if opening else 0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(text)]
    return tuple(text[start:end].strip(" ;,") for start, end in zip(starts, ends, strict=True))


def _counting_marks(text: str) -> list[re.Match[str]]:
    marks: list[re.Match[str]] = []
    for mark in _NUMBER.finditer(text):
        if int(mark[1]) == len(marks) + 1:
            marks.append(mark)
    return marks


def _clean_part(text: str) -> str:
    plain = text.strip(_EDGE)
    return plain.rstrip(")").rstrip(_EDGE) if plain.count(")") > plain.count("(") else plain


def read_subtasks(
    parts: Sequence[tuple[int, str]], partners: Sequence[NumberedBodies], lines: Lines
) -> tuple[SubtaskFound, ...]:
    """This function will give every numbered part the partners printed with its number.

    Partners printed without a number belong to the task as a whole and to no part alone.
    """
    return tuple(
        SubtaskFound(f"({number})", text, _partners_of(number, partners), lines) for number, text in parts
    )


def _partners_of(number: int, partners: Sequence[NumberedBodies]) -> tuple[str, ...]:
    return tuple(body for group in partners if number in group.numbers for body in group.bodies)
