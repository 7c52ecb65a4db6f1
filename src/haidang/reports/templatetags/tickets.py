"""How obstacles and proposals are written on pages."""

from datetime import date
from typing import Any

from django import template

from haidang.reports.enums import TicketFilter, TicketKind, TicketState, TurnKind
from haidang.reports.models import Ticket, TicketTurn
from haidang.reports.queries.tickets import is_waiting_late
from haidang.reports.templatetags.standing import ShownState

register = template.Library()
_SIGNS = {
    TicketState.OPEN: ("wait", "wait"),
    TicketState.ANSWERED: ("sent", "sent"),
    TicketState.CLOSED: ("done", "done"),
    TicketState.WITHDRAWN: ("nil", "waived"),
}


@register.filter
def shown_ticket(ticket: Ticket, today: date) -> ShownState:
    """This function will write how a ticket stands on a day: sign, word, colour."""
    if is_waiting_late(ticket, on=today):
        return ShownState("late", "late", str(TicketFilter.LATE.label))
    look, sign = _SIGNS[TicketState(ticket.state)]
    return ShownState(look, sign, str(TicketState(ticket.state).label))


@register.filter
def kind_of_ticket(ticket: Ticket) -> Any:
    return TicketKind(ticket.kind).label


@register.filter
def kind_of_turn(turn: TicketTurn) -> Any:
    return TurnKind(turn.kind).label


@register.filter
def addressee_of_ticket(ticket: Ticket) -> str:
    """This function will name who is to answer; "" for the standing body."""
    return ticket.addressee.name if ticket.addressee else ticket.addressee_name
