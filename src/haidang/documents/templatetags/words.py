"""How uncertain words and notes about pages are worded on screen."""

from dataclasses import dataclass

from django import template

from haidang.documents.models import DocumentReading
from haidang.documents.queries.words import WordInLine

register = template.Library()

# Beside the word in a list; the whole line stands lit in the paper.
LETTERS_AROUND = 60


@dataclass(frozen=True, slots=True)
class PagesNote:
    """One reason with all pages it is about."""

    pages: list[int]
    reason: str


@register.filter
def notes_together(reading: DocumentReading) -> list[PagesNote]:
    """This function will give the notes about pages, those with one reason together."""
    pages: dict[str, list[int]] = {}
    for note in reading.page_notes:
        pages.setdefault(note["reason"], []).append(note["page"])
    return [PagesNote(numbers, reason) for reason, numbers in pages.items()]


@register.filter
def before_word(place: WordInLine) -> str:
    """This function will give the end of what stands before the word in its line."""
    text = place.before
    return text if len(text) <= LETTERS_AROUND else "…" + text[-LETTERS_AROUND:]


@register.filter
def after_word(place: WordInLine) -> str:
    """This function will give the beginning of what stands behind the word in its line."""
    text = place.after
    return text if len(text) <= LETTERS_AROUND else text[:LETTERS_AROUND] + "…"
