"""Which days a plan celebrates."""

from datetime import date

import pytest
from factories.papers import make_paper, seed_paper

from haidang.engines.reading.anniversaries import read_anniversaries
from haidang.engines.reading.findings import HeadingFound


def told(paper, plan_year):
    return [
        (one.title, one.dated, one.years, one.lines)
        for one in read_anniversaries(paper, HeadingFound(), plan_year)
    ]


def test_count_before_the_name_and_both_days_in_brackets():
    paper = make_paper("- Kỷ niệm 70 năm Ngày Giải phóng\nThủ đô (10/10/1954-10/10/2024): thi viết.")

    assert told(paper, 2024) == [("Ngày Giải phóng Thủ đô", date(2024, 10, 10), 70, (1, 2))]


def test_founding_days_in_a_list_are_moved_into_the_year_of_the_plan():
    paper = make_paper(
        "(35 năm) Cộng hòa Liên bang Bra-xin (08/5/1989); Cộng hòa Vê-nê-du-ê-la (18/12/1989)."
    )

    assert told(paper, 2024) == [
        ("Cộng hòa Liên bang Bra-xin", date(2024, 5, 8), 35, (1,)),
        ("Cộng hòa Vê-nê-du-ê-la", date(2024, 12, 18), 35, (1,)),
    ]


def test_count_alone_needs_the_word_for_celebrating():
    paper = make_paper(
        "Giao lưu kỷ niệm 15 năm Đối tác Chiến lược Việt Nam - Hàn Quốc; sau 10 năm thực hiện Đề án."
    )

    assert told(paper, 2024) == [("Đối tác Chiến lược Việt Nam - Hàn Quốc", None, 15, (1,))]


@pytest.mark.shared
def test_damaged_names_keep_their_days_and_counts():
    assert [found[1:] for found in told(seed_paper("001"), 2025)] == [
        (date(2025, 2, 3), 95, (88, 89)),
        (date(2025, 5, 19), 135, (89, 90)),
        (date(2025, 8, 19), 80, (90, 91)),
        (date(2025, 5, 13), 70, (92, 93)),
    ]
