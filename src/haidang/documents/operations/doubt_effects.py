"""What an answer changes in a finding: the parts of its value, as they stood and as they stand after."""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from haidang.documents.enums import DoubtAnswer, FindingState
from haidang.documents.errors import TypedValueUnusable
from haidang.documents.models import DocumentDoubt, DocumentLine, Finding
from haidang.documents.queries.doubt_grounds import (
    AnswerGround,
    Place,
    texts_with_places,
    value_at,
    year_in_text,
)
from haidang.documents.queries.years import plan_years
from haidang.documents.rules import line_numbers, timing_value
from haidang.engines.reading.doubt_values import doubt_values
from haidang.engines.vietnamese.dates import find_dates
from haidang.engines.vietnamese.errors import VietnameseError
from haidang.engines.vietnamese.numbers import read_number
from haidang.engines.vietnamese.signs import find_signs

LONGEST_LABEL, LONGEST_NAME = 60, 300
BARE_NUMBER = re.compile(r"\d{1,5}[a-zđ]?", re.IGNORECASE)
CODES_OF_BLANK = re.compile(r"[/-][^\s/-]+[-/]\S+$")
YEAR_ALONE = re.compile(r"(?:năm\s+)?(?P<year>\d+)", re.IGNORECASE)
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part of a finding's value, as it stood before an answer and as it stands after."""

    place: Place
    before: Any
    after: Any


def changes_of_answer(
    doubt: DocumentDoubt, ground: AnswerGround | None, *, answer: str, note: str
) -> list[PartChange]:
    """This function will say what an answer changes; nothing when it keeps what is printed.

    Raises TypedValueUnusable, with the sentence that says how to write it.
    """
    if ground is None or answer not in (DoubtAnswer.COMPUTED, DoubtAnswer.TYPED):
        return []
    words = ground.offered if answer == DoubtAnswer.COMPUTED else note
    parts = _READERS[ground.holds](doubt, ground, " ".join(words.split()))
    value = ground.finding.value
    return [
        PartChange(place, value_at(value, place), after)
        for place, after in parts.items()
        if value_at(value, place) != after
    ]


def value_with(value: Mapping[str, Any], parts: Mapping[Place, Any]) -> dict[str, Any]:
    """This function will return a copy of a value with other parts at these places."""
    changed = deepcopy(dict(value))
    for place, after in parts.items():
        value_at(changed, place[:-1])[place[-1]] = after
    return changed


def _read_amount(_doubt: DocumentDoubt, ground: AnswerGround, words: str) -> dict[Place, Any]:
    figure = words.removesuffix(_unit_of(ground)).strip()
    try:
        amount = Decimal(read_number(figure))
    except VietnameseError:
        raise TypedValueUnusable(_("Write the amount in figures, for example 4,907."))
    written = f"{amount:f}"
    return {ground.place: written.rstrip("0").rstrip(".") if "." in written else written}


def _unit_of(ground: AnswerGround) -> str:
    return ground.stands.partition(" ")[2]


def _read_timing(doubt: DocumentDoubt, ground: AnswerGround, words: str) -> dict[Place, Any]:
    timing = timing_value(words, plan_years(doubt.reading))
    if timing is None or timing["kind"] == "unread":
        raise TypedValueUnusable(_("These words are not understood as days; write them as in the example."))
    return {ground.place: timing}


def _read_names(_doubt: DocumentDoubt, ground: AnswerGround, words: str) -> dict[Place, Any]:
    names = [name.strip() for name in words.split(";") if name.strip()]
    if not names or any(not _is_name(name) for name in names):
        raise TypedValueUnusable(_("Write the name of a body; several are parted by a semicolon."))
    return {ground.place: names if ground.holds == "lead" else "; ".join(names)}


def _is_name(name: str) -> bool:
    return len(name) <= LONGEST_NAME and any(letter.isalpha() for letter in name)


def _read_label(_doubt: DocumentDoubt, ground: AnswerGround, words: str) -> dict[Place, Any]:
    finding = ground.finding
    others = Finding.objects.filter(reading=finding.reading_id, kind=finding.kind, label=words)
    if len(words) > LONGEST_LABEL:
        raise TypedValueUnusable(_("A number is short: at most 60 letters."))
    if others.exclude(state__in=(FindingState.REJECTED, FindingState.REPLACED)).exists():
        raise TypedValueUnusable(_("This number is used already; choose another one."))
    return {ground.place: words}


def _read_sign(_doubt: DocumentDoubt, ground: AnswerGround, words: str) -> dict[Place, Any]:
    signs = find_signs(words)
    if len(signs) != 1 or signs[0].raw != words:
        raise TypedValueUnusable(_("Write one sign as papers write it, for example 34-NQ/TW."))
    return {ground.place: signs[0].number}


def _read_number_of_paper(_doubt: DocumentDoubt, ground: AnswerGround, words: str) -> dict[Place, Any]:
    """The typed number, and a day typed with it where the heading has none."""
    words = _with_codes_of_blank(ground, words)
    days = [found.date.isoformat() for found in find_dates(words)]
    parts: dict[Place, Any] = {("number",): find_signs(words)[0].number}
    if days and not ground.finding.value.get("date"):
        parts[("date",)] = days[0]
    return parts


def _read_blank_in_text(_doubt: DocumentDoubt, ground: AnswerGround, words: str) -> dict[Place, Any]:
    """The typed number in the place of the blank one, in the words of the finding."""
    words = _with_codes_of_blank(ground, words)
    named = "số " if ground.stands.casefold().startswith("số") else ""
    text = " ".join(value_at(ground.finding.value, ground.place).split())
    return {ground.place: text.replace(ground.stands, named + words.removeprefix("số "), 1)}


def _with_codes_of_blank(ground: AnswerGround, words: str) -> str:
    """A bare number gets the codes that stand behind the blank: 74 for "số……/KH-UBND" is 74/KH-UBND."""
    codes = CODES_OF_BLANK.search(ground.stands)
    if BARE_NUMBER.fullmatch(words) and codes:
        words += codes.group()
    if not find_signs(words):
        raise TypedValueUnusable(_("Write number and sign, and the day if it is blank too."))
    return words


def _read_year(doubt: DocumentDoubt, ground: AnswerGround, words: str) -> dict[Place, Any]:
    """Other words for the year that is doubted; a timing in which it stands is read again."""
    alone = YEAR_ALONE.fullmatch(words)
    if alone and not FIRST_YEAR <= int(alone["year"]) <= LAST_YEAR:
        raise TypedValueUnusable(_("Write the year in four figures, or the words that hold."))
    place, match = _doubted_year(doubt, ground)
    text = value_at(ground.finding.value, place)
    meant = match["word"] + alone["year"] if alone else words
    changed = text[: match.start()] + meant + text[match.end() :]
    if place == ("timing", "phrase"):
        return {("timing",): timing_value(changed, plan_years(doubt.reading))}
    return {place: changed}


def _doubted_year(doubt: DocumentDoubt, ground: AnswerGround) -> tuple[Place, re.Match[str]]:
    """Of all places where the year stands in the finding, the one whose surroundings are those of the cited lines."""
    pattern = year_in_text(doubt_values(doubt.code, doubt.message).named["year"])
    places = [
        (place, match)
        for place, text in texts_with_places(ground.finding.value)
        for match in pattern.finditer(text)
    ]
    before, own, after = _cited_words(doubt)
    printed = before + own + after
    cited = [
        match
        for match in pattern.finditer(printed)
        if match.end() > len(before) and match.start() < len(before) + len(own)
    ]
    return max(places, key=lambda found: max((_likeness(found[1], one) for one in cited), default=0))


def _cited_words(doubt: DocumentDoubt) -> tuple[str, str, str]:
    """The words of the cited lines, with those of the lines above and below."""
    numbers = line_numbers(doubt.lines)
    if not numbers:
        return "", "", ""
    first, last = min(numbers), max(numbers)
    rows = DocumentLine.objects.filter(reading=doubt.reading_id, number__range=(first - 1, last + 1))
    texts = {row.number: " ".join(row.text.split()) for row in rows.order_by("number")}
    own = " ".join(text for number, text in texts.items() if first <= number <= last)
    return f"{texts.get(first - 1, '')} ", own, f" {texts.get(last + 1, '')}"


def _likeness(one: re.Match[str], other: re.Match[str]) -> int:
    """How many letters before and after two places are the same."""
    return _same_letters(
        one.string[: one.start()][::-1], other.string[: other.start()][::-1]
    ) + _same_letters(one.string[one.end() :], other.string[other.end() :])


def _same_letters(one: str, other: str) -> int:
    differing = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))


type Reader = Callable[[DocumentDoubt, AnswerGround, str], dict[Place, Any]]
_READERS: dict[str, Reader] = {
    "amount": _read_amount,
    "timing": _read_timing,
    "lead": _read_names,
    "executor": _read_names,
    "label": _read_label,
    "sign": _read_sign,
    "number": _read_number_of_paper,
    "blank": _read_blank_in_text,
    "year": _read_year,
}
