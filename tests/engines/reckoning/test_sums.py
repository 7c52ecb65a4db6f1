"""Sums of budget tables; the figures are those of the table of seed 003 (QĐ 3734 of 2013)."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reckoning.sums import (
    SumDifference,
    column_sums,
    count_years,
    rate_amount,
    sum_differences,
    words_amount,
)

SHARED = Path(__file__).resolve().parents[4] / "shared"
CELLS = st.one_of(st.none(), st.decimals(0, 10**6, places=3))


def decimals(*cells: str | None) -> tuple[Decimal | None, ...]:
    return tuple(None if cell is None else Decimal(cell) for cell in cells)


def test_column_sums_passes_over_empty_cells():
    rows = [decimals(None, "0.007"), decimals("0.7", "1.4"), decimals("0.9", "1.5"), decimals("0.9", "1.5")]

    assert column_sums(rows) == decimals("2.5", "4.407")


def test_sum_differences_names_the_columns_that_do_not_hold():
    found = sum_differences(decimals("4", "4.907"), decimals("2.5", "4.407"))

    assert found == (
        SumDifference(0, Decimal("4"), Decimal("2.5")),
        SumDifference(1, Decimal("4.907"), Decimal("4.407")),
    )
    assert [difference.excess for difference in found] == [Decimal("1.5"), Decimal("0.5")]


def test_sum_differences_does_not_compare_a_sum_that_is_not_printed():
    assert sum_differences(decimals(None, "1.85"), decimals("1.06", "1.850")) == ()


@pytest.mark.shared
def test_column_sums_gives_the_computed_sums_of_the_seed_table():
    path = SHARED / "gold" / "reading_003_budget.json"
    if not path.exists():
        pytest.skip("needs ../shared/gold")
    groups = json.loads(path.read_text(encoding="utf-8"))["budget"]["groups"]

    sums = [column_sums([decimals(*line["amounts"]) for line in group["lines_of"]]) for group in groups]

    assert len(groups) == 5
    assert sums == [decimals(*group["computed"]) for group in groups]


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=12))
def test_stated_sums_that_were_computed_never_differ(rows):
    assert sum_differences(column_sums(rows), column_sums(rows)) == ()


@given(st.lists(st.tuples(CELLS, CELLS), min_size=2, max_size=12), st.data())
def test_column_sums_of_parts_make_the_sum_of_the_whole(rows, data):
    cut = data.draw(st.integers(1, len(rows) - 1))

    parts = [column_sums(rows[:cut]), column_sums(rows[cut:])]

    assert column_sums(parts) == column_sums(rows)


@pytest.mark.parametrize(("label", "years"), [
    ("2013-2015", 3), ("Giai đoạn 2016 – 2020", 5), ("Năm 2026", 1), ("2026-2030 (triệu đồng)", 5),
])  # fmt: skip
def test_count_years_counts_both_ends(label, years):
    assert count_years(label) == years


@pytest.mark.parametrize("label", ["Nội dung", "2020-2016", "2013, 2015, 2018"])
def test_count_years_refuses_a_label_without_a_period(label):
    with pytest.raises(ValueError, match=label):
        count_years(label)


@pytest.mark.parametrize(("text", "years", "amount_vnd"), [
    ("Chi hoạt động Ban Chỉ đạo (văn phòng phẩm...): 250 triệu/năm", 3, 750_000_000),
    ("dự kiến: 10 người x 12 triệu/năm = 120 triệu/năm.", 3, 360_000_000),
    ("Thanh tra, kiểm tra (300 triệu/năm)", 5, 1_500_000_000),
    ("Thuê máy chủ: 1,5 tỷ đồng/năm", 2, 3_000_000_000),
    ("Biên dịch, 4 thứ tiếng x 30 triệu đồng/năm", 3, 360_000_000),
    ("Duy trì chuyên trang: mỗi chuyên trang 40 triệu đồng mỗi năm", 1, 40_000_000),
])  # fmt: skip
def test_rate_amount_multiplies_a_yearly_rate(text, years, amount_vnd):
    assert rate_amount(text, years) == amount_vnd


@pytest.mark.parametrize("text", [
    "khai thác tin tức, dịch thuật, tổng hợp...: 1 triệu/báo cáo",
    "Năm 2014: tiến hành 1 đợt; Năm 2016 – 2020: 2 đợt",
    "Hội nghị 200 triệu/năm, tập huấn 300 triệu/năm",
    "Xây dựng trang tin: 500 triệu đồng",
    "",
])  # fmt: skip
def test_rate_amount_finds_none_without_one_yearly_rate(text):
    assert rate_amount(text, 3) is None


def test_words_amount_reads_the_line_below_the_table():
    line = "*Bảng chữ: Một trăm linh sáu tỷ, chín trăm bảy mươi hai triệu đồng chẵn./.*"

    assert words_amount(line) == 106_972_000_000


def test_words_amount_reads_words_in_brackets():
    assert words_amount("(Bằng chữ: Hai mươi mốt tỷ bốn trăm triệu đồng)") == 21_400_000_000
