"""Hands the parts of agencies in items over when a reorganisation says so, and gives them back when it is undone."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from haidang.agencies.registry import Carrying, Memo, OpenWork, RowGiven
from haidang.foundation.operations import record_event
from haidang.programme.enums import AssignmentRole
from haidang.programme.models import Assignment, Item
from haidang.programme.queries.handover import open_parts, part_hindrances, part_state

PARTS = "assignments"


def parts_of_items() -> OpenWork:
    """This function will return how a reorganisation finds, hands over and gives back parts in items."""
    return OpenWork(
        kind=PARTS,
        label=_("Tasks and duties of programmes"),
        model="programme.assignment",
        rows_held=open_parts,
        hand_over=hand_parts_over,
        hindrances=part_hindrances,
        give_back=give_parts_back,
    )


def hand_parts_over(rows: list[RowGiven], act: Carrying) -> dict[int, Memo]:
    """Close parts on the day of the act and open the same ones for who takes them over.

    This function will keep the name as printed; a part that began later goes over on its first day. A taker that
    holds the same part already gets no second one. Every item has a new version, so that nobody who has it open
    for editing writes the old holder back.
    """
    takers = {row.key: row.taker for row in rows if row.taker}
    closed = list(Assignment.objects.filter(pk__in=takers).select_related("agency", "item").order_by("pk"))
    before = _parts_told({part.item_id for part in closed})
    for part in closed:
        part.valid_to = max(act.on, part.valid_from or act.on)
    Assignment.objects.bulk_update(closed, ["valid_to"])
    opened = _open(closed, takers)
    _tell(before, by=act.by)
    return {
        part.pk: {
            "made": [one.pk for one in opened.get(part.pk, [])],
            "state": part_state(part, *opened.get(part.pk, [])),
        }
        for part in closed
    }


def give_parts_back(memos: Mapping[int, Memo], by: Any) -> None:
    """This function will take the opened parts away and open those again that were closed."""
    closed = Assignment.objects.filter(pk__in=list(memos))
    before = _parts_told(set(closed.values_list("item_id", flat=True)))
    made = [key for memo in memos.values() for key in memo["made"]]
    Assignment.objects.filter(pk__in=made).delete()
    closed.update(valid_to=None)
    _tell(before, by=by)


def _open(closed: list[Assignment], takers: Mapping[int, Any]) -> dict[int, list[Assignment]]:
    held = {
        _place(one)
        for one in Assignment.objects.filter(item__in={part.item_id for part in closed}, valid_to=None)
    }
    opened: dict[int, list[Assignment]] = {}
    for part in closed:
        following = Assignment(
            item=part.item,
            agency=takers[part.pk],
            role=part.role,
            printed_name=part.printed_name,
            scope=part.scope,
            order=part.order,
            valid_from=part.valid_to,
            taken_over=part,
        )
        if _place(following) not in held:
            held.add(_place(following))
            opened[part.pk] = [following]
    Assignment.objects.bulk_create(one for rows in opened.values() for one in rows)
    return opened


def _place(part: Assignment) -> tuple:
    return part.item_id, part.agency_id, part.role, part.scope


def _parts_told(items: set[int]) -> dict[int, dict[str, list[str]]]:
    """Who leads and who is a partner in each item, by the names of today."""
    held = Assignment.objects.filter(item__in=items, valid_to=None).select_related("agency")
    told: dict[int, dict[str, list[str]]] = {item: {} for item in items}
    for part in held.order_by("order", "pk"):
        told[part.item_id].setdefault(_FACTS.get(part.role, part.role), []).append(part.agency.name)
    return told


_FACTS = {AssignmentRole.LEAD.value: "lead", AssignmentRole.PARTNER.value: "partners"}


def _tell(before: Mapping[int, dict[str, list[str]]], *, by: Any) -> None:
    """A new version of every item, and one entry of the log for each."""
    Item.objects.filter(pk__in=list(before)).update(version=F("version") + 1)
    after = _parts_told(set(before))
    for item in _in_order(before):
        record_event(
            actor=by,
            act="programme.hand_over",
            subject=item,
            before=before[item.pk],
            after=after[item.pk],
        )


def _in_order(keys: Iterable[int]) -> Iterable[Item]:
    return Item.objects.without_tree_fields().filter(pk__in=list(keys)).order_by("pk")
