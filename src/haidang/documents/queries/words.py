"""The words that the machine is least sure of, as the review screen lists them, and what people made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from haidang.documents.enums import WordState
from haidang.documents.models import DocumentLine, DocumentReading, UncertainWord

WORDS = "tu-ngo"
GOLD_HEADER = ("file", "line", "raw", "gold", "split")
GOLD_SPLIT = "reviewed"


@dataclass(frozen=True, slots=True)
class WordInLine:
    """A word with the parts of its line around it; `raw_line` is the line as the file has it, "" for the same."""

    word: UncertainWord
    before: str
    marked: str
    after: str
    raw_line: str
    equal: int

    @property
    def others(self) -> int:
        return self.equal - 1


def words_in_order(reading: DocumentReading) -> QuerySet[UncertainWord]:
    """This function will return a reading's uncertain words: what is open first, then by certainty."""
    is_decided = Case(
        When(state=WordState.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    rows = UncertainWord.objects.filter(reading=reading).select_related("decided_by")
    return rows.annotate(is_decided=is_decided).order_by("is_decided", "order")


def words_of_readings(readings: QuerySet[DocumentReading]) -> QuerySet[UncertainWord]:
    """This function will return the uncertain words of some readings, each with its reading and paper."""
    rows = UncertainWord.objects.filter(reading__in=readings.values("pk"))
    return rows.select_related("reading__document__file", "decided_by").defer("reading__answer")


def open_word_count(reading: DocumentReading) -> int:
    return UncertainWord.objects.filter(reading=reading, state=WordState.OPEN).count()


def next_open_word(word: UncertainWord) -> UncertainWord | None:
    """This function will return the open word after this one, else the first open one, None at the end."""
    open_words = UncertainWord.objects.filter(reading=word.reading_id, state=WordState.OPEN)
    behind = open_words.filter(order__gt=word.order).order_by("order").first()
    return behind or open_words.order_by("order").first()


def equal_open_words(word: UncertainWord) -> QuerySet[UncertainWord]:
    """This function will return the open words of the paper with the same raw form read in the same way."""
    return UncertainWord.objects.filter(
        reading=word.reading_id, raw=word.raw, text=word.text, state=WordState.OPEN
    )


def words_in_lines(reading: DocumentReading, words: list[UncertainWord]) -> list[WordInLine]:
    """This function will put words into their lines and count the equal open ones, in two queries."""
    numbers = {word.line_number for word in words}
    lines = {line.number: line for line in DocumentLine.objects.filter(reading=reading, number__in=numbers)}
    counts = _equal_counts(reading, words)
    return [
        WordInLine(
            word=word,
            before=lines[word.line_number].text[: word.start],
            marked=lines[word.line_number].text[word.start : word.end],
            after=lines[word.line_number].text[word.end :],
            raw_line=lines[word.line_number].raw,
            equal=counts.get((word.raw, word.text), 0),
        )
        for word in words
    ]


def reviewed_lines(reading: DocumentReading) -> Iterator[tuple[Any, ...]]:
    """This function will yield a row of gold for each line with a word that a person kept or corrected."""
    decided = UncertainWord.objects.filter(reading=reading).exclude(state=WordState.OPEN)
    numbers = decided.values("line_number")
    file = reading.document.file
    name = file.original_name.rpartition(".")[0] if file else ""
    for line in DocumentLine.objects.filter(reading=reading, number__in=numbers).order_by("number"):
        yield (name, line.number, line.raw or line.text, line.text, GOLD_SPLIT)


def _equal_counts(reading: DocumentReading, words: list[UncertainWord]) -> dict[tuple[str, str], int]:
    shown = Q(raw__in={word.raw for word in words})
    rows = UncertainWord.objects.filter(shown, reading=reading, state=WordState.OPEN)
    counted = rows.order_by("raw", "text").values_list("raw", "text").annotate(equal=Count("pk"))
    return {(raw, text): equal for raw, text, equal in counted}
