"""Budgets without a table: a total in a sentence and its parts behind it or below it."""

from decimal import Decimal

from factories.papers import make_paper

from haidang.engines.reading.budget_doubts import find_budget_doubts
from haidang.engines.reading.budget_text import read_text_budget


def rows_of(budget):
    return [(row.text, row.amounts[0]) for group in budget.groups for row in group.rows]


def test_parts_in_the_same_sentence_are_taken_into_the_unit_of_the_total():
    budget = read_text_budget(
        make_paper(
            "IV. KINH PHÍ\nTổng kinh phí thực hiện: 12.500 triệu đồng (Bằng chữ: Mười hai tỷ năm trăm triệu đồng), "
            "trong đó: ngân sách tỉnh 9 tỷ đồng; nguồn xã hội hóa là 3.500 triệu đồng."
        )
    )

    assert (budget.unit, budget.grand_stated, budget.grand_computed) == ("triệu đồng", 12500, 12500)
    assert rows_of(budget) == [("ngân sách tỉnh", Decimal(9000)), ("nguồn xã hội hóa", Decimal(3500))]
    assert list(find_budget_doubts(budget)) == []


def test_parts_in_bullets_below_are_read_and_summed_up():
    budget = read_text_budget(
        make_paper(
            "Điều 3. Kinh phí\nTổng mức kinh phí của Đề án là khoảng 2,5 tỷ đồng, gồm:\n"
            "- Năm thứ nhất: 1 tỷ đồng;\n- Năm thứ hai: 1,2 tỷ đồng.\nĐiều 4. Hiệu lực thi hành."
        )
    )

    assert rows_of(budget) == [("Năm thứ nhất", Decimal(1)), ("Năm thứ hai", Decimal("1.2"))]
    assert budget.lines == (2, 3, 4)
    assert [doubt.code for doubt in find_budget_doubts(budget)] == ["sum_differs"]


def test_a_total_alone_has_no_groups_and_no_doubt():
    budget = read_text_budget(make_paper("Dự toán kinh phí thực hiện Kế hoạch là 850.000.000 đồng."))

    assert (budget.unit, budget.grand_stated, budget.groups) == ("đồng", Decimal(850_000_000), ())
    assert list(find_budget_doubts(budget)) == []


def test_what_has_been_spent_and_amounts_of_other_things_are_no_budget():
    text = (
        "Tổng kinh phí đã thực hiện năm 2025 là 500 triệu đồng.\n"
        "Kim ngạch xuất khẩu đạt 900 tỷ đồng.\nKinh phí do ngân sách bảo đảm."
    )

    assert read_text_budget(make_paper(text)) is None
