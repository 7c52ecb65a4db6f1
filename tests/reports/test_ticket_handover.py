"""A reorganisation hands open tickets over, on the side that raised them and on the side that answers."""

from datetime import date

import pytest
from factories.agencies import make_agency, make_person
from factories.tickets import make_ticket

from haidang.agencies.enums import Role
from haidang.agencies.registry import Carrying, RowGiven
from haidang.foundation.models import Event
from haidang.reports.models import Ticket, TicketTurn
from haidang.reports.operations.ticket_handover import tickets_raised, tickets_to_answer
from haidang.reports.operations.ticketing import close_ticket

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 12)
ACT = Carrying(on=TODAY, by=None, today=TODAY, legal_basis="Nghị quyết số 12/NQ-HĐND")


@pytest.fixture
def old(db):
    return make_agency("Sở Thông tin và Truyền thông")


@pytest.fixture
def heir(db):
    return make_agency("Sở Văn hóa và Thể thao")


def rows_now() -> list[tuple]:
    return list(Ticket.objects.order_by("pk").values_list("pk", "agency", "addressee", "state"))


def test_what_is_settled_stays_and_what_is_open_is_seen(old):
    focal = make_person(Role.FOCAL, "daumoi", old)
    settled, waiting = make_ticket(old, focal, on=TODAY), make_ticket(old, focal, on=TODAY, text="Còn vướng")
    close_ticket(ticket=settled, version=1, text="", closed_by=focal, on=TODAY)

    rows = tickets_raised().rows_held([old.pk], TODAY)

    assert [(row.key, row.holder_id, row.text, row.state) for row in rows] == [
        (waiting.pk, old.pk, "Còn vướng", "1")
    ]
    assert tickets_to_answer().rows_held([old.pk], TODAY) == []


@pytest.mark.parametrize("work", [tickets_raised(), tickets_to_answer()], ids=["raised", "to answer"])
def test_what_is_handed_over_is_given_back_exactly(old, heir, work):
    other = make_agency("Sở Du lịch")
    raising, addressed = (old, other) if work.kind == "tickets_raised" else (other, old)
    ticket = make_ticket(raising, make_person(Role.FOCAL, "daumoi", raising), on=TODAY, addressee=addressed)
    before = rows_now()

    memos = work.hand_over([RowGiven(ticket.pk, heir)], ACT)

    ticket.refresh_from_db()
    assert heir in {ticket.agency, ticket.addressee}
    turn = ticket.turns.get(kind="move")
    assert (turn.text, turn.paper) == (
        "Sở Thông tin và Truyền thông → Sở Văn hóa và Thể thao",
        "Nghị quyết số 12/NQ-HĐND",
    )
    assert work.hindrances(memos) == []
    work.give_back(memos, None)
    assert rows_now() == before
    assert TicketTurn.objects.count() == 1
    assert Event.objects.filter(act__in=["reports.move_ticket", "reports.give_ticket_back"]).count() == 2


def test_what_was_settled_since_hinders_the_undoing(old, heir):
    focal = make_person(Role.FOCAL, "daumoi", old)
    ticket = make_ticket(old, focal, on=TODAY, text="Còn vướng")
    memos = tickets_raised().hand_over([RowGiven(ticket.pk, heir)], ACT)
    close_ticket(ticket=ticket, version=2, text="", closed_by=focal, on=TODAY)

    assert tickets_raised().hindrances(memos) == ["“Còn vướng” đã được báo hoặc đổi sau đó."]


def test_both_sides_moved_by_one_act_are_given_back(old, heir):
    ticket = make_ticket(old, make_person(Role.FOCAL, "daumoi", old), on=TODAY, addressee=old)
    before, works = rows_now(), (tickets_raised(), tickets_to_answer())
    memos = [work.hand_over([RowGiven(ticket.pk, heir)], ACT) for work in works]

    assert [work.hindrances(memo) for work, memo in zip(works, memos, strict=True)] == [[], []]
    for work, memo in reversed(list(zip(works, memos, strict=True))):
        work.give_back(memo, None)

    assert rows_now() == before
