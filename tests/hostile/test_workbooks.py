"""Workbooks as they should not come, sent to every table that is taken over: read or refused, nothing half-done."""

import resource
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone, translation
from factories.agencies import make_agency
from factories.money import make_line
from factories.programme import adopted_programme, plan_answer
from factories.reports import ask
from factories.workbooks import bare_workbook, opened_book, saved

from haidang.foundation.models import Event, TableImport
from haidang.programme.operations.proposals import ProposalWords, begin_proposal, write_proposal_line

pytestmark = pytest.mark.django_db

HEAD, FIRST = 3, 4  # the rows of the headings and of the first row in a workbook of ours
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
MOST_SECONDS_OF_CPU = 20


def register(_officer) -> list[int]:
    make_agency("Sở Du lịch")
    return []


def task_table(officer) -> list[int]:
    return [adopted_programme(plan_answer(tasks=2), adopted_by=officer).pk]


def budget_table(officer) -> list[int]:
    programme = adopted_programme(plan_answer(), adopted_by=officer)
    make_line(programme, "In ấn phẩm")
    return [programme.pk]


def proposal_lines(officer) -> list[int]:
    proposal = begin_proposal(agency=make_agency("Sở Y tế"), year=2027, begun_by=officer)
    words = ProposalWords(text="In ấn phẩm", amount_vnd=5_000_000, source="Thành phố")
    write_proposal_line(proposal=proposal, words=words, token=uuid4(), written_by=officer)
    return [proposal.pk]


def answers(officer) -> list[int]:
    today = timezone.localdate()
    ask(officer, make_agency("Sở Y tế"), due_on=today, today=today)
    return []


# Each table by the end of its addresses' names: what makes one, and the heading of a column of words in it.
TABLES: dict[str, tuple[Callable[[Any], list[int]], str]] = {
    "agencies:register": (register, "Nguồn"),
    "programme:task_table": (task_table, "Sản phẩm"),
    "programme:budget_table": (budget_table, "Nguồn kinh phí"),
    "programme:proposal_lines": (proposal_lines, "Nguồn kinh phí"),
    "reports:answers": (answers, "Kết quả chính"),
}


@dataclass(frozen=True)
class Table:
    """One table as a person meets it: its workbook goes out and comes back."""

    client: Client
    export: str
    take: str
    words: str

    def book(self) -> openpyxl.Workbook:
        return opened_book(self.client.get(self.export).content)

    def sent(self, content: bytes, name: str = "bang.xlsx") -> Any:
        return self.client.post(self.take, {"file": SimpleUploadedFile(name, content)}, follow=True)

    def words_cell(self, book: openpyxl.Workbook) -> Any:
        """This function will find the cell of words in the first row."""
        headings = {str(cell.value).rstrip(" *"): cell.column for cell in book.active[HEAD]}
        return book.active.cell(FIRST, headings[self.words])


@pytest.fixture(params=TABLES)
def table(request, officer, log_in) -> Iterator[Table]:
    app, name = request.param.split(":")
    make, words = TABLES[request.param]
    with translation.override("vi"):
        rows = make(officer)
        ways = (reverse(f"{app}:{way}_{name}", args=rows) for way in ("export", "import"))
        yield Table(log_in(officer), *ways, words)


def test_these_are_all_tables_that_are_taken_over():
    found = {
        f"{app.namespace}:{one.name.removeprefix('import_')}"
        for app in get_resolver().url_patterns
        for one in app.url_patterns
        if (one.name or "").startswith("import_")
    }

    assert found == TABLES.keys()


def test_secret_text_in_a_cell_is_refused_and_not_kept(table):
    book = table.book()
    table.words_cell(book).value = "TUYỆT MẬT\nChuyên-án-Sao-Khuê"
    before = Event.objects.count()

    page = table.sent(saved(book))

    assert "dấu chỉ độ mật" in told(page) or "bí mật" in told(page)
    assert "Sao-Khuê" not in page.text
    assert (TableImport.objects.count(), Event.objects.count()) == (0, before)


def test_workbook_that_is_odd_in_all_ways_but_whole_is_read_within_bounds(table, monkeypatch):
    """Another sheet first, headings two rows down, 16,384 columns, a hidden one, 100,000 rows of formats alone."""
    monkeypatch.setenv("HAIDANG_LIMIT_WALL_SECONDS", "600")  # on a busy machine; what is measured is work
    book = table.book()
    sheet = book.active
    sheet.insert_rows(1, 2)
    for column in range(40, 16_385):
        sheet.cell(HEAD + 2, column).value = f"Cột {column}"
    for row in range(100, 100_100, 10):
        sheet.cell(row, 3).number_format = "0.00"
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Ghi chú", 0).append(["Điền xong gửi lại"])
    content, before = saved(book), seconds_of_cpu()

    page = table.sent(content)

    assert "plan" in page.context, told(page)
    assert {row.kind for row in page.context["plan"].rows} == {"unchanged"}
    assert seconds_of_cpu() - before < MOST_SECONDS_OF_CPU


def a_heading_twice(book) -> None:
    book.active.cell(HEAD, 30).value = book.active.cell(HEAD, 3).value


def headings_renamed(book) -> None:
    for cell in book.active[HEAD]:
        cell.value = f"Cột {cell.column}"


def its_sheet_hidden(book) -> None:
    book.active = book.index(book.create_sheet("Khác"))
    book.worksheets[0].sheet_state = "hidden"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (a_heading_twice, "cùng một tiêu đề"),
        (headings_renamed, "Không tìm thấy dòng tiêu đề"),
        (its_sheet_hidden, "Bảng nằm trên trang tính ẩn"),
    ],
)
def test_workbook_without_the_table_is_refused_in_words(table, change, words):
    book = table.book()
    change(book)

    page = table.sent(saved(book))

    assert words in told(page)
    assert TableImport.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bang.xls", OLD_EXCEL, "xlsx"),
        ("bang.xlsx", OLD_EXCEL + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("bang.csv", "Tên;Loại\nSở Du lịch;sở".encode(), "xlsx"),
        ("bang.xlsx", bare_workbook("<sheetData/>")[:300], "hỏng"),
        ("bang.xlsx", bare_workbook("<sheetData/>"), "Không tìm thấy dòng tiêu đề"),
    ],
    ids=["old Excel", "a password", "CSV", "cut off", "empty"],
)
def test_file_that_is_no_such_workbook_is_refused_in_words(table, name, content, words):
    page = table.sent(content, name)

    assert words in told(page)
    assert TableImport.objects.count() == 0


def test_formula_without_result_in_merged_cells_is_refused_by_row_and_column(table):
    book = table.book()
    cell = table.words_cell(book)
    area = f"{cell.coordinate}:{cell.offset(row=1).coordinate}"
    cell.value = '=HYPERLINK("http://x";"y")'
    book.active.merge_cells(area)
    before = Event.objects.count()

    page = table.sent(saved(book))

    plan = page.context["plan"]
    [bad] = [row for row in plan.rows if row.number == FIRST]
    assert (cell.coordinate, table.words) in [(note.place, note.heading) for note in bad.notes]
    assert area in " ".join(str(note.text) for note in bad.notes)
    assert (plan.good, Event.objects.count()) == ((), before)


def told(page: Any) -> str:
    """This function will give what the field of the file was refused with."""
    return " ".join(page.context["form"].errors["file"])


def seconds_of_cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
