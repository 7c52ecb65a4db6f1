import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.vietnamese.dates import (
    DateFound,
    find_dates,
    read_date,
    written_day,
    written_moment,
    written_stretch,
)
from haidang.engines.vietnamese.errors import UnreadableDate


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("ngày 07/9/2015", date(2015, 9, 7)),  # seed 002 line 7
        ("ngày 31-3-2023", date(2023, 3, 31)),
        ("05.01.2022", date(2022, 1, 5)),
        ("ngày 15 tháng 6 năm 2023", date(2023, 6, 15)),
        ("Hà Nội, ngày 13 tháng 6 năm 2013", date(2013, 6, 13)),  # seed 003 line 5
        ("Ngày 01 tháng 01, năm 2025", date(2025, 1, 1)),
        ("NGÀY 2 THÁNG 9 NĂM 1945", date(1945, 9, 2)),
        ("ngày\u00a05\u00a0tháng\u00a02\u00a0năm\u00a02025", date(2025, 2, 5)),
        ("ngày \n\n19/10/2016", date(2016, 10, 19)),  # seed 002 lines 9-11
        ("ngày 15\ntháng 6\nnăm 2023", date(2023, 6, 15)),
        ("ngày 15/6/\n2023", date(2023, 6, 15)),
        ("S6:14  /KH-STTTT Hai Phong, ngay 18 thdng 02 nam 2025", date(2025, 2, 18)),  # seed 001 line 4
        ("ngay 15 thang 6 nim 2023", date(2023, 6, 15)),  # seed 001 line 112
        ("ngdy l5 thing O6 ném 2023", date(2023, 6, 15)),
    ],
)
def test_read_date_reads_every_wording_of_the_papers(phrase, day):
    assert read_date(phrase) == day


@pytest.mark.parametrize(
    "phrase",
    [
        "ngày 31/02/2023",
        "31 tháng 2",
        "24/7",
        "năm 2023",
        "47/63",
        "14/KH-STTTT",
        "1.234.567",
        "15/13/2023",
        "",
    ],
)
def test_read_date_refuses_what_is_no_date(phrase):
    with pytest.raises(UnreadableDate):
        read_date(phrase)


def test_read_date_refuses_to_choose_between_two_dates():
    with pytest.raises(UnreadableDate):
        read_date("từ ngày 05/01/2022 đến ngày 05/5/2022")


def test_find_dates_gives_places_into_the_given_text():
    text = "(19/5/1890 - 19/5/2025), từ ngày\n30/9/2024"

    found = find_dates(text)

    assert found == [
        DateFound(1, 10, date(1890, 5, 19), "19/5/1890"),
        DateFound(13, 22, date(2025, 5, 19), "19/5/2025"),
        DateFound(28, 42, date(2024, 9, 30), "ngày\n30/9/2024"),
    ]


def test_find_dates_reads_the_end_of_a_range_of_days():
    assert [found.text for found in find_dates("10 ngày Đại lễ (01 - 10/10/2010)")] == ["10/10/2010"]


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)), st.sampled_from(["/", "-", "."]))
def test_find_dates_reads_what_was_written(day, mark):
    in_figures = mark.join([str(day.day), str(day.month), str(day.year)])
    in_words = f"ngày {day.day} tháng {day.month} năm {day.year}"

    assert [found.date for found in find_dates(f"Từ {in_figures}, {in_words}.")] == [day, day]


@given(st.text(alphabet="0123456789/-. ngàythánăm\n"))
def test_find_dates_gives_places_that_hold_the_text(text):
    assert all(text[found.start : found.end] == found.text for found in find_dates(text))


@pytest.mark.parametrize("piece", ["ngày ", "1/", "1/1", "ngày\n", "\n", "ngày 1 tháng 1 ", "12", "1 "])
def test_find_dates_stays_fast_on_hostile_repetition(piece):
    text = piece * (100_000 // len(piece))

    started = time.process_time()
    find_dates(text)

    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 7, 8), "08/7/2024"),
        (date(2024, 1, 30), "30/01/2024"),
        (date(2026, 2, 5), "05/02/2026"),
        (date(2025, 3, 1), "01/3/2025"),
        (date(2026, 12, 31), "31/12/2026"),
    ],
)
def test_day_bears_a_zero_only_below_ten_and_in_the_first_two_months(day, words):
    assert written_day(day) == words
    assert read_date(words) == day


def test_moment_is_written_as_its_day_and_minute():
    assert written_moment(datetime(2024, 7, 8, 9, 5, tzinfo=UTC)) == "08/7/2024 09:05"


def test_stretch_of_one_day_is_that_day():
    day = date(2026, 2, 5)

    assert written_stretch(day, day) == "05/02/2026"
    assert written_stretch(day, date(2026, 9, 30)) == "05/02/2026–30/9/2026"
