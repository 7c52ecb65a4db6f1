"""A body that an act founds takes over what is owed and raised, and goes again with it when the act is undone."""

from datetime import date

import pytest
from factories.agencies import make_agency
from factories.reports import TODAY, ask, owed
from factories.tickets import make_ticket

from haidang.agencies.models import Agency
from haidang.agencies.operations import (
    Consent,
    carry_out_reorganisation,
    preview_reorganisation,
    undo_reorganisation,
)
from haidang.agencies.queries import Body, PlannedAct, PlannedChange
from haidang.reports.models import Obligation, ObligationChange, Ticket, TicketTurn
from haidang.reports.operations.opening import ask_parts

pytestmark = pytest.mark.django_db

DAY = date(TODAY.year, TODAY.month, 1)
NEW = "Sở Đối ngoại và Hội nhập"


def renamed(body: Agency, officer):
    act = PlannedAct("rename", (body,), (Body("n0", NEW, kind="department"),))
    change = PlannedChange(DAY, (act,))
    seen = preview_reorganisation(change=change, choices={}, today=TODAY).seen
    consent = Consent({}, seen, "1")
    return carry_out_reorganisation(change=change, consent=consent, carried_out_by=officer, today=TODAY)


def who_holds_what() -> list[tuple]:
    obligations = Obligation.objects.order_by("pk").values_list("title", "agency__name", "owed_to__name")
    tickets = Ticket.objects.order_by("pk").values_list("text", "agency__name", "addressee__name")
    return [*obligations, *tickets]


def test_what_is_owed_and_raised_goes_to_a_founded_body_and_back_when_the_act_is_undone(officer):
    old, partner = make_agency("Sở Ngoại vụ"), make_agency("Sở Y tế")
    whole = owed(officer, old, title="Số liệu 6 tháng")
    ask_parts(whole=whole, partners=[partner], due_on=TODAY, asked_by=officer, today=TODAY)
    ask(officer, old, partner, title="Báo cáo nhanh")
    make_ticket(old, officer, text="Chưa có kinh phí", on=TODAY)
    before = who_holds_what()

    done = renamed(old, officer)

    assert {holder for _words, *holders in who_holds_what() for holder in holders} == {NEW, "Sở Y tế", None}
    undo_reorganisation(reorganisation=done, reason="Chạy thử", undone_by=officer)
    assert who_holds_what() == before
    assert not Agency.objects.filter(name=NEW).exists()
    assert (ObligationChange.objects.count(), TicketTurn.objects.filter(kind="move").count()) == (0, 0)
