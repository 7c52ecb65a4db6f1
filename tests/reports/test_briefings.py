"""Briefings: planned once, changed by two, minuted, concluded; what is given to agencies is a request."""

import io
import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from factories.agencies import make_agency, make_person
from factories.tickets import make_briefing, make_ticket

from haidang.agencies.enums import Role
from haidang.foundation.models import Event, Notice
from haidang.reports.errors import BriefingChangedMeanwhile, ConclusionGiven, UnfitDay, WordsMissing
from haidang.reports.models import Briefing, Conclusion, Obligation
from haidang.reports.operations.briefings import change_briefing, conclude, give_conclusion, keep_minutes
from haidang.reports.queries.briefings import Planned, next_day

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 12)


@pytest.fixture
def briefing(officer, agency):
    return make_briefing(officer, agency, on=TODAY)


def typed(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def plan_data(agency, **fields) -> dict:
    return {
        "key": uuid.uuid4().hex,
        "version": 1,
        "title": "Giao ban quý II",
        "kind": "quarterly",
        "held_on": typed(timezone.localdate() + timedelta(days=7)),
        "place": "8 giờ 30, phòng họp A",
        "invited": agency.name,
        "agenda": "Tiến độ\n\nKinh phí",
    } | fields


def test_officer_plans_concludes_and_the_agency_owes_it(log_in, officer, agency, focal):
    desk, unit, today = log_in(officer), log_in(focal), timezone.localdate()
    ticket = make_ticket(agency, focal)
    desk.post(reverse("reports:plan_briefing"), plan_data(agency, tickets=[ticket.pk]))
    briefing = Briefing.objects.get()
    page = reverse("reports:briefing", args=[briefing.pk])
    assert list(briefing.agenda.order_by("number").values_list("text", "ticket")) == [
        ("Tiến độ", None),
        ("Kinh phí", None),
        ("", ticket.pk),
    ]
    assert list(Notice.objects.filter(kind="reports.briefing").values_list("to", "address")) == [
        (focal.pk, page)
    ]

    desk.post(
        reverse("reports:conclude", args=[briefing.pk]),
        {"key": "b" * 32, "text": "Gửi bản dịch", "agencies": agency.name, "due_on": typed(today)},
    )

    obligation = Obligation.objects.get()
    assert (obligation.agency, obligation.title, obligation.kind, obligation.due_on) == (
        agency,
        "Gửi bản dịch",
        "request",
        today,
    )
    assert "Giao ban quý II" in obligation.text
    shown = unit.get(page).content.decode()
    assert reverse("reports:obligation", args=[obligation.pk]) in shown
    assert "Gửi bản dịch" in unit.get(reverse("reports:my_work")).content.decode()
    assert Event.objects.filter(act="reports.give_conclusion").count() == 1


def test_forms_sent_twice_make_one_briefing_and_one_conclusion(log_in, officer, agency):
    client, data = log_in(officer), plan_data(agency)
    for _ in range(2):
        client.post(reverse("reports:plan_briefing"), data)
    briefing = Briefing.objects.get()
    said = {"key": "b" * 32, "text": "Gửi", "agencies": agency.name, "due_on": typed(timezone.localdate())}
    for _ in range(2):
        client.post(reverse("reports:conclude", args=[briefing.pk]), said)

    assert (Conclusion.objects.count(), Obligation.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"held_on": "31/02/2026"}, "ngày"),
        ({"invited": "Sở Không Có"}, "Sở Không Có"),
        ({"title": " "}, "Tên cuộc giao ban"),
        ({"agenda": "MẬT\nBàn về đoàn khách"}, "dấu chỉ độ mật"),
        ({"agenda": "\n".join(str(number) for number in range(61))}, "60"),
    ],
)
def test_what_cannot_be_planned_is_told_and_what_was_written_stays(log_in, officer, agency, fields, words):
    answer = log_in(officer).post(reverse("reports:plan_briefing"), plan_data(agency, **fields))

    shown = answer.content.decode()
    assert words in shown
    assert "phòng họp A" in shown
    assert Briefing.objects.count() == 0


def test_second_to_change_sees_what_the_first_did_and_keeps_the_own_words(log_in, officer, agency, briefing):
    client, address = log_in(officer), reverse("reports:edit_briefing", args=[briefing.pk])
    client.post(address, plan_data(agency, title="Bản đến trước"))

    refused = client.post(address, plan_data(agency, title="Bản đến sau"))

    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "có người khác đã sửa" in shown
    assert "Bản đến trước" in shown
    assert "Bản đến sau" in shown
    assert 'name="version" value="2"' in shown
    client.post(address, plan_data(agency, title="Bản đến sau", version=2))
    briefing.refresh_from_db()
    assert (briefing.title, briefing.version) == ("Bản đến sau", 3)


def test_minutes_of_an_older_state_are_not_taken(officer, briefing):
    keep_minutes(briefing=briefing, version=1, minutes="Đã bàn", kept_by=officer)

    with pytest.raises(BriefingChangedMeanwhile):
        keep_minutes(briefing=briefing, version=1, minutes="Bản khác", kept_by=officer)
    assert briefing.minutes == "Đã bàn"


def test_moved_day_is_told_again_and_the_same_day_is_not(officer, agency, focal):
    briefing = make_briefing(officer, agency, on=TODAY)
    for version, day in ((1, TODAY), (2, date(2026, 6, 20))):
        planned = Planned("quarterly", "Giao ban", day, invited=[agency])
        change_briefing(briefing=briefing, version=version, planned=planned, changed_by=officer, on=TODAY)

    assert list(Notice.objects.order_by("id").values_list("title", flat=True)) == [
        "Đơn vị được mời dự giao ban ngày 12/6/2026",
        "Đơn vị được mời dự giao ban ngày 20/6/2026",
    ]


def test_conclusion_that_cannot_be_given_is_not_entered_either(officer, agency, briefing):
    said = {"briefing": briefing, "key": "c" * 32, "concluded_by": officer, "today": TODAY}

    with pytest.raises(UnfitDay):
        conclude(text="Gửi ngay", given_to=[agency], due_on=date(2026, 6, 1), **said)
    with pytest.raises(WordsMissing):
        conclude(text="  ", **said)

    assert (Conclusion.objects.count(), Obligation.objects.count()) == (1, 0)


@pytest.mark.parametrize("given", [{"agencies": "Sở Du lịch"}, {"due_on": "30/12/2030"}])
def test_conclusion_with_half_of_whom_and_until_when_is_told(log_in, officer, briefing, given):
    answer = log_in(officer).post(
        reverse("reports:conclude", args=[briefing.pk]), {"key": "b" * 32, "text": "Gửi bản dịch"} | given
    )

    assert answer.status_code == 422
    assert "Gửi bản dịch" in answer.content.decode()
    assert Conclusion.objects.count() == 1


def test_conclusion_is_given_once(log_in, officer, agency, briefing):
    conclusion, giving = briefing.conclusions.get(), {"given_by": officer, "today": TODAY, "due_on": TODAY}
    give_conclusion(conclusion=conclusion, agencies=[agency], **giving)

    with pytest.raises(ConclusionGiven):
        give_conclusion(conclusion=conclusion, agencies=[make_agency("Sở Y tế")], **giving)
    told = log_in(officer).post(
        reverse("reports:give_conclusion", args=[conclusion.pk]),
        {"agencies": agency.name, "due_on": typed(timezone.localdate())},
    )

    assert "không giao hai lần" in told.content.decode()
    assert Obligation.objects.count() == 1


def test_invited_unit_reads_no_words_of_a_ticket_of_another_unit_nor_its_obligation(
    log_in, officer, agency, focal
):
    other = make_agency("Sở Y tế")
    ticket = make_ticket(other, make_person(Role.FOCAL, "yte", other), text="Chuyện riêng của y tế")
    briefing = make_briefing(officer, agency, other, tickets=[ticket])
    give_conclusion(
        conclusion=briefing.conclusions.get(),
        agencies=[other],
        due_on=timezone.localdate(),
        given_by=officer,
        today=timezone.localdate(),
    )
    client = log_in(focal)

    page = client.get(reverse("reports:briefing", args=[briefing.pk])).content.decode()
    paper = client.get(reverse("reports:minutes", args=[briefing.pk])).content

    words = "\n".join(line.text for line in Document(io.BytesIO(paper)).paragraphs)
    assert "Khó khăn, kiến nghị của Sở Y tế" in words
    assert "Chuyện riêng" not in page + words
    assert reverse("reports:obligation", args=[Obligation.objects.get().pk]) not in page


def test_briefing_one_is_not_invited_to_is_not_there(log_in, briefing):
    stranger = log_in(make_person(Role.FOCAL, "nguoila", make_agency("Sở Y tế")))

    names = ("briefing", "minutes", "edit_briefing")
    answers = [stranger.get(reverse(f"reports:{name}", args=[briefing.pk])).status_code for name in names]

    assert answers == [404] * 3
    assert "Giao ban quý" not in stranger.get(reverse("reports:briefings")).content.decode()


def test_next_one_is_like_this_on_the_same_weekday(log_in, officer, agency, briefing):
    shown = log_in(officer).get(f"{reverse('reports:plan_briefing')}?nhu={briefing.pk}").content.decode()

    assert next_day(briefing) == date(2026, 9, 11)
    assert "11/9/2026" in shown
    assert "Tiến độ dịch sách" in shown
    assert agency.name in shown


def test_minutes_are_a_paper_with_agenda_minutes_and_conclusions(log_in, officer, agency, briefing):
    keep_minutes(briefing=briefing, version=1, minutes="Sở Du lịch báo cáo tiến độ.", kept_by=officer)
    give_conclusion(
        conclusion=briefing.conclusions.get(), agencies=[agency], due_on=TODAY, given_by=officer, today=TODAY
    )

    answer = log_in(officer).get(reverse("reports:minutes", args=[briefing.pk]))

    lines = [line.text for line in Document(io.BytesIO(answer.content)).paragraphs]
    for words in (
        "BIÊN BẢN",
        "1. Tiến độ dịch sách",
        "Sở Du lịch báo cáo tiến độ.",
        "1. Hoàn thành bản dịch (Sở Du lịch; hạn 12/6/2026)",
    ):
        assert words in lines


def test_list_takes_the_same_number_of_queries_for_one_and_for_many(
    log_in, officer, agency, django_assert_num_queries, django_assert_max_num_queries
):
    client, address = log_in(officer), reverse("reports:briefings")
    make_briefing(officer, agency)
    client.get(address)
    with django_assert_max_num_queries(20) as one:
        client.get(address)
    for _ in range(8):
        make_briefing(officer, agency)

    with django_assert_num_queries(len(one.captured_queries)):
        assert client.get(address).status_code == 200


def test_review_of_an_issued_report_is_planned_with_its_name(log_in, officer, agency):
    page = log_in(officer).get(reverse("reports:plan_briefing"), {"ve": "Báo cáo năm 2026 " * 40})
    form = page.context["form"]
    title = ("Sơ kết, tổng kết: " + "Báo cáo năm 2026 " * 40)[:300]

    assert (form.initial["kind"], form.initial["title"]) == ("review", title.strip())
    log_in(officer).post(reverse("reports:plan_briefing"), plan_data(agency, kind="review"))
    assert next_day(Briefing.objects.get(kind="review")) is None
