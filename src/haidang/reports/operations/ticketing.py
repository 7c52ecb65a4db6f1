"""Tickets: a unit raises what holds it up or what it proposes, others answer, somebody settles it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Account, Agency
from haidang.agencies.queries import is_alive_on
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import put_notice, record_event
from haidang.programme.models import Item
from haidang.reports.enums import TicketState, TurnKind
from haidang.reports.errors import (
    AgencyEnded,
    ReasonMissing,
    TicketChangedMeanwhile,
    TicketIsDone,
    UnfitDay,
    WordsMissing,
)
from haidang.reports.models import Obligation, Ticket, TicketTurn
from haidang.reports.queries.tickets import Side, people_to_tell

MOST_CHARACTERS_OF_RECORD = 500
NOTICE = "reports.ticket"
_STATE_AFTER = {
    TurnKind.ANSWER: TicketState.ANSWERED,
    TurnKind.ASK_AGAIN: TicketState.OPEN,
    TurnKind.CLOSE: TicketState.CLOSED,
    TurnKind.WITHDRAW: TicketState.WITHDRAWN,
}
# Who is told of a turn, and in which words; the words name nothing of the ticket.
_TOLD: dict[str, tuple[Side, Any]] = {
    TurnKind.RAISE: (
        Side.ANSWERING,
        _("%(agency)s raised an obstacle or a proposal; it waits for an answer"),
    ),
    TurnKind.ANSWER: (Side.RAISING, _("What %(agency)s raised was answered")),
    TurnKind.ASK_AGAIN: (Side.ANSWERING, _("%(agency)s asks again about what it raised")),
    TurnKind.FORWARD: (Side.BOTH, _("What %(agency)s raised was forwarded to another body")),
    TurnKind.CLOSE: (Side.BOTH, _("What %(agency)s raised is settled")),
    TurnKind.WITHDRAW: (Side.ANSWERING, _("%(agency)s withdrew what it raised")),
}


@dataclass(frozen=True, slots=True)
class Raised:
    """What a unit raises: its kind and words, to whom, by when an answer is wanted, and what it is about.

    Without an addressee it goes to the standing body; `addressee_name` is a higher body outside the register.
    """

    kind: str
    text: str
    due_on: date
    addressee: Agency | None = None
    addressee_name: str = ""
    item: Item | None = None
    obligation: Obligation | None = None


@transaction.atomic
def raise_ticket(*, raised: Raised, agency: Agency, author: Account, key: str, on: date) -> Ticket:
    """Raise an obstacle or a proposal.

    This function will give back what the author raised before under the same key (a form sent twice). Raises
    WordsMissing, UnfitDay for a day that is past, and AgencyEnded.
    """
    if known := Ticket.objects.filter(author=author, key=key).first():
        return known
    if not raised.text.strip():
        raise WordsMissing
    if raised.due_on < on:
        raise UnfitDay(raised.due_on, on)
    for body in (agency, raised.addressee):
        if body is not None and not is_alive_on(body, on):
            raise AgencyEnded(body)
    fresh = {
        "kind": raised.kind,
        "agency": agency,
        "addressee": raised.addressee,
        "addressee_name": raised.addressee_name.strip(),
        "item": raised.item,
        "obligation": raised.obligation,
        "text": raised.text.strip(),
        "folded_text": folded_form(raised.text),
        "raised_on": on,
        "due_on": raised.due_on,
    }
    ticket, is_new = Ticket.objects.get_or_create(author=author, key=key, defaults=fresh)
    if is_new:
        _keep_turn(ticket, TurnKind.RAISE, by=author, on=on, after=ticket_record(ticket))
    return ticket


def answer_ticket(
    *, ticket: Ticket, version: int, text: str, paper: str, answered_by: Account, on: date
) -> Ticket:
    """This function will answer a ticket, once more if it was answered before; every answer is kept."""
    return _turn(ticket, version, TurnKind.ANSWER, by=answered_by, on=on, text=text, paper=paper)


def ask_again(*, ticket: Ticket, version: int, text: str, asked_by: Account, on: date) -> Ticket:
    """This function will say that the answer does not settle it; the ticket waits again."""
    return _turn(ticket, version, TurnKind.ASK_AGAIN, by=asked_by, on=on, text=text)


def close_ticket(*, ticket: Ticket, version: int, text: str, closed_by: Account, on: date) -> Ticket:
    """This function will say that it is settled; a word on it may be left out."""
    return _turn(ticket, version, TurnKind.CLOSE, by=closed_by, on=on, text=text)


def withdraw_ticket(*, ticket: Ticket, version: int, text: str, withdrawn_by: Account, on: date) -> Ticket:
    """This function will take a ticket back; it is in no share any more, and what was said stays to be read."""
    return _turn(ticket, version, TurnKind.WITHDRAW, by=withdrawn_by, on=on, text=text)


@transaction.atomic
def forward_ticket(
    *,
    ticket: Ticket,
    version: int,
    to: Agency | str,
    due_on: date,
    reason: str,
    forwarded_by: Account,
    on: date,
) -> Ticket:
    """Give a ticket to another body to answer (a name, for one outside the register), by a day of its own.

    This function will raise ReasonMissing, UnfitDay and AgencyEnded.
    """
    if not reason.strip():
        raise ReasonMissing
    if due_on < on:
        raise UnfitDay(due_on, on)
    if isinstance(to, Agency) and not is_alive_on(to, on):
        raise AgencyEnded(to)
    _claim(ticket, version)
    before = addressee_words(ticket)
    ticket.addressee, ticket.addressee_name = (to, "") if isinstance(to, Agency) else (None, to.strip())
    ticket.due_on, ticket.state = due_on, TicketState.OPEN
    ticket.save()
    _keep_turn(
        ticket,
        TurnKind.FORWARD,
        by=forwarded_by,
        on=on,
        text=f"{addressee_words(ticket)}. {reason.strip()}",
        before={"addressee": before},
        after={"addressee": addressee_words(ticket), "due": due_on.isoformat(), "reason": reason.strip()},
    )
    return ticket


def addressee_words(ticket: Ticket) -> str:
    """This function will name who is to answer; "" for the standing body."""
    return ticket.addressee.name if ticket.addressee else ticket.addressee_name


def ticket_record(ticket: Ticket) -> dict:
    """This function will say of a ticket what the log keeps."""
    return {
        "kind": ticket.kind,
        "agency": ticket.agency.name,
        "addressee": addressee_words(ticket),
        "due": ticket.due_on.isoformat(),
        "text": ticket.text[:MOST_CHARACTERS_OF_RECORD],
    }


@transaction.atomic
def _turn(
    ticket: Ticket, version: int, kind: TurnKind, *, by: Account, on: date, text: str, paper: str = ""
) -> Ticket:
    if kind in {TurnKind.ANSWER, TurnKind.ASK_AGAIN} and not text.strip():
        raise WordsMissing
    _claim(ticket, version)
    ticket.state = _STATE_AFTER[kind]
    if kind == TurnKind.ANSWER and ticket.answered_on is None:
        ticket.answered_on = on
    ticket.save()
    _keep_turn(
        ticket,
        kind,
        by=by,
        on=on,
        text=text.strip(),
        paper=paper.strip(),
        after={"text": text.strip()[:MOST_CHARACTERS_OF_RECORD]}
        | ({"paper": paper.strip()} if paper.strip() else {}),
    )
    return ticket


def _claim(ticket: Ticket, version: int) -> None:
    """Take the row for this act; whoever saw an older state of it is refused."""
    claimed = Ticket.objects.filter(pk=ticket.pk, version=version).update(version=F("version") + 1)
    ticket.refresh_from_db()
    if not claimed:
        raise TicketChangedMeanwhile
    if ticket.state in {TicketState.CLOSED, TicketState.WITHDRAWN}:
        raise TicketIsDone


def _keep_turn(ticket: Ticket, kind: TurnKind, *, by: Account, on: date, **said: Any) -> None:
    last = ticket.turns.aggregate(last=Max("number"))["last"] or 0
    facts = {name: said.pop(name) for name in ("before", "after") if name in said}
    turn = TicketTurn.objects.create(ticket=ticket, number=last + 1, kind=kind, by=by, on=on, **said)
    record_event(actor=by, act=f"reports.{kind}_ticket", subject=ticket, **facts)
    _tell(ticket, turn, on=on)


def _tell(ticket: Ticket, turn: TicketTurn, *, on: date) -> None:
    side, words = _TOLD[turn.kind]
    name = ticket.agency.name
    for account in people_to_tell(ticket, side, on=on):
        if account.pk != turn.by_id:
            put_notice(
                to=account,
                kind=NOTICE,
                title=lazy(lambda: str(words) % {"agency": name}, str)(),
                text="",
                address=reverse("reports:ticket", args=[ticket.pk]),
                key=f"{NOTICE}:{ticket.pk}:{turn.number}",
            )
