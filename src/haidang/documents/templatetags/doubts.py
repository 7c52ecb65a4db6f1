"""Doubts in the reader's language: the engine's own sentence in Vietnamese, one for each form of it in others."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from haidang.documents.enums import DoubtAnswer
from haidang.documents.models import DocumentDoubt
from haidang.documents.rules import SUM_CODES
from haidang.engines.reading.doubt_values import doubt_values

register = template.Library()

# What is said where the values cannot be named: the kind of doubt and what to do about it.
KIND_SENTENCES = {
    "damaged_text": gettext_noop(
        "The letters of the text were damaged or in an old form and have been mended; compare them with the original."
    ),
    "hidden_text": gettext_noop("The file hides text; it was not taken as content. Look whether it matters."),
    "page_note": gettext_noop("Something about a page has to be known; look at its picture."),
    "unknown_lead": gettext_noop("A task names no lead; say who leads it."),
    "missing_cell": gettext_noop("A cell of the table is empty; say what belongs there."),
    "unread_timing": gettext_noop("The timing of a task is not understood as days; write it in other words."),
    "quantities_differ": gettext_noop("A task counts the same thing in two ways; say which number holds."),
    "low_confidence": gettext_noop(
        "The machine is not sure of what it read here; compare it with the paper."
    ),
    "unread_lines": gettext_noop("A line inside the table of tasks was not read; add what it says."),
    "due_before_close": gettext_noop(
        "A report is due before the data of its period are closed; agree that it reports estimates."
    ),
    "stale_year": gettext_noop("A year other than the plan's is named; say which year is meant."),
    "blank_number": gettext_noop("A number was left blank; write it when it is known."),
    "odd_sign": gettext_noop("A sign is not written as its issuer writes signs; say which form holds."),
    "duplicate_label": gettext_noop("A label is used twice; give one of them another."),
    "sum_differs": gettext_noop("A printed sum is not what its lines add up to; say which figure holds."),
    "rate_differs": gettext_noop("An amount is not its yearly rate times the years; say which figure holds."),
    "words_differ": gettext_noop("The amount in words is not the amount in figures; say which one holds."),
}
FORM_SENTENCES = {
    "hidden_text": gettext_noop(
        "The file hides text that was not taken as content: “{quoted}”. Look whether it matters."
    ),
    "blank_page": gettext_noop("Page {pages}: nothing is printed on it."),
    "not_a_paper": gettext_noop("Page {pages}: the picture is no page of a paper. Check the file."),
    "unreadable_page": gettext_noop(
        "Page {pages}: its words cannot be read (handwriting, another language, too faint or too "
        "small). Scan it again or type them."
    ),
    "unreadable_lines": gettext_noop(
        "Page {pages}: lines that cannot be read: {count} (handwriting, another language, faint or "
        "covered). Look at the picture and type them."
    ),
    "unsure_page": gettext_noop(
        "Page {pages}: many words were read with little certainty. Compare the whole page with its picture."
    ),
    "turned_page": gettext_noop(
        "Page {pages}: the page does not stand upright in the file; the machine turned it before reading it."
    ),
    "table_cut_below": gettext_noop(
        "Page {pages}: a table is cut off at the end of the page; its last row may go on on the next one."
    ),
    "table_cut_above": gettext_noop(
        "Page {pages}: a table is cut off at the top of the page; its first row may begin on the page before."
    ),
    "cut_page": gettext_noop(
        "Page {pages}: the page is cut off at an edge, and something may be missing. Scan the whole page again."
    ),
    "low_resolution": gettext_noop(
        "Page {pages}: the picture is coarse, about {dpi} dots an inch. Scan again at 200 or more."
    ),
    "unknown_lead_in_group": gettext_noop(
        "Task {task} names no lead; the heading above it is {group}. Say who leads it."
    ),
    "unknown_lead": gettext_noop("Task {task} names no lead. Say who leads it."),
    "missing_timing": gettext_noop("Task {task} has no timing. Write it, or keep it open."),
    "missing_executor": gettext_noop(
        "Line {row} of the budget names nobody to carry it out. Write who does."
    ),
    "missing_amount": gettext_noop("Line {row} of the budget has no amount. Look at the paper."),
    "unread_timing": gettext_noop(
        "The timing “{phrase}” of task {task} is not understood as days. Write it in other words, or keep it."
    ),
    "quantities_differ": gettext_noop(
        "Task {task} counts the same thing in two ways: {quantities}. Say which number holds."
    ),
    "low_confidence": gettext_noop(
        "The machine is only {sure} sure of task {task}. Compare it with the paper."
    ),
    "unread_lines": gettext_noop(
        "A line inside the table of tasks was not read: “{quoted}”. Add what it says."
    ),
    "due_before_close": gettext_noop(
        "“{report}” is due on {due}, before the data of its period are closed ({closed}). Agree that it "
        "reports estimates."
    ),
    "stale_year": gettext_noop(
        "This is a plan for {plan_year}, but the year {year} is named. Say which year is meant."
    ),
    "blank_number": gettext_noop(
        "The number of a paper was left blank: “{blank}”. Write it when it is known."
    ),
    "odd_form": gettext_noop(
        "The sign {sign} is not in the form its issuer uses; usually {usual}. Say which form holds."
    ),
    "odd_type": gettext_noop(
        "The sign {sign} writes its type as {odd_code}; usually {usual_code}. Say which form holds."
    ),
    "duplicate_section": gettext_noop("The heading {label} is used twice, on lines {first} and {second}."),
    "duplicate_task": gettext_noop(
        "The task {label} is there twice. Give this one another number, or keep both."
    ),
    "group_sum": gettext_noop(
        "Group {group}, {column}: the paper states {stated} {unit}, its lines add up to {computed} (difference "
        "{gap}). Say which figure holds."
    ),
    "row_sum": gettext_noop(
        "Line {row}, total: the paper states {stated} {unit}, its columns add up to {computed} (difference "
        "{gap}). Say which figure holds."
    ),
    "total_sum": gettext_noop(
        "Total, {column}: the paper states {stated} {unit}, the lines add up to {computed} (difference {gap}). "
        "Say which figure holds."
    ),
    "grand_sum": gettext_noop(
        "Total of all periods: the paper states {stated} {unit}, the lines add up to {computed} (difference "
        "{gap}). Say which figure holds."
    ),
    "rate": gettext_noop(
        "Line {row}, {column}: the yearly rate makes {computed} {unit}, the cell says {stated}. Say which "
        "figure holds."
    ),
    "words_unread": gettext_noop(
        "The amount in words is not understood: “{words}”. Compare it with the figures."
    ),
    "words": gettext_noop(
        "The total is {stated} {unit} in figures and {computed} in words. Say which one holds."
    ),
}


@register.simple_tag
def doubt_sentence(doubt: DocumentDoubt) -> str:
    """This function will give the engine's sentence, or in another language the one of its form with its values."""
    if _is_vietnamese():
        return doubt.message
    told = doubt_values(doubt.code, doubt.message)
    if told.form in FORM_SENTENCES:
        values = {name: quoted_paper(value) for name, value in told.named.items()}
        return format_html(_(FORM_SENTENCES[told.form]), **values)
    return _(KIND_SENTENCES.get(doubt.code, doubt.code))


@register.simple_tag
def original_sentence(doubt: DocumentDoubt) -> str:
    """This function will give the engine's sentence where the page speaks another language, "" in Vietnamese."""
    return "" if _is_vietnamese() else doubt.message


@register.filter
def quoted_paper(value: Any) -> SafeString:
    """This function will mark words of a paper as Vietnamese, whatever the language of the page is."""
    return format_html('<span lang="vi">{}</span>' if _has_letters(str(value)) else "{}", value)


@register.filter
def answer_given(doubt: DocumentDoubt) -> str:
    """This function will word the answer that was given to a doubt; only a sum is computed."""
    if doubt.answer == DoubtAnswer.COMPUTED and doubt.code not in SUM_CODES:
        return _("the value offered was taken")
    return str(DoubtAnswer(doubt.answer).label)


@register.filter
def form_of(doubt: DocumentDoubt, answer_forms: dict[int, Any]) -> Any:
    """This function will return the form in which a doubt is answered."""
    return answer_forms[doubt.pk]


def _has_letters(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _is_vietnamese() -> bool:
    return (get_language() or "vi").startswith("vi")
