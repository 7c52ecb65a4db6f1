"""Bars over the months or years of a programme."""

from datetime import date

import pytest

from haidang.programme.models import Item, Programme
from haidang.programme.queries.timeline import Segment, programme_timeline, timing_segments

ONE_YEAR = Programme(first_year=2024, last_year=2024)
PROJECT = Programme(first_year=2026, last_year=2030)


def segments(programme: Programme, **item) -> list[tuple[int, str, str]]:
    timeline = programme_timeline(programme, on=date(2024, 6, 12))
    return [(one.width, one.look, one.text) for one in timing_segments(Item(**item), timeline)]


@pytest.mark.parametrize(
    ("kind", "phrase", "spans", "expected"),
    [
        ("continuous", "Cả năm", [["2024-01-01", "2024-12-31"]], [(12, "y-con", "Cả năm")]),
        ("window", "Tháng 1", [["2024-01-01", "2024-01-31"]], [(1, "y-win", "T1"), *[(1, "", "")] * 11]),
        (
            "any_of",
            "Quý III hoặc Quý IV/2024",
            [["2024-07-01", "2024-09-30"], ["2024-10-01", "2024-12-31"]],
            [*[(1, "", "")] * 6, (6, "y-any", "Quý III hoặc Quý IV/2024")],
        ),
        (
            "window",
            "Quý I và Quý IV",
            [["2024-01-01", "2024-03-31"], ["2024-10-01", "2024-12-31"]],
            [(3, "y-win", "Quý I và Quý IV"), *[(1, "", "")] * 6, (3, "y-win", "Quý I và Quý IV")],
        ),
        ("recurring", "Hằng quý", [], [(12, "y-rec", "Hằng quý")]),
        ("ad_hoc", "Khi có yêu cầu", [], [(12, "y-txt", "Khi có yêu cầu")]),
        ("unread", "Theo tiến độ của Bộ", [], [(12, "y-txt", "Theo tiến độ của Bộ")]),
        ("", "", [], [(12, "y-txt", "")]),
        ("window", "Năm 2023", [["2023-01-01", "2023-12-31"]], [(12, "y-txt", "Năm 2023")]),
    ],
)
def test_timing_fills_the_months_of_its_year(kind, phrase, spans, expected):
    found = segments(ONE_YEAR, timing_kind=kind, timing_phrase=phrase, timing_spans=spans)

    assert found == expected


def test_due_day_is_a_mark_within_its_month():
    timeline = programme_timeline(ONE_YEAR, on=date(2024, 6, 12))
    item = Item(timing_kind="by_date", timing_phrase="trước ngày 20/6/2024", due_on=date(2024, 6, 20))

    found = timing_segments(item, timeline)

    assert found[5] == Segment(1, "y-due", "", 24)
    assert found[6] == Segment(1, "y-say", "20/6")
    assert [one.look for one in found] == [""] * 5 + ["y-due", "y-say"] + [""] * 5


def test_every_day_of_a_list_of_due_days_has_its_mark():
    timeline = programme_timeline(ONE_YEAR, on=date(2024, 6, 12))
    spans = [["2024-06-10", "2024-06-10"], ["2024-12-10", "2024-12-10"]]
    item = Item(timing_kind="by_date", timing_spans=spans, due_on=date(2024, 12, 10))

    found = timing_segments(item, timeline)

    assert [index for index, one in enumerate(found) if one.look == "y-due"] == [5, 11]


def test_programme_of_several_years_shows_years():
    timeline = programme_timeline(PROJECT, on=date(2027, 10, 1))

    assert [column.label for column in timeline.columns] == ["2026", "2027", "2028", "2029", "2030"]
    assert (timeline.now_column, timeline.now_quarter) == (1, 2)
    assert segments(
        PROJECT, timing_kind="window", timing_phrase="2027-2028", timing_spans=[["2027-01-01", "2028-06-30"]]
    ) == [
        (1, "", ""),
        (2, "y-win", "2027-2028"),
        (1, "", ""),
        (1, "", ""),
    ]


def test_a_day_outside_the_years_has_no_line():
    timeline = programme_timeline(ONE_YEAR, on=date(2026, 1, 1))

    assert (timeline.now_column, timeline.now_quarter) == (None, None)


def test_words_that_do_not_fit_a_bar_stand_beside_it():
    spans = [["2024-11-01", "2024-12-31"]]

    found = segments(ONE_YEAR, timing_kind="window", timing_phrase="Tháng 11, tháng 12", timing_spans=spans)

    assert found[-2:] == [(3, "y-say y-say-l", "T11, tháng 12"), (2, "y-win", "")]


def test_months_are_named_as_the_columns_where_that_fits_the_bar():
    spans = [["2024-08-01", "2024-09-30"]]

    found = segments(ONE_YEAR, timing_kind="window", timing_phrase="Tháng 8, 9", timing_spans=spans)

    assert found[7] == (2, "y-win", "T8, 9")
