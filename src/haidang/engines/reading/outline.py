"""The headings of a paper as a tree, whatever numbers its writer or its scanner gave them."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import takewhile

from haidang.engines.reading.damaged_labels import lost_stroke, opening_word
from haidang.engines.reading.findings import SectionFound
from haidang.engines.reading.letter_points import read_letter_points
from haidang.engines.reading.letterhead_words import is_capitals
from haidang.engines.reading.paper import Line, Paper
from haidang.engines.reading.running_text import RunningText, folded_letters, join_lines, split_paragraphs
from haidang.engines.reading.task_labels import split_label

_APPENDIX, _PART, _CHAPTER, _LETTER, _ROMAN, _ARTICLE, _NUMBER, _SMALL_LETTER = range(8)
_PLAIN_RANK_STEP = 0.1  # "1.1" stands below "1." and above "a)"
# Longest headings seen: seed 001 line 110 has 62 words; a capital Roman heading rarely has more than 30.
_MOST_WORDS_ABOVE_BODY = 70
_MOST_WORDS_ALONE = 30
_SHORT_HEADING = 12
_FEWEST_BODY_WORDS = 12  # what stands behind a title in one paragraph with it is a body from so many words on
_CAPITALS_SHARE = 0.6

# Each style of label: its rank and its pattern with groups `label` and `title`.
_STYLES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (_APPENDIX, re.compile(r"(?P<label>PHỤ LỤC(?:\s+(?:SỐ\s+)?[IVX\d]+)?)\s*[.:–-]?\s*(?P<title>.*)", re.DOTALL)),
    (_PART, re.compile(r"(?i:phần)\s+(?i:thứ\s+)?(?P<label>[IVX]+|\d{1,2}|nhất|hai|ba|tư|năm)\b[.:–-]?\s*(?P<title>.*)")),  # noqa: E501
    (_CHAPTER, re.compile(r"(?:Chương|CHƯƠNG)\s+(?P<label>[IVX]+|\d{1,2})\b[.:–-]?\s*(?P<title>.*)")),
    (_LETTER, re.compile(r"(?P<label>[A-HĐ])\s?[.)–-]\s+(?P<title>[A-ZĐÀ-Ỹ].*)")),
    (_ROMAN, re.compile(r"(?P<label>[IVXLÌ1l|]{1,6})\s?[.)/–-]\s*(?P<title>[A-ZĐÀ-Ỹ].*)")),
    (_ARTICLE, re.compile(r"(?i:(?:điều|mục))\s+(?P<label>\d{1,3})\s?[.:]\s*(?P<title>.*)")),
    (_NUMBER, re.compile(r"(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})(?:\s?[.)/:]|[-–])?\s+(?P<title>[^\W\d_“\"(].*)")),
    (_SMALL_LETTER, re.compile(r"(?P<label>[a-zđ])\s?[.)]\s+(?P<title>[^\W\d_“\"(].*)")),
)  # fmt: skip
_ROMAN_LABEL = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_AS_ROMAN = str.maketrans("1l|Ì", "IIII")
_ENDS_BODY = re.compile(r"^\W*n[oo0]i\s?nh[a-z]{1,2}n\s*:|^(?:tm|kt|tl|tuq)\.\s")
_ATTACHMENT = re.compile(
    r"(?:PHỤ LỤC|ĐỀ ÁN|KẾ HOẠCH|CHƯƠNG TRÌNH|QUY CHẾ|QUY ĐỊNH|DANH MỤC|BIỂU|PHẦN|Phần|CHƯƠNG|[IVX]+\.\s)"
)
_FOOTNOTE_MARK = re.compile(r"(?<=[”\"])\d{1,2}$")  # a raised figure stuck to a closing quotation mark
_OPEN_END = re.compile(r"(?:,|[-–]|\b(?:và|của|các|với|cho|về|tại|trên|theo|do|từ|đến|thuộc|hoặc|là))$")
_BODY_OPENER = re.compile(r"[-–—+*•~]\s|\(\d{1,2}\)|[a-zđ][.)]\s|\d{1,2}\.\d")


@dataclass(frozen=True, slots=True)
class _Heading:
    rank: float
    label: str
    title: str
    lines: tuple[int, ...]


@dataclass(slots=True)
class _Branch:
    heading: _Heading
    children: list["_Branch"] = field(default_factory=list)
    last_line: int = 0


def read_outline(paper: Paper, *, table_lines: AbstractSet[int] = frozenset()) -> tuple[SectionFound, ...]:
    """Find the headings of a paper and put them into a tree by the style of their labels.

    This function will take labels as printed, also when a number comes twice ("III" in seed 001 lines 108 and
    339), and read damaged Roman numerals in capitals ("I11." is III). Lines of tables, drawn or flattened, are
    given in `table_lines` and hold no headings. A numbered sentence is no heading, except where a paper without
    headings above them counts its points so (a letter, seed 004).
    """
    covered = {number for table in paper.tables for number in table.lines} | set(table_lines)
    body = _body_lines(paper, covered)
    width = 0 if paper.is_damaged else _line_width(body)  # damage hides where a title ends
    paragraphs = [
        part
        for paragraph in split_paragraphs(body, is_docx=paper.kind == "docx")
        for part in _title_and_body(paper, paragraph, width)
    ]
    headings = [
        found
        for place, paragraph in enumerate(paragraphs)
        if (found := _heading_in(paper, paragraph, paragraphs[place + 1 : place + 2])) is not None
    ]
    headings = _with_points(_with_strokes(paper, headings) if paper.is_damaged else headings, paragraphs)
    last = body[-1].number if body else 0
    return tuple(_section(branch) for branch in _grown_tree(headings, last))


def _with_strokes(paper: Paper, headings: Sequence[_Heading]) -> list[_Heading]:
    """Roman numerals of which a scanner lost a stroke: "Il." behind II is III, unless the paper has a III later."""
    mended: list[_Heading] = []
    before = ""
    for place, heading in enumerate(headings):
        if heading.rank == _ROMAN:
            opening = opening_word(paper.line(heading.lines[0]))
            more = lost_stroke(opening, before) if heading.label == before else None
            later = {other.label for other in headings[place + 1 :] if other.rank == _ROMAN}
            heading = replace(heading, label=more) if more and more not in later else heading
            before = heading.label
        mended.append(heading)
    return mended


def _with_points(headings: list[_Heading], paragraphs: Sequence[RunningText]) -> list[_Heading]:
    """The points of a paper that has no part, chapter, Roman heading or article above them."""
    points = read_letter_points(paragraphs)
    if not points or any(
        _APPENDIX < heading.rank < _NUMBER or heading.lines[0] < points[0].lines[0] for heading in headings
    ):
        return headings
    taken = [
        _Heading(_SMALL_LETTER if point.is_subpoint else _NUMBER, point.label, point.title, point.lines)
        for point in points
    ]
    begun = {heading.lines[0] for heading in taken}
    others = [heading for heading in headings if heading.lines[0] not in begun]
    return sorted([*taken, *others], key=lambda heading: heading.lines[0])


def _body_lines(paper: Paper, covered: AbstractSet[int]) -> list[Line]:
    """The lines with words outside tables, without lists of recipients and what is signed beside them.

    What is attached behind the signature (an appendix, the project that a decision approves: seed 003 line 61)
    belongs to the paper again.
    """
    lines: list[Line] = []
    is_closed = False
    for line in paper.content_lines():
        if line.number in covered:
            continue
        if is_closed and _opens_attachment(line):
            is_closed = False
        is_closed = is_closed or bool(_ENDS_BODY.match(folded_letters(line.text)))
        if not is_closed:
            lines.append(line)
    return lines


def _opens_attachment(line: Line) -> bool:
    is_titled = bool(_ATTACHMENT.match(line.text)) and is_capitals(line.text)
    return is_titled or line.heading_level is not None


def _line_width(body: Sequence[Line]) -> int:
    """How many letters fit on a line of running text: the length of lines that go on in small letters."""
    lengths = sorted(
        len(line.text) for line, after in zip(body, body[1:], strict=False) if after.text[0].islower()
    )
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _title_and_body(paper: Paper, paragraph: RunningText, width: int) -> tuple[RunningText, ...]:
    """Part a title from the sentence below it, where the sentence's first word would have fitted beside it.

    Real case: seed 002 line 187, a title of 70 letters that a capital follows on the next line.
    """
    lines = [paper.line(number) for number in paragraph.numbers]
    if not any(style.match(paragraph.words) for _, style in _STYLES):
        return (paragraph,)
    for place, (line, after) in enumerate(zip(lines, lines[1:], strict=False), start=1):
        rest = join_lines(lines[place:])
        fits = len(line.text) + 1 + len(after.text.split()[0]) <= width
        if fits and after.text[0].isupper() and _is_title_end(line.text) and _is_body(rest.words):
            return (join_lines(lines[:place]), rest)
    return (paragraph,)


def _is_title_end(text: str) -> bool:
    return not _OPEN_END.search(text.rstrip())


def _is_body(text: str) -> bool:
    return text.rstrip().endswith((".", ":")) and len(text.split()) >= _FEWEST_BODY_WORDS


def _heading_in(paper: Paper, paragraph: RunningText, following: Sequence[RunningText]) -> _Heading | None:
    first = paper.line(paragraph.numbers[0])
    for rank, style in _STYLES:
        match = style.match(paragraph.words)
        if match is None:
            continue
        title = _FOOTNOTE_MARK.sub("", match["title"].strip().rstrip(" .:;"))
        if rank == _ROMAN and match["label"].isdigit() and paper.kind == "docx":
            continue  # typed, not scanned: "11. CÔNG AN THÀNH PHỐ" is no misread "II."
        label = _label_of(rank, match["label"], title)
        if label is None:
            continue
        if _reads_as_heading(rank, match["title"], first, following):
            return _named_by_next(
                _Heading(_rank_of(rank, label), label, title, paragraph.numbers), paper, following
            )
        return None
    if first.heading_level:
        return _Heading(
            _ROMAN + first.heading_level - 1, "", paragraph.words.rstrip(" .:"), paragraph.numbers
        )
    return None


def _named_by_next(heading: _Heading, paper: Paper, following: Sequence[RunningText]) -> _Heading:
    """A part or an appendix often has its title in capitals on the lines below its number."""
    if heading.title or not following:
        return heading
    below = [paper.line(number) for number in following[0].numbers]
    titles = list(takewhile(lambda line: is_capitals(line.text) or line.heading_level is not None, below))
    if not titles:
        return heading
    named = join_lines(titles)
    return replace(heading, title=named.words.rstrip(" .:"), lines=(*heading.lines, *named.numbers))


def _label_of(rank: int, label: str, title: str) -> str | None:
    """The label as the paper means it; None when the letters are no numeral of this style.

    Scanners read "I" as 1, l or |: in front of a title in capitals "I11" is "III" and "11" is "II".
    """
    if rank != _ROMAN:
        return label
    is_figures = label.isdigit()
    if is_figures and (set(label) != {"1"} or not _is_mostly_capitals(title) or len(label) > len("III")):
        return None
    numeral = label.translate(_AS_ROMAN)
    return numeral if _ROMAN_LABEL.fullmatch(numeral) else None


def _is_mostly_capitals(title: str) -> bool:
    letters = [letter for letter in title if letter.isalpha()]
    return is_capitals(title) or sum(map(str.isupper, letters)) > _CAPITALS_SHARE * max(1, len(letters))


def _rank_of(rank: int, label: str) -> float:
    return rank + (_PLAIN_RANK_STEP * label.count(".") if rank == _NUMBER else 0)


def _reads_as_heading(rank: int, title: str, first: Line, following: Sequence[RunningText]) -> bool:
    """Whether a labelled paragraph heads what follows: a sentence that only carries a number does not."""
    words = len(title.split())
    if rank == _NUMBER and _heads_labels(following):
        return True
    if rank <= _CHAPTER:
        return words <= _MOST_WORDS_ALONE
    if first.heading_level or title.rstrip().endswith(":"):
        return words <= _MOST_WORDS_ABOVE_BODY
    if title.rstrip().endswith((";", ",", "./.")) or words > _MOST_WORDS_ABOVE_BODY:
        return False
    if rank in {_LETTER, _ROMAN}:
        return words <= _MOST_WORDS_ALONE or first.is_bold
    return _heads_something(title, words, first, following)


def _heads_labels(following: Sequence[RunningText]) -> bool:
    """Whether "- Cơ quan chủ trì: ..." stands right below: then a numbered paragraph is a title, however long."""
    labelled = split_label(following[0].words, is_damaged=False) if following else None
    return labelled is not None and labelled.role != "other"


def _heads_something(title: str, words: int, first: Line, following: Sequence[RunningText]) -> bool:
    has_body = bool(following) and bool(_BODY_OPENER.match(following[0].words))
    is_sentence = title.rstrip().endswith(".") and not title.rstrip().endswith("...")
    if has_body:
        return not is_sentence or words <= _MOST_WORDS_ALONE
    if is_sentence:
        return first.is_bold and words <= _SHORT_HEADING
    return first.is_bold or words <= _MOST_WORDS_ALONE


def _grown_tree(headings: Sequence[_Heading], last_line: int) -> list[_Branch]:
    """Each heading hangs under the nearest one before it whose style stands higher."""
    roots: list[_Branch] = []
    path: list[_Branch] = []
    for heading in headings:
        if path and heading.lines[0] in path[-1].heading.lines:
            continue
        while path and path[-1].heading.rank >= heading.rank:
            path.pop().last_line = heading.lines[0] - 1
        branch = _Branch(heading, last_line=last_line)
        (path[-1].children if path else roots).append(branch)
        path.append(branch)
    return roots


def _section(branch: _Branch) -> SectionFound:
    heading = branch.heading
    children = tuple(_section(child) for child in branch.children)
    return SectionFound(heading.label, heading.title, heading.lines, children, branch.last_line)
