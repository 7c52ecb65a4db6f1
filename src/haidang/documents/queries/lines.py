"""Lines of a paper as they are shown: a window around what is cited, with the cited lines lit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from haidang.documents.enums import PicturesState
from haidang.documents.models import DocumentLine, DocumentReading, Finding, PageImage, UncertainWord
from haidang.documents.rules import line_numbers, line_ranges

LINES_OF_WINDOW = 240
# Nearly every paper is shown whole to readers.
LINES_FOR_READERS = 2_000
LINES_BEFORE = 12
# Of a page of 595 points: about six words, so that their letters are seen two or three times as large as printed.
LENS_WIDTH, LENS_MARGIN, HIGHEST_LENS = 210.0, 7.0, 90.0
# Lines in an address, "834-840,850": what a finding may cite, and how much of that an address has to bear.
_ADDRESSED_LINES = re.compile(r"([0-9]{1,8})(?:-([0-9]{1,8}))?")
MOST_STRETCHES, LONGEST_STRETCH = 40, LINES_FOR_READERS
_GROUP_HEADING = re.compile(r"[IVX]{1,5}[ .)]\s*[^\s].*")


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line as shown: `what` names the field it was read into, `raw` is it as the file has it; "" for none."""

    number: int
    text: str
    raw: str
    is_lit: bool
    what: str
    is_heading: bool
    ends_page: int | None
    is_furniture: bool


@dataclass(frozen=True, slots=True)
class PaperWindow:
    """A stretch of lines; `earlier` and `later` are the first lines of the stretches around it."""

    lines: tuple[ShownLine, ...]
    first: int
    last: int
    total: int
    earlier: int | None
    later: int | None

    @property
    def has_raw(self) -> bool:
        return any(line.raw for line in self.lines)


@dataclass(frozen=True, slots=True)
class LitBox:
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page picture in points of the page; `turn` is what makes its lines lie level, as SVG has it, "" for none."""

    page: int
    width: float
    height: float
    turn: str


@dataclass(frozen=True, slots=True)
class LitPage:
    """A page picture with the boxes of the cited lines, in points of the page."""

    drawn: DrawnPage
    pages: int
    boxes: tuple[LitBox, ...]


@dataclass(frozen=True, slots=True)
class WordLens:
    """The stretch of a page picture around a word, in points of the page; `box` is the word's own, where known."""

    drawn: DrawnPage
    view: LitBox
    box: LitBox | None


def paper_window(
    reading: DocumentReading, *, start: int, lit: Mapping[int, str], most: int = LINES_OF_WINDOW
) -> PaperWindow:
    """Return the lines from `start` on, at most a window of them; empty lines are left out.

    This function will light the lines in `lit` and write beside each what it was read as.
    """
    first = max(1, min(start, reading.line_count))
    rows = DocumentLine.objects.filter(reading=reading, number__gte=first).exclude(text="")
    shown = list(rows.order_by("number")[: most + 1])
    ends_here = len(shown) <= most
    shown = shown[:most]
    last = shown[-1].number if shown else first
    return PaperWindow(
        lines=_shown_lines(shown, lit),
        first=first,
        last=last,
        total=reading.line_count,
        earlier=max(1, first - most) if first > 1 else None,
        later=None if ends_here else last + 1,
    )


def window_start(lines: list[Any]) -> int:
    """This function will tell where a window begins so that the first cited line has lines before it."""
    return max(1, min(line_numbers(lines), default=1) - LINES_BEFORE)


def lines_for_address(lines: list[Any]) -> str:
    """This function will write cited lines as an address bears them: [[834, 840], [850, 850]] is "834-840,850"."""
    stretches = line_ranges(line_numbers(lines))[:MOST_STRETCHES]
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in stretches)


def lines_of_address(text: str) -> list[list[int]]:
    """This function will read `lines_for_address` back; what is no stretch of lines is left out."""
    found = (_ADDRESSED_LINES.fullmatch(part) for part in text.split(",")[:MOST_STRETCHES])
    stretches = ((int(one[1]), int(one[2] or one[1])) for one in found if one)
    return [
        [first, last] for first, last in stretches if 0 < first <= last and last - first < LONGEST_STRETCH
    ]


def lit_lines(finding: Finding | None, labels: Mapping[str, str]) -> dict[int, str]:
    """This function will map the cited lines of a finding to the names of the fields that begin on them."""
    if finding is None:
        return {}
    lit = dict.fromkeys(line_numbers(finding.lines), "")
    places = (finding.raw or {}).get("_field_lines") or {}
    for field, label in labels.items():
        numbers = line_numbers(places.get(field) or [])
        if numbers and min(numbers) in lit:
            lit[min(numbers)] = label
    return lit


def lit_page(reading: DocumentReading, *, page: int, lit: set[int]) -> LitPage | None:
    """This function will return a page picture with its lit boxes, None when there is no picture of that page."""
    drawn = _drawn_page(reading, page)
    if drawn is None:
        return None
    rows = DocumentLine.objects.filter(reading=reading, page=page, number__in=lit, box__isnull=False)
    boxes = tuple(_box_of(row.box) for row in rows.order_by("number"))
    return LitPage(drawn, reading.page_count, boxes)


def word_lens(reading: DocumentReading, line: DocumentLine, word: UncertainWord) -> WordLens | None:
    """This function will give the stretch of the page picture where a word stands, None without such a picture."""
    drawn = _drawn_page(reading, line.page) if line.page and line.box and has_pictures(reading) else None
    if drawn is None:
        return None
    of_line, of_word = _box_of(line.box), _box_of(word.box) if word.box else None
    share = (word.start + word.end) / 2 / max(1, len(line.text))
    middle = of_word.left + of_word.width / 2 if of_word else of_line.left + of_line.width * share
    width = min(LENS_WIDTH, drawn.width)
    height = min(of_line.height + 2 * LENS_MARGIN, HIGHEST_LENS)
    top = (
        (of_word or of_line).top - LENS_MARGIN if of_line.height > HIGHEST_LENS else of_line.top - LENS_MARGIN
    )
    left = min(max(0.0, middle - width / 2), drawn.width - width)
    return WordLens(drawn, LitBox(left, top, width, height), of_word)


def page_of_line(reading: DocumentReading, number: int) -> int:
    """This function will tell on which page a line stands; 1 where pages are not known."""
    row = (
        DocumentLine.objects.filter(reading=reading, number__gte=number).exclude(page=None).order_by("number")
    )
    return row.values_list("page", flat=True).first() or 1


def has_pictures(reading: DocumentReading) -> bool:
    return reading.pictures == PicturesState.MADE


def page_picture(reading: DocumentReading, page: int) -> QuerySet[PageImage]:
    return PageImage.objects.filter(reading=reading, page=page).select_related("file")


def _drawn_page(reading: DocumentReading, page: int) -> DrawnPage | None:
    image = PageImage.objects.filter(reading=reading, page=page).order_by("id").first()
    if image is None:
        return None
    skew = next((size[4] for size in reading.page_sizes if size[0] == page and len(size) > 4), 0.0)
    turn = f"rotate({-skew:g} {image.width / 2:g} {image.height / 2:g})" if skew else ""
    return DrawnPage(page, image.width, image.height, turn)


def _shown_lines(rows: list[DocumentLine], lit: Mapping[int, str]) -> tuple[ShownLine, ...]:
    pages = [row.page for row in rows]
    following = [*pages[1:], pages[-1]] if pages else []
    return tuple(
        ShownLine(
            number=row.number,
            text=row.text,
            raw=row.raw,
            is_lit=row.number in lit,
            what=lit.get(row.number, ""),
            is_heading=row.is_bold or bool(_GROUP_HEADING.fullmatch(row.text) and row.text.isupper()),
            ends_page=row.page if row.page != after else None,
            is_furniture=row.is_furniture,
        )
        for row, after in zip(rows, following, strict=True)
    )


def _box_of(box: Any) -> LitBox:
    left, top, right, bottom = (
        (box["left"], box["top"], box["right"], box["bottom"]) if isinstance(box, dict) else box
    )
    return LitBox(left, top, right - left, bottom - top)
