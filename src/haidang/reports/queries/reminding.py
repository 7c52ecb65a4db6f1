"""Who is to be reminded of what: what is near its due day, the people of the bodies, what was sent."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from haidang.agencies.models import Account
from haidang.documents.models import Receipt
from haidang.engines.reckoning.reminder_ladder import DEFAULT_STEPS, LadderStep, RemindedObligation
from haidang.engines.reckoning.working_days import add_working_days
from haidang.programme.models import Programme
from haidang.reports.enums import TicketState
from haidang.reports.models import REMINDED_OF, Conclusion, Obligation, SentReminder, Ticket
from haidang.reports.queries.ladders import own_ladders, true_figures_from
from haidang.reports.queries.reminded_people import PeopleOnDay
from haidang.reports.queries.standing import owes_true_figures, still_owed

# A paper sent without a day is to be confirmed as soon as a ticket is to be answered.
WORKING_DAYS_TO_CONFIRM = 10
# A conclusion is given to somebody within a week of the briefing; it may also be meant for nobody, so two reminders.
WORKING_DAYS_TO_GIVE = 5
CONCLUSION_STEPS = (LadderStep(1), LadderStep(7))


@dataclass(frozen=True, slots=True)
class RemindedThing:
    """Something a person is reminded of: which field of a sent reminder names it, its row, and the engine's facts."""

    about: str
    row: Obligation | Ticket | Receipt | Conclusion
    facts: RemindedObligation


@dataclass(frozen=True, slots=True)
class RemindedWork:
    """What may be reminded of on a day, by the engine's keys, with the people behind theirs."""

    things: dict[str, RemindedThing]
    people: dict[str, Account]
    digested: dict[str, date]

    @property
    def reminded(self) -> tuple[RemindedObligation, ...]:
        return tuple(one.facts for one in self.things.values())


@dataclass(frozen=True, slots=True)
class _Asked:
    on: date
    span: tuple[date, date]
    ladders: dict[int, tuple[LadderStep, ...]]
    people: PeopleOnDay
    sent: dict[tuple[str, int, date], frozenset[int]]

    def facts(self, about: str, pk: int, due_on: date, **fields: object) -> RemindedObligation:
        sent = self.sent.get((about, pk, due_on), frozenset())
        return RemindedObligation(f"{about}:{pk}", due_on, sent=sent, **fields)  # type: ignore[arg-type]

    def steps(self, programme: Programme | None) -> tuple[LadderStep, ...]:
        return self.ladders.get(programme.pk, ()) if programme else ()


def reminded_work(*, on: date) -> RemindedWork:
    """This function will gather with nine queries what may be reminded of on a day."""
    ladders = own_ladders()
    about = _days_about(ladders.values())
    span = (on - about, on + about)
    people = PeopleOnDay(on)
    asked = _Asked(on, span, ladders, people, _steps_sent(span))
    readers = (_obligations, _true_figures, _tickets, _receipts, _conclusions)
    things = {one.facts.key: one for reader in readers for one in reader(asked)}
    return RemindedWork(things, people.accounts, _last_digests())


def _obligations(asked: _Asked) -> Iterator[RemindedThing]:
    rows = Obligation.objects.filter(still_owed(), due_on__range=asked.span)
    for one in rows.select_related("agency", "programme").order_by("due_on", "id"):
        yield _owed_thing(asked, "obligation", one, due_on=one.due_on, opened_at=one.opened_at)


def _true_figures(asked: _Asked) -> Iterator[RemindedThing]:
    """True figures are asked for from the day after data close on, whenever their round opened."""
    rows = Obligation.objects.filter(owes_true_figures(on=asked.on), trued_up_on__range=asked.span)
    for one in rows.select_related("agency", "programme").order_by("trued_up_on", "id"):
        due_on: Any = one.trued_up_on
        first_day = true_figures_from(one)
        yield _owed_thing(asked, "true_figures", one, due_on=due_on, opened_at=_begin_of(first_day))


def _owed_thing(
    asked: _Asked, about: str, owed: Obligation, *, due_on: date, opened_at: datetime
) -> RemindedThing:
    programme = owed.programme
    owner = programme.owner_id if programme else None
    facts = asked.facts(
        about,
        owed.pk,
        due_on,
        opened_at=opened_at,
        people=asked.people.of(owed.agency, owner=owner),
        steps=asked.steps(programme),
    )
    return RemindedThing(about, owed, facts)


def _tickets(asked: _Asked) -> Iterator[RemindedThing]:
    """Who has to answer is reminded; without a body that the register knows, the officers are."""
    rows = Ticket.objects.filter(state=TicketState.OPEN, due_on__range=asked.span)
    for one in rows.select_related("agency", "addressee", "item__programme").order_by("due_on", "id"):
        programme = one.item.programme if one.item else None
        owner = programme.owner_id if programme else None
        facts = asked.facts(
            "ticket",
            one.pk,
            one.due_on,
            opened_at=_begin_of(one.raised_on),
            people=asked.people.of(one.addressee, owner=owner),
            steps=asked.steps(programme),
        )
        yield RemindedThing("ticket", one, facts)


def _receipts(asked: _Asked) -> Iterator[RemindedThing]:
    first, last = asked.span
    begin = _begin_of(first)
    rows = Receipt.objects.waiting().filter(
        Q(circulation__until__range=asked.span)
        | Q(circulation__until=None, circulation__circulated_at__range=(begin, _begin_of(last))),
    )
    for one in rows.select_related("agency", "circulation").order_by("id"):
        sent_on = timezone.localdate(one.circulation.circulated_at)
        due_on = one.circulation.until or add_working_days(sent_on, WORKING_DAYS_TO_CONFIRM)
        facts = asked.facts(
            "receipt",
            one.pk,
            due_on,
            opened_at=one.circulation.circulated_at,
            people=asked.people.of(one.agency, owner=None),
        )
        yield RemindedThing("receipt", one, facts)


def _conclusions(asked: _Asked) -> Iterator[RemindedThing]:
    """Conclusions given to agencies are obligations of these; one that nobody was given is the officers' business."""
    rows = Conclusion.objects.filter(what="", briefing__held_on__range=(asked.span[0], asked.on))
    for one in rows.select_related("briefing").order_by("briefing__held_on", "briefing_id", "number"):
        facts = asked.facts(
            "conclusion",
            one.pk,
            add_working_days(one.briefing.held_on, WORKING_DAYS_TO_GIVE),
            opened_at=_begin_of(one.briefing.held_on),
            people=asked.people.of(None, owner=None),
            steps=CONCLUSION_STEPS,
        )
        yield RemindedThing("conclusion", one, facts)


def _days_about(ladders: Iterable[tuple[LadderStep, ...]]) -> timedelta:
    """How far from a day something may be due of which a ladder speaks on it: Tết and weekends between counted in."""
    most = max(abs(step.days) for steps in (DEFAULT_STEPS, *ladders) for step in steps)
    return timedelta(days=2 * most + 15)


def _begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _steps_sent(span: tuple[date, date]) -> dict[tuple[str, int, date], frozenset[int]]:
    steps: defaultdict[tuple[str, int, date], set[int]] = defaultdict(set)
    rows = SentReminder.objects.filter(due_on__range=span)
    for *keys, due_on, step in rows.values_list(*REMINDED_OF, "due_on", "step"):
        for about, key in zip(REMINDED_OF, keys, strict=True):
            if key is not None:
                steps[about, key, due_on].add(step)
    return {key: frozenset(found) for key, found in steps.items()}


def _last_digests() -> dict[str, date]:
    rows = SentReminder.objects.filter(is_urgent=False).values("person").annotate(last=Max("sent_on"))
    return {str(row["person"]): row["last"] for row in rows.order_by()}
