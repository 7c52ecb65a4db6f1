"""Which lines begin a row: the number that comes next, and no other."""

import pytest
from factories.papers import make_paper

from haidang.engines.reading.row_numbers import RowCounter, roman_value


def labels_in(*texts):
    lines = list(make_paper("\n".join(texts)).content_lines())
    counter = RowCounter()
    found = [counter.start_of(line, lines[place + 1 :]) for place, line in enumerate(lines)]
    return [(start.label, start.rest) for start in found if start is not None]


@pytest.mark.parametrize(("numeral", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XL", 40)])
def test_roman_value_reads_numerals(numeral, value):
    assert roman_value(numeral) == value


@pytest.mark.parametrize("number", ["1", "1.", "1)", "01"])
def test_row_counter_takes_every_way_to_print_a_number(number):
    assert labels_in(number, "Họp báo") == [(number.strip(".)"), "")]


def test_row_counter_leaves_numbers_that_do_not_come_next_to_the_text():
    assert labels_in("1 Mở lớp tập huấn cho", "2 cấp và", "5 Sở Ngoại vụ", "2 Họp báo") == [
        ("1", "Mở lớp tập huấn cho"),
        ("2", "Họp báo"),
    ]


def test_row_counter_counts_on_through_groups_or_begins_again():
    assert labels_in("I", "Nhóm", "1 Một", "II", "Nhóm", "2 Hai", "III", "Nhóm", "1 Lại một") == [
        ("I", ""),
        ("1", "Một"),
        ("II", ""),
        ("2", "Hai"),
        ("III", ""),
        ("1", "Lại một"),
    ]


def test_row_counter_takes_letters_for_groups_only_where_a_task_follows():
    assert labels_in("A. Thông tin", "1 Một", "B. Không có việc", "hết") == [("A", "Thông tin"), ("1", "Một")]


def test_row_counter_follows_nested_numbers():
    assert labels_in("1 Nhóm", "1.1 Một", "1.2 Hai", "2 Nhóm", "2.1 Ba", "2.3 Bốn") == [
        ("1", "Nhóm"),
        ("1.1", "Một"),
        ("1.2", "Hai"),
        ("2", "Nhóm"),
        ("2.1", "Ba"),
    ]


def test_row_counter_tells_a_page_number_right_above_the_same_row_number():
    assert labels_in("1", "Một", "2", "2", "Hai", "3") == [("1", ""), ("2", "")]
