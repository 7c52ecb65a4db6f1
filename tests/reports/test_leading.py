"""The leaders' sheet: as the history says of any day, counted n of d, for those who lead, with as many queries."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories.agencies import make_agency, make_person
from factories.reports import DUE, TODAY, ask, send
from factories.sheets import fill_sheet
from reports.test_standing import fates  # noqa: F401

from haidang.agencies.enums import Role
from haidang.engines.reckoning.obligation_state import state_on
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import accept_submission, return_submission
from haidang.reports.operations.changing import Grounds, extend_obligation, waive_obligation
from haidang.reports.queries.leading import as_of, leaders_sheet
from haidang.reports.queries.standing import facts_of_all

pytestmark = pytest.mark.django_db

LATER = date(2026, 12, 1)
FATES = {
    "late": "",
    "due_soon": "",
    "not_yet_due": "",
    "submitted": "sent",
    "submitted_late": "sent",
    "returned": "returned",
    "accepted": "accepted",
    "nil": "accepted",
}


def told(rows, day: date, *, today: date):
    found = as_of(rows, on=day, today=today)
    return {one.pk: (one.due_then, one.fate_then) for one in found}


def by_history(rows, day: date):
    states = {one.pk: state_on(facts_of_all(one), day) for one in rows}
    return {pk: (one.due_on, FATES[one.code]) for pk, one in states.items() if one.code != "waived"}


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY, DUE + timedelta(days=9)])
def test_a_day_that_has_passed_is_told_as_the_history_tells_it(fates, day):  # noqa: F811
    assert told(fates, day, today=LATER) == by_history(fates, day)


def test_today_is_told_from_the_rows_as_the_history_tells_it(fates):  # noqa: F811
    assert told(fates, LATER, today=LATER) == by_history(fates, LATER)


def test_an_answer_returned_later_still_waited_for_a_decision_that_day(officer):
    (one,) = ask(officer, make_agency("Sở Du lịch"))
    sent = send(one, officer, on=TODAY)
    return_submission(submission=sent, decided_by=officer, reason="Thiếu", on=TODAY + timedelta(days=2))
    rows = Obligation.objects.all()

    assert told(rows, TODAY, today=LATER) == {one.pk: (DUE, "sent")}
    assert told(rows, TODAY + timedelta(days=2), today=LATER) == {one.pk: (DUE, "returned")}


def test_sheet_counts_what_is_due_answered_in_time_late_and_held_up(officer):
    units = [make_agency(f"Sở {name}") for name in ("Du lịch", "Y tế", "Tư pháp", "Công Thương", "Nội vụ")]
    rows = ask(officer, *units)
    accept_submission(submission=send(rows[0], officer), decided_by=officer, on=TODAY)
    send(rows[1], officer, "Thiếu kinh phí", progress="obstacle", on=DUE + timedelta(days=3))
    waive_obligation(obligation=rows[2], version=1, grounds=Grounds("Sáp nhập"), waived_by=officer, on=TODAY)
    extend_obligation(
        obligation=rows[3],
        version=1,
        due_on=DUE + timedelta(days=20),
        grounds=Grounds("Chờ số liệu"),
        extended_by=officer,
        on=TODAY,
    )
    day = DUE + timedelta(days=10)

    sheet = leaders_sheet(officer, on=day, today=day, programme=None)

    counts = sheet.counts
    assert (counts.all, counts.due, counts.answered, counts.timely) == (4, 3, 2, 1)
    assert (counts.accepted, counts.sent, counts.late, counts.late_units, counts.held_up) == (1, 1, 1, 1, 1)
    assert [(one.name, one.late, one.due, one.oldest) for one in sheet.late_units] == [
        ("Sở Nội vụ", 1, 1, DUE)
    ]
    assert [(one.agency.name, one.text_then) for one in sheet.obstacles] == [("Sở Y tế", "Thiếu kinh phí")]
    assert [(one.due_on, one.answered, one.asked) for one in sheet.rounds] == [
        (DUE + timedelta(days=20), 0, 1)
    ]
    assert sum(bar.count for bar in counts.bars) == counts.all


def test_every_part_of_the_sheet_is_told_of_one_programme(officer):
    programme = fill_sheet(officer, today=TODAY)

    whole = leaders_sheet(officer, on=TODAY, today=TODAY, programme=None)
    own = leaders_sheet(officer, on=TODAY, today=TODAY, programme=programme)

    assert (whole.counts.all, whole.counts.late, whole.counts.held_up) == (36, 9, 9)
    assert (len(whole.late_units), len(whole.rounds), whole.rounds_in_all) == (6, 5, 9)
    assert (len(whole.budget_rows), len(whole.budget.rows), whole.spent_percent) == (4, 9, 100)
    assert [len(one.rounds) for one in whole.coverage] == [3, 3, 3]
    assert (own.counts.all, own.budget.total.spent) == (0, 123_456_789_000)
    assert [str(one.points) for one in own.coverage] == ["0/1"]


def test_sheet_takes_the_same_queries_for_any_number_of_rows(log_in, officer, django_assert_num_queries):
    client, address = log_in(officer), reverse("reports:leaders")
    for name in ("Du lịch", "Y tế"):
        soon = timezone.localdate() + timedelta(days=5)
        for row in ask(officer, *[make_agency(f"{kind} {name}") for kind in ("Sở", "Cục")], due_on=soon):
            send(row, officer, progress="obstacle")
        with django_assert_num_queries(11):
            client.get(address)


def test_a_day_to_come_is_refused_in_words_and_today_is_shown(log_in, officer):
    later = timezone.localdate() + timedelta(days=1)

    page = log_in(officer).get(reverse("reports:leaders"), {"ngay": f"{later:%d/%m/%Y}"})

    assert "Ngày này chưa tới: hãy chọn hôm nay hoặc một ngày trước." in page.content.decode()
    assert page.context["sheet"].on == timezone.localdate()


@pytest.mark.parametrize(("role", "status"), [(Role.LEADER, 200), (Role.FOCAL, 404), (Role.READER, 404)])
def test_leaders_see_the_sheet_and_units_do_not(log_in, role, status):
    person = make_person(role, str(role), make_agency("Sở Du lịch"))
    client = log_in(person)

    assert client.get(reverse("reports:leaders")).status_code == status
    assert (reverse("reports:leaders") in client.get("/").content.decode()) == (status == 200)
