"""Obstacles, proposals and briefings of the walk of rights: those of the own unit, and marked ones of the neighbour."""

from collections.abc import Mapping
from typing import Any

from factories.tickets import make_briefing, make_ticket

from haidang.agencies.enums import Role
from haidang.agencies.models import Account, Agency

# In what another unit raised and in a briefing it is invited to; the administrator reads it in the log of actions.
OTHERS_TICKET = "Vướng-Cò-Thìa"
TICKET_MARKS = {OTHERS_TICKET: frozenset({Role.ADMINISTRATOR, Role.OFFICER, Role.LEADER})}
TICKET_ROWS = ("briefing", "conclusion", "ticket")


def tickets_of_own_unit(own: Agency, people: Mapping[str, Account]) -> dict[str, Any]:
    briefing = make_briefing(people[Role.OFFICER], own)
    return {
        "ticket": make_ticket(own, people[Role.FOCAL], text="Dấu riêng của mình"),
        "briefing": briefing,
        "conclusion": briefing.conclusions.get(),
    }


def tickets_of_neighbour(other: Agency, neighbour: Account, people: Mapping[str, Account]) -> dict[str, Any]:
    """This function will make what the own unit may not read."""
    ticket = make_ticket(other, neighbour, text=f"Dấu riêng {OTHERS_TICKET}")
    title = f"Dấu riêng {OTHERS_TICKET}"
    briefing = make_briefing(people[Role.OFFICER], other, title=title, tickets=[ticket])
    return {
        "other ticket": ticket,
        "other briefing": briefing,
        "other conclusion": briefing.conclusions.get(),
    }
