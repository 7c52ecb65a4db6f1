"""Days for the calendars of those who may see them: what is still owed, tickets that wait, briefings."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haidang.foundation.counts import ShownCount
from haidang.foundation.registry import DueDate
from haidang.reports.enums import BriefingKind, StandingFilter, TicketState
from haidang.reports.models import Obligation
from haidang.reports.queries.briefings import briefings_open_to
from haidang.reports.queries.standing import (
    has_true_figures,
    obligations_open_to,
    standing_as,
    still_owed,
    true_figures_to_come,
)
from haidang.reports.queries.tickets import tickets_open_to

DAYS_BACK, DAYS_AHEAD = 60, 400
MOST_ENTRIES = 1_000
_MOST_LETTERS = 200


def due_obligations(account: Any, on: date) -> Iterator[DueDate]:
    """Give what is owed and not accepted around a day, one entry for all agencies that owe the same on the same day.

    This function will count of how many agencies how many have still to answer, with two queries.
    """
    rows = obligations_open_to(account).filter(due_on__range=_span(on), waived_on=None)
    open_ones = Q(still_owed() | standing_as(StandingFilter.TO_DECIDE, on=on))
    found = (
        rows.values("what", "occurrence", "due_on")
        .annotate(
            one=Min("pk"),
            asked=Count("pk"),
            owed=Count("pk", filter=still_owed()),
            open=Count("pk", filter=open_ones),
        )
        .filter(open__gt=0)
        .order_by("due_on", "one")
    )
    groups: list[dict[str, Any]] = [dict(group) for group in found[:MOST_ENTRIES]]
    named = Obligation.objects.select_related("agency").in_bulk([group["one"] for group in groups])
    for group in groups:
        yield _due_obligation(named[group["one"]], group)


def due_true_figures(account: Any, on: date) -> Iterator[DueDate]:
    """Give the days of true figures around a day that have not been sent yet, one entry for all who send the same.

    This function will count of how many agencies how many have sent them, with two queries.
    """
    rows = obligations_open_to(account).filter(trued_up_on__range=_span(on), waived_on=None)
    found = (
        rows.values("what", "occurrence", "trued_up_on")
        .annotate(
            one=Min("pk"),
            asked=Count("pk"),
            sent=Count("pk", filter=has_true_figures()),
            open=Count("pk", filter=true_figures_to_come(on=on)),
        )
        .filter(open__gt=0)
        .order_by("trued_up_on", "one")
    )
    groups: list[dict[str, Any]] = [dict(group) for group in found[:MOST_ENTRIES]]
    named = Obligation.objects.select_related("agency").in_bulk([group["one"] for group in groups])
    for group in groups:
        yield _due_true_figures(named[group["one"]], group)


def due_tickets(account: Any, on: date) -> Iterator[DueDate]:
    """This function will give the obstacles and proposals that wait for an answer, on the day it is due; one query."""
    waiting = tickets_open_to(account).filter(state=TicketState.OPEN, due_on__range=_span(on))
    for ticket in waiting.select_related("agency").order_by("due_on", "id")[:MOST_ENTRIES]:
        yield DueDate(
            key=f"ticket-{ticket.pk}",
            day=ticket.due_on,
            title=_shortened(_("To be answered: %(words)s") % {"words": ticket.text}),
            text=ticket.agency.name,
            address=reverse("reports:ticket", args=[ticket.pk]),
        )


def held_briefings(account: Any, on: date) -> Iterator[DueDate]:
    """This function will give the briefings around a day to whom they concern, with one query."""
    held = briefings_open_to(account).filter(held_on__range=_span(on)).order_by("held_on", "id")
    for briefing in held[:MOST_ENTRIES]:
        kind = capfirst(str(BriefingKind(briefing.kind).label))
        yield DueDate(
            key=f"briefing-{briefing.pk}",
            day=briefing.held_on,
            title=_shortened(f"{kind}: {briefing.title}"),
            text=briefing.place,
            address=reverse("reports:briefing", args=[briefing.pk]),
        )


def _due_obligation(one: Obligation, group: Mapping[str, Any]) -> DueDate:
    counted = ngettext(
        "%(answered)s of %(count)s agency has answered",
        "%(answered)s of %(count)s agencies have answered",
        group["asked"],
    )
    told = {"answered": ShownCount(group["asked"] - group["owed"]), "count": ShownCount(group["asked"])}
    return DueDate(
        key=f"owed-{one.pk}",
        day=group["due_on"],
        title=_shortened(capfirst(one.title)),
        text=counted % told if _is_round(group) else one.agency.name,
        address=_place_of(one, group),
    )


def _due_true_figures(one: Obligation, group: Mapping[str, Any]) -> DueDate:
    counted = ngettext(
        "%(sent)s of %(count)s agency has sent its true figures",
        "%(sent)s of %(count)s agencies have sent their true figures",
        group["asked"],
    )
    told = {"sent": ShownCount(group["sent"]), "count": ShownCount(group["asked"])}
    return DueDate(
        key=f"true-{one.pk}",
        day=group["trued_up_on"],
        title=_shortened(_("True figures: %(title)s") % {"title": one.title}),
        text=counted % told if _is_round(group) else one.agency.name,
        address=_place_of(one, group),
    )


def _is_round(group: Mapping[str, Any]) -> bool:
    return bool(group["asked"] > 1)


def _place_of(one: Obligation, group: Mapping[str, Any]) -> str:
    """Where many answer, their round; where one does, the page on which it answers."""
    return reverse("reports:round" if _is_round(group) else "reports:obligation", args=[one.pk])


def _span(on: date) -> tuple[date, date]:
    return on - timedelta(days=DAYS_BACK), on + timedelta(days=DAYS_AHEAD)


def _shortened(words: str) -> str:
    return Truncator(words).chars(_MOST_LETTERS)
