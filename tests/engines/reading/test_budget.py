"""Budget tables of several layouts: groups, periods, totals, units, sums stated and made."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from factories.papers import make_paper, seed_paper

from haidang.engines.reading.answer import answer_object
from haidang.engines.reading.budget import read_budget
from haidang.engines.reading.budget_doubts import find_budget_doubts
from haidang.engines.reading.findings import HeadingFound, Reading

GOLD = Path(__file__).resolve().parents[3].parent / "shared" / "gold" / "reading_003_budget.json"

YEARS_WITH_TOTAL = (
    "Đơn vị tính: triệu đồng\n"
    "STT\tNội dung\tNăm 2026\tNăm 2027\tTổng cộng\tNguồn kinh phí\n"
    "1\tMở lớp tập huấn: 50 triệu/năm\t50\t60\t110\tNgân sách tỉnh\n"
    "2\tXuất bản ấn phẩm\t1.200\t\t1.250\tNgân sách tỉnh\n"
    "\tTổng cộng\t1.250\t60\t1.310\t\n"
    "Bằng chữ: Một tỷ ba trăm mười triệu đồng."
)


def budget_of(text):
    paper = make_paper(text)
    budget = read_budget(paper, paper.tables)
    assert budget is not None
    return budget


def test_years_as_columns_with_a_total_of_each_row():
    budget = budget_of(YEARS_WITH_TOTAL)

    assert (budget.unit, budget.periods) == ("triệu đồng", ("2026", "2027"))
    assert [(row.amounts, row.total) for row in budget.groups[0].rows] == [
        ((Decimal(50), Decimal(60)), (Decimal(110), Decimal(110))),
        ((Decimal(1200), None), (Decimal(1250), Decimal(1200))),
    ]
    assert (budget.stated, budget.computed) == ((Decimal(1250), Decimal(60)), (Decimal(1250), Decimal(60)))
    assert (budget.grand_stated, budget.in_words) == (Decimal(1310), "Một tỷ ba trăm mười triệu đồng")


def test_rates_and_row_totals_that_differ_are_doubted():
    doubts = list(find_budget_doubts(budget_of(YEARS_WITH_TOTAL)))

    assert [(doubt.code, doubt.lines) for doubt in doubts] == [("rate_differs", (3,)), ("sum_differs", (4,))]
    assert doubts[0].message == (
        "Dòng 1, cột 2027: mức chi mỗi năm ghi trong nội dung cho 50 triệu đồng, ô kinh phí ghi 60 triệu đồng."
    )


def test_words_that_name_another_amount_are_doubted():
    text = YEARS_WITH_TOTAL.replace("1.250\tNgân", "1.200\tNgân").replace("50\t60\t110", "50\t50\t100")
    text = text.replace("1.250\t60\t1.310", "1.250\t50\t1.300")

    doubts = list(find_budget_doubts(budget_of(text)))

    assert [(doubt.code, doubt.lines) for doubt in doubts] == [("words_differ", (6,))]


def test_table_of_tasks_is_no_budget():
    paper = make_paper(
        "TT\tNội dung\tCơ quan chủ trì\tThời gian\n1\tHọp báo\tSở Ngoại vụ\tQuý I\n2\tTin\tBáo\tQuý II"
    )

    assert read_budget(paper, paper.tables) is None


@pytest.mark.shared
def test_seed_003_is_as_the_gold_says():
    paper = seed_paper("003")
    gold = json.loads(GOLD.read_text("utf-8"))["budget"]

    told = answer_object(paper, Reading(HeadingFound(), budget=read_budget(paper, paper.tables)))["budget"]

    assert {key: told[key] for key in ("unit", "periods", "total", "grand_total")} == {
        key: gold[key] for key in ("unit", "periods", "total", "grand_total")
    }
    for group, expected in zip(told["groups"], gold["groups"], strict=True):
        assert {key: group[key] for key in expected if key != "lines_of"} == {
            key: value for key, value in expected.items() if key != "lines_of"
        }
        rows = [{key: row[key] for key in expected["lines_of"][0]} for row in group["lines_of"]]
        assert rows == expected["lines_of"]


@pytest.mark.shared
def test_seed_003_doubts_stand_at_their_lines():
    paper = seed_paper("003")
    budget = read_budget(paper, paper.tables)
    assert budget is not None

    doubts = [doubt for doubt in find_budget_doubts(budget) if doubt.code != "missing_cell"]

    assert [(doubt.code, doubt.lines[0]) for doubt in doubts] == [
        ("rate_differs", 465),
        ("sum_differs", 467),
        ("sum_differs", 467),
        ("sum_differs", 474),
        ("sum_differs", 493),
        ("sum_differs", 493),
        ("sum_differs", 493),
    ]


def test_unit_above_a_table_of_years_makes_it_a_budget_and_the_sum_row_stays_a_row():
    budget = budget_of(
        "Đơn vị tính: triệu đồng\n"
        "STT\tNội dung\tNăm 2019\tNăm 2020\tTổng cộng\tĐơn vị thực hiện\n"
        "1\tTổ chức tập huấn\t20\t30\t50\tPhòng Văn hóa\n"
        "2\tXuất bản ấn phẩm\t40\t20\t60\tPhòng Văn hóa\n"
        "\tTổng cộng\t60\t50\t110\t\n"
    )

    assert (budget.unit, budget.periods) == ("triệu đồng", ("2019", "2020"))
    assert (budget.stated, budget.computed) == ((60, 50), (60, 50))
    assert [row.text for row in budget.groups[0].rows] == ["Tổ chức tập huấn", "Xuất bản ấn phẩm"]
