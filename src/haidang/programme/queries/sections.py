"""Under which heading or group row of its paper a task stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from haidang.documents.models import DocumentLine, DocumentReading, Finding
from haidang.engines.vietnamese.forms import folded_form

# A group row stands right above its first task; a heading further up is another one with the same words.
FURTHEST_GROUP_ROW = 60
LEAST_LETTERS = 8


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A heading of a paper as a group of tasks; `lines` are those of the heading."""

    label: str
    title: str
    lines: list = field(compare=False, hash=False)


@dataclass(frozen=True, slots=True)
class PaperOutline:
    """The headings of one reading, flat and in order, and its lines folded for looking up group rows."""

    headings: tuple[PaperSection, ...]
    folded_lines: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class OutlinePoint:
    """A heading or numbered point of a paper with the points below it."""

    section: PaperSection
    points: tuple["OutlinePoint", ...]


def outline_points(reading: DocumentReading) -> tuple[OutlinePoint, ...]:
    """This function will return the points of a reading as a tree, with the numbers of their lines."""
    lines = DocumentLine.objects.filter(reading=reading)
    numbers = {place: line.number for line in lines for place in _places_of(line)}
    return tuple(_points((reading.answer or {}).get("sections") or [], numbers))


def paper_outline(reading: DocumentReading) -> PaperOutline:
    """This function will load the headings of a reading, with numbers of lines, and the words of its lines."""
    lines = list(
        DocumentLine.objects.filter(reading=reading).only(
            "number", "text", "page", "number_on_page", "paragraph", "table", "row"
        )
    )
    numbers = {place: line.number for line in lines for place in _places_of(line)}
    sections = (reading.answer or {}).get("sections") or []
    return PaperOutline(
        headings=tuple(_flat_headings(sections, numbers)),
        folded_lines={line.number: folded_form(line.text) for line in lines},
    )


def section_of_task(finding: Finding, outline: PaperOutline) -> PaperSection | None:
    """Find the heading under which a task stands.

    This function will take the task's group row when the paper prints one, else the nearest heading above the
    task whose label is the first part of the task's own ("III.2" stands under "III"); None when there is neither.
    """
    label = (finding.value.get("label") or "").rpartition(".")[0]
    first_line = first_line_of(finding.lines)
    if group := finding.value.get("group"):
        return PaperSection(label, group, _group_lines(group, first_line, outline))
    above = [
        one
        for one in outline.headings
        if label and one.label == label and first_line_of(one.lines) <= first_line
    ]
    return max(above, key=lambda one: first_line_of(one.lines), default=None)


def first_line_of(lines: Iterable) -> int:
    """This function will return the first cited line, 0 when none is cited."""
    return min((first for first, _last in _pairs(lines)), default=0)


def _pairs(lines: Iterable) -> Iterator[tuple[int, int]]:
    return (tuple(pair) for pair in lines if isinstance(pair, list | tuple) and len(pair) == 2)


def _places_of(line: DocumentLine) -> Iterator[tuple]:
    """How an answer may name a line of a paged file or of a DOCX."""
    if line.number_on_page is not None:
        yield "page", line.page, line.number_on_page
    if line.table is not None:
        yield "row", line.table, line.row
    if line.paragraph is not None:
        yield "paragraph", line.paragraph


def _points(sections: Iterable[Mapping[str, Any]], numbers: Mapping[tuple, int]) -> Iterator[OutlinePoint]:
    for section in sections:
        lines = [pair for place in section.get("lines") or [] for pair in _numbered(place, numbers)]
        named = PaperSection(section.get("label") or "", section.get("title") or "", lines)
        yield OutlinePoint(named, tuple(_points(section.get("children") or [], numbers)))


def _flat_headings(
    sections: Iterable[Mapping[str, Any]], numbers: Mapping[tuple, int]
) -> Iterator[PaperSection]:
    for section in sections:
        lines = [pair for place in section.get("lines") or [] for pair in _numbered(place, numbers)]
        yield PaperSection(section.get("label") or "", section.get("title") or "", lines)
        yield from _flat_headings(section.get("children") or [], numbers)


def _numbered(place: Any, numbers: Mapping[tuple, int]) -> Iterator[list[int]]:
    """A place of an answer as a pair of line numbers; nothing for a place the paper does not have."""
    if isinstance(place, list | tuple):
        yield list(place)
        return
    if "page" in place:
        flat = [one for part in place["lines"] for one in (part if isinstance(part, list) else [part])]
        names: list[tuple] = [("page", place["page"], one) for one in flat]
    elif "table" in place:
        names = [("row", place["table"], place.get("row"))]
    else:
        names = [("paragraph", place.get("paragraph"))]
    found = [numbers[name] for name in names if name in numbers]
    if found:
        yield [min(found), max(found)]


def _group_lines(group: str, first_line: int, outline: PaperOutline) -> list:
    folded = folded_form(group)
    for number in range(first_line - 1, max(first_line - FURTHEST_GROUP_ROW, 0), -1):
        words = outline.folded_lines.get(number, "")
        if words.endswith(folded) or (len(words) >= LEAST_LETTERS and folded.startswith(words)):
            return [[number, number]]
    return []
