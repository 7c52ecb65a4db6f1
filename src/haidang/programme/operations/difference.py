"""Take over what a later reading of the paper says otherwise; what was before stays as history."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from haidang.agencies.models import Account, Agency
from haidang.documents.enums import FindingKind
from haidang.documents.models import DocumentReading, Finding
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import record_event
from haidang.programme.errors import DifferenceGone
from haidang.programme.models import Assignment, BudgetLine, Item, LegalBasis, Programme, Target
from haidang.programme.operations.adopt import paper_day
from haidang.programme.operations.agencies import AgencyChoice, settle_agencies
from haidang.programme.operations.assignments import WantedPart, change_assignments
from haidang.programme.operations.budget import change_budget_line, change_printed_total
from haidang.programme.operations.drafts import ItemDraft, save_drafts, searchable_text
from haidang.programme.operations.items import adopted_drafts, end_item, finding_draft
from haidang.programme.operations.legal_bases import adopt_legal_bases
from haidang.programme.operations.points import change_point
from haidang.programme.queries.adoption import BUDGET_KINDS
from haidang.programme.queries.difference_sides import BUDGET_TOTAL
from haidang.programme.queries.differences import Difference, reading_difference
from haidang.programme.queries.names import name_key
from haidang.programme.queries.point_sides import POINT

LONGEST_SOURCE = 300
Row = Item | BudgetLine | LegalBasis | Programme
# What an item takes from the draft of its later finding; its place in the tree and its history stay its own.
_RENEWED = (
    "label",
    "title",
    "content",
    "product",
    "timing_phrase",
    "timing_kind",
    "timing_spans",
    "starts_on",
    "ends_on",
    "due_on",
    "is_strict",
    "every",
    "months",
    "details",
    "finding",
    "lines",
)
_RENEWED_OF_TARGET = ("subject", "value", "unit", "comparison", "due_on", "phase_from", "phase_to")
# Fields that stand for the rows below an item.
_PARTS = {"subtasks", "duties"}


@transaction.atomic
def take_over_differences(
    *,
    programme: Programme,
    reading: DocumentReading,
    keys: Iterable[str],
    taken_by: Account,
    agency_choices: Mapping[str, AgencyChoice],
    at: datetime,
) -> list[Row]:
    """Take over chosen differences of a later reading, all or none.

    This function will add rows, end those that were removed (nothing is deleted) and change those that say
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
        on=paper_day(reading),
        settled_by=taken_by,
        source=str(reading.document)[:LONGEST_SOURCE],
    )
    taken = [_changed_row(programme, reading, one, agencies=agencies, at=at) for one in chosen]
    programme.adopted_findings.add(*[one.finding for one in chosen if one.finding])
    for row, difference in zip(taken, chosen, strict=True):
        _record(row, difference, taken_by=taken_by)
    return taken


def _record(row: Row, difference: Difference, *, taken_by: Account) -> None:
    old, new = difference.old, difference.new
    record_event(
        actor=taken_by,
        act="programme.take_over_difference",
        subject=row,
        before=dict(old.texts) if old else None,
        after=dict(new.texts) if new else None,
    )


def _changed_row(
    programme: Programme,
    reading: DocumentReading,
    difference: Difference,
    *,
    agencies: dict[str, Agency],
    at: datetime,
) -> Row:
    finding = difference.finding
    if difference.kind == FindingKind.HEADING and difference.new:
        return _change_heading(programme, difference)
    if difference.kind == POINT:
        return change_point(programme, difference, at=at)
    if difference.kind == BUDGET_TOTAL:
        return change_printed_total(programme, reading)
    if difference.kind in BUDGET_KINDS:
        row = difference.old.row if difference.old else None
        return change_budget_line(programme, row, finding, agencies=agencies, at=at)
    if difference.kind == FindingKind.CITATION:
        return _change_basis(programme, reading, difference, at=at)
    return _changed_item(programme, difference, agencies, at=at)


def _changed_item(
    programme: Programme, difference: Difference, agencies: dict[str, Agency], *, at: datetime
) -> Item:
    item, finding = difference.item, difference.finding
    if item is None:
        return _add_item(programme, finding, agencies)
    if finding is None:
        return end_item(item, at=at)
    draft = finding_draft(programme, finding, agencies)
    _change_item(item, draft, at=at)
    if any(change.name in _PARTS for change in difference.fields):
        _renew_parts(item, draft, at=at)
    return item


def _add_item(programme: Programme, finding: Finding | None, agencies: dict[str, Agency]) -> Item:
    saved = save_drafts(adopted_drafts(programme, [finding] if finding else [], agencies))
    return next(item for item in saved if item.finding_id)


def _change_item(item: Item, draft: ItemDraft, *, at: datetime) -> None:
    for name in _RENEWED:
        setattr(item, name, getattr(draft.item, name))
    item.version += 1
    held = change_assignments(item, _wanted_parts(item, draft), on=at.date())
    item.folded_text = searchable_text(item, held)
    item.save()
    if draft.target:
        values = {name: getattr(draft.target, name) for name in _RENEWED_OF_TARGET}
        Target.objects.filter(item=item).update(**values)


def _wanted_parts(item: Item, draft: ItemDraft) -> list[WantedPart]:
    """The parts of the later reading; one that says what was printed before stays with who has taken it over."""
    handed_over = Assignment.objects.filter(item=item, valid_to=None, taken_over__isnull=False)
    holders = {
        (name_key(one.printed_name), one.role, one.scope): one.agency
        for one in handed_over.select_related("agency")
    }
    return [
        WantedPart(
            holders.get((name_key(one.printed_name), one.role, one.scope), one.agency),
            one.printed_name,
            one.role,
            one.scope,
        )
        for one in draft.assignments
    ]


def _renew_parts(item: Item, draft: ItemDraft, *, at: datetime) -> None:
    """Parts that changed end as they were; those of the later reading take their place."""
    for part in item.parts:
        part.ended_at = at
    Item.objects.bulk_update(item.parts, ["ended_at"])
    Assignment.objects.filter(item__in=item.parts, valid_to=None).update(valid_to=at.date())
    save_drafts([ItemDraft(item, children=draft.children)])


def _change_heading(programme: Programme, difference: Difference) -> Programme:
    """Title and years are the programme's own; number and day are those of the heading that holds."""
    texts = difference.new.texts if difference.new else {}
    programme.heading, programme.title = difference.finding, texts["title"][0]
    programme.first_year, programme.last_year = (int(year) for year in texts["years"])
    number = texts["number"][0] or programme.document.number
    programme.folded_title = folded_form(f"{programme.title} {number}")
    programme.save()
    return programme


def _change_basis(
    programme: Programme, reading: DocumentReading, difference: Difference, *, at: datetime
) -> LegalBasis:
    finding = difference.finding
    if difference.old:
        LegalBasis.objects.filter(pk=difference.old.row.pk).update(ended_at=at)
    if finding is None:
        return difference.old.row if difference.old else LegalBasis()
    adopt_legal_bases(programme, reading, [finding])
    return LegalBasis.objects.get(programme=programme, finding=finding, ended_at=None)
