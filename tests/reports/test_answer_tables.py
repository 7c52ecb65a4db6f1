"""What is still owed taken along as a workbook, filled in, and sent row by row when it comes back."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation
from factories.agencies import make_agency, make_person
from factories.reports import ask, send
from factories.workbooks import opened_book, saved

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency
from haidang.foundation.models import TableImport
from haidang.foundation.queries import events_of
from haidang.reports.models import Obligation, Submission
from haidang.reports.operations.answering import keep_draft, return_submission
from haidang.reports.queries.answers import Answer, Link, Product

pytestmark = pytest.mark.django_db

HEADINGS = {
    "progress": "Tình trạng việc",
    "text": "Kết quả chính",
    "figure": "Số liệu, nếu có",
    "unit": "Đơn vị tính của số liệu",
    "nil": "Không phát sinh (ghi x)",
    "products": "Sản phẩm, mỗi dòng một loại",
    "links": "Liên kết, mỗi dòng một địa chỉ",
}


@pytest.fixture(autouse=True)
def vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def tourism():
    return make_agency("Sở Du lịch")


@pytest.fixture
def focal(tourism):
    return make_person(Role.FOCAL, agency=tourism)


@pytest.fixture
def owed(officer, tourism, today) -> list[Obligation]:
    return [ask(officer, tourism, due_on=today, today=today, title=f"Việc {at}")[0] for at in range(3)]


class Table:
    """The table of answers as one person takes it along and brings it back."""

    def __init__(self, browser) -> None:
        self.browser, self.address = browser, reverse("reports:import_answers")

    def book(self, **asked):
        return opened_book(self.browser.get(reverse("reports:export_answers"), asked).content)

    def send(self, book):
        upload = SimpleUploadedFile("bang.xlsx", saved(book))
        return self.browser.post(self.address, {"file": upload}, follow=True)

    def decide(self, page, **more):
        fields = {"lan": page.context["held"].pk, "seen": page.context["plan"].fingerprint}
        return self.browser.post(self.address, fields | more, follow=True)


@pytest.fixture
def table(log_in, focal):
    return Table(log_in(focal))


def fill(book, row: int, **values) -> None:
    """This function will fill cells of the row with that number, counted from the first obligation."""
    columns = {str(one.value).rstrip(" *"): one.column for one in book.active[3]}
    for name, value in values.items():
        book.active.cell(3 + row, columns[HEADINGS[name]]).value = value


def kinds(page) -> list[str]:
    return [row.kind for row in page.context["plan"].rows]


def notes(page) -> list[str]:
    return [note.text for row in page.context["plan"].rows for note in row.notes]


def test_an_exported_table_comes_back_unchanged_in_either_language(table, owed):
    book = table.book()

    assert kinds(table.send(book)) == ["unchanged"] * 3
    with translation.override("en"):
        assert kinds(table.send(book)) == ["unchanged"] * 3


def test_filled_rows_are_sent_as_from_their_pages_and_only_once(table, owed, focal):
    book = table.book()
    filled = {
        "progress": "Đang làm",
        "text": "Đã dịch 14 bài",
        "figure": "1.234,5",
        "unit": "lượt xem",
        "products": "14 tin; tiếng Anh; di sản\n2 bài",
        "links": "https://example.com/a Bài về di sản 12/6/2026",
    }
    progress = str(book.active.data_validations.dataValidation[0].formula1).strip('"').split(",")[1]
    fill(book, 1, **(filled | {"progress": progress}))
    fill(book, 2, nil="x")

    page = table.send(book)
    assert (kinds(page), notes(page)) == (["changed", "changed", "unchanged"], [])
    assert Submission.objects.count() == 0
    table.decide(page)

    told, nil = Submission.objects.order_by("obligation_id")
    [link] = told.evidence.all()
    assert (told.obligation, told.author, told.state, told.progress) == (
        owed[0],
        focal,
        "sent",
        "in_progress",
    )
    assert (told.text, told.figure, told.unit) == ("Đã dịch 14 bài", Decimal("1234.5"), "lượt xem")
    assert list(told.products.order_by("id").values_list("kind", "number", "language", "topic")) == [
        ("news", 14, "en", "di sản"),
        ("article", 2, "", ""),
    ]
    assert (link.url, link.title, link.dated_on) == (
        "https://example.com/a",
        "Bài về di sản",
        date(2026, 6, 12),
    )
    assert (nil.obligation, nil.kind, nil.text) == (owed[1], "nil", "")
    assert events_of(owed[0]).filter(act="reports.send_submission").count() == 1
    assert kinds(table.send(book)) == ["unchanged"] * 3
    assert Submission.objects.count() == 2


def test_a_row_that_was_answered_meanwhile_is_shown_and_left(table, owed, focal, today):
    book = table.book()
    fill(book, 1, text="Theo tệp")
    fill(book, 2, text="Còn lại")
    send(owed[0], focal, "Đã gửi từ điện thoại", on=today)

    page = table.send(book)

    assert kinds(page) == ["outdated", "changed", "unchanged"]
    [outdated] = page.context["plan"].of_kind("outdated")
    assert [(one.before, one.after) for one in outdated.changes] == [("Đã gửi từ điện thoại", "Theo tệp")]
    table.decide(page, takes_good_rows="on")
    assert list(Submission.objects.order_by("id").values_list("text", flat=True)) == [
        "Đã gửi từ điện thoại",
        "Còn lại",
    ]


def test_what_the_person_drafted_stands_in_the_table_and_is_not_lost(table, owed, focal):
    early = table.book()
    keep_draft(obligation=owed[0], author=focal, answer=Answer(text="Nháp trên điện thoại"))
    fill(early, 1, text="Theo tệp")

    assert kinds(table.send(early)) == ["outdated", "unchanged", "unchanged"]

    late = table.book()
    assert "Nháp trên điện thoại" in [cell.value for row in late.active.iter_rows() for cell in row]
    fill(late, 1, text="Nháp trên điện thoại, đã xong")
    table.decide(table.send(late))
    assert Submission.objects.get().text == "Nháp trên điện thoại, đã xong"


def test_a_returned_answer_stands_in_its_row_with_the_reason(table, owed, focal, officer, today):
    links, products = (Link("https://example.com/a", "Bài"),), (Product("news", 3, "en", "biển"),)
    sent = send(owed[0], focal, "Thiếu số", links=links, products=products, on=today)
    return_submission(submission=sent, decided_by=officer, reason="Ghi rõ số lượng", on=today)
    book = table.book()

    shown = [cell.value for cell in book.active[4]]
    assert "Ghi rõ số lượng" in shown
    assert kinds(table.send(book)) == ["unchanged"] * 3
    fill(book, 1, text="Đã có 3 tin")
    table.decide(table.send(book))

    again = Submission.objects.get(number=2)
    assert (again.text, again.evidence.get().url, again.products.get().number) == (
        "Đã có 3 tin",
        "https://example.com/a",
        3,
    )


def test_wrong_cells_are_told_by_row_and_column_and_nothing_is_sent(table, owed, tourism):
    book = table.book()
    fill(book, 1, figure="nhiều lắm", links="trang nhà", products="vài tin")
    fill(book, 2, nil="x", figure=5)
    fill(book, 3, text="a" * 2_001, nil="có lẽ")
    book.active.append(["", "", "", "Việc tự thêm", "", "", "", "", "Đã làm"])

    page = table.send(book)

    assert kinds(page) == ["refused"] * 4
    told = [[(note.place, note.heading) for note in row.notes] for row in page.context["plan"].rows]
    assert told == [
        [("J4", HEADINGS["figure"]), ("M4", HEADINGS["products"]), ("N4", HEADINGS["links"])],
        [("", HEADINGS["nil"])],
        [("I6", HEADINGS["text"]), ("L6", HEADINGS["nil"])],
        [("", "")],
    ]
    assert page.context["plan"].good == ()
    assert Submission.objects.count() == 0


def test_a_waived_row_and_one_of_an_ended_agency_are_refused_in_words(table, owed, tourism, today):
    book = table.book()
    fill(book, 1, text="Đã làm")
    fill(book, 2, text="Đã làm")
    Obligation.objects.filter(pk=owed[0].pk).update(waived_on=today)
    Agency.objects.filter(pk=tourism.pk).update(valid_to=today)

    page = table.send(book)

    assert kinds(page) == ["refused", "refused", "unchanged"]
    assert [text.split(",")[0].split(" ")[0] for text in notes(page)] == ["Việc", "Sở"]


def test_a_secret_mark_in_a_cell_keeps_nothing_of_the_file(table, owed):
    book = table.book()
    fill(book, 1, text="TUYỆT MẬT\nNội dung")

    page = table.send(book)

    assert "bí mật" in page.text
    assert TableImport.objects.count() == 0


def test_a_unit_neither_takes_along_nor_answers_what_another_owes(table, owed, officer, today, log_in):
    other = make_agency("Sở Y tế")
    theirs = ask(officer, other, due_on=today, today=today, title="Việc nhà khác")[0]
    own = table.book()
    whole = Table(log_in(officer)).book()
    assert "Việc nhà khác" not in [cell.value for row in own.active.iter_rows() for cell in row]
    assert "Việc nhà khác" in [cell.value for row in whole.active.iter_rows() for cell in row]
    for row in range(1, 5):
        fill(whole, row, text="Trả lời hộ")

    page = table.send(whole)

    assert sorted(kinds(page)) == ["changed", "changed", "changed", "refused"]
    table.decide(page, takes_good_rows="on")
    assert theirs.submissions.count() == 0
    assert Submission.objects.count() == 3


def test_the_standing_body_enters_answers_that_units_gave_by_telephone(owed, officer, log_in, tourism):
    table = Table(log_in(officer))
    book = table.book(don_vi=tourism.pk)
    fill(book, 1, text="Báo qua điện thoại: 14 bài")

    table.decide(table.send(book))

    sent = Submission.objects.get()
    assert (sent.agency, sent.author, sent.state) == (tourism, officer, "sent")


@pytest.mark.parametrize("role", [Role.LEADER, Role.READER, Role.ADMINISTRATOR])
def test_only_who_works_takes_the_table_along(owed, log_in, role):
    browser = log_in(make_person(role))

    for name in ("export_answers", "import_answers"):
        assert browser.get(reverse(f"reports:{name}")).status_code == 404
    assert browser.post(reverse("reports:import_answers"), {"lan": 1}).status_code == 404


@pytest.mark.parametrize("count", [1, 40])
def test_a_table_is_written_with_the_same_queries_for_few_and_many(
    table, officer, tourism, today, count, django_assert_num_queries
):
    for at in range(count):
        ask(officer, tourism, due_on=today, today=today, title=f"Việc {at}")
    table.book()

    with django_assert_num_queries(7):
        assert table.book().active.max_row == 3 + count
