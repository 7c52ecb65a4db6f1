"""The table of open work leaves reports of rounds to their own pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from factories.regimes import open_round
from factories.reports import ask
from factories.workbooks import opened_book, saved

from haidang.agencies.models import Agency
from haidang.foundation.tables.workbook import XLSX
from haidang.reports.models import Obligation, Submission

pytestmark = pytest.mark.django_db
HEAD, FIRST = 3, 4
REPORT = "Báo cáo công tác thông tin đối ngoại, 6 tháng đầu năm 2026"


@pytest.fixture
def asked(officer):
    open_round(officer, "Sở Du lịch")
    today = timezone.localdate()
    (one,) = ask(officer, Agency.objects.get(name="Sở Du lịch"), due_on=today, today=today)
    return one


@pytest.fixture
def report(asked):
    return Obligation.objects.exclude(pk=asked.pk).get()


@pytest.fixture
def client_of(officer, log_in):
    return log_in(officer)


def test_table_of_open_work_leaves_reports_of_rounds_out(asked, report, client_of):
    book = opened_book(client_of.get(reverse("reports:export_answers")).content)

    keys = [row[0].value for row in book.active.iter_rows(min_row=FIRST)]
    assert keys == [str(asked.pk)]
    assert report.title == REPORT


def test_row_of_a_report_of_a_round_is_refused_with_where_it_is_filled_in(asked, report, client_of):
    book = opened_book(client_of.get(reverse("reports:export_answers")).content)
    columns = {cell.value.strip(" *"): cell.column for cell in book.active[HEAD]}
    book.active.cell(FIRST, 1).value = str(report.pk)
    book.active.cell(FIRST, 2).value = str(report.version)
    book.active.cell(FIRST, columns["Kết quả chính"]).value = "Đã báo cáo."

    upload = SimpleUploadedFile("bang.xlsx", saved(book), XLSX)
    page = client_of.post(reverse("reports:import_answers"), {"file": upload}, follow=True)

    assert [(row.kind, [note.text for note in row.notes]) for row in page.context["plan"].rows] == [
        (
            "refused",
            [
                f"“{REPORT}” là báo cáo của một kỳ, không trả lời trong bảng này. Mở báo cáo trong "
                "Việc của tôi để điền, hoặc lấy tệp Excel riêng tại trang báo cáo đó."
            ],
        )
    ]
    assert Submission.objects.count() == 0
