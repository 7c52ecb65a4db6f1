"""Warnings about a unit's report: few, and each true."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reckoning.report_warnings import (
    CopiedText,
    DiffPart,
    Jump,
    TableFigure,
    ToldOtherwise,
    copied_text,
    exceeds_whole,
    figure_jump,
    told_otherwise,
)

FOREIGN = TableFigure("tin, bài bằng tiếng nước ngoài", Decimal(14))
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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Đăng 15 tin, bài bằng tiếng nước ngoài trên cổng.",
            [ToldOtherwise(FOREIGN, Decimal(15), "15 tin , bài bằng tiếng nước ngoài")],
        ),
        ("Đăng 14 tin, bài bằng tiếng nước ngoài trên cổng.", []),
        ("Đăng 1.400 Tin, bài bằng tiếng nước ngoài.", [
            ToldOtherwise(FOREIGN, Decimal(1400), "1.400 Tin , bài bằng tiếng nước ngoài")
        ]),
        ("Đăng 15 tin, bài, trong đó có bài bằng tiếng nước ngoài.", []),
        ("Trong 2 quý có tin, bài bằng tiếng nước ngoài.", []),
    ],
)  # fmt: skip
def test_narrative_that_names_another_figure_than_the_table_is_told(text, found):
    assert told_otherwise(text, [FOREIGN]) == found


def test_part_over_its_whole_is_told():
    assert [exceeds_whole(Decimal(part), Decimal(4)) for part in (3, 4, 5)] == [False, False, True]


@given(st.text(), st.text())
def test_any_text_is_looked_at_without_a_fault(before, now):
    copied_text(before, now)
    told_otherwise(now, [FOREIGN, TableFigure("", Decimal(1))])


@given(st.lists(st.sampled_from(["đã", "làm", "14", "bài", "quý", "II"]), min_size=12, max_size=40))
def test_same_text_is_always_told_as_wholly_the_same(words):
    text = " ".join(words)

    assert copied_text(text, text) == CopiedText(Decimal("1.00"), (DiffPart("same", text),))
