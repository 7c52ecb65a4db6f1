"""Numbered parts of one task and the partners of each."""

import pytest

from haidang.engines.reading.bodies import split_numbered_bodies
from haidang.engines.reading.subtasks import (
    read_subtasks,
    split_lettered_parts,
    split_numbered_parts,
    split_part_paragraphs,
)


def test_split_numbered_parts_counts_from_one():
    assert split_numbered_parts("Tổ chức hoạt động hữu nghị: (1) Gặp mặt; (2) Triển lãm ảnh.") == (
        "Tổ chức hoạt động hữu nghị",
        ((1, "Gặp mặt"), (2, "Triển lãm ảnh")),
    )


def test_split_numbered_parts_leaves_one_number_and_numbers_out_of_order_alone():
    alone, wrong = "Theo mục (1) của Kế hoạch", "Biểu (3), biểu (2) và biểu (4)"

    assert split_numbered_parts(alone) == (alone, ())
    assert split_numbered_parts(wrong) == (wrong, ())


@pytest.mark.parametrize(("text", "parts"), [
    ("a) Theo dõi, đôn đốc; b) Tổng hợp; c) Báo cáo.", ("Theo dõi, đôn đốc", "Tổng hợp", "Báo cáo.")),
    ("Theo dõi, đôn đốc; b) Tổng hợp; và c) Báo cáo", ("Theo dõi, đôn đốc", "Tổng hợp", "Báo cáo")),
    ("Tổ chức: a) Hội nghị; b) Triển lãm", ("Tổ chức:", "Hội nghị", "Triển lãm")),
    ("Theo điểm c) khoản 2; d) nữa", ("Theo điểm c) khoản 2; d) nữa",)),
    ("Thực hiện quy định tại: a) điều này", ("Thực hiện quy định tại: a) điều này",)),
])  # fmt: skip
def test_split_lettered_parts_counts_letters_on_one_line(text, parts):
    assert split_lettered_parts(text) == parts


def test_read_subtasks_gives_each_part_the_partners_of_its_number():
    partners = split_numbered_bodies("(1)(2) Sở Ngoại vụ, (2) Công an tỉnh")

    found = read_subtasks(((1, "Gặp mặt"), (2, "Triển lãm"), (3, "Tọa đàm")), partners, (7,))

    assert [(part.label, part.text, part.partners, part.lines) for part in found] == [
        ("(1)", "Gặp mặt", ("Sở Ngoại vụ",), (7,)),
        ("(2)", "Triển lãm", ("Sở Ngoại vụ", "Công an tỉnh"), (7,)),
        ("(3)", "Tọa đàm", (), (7,)),
    ]


@pytest.mark.parametrize(("paragraphs", "above", "parts"), [
    (("Đón đoàn", "Theo kế hoạch", "(1) Gặp mặt;", "(2) Triển lãm."), ("Đón đoàn", "Theo kế hoạch"),
     ((1, "Gặp mặt"), (2, "Triển lãm"))),
    (("Đón đoàn", "(1) Gặp mặt;"), ("Đón đoàn",), ((1, "Gặp mặt"),)),
    (("(1) Gặp mặt", "(2) Triển lãm"), ("(1) Gặp mặt", "(2) Triển lãm"), ()),
    (("Đón đoàn", "(2) Gặp mặt"), ("Đón đoàn", "(2) Gặp mặt"), ()),
    (("Đón đoàn", "(1) Gặp mặt", "tại Nhà hát"), ("Đón đoàn", "(1) Gặp mặt", "tại Nhà hát"), ()),
])  # fmt: skip
def test_split_part_paragraphs_keeps_what_stands_above_the_numbered_paragraphs(paragraphs, above, parts):
    assert split_part_paragraphs(paragraphs) == (above, parts)
