"""One page of a PDF as pdfium gives it: words with boxes, ruling lines, grounds and pictures."""

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from haidang.engines.reading.paper import Box

_INVISIBLE = 3  # text render mode: neither filled nor stroked
_THIN = 3.0  # points; a ruling line is thinner
_SHORTEST_RULE = 6.0  # points; shorter marks are parts of letters or ornaments
_SMALLEST_SEEN = 2.0  # points of letter height
_NEAR_WHITE = 245
_WORD_GAP = 0.25  # of the letter's height: a wider gap parts words even where no space was written
_DEEPEST_FORM = 4


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    box: Box
    is_bold: bool = False
    is_hidden: bool = False

    @property
    def height(self) -> float:
        return self.box.bottom - self.box.top

    @property
    def middle(self) -> float:
        return (self.box.top + self.box.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line. A horizontal one lies at `at` from `first` to `last` in x, a vertical one in y."""

    is_horizontal: bool
    at: float
    first: float
    last: float


@dataclass(slots=True)
class PageContent:
    """`notes` are the words of annotations (stamps, typed-in boxes)."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    has_large_picture: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    is_bold: bool
    is_white: bool
    is_invisible: bool


@dataclass(frozen=True, slots=True)
class _Frame:
    """The visible part of a page and its turning; brings points of the file to points from the top left."""

    left: float
    bottom: float
    right: float
    top: float
    quarter_turns: int

    def box_of(self, left: float, bottom: float, right: float, top: float) -> Box:
        corners = [self._turned(left, bottom), self._turned(right, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        if self.quarter_turns == 1:
            return y - self.bottom, x - self.left
        if self.quarter_turns == 2:
            return self.right - x, y - self.bottom
        if self.quarter_turns == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarter_turns % 2 else (width, height)


def read_page(page: Any, number: int) -> PageContent:
    """This function will gather the words, rules and notes of a loaded page."""
    frame = _frame_of(page)
    width, height = frame.size
    content = PageContent(number=number, width=width, height=height)
    grounds, pictures = _Drawings(frame).gather(page, content)
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        content.words = _WordGatherer(text_page, frame, grounds=grounds, pictures=pictures).gather()
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    content.notes = _notes_of(page)
    return content


def _frame_of(page: Any) -> _Frame:
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, bounds)
    return _Frame(bounds.left, bounds.bottom, bounds.right, bounds.top, pdfium.FPDFPage_GetRotation(page))


class _Drawings:
    """Walks through the drawn objects of a page, also those in form objects."""

    def __init__(self, frame: _Frame) -> None:
        self._frame = frame
        self._grounds: list[Box] = []
        self._pictures: list[Box] = []

    def gather(self, page: Any, content: PageContent) -> tuple[list[Box], list[Box]]:
        for place in range(pdfium.FPDFPage_CountObjects(page)):
            self._take(pdfium.FPDFPage_GetObject(page, place), content, depth=0)
        return self._grounds, self._pictures

    def _take(self, drawn: Any, content: PageContent, *, depth: int) -> None:
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            for place in range(max(pdfium.FPDFFormObj_CountObjects(drawn), 0)):
                self._take(pdfium.FPDFFormObj_GetObject(drawn, place), content, depth=depth + 1)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = self._box_of(drawn)
            self._pictures.append(box)
            covered = (box.right - box.left) * (box.bottom - box.top)
            content.has_large_picture |= covered > 0.5 * content.width * content.height
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._take_path(drawn, content)

    def _take_path(self, drawn: Any, content: PageContent) -> None:
        box = self._box_of(drawn)
        is_thin = min(box.right - box.left, box.bottom - box.top) <= _THIN
        if is_thin:
            content.rules += _rules_of_thin(box)
            return
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(drawn, mode, stroke)
        if stroke.value and pdfium.FPDFPath_CountSegments(drawn) <= 6:
            content.rules += _rules_of_frame(box)
        if mode.value and not _is_white_fill(drawn):
            self._grounds.append(box)

    def _box_of(self, drawn: Any) -> Box:
        sides = [ctypes.c_float() for _ in range(4)]
        pdfium.FPDFPageObj_GetBounds(drawn, *sides)
        return self._frame.box_of(*(side.value for side in sides))


def _rules_of_thin(box: Box) -> list[Rule]:
    width, height = box.right - box.left, box.bottom - box.top
    if max(width, height) < _SHORTEST_RULE:
        return []
    if width >= height:
        return [Rule(True, (box.top + box.bottom) / 2, box.left, box.right)]
    return [Rule(False, (box.left + box.right) / 2, box.top, box.bottom)]


def _rules_of_frame(box: Box) -> list[Rule]:
    return [
        Rule(True, box.top, box.left, box.right),
        Rule(True, box.bottom, box.left, box.right),
        Rule(False, box.left, box.top, box.bottom),
        Rule(False, box.right, box.top, box.bottom),
    ]


def _is_white_fill(drawn: Any) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(drawn, *colour):
        return True
    return _is_near_white(colour) or colour[3].value == 0


def _is_near_white(colour: list[ctypes.c_uint]) -> bool:
    return all(part.value >= _NEAR_WHITE for part in colour[:3])


class _WordGatherer:
    """Puts letters together to words, in the order of the file."""

    def __init__(self, text_page: Any, frame: _Frame, *, grounds: list[Box], pictures: list[Box]) -> None:
        self._text_page = text_page
        self._frame = frame
        self._grounds = grounds
        self._pictures = pictures
        self._looks: dict[int, _Look] = {}
        self._words: list[Word] = []
        self._letters: list[str] = []
        self._box: Box | None = None
        self._first = 0

    def gather(self) -> list[Word]:
        rectangle = pdfium.FS_RECTF()
        for place in range(max(pdfium.FPDFText_CountChars(self._text_page), 0)):
            code = pdfium.FPDFText_GetUnicode(self._text_page, place)
            letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
            if not letter or letter.isspace():
                self._end_word()
                continue
            pdfium.FPDFText_GetLooseCharBox(self._text_page, place, rectangle)
            box = self._frame.box_of(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            self._add_letter(letter, box, place)
        self._end_word()
        return self._words

    def _add_letter(self, letter: str, box: Box, place: int) -> None:
        if self._box is not None and not _is_joined(self._box, box):
            self._end_word()
        if self._box is None:
            self._first, self._box = place, box
        else:
            self._box = _around(self._box, box)
        self._letters.append(letter)

    def _end_word(self) -> None:
        if self._box is not None:
            # pdfium writes a hyphen at the end of a line as U+FFFE or U+0002.
            text = "".join(self._letters).replace("\ufffe", "-").replace("\x02", "-")
            look = self._look_at(self._first)
            self._words.append(
                Word(text, self._box, is_bold=look.is_bold, is_hidden=self._is_hidden(self._box, look))
            )
        self._letters, self._box = [], None

    def _look_at(self, place: int) -> _Look:
        drawn = pdfium.FPDFText_GetTextObject(self._text_page, place)
        key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if key not in self._looks:
            colour = [ctypes.c_uint() for _ in range(4)]
            known = pdfium.FPDFText_GetFillColor(self._text_page, place, *colour)
            self._looks[key] = _Look(
                is_bold=_is_bold(drawn),
                is_white=bool(known) and (_is_near_white(colour) or colour[3].value == 0),
                is_invisible=pdfium.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE,
            )
        return self._looks[key]

    def _is_hidden(self, box: Box, look: _Look) -> bool:
        """Invisible words over a picture are the text of a scan; white ones on a dark ground are seen."""
        width, height = self._frame.size
        middle_x, middle_y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        if not (0 <= middle_x <= width and 0 <= middle_y <= height):
            return True
        if box.bottom - box.top < _SMALLEST_SEEN:
            return True
        if look.is_invisible:
            return not _covers_any(self._pictures, middle_x, middle_y)
        return look.is_white and not _covers_any(self._grounds + self._pictures, middle_x, middle_y)


def _covers_any(boxes: list[Box], x: float, y: float) -> bool:
    return any(box.left <= x <= box.right and box.top <= y <= box.bottom for box in boxes)


def _is_bold(drawn: Any) -> bool:
    font = pdfium.FPDFTextObj_GetFont(drawn)
    if pdfium.FPDFFont_GetWeight(font) >= 600:
        return True
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    return b"bold" in name.value.lower()


def _is_joined(before: Box, after: Box) -> bool:
    height = max(before.bottom - before.top, 1.0)
    overlap = min(before.bottom, after.bottom) - max(before.top, after.top)
    is_level = overlap > 0.3 * min(height, max(after.bottom - after.top, 0.1))
    return is_level and -height < after.left - before.right < _WORD_GAP * height


def _around(first: Box, second: Box) -> Box:
    return Box(
        min(first.left, second.left),
        min(first.top, second.top),
        max(first.right, second.right),
        max(first.bottom, second.bottom),
    )


def _notes_of(page: Any) -> list[str]:
    notes = []
    for place in range(min(pdfium.FPDFPage_GetAnnotCount(page), 200)):
        annotation = pdfium.FPDFPage_GetAnnot(page, place)
        length = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
        buffer = (ctypes.c_ushort * max(length // 2, 1))()
        pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, length)
        notes.append(bytes(buffer).decode("utf-16-le", "ignore").rstrip("\0"))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return [note for note in notes if note.strip()]
