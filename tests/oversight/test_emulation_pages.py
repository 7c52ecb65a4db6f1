"""Pages of emulation: the table of criteria, a unit's form, checking, ranking, appeals, lists and their files."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document
from factories.agencies import make_agency, make_person
from factories.emulation import PLAN, make_scheme, opened_scheme, published_scheme, told_scheme
from factories.reports import photo_bytes
from openpyxl import load_workbook

from haidang.agencies.enums import Role
from haidang.oversight.models import Appeal, Commendation, CommendationList, EmulationScheme, Score
from haidang.oversight.operations.scoring import send_own_scores
from haidang.oversight.queries.facts import OwnScore
from haidang.oversight.queries.sheets import criteria_of, judged_sheets, sheets_of
from haidang.reports.models import Evidence
from haidang.reports.queries.answers import Answer

pytestmark = pytest.mark.django_db
GRADED = (PLAN,)


@pytest.fixture
def tourism(db):
    return make_agency("Sở Du lịch")


@pytest.fixture
def scheme(officer, tourism):
    """This fixture will return a scheme of one graded criterion, open to one unit."""
    return opened_scheme(officer, GRADED)


def send_grade(scheme, account) -> None:
    """This function will score the one unit of a scheme with the best grade."""
    sheet = sheets_of(scheme).get()
    send_own_scores(
        sheet=sheet,
        version=sheet.version,
        scores={scheme.criteria.get().pk: OwnScore(grade=0)},
        answer=Answer(),
        sent_by=account,
        at=timezone.now(),
    )


def graded_form(scheme, grade, **more):
    sheet = sheets_of(scheme).get()
    name = f"c{scheme.criteria.get().pk}"
    return {"version": sheet.version, f"{name}-grade": grade, f"{name}-note": "Công văn 5"} | more


def test_officer_makes_a_scheme_and_its_criteria_on_two_pages(officer, log_in, tourism):
    client = log_in(officer)
    client.post(
        reverse("oversight:make_scheme"),
        {
            "name": "Thi đua 2026",
            "year": "2026",
            "part": "half-1",
            "self_due_on": "15/12/2026",
            "g0-name": "Khối sở",
            "g0-kinds": ["department"],
            "g1-name": "",
        },
    )
    scheme = EmulationScheme.objects.get()
    table = {
        "version": scheme.version,
        "p0-title": "Đúng hạn",
        "p0-kind": "steps",
        "p0-most": "12,5",
        "p0-source": "timely",
        "p0-steps": "50 | 5\n90 | 12,5",
        "p1-title": "Kế hoạch",
        "p1-kind": "graded",
        "p1-most": "10",
        "p1-steps": "Tốt | 10 | đủ nội dung\nKhá | 7",
    }
    address = reverse("oversight:criteria", args=[scheme.pk])

    moved = client.post(address, table | {"xuong": "0"})
    assert moved.content.decode().index("Kế hoạch") < moved.content.decode().index("Đúng hạn")
    assert scheme.criteria.count() == 0
    client.post(address, table)

    assert [(one.title, one.most, one.steps) for one in criteria_of(scheme)] == [
        ("Đúng hạn", Decimal("12.5"), [["50", "5"], ["90", "12.5"]]),
        ("Kế hoạch", 10, [["Tốt", "10", "đủ nội dung"], ["Khá", "7", ""]]),
    ]
    assert (scheme.first_month, scheme.last_month) == (2026 * 12, 2026 * 12 + 5)


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("chín mươi", "Bậc được ghi dạng “90 | 10”: chín mươi"),
        ("90 | 99", "Có bậc hoặc mức cho nhiều hơn điểm tối đa của tiêu chí."),
        ("90 | 5\n95 | 4", "Kết quả tốt hơn lại được ít điểm hơn. Kiểm tra lại các bậc."),
        ("90 | x", "Hãy ghi số liệu bằng chữ số, ví dụ 1.234,5."),
    ],
)
def test_bad_step_is_told_and_what_was_typed_stays(officer, log_in, tourism, steps, told):
    scheme = make_scheme(officer, GRADED)
    page = log_in(officer).post(
        reverse("oversight:criteria", args=[scheme.pk]),
        {
            "version": scheme.version,
            "p0-title": "Đúng hạn",
            "p0-kind": "steps",
            "p0-most": "10",
            "p0-source": "timely",
            "p0-steps": steps,
        },
    )

    shown = page.content.decode()
    assert (told in shown, "Đúng hạn" in shown, scheme.criteria.get().title) == (True, True, PLAN.title)


def test_unit_keeps_then_sends_its_scores_with_a_photo(scheme, tourism, log_in):
    client = log_in(make_person(Role.FOCAL, "dulich", tourism))
    address = reverse("oversight:own_scores", args=[sheets_of(scheme).get().pk])
    photo = SimpleUploadedFile("hinh.jpg", photo_bytes())

    client.post(address, graded_form(scheme, 1, files=[photo]))
    assert (sheets_of(scheme).get().sent_at, Score.objects.get().self_points) == (None, 7)
    sent = client.post(address, graded_form(scheme, 0, gui="1"), follow=True)

    assert "Đã gửi phiếu tự chấm." in sent.content.decode()
    assert (Score.objects.get().self_points, Evidence.objects.get().title) == (10, "hinh.jpg")
    assert Evidence.objects.get().submission.text == "Tự chấm: 10 điểm."


def test_second_person_of_a_unit_keeps_what_was_typed(scheme, tourism, log_in):
    client = log_in(make_person(Role.FOCAL, "dulich", tourism))
    address = reverse("oversight:own_scores", args=[sheets_of(scheme).get().pk])
    seen = graded_form(scheme, 1)
    client.post(address, graded_form(scheme, 0))

    refused = client.post(address, seen | {"gui": "1"})

    shown = refused.content.decode()
    assert (
        refused.status_code,
        "Người khác vừa sửa phiếu chấm điểm này" in shown,
        "Công văn 5" in shown,
    ) == (
        422,
        True,
        True,
    )
    assert sheets_of(scheme).get().sent_at is None


def test_officer_checks_with_a_reason_and_bulk_checks_the_rest(officer, scheme, tourism, log_in):
    send_grade(scheme, officer)
    client = log_in(officer)
    sheet = sheets_of(scheme).get()
    name = f"c{scheme.criteria.get().pk}"
    address = reverse("oversight:check", args=[sheet.pk])

    without = client.post(address, {"version": sheet.version, f"{name}-points": "7"})
    assert (without.status_code, "ghi lý do điểm khác" in without.content.decode()) == (422, True)
    client.post(address, {"version": sheet.version, f"{name}-points": "7", f"{name}-reason": "Chậm"})

    assert [
        one.points for one in judged_sheets(scheme, sheets_of(scheme), on=timezone.localdate())[0].lines
    ] == ["7"]
    again = client.post(reverse("oversight:checking", args=[scheme.pk]), {"phieu": [sheet.pk]}, follow=True)
    assert "Đã thẩm định 0 phiếu" in again.content.decode()


def test_unit_appeals_and_the_officer_answers(officer, scheme, tourism, log_in):
    told_scheme(scheme, officer)
    EmulationScheme.objects.update(appeals_until=timezone.localdate())
    focal = log_in(make_person(Role.FOCAL, "dulich", tourism))
    sheet = reverse("oversight:sheet", args=[sheets_of(scheme).get().pk])
    asked = {"criterion": scheme.criteria.get().pk, "text": "Kế hoạch có từ tháng một"}
    focal.post(f"{sheet}de-nghi/", asked)
    appeal = reverse("oversight:answer_appeal", args=[Appeal.objects.get().pk])

    without = log_in(officer).post(appeal, {"is_upheld": "yes", "answer": "Đúng"})
    assert "Ghi điểm mới." in without.content.decode()
    log_in(officer).post(appeal, {"is_upheld": "yes", "points": "7", "answer": "Đúng, sổ văn bản có ghi"})

    assert "chấp nhận: 0 → 7 điểm" in focal.get(sheet).content.decode()


def test_only_officers_and_leaders_see_others_before_publishing_then_every_post(
    officer, scheme, tourism, log_in
):
    reader = log_in(make_person(Role.READER, "nguoidoc", make_agency("Sở Ngoại vụ")))
    sheet = sheets_of(scheme).get()
    pages = [reverse("oversight:ranking", args=[scheme.pk]), reverse("oversight:sheet", args=[sheet.pk])]
    rows = reverse("oversight:own_scores", args=[sheet.pk])

    assert [reader.get(one).status_code for one in (*pages, rows)] == [404, 404, 404]
    published_scheme(told_scheme(scheme, officer), officer)

    assert [reader.get(one).status_code for one in (*pages, rows)] == [200, 200, 404]


def test_publishing_twice_changes_nothing(officer, scheme, log_in):
    told_scheme(scheme, officer)
    client = log_in(officer)
    page = client.get(reverse("oversight:ranking", args=[scheme.pk]))
    given = {"number": "9/TB"} | {name: page.context["form"].initial[name] for name in ("version", "seen")}
    address = reverse("oversight:publish", args=[scheme.pk])

    assert [client.post(address, given).status_code for _ in range(2)] == [302, 422]
    assert EmulationScheme.objects.get().number == "9/TB"


def test_list_is_proposed_from_the_ranking_and_taken_as_files(officer, scheme, tourism, log_in):
    send_grade(scheme, officer)
    published_scheme(told_scheme(scheme, officer), officer)
    client = log_in(officer)
    address = reverse("oversight:propose", args=[scheme.pk])
    shown = client.get(address).context["form"].initial
    assert shown["rows"] == "Sở Du lịch (so-du-lich) | Bằng khen | 10 điểm, hạng 1/1 Khối sở, ngành"

    given = shown | {"addressee": "Chủ tịch UBND thành phố"}
    for _ in range(2):
        client.post(address, given)

    made = CommendationList.objects.get()
    paper = Document(BytesIO(client.get(reverse("oversight:list_paper", args=[made.pk])).content))
    assert [cell.text for cell in paper.tables[1].rows[1].cells] == [
        "1",
        "Sở Du lịch",
        "Bằng khen",
        "10 điểm, hạng 1/1 Khối sở, ngành",
    ]
    book = load_workbook(BytesIO(client.get(reverse("oversight:list_table", args=[made.pk])).content))
    assert [cell.value for cell in book.active[3]] == [
        1,
        "Sở Du lịch",
        "Bằng khen",
        "10 điểm, hạng 1/1 Khối sở, ngành",
    ]


def test_ad_hoc_list_names_units_and_no_person(officer, tourism, log_in):
    given = {
        "title": "Đột xuất",
        "addressee": "Chủ tịch",
        "rows": "Sở Du lịch | Bằng khen | Đưa tin kịp thời",
    }
    client = log_in(officer)
    wrong = client.post(
        reverse("oversight:propose_ad_hoc"), given | {"rows": "Nguyễn Văn A | Bằng khen | Tốt"}
    )

    assert "Dòng 1:" in wrong.content.decode()
    assert CommendationList.objects.count() == 0
    client.post(reverse("oversight:propose_ad_hoc"), given)
    assert [(one.agency, one.award, one.merit) for one in Commendation.objects.all()] == [
        (tourism, "Bằng khen", "Đưa tin kịp thời")
    ]


def test_two_officers_change_a_list_and_the_second_loses_nothing(officer, tourism, log_in):
    given = {"title": "Đột xuất", "addressee": "Chủ tịch", "rows": "Sở Du lịch | Bằng khen | Tốt"}
    client = log_in(officer)
    client.post(reverse("oversight:propose_ad_hoc"), given)
    address = reverse("oversight:change_list", args=[CommendationList.objects.get().pk])
    client.post(address, given | {"version": "1", "title": "Lần hai"})

    refused = client.post(address, given | {"version": "1", "title": "Lần ba"})

    shown = refused.content.decode()
    assert (refused.status_code, "Lần ba" in shown, CommendationList.objects.get().title) == (
        422,
        True,
        "Lần hai",
    )


def test_pages_of_a_whole_city_take_as_many_queries_as_of_one_unit(
    officer, log_in, django_assert_max_num_queries
):
    make_agency("Sở 0")
    one = opened_scheme(officer, GRADED)
    for number in range(1, 60):
        make_agency(f"Sở {number}")
    many = opened_scheme(officer, GRADED, name="Đông")
    client = log_in(officer)

    def queries(address):
        with django_assert_max_num_queries(60) as counted:
            assert client.get(address).status_code == 200
        return len(counted)

    for page in ("oversight:checking", "oversight:ranking", "oversight:scheme"):
        assert queries(reverse(page, args=[one.pk])) == queries(reverse(page, args=[many.pk]))


def test_pages_say_that_no_person_is_judged(officer, scheme, log_in):
    client = log_in(officer)
    pages = ("oversight:scheme", "oversight:checking", "oversight:ranking")

    for page in (*(reverse(one, args=[scheme.pk]) for one in pages), reverse("oversight:schemes")):
        assert "không bao giờ xét cá nhân" in client.get(page).content.decode()
