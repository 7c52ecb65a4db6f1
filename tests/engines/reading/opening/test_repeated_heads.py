"""The head of a table that each page prints again is one head."""

from haidang.engines.reading.opening.repeated_heads import with_repeated_heads
from haidang.engines.reading.paper import Cell, Row, Table


def table(*titles: str) -> Table:
    head = Row(tuple(Cell((title,), (place,)) for place, title in enumerate(titles, start=1)))
    return Table((head, Row(tuple(Cell() for _ in titles))))


def heads(*tables: Table) -> list[list[str]]:
    return [[cell.text for cell in each.rows[0].cells] for each in with_repeated_heads(tables)]


def test_slip_of_one_page_is_mended_by_the_others():
    right = ["TT", "Nội dung công việc", "Cơ quan phụ trách"]
    slip = table("TT", "Nội dung công việc", "Cơ quan phụ trạch")

    assert heads(table(*right), slip, table(*right)) == [right, right, right]


def test_other_figures_are_another_head():
    before, after = ["Nhiệm vụ", "Kinh phí năm 2025"], ["Nhiệm vụ", "Kinh phí năm 2026"]

    assert heads(table(*before), table(*after), table(*after)) == [before, after, after]


def test_table_with_other_columns_keeps_its_head():
    tasks, budget = ["TT", "Nội dung", "Thời gian"], ["TT", "Nội dung", "Kinh phí"]

    assert heads(table(*tasks), table(*budget)) == [tasks, budget]


def test_lines_of_a_mended_head_stay_its_own():
    mended = with_repeated_heads(
        [table("A dài đủ chữ", "B"), table("A dài đủ chữ", "B"), table("A dài đu chữ", "B")]
    )

    assert [cell.lines for cell in mended[2].rows[0].cells] == [(1,), (2,)]


def test_table_without_rows_is_left_alone():
    assert with_repeated_heads([Table(()), Table(())]) == [Table(()), Table(())]
