"""Briefings: who may see which, and what a person may read of their agenda and of what came of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from haidang.agencies.models import Agency
from haidang.agencies.queries import reach_to_see
from haidang.reports.enums import BriefingKind, TicketState
from haidang.reports.models import AgendaPoint, Briefing, Conclusion, Ticket
from haidang.reports.queries.standing import ObligationRow, obligation_rows, obligations_open_to, with_facts
from haidang.reports.queries.tickets import tickets_open_to

MOST_TICKETS_OFFERED = 40
# Whole weeks, so that the next one falls on the same day of the week.
_WEEKS_BETWEEN = {BriefingKind.QUARTERLY: 13, BriefingKind.PERIODIC: 4}


@dataclass(frozen=True, slots=True)
class Planned:
    """What a briefing is to be: when, who is invited, what is spoken of in words, which tickets are on its agenda."""

    kind: str
    title: str
    held_on: date
    place: str = ""
    invited: Sequence[Agency] = ()
    agenda: Sequence[str] = ()
    tickets: Sequence[Ticket] = field(default=())


@dataclass(frozen=True, slots=True)
class ConclusionRow:
    """A conclusion with what agencies within reach owe of it."""

    conclusion: Conclusion
    owed: tuple[ObligationRow, ...]


def briefings_open_to(account: Any) -> QuerySet[Briefing]:
    """This function will return all briefings for who follows all agencies, else those of the agencies invited."""
    reach, rows = reach_to_see(account), Briefing.objects.all()
    if reach.is_everywhere:
        return rows
    invited = Briefing.invited.through.objects.filter(agency__in=reach.agencies)
    return rows.filter(pk__in=invited.values("briefing_id"))


def briefing_rows(account: Any) -> QuerySet[Briefing]:
    """This function will return the briefings of the list, the latest first, with how much came of each."""
    counted = briefings_open_to(account).annotate(concluded=Count("conclusions"))
    return counted.order_by("-held_on", "-id")


def agenda_of(briefing: Briefing, account: Any) -> list[AgendaPoint]:
    """This function will return the agenda; of a ticket out of reach it takes the words away and leaves whose it is."""
    points = list(briefing.agenda.select_related("ticket__agency").order_by("number"))
    keys = [point.ticket_id for point in points if point.ticket_id]
    seen = set(tickets_open_to(account).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    for point in points:
        if point.ticket and point.ticket_id not in seen:
            point.ticket.pk, point.ticket.text = None, ""
    return points


def conclusions_of(briefing: Briefing, account: Any, *, on: date) -> list[ConclusionRow]:
    """This function will return the conclusions with what the person may see of what is owed."""
    found = list(briefing.conclusions.order_by("number"))
    keys = [one.what for one in found if one.what]
    owed: defaultdict[str, list[ObligationRow]] = defaultdict(list)
    if keys:
        rows = with_facts(obligations_open_to(account).filter(what__in=keys)).order_by("agency__name", "id")
        for row in obligation_rows(rows, on=on):
            owed[row.obligation.what].append(row)
    return [ConclusionRow(one, tuple(owed[one.what])) for one in found]


def tickets_for_agenda(account: Any, briefing: Briefing | None) -> QuerySet[Ticket]:
    """This function will return what waits for an answer and may be put on an agenda, with what stands on it."""
    seen = tickets_open_to(account)
    waiting = seen.filter(state=TicketState.OPEN).order_by("due_on", "id").values("pk")
    keys = [row["pk"] for row in waiting[:MOST_TICKETS_OFFERED]]
    if briefing:
        keys += briefing.agenda.exclude(ticket=None).values_list("ticket", flat=True)
    return seen.filter(pk__in=keys).select_related("agency").order_by("due_on", "id")


def next_day(briefing: Briefing) -> date | None:
    """This function will return when the next one like this would be held; nothing for one held when needed."""
    weeks = _WEEKS_BETWEEN.get(BriefingKind(briefing.kind))
    return briefing.held_on + timedelta(weeks=weeks) if weeks else None


def point_words(point: AgendaPoint) -> str:
    """This function will write a point in words as far as it may be read: "" for the words of a ticket out of reach."""
    return point.ticket.text if point.ticket else point.text
