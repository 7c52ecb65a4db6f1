"""How papers say when: the phrases of the seed papers first, then those of other offices."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reckoning.timing import Timing, UnreadableTiming, read_timing, unread_timing

SHARED = Path(__file__).resolve().parents[4] / "shared"
YEAR_2026 = (date(2026, 1, 1), date(2026, 12, 31))


def spans_of(phrase: str, **years: int) -> list[str]:
    timing = read_timing(phrase, **({"plan_year": 2026} | years))
    return [f"{first}/{last}" for first, last in timing.spans]


@pytest.mark.parametrize("name", ["reading_001.json", "reading_002_tasks.json"])
@pytest.mark.shared
def test_read_timing_reads_every_cell_of_the_seed_papers(name):
    path = SHARED / "gold" / name
    if not path.exists():
        pytest.skip("needs ../shared/gold")
    tasks = json.loads(path.read_text(encoding="utf-8"))["tasks"]
    year = 2025 if "001" in name else 2024

    found = [_as_json(read_timing(task["timing"]["phrase"], year)) for task in tasks]

    keys = ("phrase", "kind", "spans", "due", "every")
    assert len(found) >= 11
    assert found == [{key: task["timing"][key] for key in keys} for task in tasks]


def _as_json(timing: Timing) -> dict:
    return {
        "phrase": timing.phrase,
        "kind": timing.kind,
        "spans": [[str(first), str(last)] for first, last in timing.spans],
        "due": str(timing.due) if timing.due else None,
        "every": timing.every,
    }


@pytest.mark.parametrize("phrase", [
    "Cả năm", "Thường xuyên", "THƯỜNG XUYÊN.", "Thuong xuyén", "Thường xuyên\ntrong năm", "Suốt năm 2026",
    "Thường xuyên, liên tục", "Quanh năm", "Thường xuyên, hằng năm", "Hằng ngày, thường xuyên",
])  # fmt: skip
def test_read_timing_reads_continuous(phrase):
    assert read_timing(phrase, 2026) == Timing(phrase, "continuous", (YEAR_2026,))


@pytest.mark.parametrize(("phrase", "spans"), [
    ("Trong năm 2024", ["2024-01-01/2024-12-31"]),
    ("Năm 2025", ["2025-01-01/2025-12-31"]),
    ("Nam 2025", ["2025-01-01/2025-12-31"]),
    ("Trong năm", ["2026-01-01/2026-12-31"]),
    ("Tháng 1", ["2026-01-01/2026-01-31"]),
    ("Tháng 02/2024", ["2024-02-01/2024-02-29"]),
    ("Tháng 3, 4", ["2026-03-01/2026-03-31", "2026-04-01/2026-04-30"]),
    ("Tháng 02, 5 và 8", ["2026-02-01/2026-02-28", "2026-05-01/2026-05-31", "2026-08-01/2026-08-31"]),
    ("Từ tháng 3 đến tháng 5/2026", ["2026-03-01/2026-05-31"]),
    ("Tháng 12/2025 - tháng 3/2026", ["2025-12-01/2026-03-31"]),
    ("Tháng 6 – 9", ["2026-06-01/2026-09-30"]),
    ("Từ tháng 3", ["2026-03-01/2026-12-31"]),
    ("cuối tháng 5", ["2026-05-21/2026-05-31"]),
    ("Quý III/2024", ["2024-07-01/2024-09-30"]),
    ("Quy III/2024", ["2024-07-01/2024-09-30"]),
    ("Quý Ill/2024", ["2024-07-01/2024-09-30"]),
    ("Quý 1 năm 2026", ["2026-01-01/2026-03-31"]),
    ("Quý I, II/2027", ["2027-01-01/2027-03-31", "2027-04-01/2027-06-30"]),
    ("Quý I và quý III", ["2026-01-01/2026-03-31", "2026-07-01/2026-09-30"]),
    ("Quí II/2026 (dự kiến)", ["2026-04-01/2026-06-30"]),
    ("giữa quý III/2026", ["2026-08-01/2026-08-31"]),
    ("Nửa cuối tháng 5", ["2026-05-16/2026-05-31"]),
    ("Quý II - Quý IV", ["2026-04-01/2026-12-31"]),
    ("Quý II-III/2026", ["2026-04-01/2026-09-30"]),
    ("6 tháng đầu năm", ["2026-01-01/2026-06-30"]),
    ("6 tháng cuối năm 2026", ["2026-07-01/2026-12-31"]),
    ("9 tháng", ["2026-01-01/2026-09-30"]),
    ("đầu năm", ["2026-01-01/2026-03-31"]),
    ("cuối năm", ["2026-10-01/2026-12-31"]),
    ("Giai đoạn 2013-2015", ["2013-01-01/2015-12-31"]),
    ("2026 - 2030", ["2026-01-01/2030-12-31"]),
    ("Hoàn thành trong tháng 5", ["2026-05-01/2026-05-31"]),
    ("10-15/10/2026", ["2026-10-10/2026-10-15"]),
    ("Từ ngày 28/9 đến ngày 02/10/2026", ["2026-09-28/2026-10-02"]),
    ("Ngày 10 và 11/10/2026", ["2026-10-10/2026-10-10", "2026-10-11/2026-10-11"]),
    ("Năm 2026 và các năm tiếp theo", ["2026-01-01/2026-12-31"]),
    ("ngày 13/5", ["2026-05-13/2026-05-13"]),
    ("Ngày 03 tháng 02 năm 2026", ["2026-02-03/2026-02-03"]),
    ("Trong 6 tháng đầu năm", ["2026-01-01/2026-06-30"]),
    ("3 tháng cuối năm 2027", ["2027-10-01/2027-12-31"]),
    ("Quý II và Quý IV", ["2026-04-01/2026-06-30", "2026-10-01/2026-12-31"]),
    ("Quý 3, 4/2027", ["2027-07-01/2027-09-30", "2027-10-01/2027-12-31"]),
    ("Quý IV, năm 2027", ["2027-10-01/2027-12-31"]),
    ("Tháng 12, năm 2027", ["2027-12-01/2027-12-31"]),
    ("Quý II - 2027", ["2027-04-01/2027-06-30"]),
    ("Từ tháng 3 đến hết tháng 9/2026", ["2026-03-01/2026-09-30"]),
    ("Từ 15 đến 20/5/2026", ["2026-05-15/2026-05-20"]),
    ("Từ đầu năm đến hết quý III", ["2026-01-01/2026-09-30"]),
    ("Thượng tuần tháng 5", ["2026-05-01/2026-05-10"]),
    ("Trung tuần tháng 11/2027", ["2027-11-11/2027-11-20"]),
    ("Tuần thứ hai của tháng 6", ["2026-06-08/2026-06-14"]),
    ("Tuần cuối tháng 2/2027", ["2027-02-25/2027-02-28"]),
    ("Tháng Tám", ["2026-08-01/2026-08-31"]),
    ("tháng Mười Hai năm 2027", ["2027-12-01/2027-12-31"]),
    ("Ngay trong tháng 1/2026", ["2026-01-01/2026-01-31"]),
    ("Dự kiến: Tháng 10/2026", ["2026-10-01/2026-10-31"]),
    ("Đợt 1: tháng 3; đợt 2: tháng 9", ["2026-03-01/2026-03-31", "2026-09-01/2026-09-30"]),
    ("8h00 ngày 15/5/2026", ["2026-05-15/2026-05-15"]),
    ("Chiều thứ Sáu, ngày 15/5/2026", ["2026-05-15/2026-05-15"]),
    ("02 ngày (15-16/5/2026)", ["2026-05-15/2026-05-16"]),
    ("Quý II/2026 và những năm tiếp theo", ["2026-04-01/2026-12-31"]),
    ("Giai đoạn 1: 2026 - 2028", ["2026-01-01/2028-12-31"]),
    ("Nhân dịp kỷ niệm ngày 02/9", ["2026-09-02/2026-09-02"]),
])  # fmt: skip
def test_read_timing_reads_window(phrase, spans):
    assert read_timing(phrase, 2026).kind == "window"
    assert spans_of(phrase) == spans


def test_read_timing_reads_any_of_two_quarters():
    # Seed 002: one of the two quarters is meant, and both are of the year printed once.
    timing = read_timing("Quý III hoặc Quý IV/2024", 2026)

    assert timing.kind == "any_of"
    assert timing.spans == ((date(2024, 7, 1), date(2024, 9, 30)), (date(2024, 10, 1), date(2024, 12, 31)))


@pytest.mark.parametrize(("phrase", "due", "strict"), [
    ("Trước ngày 20/6/2024", date(2024, 6, 20), True),
    ("trước 30/11/2026", date(2026, 11, 30), True),
    ("Hoàn thành trước ngày 15 tháng 4 năm 2026", date(2026, 4, 15), True),
    ("xong trước quý III", date(2026, 7, 1), True),
    ("chậm nhất ngày 15/3/2026", date(2026, 3, 15), False),
    ("Chậm nhất trong quý II", date(2026, 6, 30), False),
    ("đến hết ngày 30/9", date(2026, 9, 30), False),
    ("đến năm 2015", date(2015, 12, 31), False),
    ("Trước 17h00 ngày 20/6/2024", date(2024, 6, 20), False),
    ("Hoàn thành trước 30/6", date(2026, 6, 30), True),
    ("Từ nay đến hết năm 2027", date(2027, 12, 31), False),
    ("Từ nay đến 30/9", date(2026, 9, 30), False),
    ("Quý II/2027 (trước 15/6/2027)", date(2027, 6, 15), True),
    ("Năm 2026, hoàn thành trước 31/12", date(2026, 12, 31), True),
])  # fmt: skip
def test_read_timing_reads_by_date(phrase, due, strict):
    assert read_timing(phrase, 2026) == Timing(phrase, "by_date", (), due, strict)


@pytest.mark.parametrize(("phrase", "days", "strict"), [
    ("Trước ngày 10/6 và 10/12", [(2026, 6, 10), (2026, 12, 10)], True),
    ("Chậm nhất ngày 05/4, ngày 05/7 và ngày 05/10/2027", [(2027, 4, 5), (2027, 7, 5), (2027, 10, 5)], False),
    ("trước ngày 15/6 và trước ngày 15/12", [(2026, 6, 15), (2026, 12, 15)], True),
])  # fmt: skip
def test_read_timing_keeps_every_day_by_which_something_is_due(phrase, days, strict):
    spans = tuple((date(*day), date(*day)) for day in days)

    assert read_timing(phrase, 2026) == Timing(phrase, "by_date", spans, spans[-1][0], strict)


def test_days_and_months_in_one_list_of_limits_are_not_guessed_at():
    with pytest.raises(UnreadableTiming):
        read_timing("Trước ngày 10/6 và tháng 12", 2026)


@pytest.mark.parametrize(("phrase", "every"), [
    ("Hằng quý", "quarter"), ("hàng tháng", "month"), ("hàng tuần", "week"), ("Hằng năm", "year"),
    ("6 tháng/lần", "half_year"), ("1 lần/quý", "quarter"), ("02 lần/năm", "half_year"), ("12 số", "month"),
    ("mỗi quý 01 số", "quarter"), ("Định kỳ", None), ("Định kỳ hằng quý", "quarter"), ("5 lần/năm", None),
    ("Thứ sáu hằng tuần", "week"), ("mỗi năm 2 lần", "half_year"), ("Ít nhất 01 lần/quý", "quarter"),
    ("Định kỳ quý, 6 tháng và năm", "quarter"), ("Hằng tháng (12 số)", "month"), ("2 số/tháng", None),
    ("Trước ngày 20 tháng cuối quý", "quarter"), ("06 tháng, năm", "half_year"),
    ("Trước ngày 25 hằng tháng", "month"), ("Ngày 15 tháng cuối quý", "quarter"),
    ("ngày 15 của tháng cuối mỗi quý", "quarter"), ("Chậm nhất ngày 05 của tháng sau", "month"),
    ("Trước ngày 10 tháng đầu quý sau", "quarter"), ("Thường xuyên, định kỳ hằng quý", "quarter"),
    ("1-2 lần/năm", "year"), ("Từ 2 đến 4 cuộc/năm", "half_year"), ("Hằng tháng/quý/năm", "month"),
    ("Hằng quý; 6 tháng; 9 tháng; năm", "quarter"), ("Định kỳ 06 tháng, 01 năm", "half_year"),
    ("Trước ngày 15/6 và ngày 15/12 hằng năm", "half_year"), ("Hằng quý năm 2026", "quarter"),
])  # fmt: skip
def test_read_timing_reads_recurring(phrase, every):
    assert read_timing(phrase, 2026) == Timing(phrase, "recurring", (YEAR_2026,), every=every)


@pytest.mark.parametrize(("phrase", "every"), [
    ("Định kỳ hoặc đột xuất", None), ("Định kỳ hằng quý và đột xuất", "quarter"),
    ("Hằng tháng, đột xuất khi có yêu cầu", "month"), ("Thường xuyên và đột xuất", None),
    ("Thường xuyên, khi có yêu cầu", None),
])  # fmt: skip
def test_read_timing_reads_recurring_or_ad_hoc(phrase, every):
    assert read_timing(phrase, 2026) == Timing(phrase, "recurring_or_ad_hoc", (YEAR_2026,), every=every)


@pytest.mark.parametrize(
    "phrase",
    [
        "Đột xuất",
        "Theo tình hình thực tế",
        "khi có yêu cầu",
        "theo yêu cầu",
        "Khi có phát sinh",
        "Đột xuất (khi có yêu cầu)",
    ],
)
def test_read_timing_reads_ad_hoc(phrase):
    assert read_timing(phrase, 2026) == Timing(phrase, "ad_hoc")


def test_read_timing_keeps_both_day_and_interval_of_a_yearly_deadline():
    for phrase in ("Trước ngày 15/12 hằng năm", "Hằng năm, trước ngày 15/12", "Hằng năm (trước 15/12)"):
        assert read_timing(phrase, 2026, 2030) == Timing(
            phrase, "by_date", (), date(2026, 12, 15), True, "year"
        )


def test_read_timing_repeats_a_yearly_quarter_in_each_year_of_the_plan():
    assert spans_of("Quý IV hằng năm", last_year=2027) == ["2026-10-01/2026-12-31", "2027-10-01/2027-12-31"]


def test_read_timing_takes_the_years_printed_in_brackets():
    assert spans_of("Hằng năm (2027-2030)") == ["2027-01-01/2030-12-31"]


def test_read_timing_spans_all_years_of_a_longer_plan():
    assert spans_of("Thường xuyên", last_year=2030) == ["2026-01-01/2030-12-31"]


@pytest.mark.parametrize("phrase", ["Quý III", "Tháng 5", "trước ngày 20/6"])
def test_read_timing_refuses_a_month_without_year_in_a_longer_plan(phrase):
    assert read_timing(phrase, 2026).phrase == phrase

    with pytest.raises(UnreadableTiming):
        read_timing(phrase, 2026, 2030)


@pytest.mark.parametrize("phrase", [
    "", "Theo kế hoạch của Bộ", "Tháng năm 2026", "Quý I/2026 (trước 30/9/2026)", "Trong vòng 30 ngày",
    "Quý I và thường xuyên", "Trước 31/2/2026", "31/04/2026", "Tháng 13", "Quý V",
    "Quý III/2026 (sau khi có hướng dẫn)", "Tháng 9 - tháng 3/2026", "Năm học 2025-2026", "Sau khi ban hành",
    "Thường xuyên; báo cáo trước 15/12", "Trong tháng 5 (từ ngày 10 đến ngày 15/5)", "6 tháng", "0/0/0", "2030-2026",
])  # fmt: skip
def test_read_timing_refuses_what_it_does_not_understand_whole(phrase):
    with pytest.raises(UnreadableTiming) as refusal:
        read_timing(phrase, 2026)

    assert refusal.value.phrase == phrase


def test_read_timing_refuses_a_text_too_long_to_be_a_timing():
    assert spans_of("Quý I, " * 28 + "II")[0] == "2026-01-01/2026-03-31"

    with pytest.raises(UnreadableTiming):
        read_timing("Quý I, " * 2000 + "II", 2026)


def test_unread_timing_keeps_the_phrase():
    assert unread_timing("Theo Kế hoạch của Bộ") == Timing("Theo Kế hoạch của Bộ", "unread")


@pytest.mark.shared
def test_read_timing_reads_the_phrases_collected_as_facts():
    path = SHARED / "facts" / "deadline_phrases.csv"
    if not path.exists():
        pytest.skip("needs ../shared/facts")
    phrases = [row["phrase"] for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]

    refused = [phrase for phrase in phrases if not _is_read(phrase)]

    # What is left are templates ("ngày X"), alternatives of one row and counts from another event.
    assert refused == [
        "chậm nhất (vào) ngày 25 / chậm nhất ngày 06",
        "đến hết ngày X / hết ngày X",
        "định kỳ hằng (hàng) quý",
        "Trong quý I hằng năm sớm",
        "đến năm 2014 / đến năm 2015",
        "kể từ ngày ký",
        "sau 10 ngày kể từ ngày ký",
        "trong thời hạn 10 ngày làm việc kể từ khi nhận được",
        "ít nhất 10 ngày làm việc trước ngày",
        "nếu có điều kiện",
    ]


def _is_read(phrase: str) -> bool:
    try:
        read_timing(phrase, 2024)
    except UnreadableTiming:
        return False
    return True


_PHRASE_PARTS = (
    "Quý I II IV Tháng 3 12 năm 2026 hằng trước ngày 20/6",
    "đến - , và hoặc Thường xuyên đầu cuối / lần",
)
_WORDS = st.sampled_from([word for parts in _PHRASE_PARTS for word in parts.split()])


@given(st.one_of(st.text(max_size=60), st.lists(_WORDS, max_size=8).map(" ".join)))
def test_read_timing_answers_ordered_spans_or_refuses_on_any_text(phrase):
    try:
        timing = read_timing(phrase, 2026)
    except UnreadableTiming:
        return

    assert timing.phrase == phrase
    assert all(first <= last for first, last in timing.spans)
    assert timing.spans or timing.due or timing.kind == "ad_hoc"


@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["{0:%d/%m/%Y}", "ngày {0.day}/{0.month}/{0.year}"]),
)
def test_read_timing_reads_every_day_back(day, form):
    assert read_timing("trước " + form.format(day), 2026).due == day


@given(st.integers(1, 12), st.integers(1, 12), st.integers(2000, 2100))
def test_read_timing_tiles_a_range_of_months_with_its_months(first, last, year):
    first, last = sorted((first, last))

    whole = read_timing(f"Từ tháng {first} đến tháng {last}/{year}", 2026).spans
    parts = [read_timing(f"Tháng {month}/{year}", 2026).spans[0] for month in range(first, last + 1)]

    assert whole == ((parts[0][0], parts[-1][1]),)
