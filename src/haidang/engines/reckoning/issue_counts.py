"""How many issues a task promises: "(12 số)", "06 số/năm", "01 số/tháng"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from haidang.engines.reckoning.calendars import CIVIL
from haidang.engines.reckoning.occurrences import Occurrence, Span, period_key, period_of, periods_within

# Not "số 12" of a paper, "12 số 5", nor "12 kỳ họp": after the word comes how often, a publication, or nothing.
_COUNT = re.compile(
    r"(?<![\d/.,])(?P<count>\d{1,3})\s+(?:số|kỳ)"
    r"(?:(?:\s*/\s*|\s+(?:mỗi|một|trong|hằng|hàng)\s+)(?P<unit>năm|quý|tháng|tuần)\b"
    r"|(?=\s*(?:[).,;:]|$)|\s+(?:báo|tạp chí|bản tin|đặc san|chuyên đề)\b))",
    re.IGNORECASE,
)
_NAME = re.compile('[“"«](?P<name>[^”"»]{2,120})[”"»][^“”"«»]{0,20}$')
_UNITS_A_YEAR = {"năm": 1, "quý": 4, "tháng": 12, "tuần": 52}
# A year has no more working days than this; a higher count is a figure of something else.
_MOST_ISSUES = 260


@dataclass(frozen=True)
class IssueCount:
    """So many issues a year of a publication; `name` is what stands in quotes before the count."""

    name: str | None
    per_year: int


def find_issue_counts(text: str) -> tuple[IssueCount, ...]:
    """Find every count of issues in the words of a task, in their order.

    A count without a unit is one of a year: "Bản tin “Hà Nội hội nhập và Phát triển” (12 số)", seed 002 line 1676.
    """
    found = [_counted(text, match) for match in _COUNT.finditer(text)]
    return tuple(count for count in found if 0 < count.per_year <= _MOST_ISSUES)


def issues_owed(count: IssueCount, series: int, span: Span) -> tuple[Occurrence, ...]:
    """The issues of every year that a span of days touches; each is due on the last day of its share of the year.

    A count that divides the year has whole months ("12 số": one a month), one that months divide has shares of each
    month ("24 số": two a month), any other equal numbers of days.
    """
    touched = period_of(span)
    years = range(touched.first_year, touched.last_year + 1)
    return tuple(
        issue for year in years for issue in _issues_of(count, series, year) if _falls_in(issue, span)
    )


def _counted(text: str, match: re.Match[str]) -> IssueCount:
    named = _NAME.search(text[: match.start()])
    unit = (match["unit"] or "năm").lower()
    return IssueCount(named["name"].strip() if named else None, int(match["count"]) * _UNITS_A_YEAR[unit])


def _issues_of(count: IssueCount, series: int, year: int) -> list[Occurrence]:
    spans = _shares_of(year, count.per_year)
    return [_issue(count, series, (number, span)) for number, span in enumerate(spans, start=1)]


def _shares_of(year: int, parts: int) -> list[Span]:
    whole = (date(year, 1, 1), date(year, 12, 31))
    if parts <= 12 and 12 % parts == 0:
        return [CIVIL.bounds_of(period) for period in periods_within(whole, 12 // parts)]
    if parts % 12 == 0:
        months = [CIVIL.bounds_of(month) for month in periods_within(whole, 1)]
        return [share for month in months for share in _equal_shares(month, parts // 12)]
    return _equal_shares(whole, parts)


def _equal_shares(whole: Span, parts: int) -> list[Span]:
    days = (whole[1] - whole[0]).days + 1
    cuts = [whole[0] + timedelta(days=days * number // parts) for number in range(parts + 1)]
    return [(first, after - timedelta(days=1)) for first, after in zip(cuts, cuts[1:], strict=False)]


def _issue(count: IssueCount, series: int, numbered: tuple[int, Span]) -> Occurrence:
    number, (first, last) = numbered
    period = period_of((first, last))
    key = f"{period_key('issue', period)} s{series} #{number}"
    return Occurrence(key, "issue", period, first, last, last, "window", number=number, series=count.name)


def _falls_in(issue: Occurrence, span: Span) -> bool:
    return span[0] <= issue.due_on <= span[1]
