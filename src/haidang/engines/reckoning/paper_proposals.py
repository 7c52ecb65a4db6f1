"""What an existing report says of the sections and figures of a form: proposed with its place, never taken alone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from haidang.engines.vietnamese.errors import UnreadableNumber
from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.numbers import read_number

# A heading with the label of a section and at least so many of its title's words is that section under another title.
SHARE_OF_TITLE = 0.6
MOST_PROPOSED = 4  # of one place; more are of another table
_LABEL = re.compile(
    r"(?P<label>[IVX]{1,6}|[A-ZĐa-zđ]|\d{1,2}(?:\.\d{1,2}){0,3})\s*(?:[.)/:–-]+|(?=\s))\s*(?=\S)"
)
_ROMAN, _NUMBER = re.compile(r"[IVX]+"), r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_TOKEN = re.compile(rf"{_NUMBER}|[^\W\d_]+|[^\w\s]")
_BETWEEN = {"la", "dat", "duoc", ":", "-", "–", "co"}
_ENDS = re.compile(r"noi nhan\b|(?:tm|kt|tl|tuq)\. |\./\.$")
_ENDS_SENTENCE = (".", ";", ":", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of a paper, by its number and, where the file has pages, its page."""

    number: int
    text: str
    page: int | None = None
    is_in_table: bool = False


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table of a paper: the texts of its cells by row, and the line each row begins at."""

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AskedSection:
    """A section of a form: its key, its label in the outline, its title."""

    key: str
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """A figure of a form, by its key and its whole name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class SectionProposed:
    """The words under a heading; both lines are included. `is_exact` says that the title is the form's own."""

    key: str
    text: str
    heading: str
    first_line: int
    last_line: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class FigureProposed:
    """A number beside the whole name of a figure: in a sentence, or in a row of a table (`table` from 1).

    `words` are the sentence or the heading of the column.
    """

    key: str
    number: Decimal
    words: str
    line: int
    table: int | None = None


def propose_sections(
    lines: Sequence[PaperLine], asked: Sequence[AskedSection]
) -> tuple[SectionProposed, ...]:
    """This function will find under which heading of a paper each section of a form stands, in the paper's order.

    What follows a heading is its text up to the next heading of the same rank, the next section or the signature;
    tables are left out. A heading without a word below it proposes nothing.
    """
    words = [line for line in lines if line.text.strip() and not line.is_in_table]
    heads = [
        (at, one, is_exact)
        for at, line in enumerate(words)
        if (found := _section_at(line.text, asked)) is not None
        for one, is_exact in (found,)
    ]
    proposed = []
    for place, (at, one, is_exact) in enumerate(heads):
        following = heads[place + 1][0] if place + 1 < len(heads) else len(words)
        body = list(_body(words, at, following))
        text = "\n".join(_paragraphs([*_rest_of_heading(words[at].text, one), *(line.text for line in body)]))
        if text:
            last = body[-1].number if body else words[at].number
            heading = words[at].text.strip()
            proposed.append(SectionProposed(one.key, text, heading, words[at].number, last, is_exact))
    return tuple(proposed)


def propose_figures(
    lines: Sequence[PaperLine], tables: Sequence[PaperTable], asked: Iterable[AskedFigure]
) -> tuple[FigureProposed, ...]:
    """This function will find numbers that stand beside the whole name of a figure, in tables and then in sentences.

    In a table the name fills a cell and the numbers stand right of it, each with the heading of its column; in a
    sentence the number stands right before the name ("15 tin, bài bằng tiếng nước ngoài") or after it and a colon,
    "là", "đạt", "được". A part of a name proposes nothing: it is often of something else.
    """
    found: list[FigureProposed] = []
    for one in asked:
        of_tables = [each for at, table in enumerate(tables, start=1) for each in _in_table(one, table, at)]
        of_lines = [each for line in lines if not line.is_in_table for each in _in_sentence(one, line)]
        found += _each_number_once([*of_tables, *of_lines])[:MOST_PROPOSED]
    return tuple(found)


def _section_at(text: str, asked: Sequence[AskedSection]) -> tuple[AskedSection, bool] | None:
    label, rest = _parted(text)
    folded = _plain(rest)
    for one in asked:
        title = _plain(one.title)
        if folded == title or (label and folded.startswith(f"{title}:")) or _plain(text) == title:
            return one, True
    if not label:
        return None
    for one in asked:
        if _plain(one.label) == _plain(label) and _share(folded, _plain(one.title)) >= SHARE_OF_TITLE:
            return one, False
    return None


def _parted(text: str) -> tuple[str, str]:
    match = _LABEL.match(text.strip())
    return (match["label"], text.strip()[match.end() :]) if match else ("", text.strip())


def _plain(text: str) -> str:
    return folded_form(text).strip(" .:;–-/)")


def _share(words: str, title: str) -> float:
    """The share of the words that two titles have in common."""
    here, there = set(words.split()), set(title.split())
    return len(here & there) / max(len(here), len(there), 1)


def _rest_of_heading(text: str, one: AskedSection) -> list[str]:
    """What stands behind the title and a colon in the paragraph of the heading itself."""
    _label, rest = _parted(text)
    head, colon, tail = rest.partition(":")
    return [tail.strip()] if colon and tail.strip() and _plain(head) == _plain(one.title) else []


def _body(words: Sequence[PaperLine], at: int, following: int) -> Iterator[PaperLine]:
    style = _style(words[at].text)
    for line in words[at + 1 : following]:
        if _ENDS.match(folded_form(line.text)) or (style and _style(line.text) == style):
            return
        yield line


def _style(text: str) -> str:
    """How a heading is numbered: in Roman numerals, by letters, by numbers with so many points; "" for no label."""
    label, rest = _parted(text)
    if not label or not rest[:1].isupper():
        return ""
    if _ROMAN.fullmatch(label):
        return "roman"
    return f"number {label.count('.')}" if label[0].isdigit() else f"letter {label.isupper()}"


def _paragraphs(texts: Iterable[str]) -> list[str]:
    """Lines of print put together to paragraphs: what goes on in small letters belongs to the line before it."""
    found: list[str] = []
    for text in (" ".join(one.split()) for one in texts):
        if found and text[:1].islower() and not found[-1].endswith(_ENDS_SENTENCE):
            found[-1] = f"{found[-1]} {text}"
        elif text:
            found.append(text)
    return found


def _in_table(one: AskedFigure, table: PaperTable, number: int) -> Iterator[FigureProposed]:
    name = _plain(one.name)
    for row, line in zip(table.rows, table.lines, strict=True):
        at = next((place for place, cell in enumerate(row) if _is_name(cell, name)), None)
        if at is None:
            continue
        for place in range(at + 1, len(row)):
            told = _number_of(row[place])
            if told is not None:
                yield FigureProposed(one.key, told, _heading_over(table, place), line, number)


def _is_name(cell: str, name: str) -> bool:
    """Whether a cell is the name: with a label before it or its unit in brackets behind it as well."""
    without_unit = re.sub(r"\s*\([^()]*\)\s*$", "", cell)
    return name in {_plain(text) for text in (cell, without_unit, _parted(cell)[1], _parted(without_unit)[1])}


def _number_of(text: str) -> Decimal | None:
    try:
        return read_number(text.strip().removesuffix("%").strip())
    except UnreadableNumber:
        return None


def _heading_over(table: PaperTable, place: int) -> str:
    first = table.rows[0]
    heading = first[place] if place < len(first) else ""
    return "" if _number_of(heading) is not None else " ".join(heading.split())


def _in_sentence(one: AskedFigure, line: PaperLine) -> Iterator[FigureProposed]:
    tokens = _TOKEN.findall(line.text)
    folded = [folded_form(token) for token in tokens]
    name = [folded_form(token) for token in _TOKEN.findall(one.name)]
    for at in range(len(tokens) - len(name) + 1):
        if not name or folded[at : at + len(name)] != name:
            continue
        for number in (_before(tokens, at), _behind(tokens, folded, at + len(name))):
            if number is not None:
                yield FigureProposed(one.key, number, " ".join(line.text.split()), line.number)
                break


def _before(tokens: Sequence[str], at: int) -> Decimal | None:
    return _number_of(tokens[at - 1]) if at and re.fullmatch(_NUMBER, tokens[at - 1]) else None


def _behind(tokens: Sequence[str], folded: Sequence[str], at: int) -> Decimal | None:
    while at < len(tokens) and (folded[at] in _BETWEEN or tokens[at] in _BETWEEN):
        at += 1
        if at < len(tokens) and re.fullmatch(_NUMBER, tokens[at]):
            return _number_of(tokens[at])
    return None


def _each_number_once(found: Iterable[FigureProposed]) -> list[FigureProposed]:
    """The first place of each number: what stands in a table and in a sentence is proposed once."""
    return list({one.number: one for one in reversed(list(found))}.values())[::-1]
