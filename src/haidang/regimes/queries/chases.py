"""Whom a round can be chased at, and what was sent to whom and when: by hand, and by the ladder of reminders."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from haidang.agencies.enums import Role, SeatKind
from haidang.agencies.models import Account, Agency, Post, Seat
from haidang.agencies.queries import Reach, SeatRow, seat_rows
from haidang.regimes.models import Chase, ChasedPerson, ReportRound
from haidang.regimes.queries.round_page import has_to_be_called, units_of_round
from haidang.reports.models import Obligation, SentReminder
from haidang.reports.queries.standing import still_owed

_TOLD_ROLES = (Role.FOCAL, Role.LEADER)
# Who answers the telephone of a unit: its focal person, and whoever of it sits in the steering committee.
_CALLED_SEATS = (SeatKind.FOCAL, SeatKind.STEERING)


@dataclass(frozen=True, slots=True)
class ChaseRow:
    """One chase: of how many units, how many people were told, how many units have reported since."""

    chase: Chase
    units: int
    people: int
    reported_since: int


@dataclass(frozen=True, slots=True)
class ReminderDay:
    """What the ladder of reminders sent of a round on one day."""

    sent_on: date
    units: int
    people: int


@dataclass(frozen=True, slots=True)
class CallRow:
    """One unit to be called, and whom to ask for there."""

    obligation: Obligation
    seats: tuple[SeatRow, ...]


def units_to_chase(report_round: ReportRound, account: Any) -> QuerySet[Obligation]:
    """This function will return what units of a round still owe, those without a report first."""
    owed = units_of_round(report_round, account).filter(still_owed())
    return owed.select_related("agency", "standing").order_by("agency__name", "id")


def people_told(agencies: Iterable[int], *, on: date) -> dict[int, list[Account]]:
    """This function will return, of some units, the focal persons and leaders who can be told something today."""
    held = Post.objects.held_on(on).filter(
        agency__in=list(agencies), role__in=_TOLD_ROLES, account__is_active=True
    )
    found: dict[int, dict[int, Account]] = defaultdict(dict)
    for post in held.select_related("account").order_by("id"):
        found[post.agency_id][post.account_id] = post.account
    return {agency: list(people.values()) for agency, people in found.items()}


def chases_of(report_round: ReportRound) -> list[ChaseRow]:
    """This function will return the chases of a round, latest first, with what came of each."""
    counted = report_round.chases.annotate(
        units=Count("people__agency", distinct=True),
        told=Count("people", filter=Q(people__person__isnull=False)),
    )
    chases = list(counted.select_related("sent_by").order_by("-sent_at", "-id"))
    since = _reported_since(report_round, chases)
    return [ChaseRow(one, one.units, one.told, since[one.pk]) for one in chases]


def chased_units(chase: Chase) -> list[tuple[Agency, list[Account]]]:
    """This function will return the units of a chase by name, each with who was told."""
    found: dict[Agency, list[Account]] = {}
    for one in chase.people.select_related("agency", "person").order_by("agency__name", "id"):
        told = found.setdefault(one.agency, [])
        if one.person is not None:
            told.append(one.person)
    return list(found.items())


def reminder_days(report_round: ReportRound) -> list[ReminderDay]:
    """This function will return what the ladder of reminders sent of a round, latest day first."""
    sent = SentReminder.objects.filter(
        obligation__what=report_round.what, obligation__occurrence=report_round.occurrence
    )
    counted = sent.values_list("sent_on").annotate(
        units=Count("obligation", distinct=True), people=Count("person", distinct=True)
    )
    return [ReminderDay(*row) for row in counted.order_by("-sent_on")]


def call_rows(rows: Sequence[Obligation], contacts: Reach, *, on: date) -> list[CallRow]:
    """This function will put beside units whom to ask for, with the telephones a person may see; one query."""
    held = Seat.objects.held_on(on).filter(agency__in=[one.agency_id for one in rows], kind__in=_CALLED_SEATS)
    seats: dict[int, list[SeatRow]] = defaultdict(list)
    loaded = held.select_related("person", "agency").order_by("kind", "id")
    for row in seat_rows(loaded, contacts, on=on):
        seats[row.seat.agency_id].append(row)
    return [CallRow(one, tuple(seats[one.agency_id])) for one in rows]


def units_to_call(report_round: ReportRound, account: Any, *, on: date) -> QuerySet[Obligation]:
    """This function will return the units of a round that are to be called today, by name."""
    return units_to_chase(report_round, account).filter(has_to_be_called(on=on))


def _reported_since(report_round: ReportRound, chases: Sequence[Chase]) -> dict[int, int]:
    """Of each chase the units that sent their first report on its day or later; one query for all of them."""
    days = {one.pk: timezone.localdate(one.sent_at) for one in chases}
    owed = Obligation.objects.filter(what=report_round.what, occurrence=report_round.occurrence)
    sent = owed.filter(first_sent_on__isnull=False).values_list("agency", "first_sent_on")
    first = {agency: day for agency, day in sent if day is not None}
    chased: dict[int, set[int]] = defaultdict(set)
    told = ChasedPerson.objects.filter(chase__in=days)
    for chase, agency in told.values_list("chase_id", "agency_id"):
        chased[chase].add(agency)
    return {
        chase: sum(1 for agency in chased[chase] if agency in first and first[agency] >= day)
        for chase, day in days.items()
    }
