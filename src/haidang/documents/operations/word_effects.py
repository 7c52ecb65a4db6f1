"""A corrected word in what was read from its line: the same word with the same neighbours, and nothing else."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from haidang.documents.rules import line_numbers

# Parts of a value that hold words of the paper; figures, days and labels were read by their own grammars.
WORDED_PARTS = frozenset(
    {"title", "content", "text", "subject", "lead", "partners", "product", "quantity", "timing", "phrase"}
    | {
        "subtasks",
        "items",
        "agency",
        "name",
        "issuer",
        "number",
        "executor",
        "source",
        "group",
        "owed_by",
        "owed_to",
    }
)
# So many words to each side tell a place from another; further ones belong to other fields.
NEIGHBOURS = 6
Neighbours = tuple[tuple[str, ...], tuple[str, ...]]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ChangedPlace:
    """A word that changes: where it stands in a line, counted in letters."""

    line_number: int
    start: int


@dataclass(frozen=True, slots=True)
class _Place:
    """One place of the old word in the lines, with its neighbours from the nearest on."""

    line_number: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    on_line_before: int
    on_line_after: int
    is_changed: bool


class WordReplacement:
    """One word to be put in the place of another, at some places of a finding's lines."""

    def __init__(
        self, old: str, new: str, *, lines: Mapping[int, str], changed: Iterable[ChangedPlace]
    ) -> None:
        """Take the cited lines as they stand before the change, by number."""
        self._new = new
        self._pattern = _whole_word(old)
        self._places = self._places_in(lines, set(changed))

    def value_with(self, value: Any) -> Any:
        """This function will return a copy of a value with the word changed wherever it came from those places."""
        return self._part_with(value, ())

    def _part_with(self, part: Any, lines: Any) -> Any:
        """A part of a value, with the lines on which it begins where that is known."""
        if isinstance(part, dict):
            own, fields = part.get("lines") or lines, part.get("_field_lines") or {}
            return {
                name: self._part_with(one, fields.get(name) or own) if name in WORDED_PARTS else one
                for name, one in part.items()
            }
        if isinstance(part, list):
            return [self._part_with(one, lines) for one in part]
        return self._text_with(part, lines) if isinstance(part, str) else part

    def _text_with(self, text: str, lines: Any) -> str:
        found = list(self._pattern.finditer(text))
        alike = [_places_alike(self._places, _words_around(text, match)) for match in found]
        sources = [_narrowed(places, lines) for places in alike]
        for at in reversed(range(len(found))):
            if _is_changed(sources, at):
                text = text[: found[at].start()] + self._new + text[found[at].end() :]
        return text

    def _places_in(self, lines: Mapping[int, str], changed: set[ChangedPlace]) -> list[_Place]:
        numbers = sorted(lines)
        whole = " ".join(lines[number] for number in numbers)
        places, offset = [], 0
        for number in numbers:
            line = lines[number]
            for match in self._pattern.finditer(line):
                on_line = _words_around(line, match)
                around = _words_around(whole, match, offset)
                places.append(
                    _Place(
                        number,
                        *around,
                        on_line_before=len(on_line[0]),
                        on_line_after=len(on_line[1]),
                        is_changed=ChangedPlace(number, match.start()) in changed,
                    )
                )
            offset += len(line) + 1
        return places


def _whole_word(text: str) -> re.Pattern[str]:
    head = r"(?<!\w)" if text[:1].isalnum() else ""
    tail = r"(?!\w)" if text[-1:].isalnum() else ""
    return re.compile(head + re.escape(text) + tail)


def _places_alike(places: list[_Place], around: Neighbours) -> list[_Place]:
    """The places in the lines from which a word of a text can have come: those most like it around."""
    shared = [(_shared_words(place, *around), place) for place in places]
    best = max((score for score, _ in shared), default=-1)
    is_alone = around == ((), ())
    if best < 0 or (best == 0 and not is_alone):
        return []
    return [place for score, place in shared if score == best]


def _narrowed(places: list[_Place], lines: Any) -> list[_Place]:
    """Of places that look alike those on the lines where a part begins; all of them where that leaves none."""
    numbers = set(line_numbers(lines))
    return [place for place in places if place.line_number in numbers] or places


def _is_changed(sources: list[list[_Place]], at: int) -> bool:
    """Places that nothing tells apart are told by their order, where the text holds all of them."""
    own = sources[at]
    twins = [one for one in range(len(sources)) if sources[one] == own]
    if own and len(twins) == len(own):
        return own[twins.index(at)].is_changed
    return bool(own) and all(place.is_changed for place in own)


def _words_around(text: str, match: re.Match[str], offset: int = 0) -> Neighbours:
    """The words before a match, the nearest first, and those behind it."""
    first, last = match.start() + offset, match.end() + offset
    before = _WORD.findall(text[max(0, first - 200) : first])
    after = _WORD.findall(text[last : last + 200])
    return tuple(reversed(before[-NEIGHBOURS:])), tuple(after[:NEIGHBOURS])


def _shared_words(place: _Place, before: tuple[str, ...], after: tuple[str, ...]) -> int:
    """How many neighbours are the same; -1 where the word beside it on its own line is another one."""
    left, right = _run(place.before, before), _run(place.after, after)
    other_left = place.on_line_before and before and not left
    other_right = place.on_line_after and after and not right
    return -1 if other_left or other_right else left + right


def _run(own: tuple[str, ...], other: tuple[str, ...]) -> int:
    length = 0
    for one, two in zip(own, other, strict=False):
        if one != two:
            break
        length += 1
    return length
