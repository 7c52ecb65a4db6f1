"""People and their seats: given, handed to another person, ended. History stays, contact does not."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from haidang.agencies.enums import AgencyKind, SeatKind, SeatPlace
from haidang.agencies.errors import (
    AccountTaken,
    ChairHeld,
    NotAliveThatDay,
    SeatChangedMeanwhile,
    SeatDayWrong,
    SeatForbidden,
    SeatHeld,
)
from haidang.agencies.models import Account, Agency, Person, Seat
from haidang.engines.vietnamese.dates import written_day
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import record_event

# Other seats in a press body would grow into a list of journalists.
_SEATS_OF_PRESS = (SeatKind.FOCAL, SeatKind.STEERING)


@transaction.atomic
def give_seat(
    *,
    holder: Person | str | None,
    agency: Agency,
    kind: str,
    valid_from: date,
    source: str,
    given_by: Any,
    **details: Any,
) -> Seat:
    """Give somebody a seat from a day on; `holder` is a person, the name of somebody new, or None for a post.

    This function will take title, place, phone and email as details. Raises NotAliveThatDay, SeatForbidden,
    SeatHeld or ChairHeld.
    """
    _require_agency(agency, kind, valid_from)
    person = _person_of(holder, given_by)
    place = details.get("place") or SeatPlace.MEMBER
    _require_free(Seat(person=person, agency=agency, kind=kind, place=place, valid_from=valid_from))
    seat = Seat.objects.create(
        person=person,
        agency=agency,
        kind=kind,
        place=place,
        title=details.get("title", ""),
        phone=details.get("phone", ""),
        email=details.get("email", ""),
        source=source,
        valid_from=valid_from,
    )
    _record("agencies.give_seat", seat, given_by, after=_facts_of(seat))
    return seat


@transaction.atomic
def pass_seat_on(
    *,
    seat: Seat,
    version: int,
    holder: Person | str,
    on: date,
    source: str,
    passed_by: Any,
    today: date,
    **details: Any,
) -> Seat:
    """Hand a seat to another person: the one row ends, another begins and points back to it.

    This function will keep kind, place and agency. Raises SeatChangedMeanwhile, SeatDayWrong or SeatHeld.
    """
    before = _facts_of(seat)
    _close(seat, version, on, today)
    person = _person_of(holder, passed_by)
    follower = Seat(person=person, agency=seat.agency, kind=seat.kind, place=seat.place, valid_from=on)
    _require_free(follower)
    follower.title = details.get("title") or seat.title
    follower.phone, follower.email = details.get("phone", ""), details.get("email", "")
    follower.source, follower.taken_over = source, seat
    follower.save()
    _record("agencies.pass_seat_on", follower, passed_by, before=before, after=_facts_of(follower))
    return follower


@transaction.atomic
def end_seat(*, seat: Seat, version: int, on: date, ended_by: Any, today: date) -> Seat:
    """End a seat: from that day on it is not held; once the day has come its contact is no longer kept.

    This function will raise SeatChangedMeanwhile or SeatDayWrong.
    """
    before = _facts_of(seat)
    _close(seat, version, on, today)
    _record("agencies.end_seat", seat, ended_by, before=before, after={"to": seat.valid_to})
    return seat


@transaction.atomic
def change_contact(*, seat: Seat, version: int, phone: str, email: str, changed_by: Any) -> Seat:
    """Write down how to reach the office of a seat. The log tells that it changed, not what it is.

    This function will raise SeatChangedMeanwhile.
    """
    _take_version(seat, version)
    seat.phone, seat.email = phone, email
    seat.save(update_fields=["phone", "email"])
    _record("agencies.change_contact", seat, changed_by)
    return seat


@transaction.atomic
def change_person(
    *, person: Person, version: int, full_name: str, account: Account | None, changed_by: Any
) -> Person:
    """Correct the name of a person, and say which account is theirs.

    This function will raise SeatChangedMeanwhile or AccountTaken.
    """
    before = {"full_name": person.full_name, "username": person.account.username if person.account else ""}
    if account and Person.objects.filter(account=account).exclude(pk=person.pk).exists():
        raise AccountTaken
    _take_version(person, version)
    person.full_name, person.folded_name, person.account = full_name, folded_form(full_name), account
    person.save(update_fields=["full_name", "folded_name", "account"])
    after = {"full_name": full_name, "username": account.username if account else ""}
    record_event(actor=changed_by, act="agencies.change_person", subject=person, before=before, after=after)
    return person


def _person_of(holder: Person | str | None, by: Any) -> Person | None:
    if not isinstance(holder, str):
        return holder
    person = Person.objects.create(full_name=holder, folded_name=folded_form(holder))
    record_event(actor=by, act="agencies.add_person", subject=person, after={"full_name": holder})
    return person


def _require_agency(agency: Agency, kind: str, day: date) -> None:
    living = Agency.objects.without_tree_fields().select_for_update().alive_on(day)
    if not living.filter(pk=agency.pk).exists():
        raise NotAliveThatDay(agency.name, written_day(day))
    if agency.kind == AgencyKind.PRESS and kind not in _SEATS_OF_PRESS:
        raise SeatForbidden


def _require_free(seat: Seat) -> None:
    """The person does not have this seat already, and the committee has no other chair, from its first day on."""
    later = Seat.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=seat.valid_from), kind=seat.kind)
    if seat.person_id and later.filter(person=seat.person, agency=seat.agency).exists():
        raise SeatHeld
    if seat.kind == SeatKind.STEERING and seat.place == SeatPlace.CHAIR:
        for chair in later.filter(place=SeatPlace.CHAIR).select_related("person").order_by("id")[:1]:
            raise ChairHeld(str(chair.person or chair.title))


def _close(seat: Seat, version: int, on: date, today: date) -> None:
    _take_version(seat, version)
    if on < seat.valid_from or (seat.valid_to and seat.valid_to < on):
        raise SeatDayWrong(written_day(seat.valid_from))
    seat.valid_to = on
    if on <= today:
        seat.phone, seat.email = "", ""
    seat.save(update_fields=["valid_to", "phone", "email"])


def _take_version(row: Person | Seat, version: int) -> None:
    rows: Any = type(row).objects
    if not rows.filter(pk=row.pk, version=version).update(version=version + 1):
        raise SeatChangedMeanwhile
    row.refresh_from_db()


def _facts_of(seat: Seat) -> dict[str, Any]:
    return {
        "person": str(seat.person or ""),
        "seat_kind": seat.kind,
        "committee_place": seat.place if seat.kind == SeatKind.STEERING else "",
        "position": seat.title,
        "agency": seat.agency.name,
        "from": seat.valid_from,
        "to": seat.valid_to,
        "grounds": seat.source,
    }


def _record(act: str, seat: Seat, by: Any, **facts: Any) -> None:
    record_event(actor=by, act=act, subject=seat.person or seat, **facts)
