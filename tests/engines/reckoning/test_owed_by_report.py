from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.engines.reckoning.calendars import CIVIL, DECREE_09_2019
from haidang.engines.reckoning.occurrences import OwingRules
from haidang.engines.reckoning.owed_by_report import (
    ReportDuty,
    consolidation_findings,
    owed_by_report,
    trued_up_after,
)
from haidang.engines.reckoning.working_days import is_working_day

DECREE = OwingRules(calendar=DECREE_09_2019)
OF_2024 = (2024, 2024)


def told(duty, rules=DECREE):
    owed = owed_by_report(duty, OF_2024, rules)
    return [(one.key, one.closes_on, one.due_on) for one in owed.occurrences], [
        one.code for one in owed.findings
    ]


@pytest.mark.parametrize(("duty", "expected"), [
    # Seed 002 lines 650-654.
    (ReportDuty("half_year", date(2024, 6, 20), strict=True),
     ([("report 2024-01..2024-06", date(2024, 6, 14), date(2024, 6, 19))], [])),
    (ReportDuty("year", date(2024, 11, 20), strict=True),
     ([("report 2024-01..2024-12", date(2024, 12, 14), date(2024, 11, 19))], ["estimate"])),
    # A yearly report sent in January is that of the year before.
    (ReportDuty("year", date(2024, 1, 10), strict=False),
     ([("report 2023-01..2023-12", date(2023, 12, 14), date(2024, 1, 10))], [])),
    (ReportDuty("month", date(2024, 3, 15), strict=False),
     ([("report 2024-03..2024-03", date(2024, 3, 14), date(2024, 3, 15))], [])),
    # 14/6/2025 is a Saturday: on Sunday no working day has passed.
    (ReportDuty("half_year", date(2025, 6, 15), strict=False),
     ([("report 2025-01..2025-06", date(2025, 6, 14), date(2025, 6, 15))], ["due_too_close"])),
    (ReportDuty("ad_hoc"), ([], [])),
])  # fmt: skip
def test_report_duty_owes(duty, expected):
    assert told(duty) == expected


def test_report_without_a_day_is_owed_for_each_period():
    reports, findings = told(ReportDuty("quarter"))

    assert (reports, findings) == (
        [
            ("report 2024-01..2024-03", date(2024, 3, 14), date(2024, 3, 21)),
            ("report 2024-04..2024-06", date(2024, 6, 14), date(2024, 6, 21)),
            ("report 2024-07..2024-09", date(2024, 9, 14), date(2024, 9, 20)),
            ("report 2024-10..2024-12", date(2024, 12, 14), date(2024, 12, 20)),
        ],
        [],
    )


def test_interval_that_is_not_stated_is_assumed_and_told():
    reports, findings = told(ReportDuty("periodic"))

    assert (len(reports), findings) == (4, ["interval_assumed"])


def test_daily_report_is_owed_on_every_working_day():
    owed = owed_by_report(ReportDuty("day"), OF_2024)

    assert all(is_working_day(one.due_on) for one in owed.occurrences)
    assert (len(owed.occurrences), owed.findings) == (251, ())


def test_estimate_is_trued_up_after_its_data_have_closed():
    report = owed_by_report(ReportDuty("year", date(2024, 11, 20), strict=True), OF_2024, DECREE).occurrences[
        0
    ]

    assert (report.is_estimate, trued_up_after(report, DECREE)) == (True, date(2024, 12, 20))


@pytest.mark.parametrize(("working_days", "codes"), [(2, []), (4, ["too_late_for_parent"])])
def test_child_leaves_time_to_consolidate(working_days, codes):
    child = owed_by_report(ReportDuty("half_year", date(2024, 6, 20), strict=False), OF_2024).occurrences[0]
    parent = owed_by_report(ReportDuty("half_year", date(2024, 6, 25), strict=False), OF_2024).occurrences[0]

    assert [one.code for one in consolidation_findings(child, parent, working_days)] == codes


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(("week", "month", "quarter", "half_year", "year", "periodic")),
    st.sampled_from((CIVIL, DECREE_09_2019)),
    st.integers(2018, 2028),
)
def test_reports_without_a_day_never_break_the_rules_of_their_days(every, calendar, year):
    owed = owed_by_report(ReportDuty(every), (year, year + 1), OwingRules(calendar=calendar))

    keys = [one.key for one in owed.occurrences]
    assert len(set(keys)) == len(keys)
    assert [one.code for one in owed.findings if one.code != "interval_assumed"] == []
