"""Last year's plan as this year's: years move on in timings, the phrases stay."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# "Quyết định số 15/2024/QĐ-UBND", "kỷ niệm ... năm 1954": only years of a few years back can be the old plan's.
_REACH = 5
_IN_SIGN = re.compile(r"\d+/(?:19|20)\d\d/[A-ZĐ]")


def moved_years(text: str, *, by: int) -> str:
    """This function will move every year that a timing or a title names on by so many years."""
    return _YEAR.sub(lambda found: str(int(found[0]) + by), text)


def names_old_year(text: str, first_year: int) -> int | None:
    """This function will return a year shortly before the plan's own that a text names, outside signs of papers."""
    plain = _IN_SIGN.sub(" ", text)
    old = [int(year) for year in _YEAR.findall(plain) if first_year - _REACH <= int(year) < first_year]
    return old[0] if old else None
