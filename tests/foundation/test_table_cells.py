"""Cells as people fill them: days and amounts as text, long texts, signs of formulas; out and back again."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.utils import translation

from haidang.engines.reading.limits import DEFAULT
from haidang.engines.reading.opening.xlsx import open_workbook
from haidang.engines.reading.sheet_cells import SheetCell
from haidang.foundation.tables.columns import (
    MOST_LETTERS_OF_CELL,
    CellRefused,
    day_column,
    lines_column,
    money_column,
    text_column,
)
from haidang.foundation.tables.plan import SheetTable, TableRow, plan_import
from haidang.foundation.tables.workbook import table_workbook

DAY = day_column("day", "Ngày")
MONEY = money_column("money", "Số tiền")
LONG = ("a" * 20_000, "b" * 20_000)
LIKE_FORMULAS = ["=1+1", "+84 225 3842 000", "-5 bài", "@bao", '=HYPERLINK("http://x";"y")']


@pytest.fixture(autouse=True)
def vietnamese():
    with translation.override("vi"):
        yield


def typed(text: str) -> SheetCell:
    return SheetCell(4, 3, "text", text)


def one_row(column, value) -> SheetTable:
    return SheetTable(
        title="Bảng",
        sheet_name="Bảng",
        columns=(column,),
        rows=(TableRow("1", "1", {column.name: value}),),
        name_of=lambda values: "dòng",
    )


def came_back(table: SheetTable, book):
    buffer = BytesIO()
    book.save(buffer)
    return plan_import(table, open_workbook(buffer.getvalue(), "bang.xlsx", DEFAULT)).rows


def opened(table: SheetTable):
    return openpyxl.load_workbook(BytesIO(table_workbook(table)))


@pytest.mark.parametrize(
    "text",
    [
        "1/3/2024",
        "01/03/2024",
        "1-3-2024",
        "01.03.2024",
        "2024-03-01",
        "ngày 01 tháng 3 năm 2024",
        "\x0b1/3/2024 ",
    ],
)
def test_a_day_is_read_as_vietnamese_papers_spell_it(text):
    assert DAY.read(typed(text)) == date(2024, 3, 1)


@pytest.mark.parametrize("text", ["31/2/2024", "1/3", "hôm qua", "3/2024", "ngày 32 tháng 1 năm 2024"])
def test_what_is_no_day_is_refused_in_words(text):
    with pytest.raises(CellRefused) as refused:
        DAY.read(typed(text))

    assert text in refused.value.message


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1.234.567", 1_234_567), ("1234567", 1_234_567), ("300 triệu", 300_000_000), ("1,5 tỷ", 1_500_000_000)],
)
def test_an_amount_that_was_typed_as_text_is_read(text, amount):
    assert MONEY.read(typed(text)) == amount


@pytest.mark.parametrize("text", ["1,500", "1.5", "một ít", "12.34.567"])
def test_an_amount_that_could_mean_two_things_is_refused_in_words(text):
    with pytest.raises(CellRefused) as refused:
        MONEY.read(typed(text))

    assert text in refused.value.message


def test_a_text_that_no_cell_holds_is_cut_with_a_sign_and_kept_whole_on_return():
    column = lines_column("content", "Nội dung", is_needed=True)
    table = one_row(column, LONG)
    book = opened(table)
    cell = book.active["C4"]

    assert (len(cell.value), cell.value[-4:]) == (MOST_LETTERS_OF_CELL, " […]"[-4:])
    [row] = came_back(table, book)
    assert (row.kind, row.values["content"]) == ("unchanged", LONG)

    cell.value = "Viết lại cho gọn"
    [row] = came_back(table, book)
    assert (row.kind, row.values["content"]) == ("changed", ("Viết lại cho gọn",))


@pytest.mark.parametrize("text", LIKE_FORMULAS)
def test_what_looks_like_a_formula_stays_words_on_both_ways(text):
    table = one_row(text_column("words", "Chữ", is_needed=True), text)
    book = opened(table)
    cell = book.active["C4"]

    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)
    cell.data_type = "s"
    [row] = came_back(table, book)
    assert (row.kind, row.values["words"]) == ("unchanged", text)
