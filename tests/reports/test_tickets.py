"""Obstacles and proposals: raised, answered, asked again, forwarded, settled; who sees them, what is refused."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories.agencies import make_agency, make_person
from factories.reports import owed
from factories.tickets import make_ticket

from haidang.agencies.enums import Role
from haidang.foundation.models import Event, Notice
from haidang.reports.enums import TicketFilter
from haidang.reports.errors import TicketChangedMeanwhile, TicketIsDone, UnfitDay, WordsMissing
from haidang.reports.models import Ticket
from haidang.reports.operations.ticketing import (
    answer_ticket,
    ask_again,
    close_ticket,
    forward_ticket,
    withdraw_ticket,
)
from haidang.reports.queries.tickets import (
    TicketAsked,
    TicketCounts,
    ticket_counts,
    tickets_asked,
    tickets_by_kind,
    tickets_open_to,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 12)


@pytest.fixture
def ticket(agency, focal):
    return make_ticket(agency, focal, on=TODAY)


def raise_data(agency, **fields) -> dict:
    wanted = timezone.localdate() + timedelta(days=9)
    return {
        "key": uuid.uuid4().hex,
        "agency": agency.pk,
        "kind": "obstacle",
        "text": "Chưa có kinh phí dịch sách",
        "due_on": f"{wanted:%d/%m/%Y}",
    } | fields


def answer(ticket, by, text="Đã bố trí từ nguồn dự phòng", **fields):
    ticket.refresh_from_db()
    return answer_ticket(
        **{"ticket": ticket, "version": ticket.version, "text": text, "paper": "", "answered_by": by}
        | {"on": TODAY}
        | fields
    )


def test_unit_raises_officer_answers_unit_settles_on_the_screens(log_in, officer, agency, focal):
    unit, desk = log_in(focal), log_in(officer)
    raised = unit.post(reverse("reports:raise_ticket"), raise_data(agency))
    ticket = Ticket.objects.get()
    page = reverse("reports:ticket", args=[ticket.pk])
    assert raised.headers["Location"] == page
    desk.post(
        reverse("reports:answer_ticket", args=[ticket.pk]),
        {"version": 1, "text": "Đã bố trí 200 triệu", "paper": "Công văn 9/STC"},
    )
    shown = unit.get(page).content.decode()
    assert "Đã bố trí 200 triệu" in shown
    assert "Công văn 9/STC" in shown

    unit.post(reverse("reports:settle_ticket", args=[ticket.pk]), {"version": 2, "text": ""})

    ticket.refresh_from_db()
    assert ticket.state == "closed"
    assert list(ticket.turns.order_by("number").values_list("kind", "by")) == [
        ("raise", focal.pk),
        ("answer", officer.pk),
        ("close", focal.pk),
    ]
    told = Notice.objects.filter(kind="reports.ticket").order_by("id").values_list("to", "address")
    assert list(told) == [(officer.pk, page), (focal.pk, page), (officer.pk, page)]
    assert list(
        Event.objects.filter(act__endswith="_ticket").order_by("id").values_list("act", flat=True)
    ) == [
        "reports.raise_ticket",
        "reports.answer_ticket",
        "reports.close_ticket",
    ]


def test_held_up_answer_leads_to_the_form_with_its_sentence(log_in, officer, agency, focal):
    obligation, client = owed(officer, agency), log_in(focal)
    sent = client.post(
        reverse("reports:answer", args=[obligation.pk]),
        {"version": 1, "key": uuid.uuid4().hex, "progress": "obstacle", "text": "Chưa có phiên dịch"},
    )
    address = f"{reverse('reports:raise_ticket')}?nhiem_vu={obligation.pk}"
    assert sent.headers["Location"] == address
    assert "Chưa có phiên dịch" in client.get(address).content.decode()

    client.post(address, raise_data(agency, text="Chưa có phiên dịch"))

    assert Ticket.objects.get().obligation == obligation
    shown = client.get(reverse("reports:obligation", args=[obligation.pk])).content.decode()
    assert "chờ trả lời" in shown
    assert "Đề nghị gỡ vướng" not in shown


def test_form_sent_twice_raises_one(log_in, agency, focal):
    client, data = log_in(focal), raise_data(agency)

    answers = [client.post(reverse("reports:raise_ticket"), data).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Ticket.objects.count() == 1
    assert Ticket.objects.get().turns.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "  "}, "Vướng gì, hoặc kiến nghị gì"),
        ({"due_on": "31/02/2026"}, "ngày"),
        ({"due_on": "01/01/2020"}, "01/01/2020"),
        ({"kind": "higher"}, "Ghi rõ kiến nghị gửi cơ quan cấp trên nào."),
        ({"addressee": "Sở Không Có"}, "Sở Không Có"),
        ({"text": "TUYỆT MẬT\nKế hoạch đón đoàn"}, "dấu chỉ độ mật"),
        ({"kind": "gift"}, "Loại"),
    ],
)
def test_what_cannot_be_raised_is_told_and_nothing_is_kept(log_in, agency, focal, fields, words):
    answer = log_in(focal).post(reverse("reports:raise_ticket"), raise_data(agency, **fields))

    assert answer.status_code in {200, 422}
    assert words in answer.content.decode()
    assert Ticket.objects.count() == 0


def test_nobody_raises_for_a_unit_out_of_reach(log_in, focal):
    other = make_agency("Sở Y tế")
    client, address = log_in(focal), reverse("reports:raise_ticket")

    client.post(address, raise_data(other))
    client.post(f"{address}?don_vi={other.pk}", raise_data(other))

    assert Ticket.objects.count() == 0


def test_leader_and_reader_raise_nothing(log_in, agency):
    for role in (Role.LEADER, Role.READER):
        client = log_in(make_person(role, f"{role}-1", agency))
        assert client.post(reverse("reports:raise_ticket"), raise_data(agency)).status_code == 404


def test_ticket_of_another_unit_is_not_there(log_in, ticket):
    stranger = log_in(make_person(Role.FOCAL, "nguoila", make_agency("Sở Y tế")))

    pages = [stranger.get(reverse("reports:ticket", args=[ticket.pk]))] + [
        stranger.post(reverse(f"reports:{name}", args=[ticket.pk]), {"version": 1, "text": "x"})
        for name in ("answer_ticket", "forward_ticket", "settle_ticket")
    ]

    assert [page.status_code for page in pages] == [404] * 4
    assert "dịch sách" not in stranger.get(reverse("reports:tickets")).content.decode()


def test_addressed_body_sees_and_answers_and_the_raising_unit_may_not(log_in, agency, focal):
    finance = make_agency("Sở Tài chính")
    keeper = make_person(Role.FOCAL, "taichinh", finance)
    ticket = make_ticket(agency, focal, kind="funding", addressee=finance)
    address = reverse("reports:answer_ticket", args=[ticket.pk])

    assert log_in(focal).post(address, {"version": 1, "text": "Tự trả lời"}).status_code == 404
    assert log_in(keeper).post(address, {"version": 1, "text": "Đồng ý"}).status_code == 302

    assert list(Notice.objects.order_by("id").values_list("to", flat=True)) == [keeper.pk, focal.pk]


def test_second_answer_is_told_what_came_first_and_keeps_what_was_written(log_in, officer, ticket):
    client = log_in(officer)
    answer(ticket, officer, "Bản đến trước")

    refused = client.post(
        reverse("reports:answer_ticket", args=[ticket.pk]), {"version": 1, "text": "Bản đến sau"}
    )

    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "có người khác đã trả lời" in shown
    assert "Bản đến trước" in shown
    assert "Bản đến sau" in shown
    client.post(reverse("reports:answer_ticket", args=[ticket.pk]), {"version": 2, "text": "Bản đến sau"})
    assert list(ticket.turns.order_by("number").values_list("kind", flat=True)) == [
        "raise",
        "answer",
        "answer",
    ]


def test_asked_again_it_waits_again_but_was_answered_when_it_was_answered(officer, focal, ticket):
    answer(ticket, officer)

    ask_again(ticket=ticket, version=2, text="Vẫn chưa nhận được", asked_by=focal, on=date(2026, 6, 20))

    assert (ticket.state, ticket.answered_on, ticket.version) == ("open", TODAY, 3)
    with pytest.raises(WordsMissing):
        ask_again(ticket=ticket, version=3, text=" ", asked_by=focal, on=TODAY)


def test_what_is_settled_or_withdrawn_takes_no_more_words(officer, focal, agency, ticket):
    other = make_ticket(agency, focal, on=TODAY)
    close_ticket(ticket=ticket, version=1, text="", closed_by=focal, on=TODAY)
    withdraw_ticket(ticket=other, version=1, text="Nhầm", withdrawn_by=focal, on=TODAY)

    for done in (ticket, other):
        with pytest.raises(TicketIsDone):
            answer(done, officer)
    with pytest.raises(TicketChangedMeanwhile):
        close_ticket(ticket=ticket, version=1, text="", closed_by=focal, on=TODAY)


def test_forwarded_to_a_ministry_outside_the_register_it_keeps_its_way(officer, ticket):
    forward_ticket(
        ticket=ticket,
        version=1,
        to="Bộ Tài chính",
        due_on=date(2026, 7, 1),
        reason="Vượt thẩm quyền",
        forwarded_by=officer,
        on=TODAY,
    )

    assert (ticket.addressee, ticket.addressee_name, ticket.due_on) == (
        None,
        "Bộ Tài chính",
        date(2026, 7, 1),
    )
    assert ticket.turns.get(kind="forward").text == "Bộ Tài chính. Vượt thẩm quyền"
    with pytest.raises(UnfitDay):
        forward_ticket(
            ticket=ticket,
            version=2,
            to="Bộ",
            due_on=date(2026, 6, 1),
            reason="x",
            forwarded_by=officer,
            on=TODAY,
        )


def test_shares_leave_out_what_was_withdrawn_and_tell_late_from_answered(officer, focal, agency):
    in_time, late_answer, waiting, taken_back = (make_ticket(agency, focal, on=TODAY) for _ in range(4))
    later = TODAY + timedelta(days=11)
    answer(in_time, officer)
    answer(late_answer, officer, on=later)
    withdraw_ticket(ticket=taken_back, version=1, text="", withdrawn_by=focal, on=TODAY)

    rows = tickets_open_to(officer)

    assert ticket_counts(rows, on=later) == TicketCounts(raised=3, answered=2, timely=1, late=1)
    assert list(tickets_asked(rows, TicketAsked(standing=TicketFilter.LATE), on=later)) == [waiting]
    assert set(tickets_asked(rows, TicketAsked(words="kinh phi DICH"), on=later)) == {
        in_time,
        late_answer,
        waiting,
        taken_back,
    }


def test_report_takes_what_was_raised_in_its_period_by_kind(officer, focal, agency):
    first = make_ticket(agency, focal, on=TODAY)
    funding = make_ticket(agency, focal, on=TODAY, kind="funding")
    make_ticket(agency, focal, on=date(2026, 7, 1))
    answer(funding, officer)

    found = tickets_by_kind(officer, first=date(2026, 6, 1), last=date(2026, 6, 30))

    assert [(one.kind, one.tickets, one.answered) for one in found] == [
        ("obstacle", (first,), 0),
        ("funding", (funding,), 1),
    ]


def test_list_takes_the_same_number_of_queries_for_one_and_for_many(
    log_in, officer, agency, focal, django_assert_num_queries, django_assert_max_num_queries
):
    client, address = log_in(officer), reverse("reports:tickets")
    make_ticket(agency, focal)
    client.get(address)
    with django_assert_max_num_queries(20) as one:
        client.get(address)
    for _ in range(12):
        make_ticket(agency, focal)

    with django_assert_num_queries(len(one.captured_queries)):
        assert client.get(address).status_code == 200


def test_unit_page_and_desk_lead_to_what_was_raised(log_in, officer, agency, focal, ticket):
    unit = log_in(focal)
    assert "dịch sách" in unit.get(reverse("reports:unit", args=[agency.pk])).content.decode()
    assert "Chờ bạn trả lời" in log_in(officer).get(reverse("desk:home")).content.decode()
    answer(ticket, officer)

    assert "Đã có trả lời: cho biết đã xong chưa" in unit.get(reverse("desk:home")).content.decode()
