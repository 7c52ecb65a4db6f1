"""Rules of papers and findings that hold wherever they are read or written."""

from collections.abc import Iterable
from typing import Any

from haidang.documents.enums import DoubtAnswer, FindingKind
from haidang.engines.reckoning.timing import UnreadableTiming, read_timing

# Above this the machine was right in nearly every case of the seed papers; below it a person looks first.
SURE_CONFIDENCE = 0.9

SUM_CODES = frozenset({"sum_differs", "words_differ", "rate_differs"})
# Doubts beside whose printed value another one may be offered: what is computed, or usual, or stands above.
OFFERING_CODES = SUM_CODES | {"stale_year", "odd_sign", "unknown_lead"}
# Doubts about whole pages belong to none of the findings that happen to stand there.
PAGE_CODES = frozenset({"page_note"})
TYPED_CODES = frozenset({"blank_number", "missing_cell", "duplicate_label", "unread_timing"})
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
    """This function will list the answers that suit a kind of question, the most careful one first."""
    if code in OFFERING_CODES:
        return (DoubtAnswer.KEPT, DoubtAnswer.COMPUTED, DoubtAnswer.TYPED)
    if code in TYPED_CODES:
        return (DoubtAnswer.KEPT, DoubtAnswer.TYPED)
    return (DoubtAnswer.AGREED,)


def timing_value(phrase: str | None, years: tuple[int, int]) -> dict[str, Any] | None:
    """This function will read a phrase again; one that is not understood is kept as `unread`, never guessed."""
    if not phrase:
        return None
    try:
        timing = read_timing(phrase, *years)
    except UnreadableTiming:
        return {"phrase": phrase, "kind": "unread", "spans": [], "due": None, "strict": None, "every": None}
    return {
        "phrase": phrase,
        "kind": timing.kind,
        "spans": [[first.isoformat(), last.isoformat()] for first, last in timing.spans],
        "due": timing.due.isoformat() if timing.due else None,
        "strict": timing.strict,
        "every": timing.every,
    }
