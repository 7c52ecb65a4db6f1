from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reckoning.calendars import CALENDARS, CIVIL, DECREE_09_2019
from haidang.engines.reckoning.occurrences import OwingRules
from haidang.engines.reckoning.periods import Period, half_period, quarter_period, year_period
from haidang.engines.reckoning.regime_rules import (
    DueAfterClose,
    DueOnDay,
    RegimeLevel,
    level_findings,
    level_report,
)

DECREE = OwingRules(calendar=DECREE_09_2019)
# Seed 002 lines 650-652: units of the city before 20/6 and before 20/11.
CITY_HALF_YEAR = RegimeLevel(DueOnDay(20, is_strict=True))
CITY_YEAR = RegimeLevel(DueOnDay(20, months_later=-1, is_strict=True))
# Circular 02/2023/TT-BTTTT: the ministry's half-year by 6/6.
MINISTRY_HALF_YEAR = RegimeLevel(DueOnDay(6), consolidation_days=5)


@pytest.mark.parametrize(("rule", "period", "due"), [
    (DueOnDay(20, is_strict=True), half_period(2026, 1), date(2026, 6, 19)),
    (DueOnDay(20, months_later=-1, is_strict=True), year_period(2026), date(2026, 11, 19)),
    (DueOnDay(15, months_later=1), year_period(2026), date(2027, 1, 15)),
    (DueOnDay(31), quarter_period(2026, 2), date(2026, 6, 30)),
    (DueOnDay(30, months_later=-1), quarter_period(2026, 1), date(2026, 2, 28)),
    (DueAfterClose(1), half_period(2026, 1), date(2026, 6, 15)),
    # 14/3/2026 is a Saturday: the first working day after it is Monday.
    (DueAfterClose(1), quarter_period(2026, 1), date(2026, 3, 16)),
])  # fmt: skip
def test_due_rule_gives_the_last_day_in_time(rule, period, due):
    assert level_report(period, RegimeLevel(rule), DECREE).due_on == due


def test_report_of_a_level_has_the_days_of_its_data():
    report = level_report(half_period(2026, 1), CITY_HALF_YEAR, DECREE)

    assert (report.key, report.opens_on, report.closes_on, report.is_estimate) == (
        "report 2026-01..2026-06",
        date(2025, 12, 15),
        date(2026, 6, 14),
        False,
    )


def test_units_that_send_after_the_ministry_wants_it_are_found():
    found = level_findings(half_period(2026, 1), [CITY_HALF_YEAR, MINISTRY_HALF_YEAR], DECREE)

    assert [[(one.code, one.message) for one in level] for level in found] == [
        [],
        [
            ("estimate",
             "Hạn 06/6/2026, số liệu chốt ngày 14/6/2026: ghi là ước thực hiện và gửi số thực trước hết "
             "ngày 19/6/2026."),
            ("too_late_for_parent",
             "Đơn vị gửi ngày 19/6/2026, tổng hợp mất 5 ngày làm việc, quá hạn của cấp trên (06/6/2026). "
             "Hãy rút hạn của đơn vị."),
        ],
    ]  # fmt: skip


def test_yearly_report_before_its_data_close_holds_estimates():
    found = level_findings(year_period(2026), [CITY_YEAR], DECREE)

    assert [[one.code for one in level] for level in found] == [["estimate"]]


def test_report_due_on_the_day_its_data_close_leaves_no_working_day():
    too_near = RegimeLevel(DueOnDay(15, is_strict=False))

    # 14/6/2025 is a Saturday, 15/6 a Sunday.
    assert [
        [one.code for one in level] for level in level_findings(half_period(2025, 1), [too_near], DECREE)
    ] == [["due_too_close"]]


LEVELS = st.lists(
    st.builds(
        RegimeLevel,
        st.one_of(
            st.builds(DueAfterClose, st.integers(1, 60)),
            st.builds(DueOnDay, st.integers(1, 31), st.integers(-3, 3), st.booleans()),
        ),
        st.integers(0, 40),
    ),
    min_size=1,
    max_size=4,
)


@given(
    LEVELS,
    st.integers(2024 * 12, 2031 * 12),
    st.sampled_from([1, 3, 6, 12]),
    st.sampled_from(sorted(CALENDARS)),
)
def test_every_level_of_any_regime_is_told_about_itself(levels, first, length, calendar):
    period = Period(first, first + length - 1)

    found = level_findings(period, levels, OwingRules(calendar=CALENDARS[calendar]))

    assert len(found) == len(levels)
    assert not [one for one in found[0] if one.code == "too_late_for_parent"]


@given(st.integers(2024 * 12, 2030 * 12), st.integers(1, 60), st.integers(0, 20), st.integers(0, 20))
def test_time_enough_between_levels_is_no_finding(first, own, needed, spare):
    below = RegimeLevel(DueAfterClose(own))
    above = RegimeLevel(DueAfterClose(own + needed + spare), consolidation_days=needed)

    found = level_findings(Period(first, first + 2), [below, above], OwingRules(calendar=CIVIL))

    assert found == ((), ())
