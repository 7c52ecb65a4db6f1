"""Whom a round can be chased at, and what was sent to whom and when: by hand, and by the ladder of reminders.

Units are chased for the report itself, or for the true figures of one that was an estimate.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils import timezone

from haidang.agencies.enums import Role, SeatKind
from haidang.agencies.models import Account, Agency, Post, Seat
from haidang.agencies.queries import Reach, SeatRow, seat_rows
from haidang.regimes.enums import ChasedFor
from haidang.regimes.models import Chase, ChasedPerson, ReportRound
from haidang.regimes.queries.round_page import has_to_be_called, units_of_round
from haidang.reports.enums import SubmissionState
from haidang.reports.models import Obligation, SentReminder, Submission
from haidang.reports.queries.standing import owes_true_figures, still_owed

_TOLD_ROLES = (Role.FOCAL, Role.LEADER)
# Who answers the telephone of a unit: its focal person, and whoever of it sits in the steering committee.
_CALLED_SEATS = (SeatKind.FOCAL, SeatKind.STEERING)


@dataclass(frozen=True, slots=True)
class ChaseRow:
    """One chase: of how many units, how many people were told, how many units have sent since what was asked for."""

    chase: Chase
    units: int
    people: int
    sent_since: int


@dataclass(frozen=True, slots=True)
class ReminderDay:
    """What the ladder of reminders sent of a round on one day, for the report or for true figures."""

    sent_on: date
    units: int
    people: int
    asked_for: ChasedFor = ChasedFor.REPORT


@dataclass(frozen=True, slots=True)
class CallRow:
    """One unit to be called, what it is asked for, and whom to ask for there."""

    obligation: Obligation
    seats: tuple[SeatRow, ...]

    @property
    def asked_for(self) -> ChasedFor:
        """Whoever is called and owes no report any more is called for the true figures."""
        owed = self.obligation
        is_report = owed.standing is None or owed.fate == SubmissionState.RETURNED
        return ChasedFor.REPORT if is_report else ChasedFor.TRUE_FIGURES

    @property
    def due_on(self) -> date | None:
        is_report = self.asked_for == ChasedFor.REPORT
        return self.obligation.due_on if is_report else self.obligation.trued_up_on


def units_to_chase(report_round: ReportRound, account: Any) -> QuerySet[Obligation]:
    """This function will return the units of a round that still owe their report, by name."""
    return _by_name(units_of_round(report_round, account).filter(still_owed()))


def units_to_true_up(report_round: ReportRound, account: Any, *, on: date) -> QuerySet[Obligation]:
    """This function will return the units of a round that owe their true figures, by name; none before data close."""
    return _by_name(units_of_round(report_round, account).filter(owes_true_figures(on=on)))


def units_chased_for(
    asked_for: ChasedFor, report_round: ReportRound, account: Any, *, on: date
) -> QuerySet[Obligation]:
    """This function will return the units of a round that can be chased today for what is asked for."""
    if asked_for == ChasedFor.TRUE_FIGURES:
        return units_to_true_up(report_round, account, on=on)
    return units_to_chase(report_round, account)


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
    since = _sent_since(report_round, chases)
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
    """This function will return what the ladder of reminders sent of a round, latest day first; two queries."""
    about = {"obligation": ChasedFor.REPORT, "true_figures": ChasedFor.TRUE_FIGURES}
    days = [
        ReminderDay(*row, asked_for)
        for field, asked_for in about.items()
        for row in _reminded_of(field, report_round)
    ]
    return sorted(days, key=lambda one: one.sent_on, reverse=True)


def call_rows(rows: Sequence[Obligation], contacts: Reach, *, on: date) -> list[CallRow]:
    """This function will put beside units whom to ask for, with the telephones a person may see; one query."""
    held = Seat.objects.held_on(on).filter(agency__in=[one.agency_id for one in rows], kind__in=_CALLED_SEATS)
    seats: dict[int, list[SeatRow]] = defaultdict(list)
    loaded = held.select_related("person", "agency").order_by("kind", "id")
    for row in seat_rows(loaded, contacts, on=on):
        seats[row.seat.agency_id].append(row)
    return [CallRow(one, tuple(seats[one.agency_id])) for one in rows]


def units_to_call(report_round: ReportRound, account: Any, *, on: date) -> QuerySet[Obligation]:
    """This function will return the units of a round that are to be called today for either, by name."""
    return _by_name(units_of_round(report_round, account).filter(has_to_be_called(on=on)))


def _by_name(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    return rows.select_related("agency", "standing").order_by("agency__name", "id")


def _reminded_of(field: str, report_round: ReportRound) -> Iterable[tuple[date, int, int]]:
    of_round = {
        f"{field}__what": report_round.what,
        f"{field}__occurrence": report_round.occurrence,
    }
    counted = SentReminder.objects.filter(**of_round).values_list("sent_on")
    return counted.annotate(
        units=Count(field, distinct=True), people=Count("person", distinct=True)
    ).order_by("-sent_on")


def _sent_since(report_round: ReportRound, chases: Sequence[Chase]) -> dict[int, int]:
    """Of each chase the units that sent what was asked for on its day or later; three queries for all of them."""
    days = {one.pk: timezone.localdate(one.sent_at) for one in chases}
    asked_for = {one.pk: ChasedFor(one.asked_for) for one in chases}
    owed = Obligation.objects.filter(what=report_round.what, occurrence=report_round.occurrence)
    sent = {ChasedFor.REPORT: _first_reports(owed), ChasedFor.TRUE_FIGURES: _last_after_close(owed)}
    chased: dict[int, set[int]] = defaultdict(set)
    told = ChasedPerson.objects.filter(chase__in=days)
    for chase, agency in told.values_list("chase_id", "agency_id"):
        chased[chase].add(agency)
    return {
        chase: sum(1 for agency in chased[chase] if sent[asked_for[chase]].get(agency, date.min) >= day)
        for chase, day in days.items()
    }


def _first_reports(owed: QuerySet[Obligation]) -> dict[int, date]:
    """When units sent their first report, by their keys."""
    sent = owed.filter(first_sent_on__isnull=False).values_list("agency", "first_sent_on")
    return {agency: day for agency, day in sent if day is not None}


def _last_after_close(owed: QuerySet[Obligation]) -> dict[int, date]:
    """When units that had sent an estimate last sent a version after data close, by their keys."""
    estimates = owed.filter(trued_up_on__isnull=False)
    sent = Submission.objects.filter(
        obligation__in=estimates, number__isnull=False, sent_on__gt=F("obligation__closes_on")
    )
    return dict(sent.order_by().values_list("obligation__agency").annotate(Max("sent_on")))
