"""Confirmed findings as drafts of items: tasks under their headings, goals, duties, reports, anniversaries."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from haidang.agencies.models import Agency
from haidang.documents.enums import FindingKind
from haidang.documents.models import Finding
from haidang.programme.enums import AssignmentRole, ItemKind, TimingKind
from haidang.programme.models import Assignment, Item, Programme, Target
from haidang.programme.operations.drafts import ItemDraft
from haidang.programme.queries.names import is_one_body, name_key
from haidang.programme.queries.positions import place_of
from haidang.programme.queries.sections import PaperSection, paper_outline, section_of_task
from haidang.programme.queries.values import (
    day_of,
    last_day_of,
    months_text,
    number_of,
    planned_timing,
    span_of,
)

LONGEST_UNIT = 200
REPORTS_ON_DEMAND = "ad_hoc"
REPORTS_AT_TIMES = "periodic"


def adopted_drafts(
    programme: Programme, findings: list[Finding], agencies: dict[str, Agency]
) -> list[ItemDraft]:
    """This function will turn findings into trees of drafts: sections with their tasks, then everything else."""
    tasks = [one for one in findings if one.kind == FindingKind.TASK]
    drafts = tasks_in_sections(programme, tasks, agencies)
    for finding in findings:
        if maker := _MAKERS.get(finding.kind):
            drafts.append(maker(programme, finding, agencies))
    return drafts


def finding_draft(programme: Programme, finding: Finding, agencies: dict[str, Agency]) -> ItemDraft:
    """This function will turn one finding into a draft, outside any section."""
    if finding.kind == FindingKind.TASK:
        return task_draft(programme, finding, agencies)
    return _MAKERS[FindingKind(finding.kind)](programme, finding, agencies)


def task_draft(programme: Programme, finding: Finding, agencies: dict[str, Agency]) -> ItemDraft:
    """This function will turn one task into a draft with its sub-tasks and its assignments."""
    value = finding.value
    item = _new_item(programme, finding, kind=ItemKind.TASK, title=value.get("title") or "")
    item.label = value.get("label") or finding.label
    item.content = list(value.get("content") or [])
    item.product = value.get("product") or ""
    item.details = task_details(value)
    plan_item(item, finding)
    draft = ItemDraft(item)
    draft.assign_each(value.get("lead") or [], agencies, role=AssignmentRole.LEAD)
    for printed, scope in partners_with_scope(value):
        draft.assign(printed, agencies[name_key(printed)], role=AssignmentRole.PARTNER, scope=scope)
    draft.children = list(subtask_drafts(programme, finding))
    return draft


def task_details(value: Mapping[str, Any]) -> dict[str, Any]:
    """This function will keep what a task has besides its fields: the table's own headings, a quantity."""
    header = value.get("_table_header") or value.get("table_header") or []
    return {
        name: kept for name, kept in (("columns", list(header)), ("quantity", value.get("quantity"))) if kept
    }


def partners_with_scope(value: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Tell which partners a task has and for which of its sub-tasks only.

    This function will give each partner once, in order; the scope joins the labels of the sub-tasks that name
    the partner ("(1)(3)"), and is "" for a partner of the whole task.
    """
    subtasks = value.get("subtasks") or []
    named = [*(value.get("partners") or []), *(one for sub in subtasks for one in sub.get("partners") or [])]
    once: dict[str, str] = {}
    for printed in named:
        once.setdefault(name_key(printed), printed)
    return [(printed, _scope_of(printed, subtasks)) for printed in once.values()]


def plan_item(item: Item, finding: Finding) -> None:
    """This function will set the timing of an item from the timing of its finding. Raises UnreadableFinding."""
    timing = planned_timing(finding, finding.value.get("timing"))
    item.timing_phrase, item.timing_kind, item.timing_spans = timing.phrase, timing.kind, timing.spans
    item.starts_on, item.ends_on, item.due_on = timing.starts_on, timing.ends_on, timing.due_on
    item.is_strict, item.every, item.months = timing.is_strict, timing.every, timing.months


def _scope_of(printed: str, subtasks: list) -> str:
    key = name_key(printed)
    naming = [sub for sub in subtasks if key in {name_key(one) for one in sub.get("partners") or []}]
    return "".join(sub.get("label") or "" for sub in naming)


def _new_item(programme: Programme, finding: Finding, *, kind: str, title: str) -> Item:
    return Item(
        programme=programme,
        kind=kind,
        title=title,
        finding=finding,
        lines=finding.lines,
        position=place_of(finding),
    )


def subtask_drafts(programme: Programme, finding: Finding) -> Iterator[ItemDraft]:
    """This function will turn the sub-tasks of one task into drafts."""
    for index, sub in enumerate(finding.value.get("subtasks") or [], start=1):
        item = _new_item(programme, finding, kind=ItemKind.SUBTASK, title=sub.get("text") or "")
        item.label = sub.get("label") or ""
        item.lines = sub.get("lines") or finding.lines
        item.position = place_of(finding, index)
        yield ItemDraft(item)


def tasks_in_sections(
    programme: Programme, tasks: list[Finding], agencies: dict[str, Agency]
) -> list[ItemDraft]:
    """This function will put tasks under their headings, those that a programme has already and new ones."""
    if not tasks:
        return []
    outline = paper_outline(tasks[0].reading)
    known = _known_sections(programme)
    roots: dict[PaperSection | int, ItemDraft] = {}
    for finding in tasks:
        draft = task_draft(programme, finding, agencies)
        section = section_of_task(finding, outline)
        if section is None:
            roots[finding.pk] = draft
        else:
            home = roots.setdefault(
                section, known.get(section) or _section_draft(programme, section, finding)
            )
            home.children.append(draft)
    return list(roots.values())


def _known_sections(programme: Programme) -> dict[PaperSection, ItemDraft]:
    saved = Item.objects.filter(programme=programme, kind=ItemKind.SECTION, ended_at=None).order_by(
        "position", "id"
    )
    return {PaperSection(item.label, item.title, item.lines): ItemDraft(item) for item in saved}


def _section_draft(programme: Programme, section: PaperSection, first_task: Finding) -> ItemDraft:
    item = Item(
        programme=programme,
        kind=ItemKind.SECTION,
        label=section.label,
        title=section.title,
        lines=section.lines,
        position=place_of(first_task),
    )
    return ItemDraft(item)


def _goal_draft(programme: Programme, finding: Finding, _agencies: dict[str, Agency]) -> ItemDraft:
    value = finding.value
    item = _new_item(
        programme, finding, kind=ItemKind.GOAL, title=value.get("text") or value.get("subject") or ""
    )
    phase_from, phase_to = span_of(finding, "phase")
    item.due_on = day_of(finding, "due")
    item.starts_on, item.ends_on = phase_from, item.due_on or phase_to
    target = Target(
        subject=value.get("subject") or item.title,
        value=number_of(finding, "value"),
        unit=(value.get("unit") or "")[:LONGEST_UNIT],
        comparison=value.get("comparison") or "=",
        due_on=item.due_on,
        phase_from=phase_from,
        phase_to=phase_to,
    )
    return ItemDraft(item, target=target)


def _duty_draft(programme: Programme, finding: Finding, agencies: dict[str, Agency]) -> ItemDraft:
    """The body as printed, and below it what it has to do: each a row with the body in the lead."""
    kind = ItemKind.DUTY if finding.kind == FindingKind.DUTY else ItemKind.REQUEST
    printed = finding.value.get("agency") or ""
    draft = ItemDraft(_new_item(programme, finding, kind=kind, title=printed))
    for index, duty in enumerate(finding.value.get("items") or [], start=1):
        item = _new_item(programme, finding, kind=kind, title=duty.get("text") or "")
        item.lines = duty.get("lines") or finding.lines
        item.position = place_of(finding, index)
        child = ItemDraft(item)
        child.assign_each([printed] if printed else [], agencies, role=AssignmentRole.LEAD)
        draft.children.append(child)
    return draft


def _report_draft(programme: Programme, finding: Finding, agencies: dict[str, Agency]) -> ItemDraft:
    value = finding.value
    item = _new_item(programme, finding, kind=ItemKind.REPORT_REGIME, title=value.get("name") or "")
    item.due_on, item.is_strict = day_of(finding, "due"), bool(value.get("strict"))
    item.ends_on = last_day_of(item.due_on, is_strict=item.is_strict)
    item.timing_kind, item.every = _report_timing(value, has_due=item.due_on is not None)
    item.months = months_text([], item.ends_on)
    item.details = {name: value[name] for name in ("owed_by", "owed_to", "period") if value.get(name)}
    draft = ItemDraft(item)
    owed_by = value.get("owed_by")
    draft.assign_each([owed_by] if is_one_body(owed_by) else [], agencies, role=AssignmentRole.LEAD)
    return draft


def _report_timing(value: Mapping[str, Any], *, has_due: bool) -> tuple[str, str]:
    period = value.get("period") or ""
    every = "" if period in {REPORTS_ON_DEMAND, REPORTS_AT_TIMES} else period
    if has_due:
        return TimingKind.BY_DATE, every
    return (TimingKind.AD_HOC if period == REPORTS_ON_DEMAND else TimingKind.RECURRING), every


def _anniversary_draft(programme: Programme, finding: Finding, _agencies: dict[str, Agency]) -> ItemDraft:
    item = _new_item(programme, finding, kind=ItemKind.ANNIVERSARY, title=finding.value.get("title") or "")
    item.due_on = item.starts_on = item.ends_on = day_of(finding, "date")
    item.details = {"years": finding.value["years"]} if finding.value.get("years") else {}
    return ItemDraft(item)


_MAKERS: dict[str, Callable[[Programme, Finding, dict[str, Agency]], ItemDraft]] = {
    FindingKind.TARGET: _goal_draft,
    FindingKind.DUTY: _duty_draft,
    FindingKind.REQUEST: _duty_draft,
    FindingKind.REPORT: _report_draft,
    FindingKind.ANNIVERSARY: _anniversary_draft,
}


def end_item(item: Item, *, at: datetime) -> Item:
    """This function will end an item with `parts` below it, and every assignment of them, on a day."""
    ended = [item, *item.parts]
    for one in ended:
        one.ended_at, one.version = at, one.version + 1
    Item.objects.bulk_update(ended, ["ended_at", "version"])
    Assignment.objects.filter(item__in=ended, valid_to=None).update(valid_to=at.date())
    return item
