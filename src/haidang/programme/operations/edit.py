"""Change an item by hand after it was adopted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from haidang.agencies.models import Account, Agency
from haidang.foundation.operations import record_event
from haidang.programme.enums import AssignmentRole
from haidang.programme.errors import ItemChangedMeanwhile
from haidang.programme.models import Assignment, Item
from haidang.programme.operations.assignments import WantedPart, change_assignments
from haidang.programme.operations.drafts import searchable_text
from haidang.programme.queries.values import PlannedTiming


@dataclass(frozen=True, slots=True)
class ItemWords:
    """The words of an item as a person wants them."""

    title: str
    content: tuple[str, ...] = ()
    product: str = ""


@transaction.atomic
def edit_item(
    *,
    item: Item,
    version: int,
    edited_by: Account,
    words: ItemWords,
    timing: PlannedTiming | None,
    leads: Sequence[Agency],
    partners: Sequence[Agency],
    on: date,
) -> Item:
    """Change an item's words, timing (None leaves it) and assignments.

    This function will raise ItemChangedMeanwhile unless the item still has the version that was shown. Where the
    item was read stays; the log keeps what it was before. Partners keep the sub-tasks they are limited to.
    """
    if not Item.objects.filter(pk=item.pk, version=version, ended_at=None).update(version=version + 1):
        raise ItemChangedMeanwhile
    item.refresh_from_db()
    held = list(Assignment.objects.filter(item=item, valid_to=None).order_by("order", "id"))
    before = item_record(item, held)
    item.title, item.content, item.product = words.title, list(words.content), words.product
    if timing is not None:
        plan_by_hand(item, timing)
    wanted = [*_wanted(leads, held, AssignmentRole.LEAD), *_wanted(partners, held, AssignmentRole.PARTNER)]
    wanted += [_kept(one) for one in held if one.role not in {AssignmentRole.LEAD, AssignmentRole.PARTNER}]
    now_held = change_assignments(item, wanted, on=on)
    item.folded_text = searchable_text(item, now_held)
    item.save()
    record_event(
        actor=edited_by,
        act="programme.edit_item",
        subject=item,
        before=before,
        after=item_record(item, now_held),
    )
    return item


def plan_by_hand(item: Item, timing: PlannedTiming) -> None:
    """This function will set the timing of an item as a person wrote it."""
    item.timing_phrase, item.timing_kind, item.timing_spans = timing.phrase, timing.kind, timing.spans
    item.starts_on, item.ends_on, item.due_on = timing.starts_on, timing.ends_on, timing.due_on
    item.is_strict, item.every, item.months = timing.is_strict, timing.every, timing.months


def _wanted(agencies: Sequence[Agency], held: list[Assignment], role: str) -> list[WantedPart]:
    """Each agency with the name and scopes it has had so far in this role, or plainly when it is new."""
    wanted = []
    for agency in agencies:
        before = [one for one in held if one.agency_id == agency.pk and one.role == role]
        wanted += [_kept(one, agency) for one in before] or [WantedPart(agency, agency.name, role)]
    return wanted


def _kept(assignment: Assignment, agency: Agency | None = None) -> WantedPart:
    return WantedPart(agency or assignment.agency, assignment.printed_name, assignment.role, assignment.scope)


def item_record(item: Item, held: list[Assignment]) -> dict[str, Any]:
    """This function will say of an item what the log keeps."""
    return {
        "title": item.title,
        "content": list(item.content),
        "product": item.product,
        "timing": item.timing_phrase,
        "lead": [one.printed_name for one in held if one.role == AssignmentRole.LEAD],
        "partners": [one.printed_name for one in held if one.role == AssignmentRole.PARTNER],
    }
