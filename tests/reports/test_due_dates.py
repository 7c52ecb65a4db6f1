"""Days of a calendar: what is owed, true figures, one entry for all who owe the same; tickets that wait; briefings."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.reports import (
    DUE,
    TODAY,
    YEAR_CLOSES,
    YEAR_DUE,
    YEAR_TRUED_UP,
    ask,
    owed,
    owed_as_estimate,
    send,
)
from factories.tickets import make_briefing, make_ticket

from haidang.agencies.enums import Role
from haidang.foundation import registry
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import accept_submission
from haidang.reports.queries.due_dates import (
    due_obligations,
    due_tickets,
    due_true_figures,
    held_briefings,
)

pytestmark = pytest.mark.django_db


def told(reader, account, on: date = TODAY) -> list[tuple[date, str, str, str]]:
    return [(one.day, one.title, one.text, one.address) for one in reader(account, on)]


def test_all_who_owe_the_same_are_one_entry_and_what_is_accepted_is_none(officer):
    rows = ask(officer, *[make_agency(f"Sở {name}") for name in ("Du lịch", "Y tế", "Tư pháp")])
    send(rows[0], officer)
    single = owed(officer, make_agency("Sở Nội vụ"), title="việc riêng", due_on=DUE + timedelta(days=1))
    done = owed(officer, make_agency("Sở Công Thương"), title="Việc đã xong")
    accept_submission(submission=send(done, officer), decided_by=officer, on=TODAY)

    assert told(due_obligations, officer) == [
        (DUE, "Số liệu 6 tháng", "1/3 đơn vị đã báo", reverse("reports:round", args=[rows[0].pk])),
        (
            DUE + timedelta(days=1),
            "Việc riêng",
            "Sở Nội vụ",
            reverse("reports:obligation", args=[single.pk]),
        ),
    ]


def test_unit_sees_its_own_part_only(officer):
    tourism, health = make_agency("Sở Du lịch"), make_agency("Sở Y tế")
    focal = make_person(Role.FOCAL, "daumoi", tourism)
    own, other = ask(officer, tourism, health)
    make_ticket(health, officer, text="Chưa có kinh phí", on=TODAY)
    make_briefing(officer, health, on=TODAY)
    assert len(told(due_tickets, officer)) == len(told(held_briefings, officer)) == 1

    assert told(due_obligations, focal) == [
        (DUE, "Số liệu 6 tháng", "Sở Du lịch", reverse("reports:obligation", args=[own.pk]))
    ]
    assert told(due_tickets, focal) == told(held_briefings, focal) == []


def test_ticket_stands_on_the_day_its_answer_is_due_until_it_is_answered(officer):
    agency = make_agency("Sở Du lịch")
    ticket = make_ticket(agency, officer, on=TODAY)

    assert told(due_tickets, officer) == [
        (
            TODAY + timedelta(days=10),
            "Phải trả lời: Chưa có kinh phí dịch sách",
            "Sở Du lịch",
            reverse("reports:ticket", args=[ticket.pk]),
        )
    ]


def test_briefing_stands_on_its_day(officer):
    briefing = make_briefing(officer, make_agency("Sở Du lịch"), on=TODAY, place="Phòng họp số 1, 14 giờ")

    assert told(held_briefings, officer) == [
        (
            TODAY,
            "Giao ban quý: Giao ban quý",
            "Phòng họp số 1, 14 giờ",
            reverse("reports:briefing", args=[briefing.pk]),
        )
    ]


def test_day_of_true_figures_stands_from_the_opening_until_they_are_sent(officer):
    tourism, health = make_agency("Sở Du lịch"), make_agency("Sở Y tế")
    focal = make_person(Role.FOCAL, "daumoi", tourism)
    own, other = owed_as_estimate(officer, tourism), owed_as_estimate(officer, health)
    Obligation.objects.filter(pk=other.pk).update(what=own.what, occurrence=own.occurrence)
    one_entry = (YEAR_TRUED_UP, "Số thực: Báo cáo năm 2026")
    of_unit = [(*one_entry, "Sở Du lịch", reverse("reports:obligation", args=[own.pk]))]

    def of_all(words: str) -> list[tuple[date, str, str, str]]:
        return [(*one_entry, words, reverse("reports:round", args=[own.pk]))]

    def seen(on: date) -> tuple[list, list]:
        return told(due_true_figures, focal, on), told(due_true_figures, officer, on)

    since = YEAR_CLOSES + timedelta(days=1)
    opened = seen(TODAY)
    for one in (own, other):
        accept_submission(submission=send(one, officer, on=YEAR_DUE), decided_by=officer, on=YEAR_DUE)
    estimated, closed = seen(YEAR_DUE), seen(since)
    sent = send(own, focal, on=since)
    waiting = seen(since)
    accept_submission(submission=sent, decided_by=officer, on=since)
    send(other, officer, on=since)

    assert opened == estimated == closed == (of_unit, of_all("0/2 đơn vị đã gửi số thực"))
    assert waiting == ([], of_all("1/2 đơn vị đã gửi số thực"))
    assert seen(since) == ([], [])


def test_whoever_has_not_reported_by_data_close_owes_the_report_and_no_true_figures(officer):
    owed_as_estimate(officer, make_agency("Sở Du lịch"))
    of_nothing = owed_as_estimate(officer, make_agency("Sở Y tế"))
    send(of_nothing, officer, on=YEAR_DUE, text="", is_nil=True)

    days = [
        [text for _day, _title, text, _place in told(due_true_figures, officer, on)]
        for on in (YEAR_CLOSES, YEAR_CLOSES + timedelta(days=1))
    ]

    assert days == [["Sở Du lịch"], []]
    assert [day for day, *_rest in told(due_obligations, officer, YEAR_CLOSES)][:1] == [YEAR_DUE]


def test_calendar_takes_the_same_queries_for_any_number(officer, django_assert_num_queries):
    for size in (1, 3):
        for number in range(size):
            agency = make_agency(f"Sở {size} {number}")
            owed(officer, agency)
            make_ticket(agency, officer, on=TODAY)
            make_briefing(officer, agency, on=TODAY)
            owed_as_estimate(officer, agency)
        with django_assert_num_queries(6):
            registered = [reader for reader in registry.due_date_readers if "reports" in reader.__module__]
            assert all(list(reader(officer, TODAY)) for reader in registered)
