"""From a report duty to the reports that are owed, and the checks that fall out of their days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

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
    weeks_within,
)
from haidang.engines.reckoning.working_days import add_working_days, is_working_day
from haidang.engines.vietnamese.dates import written_day

# Decree 09/2019/NĐ-CP, article 8: at least one working day between the close of data and the day of sending.
_LEAST_DAYS_AFTER_CLOSE = 1


@dataclass(frozen=True)
class ReportDuty:
    """A report as a paper asks for it: how often, and the printed day where there is one.

    `every` is day, week, month, quarter, half_year, year, periodic or ad_hoc; `strict` is true for "trước ngày".
    """

    every: str
    due: date | None = None
    strict: bool | None = None


def owed_by_report(duty: ReportDuty, years: tuple[int, int], rules: OwingRules = DEFAULT_RULES) -> Owed:
    """Tell which reports a duty asks for in the years of a plan, first and last included, with what is odd in them.

    A printed day is that of one report: of the period whose data close nearest to it ("báo cáo năm trước ngày
    20/11/2024" is the report of 2024, seed 002 lines 650-652). Without a day there is one report for each period.
    Nothing is owed by an ad hoc duty until somebody calls.
    """
    if duty.every == "ad_hoc":
        return Owed(on_call=True)
    if duty.due is not None:
        reports: tuple[Occurrence, ...] = (_dated_report(duty, duty.due, rules),)
    else:
        reports = _reports_of_years(duty.every, (date(years[0], 1, 1), date(years[1], 12, 31)), rules)
    return Owed(reports, findings=(*_interval_findings(duty, rules), *due_findings(reports, rules)))


def due_findings(
    reports: Iterable[Occurrence], rules: OwingRules = DEFAULT_RULES
) -> tuple[OwingFinding, ...]:
    """Reports that are due before their data have closed, or less than one working day after."""
    return tuple(finding for report in reports for finding in _due_findings_of(report, rules))


def consolidation_findings(
    child: Occurrence, parent: Occurrence, working_days: int
) -> tuple[OwingFinding, ...]:
    """Whether a report from below comes too late for the one above it, which takes so many days to put together."""
    ready = add_working_days(child.due_on, working_days)
    if ready <= parent.due_on:
        return ()
    message = (
        f"Đơn vị gửi ngày {written_day(child.due_on)}, tổng hợp mất {working_days} ngày làm việc, quá hạn của cấp trên "
        f"({written_day(parent.due_on)}). Hãy rút hạn của đơn vị."
    )
    return (OwingFinding("too_late_for_parent", message, child.key),)


def trued_up_after(report: Occurrence, rules: OwingRules = DEFAULT_RULES) -> date:
    """The day on which the true figures of an estimate are due: as for a report without a printed day."""
    return rules.due_after(report.closes_on)


def _dated_report(duty: ReportDuty, printed: date, rules: OwingRules) -> Occurrence:
    report = _report_closing_near(duty.every, printed, rules)
    due = printed - timedelta(days=1) if duty.strict and rules.is_strict else printed
    return replace(report, due_on=due, basis="printed")


def _report_closing_near(every: str, printed: date, rules: OwingRules) -> Occurrence:
    around = (date(printed.year - 1, 1, 1), date(printed.year + 1, 12, 31))
    reports = _reports_of_years(every, around, rules)
    return min(reports, key=lambda report: abs(report.closes_on - printed))


def _reports_of_years(every: str, span: Span, rules: OwingRules) -> tuple[Occurrence, ...]:
    if every == "day":
        days = (span[0] + timedelta(days=number) for number in range((span[1] - span[0]).days + 1))
        return tuple(_short_report((day, day), rules, due=day) for day in days if is_working_day(day))
    if every == "week":
        return tuple(_short_report(week, rules) for week in weeks_within(span))
    periods = periods_within(span, MONTHS_OF_INTERVAL.get(every, rules.evidence_months))
    return tuple(given_for("report", period, rules) for period in periods)


def _short_report(span: Span, rules: OwingRules, due: date | None = None) -> Occurrence:
    """A report of a week or of a day, whose data are those of the days themselves in every calendar.

    A week's is due on the first working day after it, a day's on the day.
    """
    first, last = span
    key = f"report {first.isoformat()}..{last.isoformat()}"
    due_on = add_working_days(last, _LEAST_DAYS_AFTER_CLOSE) if due is None else due
    return Occurrence(key, "report", period_of(span), first, last, due_on, "setting")


def _interval_findings(duty: ReportDuty, rules: OwingRules) -> tuple[OwingFinding, ...]:
    if duty.every != "periodic" or duty.due is not None:
        return ()
    message = f"“Định kỳ” không nói bao lâu một lần: tạm tính {rules.evidence_months} tháng một lần."
    return (OwingFinding("interval_assumed", message),)


def _due_findings_of(report: Occurrence, rules: OwingRules) -> tuple[OwingFinding, ...]:
    days = f"Hạn {written_day(report.due_on)}, số liệu chốt ngày {written_day(report.closes_on)}"
    if report.opens_on == report.closes_on:
        return ()  # a report of one day is sent on that day
    if report.is_estimate:
        trued_up = trued_up_after(report, rules)
        message = f"{days}: ghi là ước thực hiện và gửi số thực trước hết ngày {written_day(trued_up)}."
        return (OwingFinding("estimate", message, report.key),)
    if report.due_on < add_working_days(report.closes_on, _LEAST_DAYS_AFTER_CLOSE):
        message = f"{days}: phải cách nhau ít nhất một ngày làm việc. Hãy lùi hạn."
        return (OwingFinding("due_too_close", message, report.key),)
    return ()
