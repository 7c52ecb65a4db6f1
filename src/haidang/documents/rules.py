"""Rules of papers and findings that hold wherever they are read or written."""

from collections.abc import Iterable
from typing import Any

from haidang.documents.enums import DoubtAnswer, FindingKind

# Above this the machine was right in nearly every case of the seed papers; below it a person looks first.
SURE_CONFIDENCE = 0.9

SUM_CODES = frozenset({"sum_differs", "words_differ", "rate_differs"})
TYPED_CODES = frozenset(
    {"blank_number", "missing_cell", "stale_year", "unknown_lead", "odd_sign", "duplicate_label"}
)
SPLITTABLE_KINDS = frozenset({FindingKind.TASK, FindingKind.DUTY, FindingKind.REQUEST})


def line_numbers(places: Iterable[Any]) -> list[int]:
    """Turn places of lines, `[[first, last], ...]` or plain numbers, into numbers.

    This function will take both ends of a range in, and leave out what is no place of a line.
    """
    numbers: list[int] = []
    for place in places:
        if isinstance(place, int):
            numbers.append(place)
        elif isinstance(place, list | tuple) and len(place) == 2:
            numbers.extend(range(place[0], place[1] + 1))
    return numbers


def line_ranges(numbers: Iterable[int]) -> list[list[int]]:
    """This function will turn numbers of lines into `[[first, last], ...]`, neighbours joined."""
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ranges


def answers_offered(code: str) -> tuple[DoubtAnswer, ...]:
    """This function will list the answers that suit a question, the most careful one first."""
    if code in SUM_CODES:
        return (DoubtAnswer.KEPT, DoubtAnswer.COMPUTED, DoubtAnswer.TYPED)
    if code in TYPED_CODES:
        return (DoubtAnswer.KEPT, DoubtAnswer.TYPED)
    return (DoubtAnswer.AGREED, DoubtAnswer.TYPED)
