"""Slips in the words of a paper: years of another plan, numbers left blank, odd signs, labels used twice."""

import re
from collections.abc import Iterator, Sequence

from haidang.engines.reading.findings import Doubt, Reading, SectionFound
from haidang.engines.reading.paper import Paper
from haidang.engines.reading.running_text import folded_letters, join_lines
from haidang.engines.vietnamese.dates import find_dates
from haidang.engines.vietnamese.signs import find_blank_signs, find_signs, sign_key

_YEAR_NAMED = re.compile(r"\bnam\s+(?P<year>20\d\d)(?!\s*[-–/]\s*20\d\d)\b")
# Before a year that is rightly another one: results, comparisons, beginnings, foundings, earlier papers.
_LOOKS_BACK = re.compile(
    r"(?:ket qua|tong ket|so voi|ke tu|tu|tu dau|truoc|sau|bao cao|giai doan|thanh lap|ban hanh|cung ky|thang\s+\d+|"
    r"quy\s+\S+|cuoi|den|het|dau|quyet toan|du toan|danh gia[^.;]{0,60})\s+$"
)
_YEARS_BACK = 2  # a plan made from last year's, or from the one before
_REACH_OF_SIGN = 160
_GOAL_YEARS_BACK = 15
_AIMS_AT = re.compile(
    r"\b(?:den het|den cuoi|phan dau(?: den)?|hoan thanh (?:trong|truoc|vao)|cham nhat)\s*$"
)
_REPORTS = re.compile(r"\b(?:da|dat duoc|hien co|co \d)\b")


def find_text_doubts(paper: Paper, reading: Reading, plan_year: int | None) -> Iterator[Doubt]:
    """Find slips that stand in the words themselves.

    This function will correct nothing. Real cases: "trong năm 2023" in a plan for 2024 (seed 002 line 828), the blank
    number (line 713), 34/NQ-TW (line 118), section III used twice (seed 001 lines 108 and 339).
    """
    if plan_year is not None:
        yield from _stale_years(paper, reading, plan_year)
    yield from _blank_numbers(paper)
    yield from _odd_signs(paper)
    yield from _duplicate_labels(reading.sections, "")
    yield from _duplicate_tasks(reading)


def _stale_years(paper: Paper, reading: Reading, plan_year: int) -> Iterator[Doubt]:
    anniversaries = {number for one in reading.anniversaries for number in one.lines}
    running = join_lines(line for line in paper.content_lines() if line.number not in reading.heading.lines)
    folded = folded_letters(running.text)
    taken = [(found.start, found.end) for found in find_dates(running.text)]
    signs = [sign.start for sign in find_signs(running.text)]
    for match in _YEAR_NAMED.finditer(folded):
        year, lines = int(match["year"]), running.lines_between(match.start(), match.end())
        is_goal = _is_past_goal(folded, match, plan_year)
        is_recent = plan_year - _YEARS_BACK <= year < plan_year
        in_date = any(start <= match.start() < end for start, end in taken)
        in_citation = any(0 <= match.start() - start <= _REACH_OF_SIGN for start in signs)
        if (
            not (is_recent or is_goal)
            or in_date
            or (in_citation and not is_goal)
            or anniversaries & set(lines)
        ):
            continue
        before = folded[max(0, match.start() - 80) : match.start()].replace("\n", " ")
        if is_goal or not _LOOKS_BACK.search(before):
            message = f"Kế hoạch của năm {plan_year} nhưng ghi “năm {year}”: cần xác nhận có phải sót từ kế hoạch cũ."
            yield Doubt("stale_year", message, lines)


def _is_past_goal(folded: str, year: re.Match[str], plan_year: int) -> bool:
    """ "Đến hết năm 2018, các cấp ủy hoàn thành ..." in a plan of 2026; not "Đến hết năm 2018 đã có ..."."""
    if not plan_year - _GOAL_YEARS_BACK <= int(year["year"]) < plan_year:
        return False
    sentence = re.split(r"[.;]\s", folded[max(0, year.start() - 160) : year.start()])[-1]
    is_title = bool(re.search(r"\bve\s|/", sentence))  # a cited paper's own goal
    aim = _AIMS_AT.search(sentence.replace("\n", " "))
    return (
        bool(aim)
        and not is_title
        and not _REPORTS.search(re.split(r"[.;]", folded[year.end() : year.end() + 160])[0])
    )


def _blank_numbers(paper: Paper) -> Iterator[Doubt]:
    for line in paper.content_lines():
        for blank in find_blank_signs(line.text):
            message = f"{blank.kind} để trống số: “{blank.raw.strip()}”."
            yield Doubt("blank_number", message, (line.number,))


def _odd_signs(paper: Paper) -> Iterator[Doubt]:
    running = join_lines(paper.content_lines())
    told: set[str] = set()
    for sign in find_signs(running.text):
        if sign.is_odd and sign_key(sign.number) not in told:
            told.add(sign_key(sign.number))
            lines = running.lines_between(sign.start, sign.end)
            yield Doubt("odd_sign", f"Ký hiệu {sign.number}: {sign.odd_reason}", lines)


def _duplicate_labels(sections: Sequence[SectionFound], above: str) -> Iterator[Doubt]:
    first: dict[str, SectionFound] = {}
    for section in sections:
        label = f"{above}{section.label}"
        if section.label and section.label in first:
            places = f"dòng {_first_line(first[section.label])} và {_first_line(section)}"
            yield Doubt("duplicate_label", f"Đề mục {label} dùng hai lần ({places}).", section.lines)
        first.setdefault(section.label, section)
        yield from _duplicate_labels(section.children, f"{label}.")


def _first_line(section: SectionFound) -> int:
    return section.lines[0] if section.lines else 0


def _duplicate_tasks(reading: Reading) -> Iterator[Doubt]:
    first: dict[tuple[str, str | None], tuple[int, ...]] = {}
    for task in reading.tasks:
        key = (task.label, task.group)
        if task.label and key in first:
            places = f"dòng {first[key][0]} và {task.lines[0]}" if first[key] and task.lines else ""
            yield Doubt("duplicate_label", f"Nhiệm vụ {task.label} ghi hai lần ({places}).", task.lines)
        first.setdefault(key, task.lines)
