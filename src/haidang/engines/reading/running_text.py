"""Lines joined into running text that still knows on which lines each part stands."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from haidang.engines.reading.findings import Lines
from haidang.engines.reading.paper import Line, Paper

# What opens a new paragraph: a bullet, a numbered or lettered label, a Roman or named part.
_BULLET = r"(?:[-–—+*•●▪◦]|o(?=\s))\s*(?=\D|$)"
_LABEL = (
    r"(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){0,3}[-–]|[a-zđ]\)|[IVXLÌ1]{1,5}[.)–-])\s+(?=\S)|"
    r"[@©®]\s+(?=[A-ZĐÀ-Ỹ])"  # a figure in a circle, as scanners read it
)
PARAGRAPH_OPENING = re.compile(
    rf"(?:{_BULLET}|{_LABEL}|(?:Điều|Chương|Phần|PHẦN|Mục|PHỤ LỤC)\s+[\dIVX]+\b)", re.UNICODE
)
_BULLET_MARK = re.compile(rf"^\s*(?:{_BULLET})")
_PARAGRAPH_END = re.compile(r"[.;:!?…]\s*[”\")]?\s*$|\./\.?\s*$")
_SIGN_BROKEN = re.compile(r"(?<=[\dA-ZĐ])([-–/])\s*\n\s*(?=[A-ZĐ])")
# A line shorter than this that is followed by a capital ends its paragraph ("1. Sở Tư pháp").
_SHORT_LINE = 55


@dataclass(frozen=True, slots=True)
class RunningText:
    """Lines joined by line feeds. `starts[i]` is where line `numbers[i]` begins in `text`."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    @property
    def lines(self) -> Lines:
        return self.numbers

    @property
    def words(self) -> str:
        """The whole text on one line, one space between words, broken signs put together."""
        return self.words_between(0, len(self.text))

    def words_between(self, start: int, end: int) -> str:
        return " ".join(_SIGN_BROKEN.sub(r"\1", self.text[start:end]).split())

    def lines_between(self, start: int, end: int) -> Lines:
        """This function will name the lines that the part from `start` to before `end` stands on."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, max(start, end - 1)) - 1
        return self.numbers[max(first, 0) : last + 1]


def join_lines(lines: Iterable[Line]) -> RunningText:
    """This function will join the words of lines into one running text, leaving out empty lines."""
    kept = [line for line in lines if line.text]
    starts, offset = [], 0
    for line in kept:
        starts.append(offset)
        offset += len(line.text) + 1
    return RunningText(
        "\n".join(line.text for line in kept), tuple(starts), tuple(line.number for line in kept)
    )


def split_paragraphs(lines: Iterable[Line], *, is_docx: bool = False) -> tuple[RunningText, ...]:
    """Put lines together into paragraphs, over empty lines and page breaks.

    This function will begin a paragraph at a bullet or a label, after a line that ends a sentence, and
    after a short line that is followed by a capital. In a DOCX every line is a paragraph of its own.
    Seed 002 leaves an empty line after every line, so that empty lines tell nothing.
    """
    paragraphs: list[list[Line]] = []
    for line in lines:
        if not line.text or line.is_furniture:
            continue
        if not paragraphs or is_docx or begins_paragraph(paragraphs[-1][-1], line):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return tuple(join_lines(paragraph) for paragraph in paragraphs)


def begins_paragraph(before: Line, line: Line) -> bool:
    """Tell whether a line begins a new paragraph after the line before it."""
    if PARAGRAPH_OPENING.match(line.text) or bool(before.heading_level) or bool(line.heading_level):
        return True
    opens_with_capital = line.text[:1].isupper() or line.text[:1] in '“"('
    if _PARAGRAPH_END.search(before.text):
        return opens_with_capital or before.text.rstrip().endswith((":", "./."))
    return opens_with_capital and (len(before.text) < _SHORT_LINE or before.is_bold != line.is_bold)


def without_bullet(text: str) -> str:
    """This function will take a bullet off the beginning of a paragraph."""
    return _BULLET_MARK.sub("", text).strip()


def content_paragraphs(paper: Paper) -> tuple[RunningText, ...]:
    """This function will give the paragraphs of a paper's own words, page furniture left out."""
    return split_paragraphs(paper.content_lines(), is_docx=paper.kind == "docx")


def folded_letters(text: str) -> str:
    """Fold a text letter by letter, so that offsets stay those of the text given.

    This function will make "Số 14" "so 14"; white space and punctuation stay as they are.
    """
    return "".join(map(_folded_letter, text))


@cache
def _folded_letter(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return {"đ": "d", "ð": "d"}.get(plain, plain)[:1]
