"""The points of a letter: paragraphs that count 1, 2, 3 ... where a paper has no headings above them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from haidang.engines.reading.running_text import RunningText

_POINT = re.compile(r"\s*(?P<label>\d{1,2})\s?[.)/]\s+(?=[^\W\d_])")
_SUBPOINT = re.compile(r"\s*(?P<label>[a-zđ])\s?[.)]\s+(?=[^\W\d_])")
_TITLE_END = re.compile(r":(?=\s|$)|[.;](?=\s+[A-ZĐÀ-Ỹ]|\s*$)")
_SENTENCE_END = re.compile(r"[.;](?=\s+[A-ZĐÀ-Ỹ]|\s*$)")
_CLOSED = re.compile(r"\./\.?\s*$")
_LETTERS = "abcdđeghiklmnopq"
_FEWEST_POINTS = 2
_MOST_TITLE_WORDS = 40  # a colon farther away ends no title but opens a list inside a sentence


@dataclass(frozen=True, slots=True)
class LetterPoint:
    """One point: its number or letter, its first words and the lines these stand on."""

    label: str
    title: str
    lines: tuple[int, ...]

    @property
    def is_subpoint(self) -> bool:
        return not self.label.isdigit()


def read_letter_points(paragraphs: Sequence[RunningText]) -> tuple[LetterPoint, ...]:
    """Find the paragraphs that count 1, 2, 3 ... and below each those that count a, b, c ...

    This function will end at the closing "./." and give nothing for fewer than two points. A title is the words up to
    the colon, or the first sentence (seed 004: eight points, "1. Hoàn thiện Quy chế ...: Xây dựng và ...", "3. Phân
    công, bố trí cán bộ phụ trách ...").
    """
    found = list(_counted(paragraphs))
    return tuple(found) if sum(not point.is_subpoint for point in found) >= _FEWEST_POINTS else ()


def _counted(paragraphs: Sequence[RunningText]) -> Iterator[LetterPoint]:
    number, letter = 0, 0
    for paragraph in paragraphs:
        point, subpoint = _POINT.match(paragraph.text), _SUBPOINT.match(paragraph.text)
        if point and int(point["label"]) == number + 1:
            number, letter = number + 1, 0
            yield _point_of(paragraph, point)
        elif subpoint and number and subpoint["label"] == _LETTERS[letter : letter + 1]:
            letter += 1
            yield _point_of(paragraph, subpoint)
        if number and _CLOSED.search(paragraph.text):
            return


def _point_of(paragraph: RunningText, label: re.Match[str]) -> LetterPoint:
    end = _title_end(paragraph.text, label.end())
    title = paragraph.words_between(label.end(), end).rstrip(" .:;/")
    return LetterPoint(label["label"], title, paragraph.lines_between(0, end))


def _title_end(text: str, start: int) -> int:
    first = _TITLE_END.search(text, start)
    if first and len(text[start : first.start()].split()) > _MOST_TITLE_WORDS:
        first = _SENTENCE_END.search(text, start)
    return first.start() if first else len(text)
