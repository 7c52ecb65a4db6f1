"""Add a task by hand to a programme that was adopted: it stands in no paper, and the log says who added it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, Q

from haidang.agencies.models import Account, Agency
from haidang.foundation.operations import record_event
from haidang.programme.enums import AssignmentRole, ItemKind
from haidang.programme.models import Item, Programme
from haidang.programme.operations.assignments import WantedPart, change_assignments
from haidang.programme.operations.drafts import searchable_text
from haidang.programme.operations.edit import ItemWords, item_record, plan_by_hand
from haidang.programme.queries.values import PlannedTiming

_WITH_TASKS = (ItemKind.SECTION, ItemKind.TASK, ItemKind.SUBTASK)


@dataclass(frozen=True, slots=True)
class TaskPlace:
    """Where a new task stands: its number as people write it, and its group; None for a task outside any."""

    label: str = ""
    group: Item | None = None


@transaction.atomic
def add_task(
    *,
    programme: Programme,
    place: TaskPlace,
    words: ItemWords,
    timing: PlannedTiming,
    leads: Sequence[Agency],
    partners: Sequence[Agency],
    on: date,
    added_by: Account,
) -> Item:
    """This function will add a task at the end of its group, with its bodies from a day on."""
    item = Item(
        programme=programme,
        parent=place.group,
        kind=ItemKind.TASK,
        label=place.label,
        title=words.title,
        content=list(words.content),
        product=words.product,
        position=_position_after(programme, place.group),
    )
    plan_by_hand(item, timing)
    item.save()
    wanted = [
        *(WantedPart(one, one.name, AssignmentRole.LEAD) for one in leads),
        *(WantedPart(one, one.name, AssignmentRole.PARTNER) for one in partners),
    ]
    held = change_assignments(item, wanted, on=on)
    item.folded_text = searchable_text(item, held)
    item.save(update_fields=["folded_text"])
    record_event(actor=added_by, act="programme.add_task", subject=item, after=item_record(item, held))
    return item


def _position_after(programme: Programme, group: Item | None) -> int:
    """Behind what the group holds; findings come a thousand positions apart, so that there is room."""
    items = Item.objects.without_tree_fields().filter(programme=programme, kind__in=_WITH_TASKS)
    if group is not None:
        items = items.filter(Q(pk=group.pk) | Q(parent=group) | Q(parent__parent=group))
    last: int | None = items.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
