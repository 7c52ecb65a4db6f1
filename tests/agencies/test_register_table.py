"""The register of agencies taken along as a workbook, filled in, and taken over."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from factories.agencies import make_agency, make_person
from factories.workbooks import opened_book, saved, workbook_of

from haidang.agencies.enums import NameKind, Role
from haidang.agencies.models import Agency
from haidang.agencies.operations import add_agency_name
from haidang.foundation.models import Event, TableImport

pytestmark = pytest.mark.django_db

HEADINGS = ["Tên chính thức", "Loại", "Trực thuộc", "Có từ ngày", "Nguồn"]
IMPORT = "/don-vi/nhap/"


@pytest.fixture(autouse=True)
def vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def city():
    return make_agency("Ủy ban nhân dân thành phố Biển Xanh", "committee")


@pytest.fixture
def browser(officer, log_in):
    return log_in(officer)


def exported(browser):
    return opened_book(browser.get(reverse("agencies:export_register")).content)


def send(browser, content: bytes, name: str = "so.xlsx"):
    return browser.post(IMPORT, {"file": SimpleUploadedFile(name, content)}, follow=True)


def decide(browser, page, **more):
    fields = {"lan": page.context["held"].pk, "seen": page.context["plan"].fingerprint}
    return browser.post(IMPORT, fields | more, follow=True)


def kinds(page) -> list[tuple[int, str]]:
    return [(row.number, row.kind) for row in page.context["plan"].rows]


def notes(page) -> list[str]:
    return [note.text for row in page.context["plan"].rows for note in row.notes]


def test_the_exported_register_comes_back_unchanged(browser, city):
    tourism = make_agency("Sở Du lịch", parent=city, valid_from=date(2015, 5, 1))
    add_agency_name(agency=tourism, text="SDL", kind=NameKind.ABBREVIATION, added_by=None)
    add_agency_name(agency=tourism, text="Sở Du lịch Biển Xanh", kind=NameKind.ALIAS, added_by=None)
    gone = make_agency("Sở Thông tin và Truyền thông")
    make_agency("Trung tâm Thông tin", parent=gone)
    Agency.objects.filter(pk=gone.pk).update(valid_to=date(2025, 3, 1))

    page = send(browser, saved(exported(browser)))

    assert {kind for _row, kind in kinds(page)} == {"unchanged"}
    assert page.context["plan"].good == ()


def test_new_rows_are_shown_and_saved_only_when_the_officer_says_so(browser, city):
    content = workbook_of(
        [
            HEADINGS,
            ["Sở Du lịch", "sở, ngành", "Ủy ban nhân dân thành phố Biển Xanh", "01/5/2015", "QĐ 12"],
            ["Báo Biển Xanh", "Cơ quan báo chí", None, None, None],
        ]
    )
    page = send(browser, content)
    assert kinds(page) == [(2, "added"), (3, "added")]
    assert Agency.objects.filter(name="Sở Du lịch").count() == 0

    decide(browser, page)

    tourism, paper = Agency.objects.get(name="Sở Du lịch"), Agency.objects.get(name="Báo Biển Xanh")
    assert (tourism.parent, tourism.valid_from, tourism.is_verified) == (city, date(2015, 5, 1), True)
    assert (paper.kind, paper.is_verified) == ("press", False)
    assert TableImport.objects.get().sheets == []


def test_the_same_file_a_second_time_changes_nothing(browser, city):
    content = workbook_of([HEADINGS, ["Sở Du lịch", "sở, ngành", None, None, None]])
    decide(browser, send(browser, content))

    page = send(browser, content)

    assert kinds(page) == [(2, "unchanged")]
    assert Agency.objects.filter(name="Sở Du lịch").count() == 1


def test_a_replayed_decision_saves_once(browser, city):
    page = send(browser, workbook_of([HEADINGS, ["Sở Du lịch", "sở, ngành", None, None, None]]))

    for _time in range(2):
        decide(browser, page)

    assert Agency.objects.filter(name="Sở Du lịch").count() == 1
    assert Event.objects.filter(act="foundation.import_table").count() == 1


def test_bad_rows_are_told_by_row_and_column_and_good_ones_wait_for_a_word(browser, city):
    content = workbook_of(
        [
            HEADINGS,
            ["Sở Du lịch", "sở, ngành", None, "31/02/2020", None],
            [None, "sở, ngành", "Sở Không Có", 5, None],
            ["Sở Y tế", "cơ quan lạ", None, None, "=A1"],
            ["Sở Xây dựng", "sở, ngành", None, None, None],
            ["Sở xây dựng", "sở, ngành", None, None, None],
        ]
    )
    page = send(browser, content)

    assert kinds(page) == [
        (2, "refused"),
        (3, "refused"),
        (4, "refused"),
        (5, "added"),
        (6, "refused"),
    ]
    told = [
        (note.place, re.split("[.:]", note.text)[0])
        for row in page.context["plan"].rows
        for note in row.notes
    ]
    assert told == [
        ("D2", "“31/02/2020” không phải là ngày có trong lịch"),
        ("A3", "Ô này phải có giá trị"),
        ("C3", "Không có đơn vị nào tên là “Sở Không Có”"),
        ("D3", "“5” không phải là ngày"),
        ("B4", "“cơ quan lạ” không thuộc các giá trị"),
        ("E4", "Công thức chưa có kết quả lưu trong tệp"),
        ("", "Dòng mới 5 đã ghi đúng như vậy"),
    ]
    before = Agency.objects.count()

    refused = decide(browser, page)
    assert Agency.objects.count() == before
    assert "Có dòng chưa nhận được" in refused.text

    decide(browser, refused, takes_good_rows="on")
    assert set(Agency.objects.values_list("name", flat=True)) >= {"Sở Xây dựng"}
    assert Agency.objects.count() == before + 1


def test_a_change_by_somebody_else_since_the_export_is_shown_and_kept(browser, city):
    tourism = make_agency("Sở Du lịch", is_verified=False)
    book = exported(browser)
    sheet = book.active
    row = next(cells for cells in sheet.iter_rows(min_row=4) if cells[0].value == tourism.code)
    row[8].value = "theo tệp"
    Agency.objects.filter(pk=tourism.pk).update(source="người khác ghi")

    page = send(browser, saved(book))

    [outdated] = page.context["plan"].of_kind("outdated")
    assert [(one.before, one.after) for one in outdated.changes] == [("người khác ghi", "theo tệp")]
    decide(browser, page, takes_good_rows="on")
    assert Agency.objects.get(pk=tourism.pk).source == "người khác ghi"


def test_a_change_between_preview_and_decision_saves_nothing(browser, city):
    tourism = make_agency("Sở Du lịch", is_verified=False)
    book = exported(browser)
    row = next(cells for cells in book.active.iter_rows(min_row=4) if cells[0].value == tourism.code)
    row[8].value = "theo tệp"
    page = send(browser, saved(book))
    Agency.objects.filter(pk=tourism.pk).update(source="người khác ghi")

    answer = decide(browser, page)

    assert "Chưa lưu gì" in answer.text
    assert Agency.objects.get(pk=tourism.pk).source == "người khác ghi"
    assert TableImport.objects.get().state == "open"


def test_what_needs_an_act_is_refused_with_the_way(browser, city):
    tourism = make_agency("Sở Du lịch", source="QĐ 1")
    book = exported(browser)
    row = next(cells for cells in book.active.iter_rows(min_row=4) if cells[0].value == tourism.code)
    row[2].value, row[8].value = "Sở Du lịch và Thể thao", "khác"

    page = send(browser, saved(book))

    assert [text.split(":")[0].split(".")[0] for text in notes(page)] == [
        "Tên chính thức đổi theo quyết định, có ngày",
        "Dòng này đã đối chiếu với nguồn nên giữ nguyên",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "Không nhập được tệp PDF"),
        (b"", "Tệp không có nội dung nào"),
        (workbook_of([["a", "b"], [1, 2]]), "Không tìm thấy dòng tiêu đề"),
        (workbook_of([["Tên chính thức", "Nguồn"], ["a", "b"]]), "thiếu các cột: Loại"),
        (workbook_of([HEADINGS]), "Không có dòng nào có chữ"),
        (workbook_of([[*HEADINGS, "Nguồn"], ["a"]]), "cùng một tiêu đề"),
        (workbook_of([["MẬT"], HEADINGS, ["Sở Du lịch"]]), "độ mật"),
    ],
    ids=["pdf", "empty", "no heading", "missing column", "no rows", "twice", "secret"],
)
def test_a_file_without_the_table_is_refused_in_words_and_nothing_is_kept(browser, content, words):
    page = send(browser, content)

    assert words in " ".join(page.context["form"].errors["file"])
    assert TableImport.objects.count() == 0


@pytest.mark.parametrize("role", [Role.FOCAL, Role.LEADER, Role.READER])
def test_others_may_take_the_register_along_and_not_over(log_in, role):
    browser = log_in(make_person(role))

    assert browser.get(reverse("agencies:export_register")).status_code == 200
    assert browser.get(IMPORT).status_code == 404
    assert browser.post(IMPORT, {}).status_code == 404


def test_nobody_decides_about_the_file_of_another(browser, city, log_in, administrator):
    page = send(browser, workbook_of([HEADINGS, ["Sở Du lịch", "sở, ngành", None, None, None]]))

    answer = decide(log_in(administrator), page)

    assert "đã được nhận hoặc đã bỏ" in answer.text
    assert Agency.objects.filter(name="Sở Du lịch").count() == 0


def test_the_register_takes_the_same_queries_for_few_and_many(browser, django_assert_num_queries):
    make_agency("Sở Du lịch")
    with django_assert_num_queries(7):
        browser.get(reverse("agencies:export_register"))
    for number in range(5):
        make_agency(f"Phòng {number}")

    with django_assert_num_queries(7):
        browser.get(reverse("agencies:export_register"))
