"""Hands the seats of people over with a reorganisation, and gives them back."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Seat
from haidang.agencies.queries.open_seats import seat_hindrances, seat_state, seats_held
from haidang.agencies.registry import Carrying, Memo, OpenWork, RowGiven
from haidang.foundation.operations import record_event


def seats_of_people() -> OpenWork:
    """This function will describe seats as something that agencies hold."""
    return OpenWork(
        kind="seats",
        label=_("People of the directory"),
        model="agencies.seat",
        rows_held=seats_held,
        hand_over=hand_seats_over,
        hindrances=seat_hindrances,
        give_back=give_seats_back,
        may_end=True,
        follows_duties=False,
    )


def hand_seats_over(rows: list[RowGiven], act: Carrying) -> dict[int, Memo]:
    """This function will end seats on the day and open the same ones at their takers; the contact goes along."""
    seats = Seat.objects.select_related("person", "agency").in_bulk([row.key for row in rows])
    return {row.key: _move_seat(seats[row.key], row.taker, act) for row in rows}


def give_seats_back(memos: Mapping[int, Memo], by: Any) -> None:
    """This function will take moved seats away again and let the seats of before last as they did."""
    seats = Seat.objects.select_related("person", "agency").in_bulk(list(memos))
    made = Seat.objects.in_bulk([pk for memo in memos.values() for pk in memo["made"]])
    for key, memo in memos.items():
        contact = next(({"phone": made[pk].phone, "email": made[pk].email} for pk in memo["made"]), {})
        Seat.objects.filter(pk__in=memo["made"]).delete()
        Seat.objects.filter(pk=key).update(valid_to=memo["valid_to"], **contact)
        after = {"seat_kind": seats[key].kind, "agency": seats[key].agency.name, "to": memo["valid_to"]}
        record_event(
            actor=by, act="agencies.give_seat_back", subject=seats[key].person or seats[key], after=after
        )


def _move_seat(seat: Seat, taker: Any | None, act: Carrying) -> Memo:
    until, day = seat.valid_to, max(act.on, seat.valid_from)
    opened = [_seat_at(taker, seat, valid_from=day, valid_to=until)] if taker else []
    seat.valid_to = day
    if opened:
        seat.phone, seat.email = "", ""
    seat.save(update_fields=["valid_to", "phone", "email"])
    record_event(
        actor=act.by,
        act="agencies.move_seat",
        subject=seat.person or seat,
        before={"seat_kind": seat.kind, "agency": seat.agency.name, "to": until},
        after={"agency": taker.name if taker else "", "from": day},
    )
    return {
        "made": [one.pk for one in opened],
        "valid_to": until.isoformat() if until else None,
        "state": seat_state(seat, *opened),
    }


def _seat_at(agency: Any, seat: Seat, **days: Any) -> Seat:
    return Seat.objects.create(
        person=seat.person,
        agency=agency,
        kind=seat.kind,
        place=seat.place,
        title=seat.title,
        phone=seat.phone,
        email=seat.email,
        source=seat.source,
        taken_over=seat,
        **days,
    )
