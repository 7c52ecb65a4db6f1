"""Hands open tickets over when a reorganisation says so, on either side, and gives them back when that is undone."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db.models import F, Max
from django.utils.translation import gettext_lazy

from haidang.agencies.registry import Carrying, Memo, OpenWork, RowGiven
from haidang.foundation.operations import record_event
from haidang.reports.enums import TurnKind
from haidang.reports.models import Ticket, TicketTurn
from haidang.reports.queries.ticket_handover import (
    RAISED,
    TO_ANSWER,
    raised_rows,
    ticket_hindrances,
    to_answer_rows,
)


def tickets_raised() -> OpenWork:
    """This function will return how a reorganisation finds and hands over what a body raised."""
    return OpenWork(
        kind="tickets_raised",
        label=gettext_lazy("Obstacles and proposals it raised"),
        model="reports.ticket",
        rows_held=raised_rows,
        hand_over=partial(hand_tickets_over, RAISED),
        hindrances=ticket_hindrances,
        give_back=partial(give_tickets_back, RAISED),
    )


def tickets_to_answer() -> OpenWork:
    """This function will return how a reorganisation finds and hands over what a body has to answer."""
    return OpenWork(
        kind="tickets_to_answer",
        label=gettext_lazy("Obstacles and proposals it has to answer"),
        model="reports.ticket",
        rows_held=to_answer_rows,
        hand_over=partial(hand_tickets_over, TO_ANSWER),
        hindrances=ticket_hindrances,
        give_back=partial(give_tickets_back, TO_ANSWER),
    )


def hand_tickets_over(side: str, rows: list[RowGiven], act: Carrying) -> dict[int, Memo]:
    """This function will give tickets to who takes one side of them over, and keep that as a turn of each."""
    takers = {row.key: row.taker for row in rows if row.taker}
    memos: dict[int, Memo] = {}
    for one in Ticket.objects.filter(pk__in=takers).select_related(RAISED, TO_ANSWER).order_by("id"):
        before, after = getattr(one, side), takers[one.pk]
        Ticket.objects.filter(pk=one.pk).update(**{side: after}, version=F("version") + 1)
        turn = _keep_move(one, f"{before.name} → {after.name}", act)
        record_event(
            actor=act.by,
            act="reports.move_ticket",
            subject=one,
            before={side: before.name},
            after={side: after.name, "paper": act.legal_basis},
        )
        memos[one.pk] = {
            "made": [one.pk],
            "side": side,
            "before": before.pk,
            "after": after.pk,
            "turn": turn.pk,
            "number": turn.number,
        }
    return memos


def give_tickets_back(side: str, memos: Mapping[int, Memo], by: Any) -> None:
    """This function will give tickets back to who held that side before, and forget the turn; the log keeps both."""
    for one in Ticket.objects.filter(pk__in=list(memos)).order_by("id"):
        memo = memos[one.pk]
        Ticket.objects.filter(pk=one.pk).update(**{f"{side}_id": memo["before"]}, version=F("version") + 1)
        TicketTurn.objects.filter(pk=memo["turn"]).delete()
        record_event(actor=by, act="reports.give_ticket_back", subject=one)


def _keep_move(ticket: Ticket, words: str, act: Carrying) -> TicketTurn:
    last = ticket.turns.aggregate(last=Max("number"))["last"] or 0
    return TicketTurn.objects.create(
        ticket=ticket,
        number=last + 1,
        kind=TurnKind.MOVE,
        text=words,
        paper=act.legal_basis[:300],
        by=act.by,
        on=act.on,
    )
