"""What units of the demo raise and what is answered, and the briefings where it is spoken of."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from importlib.resources import files
from typing import Any

from haidang.agencies.models import Account, Agency
from haidang.desk.management.hanoi.bodies import Authors
from haidang.desk.management.hanoi.register import body_called
from haidang.programme.enums import AssignmentRole, ItemKind
from haidang.programme.models import Item
from haidang.reports.enums import TurnKind
from haidang.reports.models import Briefing, Conclusion, Ticket
from haidang.reports.operations.briefings import conclude, keep_minutes, plan_briefing
from haidang.reports.operations.ticketing import (
    Raised,
    answer_ticket,
    ask_again,
    close_ticket,
    forward_ticket,
    raise_ticket,
    withdraw_ticket,
)
from haidang.reports.queries.briefings import Planned

_INVITED_BEFORE = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Talking:
    """Who speaks for which body, and the day from which the demo counts."""

    officer: Account
    authors: Authors
    today: date

    def raise_tickets(self) -> None:
        """This function will raise what units of the demo raise, with its turns, once."""
        if Ticket.objects.exists():
            return
        for number, told in enumerate(_told()["tickets"], start=1):
            ticket = self._raise(told, key=f"vi-du-{number}")
            for turn in told.get("turns", ()):
                self._take_turn(ticket, turn)
                ticket.refresh_from_db()

    def hold_briefings(self) -> bool:
        """This function will plan the briefings of the demo, conclude those that were held, and tell whether it did."""
        if Briefing.objects.exists():
            return False
        for told in _told()["briefings"]:
            held_on = self.today + timedelta(days=told["held"])
            briefing = plan_briefing(
                planned=self._planned(told, held_on),
                key=told["key"],
                made_by=self.officer,
                on=min(self.today, held_on - _INVITED_BEFORE),
                before=Briefing.objects.filter(key=told.get("after", "")).first(),
            )
            if minutes := told.get("minutes"):
                keep_minutes(
                    briefing=briefing, version=briefing.version, minutes=minutes, kept_by=self.officer
                )
            for number, one in enumerate(told.get("conclusions", ()), start=1):
                self._conclude(briefing, one, key=f"{told['key']}-{number}")
        return True

    def owed_of_conclusions(self) -> list[str]:
        """This function will return the keys of what conclusions ask for."""
        return list(Conclusion.objects.exclude(what="").order_by("id").values_list("what", flat=True))

    def _raise(self, told: dict[str, Any], *, key: str) -> Ticket:
        on = self.today - timedelta(days=told["raised"])
        agency = self._body(told["agency"])
        raised = Raised(
            kind=told["kind"],
            text=told["text"],
            due_on=on + timedelta(days=told["wait"]),
            addressee=self._body(told["addressee"]) if "addressee" in told else None,
            addressee_name=told.get("addressee_name", ""),
            item=_task_led_by(agency),
        )
        author = self.authors.author_of(agency.pk, on=on)
        return raise_ticket(raised=raised, agency=agency, author=author, key=key, on=on)

    def _take_turn(self, ticket: Ticket, told: dict[str, Any]) -> None:
        on = self.today - timedelta(days=told["ago"])
        unit = self.authors.author_of(ticket.agency_id, on=on)
        turns: dict[str, Callable[..., Ticket]] = {
            TurnKind.ANSWER: partial(
                answer_ticket, text=told["text"], paper=told.get("paper", ""), answered_by=self.officer
            ),
            TurnKind.ASK_AGAIN: partial(ask_again, text=told["text"], asked_by=unit),
            TurnKind.CLOSE: partial(close_ticket, text=told["text"], closed_by=unit),
            TurnKind.WITHDRAW: partial(withdraw_ticket, text=told["text"], withdrawn_by=unit),
            TurnKind.FORWARD: partial(
                forward_ticket,
                to=self._body(told["to"]) if "to" in told else "",
                due_on=on + timedelta(days=told.get("wait", 0)),
                reason=told["text"],
                forwarded_by=self.officer,
            ),
        }
        turns[told["kind"]](ticket=ticket, version=ticket.version, on=on)

    def _planned(self, told: dict[str, Any], held_on: date) -> Planned:
        raising = [self._body(one) for one in told.get("tickets_of", ())]
        return Planned(
            kind=told["kind"],
            title=told["title"],
            held_on=held_on,
            place=told["place"],
            invited=[self._body(one) for one in told["invited"]],
            agenda=told["agenda"],
            tickets=list(Ticket.objects.filter(agency__in=raising, state="open").order_by("id")),
        )

    def _conclude(self, briefing: Briefing, told: dict[str, Any], *, key: str) -> None:
        conclude(
            briefing=briefing,
            text=told["text"],
            key=key,
            concluded_by=self.officer,
            today=briefing.held_on,
            given_to=[self._body(one) for one in told.get("given_to", ())],
            due_on=self.today + timedelta(days=told["due"]) if "due" in told else None,
        )

    def _body(self, words: str) -> Agency:
        return body_called(words, on=self.today)


def _told() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("talks.toml").read_text(encoding="utf-8"))


def _task_led_by(agency: Agency) -> Item | None:
    """What it is about: the agency's first task of the latest programme, where it leads one."""
    led = Item.objects.without_tree_fields().filter(
        kind=ItemKind.TASK,
        ended_at=None,
        assignments__agency=agency,
        assignments__role=AssignmentRole.LEAD,
        assignments__valid_to=None,
    )
    return led.order_by("-programme__first_year", "-programme_id", "position", "id").first()
