"""Which lines stand under a heading of a certain meaning ("Tổ chức thực hiện", "Mục tiêu")."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from haidang.engines.reading.findings import SectionFound
from haidang.engines.reading.letterhead_words import is_capitals
from haidang.engines.reading.paper import Line, Paper
from haidang.engines.reading.recipients import opens_recipients
from haidang.engines.reading.running_text import folded_letters

# Label styles from high to low; a section ends where a label of its own style or a higher one follows.
_STYLES = (
    re.compile(r"(?:phần|chương|phụ lục)\s+(?:thứ\s+\w+|[ivx\d]+)\b[.:]?\s*", re.IGNORECASE),
    re.compile(r"[A-ZĐ]\.\s+(?=[A-ZÀ-Ỹ]{2})"),
    re.compile(r"[IVXLÌ1l|]{1,5}\s?[.)–-]\s+(?=[A-ZĐÀ-Ỹ])"),
    re.compile(r"(?:điều|mục)\s+\d+[.:]?\s+", re.IGNORECASE),
    re.compile(r"\d{1,2}[.)–-]\s+"),
    re.compile(r"\d{1,2}\.\d{1,2}[.)]?\s+"),
    re.compile(r"[a-zđ]\)\s+"),
)
_ROMAN, _NUMBER = 2, 4
_LONGEST_HEADING = 140
_ALIKE, _SAME = 85, 99  # of 100; only damage allows for slips
_SIGNATURE = re.compile(r"^\W*(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\s*\.?\s+[A-ZĐÀ-Ỹ]{2}")
_END_OF_PAPER = re.compile(r"^\W*(?:tren day la|phu luc)\b|^\(?kem theo\b|^\W*n[o0]i ?nh[a-z]{1,2}n\s*:")


@dataclass(frozen=True, slots=True)
class SectionLines:
    """A heading and the content lines below it."""

    heading: Line
    title: str
    lines: tuple[Line, ...]


def label_style(text: str) -> int | None:
    """The rank of the label that opens a line, 0 the highest; null where none opens it.

    This function will take "1." for a number and "I1." in capitals for a damaged Roman number (seed 001 line 58).
    """
    for rank, style in enumerate(_STYLES):
        match = style.match(text)
        if match is None:
            continue
        is_plain_number = rank == _ROMAN and not re.search(r"[IVXLÌl|]", match.group())
        is_damaged_small = rank == _ROMAN and re.search(r"[1l|]", match.group()) and not is_capitals(text)
        if not is_plain_number and not is_damaged_small:
            return rank
    return None


def without_label(text: str) -> str:
    """This function will take the label off the beginning of a heading."""
    rank = label_style(text)
    return text if rank is None else _STYLES[rank].sub("", text, count=1).strip()


def find_sections(
    paper: Paper, outline: Sequence[SectionFound], meanings: Iterable[str]
) -> list[SectionLines]:
    """Find the sections whose heading has one of the meanings given, in folded form.

    This function will end a section where the outline ends it, or at the next heading of the same style, at the
    closing words of the paper ("Trên đây là ...", "Nơi nhận"), whichever comes first.
    """
    ends = {
        section.lines[0]: section.last_line
        for section in _flat(outline)
        if section.lines and section.last_line
    }
    content = list(paper.content_lines())
    wanted = tuple(meanings)
    return [
        _section_at(content, index, ends.get(line.number))
        for index, line in enumerate(content)
        if _is_heading_of(line, wanted, _ALIKE if paper.is_damaged else _SAME)
    ]


def _flat(outline: Sequence[SectionFound]) -> Iterator[SectionFound]:
    for section in outline:
        yield section
        yield from _flat(section.children)


def _is_heading_of(line: Line, meanings: tuple[str, ...], alike: int) -> bool:
    title = folded_letters(without_label(line.text)).strip(" .:")
    has_look = (
        label_style(line.text) is not None or line.heading_level or line.is_bold or is_capitals(line.text)
    )
    if (
        not has_look
        or not title
        or len(line.text) > _LONGEST_HEADING
        or line.text.rstrip().endswith((";", ","))
    ):
        return False
    return any(fuzz.ratio(title[: len(meaning)], meaning) > alike for meaning in meanings)


def _section_at(content: Sequence[Line], index: int, last_line: int | None) -> SectionLines:
    heading = content[index]
    rank = label_style(heading.text)
    below: list[Line] = []
    for line in content[index + 1 :]:
        if _ends_section(line, rank) or (last_line is not None and line.number > last_line):
            break
        below.append(line)
        if "./." in line.text:
            break
    return SectionLines(heading, without_label(heading.text), tuple(below))


def _ends_section(line: Line, rank: int | None) -> bool:
    folded = folded_letters(line.text)
    if _END_OF_PAPER.match(folded) or opens_recipients(line.text) or _SIGNATURE.match(line.text):
        return True
    own = label_style(line.text)
    if own is None:
        return False
    return own <= (_ROMAN if rank is None else rank)
