"""A unit's report from a DOCX that exists: proposed beside what stands, taken by tick alone."""

from decimal import Decimal
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from factories.agencies import make_person
from factories.regimes import at_noon

from haidang.agencies.enums import Role
from haidang.foundation.models import Event
from haidang.regimes.models import Measure, MeasureValue, Narrative, Section
from haidang.regimes.operations.filling import keep_section
from haidang.regimes.queries.given import SectionGiven
from haidang.regimes.queries.report_ways import FILLED_IN
from haidang.reports.models import Submission

pytestmark = pytest.mark.django_db
WORDS = "Đã ban hành 2 kế hoạch về thông tin đối ngoại."
FOREIGN = "Tin, bài bằng tiếng nước ngoài"


def report_docx(*, more: str = "") -> bytes:
    paper = docx.Document()
    paper.add_paragraph("BÁO CÁO")
    paper.add_paragraph("I. Công tác chỉ đạo, điều hành")
    paper.add_paragraph(WORDS)
    paper.add_paragraph("II. Kết quả bằng số liệu")
    paper.add_paragraph("Đơn vị đăng 15 tin, bài bằng tiếng nước ngoài.")
    if more:
        paper.add_paragraph(more)
    table = paper.add_table(rows=2, cols=3)
    for row, cells in zip(table.rows, [("TT", "Nội dung", "Kỳ này"), ("1", FOREIGN, "15")], strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    made = BytesIO()
    paper.save(made)
    return made.getvalue()


def send(client, owed, content, name="bao-cao.docx"):
    address = reverse("regimes:take_unit_paper", args=[owed.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def take(client, owed, page, *, mended=None, **choices):
    form = page.context["proposals"]
    sent = {one: form[one].value() or "" for one in form.fields if not one.startswith("lay_")}
    address = reverse("regimes:take_unit_paper", args=[owed.pk])
    chosen = {f"lay_{key}": choice for key, choice in choices.items()}
    return client.post(address, sent | (mended or {}) | chosen | {"lay": "1"}, follow=True)


def first() -> str:
    return f"P{Section.objects.get(order=0).pk}"


def figure() -> str:
    return f"S{Measure.objects.get().pk}"


def test_what_a_paper_says_is_proposed_with_its_place_and_nothing_is_taken(owed, client_of):
    page = send(client_of, owed, report_docx())

    form = page.context["proposals"]
    told = {name: form[name].value() for name in form.fields if name.startswith(("chu_", "noi_"))}
    second = f"P{Section.objects.get(order=1).pk}"
    assert told == {
        f"chu_{first()}_0": WORDS,
        f"noi_{first()}_0": "Dưới đề mục “I. Công tác chỉ đạo, điều hành”, dòng 2 đến 3.",
        f"chu_{second}_0": "Đơn vị đăng 15 tin, bài bằng tiếng nước ngoài.",
        f"noi_{second}_0": "Dưới đề mục “II. Kết quả bằng số liệu”, dòng 4 đến 5.",
        f"chu_{figure()}_0": "15",
        f"noi_{figure()}_0": "Bảng 1, dòng 9, cột “Kỳ này”.",
    }
    assert (Narrative.objects.count(), Submission.objects.count()) == (0, 0)


def test_only_what_is_ticked_is_taken_as_it_was_mended(owed, drafter, client_of):
    page = send(client_of, owed, report_docx())

    mended = {f"chu_{first()}_0": "Đã ban hành 3 kế hoạch."}
    after = take(client_of, owed, page, mended=mended, **{first(): "0", figure(): "0"})

    assert "Đã lấy 2 chỗ từ văn bản vào báo cáo." in after.content.decode()
    kept = [(one.text, one.written_by) for one in Narrative.objects.all()]
    assert kept == [("Đã ban hành 3 kế hoạch.", drafter)]
    assert [one.stated for one in MeasureValue.objects.all()] == [Decimal(15)]
    acts = Event.objects.filter(act="regimes.take_from_paper").values_list("after", flat=True)
    assert list(acts) == [{"rows": 2, FILLED_IN: Submission.objects.get().pk}]


def test_nothing_ticked_takes_nothing_and_says_so(owed, client_of):
    page = send(client_of, owed, report_docx())

    again = take(client_of, owed, page)

    assert (again.status_code, Narrative.objects.count()) == (422, 0)
    assert "Chọn ít nhất một đề xuất, hoặc quay lại báo cáo." in again.content.decode()
    assert again.context["proposals"][f"chu_{first()}_0"].value() == WORDS


def test_place_that_somebody_changed_meanwhile_is_shown_and_not_written_over(owed, officer, client_of):
    page = send(client_of, owed, report_docx())
    given = SectionGiven(Section.objects.get(order=0), "Viết trên màn hình.")
    keep_section(obligation=owed, given=given, written_by=officer, at=at_noon())

    again = take(client_of, owed, page, **{first(): "0", figure(): "0"})

    assert (again.status_code, "Viết trên màn hình." in again.content.decode()) == (409, True)
    assert [one.text for one in Narrative.objects.all()] == ["Viết trên màn hình."]
    assert MeasureValue.objects.count() == 0
    take(client_of, owed, again, **{first(): "0"})
    assert [one.text for one in Narrative.objects.all()] == [WORDS]


def test_paper_without_a_known_heading_or_name_is_told_with_what_is_looked_for(owed, client_of):
    paper = docx.Document()
    paper.add_paragraph("Kính gửi Sở Ngoại vụ")
    made = BytesIO()
    paper.save(made)

    page = send(client_of, owed, made.getvalue())

    assert page.status_code == 422
    assert "Trong “bao-cao.docx” không có gì nằm dưới đề mục của báo cáo này" in page.content.decode()
    assert "II Kết quả bằng số liệu" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"", "không có nội dung"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 400, "hỏng"),
        ("a.exe", b"MZ\x00\x01" * 200, "Chưa đọc được"),
        ("a.docx", lambda: report_docx(more="TUYỆT MẬT"), "MẬT"),
        ("a.docx", lambda: b"PK\x03\x04" + b"x" * (51 * 1024 * 1024), "50 MB"),
    ],
    ids=["empty", "cut off", "a program", "secret", "51 MB"],
)
def test_file_that_is_no_report_is_refused_in_words_and_nothing_is_kept(
    owed, client_of, name, content, words
):
    page = send(client_of, owed, content() if callable(content) else content, name)

    told = " ".join(page.context["form"].errors["file"])
    assert (page.status_code, words in told) == (422, True), told
    assert (Submission.objects.count(), Narrative.objects.count()) == (0, 0)


def test_secret_mark_typed_into_a_proposal_is_refused(owed, client_of):
    page = send(client_of, owed, report_docx())

    again = take(client_of, owed, page, mended={f"chu_{first()}_0": "TUYỆT MẬT"}, **{first(): "0"})

    assert (again.status_code, Narrative.objects.count()) == (422, 0)


def test_neighbour_does_not_reach_the_page(owed, log_in):
    from factories.agencies import make_agency

    client = log_in(make_person(Role.FOCAL, "khac", make_agency("Sở Ngoại vụ")))

    assert client.get(reverse("regimes:take_unit_paper", args=[owed.pk])).status_code == 404
