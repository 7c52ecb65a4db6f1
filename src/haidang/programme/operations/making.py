"""Make a plan in the product: begin it, change it point by point, undo, approve, open it again.

Every edit is a revision. It names the version the person saw and the mark of the form it came from: sent twice it
is done once, and what someone else changed meanwhile is never overwritten unseen.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from haidang.agencies.models import Account, Agency
from haidang.engines.drafting.plan_edits import (
    MOVES,
    ImpossibleMove,
    PointGone,
    added_point,
    changed_point,
    marked_points,
    next_key,
    point_with,
    restored_points,
    with_new_keys,
    without_point,
)
from haidang.engines.drafting.plan_points import PlanPoint, every_point
from haidang.foundation.operations import record_event
from haidang.programme.enums import DraftState
from haidang.programme.errors import (
    NothingToUndo,
    PlanChangedMeanwhile,
    PlanMoveImpossible,
    PlanNotOpen,
    PlanNotReady,
    PlanPointChanged,
    PlanPointGone,
)
from haidang.programme.models import DraftRevision, PlanDraft, Programme
from haidang.programme.queries.making import (
    DraftHead,
    PlanContent,
    content_from,
    content_of,
    plain_content,
    plan_concerns,
)

type Facts = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Edit:
    """Who edits, what version of the plan they saw, and the mark of the form they sent."""

    by: Account
    version: int
    token: str


@dataclass(frozen=True, slots=True)
class _Change:
    content: PlanContent
    before: Facts = None
    after: Facts = None


@transaction.atomic
def start_plan(
    *,
    owner: Agency,
    content: PlanContent,
    source: Programme | None,
    token: str,
    made_by: Account,
) -> PlanDraft:
    """This function will begin a plan with some content, once for each mark of the form."""
    points = marked_points(with_new_keys(content.points, first=1), revision=1)
    begun = PlanContent(content.head, points)
    fields = {"owner": owner, "made_by": made_by, "content": plain_content(begun), **_columns(begun.head)}
    draft, is_new = PlanDraft.objects.get_or_create(token=token, defaults=fields)
    if not is_new:
        return draft
    if source:
        draft.sources.add(source)
    _keep_revision(draft, token=token, made_by=made_by, same_as=1)
    after = {"title": draft.title} | ({"paper": str(source.document)} if source else {})
    record_event(actor=made_by, act="programme.start_plan", subject=draft, after=after)
    return draft


def add_point(*, draft: PlanDraft, point: PlanPoint, below: int | None, edit: Edit) -> PlanDraft:
    """This function will put a new point last below another, or last of its kind. Raises PlanPointGone,
    PlanMoveImpossible, PlanNotOpen."""

    def change(content: PlanContent, revision: int) -> _Change:
        new = replace(point, key=next_key(content.points), changed=revision)
        points = _tried(lambda: added_point(content.points, new, below=below))
        return _Change(replace(content, points=points), after=_told(new))

    return _revise(draft, change, edit=edit)


def add_points(
    *, draft: PlanDraft, points: tuple[PlanPoint, ...], below: int, source: Programme, edit: Edit
) -> PlanDraft:
    """This function will take points of another programme over, last below a part. Raises as `add_point`."""

    def change(content: PlanContent, revision: int) -> _Change:
        tree = content.points
        new = marked_points(with_new_keys(points, first=next_key(tree)), revision=revision)
        for point in new:
            tree = _tried(lambda tree=tree, point=point: added_point(tree, point, below=below))  # type: ignore[misc]
        return _Change(
            replace(content, points=tree),
            after={"point": [point.title for point in new], "paper": str(source.document)},
        )

    changed = _revise(draft, change, edit=edit)
    changed.sources.add(source)
    return changed


def change_point(*, draft: PlanDraft, point: PlanPoint, edit: Edit) -> PlanDraft:
    """This function will put new words into a point. Raises PlanPointChanged where someone else was faster,
    PlanPointGone, PlanNotOpen."""

    def change(content: PlanContent, revision: int) -> _Change:
        current = _unchanged(content, point.key, version=edit.version, now=revision - 1)
        points = changed_point(content.points, replace(point, changed=revision))
        return _Change(replace(content, points=points), before=_told(current), after=_told(point))

    return _revise(draft, change, edit=edit)


def move_point(*, draft: PlanDraft, key: int, way: str, edit: Edit) -> PlanDraft:
    """This function will move a point up, down, in or out. Raises PlanMoveImpossible, PlanPointGone, PlanNotOpen."""

    def change(content: PlanContent, revision: int) -> _Change:
        points = _tried(lambda: MOVES[way](content.points, key))
        told = {"point": _tried(lambda: point_with(content.points, key)).title}
        return _Change(replace(content, points=points), after=told)

    return _revise(draft, change, edit=edit)


def remove_point(*, draft: PlanDraft, key: int, edit: Edit) -> PlanDraft:
    """This function will take a point out with all below it, unless someone has changed any of it meanwhile.

    Raises PlanPointChanged, PlanPointGone, PlanNotOpen.
    """

    def change(content: PlanContent, revision: int) -> _Change:
        point = _tried(lambda: point_with(content.points, key))
        for one in every_point((point,)):
            _unchanged(content, one.key, version=edit.version, now=revision - 1)
        return _Change(replace(content, points=without_point(content.points, key)), before=_told(point))

    return _revise(draft, change, edit=edit)


def change_head(*, draft: PlanDraft, head: DraftHead, edit: Edit) -> PlanDraft:
    """This function will change title, years, form and signature. Raises PlanChangedMeanwhile, PlanNotOpen."""

    def change(content: PlanContent, revision: int) -> _Change:
        if content.head.changed > edit.version:
            raise PlanChangedMeanwhile
        told = {"title": content.head.title}, {"title": head.title}
        return _Change(replace(content, head=replace(head, changed=revision)), *told)

    return _revise(draft, change, edit=edit)


def undo_revision(*, draft: PlanDraft, edit: Edit) -> PlanDraft:
    """This function will go one edit back, also over edits that were undone. Raises NothingToUndo,
    PlanChangedMeanwhile when the plan is not the one the person saw."""
    same_as = 0

    def change(content: PlanContent, revision: int) -> _Change:
        nonlocal same_as
        if revision - 1 != edit.version:
            raise PlanChangedMeanwhile
        last = DraftRevision.objects.get(draft=draft, number=revision - 1)
        target = DraftRevision.objects.filter(draft=draft, number=last.same_as - 1).first()
        if target is None:
            raise NothingToUndo
        same_as = target.same_as
        old = content_from(target.content)
        points = restored_points(content.points, old.points, revision=revision)
        return _Change(PlanContent(replace(old.head, changed=revision), points))

    return _revise(draft, change, edit=edit, act="programme.undo_plan", same_as=lambda: same_as)


@transaction.atomic
def approve_plan(*, draft: PlanDraft, edit: Edit) -> PlanDraft:
    """This function will settle the words of a plan on the name of a leader, once.

    Raises PlanNotReady while something has to be settled, PlanChangedMeanwhile when the plan is not the one seen.
    """
    locked = PlanDraft.objects.select_for_update().get(pk=draft.pk)
    if locked.state != DraftState.DRAFT:
        return locked
    if locked.version != edit.version:
        raise PlanChangedMeanwhile
    open_ones = [one for one in plan_concerns(content_of(locked)) if one.is_hindrance]
    if open_ones:
        raise PlanNotReady(len(open_ones))
    locked.state, locked.approved_by, locked.approved_at = DraftState.APPROVED, edit.by, timezone.now()
    locked.save(update_fields=["state", "approved_by", "approved_at"])
    record_event(actor=edit.by, act="programme.approve_plan", subject=locked, after={"title": locked.title})
    return locked


@transaction.atomic
def reopen_plan(*, draft: PlanDraft, reopened_by: Account) -> PlanDraft:
    """This function will take an approval back, so that the plan can be changed. Raises PlanNotOpen when issued."""
    locked = PlanDraft.objects.select_for_update().get(pk=draft.pk)
    if locked.state == DraftState.ISSUED:
        raise PlanNotOpen
    if locked.state == DraftState.APPROVED:
        locked.state, locked.approved_by, locked.approved_at = DraftState.DRAFT, None, None
        locked.save(update_fields=["state", "approved_by", "approved_at"])
        record_event(actor=reopened_by, act="programme.reopen_plan", subject=locked)
    return locked


@transaction.atomic
def _revise(
    draft: PlanDraft,
    change: Callable[[PlanContent, int], _Change],
    *,
    edit: Edit,
    act: str = "programme.edit_plan",
    same_as: Callable[[], int] | None = None,
) -> PlanDraft:
    locked = PlanDraft.objects.select_for_update().get(pk=draft.pk)
    if DraftRevision.objects.filter(draft=locked, token=edit.token).exists():
        return locked
    if locked.state != DraftState.DRAFT:
        raise PlanNotOpen
    number = locked.version + 1
    changed = change(content_of(locked), number)
    locked.content, locked.version = plain_content(changed.content), number
    for name, value in _columns(changed.content.head).items():
        setattr(locked, name, value)
    locked.save()
    _keep_revision(locked, token=edit.token, made_by=edit.by, same_as=same_as() if same_as else number)
    record_event(actor=edit.by, act=act, subject=locked, before=changed.before, after=changed.after)
    return locked


def _columns(head: DraftHead) -> dict[str, Any]:
    return {"title": head.title, "first_year": head.first_year, "last_year": head.last_year}


def _keep_revision(draft: PlanDraft, *, token: str, made_by: Account, same_as: int) -> None:
    DraftRevision.objects.create(
        draft=draft,
        number=draft.version,
        same_as=same_as,
        content=draft.content,
        token=token,
        made_by=made_by,
    )


def _unchanged(content: PlanContent, key: int, *, version: int, now: int) -> PlanPoint:
    point = _tried(lambda: point_with(content.points, key))
    if point.changed > version:
        raise PlanPointChanged(point, now)
    return point


def _tried[Found](step: Callable[[], Found]) -> Found:
    """The engine's refusals as those that are told to a person."""
    try:
        return step()
    except PointGone as gone:
        raise PlanPointGone from gone
    except ImpossibleMove as impossible:
        raise PlanMoveImpossible from impossible


def _told(point: PlanPoint) -> dict[str, Any]:
    told = {
        "title": point.title,
        "content": list(point.content),
        "product": point.product,
        "timing": point.timing,
        "lead": [one.name for one in point.lead],
        "partners": [one.name for one in point.partners],
        "subtasks": [one.title for one in point.children],
    }
    return {name: value for name, value in told.items() if value}
