"""Tasks and budget of a programme taken along as workbooks, filled in, and taken over."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from factories.agencies import make_agency, make_person
from factories.money import make_entry, make_line
from factories.programme import adopted_programme, plan_answer, task_value
from factories.workbooks import opened_book, saved, workbook_of

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency
from haidang.foundation.models import TableImport
from haidang.foundation.queries import events_of
from haidang.programme.models import BudgetEntry, BudgetLine, Item
from haidang.programme.operations.edit import ItemWords, edit_item

pytestmark = pytest.mark.django_db

MONEY = ["Nội dung chi", "Nhóm", "Loại số tiền", "Năm", "Quý (để trống: cả năm)", "Số tiền (đồng)"]
MONEY += ["Nguồn kinh phí", "Cơ quan thực hiện", "Ngày văn bản", "Văn bản"]


@pytest.fixture(autouse=True)
def vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def programme(officer):
    paragraphs = ["Đoạn thứ nhất", "Đoạn  thứ hai"]
    tasks = [task_value("I.1", content=paragraphs, partners=["Sở Y tế", "Báo Biển Xanh"]), task_value("I.2")]
    return adopted_programme(plan_answer(tasks=2) | {"tasks": tasks}, adopted_by=officer)


@pytest.fixture
def browser(officer, log_in):
    return log_in(officer)


class Way:
    """One table of a programme on its two pages."""

    def __init__(self, browser, programme, name: str) -> None:
        self.browser = browser
        self.export = reverse(f"programme:export_{name}_table", args=[programme.pk])
        self.address = reverse(f"programme:import_{name}_table", args=[programme.pk])

    def book(self):
        return opened_book(self.browser.get(self.export).content)

    def send(self, content: bytes):
        upload = SimpleUploadedFile("bang.xlsx", content)
        return self.browser.post(self.address, {"file": upload}, follow=True)

    def decide(self, page, **more):
        fields = {"lan": page.context["held"].pk, "seen": page.context["plan"].fingerprint}
        return self.browser.post(self.address, fields | more, follow=True)


@pytest.fixture
def tasks(browser, programme):
    return Way(browser, programme, "task")


@pytest.fixture
def money(browser, programme):
    return Way(browser, programme, "budget")


def kinds(page) -> list[str]:
    return [row.kind for row in page.context["plan"].rows]


def notes(page) -> list[str]:
    return [note.text for row in page.context["plan"].rows for note in row.notes]


def cell(book, heading: str, row: int):
    """The cell under a heading in the row with that number, counted from the first row of values."""
    headings = {str(one.value).rstrip(" *"): one.column for one in book.active[3]}
    return book.active.cell(3 + row, headings[heading])


def test_exported_tasks_come_back_unchanged_in_either_language(tasks):
    book = tasks.book()

    assert kinds(tasks.send(saved(book))) == ["unchanged", "unchanged"]
    with translation.override("en"):
        assert kinds(tasks.send(saved(book))) == ["unchanged", "unchanged"]


def test_words_time_lead_and_partners_of_tasks_are_taken_over_with_history(tasks, programme):
    tourism = make_agency("Sở Du lịch")
    book = tasks.book()
    cell(book, "Việc", 1).value = "Theo dõi dư luận"
    cell(book, "Thời gian", 1).value = "Quý III/2024"
    cell(book, "Cơ quan chủ trì, mỗi dòng một tên", 1).value = "sở du lịch"
    cell(book, "Cơ quan phối hợp, mỗi dòng một tên", 1).value = None

    page = tasks.send(saved(book))
    assert kinds(page) == ["changed", "unchanged"]
    tasks.decide(page)

    item = Item.objects.filter(programme=programme, kind="task").order_by("position").first()
    held = item.assignments.filter(valid_to=None).values_list("role", "agency")
    assert (item.title, item.starts_on, item.ends_on) == (
        "Theo dõi dư luận",
        date(2024, 7, 1),
        date(2024, 9, 30),
    )
    assert list(held) == [("lead", tourism.pk)]
    assert events_of(item).filter(act="programme.edit_item").count() == 1
    assert item.version == 2


def test_a_task_changed_by_somebody_else_since_the_export_is_shown_and_kept(tasks, programme, officer):
    book = tasks.book()
    cell(book, "Việc", 1).value = "Theo tệp"
    item = Item.objects.filter(programme=programme, kind="task").order_by("position").first()
    lead = item.assignments.get(role="lead", valid_to=None).agency
    edit_item(
        item=item,
        version=1,
        edited_by=officer,
        words=ItemWords("Người khác sửa"),
        timing=None,
        leads=[lead],
        partners=[],
        on=date(2024, 6, 1),
    )

    page = tasks.send(saved(book))

    [outdated] = page.context["plan"].of_kind("outdated")
    assert ("Người khác sửa", "Theo tệp") in [(one.before, one.after) for one in outdated.changes]
    tasks.decide(page, takes_good_rows="on")
    assert Item.objects.get(pk=item.pk).title == "Người khác sửa"


def test_wrong_cells_of_tasks_are_told_and_nothing_is_saved(tasks):
    book = tasks.book()
    cell(book, "Việc", 1).value = None
    cell(book, "Thời gian", 2).value = "lúc nào đó"
    cell(book, "Cơ quan chủ trì, mỗi dòng một tên", 2).value = "Sở Không Có"
    book.active.append(["", "", "", "Nhóm không có", "Việc mới"])

    page = tasks.send(saved(book))

    assert kinds(page) == ["refused", "refused", "refused"]
    assert [text.split(". Hãy")[0].split(".")[0] for text in notes(page)] == [
        "Ô này phải có giá trị",
        "Không có đơn vị nào tên là “Sở Không Có”",
        "“lúc nào đó” chưa xếp được vào lịch",
        "Chương trình không có nhóm việc nào tên “Nhóm không có”",
    ]
    assert page.context["plan"].good == ()


NEW_TASK = {
    "Nhóm việc": "sở thông tin và truyền thông",
    "Việc": "Tổ chức họp báo quý",
    "Nội dung, mỗi đoạn một dòng": "Mời báo chí\nPhát tài liệu",
    "Sản phẩm": "Bản tin",
    "Thời gian": "Quý III/2024",
    "Cơ quan chủ trì, mỗi dòng một tên": "sở du lịch",
    "Cơ quan phối hợp, mỗi dòng một tên": "Báo Biển Xanh",
}


def with_new_task(book, row: int = 3, **more: str) -> bytes:
    for heading, value in (NEW_TASK | more).items():
        cell(book, heading, row).value = value
    return saved(book)


@pytest.fixture
def grouped(officer):
    """A plan whose tasks stand in a group."""
    answer = plan_answer(tasks=2)
    answer |= {"structure": [{"label": "I", "title": "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "lines": [[1, 1]]}]}
    programme = adopted_programme(answer, adopted_by=officer)
    group = Item.objects.create(
        programme=programme, kind="section", label="I", title="SỞ THÔNG TIN VÀ TRUYỀN THÔNG", position=5
    )
    Item.objects.without_tree_fields().filter(programme=programme, kind="task").update(parent=group)
    return programme


def test_new_rows_become_tasks_of_their_group_with_bodies_and_time_and_only_once(browser, grouped):
    tourism, paper = make_agency("Sở Du lịch"), make_agency("Báo Biển Xanh", "press")
    tasks = Way(browser, grouped, "task")
    content = with_new_task(tasks.book())

    page = tasks.send(content)
    assert kinds(page) == ["unchanged", "unchanged", "added"]
    assert Item.objects.filter(programme=grouped, kind="task").count() == 2
    tasks.decide(page)

    *old, new = Item.objects.filter(programme=grouped, kind="task").order_by("position", "id")
    held = (
        new.assignments.filter(valid_to=None).order_by("role").values_list("role", "agency", "printed_name")
    )
    assert (new.title, new.content, new.product) == (
        "Tổ chức họp báo quý",
        ["Mời báo chí", "Phát tài liệu"],
        "Bản tin",
    )
    assert (new.parent.label, new.starts_on, new.ends_on) == ("I", date(2024, 7, 1), date(2024, 9, 30))
    assert list(held) == [("lead", tourism.pk, "Sở Du lịch"), ("partner", paper.pk, "Báo Biển Xanh")]
    assert [event.act for event in events_of(new)] == ["programme.add_task"]
    assert len(old) == 2
    assert kinds(tasks.send(content)) == ["unchanged"] * 3
    assert kinds(tasks.send(saved(tasks.book()))) == ["unchanged"] * 3


def test_a_new_row_like_a_task_that_says_something_else_is_refused(browser, grouped):
    make_agency("Sở Du lịch"), make_agency("Báo Biển Xanh", "press")
    tasks = Way(browser, grouped, "task")
    book = tasks.book()
    tasks.decide(tasks.send(with_new_task(book)))

    page = tasks.send(with_new_task(book, **{"Sản phẩm": "Phóng sự"}))

    assert kinds(page) == ["unchanged", "unchanged", "refused"]
    assert notes(page) == ["Nhóm này đã có việc cùng tên. Hãy tải bảng mới về rồi sửa ở dòng của việc đó."]


def test_two_new_rows_of_the_same_words_are_one_too_many(browser, grouped):
    make_agency("Sở Du lịch"), make_agency("Báo Biển Xanh", "press")
    tasks = Way(browser, grouped, "task")
    book = tasks.book()
    with_new_task(book)

    page = tasks.send(with_new_task(book, 4, **{"Sản phẩm": "Phóng sự"}))

    assert kinds(page) == ["unchanged", "unchanged", "added", "refused"]
    assert notes(page) == ["Dòng mới 6 đã ghi đúng như vậy."]


def test_number_and_group_of_a_task_that_is_there_are_not_changed_by_the_table(browser, grouped):
    tasks = Way(browser, grouped, "task")
    book = tasks.book()
    cell(book, "Nhóm việc", 1).value = "Nhóm khác"
    cell(book, "STT", 1).value = "IX.9"

    assert kinds(tasks.send(saved(book))) == ["unchanged", "unchanged"]


def test_merged_cells_are_refused_with_their_place(tasks):
    book = tasks.book()
    book.active.merge_cells("K4:K5")

    assert (
        notes(tasks.send(saved(book)))
        == ["Các ô K4:K5 đang gộp. Hãy bỏ gộp và ghi giá trị vào từng dòng."] * 2
    )


def test_a_file_of_another_programme_changes_nothing(browser, tasks, officer):
    other = adopted_programme(
        plan_answer(heading=plan_answer()["heading"] | {"number": "13/KH-UBND"}), adopted_by=officer
    )

    page = tasks.send(saved(Way(browser, other, "task").book()))

    assert kinds(page) == ["refused"]
    assert "không có trong bảng này" in notes(page)[0]


def test_amounts_and_lines_come_in_and_a_second_time_nothing_changes(money, programme):
    tourism = make_agency("Sở Du lịch", valid_from=date(2020, 1, 1))
    make_line(programme, "In ấn phẩm", group="Xuất bản")
    content = workbook_of(
        [
            MONEY,
            [
                "In ấn phẩm",
                "Xuất bản",
                "Phân bổ",
                2024,
                1,
                "1.200.000",
                "Thành phố",
                "Sở Du lịch",
                "01/3/2024",
                "QĐ 1",
            ],
            ["In ấn phẩm", "Xuất bản", "đã chi", 2024, None, 900_000, None, None, date(2024, 6, 1), None],
            ["Mua máy ảnh", "Thiết bị", "Kế hoạch", 2024, 0, "300 triệu", None, None, "2024-03-01", None],
            ["Thuê dịch", None, None, None, None, None, None, None, None, None],
        ]
    )
    page = money.send(content)
    assert kinds(page) == ["added"] * 4
    assert BudgetEntry.objects.count() == 0

    money.decide(page)

    told = BudgetEntry.objects.order_by("id").values_list(
        "line__text", "line__group__text", "kind", "amount_vnd", "quarter", "executor"
    )
    assert list(told) == [
        ("In ấn phẩm", "Xuất bản", "allocated", 1_200_000, 1, tourism.pk),
        ("In ấn phẩm", "Xuất bản", "spent", 900_000, 0, None),
        ("Mua máy ảnh", "Thiết bị", "planned", 300_000_000, 0, None),
    ]
    assert BudgetLine.objects.filter(text="Thuê dịch", group=None).count() == 1
    assert kinds(money.send(content)) == ["unchanged"] * 4
    assert kinds(money.send(saved(money.book()))) == ["unchanged"] * 4


def test_an_amount_is_corrected_by_the_file_only_with_a_reason(money, programme):
    entry = make_entry(make_line(programme), 5_000_000)
    book = money.book()
    cell(book, "Số tiền (đồng)", 1).value = 4_000_000

    page = money.send(saved(book))
    assert (kinds(page), notes(page)) == (["refused"], ["Sửa số tiền phải ghi lý do."])

    cell(book, "Lý do sửa", 1).value = "QĐ 13"
    money.decide(money.send(saved(book)))
    again = money.send(saved(book))

    correction = BudgetEntry.objects.get(corrects=entry)
    assert (correction.amount_vnd, correction.reason) == (-1_000_000, "QĐ 13")
    assert kinds(again) != ["changed"]


def test_a_row_that_keeps_the_name_of_an_ended_body_comes_back_unchanged(money, programme):
    tourism = make_agency("Sở Du lịch")
    make_entry(make_line(programme), executor=tourism)
    Agency.objects.filter(pk=tourism.pk).update(valid_to=date(2025, 3, 1))

    assert kinds(money.send(saved(money.book()))) == ["unchanged"]


def test_wrong_amounts_are_told_by_row_and_column_in_one_go(money):
    tourism = make_agency("Sở Du lịch")
    Agency.objects.filter(pk=tourism.pk).update(valid_to=date(2024, 1, 1))
    content = workbook_of(
        [
            MONEY,
            ["A", None, "Phân bổ", 2031, 5, "1,500", None, None, "31/02/2024", None],
            ["B", None, "Phân bổ", 2031, None, 1, None, "Sở Du lịch", "01/3/2024", None],
            ["C", None, None, 2024, None, 1.5, None, None, None, None],
            ["D", None, "Phân bổ", 2024, None, -5, None, None, None, None],
            ["E", None, "thu", "hai nghìn", None, 10**16, None, None, "hôm qua", None],
        ]
    )

    page = money.send(content)

    assert kinds(page) == ["refused"] * 5
    told = [[(note.place or note.heading) for note in row.notes] for row in page.context["plan"].rows]
    assert told == [
        ["E2", "F2", "I2"],
        ["Năm", "Cơ quan thực hiện"],
        ["F4"],
        ["Ngày văn bản", "Số tiền (đồng)"],
        ["C6", "D6", "F6", "I6"],
    ]


def test_hostile_text_stays_text_on_the_page_and_in_the_file(money, programme):
    make_line(programme, "<script>alert(1)</script>")
    make_line(programme, '=HYPERLINK("http://x";"y")')
    book = money.book()
    book.active.append(["", "", "", "<img src=x onerror=alert(2)>"])

    page = money.send(saved(book))

    assert "<script>alert(1)" not in page.text
    assert "<img src=x" not in page.text
    assert {one.data_type for row in money.book().active.iter_rows() for one in row} == {"s", "n"}


@pytest.mark.parametrize("role", [Role.FOCAL, Role.LEADER, Role.READER, Role.ADMINISTRATOR])
def test_only_officers_take_tables_over(programme, log_in, role):
    browser = log_in(make_person(role))

    for name in ("task", "budget"):
        way = Way(browser, programme, name)
        assert browser.get(way.address).status_code == 404
        assert browser.post(way.address, {"lan": 1}).status_code == 404
        assert browser.get(way.export).status_code == 200
    assert TableImport.objects.count() == 0


@pytest.mark.parametrize("count", [1, 300])
def test_a_table_is_planned_with_the_same_queries_for_few_and_many(money, count, django_assert_num_queries):
    rows = [[f"Dòng {at}", "", "Kế hoạch", 2024, 0, 5, "", "", "01/3/2024", ""] for at in range(count)]
    page = money.send(workbook_of([MONEY, *rows]))
    address = f"{money.address}?lan={page.context['held'].pk}"

    with django_assert_num_queries(7):
        plan = money.browser.get(address).context["plan"]

    assert len(plan.good) == count
