"""Warnings about a unit's report: few, and each true."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reckoning.report_warnings import (
    CopiedText,
    DiffPart,
    Jump,
    copied_text,
    exceeds_whole,
    figure_jump,
)

LAST_TIME = (
    "Trong quý I năm 2026, Sở đã ban hành 2 kế hoạch, tổ chức 3 hội nghị tập huấn "
    "và dịch 14 bài giới thiệu di sản."
)


def decimals(*numbers: int) -> list[Decimal]:
    return [Decimal(one) for one in numbers]


@pytest.mark.parametrize(
    ("number", "history", "jump"),
    [
        (120, (14, 30, 22), Jump(Decimal(120), Decimal(30), is_above=True)),
        (3, (14, 30, 22), Jump(Decimal(3), Decimal(14), is_above=False)),
        (0, (6,), Jump(Decimal(0), Decimal(6), is_above=False)),
        (60, (14, 30, 22), None),
        (8, (14, 30, 22), None),
        (9, (0, 0), None),
        (4, (1, 0), None),
        (500, (), None),
    ],
)
def test_figure_jumps_against_the_unit_s_own_history(number, history, jump):
    assert figure_jump(Decimal(number), decimals(*history)) == jump


def test_only_the_last_eight_reports_are_history():
    assert figure_jump(Decimal(100), decimals(*[5] * 8, 90)) == Jump(Decimal(100), Decimal(5), is_above=True)


def test_text_that_changes_only_dates_and_numbers_is_told_with_its_difference():
    now = LAST_TIME.replace("quý I ", "quý II ").replace("14 bài", "16 bài")

    assert copied_text(LAST_TIME, now) == CopiedText(
        Decimal("1.00"),
        (
            DiffPart("same", "Trong quý"),
            DiffPart("was", "I"),
            DiffPart("now", "II"),
            DiffPart("same", "năm 2026, Sở đã ban hành 2 kế hoạch, tổ chức 3 hội nghị tập huấn và dịch"),
            DiffPart("was", "14"),
            DiffPart("now", "16"),
            DiffPart("same", "bài giới thiệu di sản."),
        ),
    )


def test_new_sentence_makes_a_text_new():
    now = f"{LAST_TIME} Đón 4 đoàn phóng viên nước ngoài đến tác nghiệp tại địa phương."

    assert copied_text(LAST_TIME, now) is None


def test_set_phrase_is_not_copied():
    assert copied_text("Không có khó khăn, vướng mắc.", "Không có khó khăn, vướng mắc.") is None


def test_sentences_that_say_there_was_nothing_are_no_copied_text():
    nothing = (
        "Trong kỳ báo cáo, đơn vị không có khó khăn, vướng mắc "
        "và không có đề xuất, kiến nghị gì với cơ quan cấp trên."
    )

    assert copied_text(nothing, nothing) is None
    assert copied_text(f"{LAST_TIME} {nothing}", f"{LAST_TIME} {nothing}") == CopiedText(
        Decimal("1.00"), (DiffPart("same", LAST_TIME),)
    )


def test_part_over_its_whole_is_told():
    assert [exceeds_whole(Decimal(part), Decimal(4)) for part in (3, 4, 5)] == [False, False, True]


@given(st.text(), st.text())
def test_any_text_is_looked_at_without_a_fault(before, now):
    copied_text(before, now)


@given(st.lists(st.sampled_from(["đã", "làm", "14", "bài", "quý", "II"]), min_size=12, max_size=40))
def test_same_text_is_always_told_as_wholly_the_same(words):
    text = " ".join(words)

    assert copied_text(text, text) == CopiedText(Decimal("1.00"), (DiffPart("same", text),))
