"""The words that the machine is least sure of, as the review screen lists them, and what people made of them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from haidang.documents.enums import WordState
from haidang.documents.models import DocumentLine, DocumentReading, UncertainWord

WORDS = "tu-ngo"
GOLD_HEADER = ("file", "line", "raw", "gold", "split")
GOLD_SPLIT = "reviewed"


@dataclass(frozen=True, slots=True)
class WordInLine:
    """A word with the parts of its line around it; `equal` are the lines of all open places like it."""

    word: UncertainWord
    line: DocumentLine
    equal: tuple[int, ...]

    @property
    def before(self) -> str:
        return self.line.text[: self.word.start]

    @property
    def marked(self) -> str:
        return self.line.text[self.word.start : self.word.end]

    @property
    def deleted(self) -> str:
        """What a deletion took out here, with the blank beside it; "" where nothing was."""
        return (self.word.removal or {}).get("removed", "")

    @property
    def after(self) -> str:
        return self.line.text[self.word.end :]

    @property
    def has_others(self) -> bool:
        return len(self.equal) > 1

    @property
    def raw_parts(self) -> tuple[str, str, str]:
        """The line as the file has it: before the word, the word, behind it; ("", "", "") for the same line."""
        raw, word = self.line.raw, self.word.raw
        if not raw or not word:
            return raw, "", ""
        expected = self.word.start * len(raw) / max(1, len(self.line.text))
        places = (match.start() for match in re.finditer(re.escape(word), raw))
        start = min(places, key=lambda place: abs(place - expected), default=len(raw))
        return raw[:start], raw[start : start + len(word)], raw[start + len(word) :]


def words_in_order(reading: DocumentReading) -> QuerySet[UncertainWord]:
    """This function will return a reading's words to see: what is open first, then by certainty."""
    is_decided = Case(
        When(state=WordState.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    rows = _listed(reading).select_related("decided_by")
    return rows.annotate(is_decided=is_decided).order_by("is_decided", "order")


def words_of_readings(readings: QuerySet[DocumentReading]) -> QuerySet[UncertainWord]:
    """This function will return the uncertain words of some readings, each with its reading and paper."""
    rows = UncertainWord.objects.filter(reading__in=readings.values("pk"))
    return rows.select_related("reading__document__file", "decided_by").defer("reading__answer")


def open_word_count(reading: DocumentReading) -> int:
    return _listed(reading).filter(state=WordState.OPEN).count()


def next_open_word(word: UncertainWord) -> UncertainWord | None:
    """This function will return the open word after this one, else the first open one, None at the end."""
    open_words = _listed(word.reading_id).filter(state=WordState.OPEN)
    behind = open_words.filter(order__gt=word.order).order_by("order").first()
    return behind or open_words.order_by("order").first()


def equal_open_words(word: UncertainWord) -> QuerySet[UncertainWord]:
    """This function will return all open places of the paper with the same raw form read in the same way."""
    return UncertainWord.objects.filter(
        reading=word.reading_id, raw=word.raw, text=word.text, state=WordState.OPEN
    )


def words_in_lines(reading: DocumentReading, words: list[UncertainWord]) -> list[WordInLine]:
    """This function will put words into their lines and tell where the equal open ones stand, in two queries."""
    numbers = {word.line_number for word in words}
    lines = {line.number: line for line in DocumentLine.objects.filter(reading=reading, number__in=numbers)}
    equal = _equal_places(reading, words)
    return [WordInLine(word, lines[word.line_number], tuple(equal[word.raw, word.text])) for word in words]


def reviewed_lines(reading: DocumentReading) -> Iterator[tuple[Any, ...]]:
    """This function will yield a row of gold for each line of which a person has decided all words to see.

    A line with a listed word that is still open is no gold: nobody has said that it is right. Nor is a line of which
    nothing is left: there is no right writing to learn from.
    """
    decided = UncertainWord.objects.filter(reading=reading).exclude(state=WordState.OPEN)
    unseen = _listed(reading).filter(state=WordState.OPEN)
    file = reading.document.file
    name = file.original_name.rpartition(".")[0] if file else ""
    lines = DocumentLine.objects.filter(reading=reading, number__in=decided.values("line_number")).exclude(
        text=""
    )
    for line in lines.exclude(number__in=unseen.values("line_number")).order_by("number"):
        yield (name, line.number, line.raw or line.text, line.text, GOLD_SPLIT)


def _listed(reading: DocumentReading | int) -> QuerySet[UncertainWord]:
    return UncertainWord.objects.filter(reading=reading, is_listed=True)


def _equal_places(reading: DocumentReading, words: list[UncertainWord]) -> dict[tuple[str, str], list[int]]:
    shown = Q(raw__in={word.raw for word in words})
    rows = UncertainWord.objects.filter(shown, reading=reading, state=WordState.OPEN)
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for raw, text, number in rows.order_by("line_number", "start").values_list("raw", "text", "line_number"):
        places[raw, text].append(number)
    return places
