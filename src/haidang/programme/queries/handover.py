"""What agencies hold of programmes when a reorganisation asks: open parts in items that still hold."""

from collections.abc import Collection, Mapping
from datetime import date

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from haidang.agencies.registry import Memo, OpenRow
from haidang.programme.enums import AssignmentRole
from haidang.programme.models import Assignment

_MOST_CHARACTERS = 110


def open_parts(agencies: Collection[int], _on: date) -> list[OpenRow]:
    """This function will return the open parts of agencies in items that still hold, in the order of the papers."""
    held = Assignment.objects.filter(agency__in=agencies, valid_to=None, item__ended_at=None)
    held = held.select_related("item__programme__document").order_by(
        "item__programme_id", "item__position", "item_id", "order", "pk"
    )
    return [
        OpenRow(
            key=part.pk,
            holder_id=part.agency_id,
            text=_("%(role)s: %(item)s")
            % {"role": AssignmentRole(part.role).label, "item": _item_told(part)},
            state=f"{part.role} {part.scope} {part.valid_from} {part.item.version}",
            group=part.item.programme.title,
            words=(part.item.title, part.item.programme.title),
            address=reverse("programme:item", args=[part.item_id]),
        )
        for part in held
    ]


def _item_told(part: Assignment) -> str:
    """An item by as much of its title as tells it from others: a preview has many of them."""
    return f"{Truncator(str(part.item)).chars(_MOST_CHARACTERS)} {part.scope}".strip()


def part_hindrances(memos: Mapping[int, Memo]) -> list[str]:
    """This function will tell in which items the parts were changed since, so that they cannot be given back."""
    made_keys = [key for memo in memos.values() for key in memo["made"]]
    rows = Assignment.objects.select_related("item").in_bulk([*memos, *made_keys])
    again = _held_again(rows[key] for key in memos if key in rows)
    changed = {
        str(rows[key].item)
        for key, memo in memos.items()
        if key in rows and (_now(key, memo, rows) != memo["state"] or _place(rows[key]) in again)
    }
    return [_("Who does “%(item)s” was changed since.") % {"item": item} for item in sorted(changed)]


def part_state(*parts: Assignment) -> str:
    """This function will tell how a closed part and the one after it stand, to know later whether they changed."""
    return "; ".join(f"{one.pk} {one.agency_id} {one.valid_from} {one.valid_to}" for one in parts)


def _now(key: int, memo: Memo, rows: Mapping[int, Assignment]) -> str:
    return part_state(*(rows[one] for one in (key, *memo["made"]) if one in rows))


def _held_again(closed) -> set[tuple]:
    """Parts that their former holder was given again by hand: the same one cannot be open twice."""
    closed = list(closed)
    open_now = Assignment.objects.filter(
        item__in={one.item_id for one in closed},
        agency__in={one.agency_id for one in closed},
        valid_to=None,
    )
    return {_place(one) for one in open_now}


def _place(part: Assignment) -> tuple:
    return part.item_id, part.agency_id, part.role, part.scope
