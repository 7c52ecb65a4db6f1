import csv
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.engines.reckoning.calendars import CIVIL, DECREE_09_2019
from haidang.engines.reckoning.errors import DisorderedDates
from haidang.engines.reckoning.occurrences import OwingRules, answer_to_call
from haidang.engines.reckoning.owed_by_timing import owed_by_timing
from haidang.engines.reckoning.periods import year_period
from haidang.engines.reckoning.relative_days import read_day_of_month, read_relative_day
from haidang.engines.reckoning.timing import UnreadableTiming, read_timing, unread_timing
from haidang.engines.reckoning.working_days import add_working_days

FACTS = Path(__file__).resolve().parents[4] / "shared" / "facts"
RULES = st.builds(
    OwingRules,
    calendar=st.sampled_from((CIVIL, DECREE_09_2019)),
    evidence_months=st.sampled_from((1, 2, 3, 4, 6, 12)),
    days_after_close=st.integers(1, 15),
    is_strict=st.booleans(),
)
# Phrases of seeds 001, 002, 003 and of plans of other provinces; every kind of timing is among them.
PHRASES = (
    "Tháng 1", "Quý III/2024", "Quý III hoặc Quý IV/2024", "Cả năm", "Trong năm 2024", "Năm 2024", "Thường xuyên",
    "Định kỳ", "Định kỳ hoặc đột xuất", "định kỳ hằng quý", "định kỳ 6 tháng và tổng kết năm", "hằng năm",
    "đột xuất khi có yêu cầu", "trước ngày 20/6/2024", "đến hết ngày 20/6/2024", "12 số", "6 số", "Hằng tuần",
    "Hằng ngày", "Trong quý I hằng năm", "Tháng 3 và tháng 9", "trước ngày 20/11 hằng năm",
)  # fmt: skip
LEFT_OUT = {
    "Trong quý I hằng năm sớm": "the last word belongs to the verb after it",
    "nếu có điều kiện": "a condition, no time",
}


def told(phrase, content="", **options):
    owed = owed_by_timing(read_timing(phrase, 2024), content, **options)
    return [(one.key, one.due_on) for one in owed.occurrences]


@pytest.mark.parametrize(("phrase", "expected"), [
    ("Tháng 1", [("result 2024-01-01..2024-01-31", date(2024, 1, 31))]),
    ("Quý III/2024", [("result 2024-07-01..2024-09-30", date(2024, 9, 30))]),
    ("Trong năm 2024", [("result 2024-01-01..2024-12-31", date(2024, 12, 31))]),
    ("trước ngày 20/6/2024", [("result 2024-06-20", date(2024, 6, 19))]),
    ("đến hết ngày 20/6/2024", [("result 2024-06-20", date(2024, 6, 20))]),
    ("Tháng 3 và tháng 9", [
        ("result 2024-03-01..2024-03-31", date(2024, 3, 31)), ("result 2024-09-01..2024-09-30", date(2024, 9, 30)),
    ]),
    ("6 tháng/lần", [("result 2024-01..2024-06", date(2024, 6, 30)), ("result 2024-07..2024-12", date(2024, 12, 31))]),
    ("Trong quý I hằng năm", [("result 2024-01-01..2024-03-31", date(2024, 3, 31))]),
    ("đột xuất khi có yêu cầu", []),
])  # fmt: skip
def test_timing_asks_for_results(phrase, expected):
    assert told(phrase) == expected


@pytest.mark.parametrize(("rules", "expected"), [
    (OwingRules(), [
        ("evidence 2024-01..2024-03", date(2024, 4, 5)), ("evidence 2024-04..2024-06", date(2024, 7, 5)),
        ("evidence 2024-07..2024-09", date(2024, 10, 7)), ("evidence 2024-10..2024-12", date(2025, 1, 8)),
    ]),
    (OwingRules(calendar=DECREE_09_2019, evidence_months=6, days_after_close=1), [
        ("evidence 2024-01..2024-06", date(2024, 6, 17)), ("evidence 2024-07..2024-12", date(2024, 12, 16)),
    ]),
])  # fmt: skip
def test_standing_task_asks_for_evidence_of_each_period(rules, expected):
    assert told("Cả năm", rules=rules) == expected


def test_choice_asks_for_one_result_and_to_fix_its_window():
    owed = owed_by_timing(read_timing("Quý III hoặc Quý IV/2024", 2024))

    assert [(one.key, one.due_on, one.choices) for one in owed.occurrences] == [
        (
            "result 2024-07-01..2024-12-31",
            date(2024, 12, 31),
            ((date(2024, 7, 1), date(2024, 9, 30)), (date(2024, 10, 1), date(2024, 12, 31))),
        )
    ]
    assert [(one.code, one.message) for one in owed.findings] == [
        ("date_to_fix", "Văn bản cho chọn thời gian; hãy chốt trước ngày 01/7/2024.")
    ]


def test_publications_owe_each_issue():
    content = (
        "Xuất bản Bản tin “Hà Nội hội nhập và Phát triển” (12 số) và Đặc san “Kinh tế - Xã hội Thủ đô” (6 số)"
    )

    owed = owed_by_timing(read_timing("Định kỳ", 2024), content)

    issues = {(one.series, one.number): one.due_on for one in owed.occurrences}
    assert (len(issues), owed.findings) == (18, ())
    assert issues["Hà Nội hội nhập và Phát triển", 2] == date(2024, 2, 29)
    assert issues["Kinh tế - Xã hội Thủ đô", 2] == date(2024, 4, 30)


@pytest.mark.parametrize(("phrase", "content", "due"), [
    ("Cả năm", "Bản tin “Nhịp cầu” 04 số/năm",
     [date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31)]),
    ("2 số/năm", "", [date(2024, 6, 30), date(2024, 12, 31)]),
])  # fmt: skip
def test_issues_are_spread_over_the_year(phrase, content, due):
    owed = owed_by_timing(read_timing(phrase, 2024), content).occurrences

    assert [one.due_on for one in owed] == due


@pytest.mark.parametrize(("content", "asked"), [
    ("Tiếp tục duy trì chuyên mục trên Cổng thông tin", ["evidence"] * 4),
    ("Tổ chức triển lãm thực tế ảo VR360", ["result"]),
])  # fmt: skip
def test_bare_year_is_understood_by_the_opening_words_and_told(content, asked):
    owed = owed_by_timing(read_timing("Năm 2024", 2024), content)

    assert [one.asks for one in owed.occurrences] == asked
    assert [one.code for one in owed.findings] == ["standing_or_once"]


def test_two_issues_a_month_stay_in_their_month():
    owed = owed_by_timing(read_timing("2 số/tháng", 2024)).occurrences

    assert [one.due_on for one in owed[:4]] == [
        date(2024, 1, 15), date(2024, 1, 31), date(2024, 2, 14), date(2024, 2, 29),
    ]  # fmt: skip
    assert len(owed) == 24


@pytest.mark.parametrize(
    "content", ["Phục vụ 12 kỳ họp", "Công văn số 12 số 5", "Tăng 10 số lượng tin", "số 12/KH"]
)
def test_figures_of_something_else_are_no_issues(content):
    owed = owed_by_timing(read_timing("Cả năm", 2024), content).occurrences

    assert [one.asks for one in owed] == ["evidence"] * 4


def test_day_of_every_year_comes_back_until_the_plan_ends():
    timing = read_timing("trước ngày 20/11 hằng năm", 2013, 2015)

    owed = owed_by_timing(timing, last_year=2015)

    assert [one.due_on for one in owed.occurrences] == [date(year, 11, 19) for year in (2013, 2014, 2015)]


def test_call_makes_one_more_thing_owed():
    calls = [answer_to_call(date(2024, 5, 3), date(2024, 5, 10), number=number) for number in (1, 2)]

    assert [(one.key, one.asks, one.opens_on, one.due_on) for one in calls] == [
        ("call 2024-05-03 #1", "result", date(2024, 5, 3), date(2024, 5, 10)),
        ("call 2024-05-03 #2", "result", date(2024, 5, 3), date(2024, 5, 10)),
    ]


def test_call_that_is_due_before_it_is_made_is_refused():
    with pytest.raises(DisorderedDates):
        answer_to_call(date(2024, 5, 3), date(2024, 5, 2))


def test_timing_not_read_owes_nothing_and_says_so():
    owed = owed_by_timing(unread_timing("khi trăng tròn"))

    assert (owed.occurrences, [one.code for one in owed.findings]) == ((), ["timing_unread"])


@pytest.mark.parametrize("months", [0, 5, 7, 24])
def test_evidence_period_that_does_not_divide_the_year_is_refused(months):
    with pytest.raises(ValueError, match="evidence_months"):
        OwingRules(evidence_months=months)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PHRASES), RULES)
def test_keys_are_unique_and_do_not_move_with_the_rules_of_due_days(phrase, rules):
    timing = read_timing(phrase, 2024)
    owed = owed_by_timing(timing, rules=rules, last_year=2024).occurrences
    others = replace(rules, days_after_close=rules.days_after_close % 15 + 1, is_strict=not rules.is_strict)

    again = owed_by_timing(timing, rules=others, last_year=2024).occurrences

    keys = [one.key for one in owed]
    assert len(set(keys)) == len(keys)
    assert sorted(keys) == sorted(one.key for one in again)


@settings(max_examples=100, deadline=None)
@given(RULES, st.integers(2020, 2028))
def test_evidence_of_a_year_covers_each_of_its_days_once_and_is_due_after_it(rules, year):
    owed = owed_by_timing(read_timing("Cả năm", year), rules=rules).occurrences

    joints = [(one.closes_on, after.opens_on) for one, after in zip(owed, owed[1:], strict=False)]
    assert all((opens - closes).days == 1 for closes, opens in joints)
    assert (owed[0].opens_on, owed[-1].closes_on) == rules.calendar.bounds_of(year_period(year))
    assert all(one.due_on >= add_working_days(one.closes_on, 1) for one in owed)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 260), st.integers(2020, 2028))
def test_every_issue_promised_is_owed_once_a_year(count, year):
    owed = owed_by_timing(read_timing("Định kỳ", year), f"Bản tin ({count} số)").occurrences

    assert sorted(one.number for one in owed) == list(range(1, count + 1))
    assert owed[-1].due_on == date(year, 12, 31)


@pytest.mark.shared
@pytest.mark.skipif(not FACTS.is_dir(), reason="../shared is not there")
def test_every_phrase_of_the_facts_is_dated_or_left_out_for_a_reason():
    with (FACTS / "deadline_phrases.csv").open(encoding="utf-8") as file:
        cells = [row["phrase"] for row in csv.DictReader(file)]
    phrases = [part.replace(" X", " 20/6/2024") for cell in cells for part in cell.split(" / ")]

    unread = [phrase for phrase in phrases if not is_understood(phrase)]

    assert (len(phrases), unread) == (29, list(LEFT_OUT))


def is_understood(phrase):
    without_variant = re.sub(r" \(hàng\)", "", phrase)
    readers = (read_relative_day, read_day_of_month)
    try:
        owed = owed_by_timing(read_timing(without_variant, 2024))
    except UnreadableTiming:
        return any(reads(reader, phrase) for reader in readers)
    return bool(owed.occurrences or owed.on_call)


def reads(reader, phrase):
    try:
        reader(phrase)
    except UnreadableTiming:
        return False
    return True
