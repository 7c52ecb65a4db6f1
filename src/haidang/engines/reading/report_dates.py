"""The days by which reports are due: with or without "trước ngày", in lists, in brackets, by quarter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from haidang.engines.reading.findings import ReportPeriod

_STRICT = {
    "truoc": True,
    "xong truoc": True,
    "cham nhat": False,
    "muon nhat": False,
    "den het": False,
    "han cuoi": False,
}
_DAY_WORD = r"(?:ng[a-z]y\s+)?"
_LIMIT = (
    r"\b(?P<word>xong truoc|truoc|cham nhat|muon nhat|den het|han cuoi)\s+(?:la\s+|vao\s+|truoc\s+)?"
    + _DAY_WORD
)
_YEAR = r"(?:(?:\s*[/.-]\s*|\s+nam\s+)(?P<year>20\d\d))?(?!\d)"
_DAY = rf"(?P<day>\d{{1,2}})(?:\s*[/.-]\s*|\s+thang\s+)(?P<month>\d{{1,2}}){_YEAR}"
_DUE = re.compile(_LIMIT + _DAY)
# "... và 10/12", ", ngày 10/12", "(báo cáo 6 tháng) và 10/12": further days under the same word.
_NEXT_DUE = re.compile(rf"(?:\s*\([^()]{{1,40}}\))?\s*(?:,\s*va\b|,|\bva\b)\s*{_DAY_WORD}{_DAY}")
_PERIOD = (
    r"\b(?:(?P<half>(?:6|06|sau)\s+thang(?:\s+dau\s+nam)?)|(?P<nine>(?:9|09|chin)\s+thang)|(?P<quarter>quy)|"
    r"(?P<annual>(?:ca\s+|hang\s+)?nam))\b(?!\s+\d)"
)
_NAMED_PERIOD = re.compile(_PERIOD)
_RIGHT_BEFORE = re.compile(rf"{_PERIOD}\s*(?:\(\s*)?$")
_BEHIND_IN_BRACKETS = re.compile(rf"\s*\(\s*(?:bao cao\s+)?{_PERIOD}")
_BARE_IN_BRACKETS = re.compile(rf"\(\s*{_DAY_WORD}{_DAY}\s*\)")
_REACH_BACK = 40  # letters before a day in which the words of its period end
# "ngày 15 tháng cuối quý", "ngày 05 của tháng đầu quý sau": one day in each quarter.
_OF_QUARTER = re.compile(
    _LIMIT + r"(?P<day>\d{1,2})\s+(?:cua\s+)?thang\s+(?P<part>dau|giua|cuoi)(?:\s+tien|\s+cung)?\s+"
    r"(?:cua\s+)?(?:moi\s+|hang\s+|tung\s+)?quy\b(?P<later>\s+(?:sau|tiep theo|ke tiep|lien ke))?"
)
_MONTH_OF_QUARTER = {"dau": 1, "giua": 2, "cuoi": 3}
_PERIODS: dict[str, ReportPeriod] = {
    "half": "half_year", "nine": "periodic", "quarter": "quarter", "annual": "year",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DueFound:
    """A day with its place in the folded text; `period` and the place of its words where these settle it."""

    start: int
    end: int
    day: date
    strict: bool | None
    period: ReportPeriod | None = None
    words: tuple[int, int] | None = None


def find_due_days(folded: str, first: int, last: int, plan_year: int | None) -> list[DueFound]:
    """Find the days by which something is due in a stretch of folded text, in order.

    This function will give a day without a year to the next one that has one, else to the plan's. A day of each quarter
    is four days of the plan's year, or of the year after it ("tháng đầu quý sau"). A day that no calendar has is left
    out.
    """
    found = [
        *_limits(folded, first, last, plan_year),
        *_bare_days(folded, first, last, plan_year),
        *_days_of_quarters(folded, first, last, plan_year),
    ]
    return sorted(found, key=lambda one: (one.start, one.day))


def _limits(folded: str, first: int, last: int, plan_year: int | None) -> Iterator[DueFound]:
    """Each list of days under one word; as many periods named before it, in the same order, are theirs."""
    for due in _DUE.finditer(folded, first, last):
        listed = [due]
        while following := _NEXT_DUE.match(folded, listed[-1].end(), last):
            listed.append(following)
        named = list(_NAMED_PERIOD.finditer(folded, first, due.start())) if len(listed) > 1 else []
        for at, match in enumerate(listed):
            day = _day_of(listed[at:], plan_year)
            period = named[at] if len(named) == len(listed) else _period_beside(folded, match)
            if day:
                yield _due_found(match, day, strict=_STRICT[due["word"]], period=period)


def _bare_days(folded: str, first: int, last: int, plan_year: int | None) -> Iterator[DueFound]:
    """ "6 tháng (15/6), năm (15/12)": a day alone in brackets behind its period."""
    for match in _BARE_IN_BRACKETS.finditer(folded, first, last):
        period = _RIGHT_BEFORE.search(folded, first, match.start() + 1)
        day = _day_of([match], plan_year)
        if period and day:
            yield _due_found(match, day, strict=None, period=period)


def _days_of_quarters(folded: str, first: int, last: int, plan_year: int | None) -> Iterator[DueFound]:
    for match in _OF_QUARTER.finditer(folded, first, last):
        for quarter in range(4) if plan_year else ():
            month = 3 * (quarter + bool(match["later"])) + _MONTH_OF_QUARTER[match["part"]]
            day = _calendar_day((plan_year or 0) + (month - 1) // 12, (month - 1) % 12 + 1, int(match["day"]))
            if day:
                yield DueFound(match.start(), match.end(), day, _STRICT[match["word"]], "quarter")


def _period_beside(folded: str, match: re.Match[str]) -> re.Match[str] | None:
    """The period right in front of the day or of the bracket that it stands in, or in brackets behind it."""
    before = _RIGHT_BEFORE.search(folded, max(0, match.start() - _REACH_BACK), match.start())
    return before or _BEHIND_IN_BRACKETS.match(folded, match.end())


def _due_found(
    match: re.Match[str], day: date, *, strict: bool | None, period: re.Match[str] | None
) -> DueFound:
    kind = period.lastgroup if period else None
    if period is None or kind is None:
        return DueFound(match.start(), match.end(), day, strict)
    return DueFound(match.start(), match.end(), day, strict, _PERIODS[kind], period.span(kind))


def _day_of(listed: list[re.Match[str]], plan_year: int | None) -> date | None:
    """The first day of a list; the year may stand behind a later one."""
    year = next((int(match["year"]) for match in listed if match["year"]), plan_year)
    return _calendar_day(year, int(listed[0]["month"]), int(listed[0]["day"])) if year else None


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
