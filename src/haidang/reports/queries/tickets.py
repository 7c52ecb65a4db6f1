"""Obstacles and proposals: who may see which, how they stand on a day, how many were answered in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from haidang.agencies.enums import Role
from haidang.agencies.models import Account, Agency, Post
from haidang.agencies.queries import reach_to_see, reach_to_write
from haidang.engines.reckoning.working_days import add_working_days
from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.models import Item
from haidang.reports.enums import TicketFilter, TicketKind, TicketState
from haidang.reports.models import Obligation, Ticket, TicketTurn

WORKING_DAYS_TO_ANSWER = 10
MOST_ON_A_PANEL = 10
_DONE = (TicketState.CLOSED, TicketState.WITHDRAWN)


class Side(Enum):
    """Whom something about a ticket concerns."""

    RAISING = "raising"
    ANSWERING = "answering"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class TicketAsked:
    """What a person looks for among tickets; an empty field asks for nothing."""

    words: str = ""
    kind: str = ""
    standing: str = ""
    agency_id: int | None = None
    raised_from: date | None = None
    raised_to: date | None = None


@dataclass(frozen=True, slots=True)
class TicketCounts:
    """How many were raised and not withdrawn, how many of them are answered, in time, and wait past their day."""

    raised: int
    answered: int
    timely: int
    late: int


@dataclass(frozen=True, slots=True)
class TicketsOfKind:
    """The tickets of one kind in a period, ready to be written into a report."""

    kind: TicketKind
    tickets: tuple[Ticket, ...]
    answered: int


def tickets_open_to(account: Any) -> QuerySet[Ticket]:
    """This function will return the tickets raised by or addressed to agencies within an account's reach."""
    reach, rows = reach_to_see(account), Ticket.objects.all()
    if reach.is_everywhere:
        return rows
    return rows.filter(Q(agency__in=reach.agencies) | Q(addressee__in=reach.agencies))


def with_bodies(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """This function will load with tickets what their rows on a page show."""
    return rows.select_related("agency", "addressee", "item", "author")


def tickets_asked(rows: QuerySet[Ticket], asked: TicketAsked, *, on: date) -> QuerySet[Ticket]:
    """This function will keep the tickets that a person looks for, those that wait first, nearest day first."""
    for word in folded_form(asked.words).split():
        rows = rows.filter(folded_text__contains=word)
    plain = {
        "kind": asked.kind,
        "agency": asked.agency_id,
        "raised_on__gte": asked.raised_from,
        "raised_on__lte": asked.raised_to,
    }
    rows = rows.filter(**{field: value for field, value in plain.items() if value})
    if asked.standing:
        rows = rows.filter(ticket_as(asked.standing, on=on))
    return rows.order_by(F("answered_on").asc(nulls_first=True), "due_on", "id")


def ticket_as(code: str, *, on: date) -> Q:
    """This function will say as a condition how a ticket stands on a day."""
    if code == TicketFilter.LATE:
        return Q(state=TicketState.OPEN, due_on__lt=on)
    return Q(state=code)


def ticket_counts(rows: QuerySet[Ticket], *, on: date) -> TicketCounts:
    """This function will count tickets with one query; withdrawn ones are in no share."""
    counted = ~Q(state=TicketState.WITHDRAWN)
    answered = counted & (Q(answered_on__isnull=False) | Q(state=TicketState.CLOSED))
    timely = counted & Q(answered_on__isnull=False, answered_on__lte=F("due_on"))
    return TicketCounts(
        **rows.order_by().aggregate(
            raised=Count("pk", filter=counted),
            answered=Count("pk", filter=answered),
            timely=Count("pk", filter=timely),
            late=Count("pk", filter=ticket_as(TicketFilter.LATE, on=on)),
        )
    )


def tickets_by_kind(account: Any, *, first: date, last: date) -> list[TicketsOfKind]:
    """Gather what was raised in a period by kind, as the section "khó khăn, kiến nghị" of a report takes it.

    This function will leave out what was withdrawn, and kinds of which nothing was raised.
    """
    rows = with_bodies(tickets_open_to(account)).filter(raised_on__range=(first, last))
    found = list(rows.exclude(state=TicketState.WITHDRAWN).order_by("raised_on", "id"))
    by_kind = {kind: tuple(one for one in found if one.kind == kind) for kind in TicketKind}
    return [
        TicketsOfKind(kind, held, sum(one.answered_on is not None for one in held))
        for kind, held in by_kind.items()
        if held
    ]


def turns_of(ticket: Ticket) -> QuerySet[TicketTurn]:
    """This function will return what was said about a ticket, in order."""
    return ticket.turns.select_related("by").order_by("number")


def tickets_of_item(item: Item, account: Any) -> list[Ticket]:
    return _on_a_panel(tickets_open_to(account).filter(item=item))


def tickets_of_agency(agency: Agency, account: Any) -> list[Ticket]:
    return _on_a_panel(tickets_open_to(account).filter(Q(agency=agency) | Q(addressee=agency)))


def tickets_of_obligation(obligation: Obligation, account: Any) -> list[Ticket]:
    return _on_a_panel(tickets_open_to(account).filter(obligation=obligation))


def tickets_at_home(account: Any) -> dict[str, int]:
    """Count with one query what waits for this person's answer, and what their agencies raised and others answered.

    This function will count for an officer what no other body answers, and nothing to settle: units do that.
    """
    reach = reach_to_write(account)
    to_answer = Q(addressee=None) if reach.is_everywhere else Q(addressee__in=reach.agencies)
    to_settle = Q(agency__in=reach.agencies)
    return Ticket.objects.aggregate(
        to_answer=Count("pk", filter=to_answer & Q(state=TicketState.OPEN)),
        to_settle=Count("pk", filter=to_settle & Q(state=TicketState.ANSWERED)),
    )


def day_to_answer(on: date) -> date:
    """This function will return the day by which an answer is asked for when nobody says another."""
    return add_working_days(on, WORKING_DAYS_TO_ANSWER)


def people_to_tell(ticket: Ticket, side: Side, *, on: date) -> list[Account]:
    """This function will return who of one side is at work on a day, each person once.

    The raising side is its author and the focal persons of the unit; the answering side the focal persons of the
    addressee and, where no body is named or the register does not know it, the officers.
    """
    asked = Q()
    if side in {Side.RAISING, Side.BOTH}:
        asked |= Q(role=Role.FOCAL, agency=ticket.agency_id) | Q(account=ticket.author_id)
    if side in {Side.ANSWERING, Side.BOTH}:
        to_body = Q(role=Role.FOCAL, agency=ticket.addressee_id)
        asked |= to_body if ticket.addressee_id else Q(role=Role.OFFICER)
    held = Post.objects.held_on(on).filter(asked, account__is_active=True)
    posts: Iterable[Post] = held.select_related("account").order_by("id")
    return list({post.account_id: post.account for post in posts}.values())


def is_waiting_late(ticket: Ticket, *, on: date) -> bool:
    return ticket.state == TicketState.OPEN and ticket.due_on < on


def _on_a_panel(rows: QuerySet[Ticket]) -> list[Ticket]:
    return list(with_bodies(rows).order_by("-raised_on", "-id")[:MOST_ON_A_PANEL])
