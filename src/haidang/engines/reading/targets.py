"""What is to be reached: shares and counts in the sections of goals, with their phase and date."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from haidang.engines.reading.findings import SectionFound, TargetFound
from haidang.engines.reading.paper import Line, Paper
from haidang.engines.reading.running_text import RunningText, folded_letters, split_paragraphs, without_bullet
from haidang.engines.reading.section_ranges import find_sections, without_label
from haidang.engines.vietnamese.dates import find_dates
from haidang.engines.vietnamese.numbers import read_number

type Comparison = Literal["=", ">=", "<=", ">", "<"]

_GOAL_TITLES = (
    "muc tieu",
    "chi tieu",
    "cac muc tieu",
    "cac chi tieu",
    "mot so chi tieu",
    "nhiem vu, chi tieu",
)
_AIMS = re.compile(r"\b(?:phan dau|muc tieu|chi tieu)\b")
_COUNTED_THINGS = (
    "lop|hoi nghi|bai viet|tin, bai|tin bai|bai|tin|phong su|cuoc|doan|an pham|san pham|chuyen muc|chuyen de|kenh|"
    "chuong trinh|su kien|luot|hoi thao|toa dam|phim|"
    "don vi|can bo|nguoi|video|clip|ban tin|so|to chuc|du an|dia phuong|xa|phuong|khoa|buoi"
)
_COMPARED = (
    r"(?P<compared>it nhat|toi thieu|khong duoi|khong thap hon|khong it hon|khong qua|toi da|tren|duoi|hon|tu|dat|"
    r"khoang|≥|>=|≤|<=|>|<)?\s*"
)
_FIGURE = r"\d{1,3}(?:[.,]\d+)?"
# "70 - 80%", "từ 70% đến 80%": the lower figure is what has to be reached.
_SHARE = re.compile(
    rf"{_COMPARED}(?<![\d,.])(?:(?P<low>{_FIGURE})\s*%?\s*(?:[-–]|den)\s*)?"
    rf"(?P<figures>{_FIGURE})\s*(?P<unit>%)(?P<more>\s*tro len)?"
)
_WORDS_OF_NUMBER = "hai|ba|bon|nam|sau|bay|tam|chin|muoi"
_COUNT = re.compile(
    r"(?P<compared>it nhat|toi thieu|khong duoi|khong it hon|tren|hon|to chuc|xay dung|san xuat|xuat ban|dang tai|mo|"
    r"don|dang|phat hanh|bien soan|thanh lap|duy tri|tu(?=\s+\d+\s*(?:[-–]|den)))\s+"
    r"(?:tu\s+)?(?:(?P<low>\d[\d.]*)\s*(?:[-–]|den)\s*)?"
    rf"(?P<figures>\d[\d.]*|(?:{_WORDS_OF_NUMBER}))\s+(?P<unit>{_COUNTED_THINGS})\b(?P<more>\s*tro len)?"
)
_TIMES = re.compile(
    r"(?P<compared>it nhat|toi thieu|tren|hon)?\s*\bgap (?P<low>(?!))?(?P<figures>doi|\d[\d.,]*(?= lan))"
    r"(?P<unit>\b| lan)(?P<more>\s*tro len)?"
)
_RISE = re.compile(r"\b(?:tang|nang|giam)(?:\s+\w+){0,4}\s+$")
_COMPARISONS: dict[str, Comparison] = {
    "it nhat": ">=",
    "toi thieu": ">=",
    "khong duoi": ">=",
    "khong thap hon": ">=",
    "khong it hon": ">=",
    "≥": ">=",
    ">=": ">=",
    "≤": "<=",
    "<=": "<=",
    ">": ">",
    "<": "<",
    "tu": ">=",
    "tren": ">",
    "hon": ">",
    "duoi": "<",
    "khong qua": "<=",
    "toi da": "<=",
}
# What is already so is no target: "hiện có 47/63", "đã có 100% các sở" (seed 004 line 21, seed 003 line 109).
_ALREADY = re.compile(r"\b(?:hien co|da co|da dat|hien nay|den nay|nam truoc)\b")
_CAPITAL = re.compile(r"^\s*von\b")  # "doanh nghiệp 100% vốn nước ngoài"
_DUE_YEAR = re.compile(r"\b(?:den(?: het| cuoi)?|vao|het|cuoi|trong)(?: cuoi)? nam\s+(?P<year>20\d\d)")
_PHASE = re.compile(r"giai doan\s+(?:tu\s+)?(?P<first>(?:19|20)\d\d)\s*[-–]\s*(?P<last>(?:19|20)\d\d)")
_PHASE_OPENING = re.compile(
    r"(?:trong |ve )?(?:giai doan|den (?:het |cuoi )?nam|tu nam|nam|muc tieu|chi tieu|cac (?:muc|chi) tieu)\b"
)
_INLINE_PHASE = re.compile(rf"(?:trong |ve )?{_PHASE.pattern}\s*[:,]")
_NUMBER_WORDS = {
    "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "đôi": 2,
}  # fmt: skip
_LONGEST_PHASE_HEADING = 120
_PREDICATE = re.compile(
    r"\s(?:xay dung|(?<!duoc )phan cong|cap nhat|duoc (?!phan cong|giao)|nang cao|hoan thanh|tham gia|"
    r"(?<!phan cong )thuc hien|su dung|dat\b|trien khai|ban hanh|(?<!cac )to chuc|bo tri|duy tri|ket noi|dang tai|"
    r"cung cap|tiep can|phai\b|ap dung|hoat dong)"
)
# Verbs that without their marks would be other words: "có" and "cơ quan", "mở" and "mô hình".
_MARKED_PREDICATE = re.compile(r"\s(?:có|mở)\s")
_NEXT_TARGET = re.compile(r"\s*(?:;|,|\bva\b|\btrong do\b)\s*(?:it nhat|toi thieu|tren|co)?\s*$")
_LEADING = re.compile(
    r"^(?:phan dau|bao dam|dam bao|den nam \d{4},?|den het nam \d{4},?|hang nam,?|moi nam,?)\s*"
)
_OUTSIDE_CONFIDENCE = 0.7


@dataclass(frozen=True, slots=True)
class _Phase:
    """The phase or date that a heading sets for what stands below it."""

    span: tuple[date, date] | None = None
    due: date | None = None


def read_targets(paper: Paper, outline: Sequence[SectionFound]) -> tuple[TargetFound, ...]:
    """Find the targets of a paper.

    This function will read shares in percent and counts in the sections of goals, and where a paper has no such
    section, shares in sentences that speak of an aim. A sentence with two targets gives two; a heading "Giai đoạn
    2013 - 2015" gives its phase to what stands below it. Seed 003 lines 167-191.
    """
    sections = find_sections(paper, outline, _GOAL_TITLES)
    seen: set[int] = set()
    found: list[TargetFound] = []
    for section in sections:
        lines = [line for line in section.lines if line.number not in seen]
        seen |= {line.number for line in lines}
        found += _read_section(lines, _phase_of(section.title, _Phase()), is_docx=paper.kind == "docx")
    return tuple(found) if sections else tuple(_read_aims(paper))


def _read_section(lines: Sequence[Line], phase: _Phase, *, is_docx: bool) -> Iterator[TargetFound]:
    for paragraph in split_paragraphs(lines, is_docx=is_docx):
        if _sets_phase(paragraph):
            phase = _phase_of(paragraph.words, phase)
        else:
            yield from _targets_in(paragraph, phase)


def _read_aims(paper: Paper) -> Iterator[TargetFound]:
    for paragraph in split_paragraphs(paper.content_lines(), is_docx=paper.kind == "docx"):
        if _AIMS.search(folded_letters(paragraph.text)):
            yield from _targets_in(paragraph, _Phase(), patterns=(_SHARE,))


def _sets_phase(paragraph: RunningText) -> bool:
    """ "2.1. Giai đoạn 2013 - 2015", "Mục tiêu đến năm 2030:"; no sentence that speaks of a phase."""
    folded = folded_letters(without_label(without_bullet(paragraph.words)))
    is_heading = (
        len(folded) <= _LONGEST_PHASE_HEADING and not _SHARE.search(folded) and not _COUNT.search(folded)
    )
    names_time = _PHASE.search(folded) or _DUE_YEAR.search(folded)
    is_sentence = paragraph.words.rstrip().endswith((".", ";"))
    return bool(is_heading and names_time and _PHASE_OPENING.match(folded)) and not is_sentence


def _phase_of(words: str, before: _Phase) -> _Phase:
    folded = folded_letters(words)
    phase, due = _PHASE.search(folded), _DUE_YEAR.search(folded)
    if phase:
        return _Phase(span=(date(int(phase["first"]), 1, 1), date(int(phase["last"]), 12, 31)))
    return _Phase(due=date(int(due["year"]), 12, 31)) if due else before


def _targets_in(
    paragraph: RunningText, phase: _Phase, patterns: tuple[re.Pattern[str], ...] = (_SHARE, _COUNT, _TIMES)
) -> Iterator[TargetFound]:
    text = paragraph.text.replace("\n", " ")
    folded = folded_letters(text)
    matches = sorted(
        (
            match
            for pattern in patterns
            for match in pattern.finditer(folded)
            if _is_aimed(folded, match) and _figure_of(text, match) is not None
        ),
        key=lambda match: match.start(),
    )
    phase = _inline_phase(folded, phase)
    for index, match in enumerate(matches):
        start = _part_start(folded, matches[index - 1].end() if index else 0, match.start())
        following = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        end = _part_end(folded, match.end(), following)
        yield _target_of(paragraph, text, phase, match=match, part=(start, end))


def _inline_phase(folded: str, above: _Phase) -> _Phase:
    """ "a) Giai đoạn 2026 - 2027: ...": the opening words of a paragraph hold for its own targets."""
    opening = _INLINE_PHASE.match(without_label(without_bullet(folded)))
    if opening is None:
        return above
    return _Phase(span=(date(int(opening["first"]), 1, 1), date(int(opening["last"]), 12, 31)))


def _figure_of(text: str, match: re.Match[str]) -> Decimal | None:
    """The figure to reach: the lower one of a range, the upper one of a rise; None where words are no number."""
    rises = match["low"] and _RISE.search(folded_letters(text[: match.start()]))
    group = "low" if match["low"] and not rises else "figures"
    printed = text[match.start(group) : match.end(group)]
    if any(map(str.isdigit, printed)):
        return read_number(printed.rstrip(".,"))
    return Decimal(_NUMBER_WORDS[printed.lower()]) if printed.lower() in _NUMBER_WORDS else None


def _is_aimed(folded: str, match: re.Match[str]) -> bool:
    clause = folded[max(folded.rfind(mark, 0, match.start()) for mark in (". ", "; ")) + 1 : match.start()]
    return not _ALREADY.search(clause) and not _CAPITAL.match(folded[match.end() :])


def _part_start(folded: str, after: int, start: int) -> int:
    """A part begins after the last ; or . before the figure, or where the part before it ends."""
    stops = [
        folded.rfind(mark, after, start) + len(mark) for mark in ("; ", ". ") if mark in folded[after:start]
    ]
    return max(stops, default=after if after == 0 else start)


def _part_end(folded: str, start: int, following: int) -> int:
    stop = re.search(r";|\.(?=\s|$)", folded[start:following])
    if stop:
        return start + stop.start()
    joint = _NEXT_TARGET.search(folded[start:following])
    return start + joint.start() if joint and following < len(folded) else following


def _target_of(
    paragraph: RunningText, text: str, phase: _Phase, *, match: re.Match[str], part: tuple[int, int]
) -> TargetFound:
    start, end = part
    words = folded_letters(text[start:end])
    opening = folded_letters(text)[: match.start()]
    due = _DUE_YEAR.search(words) or next(iter(reversed([*_DUE_YEAR.finditer(opening)])), None)
    dated = find_dates(text[start:end])
    unit = text[match.start("unit") : match.end("unit")].strip() or "lần"
    return TargetFound(
        text=without_label(without_bullet(text[start:end])).strip(" ,;"),
        subject=_subject(text, match, part),
        value=_figure_of(text, match) or Decimal(0),
        unit=unit,
        comparison=_comparison(match),
        due=dated[-1].date if dated else date(int(due["year"]), 12, 31) if due else phase.due,
        phase=phase.span,
        lines=paragraph.lines_between(max(start, 0), end),
    )


def _comparison(match: re.Match[str]) -> Comparison:
    if match["low"] and match["compared"] in {None, "tu", "dat", "khoang"}:
        return ">="
    return ">=" if match["more"] else _COMPARISONS.get(match["compared"] or "", "=")


def _subject(text: str, match: re.Match[str], part: tuple[int, int]) -> str:
    """What is counted: the words after the figure up to its verb, or those before it ("tỷ lệ ... đạt 90%")."""
    after = text[match.end() : part[1]]
    folded = folded_letters(after)
    if not re.search(r"[a-z]{2}", _DUE_YEAR.sub("", folded).replace("tro len", "")):
        return _subject_before(text[part[0] : match.start()])
    verb = _PREDICATE.search(folded)
    due = _DUE_YEAR.search(folded)
    marked = _MARKED_PREDICATE.search(after)
    cuts = [one.start() for one in (verb, due, marked) if one and one.start() > 2]
    return after[: min(cuts, default=len(after))].strip(" ,.;:")


def _subject_before(words: str) -> str:
    bare = without_label(without_bullet(words)).strip(" ,.;:")
    leading = _LEADING.match(folded_letters(bare))
    return re.sub(r"\s+(?:đạt|là|chiếm|lên)$", "", bare[leading.end() :] if leading else bare).strip(" ,:")
