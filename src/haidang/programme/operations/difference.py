"""Take over what a later reading of the paper says otherwise; what was before stays as history."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from haidang.agencies.models import Account, Agency
from haidang.documents.models import DocumentReading, Finding
from haidang.foundation.operations import record_event
from haidang.programme.enums import AssignmentRole, ItemKind
from haidang.programme.errors import DifferenceGone
from haidang.programme.models import Assignment, Item, Programme
from haidang.programme.operations.agencies import AgencyChoice, settle_agencies
from haidang.programme.operations.assignments import WantedPart, change_assignments
from haidang.programme.operations.drafts import ItemDraft, save_drafts, searchable_text
from haidang.programme.operations.items import (
    partners_with_scope,
    plan_item,
    subtask_drafts,
    task_details,
    tasks_in_sections,
)
from haidang.programme.queries.differences import Difference, finding_texts, item_texts, reading_difference
from haidang.programme.queries.names import name_key

LONGEST_SOURCE = 300


@transaction.atomic
def take_over_differences(
    *,
    programme: Programme,
    reading: DocumentReading,
    keys: Iterable[str],
    taken_by: Account,
    agency_choices: Mapping[str, AgencyChoice],
    at: datetime,
) -> list[Item]:
    """Take over chosen differences of a later reading, all or none.

    This function will add tasks, end those that were removed (nothing is deleted) and change those that say
    something else now, closing and opening assignments on the day. Raises DifferenceGone for a key that holds no
    longer, AgencyUndecided for a name that fits several agencies and was not chosen.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    standing = {one.key: one for one in reading_difference(programme, reading)}
    wanted = list(dict.fromkeys(keys))
    if any(key not in standing for key in wanted):
        raise DifferenceGone
    chosen = [standing[key] for key in wanted]
    agencies = settle_agencies(
        [one.finding for one in chosen if one.finding],
        choices=agency_choices,
        on=at.date(),
        settled_by=taken_by,
        source=str(reading.document)[:LONGEST_SOURCE],
    )
    return [_take_over(programme, one, agencies=agencies, taken_by=taken_by, at=at) for one in chosen]


def _take_over(
    programme: Programme,
    difference: Difference,
    *,
    agencies: dict[str, Agency],
    taken_by: Account,
    at: datetime,
) -> Item:
    before = item_texts(difference.item) if difference.item else None
    after = finding_texts(difference.finding) if difference.finding else None
    item = _changed_item(programme, difference, agencies, at=at)
    record_event(
        actor=taken_by, act="programme.take_over_difference", subject=item, before=before, after=after
    )
    return item


def _changed_item(
    programme: Programme, difference: Difference, agencies: dict[str, Agency], *, at: datetime
) -> Item:
    item, finding = difference.item, difference.finding
    if item is None:
        return _add_task(programme, finding, agencies)
    if finding is None:
        return _end_task(item, at=at)
    _change_task(item, finding, agencies, at=at)
    if any(change.name == "subtasks" for change in difference.fields):
        _renew_parts(item, finding, at=at)
    return item


def _add_task(programme: Programme, finding: Finding | None, agencies: dict[str, Agency]) -> Item:
    saved = save_drafts(tasks_in_sections(programme, [finding] if finding else [], agencies))
    return next(item for item in saved if item.kind == ItemKind.TASK)


def _end_task(item: Item, *, at: datetime) -> Item:
    """The task and its sub-tasks end, and with them every assignment."""
    ended = [item, *item.parts]
    for one in ended:
        one.ended_at, one.version = at, one.version + 1
    Item.objects.bulk_update(ended, ["ended_at", "version"])
    Assignment.objects.filter(item__in=ended, valid_to=None).update(valid_to=at.date())
    return item


def _change_task(item: Item, finding: Finding, agencies: dict[str, Agency], *, at: datetime) -> None:
    value = finding.value
    item.label, item.title = value.get("label") or finding.label, value.get("title") or ""
    item.content, item.product = list(value.get("content") or []), value.get("product") or ""
    item.details, item.finding, item.lines = task_details(value), finding, finding.lines
    item.version += 1
    plan_item(item, finding)
    leads = [
        WantedPart(agencies[name_key(name)], name, AssignmentRole.LEAD) for name in value.get("lead") or []
    ]
    partners = [
        WantedPart(agencies[name_key(name)], name, AssignmentRole.PARTNER, scope)
        for name, scope in partners_with_scope(value)
    ]
    held = change_assignments(item, [*leads, *partners], on=at.date())
    item.folded_text = searchable_text(item, held)
    item.save()


def _renew_parts(item: Item, finding: Finding, *, at: datetime) -> None:
    """Sub-tasks that changed end as they were; those of the later reading take their place."""
    for part in item.parts:
        part.ended_at = at
    Item.objects.bulk_update(item.parts, ["ended_at"])
    home = ItemDraft(item, children=list(subtask_drafts(item.programme, finding)))
    save_drafts([home])
