"""From the timing of a task to what is owed: every kind of timing, one rule each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from haidang.engines.reckoning.issue_counts import IssueCount, find_issue_counts, issues_owed
from haidang.engines.reckoning.occurrences import (
    DEFAULT_RULES,
    MONTHS_OF_INTERVAL,
    Occurrence,
    Owed,
    OwingFinding,
    OwingRules,
    Span,
    given_for,
    period_of,
    periods_within,
    result_by,
    result_of,
    result_within,
    same_day_in,
    weeks_within,
)
from haidang.engines.reckoning.periods import Period
from haidang.engines.reckoning.timing import Timing
from haidang.engines.vietnamese.dates import written_day
from haidang.engines.vietnamese.forms import folded_form

# Openings that tell a task that goes on from one that is done once.
_GOES_ON = re.compile(
    r"(?:tiep tuc|duy tri|thuong xuyen|tang cuong|day manh|theo doi|nang cao|bam sat|phat huy|chu dong|"
    r"thong tin|tuyen truyen)\b"
)
_WITHIN = re.compile(r"(?:trong|vao)\b")
_WHOLE_YEAR_DAYS = 365


@dataclass(frozen=True)
class _Asked:
    """A timing on its way to what it asks: the words of its task, the rules, the last year of the plan."""

    timing: Timing
    content: str
    rules: OwingRules
    last_year: int | None


def owed_by_timing(
    timing: Timing, content: str = "", *, rules: OwingRules = DEFAULT_RULES, last_year: int | None = None
) -> Owed:
    """Tell what a task owes by its timing, in the order of the due days.

    `content` are the words of the task: they tell how many issues are promised ("12 số") and whether a bare year
    ("Năm 2025") asks for work all the year or for one result; the latter is always told as a finding. Nothing is
    owed by an ad hoc timing until somebody calls, nor by one that was not read. `last_year` is the plan's, for days
    that come back every year ("trước ngày 20/11 hằng năm").
    """
    return _KINDS[timing.kind](_Asked(timing, content, rules, last_year))


def _owed_once_each(asked: _Asked) -> Owed:
    """A window asks for one result; a bare year may be one that asks for evidence."""
    if _is_bare_year(asked.timing):
        return _owed_by_bare_year(asked)
    return Owed(_in_order(result_within(span) for span in asked.timing.spans))


def _owed_by_bare_year(asked: _Asked) -> Owed:
    if not _GOES_ON.match(folded_form(asked.content)):
        message = "Thời gian chỉ ghi năm: hiểu là một kết quả đến hết năm. Nếu làm cả năm, hãy chọn “Cả năm”."
        owed = _in_order(result_within(span) for span in asked.timing.spans)
        return Owed(owed, findings=(OwingFinding("standing_or_once", message),))
    message = "Thời gian chỉ ghi năm: hiểu là việc làm cả năm. Nếu chỉ làm một lần, hãy chọn ngày phải xong."
    return Owed(_evidence(asked), findings=(OwingFinding("standing_or_once", message),))


def _owed_by_choice(asked: _Asked) -> Owed:
    spans = tuple(sorted(asked.timing.spans))
    last = max(end for _, end in spans)
    whole = (spans[0][0], last)
    key = f"result {whole[0].isoformat()}..{last.isoformat()}"
    one = Occurrence(key, "result", period_of(whole), whole[0], last, last, "window", choices=spans)
    message = f"Văn bản cho chọn thời gian; hãy chốt trước ngày {written_day(spans[0][0])}."
    return Owed((one,), findings=(OwingFinding("date_to_fix", message, key),))


def _owed_by_date(asked: _Asked) -> Owed:
    if asked.timing.due is None:
        return _owed_by_nothing_read(asked)
    strict = bool(asked.timing.strict) and asked.rules.is_strict
    return Owed(tuple(result_by(day, strict=strict) for day in _printed_days(asked, asked.timing.due)))


def _printed_days(asked: _Asked, due: date) -> list[date]:
    if asked.timing.every != "year":
        return [due]
    return [same_day_in(due, year) for year in range(due.year, (asked.last_year or due.year) + 1)]


def _owed_again(asked: _Asked) -> Owed:
    timing = asked.timing
    counts = find_issue_counts(asked.content) or find_issue_counts(timing.phrase)
    if counts and timing.every in {None, "month"}:
        return Owed(_issues(counts, timing))
    if timing.every is None:
        months = asked.rules.evidence_months
        message = f"“{timing.phrase}” không nói bao lâu một lần: tạm tính {months} tháng một lần."
        return Owed(_evidence(asked), findings=(OwingFinding("interval_assumed", message),))
    return Owed(_at_intervals(asked))


def _issues(counts: Iterable[IssueCount], timing: Timing) -> tuple[Occurrence, ...]:
    series = tuple(enumerate(counts, start=1))
    return _in_order(
        issue
        for number, count in series
        for span in timing.spans
        for issue in issues_owed(count, number, span)
    )


def _owed_always(asked: _Asked) -> Owed:
    """A publication all the year owes its issues, any other standing task evidence."""
    counts = find_issue_counts(asked.content)
    return Owed(_issues(counts, asked.timing) if counts else _evidence(asked))


def _owed_on_call(asked: _Asked) -> Owed:
    return Owed(on_call=True)


def _owed_again_or_on_call(asked: _Asked) -> Owed:
    return Owed(_at_intervals(asked), on_call=True)


def _owed_by_nothing_read(asked: _Asked) -> Owed:
    message = f"Chưa hiểu thời gian “{asked.timing.phrase}”; hãy nhập thời hạn."
    return Owed(findings=(OwingFinding("timing_unread", message),))


_KINDS: dict[str, Callable[[_Asked], Owed]] = {
    "window": _owed_once_each,
    "any_of": _owed_by_choice,
    "by_date": _owed_by_date,
    "recurring": _owed_again,
    "continuous": _owed_always,
    "ad_hoc": _owed_on_call,
    "recurring_or_ad_hoc": _owed_again_or_on_call,
    "unread": _owed_by_nothing_read,
}


def _is_bare_year(timing: Timing) -> bool:
    one = len(timing.spans) == 1 and _is_whole_year(timing.spans[0])
    return one and not _WITHIN.match(folded_form(timing.phrase).strip(" ("))


def _evidence(asked: _Asked) -> tuple[Occurrence, ...]:
    periods = _touched(asked.timing, asked.rules.evidence_months)
    return _in_order(given_for("evidence", period, asked.rules) for period in periods)


def _at_intervals(asked: _Asked) -> tuple[Occurrence, ...]:
    """Results at intervals; what is done every day or at no stated interval is shown by evidence."""
    timing = asked.timing
    months = MONTHS_OF_INTERVAL.get(timing.every or "")
    if timing.every == "week":
        return _in_order(result_within(week) for span in timing.spans for week in weeks_within(span))
    if months is None:
        return _evidence(asked)
    if timing.every == "year" and not any(_is_whole_year(span) for span in timing.spans):
        return _in_order(result_within(span) for span in timing.spans)
    return _in_order(result_of(period) for period in _touched(timing, months))


def _touched(timing: Timing, months: int) -> set[Period]:
    return {period for span in timing.spans for period in periods_within(span, months)}


def _is_whole_year(span: Span) -> bool:
    return (span[1] - span[0]).days + 1 >= _WHOLE_YEAR_DAYS


def _in_order(found: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """By the day they are due; what two spans of one paper ask for twice is owed once."""
    once = {one.key: one for one in found}
    return tuple(sorted(once.values(), key=lambda one: (one.due_on, one.opens_on, one.key)))
