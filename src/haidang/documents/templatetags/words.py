"""How uncertain words and notes about pages are worded on screen."""

from dataclasses import dataclass

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haidang.documents.models import DocumentReading
from haidang.documents.queries.words import WordInLine

register = template.Library()

# Beside the word in a list; the whole line stands lit in the paper.
LETTERS_AROUND = 60
MOST_LINES = 8


# What the engine says of a page, by its code; its own sentence, with figures, stands beside.
ENGLISH_SENTENCES = {
    "blank_page": "Nothing is printed on it.",
    "not_a_paper": "The picture is no page of a paper; check the file.",
    "unreadable_page": "Its words cannot be read (handwriting, another language, too faint or too small); "
    "scan it again or type them.",
    "unreadable_lines": "Some lines cannot be read (handwriting, another language, faint or covered); look at the "
    "picture and type them.",
    "unsure_page": "Many words were read with little certainty; compare the whole page with its picture.",
    "turned_page": "It does not stand upright in the file; the machine turned it before reading it.",
    "table_cut_below": "A table is cut off at the end of the page; its last row may go on on the next one.",
    "table_cut_above": "A table is cut off at the top of the page; its first row may begin on the page before.",
    "cut_page": "The page is cut off at an edge, and something may be missing; scan the whole page again.",
    "low_resolution": "The picture is coarse; scan again at 200 dots an inch or more.",
}


@dataclass(frozen=True, slots=True)
class PagesNote:
    """One reason with all pages it is about; `english` is "" on Vietnamese pages and for reasons without one."""

    pages: list[int]
    reason: str
    english: str


@register.filter
def notes_together(reading: DocumentReading) -> list[PagesNote]:
    """This function will give the notes about pages, those with one reason together."""
    pages: dict[tuple[str, str], list[int]] = {}
    for note in reading.page_notes:
        pages.setdefault((note["reason"], note["code"]), []).append(note["page"])
    is_english = (get_language() or "").startswith("en")
    return [
        PagesNote(numbers, reason, ENGLISH_SENTENCES.get(code, "") if is_english else "")
        for (reason, code), numbers in pages.items()
    ]


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


@register.filter
def places_alike(place: WordInLine) -> str:
    """This function will name the lines of the places that are read like this one: "lines 3, 7, 40…"."""
    numbers = sorted(set(place.equal))
    told = ", ".join(map(str, numbers[:MOST_LINES]))
    return _("in lines %(numbers)s") % {"numbers": told + ("…" if len(numbers) > MOST_LINES else "")}
