"""The words of one DOCX paragraph: what is seen, what is hidden, and the text boxes that hang on it."""

import re
from dataclasses import dataclass, field

from haidang.engines.reading.errors import refusal
from haidang.engines.reading.opening.docx_styles import StyleSheet, W, WordLook
from haidang.engines.reading.opening.office_package import Element
from haidang.engines.reading.opening.typesetting import DIRECTION_MARKS

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_EMU_PER_TWIP = 635

# Deleted words are gone; the old place of moved words too; properties and the fallback of a drawing are no words.
_SKIPPED = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "delText", "sectPr", "rt", "tblPr")}
    | {f"{_COMPATIBILITY}Fallback"}
)
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
_FETCHING_FIELD = re.compile(
    r"^\s*(?:INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|IMPORT|RD)\b", re.IGNORECASE
)
_FAR_AWAY = re.compile(r"(?:margin-left|margin-top|left|top):\s*-?(\d+(?:\.\d+)?)pt", re.IGNORECASE)
_FARTHEST_POINTS = 1_000  # no page of an office paper is wider; a box beyond it is off the page


@dataclass(slots=True)
class ParagraphWords:
    """What walking through a paragraph gathers."""

    pieces: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    hidden_boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    has_bold: bool = False
    has_plain: bool = False

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def is_bold(self) -> bool:
        return self.has_bold and not self.has_plain


class WordWalker:
    """Walks through paragraphs with the paper's styles. Fields may span paragraphs, so their state is kept."""

    def __init__(self, styles: StyleSheet, *, page_width: int) -> None:
        self._styles = styles
        self._page_width = page_width
        self._fields: list[bool] = []  # one entry for each open field: is its instruction being read?

    def paragraph_words(self, paragraph: Element, base: WordLook) -> ParagraphWords:
        """This function will gather the words of one paragraph.

        Raises Refused `external_link` for a field that fetches from outside.
        """
        words = ParagraphWords()
        self._walk(paragraph, base, words)
        return words

    def _walk(self, parent: Element, base: WordLook, words: ParagraphWords) -> None:
        for child in parent.iterchildren(tag="*"):
            tag = child.tag
            if tag in _SKIPPED:
                continue
            if tag == f"{W}r":
                self._walk_run(child, base, words)
            elif tag == f"{W}fldSimple":
                _check_field(child.get(f"{W}instr", ""))
                self._walk(child, base, words)
            elif tag == _MATH_TEXT:
                words.pieces.append(child.text or "")
            elif tag == f"{_COMPATIBILITY}AlternateContent":
                self._walk(_chosen(child), base, words)
            else:
                self._walk(child, base, words)

    def _walk_run(self, run: Element, base: WordLook, words: ParagraphWords) -> None:
        look = self._styles.word_look(run, base)
        for child in run.iterchildren(tag="*"):
            tag = child.tag
            if tag == f"{W}fldChar":
                self._turn_field(child.get(f"{W}fldCharType", ""))
            elif tag == f"{W}instrText":
                _check_field(child.text or "")
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                words.notes.append((tag[len(W) :], child.get(f"{W}id", "")))
            elif not any(self._fields):
                self._take_child(child, look, words)

    def _take_child(self, child: Element, look: WordLook, words: ParagraphWords) -> None:
        if child.tag == f"{W}t":
            _take_text(child.text or "", look, words)
        elif child.tag in _SIGNS:
            words.pieces.append(_SIGNS[child.tag])
        elif child.tag == f"{W}ruby":
            for run in child.iterfind(f"{W}rubyBase/{W}r"):
                self._walk_run(run, look, words)
        elif child.tag not in _SKIPPED:
            self._take_boxes(child, words)

    def _turn_field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _take_boxes(self, drawing: Element, words: ParagraphWords) -> None:
        """A text box comes twice, drawn in two ways; only the first way counts."""
        chosen = _chosen(drawing) if drawing.tag == f"{_COMPATIBILITY}AlternateContent" else drawing
        for box in chosen.iter(f"{W}txbxContent"):
            if _is_inside_fallback(box) or _is_inside_box(box):
                continue
            target = words.hidden_boxes if self._is_off_page(box) else words.boxes
            target.append(box)

    def _is_off_page(self, box: Element) -> bool:
        for parent in box.iterancestors():
            if parent.tag == f"{_DRAWING}anchor":
                return self._is_anchored_off(parent)
            style = parent.get("style", "")
            if "visibility:hidden" in style.replace(" ", ""):
                return True
            if any(float(points) > _FARTHEST_POINTS for points in _FAR_AWAY.findall(style)):
                return True
            if parent.tag == f"{W}p":
                return False
        return False

    def _is_anchored_off(self, anchor: Element) -> bool:
        properties = anchor.find(f"{_DRAWING}docPr")
        if properties is not None and properties.get("hidden") in ("1", "true"):
            return True
        extent = anchor.find(f"{_DRAWING}extent")
        sizes = {"positionH": "cx", "positionV": "cy"}
        for axis, side in sizes.items():
            offset = anchor.find(f"{_DRAWING}{axis}/{_DRAWING}posOffset")
            place = _whole_number("" if offset is None else offset.text or "")
            size = _whole_number("" if extent is None else extent.get(side, ""))
            far = self._page_width * _EMU_PER_TWIP * (2 if axis == "positionV" else 1)
            if place >= far or place < 0 and place + size <= -far // 4:
                return True
        return False


def _take_text(text: str, look: WordLook, words: ParagraphWords) -> None:
    if look.is_hidden:
        words.hidden.append(text)
        return
    if DIRECTION_MARKS.search(text):
        words.hidden.append(text)
    words.pieces.append(text.upper() if look.is_caps else text)
    if re.search(r"\w", text):
        words.has_bold = words.has_bold or look.is_bold
        words.has_plain = words.has_plain or not look.is_bold


def _check_field(instruction: str) -> None:
    if _FETCHING_FIELD.match(instruction):
        raise refusal("external_link", what="nội dung")


def _chosen(alternate: Element) -> Element:
    choice = alternate.find(f"{_COMPATIBILITY}Choice")
    fallback = alternate.find(f"{_COMPATIBILITY}Fallback")
    if choice is not None:
        return choice
    return alternate if fallback is None else fallback


def _is_inside_fallback(box: Element) -> bool:
    fallback = next(box.iterancestors(f"{_COMPATIBILITY}Fallback"), None)
    return fallback is not None and fallback.getparent().find(f"{_COMPATIBILITY}Choice") is not None


def _is_inside_box(box: Element) -> bool:
    """A box within a box comes with the outer one."""
    return next(box.iterancestors(f"{W}txbxContent"), None) is not None


def _whole_number(text: str) -> int:
    return int(text) if re.fullmatch(r"\s*-?\d{1,12}\s*", text) else 0


def page_width_of(root: Element) -> int:
    """This function will give the width of a paper's widest page in twips (1/20 point); A4 when it says nothing."""
    widths = [_whole_number(size.get(f"{W}w", "")) for size in root.iter(f"{W}pgSz")]
    return max([11_906, *widths])


def watermark_texts(root: Element) -> list[str]:
    """This function will list the words drawn as pictures of letters (WordArt, watermarks)."""
    drawn = [each.get("string", "") for each in root.iter("{urn:schemas-microsoft-com:vml}textpath")]
    return [text for text in drawn if text.strip()]
