"""How findings, lines and values are worded on screen."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.documents.enums import DocumentState, FindingKind
from haidang.documents.models import DocumentDoubt, DocumentReading, Finding
from haidang.documents.queries.lines import lines_for_address
from haidang.documents.rules import line_numbers
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.counts import ShownCount

register = template.Library()
register.filter(lines_for_address)

MOST_LETTERS = 160
MOST_STRETCHES = 3
# Between the lines of one task stand empty lines and, over a page break, a page number or two.
LARGEST_GAP = 4
TIMING_KINDS = {
    "window": gettext_lazy("within"),
    "any_of": gettext_lazy("in one of these"),
    "by_date": gettext_lazy("by a day"),
    "recurring": gettext_lazy("again and again"),
    "continuous": gettext_lazy("all the time"),
    "ad_hoc": gettext_lazy("when asked"),
    "recurring_or_ad_hoc": gettext_lazy("again and again, or when asked"),
}

# What the reading says it is doing, as the queue shows it.
STAGES = {
    "reading": gettext_lazy("reading the lines"),
    "pages": gettext_lazy("reading the pages"),
    "recognition": gettext_lazy("recognising the pages that are pictures"),
    "page_images": gettext_lazy("drawing the pages"),
}
STAGES_OF_PAGES = {
    "pages": gettext_lazy("reading page %(page)s/%(pages)s"),
    "recognition": gettext_lazy("recognising page %(page)s/%(pages)s"),
}


@register.filter
def cited_lines(lines: Iterable[Any]) -> str:
    """This function will word the lines of a finding: "line 97", "lines 1154–1169", "lines 10, 49"."""
    stretches = _stretches(line_numbers(lines))
    if not stretches:
        return ""
    words = [str(first) if first == last else f"{first}–{last}" for first, last in stretches[:MOST_STRETCHES]]
    text = ", ".join(words) + ("…" if len(stretches) > MOST_STRETCHES else "")
    if len(stretches) == 1 and stretches[0][0] == stretches[0][1]:
        return _("line %(number)s") % {"number": text}
    return _("lines %(numbers)s") % {"numbers": text}


@register.filter
def first_line(lines: Iterable[Any]) -> int:
    return min(line_numbers(lines), default=1)


@register.filter
def finding_title(finding: Finding) -> str:
    """This function will say in one line what was found."""
    value = finding.value
    if finding.kind == FindingKind.CITATION:
        parts = (value.get("kind"), value.get("number"), value.get("title"))
        text = " ".join(part for part in parts if part)
    elif finding.kind in (FindingKind.DUTY, FindingKind.REQUEST):
        text = _("%(agency)s: %(count)s points") % {
            "agency": value.get("agency") or "?",
            "count": ShownCount(len(value.get("items") or [])),
        }
    else:
        text = value.get("title") or value.get("text") or value.get("name") or value.get("number") or ""
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1].rstrip() + "…"


@register.filter
def number_shown(finding: Finding) -> str:
    """A citation's number stands in its title; a heading has none of its own."""
    return "" if finding.kind in (FindingKind.CITATION, FindingKind.HEADING) else finding.label


@register.filter
def without_anchor(address: str) -> str:
    """htmx turns the whole window to an anchor; the screen turns its two panes itself."""
    return address.partition("#")[0]


@register.filter
def share(confidence: float) -> str:
    return number_format(confidence, decimal_pos=2, force_grouping=False)


@register.filter
def hundredths(confidence: float) -> int:
    """This function will give a share as the width of a bar of 100."""
    return round(confidence * 100)


@register.filter
def open_doubts(finding: Finding) -> list[DocumentDoubt]:
    return [doubt for doubt in finding.doubts.all() if not doubt.answer]


@register.filter
def timing_words(timing: Any) -> list[str]:
    """This function will word the spans a timing was read into; of what is due by days, each day."""
    if not timing:
        return []
    spans = timing.get("spans") or []
    if timing.get("due"):
        days = [first for first, _last in spans] or [timing["due"]]
        return [_("due %(day)s") % {"day": _day(day)} for day in days]
    return [
        _("from %(first)s to %(last)s") % {"first": _day(first), "last": _day(last)} for first, last in spans
    ]


@register.filter
def raw_of(finding: Finding, name: str) -> str:
    """This function will give what the machine read for a field, "" when the value still is the same."""
    raw, value = (finding.raw or {}).get(name), finding.value.get(name)
    if finding.raw is None or raw == value:
        return ""
    return _worded(raw) or "–"


def _stretches(numbers: Iterable[int]) -> list[list[int]]:
    """Neighbouring lines as one stretch; a few empty lines between do not part it."""
    stretches: list[list[int]] = []
    for number in sorted(set(numbers)):
        if stretches and number - stretches[-1][1] <= LARGEST_GAP:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    return stretches


def _worded(raw: Any) -> str:
    if isinstance(raw, dict):
        return str(raw.get("phrase") or "")
    if isinstance(raw, list):
        return "; ".join(
            _worded(one) if not isinstance(one, dict) else str(one.get("text") or "") for one in raw
        )
    return "" if raw is None else str(raw)


def _day(iso: str) -> str:
    return written_day(date.fromisoformat(iso))


@register.filter
def state_name(state: str) -> str:
    """This function will name where a paper stands, from the word of the register's query."""
    return str(DocumentState(state).label)


@register.filter
def timing_kind(kind: str) -> str:
    """This function will name the kind of a timing."""
    return str(TIMING_KINDS.get(kind, kind))


@register.filter
def stage_sentence(reading: DocumentReading) -> str:
    """This function will say what a running reading is doing: "recognising page 3/12"."""
    of_page = STAGES_OF_PAGES.get(reading.progress_stage)
    if of_page and reading.progress_total:
        page = min(reading.progress_done + 1, reading.progress_total)
        return str(of_page) % {"page": page, "pages": reading.progress_total}
    return str(STAGES.get(reading.progress_stage, reading.progress_stage))
