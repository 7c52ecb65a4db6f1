"""Which year a plan is for."""

import re

from haidang.engines.reading.findings import HeadingFound
from haidang.engines.reading.running_text import folded_letters

_YEAR = re.compile(r"\bn[a-z]{1,2}m\s+(?P<year>20\d\d)\b(?!\s*[-–]\s*20)")


def plan_year_of(heading: HeadingFound) -> int | None:
    """Name the one year a plan is for.

    This function will take the year that the title names ("... năm 2024", damaged "nim 2024" too) and otherwise the
    year in which the paper is dated; null where there is neither.
    """
    named = {int(match["year"]) for match in _YEAR.finditer(folded_letters(heading.title or ""))}
    if len(named) == 1:
        return named.pop()
    return heading.dated.year if heading.dated else None
