"""Workbooks as people send them: every filled cell as it is seen, and refusals for what harms."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from factories.workbooks import bare_workbook, saved, workbook_of

from haidang.engines.reading.errors import Refused, SecretMarked
from haidang.engines.reading.limits import Limits
from haidang.engines.reading.opening.xlsx import open_workbook
from haidang.engines.reading.sheets import read_sheets_limited

LIMITS = Limits()


def opened(content: bytes, limits: Limits = LIMITS):
    return open_workbook(content, "bảng.xlsx", limits)


def cells_of(content: bytes):
    [sheet] = opened(content)
    return [(cell.row, cell.column, cell.kind, cell.text) for cell in sheet.cells]


def test_every_kind_of_cell_is_read_as_it_is_seen():
    content = workbook_of(
        [
            ["Nội dung", 1_200_000, 0.1, True, None, "  "],
            [
                date(2026, 6, 20),
                datetime.fromisoformat("2026-06-20T14:30"),
                "20/6/2026",
                "1.200.000",
                -5,
                1e15,
            ],
        ]
    )

    assert cells_of(content) == [
        (1, 1, "text", "Nội dung"),
        (1, 2, "number", "1200000"),
        (1, 3, "number", "0.1"),
        (1, 4, "yes_no", "1"),
        (2, 1, "day", "2026-06-20"),
        (2, 2, "day", "2026-06-20"),
        (2, 3, "text", "20/6/2026"),
        (2, 4, "text", "1.200.000"),
        (2, 5, "number", "-5"),
        (2, 6, "number", "1000000000000000"),
    ]


def test_formats_tell_days_from_numbers():
    book = openpyxl.Workbook()
    formats = ["dd/mm/yyyy", '#,##0 "đồng"', "[Red]#,##0", 'd "tháng" m', "h:mm", "0.00"]
    for column, code in enumerate(formats, start=1):
        book.active.cell(1, column, 46_193).number_format = code

    assert [kind for _row, _column, kind, _text in cells_of(saved(book))] == [
        "day",
        "number",
        "number",
        "day",
        "number",
        "number",
    ]


def test_days_of_old_macintosh_books_count_from_1904():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([date(2026, 6, 20)])

    assert cells_of(saved(book)) == [(1, 1, "day", "2026-06-20")]


def test_formulas_give_the_saved_result_or_say_that_there_is_none():
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet().write_formula("A1", "=1+1", None, 2)
    reckoned = opened(buffer.getvalue())[0].cells
    unreckoned = opened(workbook_of([["=1+1", "=A1&A2"]]))[0].cells

    assert [(cell.kind, cell.text, cell.is_formula) for cell in (*reckoned, *unreckoned)] == [
        ("number", "2", True),
        ("not_reckoned", "", True),
        ("not_reckoned", "", True),
    ]


def test_errors_of_formulas_are_errors():
    sheet = '<sheetData><row r="1"><c r="A1" t="e"><f>A9/0</f><v>#DIV/0!</v></c></row></sheetData>'

    assert cells_of(bare_workbook(sheet)) == [(1, 1, "error", "#DIV/0!")]


def test_hidden_sheets_rows_columns_and_merged_areas_are_told():
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append(["c", "d"])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = book.active.column_dimensions["F"].hidden = True
    book.active.merge_cells("A1:B1")
    book.create_sheet("Nháp").sheet_state = "veryHidden"

    shown, hidden = opened(saved(book))

    assert (shown.is_hidden, shown.merged) == (False, ((1, 1, 1, 2),))
    assert (shown.hidden_rows, shown.hidden_columns) == (1, 1)
    assert (hidden.name, hidden.is_hidden, hidden.cells) == ("Nháp", True, ())


def test_a_hundred_thousand_empty_rows_cost_little(tmp_path):
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" s="0"/><c r="B{row}" s="0"/></row>' for row in range(2, 100_002)
    )
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>Nội dung</t></is></c></row>'
    path = tmp_path / "trong.xlsx"
    path.write_bytes(bare_workbook(f"<sheetData>{first}{rows}</sheetData>"))

    [sheet] = read_sheets_limited(path)

    assert [(cell.row, cell.text) for cell in sheet.cells] == [(1, "Nội dung")]


def test_cells_without_places_follow_each_other():
    sheet = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c><v>3</v></c></row></sheetData>"

    assert cells_of(bare_workbook(sheet)) == [
        (1, 1, "number", "1"),
        (1, 2, "number", "2"),
        (5, 1, "number", "3"),
    ]


def test_runs_of_a_text_are_one_and_reading_aids_are_left_out():
    text = "<is><r><t>Sở </t></r><r><t>Du lịch</t></r><rPh sb='0' eb='1'><t>kana</t></rPh></is>"
    sheet = f'<sheetData><row r="1"><c r="A1" t="inlineStr">{text}</c></row></sheetData>'

    assert cells_of(bare_workbook(sheet)) == [(1, 1, "text", "Sở Du lịch")]


def test_signs_that_no_text_may_hold_are_left_out():
    text = "<is><t>Sở_x0000_ Du_xD800_ lịch_x000D_</t></is>"
    sheet = f'<sheetData><row r="1"><c r="A1" t="inlineStr">{text}</c></row></sheetData>'

    assert cells_of(bare_workbook(sheet)) == [(1, 1, "text", "Sở Du lịch\n")]


HARMFUL = {
    "no sheet of that name": (
        bare_workbook("", {"xl/_rels/workbook.xml.rels": "<Relationships/>"}),
        "damaged",
    ),
    "broken XML": (bare_workbook("<sheetData><row>"), "damaged"),
    "string out of range": (
        bare_workbook('<sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData>'),
        "damaged",
    ),
    "place that is none": (
        bare_workbook('<sheetData><row r="1"><c r="A0"><v>7</v></c></row></sheetData>'),
        "damaged",
    ),
    "cell of another row": (
        bare_workbook('<sheetData><row r="1"><c r="A2"><v>7</v></c></row></sheetData>'),
        "damaged",
    ),
    "column beyond the last": (
        bare_workbook('<sheetData><row r="1"><c r="XFE1"><v>7</v></c></row></sheetData>'),
        "damaged",
    ),
    "no number": (
        bare_workbook('<sheetData><row r="1"><c r="A1"><v>nan-</v></c></row></sheetData>'),
        "damaged",
    ),
    "outside entity": (
        bare_workbook(
            "",
            {
                "xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
                "<sst><si><t>&a;</t></si></sst>"
            },
        ),
        "external_entity",
    ),
    "macro": (bare_workbook("", {"xl/vbaProject.xml": "<x/>"}), "macro"),
    "bomb": (bare_workbook("<sheetData>" + " " * 30_000_000 + "</sheetData>"), "bomb"),
    "another kind": (b"%PDF-1.7 ...", "not_workbook"),
    "words": ("tên;số tiền".encode(), "not_workbook"),
    "cut off": (workbook_of([["a"]])[:900], "damaged"),
    "nothing": (b"  ", "empty"),
}


@pytest.mark.parametrize(("content", "code"), HARMFUL.values(), ids=HARMFUL)
def test_what_harms_is_refused(content, code):
    with pytest.raises(Refused) as refused:
        opened(content)

    assert refused.value.code == code


def test_more_cells_than_the_limit_are_refused_by_the_limit():
    with pytest.raises(Refused) as refused:
        opened(workbook_of([["a", "b"], ["c", "d"]]), Limits(table_cells=3))

    assert refused.value.code == "bomb"
    assert "HAIDANG_LIMIT_TABLE_CELLS" in refused.value.message


@pytest.mark.parametrize("number", ["inf", "nan", "1e400"])
def test_numbers_that_are_none_are_errors(number):
    sheet = f'<sheetData><row r="1"><c r="A1"><v>{number}</v></c></row></sheetData>'

    assert cells_of(bare_workbook(sheet)) == [(1, 1, "error", "#NUM!")]


def test_a_workbook_with_a_secret_mark_is_refused_whole():
    with pytest.raises(SecretMarked):
        opened(workbook_of([["TUYỆT MẬT"], ["Nội dung", "Kinh phí"]]))


def test_a_workbook_is_read_in_a_child_process(tmp_path):
    path = tmp_path / "du-toan.xlsx"
    path.write_bytes(workbook_of([["Nội dung", 5]], title="Dự toán"))

    [sheet] = read_sheets_limited(path)

    assert (sheet.name, [cell.text for cell in sheet.cells]) == ("Dự toán", ["Nội dung", "5"])
