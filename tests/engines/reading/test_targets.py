"""What is to be reached, with value, subject, phase and date."""

from datetime import date
from decimal import Decimal

import pytest
from factories.papers import make_paper, seed_paper

from haidang.engines.reading.targets import read_targets


def test_sentence_with_two_targets_gives_two():
    paper = make_paper(
        "II. MỤC TIÊU\n1. Giai đoạn 2026 - 2028\n"
        "- 100% sở, ngành có người phát ngôn; ít nhất 70% xã, phường mở chuyên mục tiếng Anh vào năm 2027."
    )

    found = read_targets(paper, ())

    assert [(one.subject, one.value, one.unit, one.comparison, one.due) for one in found] == [
        ("sở, ngành", Decimal(100), "%", "=", None),
        ("xã, phường", Decimal(70), "%", ">=", date(2027, 12, 31)),
    ]
    assert {one.phase for one in found} == {(date(2026, 1, 1), date(2028, 12, 31))}


def test_share_at_the_end_counts_what_stands_before_it():
    paper = make_paper(
        "I. CHỈ TIÊU\n- Đến năm 2030, tỷ lệ cán bộ được tập huấn đạt trên 85,5%.\n- Tổ chức 05 lớp tập huấn."
    )

    found = read_targets(paper, ())

    assert [(one.value, one.unit, one.comparison, one.due) for one in found] == [
        (Decimal("85.5"), "%", ">", date(2030, 12, 31)),
        (Decimal(5), "lớp", "=", None),
    ]
    assert found[0].subject == "tỷ lệ cán bộ được tập huấn"


def test_what_is_already_so_is_no_target():
    paper = make_paper(
        "I. MỤC TIÊU\n- Hiện có 47% xã có trang thông tin; phấn đấu 60% xã có trang thông tin."
    )

    assert [one.value for one in read_targets(paper, ())] == [Decimal(60)]


def test_phase_in_front_of_the_target_on_its_own_line_counts():
    paper = make_paper(
        "II. CHỈ TIÊU\na) Giai đoạn 2027 - 2028: ít nhất 70% cán bộ được bồi dưỡng; tối thiểu 05 hội nghị tập huấn.\n"
        "b) Giai đoạn 2029 - 2030: 90 - 95% cán bộ được bồi dưỡng.\n- Không thấp hơn 40% xã có trang tin."
    )

    found = read_targets(paper, ())

    assert [(int(one.value), one.comparison, one.phase and one.phase[0].year) for one in found] == [
        (70, ">=", 2027),
        (5, ">=", 2027),
        (90, ">=", 2029),
        (40, ">=", None),
    ]


def test_ranges_give_their_lower_figure_and_rises_their_upper_one():
    paper = make_paper(
        "I. MỤC TIÊU\n- Mỗi năm sản xuất từ 5 đến 10 video quảng bá.\n- Từ 70% đến 80% doanh nghiệp được giới thiệu.\n"
        "- Tăng tỷ lệ từ 50% đến 65% trang tin có bản tiếng Anh."
    )

    found = read_targets(paper, ())

    assert [(int(one.value), one.unit, one.subject) for one in found] == [
        (5, "video", "quảng bá"),
        (70, "%", "doanh nghiệp"),
        (65, "%", "trang tin"),
    ]


def test_numbers_in_words_are_counted_but_years_are_not():
    paper = make_paper(
        "I. MỤC TIÊU\n- Tổ chức hai hội nghị xúc tiến.\n- Hằng năm đăng ít nhất năm phóng sự.\n"
        "- Lượng tin tăng gấp đôi.\n- Số đoàn tăng gấp 1,5 lần.\n- Tổ chức sau hội nghị một đợt khảo sát."
    )

    assert [(str(one.value), one.unit) for one in read_targets(paper, ())] == [
        ("2", "hội nghị"),
        ("5", "phóng sự"),
        ("2", "lần"),
        ("1.5", "lần"),
    ]


@pytest.mark.shared
def test_seed_003_has_eight_shares_with_phase_and_date():
    found = read_targets(seed_paper("003"), ())

    assert [
        (str(one.value), one.phase and one.phase[0].year, one.due and one.due.year, one.lines)
        for one in found
    ] == [
        ("100", 2013, None, (169,)),
        ("100", 2013, 2014, (171,)),
        ("100", 2013, None, (179,)),
        ("20", 2013, 2015, (179,)),
        ("100", 2013, None, (181,)),
        ("50", 2013, None, (181,)),
        ("100", 2016, None, (189,)),
        ("100", 2016, None, (191,)),
    ]
    assert (
        found[5].subject
        == "cán bộ phụ trách các công/trang thông tin điện tử sở, ngành, Ủy ban nhân dân cấp huyện"
    )
