"""Workbooks of a unit's report as they should not come: said by sheet and cell, nothing saved by halves."""

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from django.urls import reverse
from factories.agencies import make_person
from factories.regimes import open_round
from factories.unit_workbooks import (
    CODE,
    COVER,
    FIGURES,
    FIRST,
    NIL,
    REASON,
    STATED,
    TEXT,
    TEXTS,
    cell_of,
    fill,
    kinds_of,
    notes_of,
    refusal_of,
    send_back,
    take_over,
    taken,
)
from factories.workbooks import bare_workbook, saved, workbook_of

from haidang.agencies.enums import Role
from haidang.engines.reckoning.periods import half_period
from haidang.foundation.models import TableImport
from haidang.regimes.models import Measure, MeasureValue, Narrative, ReportRound, Section
from haidang.regimes.operations.rounds import open_report_round
from haidang.reports.models import Obligation, Submission

pytestmark = pytest.mark.django_db
WORDS = "Đã ban hành 2 kế hoạch."
NO_FIGURE = "không phải là số. Chỉ ghi con số; điều cần giải thích ghi vào phần lời văn."
WHOLE = "“tin, bài” báo bằng số nguyên. Làm tròn con số."
MEGABYTE = 1024 * 1024


@pytest.fixture
def opened(officer):
    return open_round(officer, "Sở Du lịch")


@pytest.fixture
def owed(opened):
    return Obligation.objects.select_related("agency", "standing").get()


@pytest.fixture
def book(owed, client_of):
    return taken(client_of, owed)


def nothing_is_saved() -> bool:
    return not (Narrative.objects.exists() or MeasureValue.objects.exists())


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("khoảng 15", f"“khoảng 15” {NO_FIGURE}"),
        ("15 tin", f"“15 tin” {NO_FIGURE}"),
        ("mười lăm", f"“mười lăm” {NO_FIGURE}"),
        ("1,234.5", "“1,234.5” đọc được theo hai cách. Ghi dấu chấm ngăn hàng nghìn, dấu phẩy trước phần lẻ: 1.234,5."),
        ("1,234", "“1,234” đọc được theo hai cách. Ghi dấu chấm ngăn hàng nghìn, dấu phẩy trước phần lẻ: 1.234,5."),
        ("1.234,5", WHOLE),
        (15.5, WHOLE),
        (-3, "Số liệu này không thể âm. Kiểm tra lại dấu."),
        (True, "Ô đang là TRUE hoặc FALSE, không phải số. Ghi con số vào ô."),
        (date(2026, 3, 4), "Excel đã đổi thành ngày (04/3/2026). Đặt ô về định dạng số rồi gõ lại con số."),
        ("=7+8", "Công thức chưa có kết quả lưu trong tệp. Hãy mở bằng Excel rồi lưu lại, hoặc dán thẳng giá trị."),
        (10**14, "Số này quá lớn. Hãy dùng đơn vị tính lớn hơn."),
    ],
)  # fmt: skip
def test_cell_of_a_figure_that_holds_something_else_is_told_by_cell(owed, client_of, book, value, told):
    page = send_back(client_of, owed, fill(book, (TEXTS, TEXT, WORDS), (FIGURES, STATED, value)))

    assert notes_of(page) == [(FIGURES, "D4", told)]
    take_over(client_of, owed, page)
    assert nothing_is_saved()


@pytest.mark.parametrize(
    ("value", "decimals", "number"),
    [("1.234,5", 1, "1234.5"), ("1.234", 0, "1234"), (0, 0, "0"), (0.1 + 0.2, 1, "0.3"), (" 15 ", 0, "15")],
)
def test_figure_as_people_here_write_it_is_taken(owed, client_of, book, value, decimals, number):
    Measure.objects.update(decimals=decimals)

    page = send_back(client_of, owed, fill(book, (FIGURES, STATED, value)))
    take_over(client_of, owed, page)

    assert [f"{one.number.normalize():f}" for one in MeasureValue.objects.all()] == [number]


def test_too_many_decimals_are_told_with_how_many_there_may_be(owed, client_of, book):
    Measure.objects.update(decimals=2)

    page = send_back(client_of, owed, fill(book, (FIGURES, STATED, 1.2345)))

    assert notes_of(page) == [
        (FIGURES, "D4", "“tin, bài” chỉ báo tối đa 2 chữ số thập phân. Làm tròn con số.")
    ]


def with_saved_formula(content: bytes, cell: str, result: str, kind: str = "") -> bytes:
    """This function will put a formula with a saved result into a cell of the sheet of figures."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode() if name.endswith(".xml") else old.read(name)
            if name == "xl/worksheets/sheet3.xml":
                formula = f'<c r="{cell}"{kind}><f>7+8</f><v>{result}</v></c>'
                part = re.sub(rf'<c r="{cell}"[^>]*?(/>|></c>)', formula, part)
            new.writestr(name, part)
    return made.getvalue()


def test_formula_is_never_taken_by_its_saved_result_alone(owed, client_of, book):
    page = send_back(client_of, owed, with_saved_formula(saved(book), "D4", "15"))

    assert notes_of(page) == [
        (FIGURES, "D4", "Ô là công thức, kết quả đã lưu là “15”. Dán giá trị vào ô thay cho công thức.")
    ]
    assert "đã lưu được lấy" not in page.content.decode()


def test_error_of_a_formula_is_told_by_cell(owed, client_of, book):
    page = send_back(client_of, owed, with_saved_formula(saved(book), "D4", "#REF!", ' t="e"'))

    [(sheet, cell, told)] = notes_of(page)
    assert (sheet, cell, "#REF!" in told) == (FIGURES, "D4", True)


def test_text_beside_an_x_and_odd_cells_of_words_are_told_each(owed, client_of, book):
    content = fill(
        book,
        (TEXTS, TEXT, WORDS),
        (TEXTS, NIL, "x"),
        (TEXTS, NIL, "không rõ", 5),
        (TEXTS, TEXT, True, 6),
    )

    page = send_back(client_of, owed, content)

    assert notes_of(page) == [
        (TEXTS, "D4", "Cùng dòng đã có nội dung. Bỏ nội dung hoặc bỏ dấu x."),
        (TEXTS, "D5", "Ghi x nếu không phát sinh; nếu có thì để ô trống."),
        (TEXTS, "C6", "Ô đang là TRUE hoặc FALSE, không phải lời văn. Ghi nội dung vào ô."),
    ]


def test_text_that_is_too_long_is_told_with_its_length(owed, client_of, book):
    page = send_back(client_of, owed, fill(book, (TEXTS, TEXT, "dài " * 7_600 + "hết")))

    [(sheet, cell, told)] = notes_of(page)
    assert (sheet, cell) == (TEXTS, "C4")
    assert ("30.403" in told, "30.000" in told) == (True, True)
    assert nothing_is_saved()


def test_reason_that_is_too_long_is_told(owed, client_of, book):
    page = send_back(client_of, owed, fill(book, (FIGURES, STATED, 1), (FIGURES, REASON, "lý do " * 100)))

    assert [(sheet, cell) for sheet, cell, _told in notes_of(page)] == [(FIGURES, "E4")]


def test_signs_that_no_text_may_hold_are_left_out(owed, client_of, book):
    content = fill(book, (TEXTS, TEXT, "Đã_x0000_ họp"))

    take_over(client_of, owed, send_back(client_of, owed, content))

    assert "\x00" not in Narrative.objects.get().text


def test_workbook_of_another_round_is_refused_with_both_names(officer, owed, opened, client_of, book):
    regime = ReportRound.objects.get().regime
    later = open_report_round(
        regime=regime, period=half_period(2026, 2), opened_by=officer, today=date(2026, 12, 1)
    ).report_round
    newer = Obligation.objects.get(occurrence=later.occurrence)

    page = send_back(client_of, newer, fill(book, (TEXTS, TEXT, WORDS)))

    told = refusal_of(page)
    assert (page.status_code, opened.title in told, later.title in told) == (422, True, True)
    assert (nothing_is_saved(), TableImport.objects.count()) == (True, 0)


def test_workbook_of_another_unit_is_refused_without_a_word_that_its_sender_does_not_have(officer, log_in):
    open_round(officer, "Sở Du lịch", "Sở Ngoại vụ")
    own, other = Obligation.objects.select_related("agency").order_by("agency__name")
    client = log_in(make_person(Role.FOCAL, "daumoi", own.agency))
    book = taken(log_in(officer), other)

    page = send_back(client, own, fill(book, (TEXTS, TEXT, WORDS)))

    assert refusal_of(page).startswith(
        f"Tệp này của Sở Ngoại vụ, “{ReportRound.objects.get().title}”. Trang này của Sở Du lịch"
    )
    assert nothing_is_saved()


def test_workbook_of_an_older_form_of_the_round_is_refused(owed, opened, client_of, book):
    for row in book[COVER].iter_rows():
        if row[0].value == "Mã báo cáo (giữ nguyên)":
            row[1].value = f"{owed.pk}-{opened.pk}-{opened.form_id + 1}"

    page = send_back(client_of, owed, saved(book))

    assert refusal_of(page).startswith("Mẫu của kỳ này đã đổi từ khi lấy tệp.")


@pytest.mark.parametrize("code", ["", "abc", "1-2", "1-2-3-4-5", "=1+1", "9" * 400, "--"])
def test_report_code_that_was_spoilt_is_refused(owed, client_of, book, code):
    for row in book[COVER].iter_rows():
        if row[0].value == "Mã báo cáo (giữ nguyên)":
            row[1].value = code or None

    page = send_back(client_of, owed, saved(book))

    assert page.status_code == 422
    assert refusal_of(page).startswith(("Tệp không có mã báo cáo", "Tệp này của Sở Du lịch"))
    assert nothing_is_saved()


def test_sheet_taken_out_renamed_columns_and_hidden_sheets_are_told(owed, client_of, book):
    del book[FIGURES]
    assert refusal_of(send_back(client_of, owed, saved(book))).startswith("Trang tính “Số liệu”: ")

    hidden = taken(client_of, owed)
    hidden[FIGURES].sheet_state = "hidden"
    assert refusal_of(send_back(client_of, owed, saved(hidden))).startswith("Trang tính “Số liệu”: ")

    renamed = taken(client_of, owed)
    cell_of(renamed, TEXTS, TEXT, 3).value = "Kết quả"
    told = refusal_of(send_back(client_of, owed, saved(renamed)))
    assert ("Nội dung đơn vị báo" in told, "Kết quả" in told) == (True, True)
    assert nothing_is_saved()


def test_sheet_that_stands_twice_is_refused(owed, client_of, book):
    book.copy_worksheet(book[FIGURES])

    told = refusal_of(send_back(client_of, owed, saved(book)))

    assert ("Trang tính “Số liệu”: " in told, "chỉ để lại một" in told) == (True, True)


def test_hidden_rows_columns_and_sheets_are_told(owed, client_of, book):
    book[TEXTS].row_dimensions[4].hidden = True
    book[FIGURES].column_dimensions["D"].hidden = True
    book.create_sheet("Nháp").append(["ghi thêm"])
    book["Nháp"].sheet_state = "hidden"

    page = send_back(client_of, owed, fill(book, (TEXTS, TEXT, WORDS)))

    assert page.context["plan"].notes == (
        "Trang tính ẩn “Nháp” không được đọc.",
        "1 dòng đang ẩn cũng được đọc.",
        "1 cột đang ẩn cũng được đọc.",
    )
    assert kinds_of(page)["I Công tác chỉ đạo, điều hành"] == "changed"


def test_merged_cells_are_told_by_area(owed, client_of, book):
    book[TEXTS].merge_cells("C4:C5")
    cell_of(book, TEXTS, TEXT).value = WORDS

    page = send_back(client_of, owed, saved(book))

    assert [(sheet, cell) for sheet, cell, _told in notes_of(page)] == [(TEXTS, "C4:C5"), (TEXTS, "C4:C5")]
    assert nothing_is_saved()


def test_rows_that_were_moved_do_not_change_their_places(owed, client_of, book):
    first, second = (cell_of(book, TEXTS, CODE, row) for row in (FIRST, FIRST + 1))
    first.value, second.value = second.value, first.value
    cell_of(book, TEXTS, TEXT).value = WORDS

    page = send_back(client_of, owed, saved(book))

    key = Section.objects.get(order=0).pk
    assert [note[:2] for note in notes_of(page)] == [(TEXTS, "A4"), (TEXTS, "A5")]
    assert re.search(rf"\bP{key}\b", page.content.decode()) is None  # tokens of forms may hold any letters
    assert nothing_is_saved()


def test_same_row_twice_and_codes_of_elsewhere_are_told(owed, client_of, book):
    cell_of(book, TEXTS, CODE, 5).value = cell_of(book, TEXTS, CODE).value
    cell_of(book, TEXTS, CODE, 6).value = "P999999"

    page = send_back(client_of, owed, saved(book))

    assert [note[:2] for note in notes_of(page)] == [(TEXTS, "F5"), (TEXTS, "F6")]


def test_thousands_of_pasted_rows_are_told_and_counted(owed, client_of, book):
    for row in range(FIRST + 3, FIRST + 3_003):
        book[TEXTS].cell(row, 3).value = f"Dán thêm {row}"

    page = send_back(client_of, owed, saved(book))

    assert page.context["refused_count"] == 3_000
    assert "và 2.800 dòng nữa" in page.content.decode()
    assert nothing_is_saved()


def test_secret_mark_in_a_cell_refuses_the_whole_file(owed, client_of, book):
    page = send_back(client_of, owed, fill(book, (TEXTS, TEXT, "TUYỆT MẬT"), (FIGURES, STATED, 1)))

    assert (page.status_code, TableImport.objects.count(), nothing_is_saved()) == (422, 0, True)
    assert "MẬT" in refusal_of(page)


def bomb() -> bytes:
    return bare_workbook("<sheetData>" + " " * (80 * MEGABYTE) + "</sheetData>")


def with_macro() -> bytes:
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    )
    return bare_workbook("<sheetData/>", {"[Content_Types].xml": types})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bc.xlsx", b"", "không có nội dung"),
        ("bc.xlsx", b"PK\x03\x04" + b"\0" * 500, "hỏng"),
        ("bc.xlsx", "Số liệu;15".encode(), "xlsx"),
        ("bc.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "xlsx"),
        ("bc.xlsm", with_macro, "macro"),
        ("bc.xlsx", bomb, "giới hạn"),
        ("bc.xlsx", lambda: b"PK\x03\x04" + b"x" * (51 * MEGABYTE), "giới hạn"),
        ("bc.xlsx", workbook_of([["Đơn vị", "Số"], ["Sở Du lịch", 15]]), "Tệp không có mã báo cáo"),
    ],
    ids=["empty", "cut off", "CSV", "old Excel", "macro", "bomb", "51 MB", "another table"],
)
def test_file_that_is_no_workbook_of_a_report_is_refused_in_words(owed, client_of, name, content, words):
    page = send_back(client_of, owed, content() if callable(content) else content, name)

    assert (page.status_code, words in refusal_of(page)) == (422, True), refusal_of(page)
    assert (TableImport.objects.count(), Submission.objects.count()) == (0, 0)


def test_no_file_at_all_is_told(owed, client_of):
    page = client_of.post(reverse("regimes:take_unit_workbook", args=[owed.pk]), {})

    assert (page.status_code, bool(refusal_of(page))) == (422, True)


def test_workbook_saved_by_another_program_is_read(owed, client_of, book):
    copy = openpyxl.Workbook()
    copy.remove(copy.active)
    for sheet in book:
        made = copy.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                made[cell.coordinate].value = cell.value
    cell_of(copy, TEXTS, TEXT).value = WORDS

    page = send_back(client_of, owed, saved(copy))

    assert kinds_of(page)["I Công tác chỉ đạo, điều hành"] == "changed"


def test_neighbour_cannot_decide_about_the_held_workbook_of_another(owed, client_of, book, log_in):
    page = send_back(client_of, owed, fill(book, (TEXTS, TEXT, WORDS)))
    colleague = log_in(make_person(Role.FOCAL, "dongnghiep", owed.agency))

    take_over(colleague, owed, page)

    assert nothing_is_saved()
