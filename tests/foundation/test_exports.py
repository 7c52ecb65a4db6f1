"""Plain lists as workbooks."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from haidang.foundation.exports import ListColumn, list_workbook

COLUMNS = [ListColumn("Đơn vị", 30), ListColumn("Số cán bộ", 12)]
DAY = date(2026, 3, 2)


def test_list_keeps_numbers_as_numbers_and_all_else_as_text():
    content = list_workbook("Kế hoạch 12/KH-UBND", COLUMNS, [["=1+1", 45], ["Sở Du lịch", None]], on=DAY)

    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert sheet.title == "Kế hoạch 12KH-UBND"
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Kế hoạch 12/KH-UBND", None],
        ["Đơn vị", "Số cán bộ"],
        ["=1+1", 45],
        ["Sở Du lịch", None],
    ]
    assert [cell.data_type for cell in sheet[3]] == ["s", "n"]


def test_same_list_of_the_same_day_is_the_same_file():
    rows = [["Sở Du lịch", 45]]

    assert list_workbook("A", COLUMNS, rows, on=DAY) == list_workbook("A", COLUMNS, rows, on=DAY)


def test_rows_are_as_high_as_their_longest_text():
    rows = [
        ["Sở Du lịch", 45],
        ["Trung tâm Thông tin và Xúc tiến đầu tư, thương mại, du lịch", 3],
        ["a\nb\nc", 1],
    ]
    sheet = load_workbook(BytesIO(list_workbook("A", COLUMNS, rows, on=DAY))).worksheets[0]

    assert [sheet.row_dimensions[number].height for number in (2, 3, 4, 5)] == [15.75, 15.75, 32.25, 48]
