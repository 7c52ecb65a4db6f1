"""Issue an approved plan: its paper is written, registered with its own reading, and adopted as a programme."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction

from haidang.agencies.models import Account, Agency
from haidang.documents.enums import FindingKind
from haidang.documents.operations.written import (
    OWN,
    WrittenPaperRefused,
    read_written_paper,
    register_written_paper,
)
from haidang.engines.drafting.plan_numbers import point_labels
from haidang.engines.drafting.plan_points import PlanBody, PlanPoint, every_point, tasks_of
from haidang.foundation.operations import record_event
from haidang.programme.enums import DraftState, ItemKind, TimingKind
from haidang.programme.errors import (
    PlanChangedMeanwhile,
    PlanNotOpen,
    PlanNumberTaken,
    PlanPaperRefused,
)
from haidang.programme.models import Item, PlanDraft, Programme
from haidang.programme.operations.adopt import ProgrammeYears, adopt_reading
from haidang.programme.operations.agencies import AgencyChoice
from haidang.programme.queries.making import PlanContent, content_of, paper_with_number, timing_of
from haidang.programme.queries.making_paper import paper_name, plan_file

_ACCEPTED_KINDS = (
    FindingKind.HEADING,
    FindingKind.CITATION,
    FindingKind.BUDGET_GROUP,
    FindingKind.BUDGET_ROW,
)


def issue_plan(
    *, draft: PlanDraft, number: str, issued_on: date, version: int, issued_by: Account
) -> Programme:
    """Give an approved plan its number and day, and make it a tracked programme.

    This function will write the paper, read it as any other, put the plan's own words into that reading where they
    differ, register it and adopt it, all or nothing; a plan that is issued already gives the programme it has.
    Raises PlanNotOpen for a plan that is not approved, PlanChangedMeanwhile, PlanPaperRefused, and what adopting
    raises (AgencyUndecided), PlanNumberTaken.
    """
    if draft.state == DraftState.DRAFT:
        raise PlanNotOpen
    if draft.programme:
        return draft.programme
    if taken := paper_with_number(draft.owner, number, year=issued_on.year):
        raise PlanNumberTaken(str(taken))
    written = plan_file(draft, number=number, dated=issued_on)
    try:
        result = read_written_paper(written, name=paper_name(draft, number=number))
    except WrittenPaperRefused as refusal:
        raise PlanPaperRefused(str(refusal)) from refusal
    with transaction.atomic():
        locked = PlanDraft.objects.select_for_update().get(pk=draft.pk)
        if locked.programme:
            return locked.programme
        if locked.version != version or locked.state != DraftState.APPROVED:
            raise PlanChangedMeanwhile
        programme = _adopted(locked, number=number, written=written, result=result, issued_by=issued_by)
        locked.state, locked.programme, locked.number = DraftState.ISSUED, programme, number
        locked.issued_on, locked.issued_by = issued_on, issued_by
        locked.save()
        told = {"number": number, "date": issued_on.isoformat()}
        record_event(actor=issued_by, act="programme.issue_plan", subject=locked, after=told)
        return programme


def _adopted(
    draft: PlanDraft, *, number: str, written: bytes, result: dict[str, Any], issued_by: Account
) -> Programme:
    content = content_of(draft)
    reading = register_written_paper(
        content=written,
        name=paper_name(draft, number=number),
        result=_in_own_words(draft, content, result),
        kinds=_ACCEPTED_KINDS,
        registered_by=issued_by,
    )
    programme = adopt_reading(
        reading=reading,
        adopted_by=issued_by,
        agency_choices=_choices(draft, content),
        years=ProgrammeYears(content.head.first_year, content.head.last_year),
    )
    _keep_origins(programme, content)
    return programme


def _keep_origins(programme: Programme, content: PlanContent) -> None:
    """A task that goes on from one of another programme says from which."""
    labels = point_labels(content.points)
    origins = {labels[task.key]: task.details.get("origin") for task in tasks_of(content.points)}
    items = Item.objects.without_tree_fields().filter(programme=programme, kind=ItemKind.TASK)
    going_on = [item for item in items if origins.get(item.label)]
    for item in going_on:
        item.details = {**item.details, "origin": int(origins[item.label] or 0)}
    Item.objects.bulk_update(going_on, ["details"])


def _choices(draft: PlanDraft, content: PlanContent) -> dict[str, AgencyChoice]:
    bodies = [body for point in every_point(content.points) for body in (*point.lead, *point.partners)]
    keys = {body.agency for body in bodies if body.agency}
    agencies = Agency.objects.without_tree_fields().in_bulk(keys)
    named = {
        body.name: AgencyChoice(agency=agencies[body.agency])
        for body in bodies
        if body.agency and body.agency in agencies
    }
    return named | {draft.owner.name: AgencyChoice(agency=draft.owner)}


def _in_own_words(draft: PlanDraft, content: PlanContent, result: dict[str, Any]) -> dict[str, Any]:
    """What the reader found, with the plan's own words and the lines where the reader saw them."""
    ordinal = result["ordinal_answer"]
    for answer in (ordinal, result["answer"]):
        answer["heading"]["issuer"] = draft.owner.name
        answer["heading"]["title"] = content.head.title
    tasks, reports = list(_own_tasks(content, ordinal)), list(_own_reports(content, ordinal))
    return result | {"ordinal_answer": ordinal | {"tasks": tasks, "reports": reports}}


def _own_tasks(content: PlanContent, ordinal: dict[str, Any]) -> Iterator[dict[str, Any]]:
    labels, groups = point_labels(content.points), dict(_groups(content.points))
    read = {one["label"]: one for one in ordinal.get("tasks") or []}
    for task in tasks_of(content.points):
        seen = read.get(labels[task.key], {})
        yield seen | {
            "label": labels[task.key],
            "group": groups.get(task.key),
            "title": task.title,
            "content": list(task.content),
            "lead": _names(task.lead),
            "partners": _names(task.all_partners),
            "product": task.product or None,
            "timing": _own_timing(task, content),
            "subtasks": [
                {
                    "label": f"({number})",
                    "text": part.title,
                    "partners": _names(part.partners),
                    "lines": seen.get("lines") or [],
                }
                for number, part in enumerate(task.children, start=1)
            ],
            "quantity": seen.get("quantity"),
            "lines": seen.get("lines") or [],
            "confidence": 1.0,
            OWN: True,
        }


def _groups(points: tuple[PlanPoint, ...]) -> Iterator[tuple[int, str]]:
    for point in every_point(points):
        yield from ((child.key, point.title) for child in point.children if child.kind == "task")


def _own_timing(task: PlanPoint, content: PlanContent) -> dict[str, Any] | None:
    if not task.timing:
        return None
    timing = timing_of(task, content.head)
    if timing is None:
        return {"phrase": task.timing, "kind": TimingKind.UNREAD.value, "spans": []}
    return {
        "phrase": timing.phrase,
        "kind": timing.kind,
        "spans": [[first.isoformat(), last.isoformat()] for first, last in timing.spans],
        "due": timing.due.isoformat() if timing.due else None,
        "strict": timing.strict,
        "every": timing.every,
    }


def _own_reports(content: PlanContent, ordinal: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The plan's own report duties first; what the reader found besides, in other words of the plan, behind them."""
    own = [point for point in content.points if point.kind == "report"]
    left = list(ordinal.get("reports") or [])
    for point in own:
        told = point.details
        key = (told.get("due") or None, told.get("owed_by") or None)
        seen = next((one for one in left if (one.get("due"), one.get("owed_by")) == key), None)
        if seen:
            left.remove(seen)
        yield {
            "name": point.title,
            "period": told.get("period") or None,
            "due": told.get("due") or None,
            "strict": bool(told.get("strict")) if told.get("due") else None,
            "owed_by": told.get("owed_by") or None,
            "owed_to": told.get("owed_to") or None,
            "lines": (seen or {}).get("lines") or [],
            "confidence": 1.0,
            OWN: True,
        }
    yield from left


def _names(bodies: tuple[PlanBody, ...]) -> list[str]:
    return [body.name for body in bodies]
