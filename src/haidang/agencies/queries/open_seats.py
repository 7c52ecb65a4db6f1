"""The seats of people that a reorganisation finds in agencies."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import F, Q
from django.utils.translation import gettext as _

from haidang.agencies.models import Seat
from haidang.agencies.registry import Memo, OpenRow


def seats_held(agencies: Collection[int], on: date) -> list[OpenRow]:
    """This function will return the seats of people in agencies that last on a day or begin later."""
    lasts = Q(valid_to__isnull=True) | (Q(valid_to__gt=on) & Q(valid_to__gt=F("valid_from")))
    held = Seat.objects.filter(lasts, agency__in=agencies).select_related("person")
    return [
        OpenRow(
            key=seat.pk,
            holder_id=seat.agency_id,
            text=_("%(person)s, %(role)s")
            % {"person": seat.person or seat.title, "role": seat.get_kind_display()},
            state=f"{seat.kind} {seat.place} {seat.valid_from} {seat.valid_to} {seat.version}",
        )
        for seat in held.order_by("person__folded_name", "pk")
    ]


def seat_hindrances(memos: Mapping[int, Memo]) -> list[str]:
    """This function will tell which moved seats were ended, handed over or changed since."""
    closed = Seat.objects.select_related("person").in_bulk(list(memos))
    keys = [pk for memo in memos.values() for pk in memo["made"]]
    made = Seat.objects.in_bulk(keys)
    return [
        _("The seat of %(person)s was changed since.") % {"person": closed[key].person or closed[key].title}
        for key, memo in memos.items()
        if seat_state(closed[key], *(made[pk] for pk in memo["made"] if pk in made)) != memo["state"]
    ]


def seat_state(closed: Seat, *opened: Seat) -> str:
    """This function will tell how a moved seat stands, to know later whether anybody changed it."""
    rows = [
        f"{seat.agency_id} {seat.person_id} {seat.valid_from} {seat.valid_to}" for seat in (closed, *opened)
    ]
    return "; ".join(rows)
