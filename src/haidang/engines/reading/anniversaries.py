"""Which days a plan celebrates: what, the day, and how many years."""

import re
from collections.abc import Iterator
from datetime import date

from haidang.engines.reading.findings import AnniversaryFound, HeadingFound
from haidang.engines.reading.paper import Paper
from haidang.engines.reading.running_text import RunningText, folded_letters, join_lines
from haidang.engines.reckoning.anniversaries import falls_in
from haidang.engines.vietnamese.dates import find_dates

_YEARS = r"(?P<years>\d{1,4})\s+n[a-z]{1,2}m"
_DAYS = r"\(\s*(?:ng[a-z]y\s+)?\d{1,2}\s?[/.-]\s?\d{1,2}[^()]{0,60}\)"
# "Kỷ niệm 70 năm Ngày Giải phóng Thủ đô (10/10/1954-10/10/2024)", damaged: "95 nim Ngay thanh 1ap ... (3/2/1930 - ...".
_COUNTED_WITH_DAYS = re.compile(rf"\b{_YEARS}\s+(?P<title>[^();]{{3,160}}?)\s*(?P<days>{_DAYS})")
# "(35 năm) Cộng hòa Liên bang Bra-xin (08/5/1989); Cộng hòa Vê-nê-du-ê-la (18/12/1989)".
_COUNT_FIRST = re.compile(rf"\(\s*{_YEARS}\s*\)(?P<rest>(?:\s*[;,]?\s*[^();.]{{3,80}}\(\d[^()]{{5,12}}\))+)")
_NAMED_DAY = re.compile(r"(?P<title>[^();,.]{3,80}?)\s*(?P<days>\(\d[^()]{5,12}\))")
_COUNTED = re.compile(
    rf"\bk[a-z]\s+ni[a-z]{{1,2}}m\s+(?:tron\s+)?(?P<list>{_YEARS}\s+[^();.:]{{3,160}}?(?:,\s+\d+\s+n[a-z]{{1,2}}m\s+[^();.:,]{{3,120}})*)"
    r"(?=[;.:()]|,\s|$|\s+(?:va|gan voi|trong nam)\s)"
)
_COUNTED_PART = re.compile(rf"(?:^|,\s+){_YEARS}\s+(?P<title>.+?)(?=,\s+\d+\s+n[a-z]{{1,2}}m\s|$)", re.DOTALL)
_UNCOUNTED = re.compile(
    rf"\bk[a-z]\s+ni[a-z]{{1,2}}m\s+(?!\d)(?:tron\s+)?(?P<title>[^();.:]{{3,140}}?)\s*(?P<days>{_DAYS})"
)
_ANOTHER_COUNT = re.compile(rf"\b{_YEARS}\s")
_MOST_YEARS = 2000  # "4000 năm lịch sử" is no anniversary of a day
_MOST_UNDATED_YEARS = 300  # "1000 năm Thăng Long" without a day is the past being told (seed 003 line 129)
_COUNTED_CONFIDENCE = 0.7


def read_anniversaries(
    paper: Paper, heading: HeadingFound, plan_year: int | None
) -> tuple[AnniversaryFound, ...]:
    """Find the anniversaries that a paper names.

    This function will take the count of years before or in front of the name, and the day celebrated from the dates
    in brackets; a founding day alone is moved into the plan's year. Seed 001 lines 88-93, seed 002 lines
    1525-1563 and 1595-1597. Without a date in brackets the words "kỷ niệm" are asked for.
    """
    running = join_lines(line for line in paper.content_lines() if line.number not in heading.lines)
    folded = folded_letters(running.text)
    found = [*_with_days(running, folded), *_counted_first(running, folded, plan_year)]
    found += _uncounted(running, folded)
    taken = {number: one for one in found for number in one.lines}
    found += [one for one in _without_days(running, folded) if not _is_told(one, taken)]
    return tuple(sorted(found, key=lambda one: (one.lines, -(one.years or 0))))


def _is_told(one: AnniversaryFound, taken: dict[int, AnniversaryFound]) -> bool:
    return any(number in taken and taken[number].years == one.years for number in one.lines)


def _with_days(running: RunningText, folded: str) -> Iterator[AnniversaryFound]:
    for match in _COUNTED_WITH_DAYS.finditer(folded):
        inner = [*_ANOTHER_COUNT.finditer(folded, match.start("title"), match.end("title"))]
        start = inner[-1].end() if inner else match.start("title")
        years = int(inner[-1]["years"] if inner else match["years"])
        begin = inner[-1].start() if inner else match.start()
        days = find_dates(running.text[match.start("days") : match.end("days")])
        if days and years <= _MOST_YEARS:
            yield AnniversaryFound(
                _title(running, start, match.end("title")),
                _day_celebrated([one.date for one in days], years),
                years,
                running.lines_between(begin, match.end()),
            )


def _day_celebrated(days: list[date], years: int) -> date:
    return days[-1] if len(days) > 1 else falls_in(days[0], days[0].year + years)


def _counted_first(running: RunningText, folded: str, plan_year: int | None) -> Iterator[AnniversaryFound]:
    for match in _COUNT_FIRST.finditer(folded):
        for named in _NAMED_DAY.finditer(folded, match.start("rest"), match.end("rest")):
            days = find_dates(running.text[named.start("days") : named.end("days")])
            if not days:
                continue
            years = plan_year - days[0].date.year if plan_year else int(match["years"])
            start = named.start("title")
            yield AnniversaryFound(
                _title(running, start, named.end("title")),
                falls_in(days[0].date, days[0].date.year + years),
                years,
                running.lines_between(_first_letter(running.text, start), named.end()),
            )


def _uncounted(running: RunningText, folded: str) -> Iterator[AnniversaryFound]:
    """ "Kỷ niệm Ngày thành lập Quân đội (22/12/1944 - 22/12/2024)": the two days give the count."""
    for match in _UNCOUNTED.finditer(folded):
        days = [one.date for one in find_dates(running.text[match.start("days") : match.end("days")])]
        if len(days) == 2 and days[0] < days[1] and not _ANOTHER_COUNT.search(match["title"]):
            yield AnniversaryFound(
                _title(running, match.start("title"), match.end("title")),
                days[1],
                days[1].year - days[0].year,
                running.lines_between(match.start(), match.end()),
            )


def _without_days(running: RunningText, folded: str) -> Iterator[AnniversaryFound]:
    for match in _COUNTED.finditer(folded):
        for part in _COUNTED_PART.finditer(match["list"]):
            if int(part["years"]) > _MOST_UNDATED_YEARS:
                continue
            start = match.start("list") + part.start("title")
            end = match.start("list") + part.end("title")
            yield AnniversaryFound(
                _title(running, start, end),
                None,
                int(part["years"]),
                running.lines_between(match.start("list") + part.start("years"), end),
                confidence=_COUNTED_CONFIDENCE,
            )


def _title(running: RunningText, start: int, end: int) -> str:
    return running.words_between(start, end).strip(" ,;:-–")


def _first_letter(text: str, start: int) -> int:
    rest = text[start:]
    return start + len(rest) - len(rest.lstrip(" \n;,"))
