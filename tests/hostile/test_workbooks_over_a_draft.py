"""Bad workbooks over a report that is half written: each told by cell or of the file, and the draft as it was."""

import io
import os
import re
import zipfile
from decimal import Decimal

import docx
import pytest
from django.urls import reverse
from factories.agencies import make_agency
from factories.regimes import FIRST_HALF, TODAY, at_noon, make_measure, outline, regime_with_form
from factories.unit_workbooks import (
    CODE,
    COVER,
    FIGURES,
    FIRST,
    NIL,
    STATED,
    TEXT,
    TEXTS,
    cell_of,
    fill,
    notes_of,
    refusal_of,
    send_back,
    take_over,
    taken,
)
from factories.workbooks import bare_workbook

from haidang.engines.reckoning.periods import half_period
from haidang.foundation.models import Event, TableImport
from haidang.regimes.models import Measure, MeasureValue, Narrative, Section
from haidang.regimes.operations.filling import keep_section
from haidang.regimes.operations.regimes import set_form
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.given import SectionGiven, StatedFigure
from haidang.reports.models import Obligation, Submission

pytestmark = pytest.mark.django_db
KEPT, WORDS = "Đã viết trên màn hình từ hôm qua.", "Đã ban hành 2 kế hoạch."
MEGABYTE = 1024 * 1024
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
OF_THIS, OF_LAST = "6 tháng đầu năm 2026", "6 tháng đầu năm 2025"


@pytest.fixture
def owed(officer):
    """This fixture will open last year's round by an older form and this year's by the form that holds now."""
    for name in ("Sở Du lịch", "Sở Ngoại vụ"):
        make_agency(name)
    regime = regime_with_form(officer, make_measure("cu", "Tin, bài theo mẫu cũ"))
    open_report_round(regime=regime, period=half_period(2025, 1), opened_by=officer, today=TODAY)
    now = outline(make_measure(), make_measure("cuoc", "Cuộc họp báo", unit="cuộc", decimals=3))
    set_form(regime=regime, sections=now, made_by=officer, at=at_noon())
    open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY)
    return owed_by("Sở Du lịch", OF_THIS)


def owed_by(unit: str, period: str) -> Obligation:
    return next(
        one
        for one in Obligation.objects.select_related("agency", "standing").filter(agency__name=unit)
        if period in one.title
    )


@pytest.fixture
def draft(owed, drafter):
    """This fixture will write a section and a figure on screen, and give what of the report is stored."""
    words, figures = Section.objects.filter(form__number=2).order_by("order")[:2]
    stated = StatedFigure(Measure.objects.get(code="tin-bai"), None, Decimal(7))
    for given in (SectionGiven(words, KEPT), SectionGiven(figures, figures=[stated])):
        keep_section(obligation=owed, given=given, written_by=drafter, at=at_noon())
    assert (Narrative.objects.count(), MeasureValue.objects.count()) == (1, 1)
    return stored()


def stored() -> list[list[dict]]:
    """This function will give every row of every report, and how many acts the log tells."""
    kept = [list(model.objects.order_by("pk").values()) for model in (Submission, Narrative, MeasureValue)]
    return [*kept, [{"acts": Event.objects.count()}]]


@pytest.fixture
def book(owed, draft, client_of):
    return taken(client_of, owed)


def code_cell(book):
    """This function will give the cell of the report code on the first sheet."""
    return next(row[1] for row in book[COVER].iter_rows() if row[0].value == "Mã báo cáo (giữ nguyên)")


def with_formula(content: bytes, result: str, kind: str = "") -> bytes:
    """This function will put a formula with a saved result into the first cell of figures."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet3.xml":
                cell = f'<c r="D4"{kind}><f>15/0</f><v>{result}</v></c>'
                text, count = re.subn(r'<c r="D4"[^>]*?(/>|>.*?</c>)', cell, part.decode(), count=1)
                assert count == 1
                part = text.encode()
            new.writestr(name, part)
    return made.getvalue()


def says_of_cells(client, owed, content: bytes) -> list[tuple[str, str, str]]:
    """This function will upload a workbook, insist on taking it over, and give what was said of its cells."""
    page = send_back(client, owed, content)
    assert (page.status_code, "Lấy vào báo cáo" in page.text) == (200, False)
    assert take_over(client, owed, page).status_code in (409, 422)
    return notes_of(page)


NO_FIGURE = "không phải là số. Chỉ ghi con số; điều cần giải thích ghi vào phần lời văn."
THOUSANDS = "đọc được theo hai cách. Ghi dấu chấm ngăn hàng nghìn, dấu phẩy trước phần lẻ: 1.234,5."
LONE = "đọc được theo hai cách. Ghi 1234 nếu là số nguyên, 1,2340 nếu có phần lẻ."
NOT_RECKONED = (
    "Công thức chưa có kết quả lưu trong tệp. Hãy mở bằng Excel rồi lưu lại, hoặc dán thẳng giá trị."
)


@pytest.mark.parametrize(
    ("value", "row", "told"),
    [
        ("khoảng 15", FIRST, f"“khoảng 15” {NO_FIGURE}"),
        ("15-20", FIRST, f"“15-20” {NO_FIGURE}"),
        ("1,234", FIRST, f"“1,234” {THOUSANDS}"),
        ("1,234,567", FIRST, f"“1,234,567” {THOUSANDS}"),
        ("1,234.5", FIRST, f"“1,234.5” {THOUSANDS}"),
        ("1.234,5", FIRST, "“tin, bài” báo bằng số nguyên. Làm tròn con số."),
        ("1.234", FIRST + 1, f"“1.234” {LONE}"),
        ("1,234", FIRST + 1, f"“1,234” {LONE}"),
        ("1.23.4", FIRST + 1, f"“1.23.4” {NO_FIGURE}"),
        ("=7+8", FIRST, NOT_RECKONED),
        ("=SUM('C:\\[nam-truoc.xlsx]Trang1'!A1:A9)", FIRST, NOT_RECKONED),
    ],
)
def test_bad_figure_is_told_by_cell_and_the_good_cells_beside_it_are_not_kept(
    owed, client_of, draft, book, value, row, told
):
    content = fill(book, (TEXTS, TEXT, WORDS), (TEXTS, NIL, "x", FIRST + 2), (FIGURES, STATED, value, row))

    assert says_of_cells(client_of, owed, content) == [(FIGURES, f"D{row}", told)]
    assert stored() == draft


@pytest.mark.parametrize(
    ("typed", "row", "number"),
    [
        ("1.234", FIRST, "1234"),
        ("1.234.567", FIRST, "1234567"),
        ("1 234", FIRST, "1234"),
        ("1.234,5", FIRST + 1, "1234.5"),
        ("0,123", FIRST + 1, "0.123"),
        ("1,2340", FIRST + 1, "1.234"),
        (1.234, FIRST + 1, "1.234"),
    ],
)
def test_figure_that_can_be_read_in_one_way_is_taken(owed, client_of, book, typed, row, number):
    page = send_back(client_of, owed, fill(book, (FIGURES, STATED, typed, row)))
    take_over(client_of, owed, page)

    code = "tin-bai" if row == FIRST else "cuoc"
    assert (notes_of(page), MeasureValue.objects.get(measure__code=code).stated) == ([], Decimal(number))


@pytest.mark.parametrize(
    ("result", "kind", "told"),
    [
        ("15", "", "Ô là công thức, kết quả đã lưu là “15”. Dán giá trị vào ô thay cho công thức."),
        ("#REF!", ' t="e"', "Ô báo lỗi #REF!. Hãy sửa lỗi trước."),
        ("#DIV/0!", ' t="e"', "Ô báo lỗi #DIV/0!. Hãy sửa lỗi trước."),
    ],
)
def test_formula_is_told_by_cell_whatever_it_came_to(owed, client_of, draft, book, result, kind, told):
    content = with_formula(fill(book, (TEXTS, TEXT, WORDS)), result, kind)

    assert says_of_cells(client_of, owed, content) == [(FIGURES, "D4", told)]
    assert stored() == draft


def test_merged_cells_are_told_by_area(owed, client_of, draft, book):
    book[FIGURES].merge_cells("D4:D5")
    content = fill(book, (TEXTS, TEXT, WORDS), (FIGURES, STATED, 15))

    told = "Các ô D4:D5 đang gộp. Hãy bỏ gộp và ghi giá trị vào từng dòng."
    assert says_of_cells(client_of, owed, content) == [(FIGURES, "D4:D5", told)] * 2
    assert stored() == draft


def test_form_of_last_year_is_refused_with_both_rounds(owed, client_of, draft):
    old = taken(client_of, owed_by("Sở Du lịch", OF_LAST))

    page = send_back(client_of, owed, fill(old, (TEXTS, TEXT, WORDS), (FIGURES, STATED, 15)))

    told = refusal_of(page)
    assert (page.status_code, OF_LAST in told, OF_THIS in told) == (422, True, True)
    assert stored() == draft


def test_form_of_last_year_under_the_code_of_this_round_is_told_row_by_row(owed, client_of, draft, book):
    old = taken(client_of, owed_by("Sở Du lịch", OF_LAST))
    code_cell(old).value = code_cell(book).value
    rows = [(TEXTS, FIRST), (TEXTS, FIRST + 1), (TEXTS, FIRST + 2), (FIGURES, FIRST)]
    codes = [(sheet, cell_of(old, sheet, CODE, row)) for sheet, row in rows]

    content = fill(old, (TEXTS, TEXT, WORDS), (FIGURES, STATED, 15))

    assert says_of_cells(client_of, owed, content) == [
        (sheet, cell.coordinate, f"Mã dòng {cell.value} không thuộc mẫu này. Lấy tệp mới từ trang báo cáo.")
        for sheet, cell in codes
    ]
    assert stored() == draft


def test_columns_of_another_form_are_refused_with_those_that_lack_and_those_there_are(
    owed, client_of, draft, book
):
    for heading, other in ((STATED, "Thực hiện"), ("Số kỳ trước", "Kế hoạch")):
        cell_of(book, FIGURES, heading, 3).value = other

    page = send_back(client_of, owed, fill(book, (TEXTS, TEXT, WORDS)))

    assert page.status_code == 422
    assert refusal_of(page).startswith(
        f"Trang tính “{FIGURES}”: Dòng 3 của trang tính “{FIGURES}” thiếu các cột: {STATED}. Các cột đang có: "
    )
    assert refusal_of(page).endswith("; Thực hiện; Kế hoạch.")
    assert stored() == draft


def test_hidden_table_is_refused_with_the_name_of_its_sheet(owed, client_of, draft, book):
    book[FIGURES].sheet_state = "veryHidden"

    page = send_back(client_of, owed, fill(book, (TEXTS, TEXT, WORDS), (FIGURES, STATED, 15)))

    assert (page.status_code, refusal_of(page)) == (
        422,
        f"Trang tính “{FIGURES}”: Bảng nằm trên trang tính ẩn “{FIGURES}”. "
        "Hãy cho hiện trang tính đó rồi gửi lại tệp.",
    )
    assert stored() == draft


def test_code_of_another_unit_is_refused(owed, client_of, draft, log_in, officer):
    other = taken(log_in(officer), owed_by("Sở Ngoại vụ", OF_THIS))

    page = send_back(client_of, owed, fill(other, (TEXTS, TEXT, WORDS), (FIGURES, STATED, 15)))

    assert (page.status_code, refusal_of(page).startswith("Tệp này của Sở Ngoại vụ, ")) == (422, True)
    assert stored() == draft


def test_workbook_of_one_unit_is_not_taken_on_the_page_of_another(owed, client_of, draft, book):
    address = reverse("regimes:take_unit_workbook", args=[owed_by("Sở Ngoại vụ", OF_THIS).pk])

    answer = client_of.post(address, {"file": io.BytesIO(fill(book, (TEXTS, TEXT, WORDS)))})

    assert (answer.status_code, stored()) == (404, draft)


def heavy(book) -> bytes:
    """This function will put a picture of 51 MB into a workbook that is whole."""
    made = io.BytesIO(fill(book, (TEXTS, TEXT, WORDS)))
    with zipfile.ZipFile(made, "a") as package:
        package.writestr("xl/media/anh.jpg", os.urandom(51 * MEGABYTE))
    return made.getvalue()


def bomb(book) -> bytes:
    return bare_workbook("<sheetData>" + " " * (80 * MEGABYTE) + "</sheetData>")


def entities(book) -> bytes:
    dtd = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]>'
    return bare_workbook("<sheetData/>", {"xl/sharedStrings.xml": f"{dtd}<sst>&c;</sst>"})


def word_paper(book) -> bytes:
    made = io.BytesIO()
    docx.Document().save(made)
    return made.getvalue()


def locked_entries(book) -> bytes:
    """This function will mark the first entry of a package as encrypted, as programs for archives do."""
    content = bytearray(fill(book, (TEXTS, TEXT, WORDS)))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (heavy, "Tệp vượt quá giới hạn 50 MB"),
        (bomb, "có dấu hiệu là bom nén"),
        (entities, "Tệp khai báo DTD hoặc thực thể XML"),
        (lambda book: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"0" * 500, "Không nhập được tệp PDF"),
        (lambda book: b"\xff\xd8\xff\xe0" + b"\0" * 500, "Không nhập được ảnh JPEG"),
        (word_paper, "Không nhập được tệp Word (DOCX)"),
        (lambda book: OLD_EXCEL, "Không nhập được tệp Office đời cũ"),
        (lambda book: OLD_EXCEL + "EncryptedPackage".encode("utf-16-le"), "bỏ mật khẩu"),
        (locked_entries, "bỏ mật khẩu"),
        (lambda book: fill(book, (TEXTS, TEXT, WORDS))[:2_000], "Tệp bị hỏng"),
    ],
    ids=[
        "51 MB",
        "bomb",
        "entities",
        "PDF",
        "photo",
        "Word",
        "old Excel",
        "password",
        "locked zip",
        "cut off",
    ],
)  # fmt: skip
def test_file_that_cannot_be_read_is_refused_in_words_under_the_name_of_a_workbook(
    owed, client_of, draft, book, make, told
):
    page = send_back(client_of, owed, make(book), "bao-cao.xlsx")

    assert (page.status_code, told in refusal_of(page)) == (422, True), refusal_of(page)
    assert (TableImport.objects.count(), stored()) == (0, draft)


def test_workbook_that_is_whole_changes_the_same_draft(owed, client_of, draft, book):
    """What the tests above hold as unchanged does change where the file is good."""
    page = send_back(client_of, owed, fill(book, (TEXTS, TEXT, WORDS), (FIGURES, STATED, 15)))

    take_over(client_of, owed, page)

    assert (Narrative.objects.get().text, MeasureValue.objects.get().stated) == (WORDS, Decimal(15))
