"""Which year, or which years, a plan is for."""

import re

from haidang.engines.reading.findings import HeadingFound
from haidang.engines.reading.running_text import folded_letters

# One year, or the first and the last of several; null where a paper tells neither.
type PlanYears = int | tuple[int, int] | None

_YEAR = re.compile(r"(?P<goal>\bden\s+)?\bn[a-z]{1,2}m\s+(?P<year>20\d\d)\b(?!\s*[-–]\s*20)")
_YEARS = re.compile(
    r"\b(?:giai doan|nhung nam|tu nam|cac nam|nam)\s+(?P<first>20\d\d)\s*(?:[-–]|den(?:\s+nam)?)\s*(?P<last>20\d\d)\b"
)


def plan_year_of(heading: HeadingFound) -> int | None:
    """Name the one year a plan is for.

    This function will take the year that the title names ("... năm 2024", damaged "nim 2024" too) and otherwise the
    year in which the paper is dated; null where there is neither. The year of a goal ("tầm nhìn đến năm 2045") is none.
    """
    named = _named_years(heading)
    if len(named) == 1:
        return named.pop()
    return heading.dated.year if heading.dated else None


def plan_years_of(heading: HeadingFound) -> PlanYears:
    """Name the year of a plan, or the first and the last year of one for several ("giai đoạn 2026 - 2030").

    This function will take a plan of one year under a project of several ("Kế hoạch năm 2026 thực hiện Đề án ... giai
    đoạn 2026 - 2030") for one of a year.
    """
    several = _YEARS.search(_title_words(heading))
    if several is None or len(_named_years(heading)) == 1:
        return plan_year_of(heading)
    first, last = int(several["first"]), int(several["last"])
    return (first, last) if first < last else plan_year_of(heading)


def _named_years(heading: HeadingFound) -> set[int]:
    words = _title_words(heading)
    several = [match.span() for match in _YEARS.finditer(words)]
    return {
        int(match["year"])
        for match in _YEAR.finditer(words)
        if not match["goal"] and not any(start <= match.start() < end for start, end in several)
    }


def _title_words(heading: HeadingFound) -> str:
    return " ".join(folded_letters(heading.title or "").split())
