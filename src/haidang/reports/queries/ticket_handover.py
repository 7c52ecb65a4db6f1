"""Which open tickets a body raised or has to answer when somebody else takes over, and whether it can be undone."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from haidang.agencies.registry import Memo, OpenRow
from haidang.reports.enums import TicketState, TurnKind
from haidang.reports.models import Ticket, TicketTurn

RAISED, TO_ANSWER = "agency", "addressee"
_MOST_CHARACTERS = 110
_LIVE = (TicketState.OPEN, TicketState.ANSWERED)


def raised_rows(agencies: Collection[int], _on: date) -> list[OpenRow]:
    """This function will return what some agencies raised that is not settled."""
    return [_row_of(one, one.agency_id) for one in live_tickets(RAISED, agencies)]


def to_answer_rows(agencies: Collection[int], _on: date) -> list[OpenRow]:
    """This function will return what some agencies are asked to answer or answered, and that is not settled."""
    return [_row_of(one, one.addressee_id or 0) for one in live_tickets(TO_ANSWER, agencies)]


def live_tickets(side: str, agencies: Collection[int]) -> QuerySet[Ticket]:
    """This function will return the tickets not settled yet that some agencies raised or are asked to answer."""
    held = Ticket.objects.filter(**{f"{side}__in": list(agencies)}, state__in=_LIVE)
    return held.select_related("agency", "addressee", "item").order_by("due_on", "id")


def ticket_hindrances(memos: Mapping[int, Memo]) -> list[str]:
    """This function will tell about which tickets something was said since they were handed over, or who moved on."""
    rows = Ticket.objects.in_bulk(list(memos))
    said = TicketTurn.objects.filter(ticket__in=rows).exclude(kind=TurnKind.MOVE)
    last_said = dict(said.order_by("number").values_list("ticket", "number"))
    changed = [
        one
        for key, one in sorted(rows.items())
        if last_said.get(key, 0) > memos[key]["number"]
        or getattr(one, f"{memos[key]['side']}_id") != memos[key]["after"]
    ]
    return [
        _("“%(title)s” was answered or changed since.")
        % {"title": Truncator(one.text).chars(_MOST_CHARACTERS)}
        for one in changed
    ]


def _row_of(ticket: Ticket, holder: int) -> OpenRow:
    item = ticket.item.title if ticket.item else ""
    return OpenRow(
        key=ticket.pk,
        holder_id=holder,
        text=Truncator(ticket.text).chars(_MOST_CHARACTERS),
        state=str(ticket.version),
        words=(ticket.text, item) if item else (ticket.text,),
        address=reverse("reports:ticket", args=[ticket.pk]),
    )
