"""The directory of people: who has which seat on a day, and which units have no focal person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, F, Q

from haidang.agencies.enums import AgencyKind, SeatKind, SeatPlace
from haidang.agencies.models import Account, Agency, Person, Seat
from haidang.agencies.queries.reach import Reach
from haidang.agencies.queries.register import has_focal_person
from haidang.engines.vietnamese.forms import folded_form

NO_UNITS = (AgencyKind.MINISTRY, AgencyKind.PROVINCE, AgencyKind.GROUP)


@dataclass(frozen=True, slots=True)
class DirectoryFilter:
    """What to look for in the directory of a day; what is empty does not narrow."""

    on: date
    words: str = ""
    kind: str = ""
    agency: Agency | None = None


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat as the directory shows it; phone and e-mail are empty for those who do not need them."""

    seat: Seat
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class CommitteePart:
    """The seats of one place in the steering committee: its chair, its deputies and so on."""

    place: str
    rows: list[SeatRow]


@dataclass(frozen=True, slots=True)
class FocalShare:
    """How many agencies of a kind have a focal person on a day; "" is all kinds together."""

    kind: str
    label: Any
    with_focal: int
    units: int

    @property
    def without(self) -> int:
        return self.units - self.with_focal


def seats_filtered(asked: DirectoryFilter) -> models.QuerySet[Seat]:
    """This function will return the seats held on the filter's day that it asks for, by name.

    Marks and capitals do not count: "le thi" finds "Lê Thị", also in the name of the agency.
    """
    found = Seat.objects.held_on(asked.on).select_related("person", "agency")
    for word in folded_form(asked.words).split():
        found = found.filter(Q(person__folded_name__contains=word) | Q(agency__folded_name__contains=word))
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.agency:
        found = found.filter(agency=asked.agency)
    return found.order_by(F("person__folded_name").asc(nulls_last=True), "id")


def seats_of_people_called(words: str, *, on: date) -> models.QuerySet[Seat]:
    """This function will return the seats held on a day by people whose name has every word, marks left aside."""
    found = Seat.objects.held_on(on).select_related("person", "agency").exclude(person=None)
    folded = folded_form(words).split()
    for word in folded:
        found = found.filter(person__folded_name__contains=word)
    return found.order_by("person__folded_name", "id") if folded else found.none()


def seat_rows(seats: Iterable[Seat], contacts: Reach, *, on: date) -> list[SeatRow]:
    """This function will put beside each seat the contact that may be seen: within reach, and of a seat held."""
    return [_row(seat, contacts, on) for seat in seats]


def committee_on(day: date, contacts: Reach) -> list[CommitteePart]:
    """This function will return the steering committee of a day, from its chair to its members."""
    held = Seat.objects.held_on(day).filter(kind=SeatKind.STEERING).select_related("person", "agency")
    rows = seat_rows(held.order_by("agency__name", "id"), contacts, on=day)
    parts = [
        CommitteePart(place, [row for row in rows if row.seat.place == place]) for place in SeatPlace.values
    ]
    return [part for part in parts if part.rows]


def committee_changes(day: date) -> models.QuerySet[Seat]:
    """This function will return the seats of the committee that began or ended until a day, latest first."""
    past = Seat.objects.filter(kind=SeatKind.STEERING, valid_from__lte=day)
    return past.select_related("person", "agency", "taken_over__person").order_by("-valid_from", "-id")


def seats_of_person(person: Person) -> models.QuerySet[Seat]:
    """This function will return the seats a person has or had, latest first."""
    return person.seats.select_related("agency", "person").order_by("-valid_from", "-id")


def seats_of_agency(agency: Agency) -> models.QuerySet[Seat]:
    """This function will return the seats of an agency's people, latest first."""
    return Seat.objects.filter(agency=agency).select_related("person").order_by("-valid_from", "-id")


def people_named(name: str) -> models.QuerySet[Person]:
    """This function will return the people whose name is this one, marks and capitals aside."""
    seats = models.Prefetch("seats", Seat.objects.select_related("agency").order_by("-valid_from", "-id"))
    return Person.objects.filter(folded_name=folded_form(name)).prefetch_related(seats).order_by("id")


def focal_shares(*, on: date) -> list[FocalShare]:
    """This function will count, of the units of a day, those with a focal person: each kind, then all of them.

    Bodies above, provinces and groups are no units that owe anybody a focal person.
    """
    living = Agency.objects.without_tree_fields().alive_on(on).exclude(kind__in=NO_UNITS)
    with_focal = Count("pk", filter=has_focal_person(on))
    counted = {
        row["kind"]: (row["with_focal"], row["units"])
        for row in living.values("kind").order_by().annotate(units=Count("pk"), with_focal=with_focal)
    }
    shares = [FocalShare(kind.value, kind.label, *counted[kind]) for kind in AgencyKind if kind in counted]
    total = FocalShare("", "", sum(one.with_focal for one in shares), sum(one.units for one in shares))
    return [*shares, total]


def account_called(login: str) -> Account | None:
    """This function will return the account with a login, None when there is none."""
    return Account.objects.filter(username=login).first()


def _row(seat: Seat, contacts: Reach, day: date) -> SeatRow:
    is_held = seat.valid_from <= day and (seat.valid_to is None or seat.valid_to > day)
    if is_held and contacts.covers(seat.agency_id):
        return SeatRow(seat, seat.phone, seat.email)
    return SeatRow(seat, "", "")
