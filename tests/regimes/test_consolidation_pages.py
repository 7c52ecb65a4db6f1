"""Pages of the consolidated report: pieces are chosen and kept, numbers lead to their rows in two clicks."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.consolidation import ISSUED, begun, issued, report_of
from factories.regimes import FIRST_HALF, TODAY, make_measure, open_round, regime_with_form

from haidang.agencies.enums import AgencyKind, Role
from haidang.engines.reckoning.periods import year_period
from haidang.regimes.enums import RegimePeriod
from haidang.regimes.models import Consolidation, Pick, ReportRound
from haidang.regimes.models.rounds import OUT_OF_TURN
from haidang.regimes.operations.consolidation import ask_to_issue
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.consolidation_texts import PickFacts, narratives_under
from haidang.regimes.work import issue_waiting_report
from haidang.reports.models import Obligation

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(officer):
    return open_round(officer, "Sở Du lịch", "Sở Ngoại vụ")


def piece_form(version=0, **fields) -> dict:
    sent = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "version": version, "form-0-text": ""}
    return sent | fields


def section_page(made, opened) -> str:
    return reverse("regimes:consolidated_section", args=[made.pk, opened.form.sections.get(order=0).pk])


def test_editor_takes_over_what_a_unit_wrote_and_keeps_the_own_words(opened, officer, log_in):
    report_of(opened, "Sở Du lịch", "Đã tổ chức 2 hội nghị.", (14,), officer)
    wrote = narratives_under(opened, opened.form.sections.get(order=0)).get()
    made = begun(opened, officer)

    client = log_in(officer)
    answer = client.post(
        section_page(made, opened), piece_form(**{"form-0-text": "Mở đầu.", "choose": wrote.pk})
    )

    assert answer.status_code == 302
    assert list(Pick.objects.order_by("order").values_list("text", "narrative")) == [
        ("Mở đầu.", None),
        ("Đã tổ chức 2 hội nghị.", wrote.pk),
    ]
    assert "Đã có trong báo cáo" in client.get(section_page(made, opened)).content.decode()


def test_second_editor_sees_both_texts(opened, officer, log_in):
    made = begun(opened, officer, PickFacts("Bản của chị Hà."))

    page = log_in(officer).post(section_page(made, opened), piece_form(**{"form-0-text": "Bản của anh Nam."}))

    shown = page.content.decode()
    assert page.status_code == 422
    assert [
        words in shown for words in ("Bản của chị Hà.", "Bản của anh Nam.", "Người khác vừa lưu phần này.")
    ] == [True] * 3


def test_report_is_issued_from_its_page_and_a_number_opens_its_rows(opened, officer, log_in):
    report_of(opened, "Sở Du lịch", "Đã dịch 14 bài.", (14,), officer)
    made = begun(opened, officer, PickFacts("Đã dịch 14 bài."))
    client = log_in(officer)
    address = reverse("regimes:consolidation", args=[made.pk])
    assert "Trước khi ban hành" in client.get(address).content.decode()

    made = issued(made, officer)
    page = client.get(address).content.decode()
    first = next(one for one in re.findall(r'href="([^"]+)"', page) if one.endswith("/tin-bai/"))
    rows = client.get(first).content.decode()
    report = next(one for one in re.findall(r'href="([^"]+)"', rows) if one.endswith("/ban/1/"))

    assert "Đã dịch 14 bài." in client.get(report).content.decode()
    assert client.get(reverse("regimes:consolidation_file", args=[made.pk])).getvalue()[:2] == b"PK"


def test_page_of_a_report_being_written_shows_how_far_it_is_and_turns_itself(opened, officer, log_in):
    made, client = begun(opened, officer, PickFacts("Mở đầu.")), log_in(officer)
    address, asked = (
        reverse("regimes:consolidation", args=[made.pk]),
        {"HX-Request": "true", "HX-Target": "waiting"},
    )
    ask_to_issue(consolidation=made, version=made.version, facts=ISSUED, asked_by=officer)

    part = client.get(address, headers=asked).content.decode()
    assert issue_waiting_report()
    ended = client.get(address, headers=asked)

    assert ("Bước 0/" in part, "<html" in part) == (True, False)
    assert (ended.headers["HX-Refresh"], ended.content) == ("true", b"")


def test_round_leads_to_its_consolidated_report(opened, officer, log_in):
    made = issued(begun(opened, officer, PickFacts("Mở đầu.")), officer)

    page = log_in(officer).get(reverse("regimes:round", args=[opened.pk])).content.decode()

    assert f'<a href="{reverse("regimes:consolidation", args=[made.pk])}">{made.number}</a>' in page


def test_draft_takes_the_same_queries_for_one_report_and_for_two(
    opened, officer, log_in, django_assert_max_num_queries
):
    report_of(opened, "Sở Du lịch", "Đã dịch 14 bài.", (14,), officer)
    made = begun(opened, officer, PickFacts("Đã dịch 14 bài."))
    client, address = log_in(officer), reverse("regimes:consolidation", args=[made.pk])
    with django_assert_max_num_queries(60) as one:
        client.get(address)
    report_of(opened, "Sở Ngoại vụ", "Đã dịch 6 bài.", (6,), officer)

    with django_assert_max_num_queries(len(one)):
        client.get(address)


MATCHES = "Mọi số, và mọi dòng làm nên số, đúng như khi ban hành."
DIFFERS = "Nội dung ở đây không còn đúng bản đã ban hành."


def test_page_of_issued_report_compares_its_numbers_once_it_is_shown(opened, officer, log_in):
    report_of(opened, "Sở Du lịch", "Đã dịch 14 bài.", (14,), officer)
    made = issued(begun(opened, officer, PickFacts("Đã dịch 14 bài.")), officer)
    client, address = log_in(officer), reverse("regimes:consolidation", args=[made.pk])
    asked = f"{address}?doi-chieu=1"

    page = client.get(address).content.decode()
    part = client.get(asked, headers={"hx-request": "true"}).content.decode()
    whole = client.get(asked).content.decode()

    assert f'hx-get="{asked}" hx-trigger="load"' in page
    assert (MATCHES in page, DIFFERS in page) == (False, False)
    assert (MATCHES in part, part.count("<h1")) == (True, 0)
    assert (MATCHES in whole, whole.count("<h1"), "hx-trigger" in whole) == (True, 1, False)

    made.figures.filter(measure__isnull=False).update(number=15)
    touched = client.get(asked, headers={"hx-request": "true"}).content.decode()
    assert (MATCHES in touched, DIFFERS in touched) == (False, True)


def test_page_of_issued_report_leaves_the_rows_of_units_unread(opened, officer, log_in):
    report_of(opened, "Sở Du lịch", "Đã dịch 14 bài.", (14,), officer)
    made = issued(begun(opened, officer, PickFacts("Đã dịch 14 bài.")), officer)

    with CaptureQueriesContext(connection) as asked:
        page = log_in(officer).get(reverse("regimes:consolidation", args=[made.pk])).content.decode()

    whole = [one["sql"] for one in asked if ', "regimes_consolidation"."frozen"' in one["sql"]]
    assert (page.count("Đã dịch 14 bài."), len(whole), len(made.frozen["units"]["rows"])) == (1, 0, 2)


@pytest.fixture
def head(opened):
    """The officer of a province that owes the ministry two reports of the period."""
    province = make_agency("Ủy ban nhân dân thành phố Hải Đăng", AgencyKind.COMMITTEE)
    person = make_person(Role.OFFICER, "cv-thanh-pho", province)
    for code in ("bo-6-thang", "kpi-6-thang"):
        regime = regime_with_form(
            person,
            make_measure(f"{code}-so", code),
            code=code,
            name=f"Báo cáo {code}",
            kinds=(),
            named=[province],
        )
        open_report_round(regime=regime, period=FIRST_HALF, opened_by=person, today=TODAY)
    return person


def test_officer_chooses_which_of_two_reports_the_consolidated_one_answers(opened, head, log_in):
    client, address = log_in(head), reverse("regimes:begin_consolidation", args=[opened.pk])
    first, second = Obligation.objects.filter(agency__name__startswith="Ủy ban").order_by("id")

    led = client.post(address)
    page = client.get(address).content.decode()
    unchosen = client.post(address, {"choose": "1"})
    before = Consolidation.objects.count()
    client.post(address, {"choose": "1", "owed": second.pk})

    assert (led["Location"], unchosen.status_code, before) == (address, 422, 0)
    assert [f'value="{one.pk}"' in page for one in (first, second)] == [True, True]
    assert Consolidation.objects.get().obligation == second


def test_report_of_a_round_out_of_turn_may_answer_none_and_is_asked_which(opened, head, log_in):
    ReportRound.objects.filter(pk=opened.pk).update(occurrence=OUT_OF_TURN)
    client, address = log_in(head), reverse("regimes:begin_consolidation", args=[opened.pk])
    Obligation.objects.filter(agency__name__startswith="Ủy ban").latest("id").delete()

    page = client.get(address).content.decode()
    unchosen = client.post(address, {"choose": "1"})
    client.post(address, {"choose": "1", "owed": ""})

    assert ("không trả lời báo cáo nào" in page, unchosen.status_code) == (True, 422)
    assert Consolidation.objects.get().obligation is None


def test_report_of_another_is_no_choice(opened, head, log_in):
    address = reverse("regimes:begin_consolidation", args=[opened.pk])
    strange = Obligation.objects.filter(what=opened.what).first()

    answer = log_in(head).post(address, {"choose": "1", "owed": strange.pk})

    assert (answer.status_code, Consolidation.objects.count()) == (422, 0)


def test_next_edition_answers_what_the_last_one_did(opened, head, officer, log_in):
    report_of(opened, "Sở Du lịch", "Đã dịch 14 bài.", (14,), officer)
    client, address = log_in(head), reverse("regimes:begin_consolidation", args=[opened.pk])
    owed = Obligation.objects.filter(agency__name__startswith="Ủy ban").order_by("id").last()
    client.post(address, {"choose": "1", "owed": owed.pk})
    issued(Consolidation.objects.get(), head)

    client.post(address)

    assert list(Consolidation.objects.order_by("edition").values_list("edition", "obligation")) == [
        (1, owed.pk),
        (2, owed.pk),
    ]


BEFORE, LAST_YEAR = "Kỳ trước", "Cùng kỳ năm trước"


@pytest.mark.parametrize(
    ("kind", "period", "told"),
    [
        (RegimePeriod.HALF_YEAR, FIRST_HALF, [True, True, True]),
        (RegimePeriod.YEAR, year_period(2026), [False, False, False]),
    ],
)
def test_round_of_a_year_shows_the_year_before_once(officer, log_in, kind, period, told):
    make_agency("Sở Du lịch")
    regime = regime_with_form(officer, period=kind)
    opened = open_report_round(regime=regime, period=period, opened_by=officer, today=TODAY).report_round
    client = log_in(officer)
    report_of(opened, "Sở Du lịch", "Đã dịch 14 bài.", (14,), officer)
    obligation = Obligation.objects.get(what=opened.what)
    made = begun(opened, officer)

    pages = [
        client.get(address).content.decode()
        for address in (
            reverse("regimes:consolidation", args=[made.pk]),
            reverse("regimes:report_version", args=[obligation.pk, 1]),
            reverse("regimes:unit_report", args=[obligation.pk]) + "?thay=1",
        )
    ]

    assert [LAST_YEAR in page for page in pages] == told
    assert [BEFORE in page for page in pages] == [True] * 3
