"""Programmes as XLSX and DOCX, opened again."""

from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from django.urls import reverse
from factories.programme import adopted_programme, plan_answer, task_value

from haidang.agencies.models import Agency
from haidang.programme.exports.docx import programme_docx
from haidang.programme.exports.xlsx import programme_workbook
from haidang.programme.queries.filter_words import filter_words
from haidang.programme.queries.filters import ItemFilter
from haidang.programme.queries.paper_table import field_of_column

pytestmark = pytest.mark.django_db

DAY = date(2024, 6, 12)
HEADER = ["TT", "Nội dung công việc", "Thời gian thực hiện", "Cơ quan chủ trì", "Cơ quan phối hợp", "Ghi chú"]


@pytest.fixture
def programme(officer):
    tasks = [
        task_value("I.1", title='=HYPERLINK("http://x","y")', _table_header=HEADER),
        task_value(
            "I.2", content=["Bản tin tháng"], subtasks=[{"label": "(1)", "text": "In"}], _table_header=HEADER
        ),
        task_value(
            "II.1", group="SỞ DU LỊCH", title="Xúc tiến du lịch", lead=["Sở Du lịch"], _table_header=HEADER
        ),
    ]
    return adopted_programme(plan_answer() | {"tasks": tasks}, adopted_by=officer)


def rows_of(sheet) -> list[list]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("STT", "label"),
        ("Số TT", "label"),
        ("NỘI DUNG NHIỆM VỤ", "content"),
        ("Tên công việc", "content"),
        ("Thời gian hoàn thành", "timing"),
        ("Tiến độ thực hiện nhiệm vụ", "timing"),
        ("Đơn vị chủ trì", "lead"),
        ("Đơn vị thực hiện", "lead"),
        ("Đơn vị phối hợp thực hiện", "partners"),
        ("Cơ quan chủ trì, phối hợp", "lead_and_partners"),
        ("Sản phẩm, kết quả", "product"),
        ("Ghi chú", ""),
    ],
)
def test_printed_column_headings_are_understood(heading, field):
    assert field_of_column(heading) == field


def test_workbook_has_the_papers_own_table(programme):
    book = openpyxl.load_workbook(BytesIO(programme_workbook(programme, ItemFilter(), on=DAY)))

    sheet = book.worksheets[0]
    lead, partner, whole = "Sở Thông tin và Truyền thông", "Thông tấn xã Việt Nam", "Cả năm"
    watching = "Theo dõi và tổng hợp dư luận báo chí nước ngoài thông tin về thành phố Hà Nội."
    assert rows_of(sheet)[1:] == [
        HEADER,
        ["I. SỞ THÔNG TIN VÀ TRUYỀN THÔNG", None, None, None, None, None],
        ["1", '=HYPERLINK("http://x","y")', whole, lead, partner, None],
        ["2", f"{watching}\nBản tin tháng\n(1) In", whole, lead, partner, None],
        ["II. SỞ DU LỊCH", None, None, None, None, None],
        ["1", "Xúc tiến du lịch", whole, "Sở Du lịch", partner, None],
    ]
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$2:$2", "landscape")


def test_no_cell_of_a_workbook_is_a_formula(programme):
    book = openpyxl.load_workbook(BytesIO(programme_workbook(programme, ItemFilter(), on=DAY)))

    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n"}


def test_document_has_the_same_table(programme):
    file = docx.Document(BytesIO(programme_docx(programme, ItemFilter(), on=DAY)))

    [table] = file.tables
    assert [cell.text for cell in table.rows[0].cells] == HEADER
    assert len(table.rows) == 6
    assert table.rows[5].cells[1].text == "Xúc tiến du lịch"


def test_export_respects_the_filters(programme, officer, log_in):
    address = reverse("programme:export_xlsx", args=[programme.pk])

    answer = log_in(officer).get(address, {"q": "xuc tien"})

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    assert [row[1] for row in rows_of(sheet)[2:]] == [None, "Xúc tiến du lịch"]
    assert answer.headers["content-disposition"] == (
        'attachment; filename="chuong-trinh-thong-tin-doi-ngoai-nam-2024.xlsx"; '
        "filename*=UTF-8''Ch%C6%B0%C6%A1ng%20tr%C3%ACnh%20Th%C3%B4ng%20tin%20%C4%91%E1%BB%91i%20ngo%E1%BA%A1i"
        "%20n%C4%83m%202024.xlsx"
    )


def test_files_say_in_words_what_was_asked_for(programme, officer, log_in):
    client, lead = log_in(officer), Agency.objects.get(name="Sở Du lịch").pk
    asked = {"q": "xúc tiến", "co_quan": lead, "vai": "lead", "thang": "2024-Q3"}
    said = "có chữ “xúc tiến”; Sở Du lịch, vai trò chủ trì; thời gian: Quý 3/2024"

    book = client.get(reverse("programme:export_xlsx", args=[programme.pk]), asked).content
    file = client.get(reverse("programme:export_docx", args=[programme.pk]), asked).content

    assert openpyxl.load_workbook(BytesIO(book)).worksheets[0]["A1"].value == (
        f"Thông tin đối ngoại năm 2024 (chỉ gồm: {said})"
    )
    assert f"Chỉ gồm: {said}" in [line.text for line in docx.Document(BytesIO(file)).paragraphs]


def test_files_of_everything_name_no_filter(programme):
    group = programme.items.get(title="SỞ DU LỊCH")

    assert filter_words(ItemFilter(kind="task")) == []
    assert filter_words(ItemFilter(group_id=group.pk, gap="no_lead", timing="continuous", kind="duty")) == [
        "tiến độ: thường xuyên",
        "dưới đề mục “SỞ DU LỊCH”",
        "việc chưa có cơ quan chủ trì",
        "nhiệm vụ của đơn vị",
    ]


def test_paper_without_table_gets_plain_columns(officer):
    programme = adopted_programme(plan_answer(), adopted_by=officer)

    book = openpyxl.load_workbook(BytesIO(programme_workbook(programme, ItemFilter(), on=DAY)))

    assert len(rows_of(book.worksheets[0])[1]) == 5
