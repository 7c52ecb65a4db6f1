"""Labels that Word counts by itself: "I. ", "1. ", "a) ", "- ", nested and restarted."""

import re
from dataclasses import dataclass

from haidang.engines.reading.opening.docx_styles import VAL, ParagraphLook, W
from haidang.engines.reading.opening.office_package import Element

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DRAWN_BULLET = "-"  # signs of symbol fonts have no letter of their own


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restarts: bool = True


class ListCounter:
    """Counts the numbered paragraphs of a paper in reading order and prints their labels."""

    def __init__(self, root: Element | None) -> None:
        abstracts = {} if root is None else _abstract_levels(root)
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts_of: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for number in [] if root is None else root.iterfind(f"{W}num"):
            self._take_list(number, abstracts)

    def next_label(self, look: ParagraphLook) -> str:
        """This function will count a paragraph and give its label; empty for a paragraph of no list."""
        levels = self._levels.get(look.list_id or "")
        if not levels or look.list_id is None or look.list_level not in levels:
            return ""
        counts = self._count(look.list_id, look.list_level, levels)
        level = levels[look.list_level]
        if level.form == "bullet":
            return _bullet(level.pattern)
        return _PLACE.sub(
            lambda place: _printed_count(int(place.group(1)) - 1, counts, levels), level.pattern
        )

    def _take_list(self, number: Element, abstracts: dict[str, dict[int, _Level]]) -> None:
        list_id, abstract = number.get(f"{W}numId"), _child_value(number, "abstractNumId") or ""
        levels = dict(abstracts.get(abstract, {}))
        restarts = {}
        for override in number.iterfind(f"{W}lvlOverride"):
            place = _number(override.get(f"{W}ilvl"), 0)
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[place] = _level_of(own)
            start = _child_value(override, "startOverride")
            if start is not None:
                restarts[place] = _number(start, 1)
        self._levels[list_id] = levels
        self._restarts[list_id] = restarts
        self._counts_of[list_id] = abstract

    def _count(self, list_id: str, place: int, levels: dict[int, _Level]) -> dict[int, int]:
        """Lists of one abstract definition count on together, unless a list says that it starts anew."""
        counts = self._counts.setdefault(self._counts_of[list_id], {})
        if place in self._restarts[list_id]:
            counts[place] = self._restarts[list_id].pop(place) - 1
        start = levels[place].start
        counts[place] = counts.get(place, start - 1) + 1
        for above in range(place):
            counts.setdefault(above, levels[above].start if above in levels else 1)
        for below in [each for each in counts if each > place and levels.get(each, _Level()).restarts]:
            del counts[below]
        return counts


def _abstract_levels(root: Element) -> dict[str, dict[int, _Level]]:
    abstracts = {}
    for abstract in root.iterfind(f"{W}abstractNum"):
        levels = {
            _number(level.get(f"{W}ilvl"), 0): _level_of(level) for level in abstract.iterfind(f"{W}lvl")
        }
        abstracts[abstract.get(f"{W}abstractNumId", "")] = levels
    return abstracts


def _level_of(level: Element) -> _Level:
    return _Level(
        start=_number(_child_value(level, "start"), 1),
        form=_child_value(level, "numFmt") or "decimal",
        pattern=_child_value(level, "lvlText") or "",
        restarts=_child_value(level, "lvlRestart") != "0",
    )


def _child_value(parent: Element, name: str) -> str | None:
    found = parent.find(f"{W}{name}")
    return None if found is None else found.get(VAL)


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 7 else otherwise


def _bullet(pattern: str) -> str:
    sign = pattern.strip()
    is_drawn = not sign or sign == "o" or any("\ue000" <= character <= "\uf8ff" for character in sign)
    return _DRAWN_BULLET if is_drawn else sign


def _printed_count(place: int, counts: dict[int, int], levels: dict[int, _Level]) -> str:
    count = counts.get(place, 1)
    form = levels.get(place, _Level()).form
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    if form in ("upperLetter", "lowerLetter"):
        letters = _letters(count)
        return letters.upper() if form == "upperLetter" else letters
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    letters = ""
    for value, sign in _ROMAN + _ROMAN_ONES:
        letters += sign * (count // value)
        count %= value
    return letters


def _letters(count: int) -> str:
    """After z Word doubles the letter: aa, bb."""
    if not 0 < count < 26 * 20:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
