"""Changing a plan point by point: add, edit, move, take out, undo, take tasks of another programme over."""

from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from haidang.engines.drafting.plan_edits import PointGone, path_to
from haidang.engines.drafting.plan_numbers import point_labels
from haidang.engines.drafting.plan_points import CHILD_KINDS, ROOT_KINDS, PlanPoint, every_point
from haidang.engines.vietnamese.dates import written_day
from haidang.programme import errors
from haidang.programme.models import PlanDraft, Programme
from haidang.programme.operations import making as operations
from haidang.programme.operations.making import Edit
from haidang.programme.queries import making
from haidang.programme.queries.making_copy import copied_tasks, tasks_to_take
from haidang.programme.registry import item_standings
from haidang.programme.views.making_forms import FormMark, PointForm, TakeForm, point_as_written
from haidang.programme.views.making_steps import (
    back_to_tree,
    edit_of,
    is_done,
    number_in,
    plan_to_change,
    renew_form,
)


def add_point(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show the form of a new point and put it last where it was asked for."""
    draft = plan_to_change(request, pk)
    content = making.content_of(draft)
    kind, below = request.GET.get("loai", ""), number_in(request.GET.get("duoi"))
    above = _point_or_404(content.points, below) if below else None
    if kind not in (CHILD_KINDS.get(above.kind, ()) if above else ROOT_KINDS):
        raise Http404
    form = PointForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        draft=draft,
        on=timezone.localdate(),
        initial={"version": draft.version, "token": token_hex(8)},
    )
    if request.method == "POST" and form.is_valid():
        edit = edit_of(request, form)
        if is_done(form, operations.add_point, draft=draft, point=form.point(), below=below, edit=edit):
            return back_to_tree(draft, kind)
    context = {"section": "programme", "draft": draft, "form": form, "kind": kind, "above": above}
    return render(request, "programme/making_point.html", context)


def edit_point(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """This function will show a point's fields and save them, unless someone else was faster."""
    draft = plan_to_change(request, pk)
    point = _point_or_404(making.content_of(draft).points, key)
    form = PointForm(
        request.POST if request.method == "POST" else None,
        kind=point.kind,
        draft=draft,
        on=timezone.localdate(),
        initial=point_as_written(point) | {"version": draft.version, "token": token_hex(8)},
    )
    context = {"section": "programme", "draft": draft, "form": form, "kind": point.kind, "point": point}
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_point(draft=draft, point=form.point(before=point), edit=edit_of(request, form))
            return back_to_tree(draft, f"p{key}")
        except errors.PlanPointChanged as changed:
            form.add_error(None, changed.message)
            renew_form(form, request, version=changed.version)
            context["theirs"] = _differing(form, changed.point)
        except errors.ProgrammeError as refusal:
            form.add_error(None, refusal.message)
    return render(request, "programme/making_point.html", context)


def _differing(form: PointForm, theirs: PlanPoint) -> list[tuple[str, str]]:
    """What the other person's words say where they differ from what was typed here."""
    written = point_as_written(theirs)
    pairs = ((name, written.get(name)) for name in form.FIELDS_OF[form.kind])
    return [
        (str(form.fields[name].label), _shown(value))
        for name, value in pairs
        if _shown(value) != str(form.data.get(name, "")).replace("\r\n", "\n").strip()
    ]


def _shown(value: Any) -> str:
    return written_day(value) if hasattr(value, "strftime") else str(value or "")


@require_POST
def change_tree(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will do what a button of the tree asks: move a point, take it out, undo."""
    draft = plan_to_change(request, pk)
    form = FormMark(request.POST)
    act, _stroke, told = request.POST.get("lam", "").partition(":")
    key = number_in(told)
    if (
        not form.is_valid()
        or (act != "undo" and key is None)
        or act not in {"undo", "remove", *operations.MOVES}
    ):
        raise Http404
    mark = f"{form.cleaned_data['token']}:{act}:{key or 0}"
    edit = Edit(request.user, form.cleaned_data["version"], mark)
    try:
        if act == "undo":
            operations.undo_revision(draft=draft, edit=edit)
            messages.success(request, _("The last change is undone."))
        elif act == "remove":
            operations.remove_point(draft=draft, key=key or 0, edit=edit)
            messages.success(request, _("The point is out of the plan. “Undo” brings it back."))
        else:
            operations.move_point(draft=draft, key=key or 0, way=act, edit=edit)
    except errors.ProgrammeError as refusal:
        messages.error(request, refusal.message)
    return back_to_tree(draft, "cay" if act in {"undo", "remove"} else f"p{key}")


def take_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show the tasks of another programme and take the chosen ones over."""
    draft = plan_to_change(request, pk)
    programmes = making.programmes_to_copy(request.user).order_by("-first_year", "-id")
    asked = number_in(request.GET.get("tu"))
    source = get_object_or_404(programmes, pk=asked) if asked else None
    context: dict[str, Any] = {
        "section": "programme",
        "draft": draft,
        "programmes": programmes,
        "source": source,
    }
    if source:
        context["form"] = form = _take_form(request, draft, source)
        if request.method == "POST" and form.is_valid() and _is_taken(request, form, draft, source):
            return back_to_tree(draft, "cay")
    return render(request, "programme/making_take.html", context)


def _take_form(request: HttpRequest, draft: PlanDraft, source: Programme) -> TakeForm:
    """The tasks that are not in the plan yet, and its parts, the first one that holds tasks chosen."""
    points = list(every_point(making.content_of(draft).points))
    labels = point_labels(making.content_of(draft).points)
    parts = [one for one in points if one.kind == "section"]
    working = next((one for one in parts if any(below.kind == "task" for below in one.children)), None)
    taken = {one.details.get("origin") for one in points}
    tasks = [item for item in tasks_to_take(source) if str(item.pk) not in taken]
    standings = item_standings([item.pk for item in tasks], request.user, timezone.localdate())
    unfinished = {key for key, one in standings.items() if one.is_unfinished}
    return TakeForm(
        request.POST if request.method == "POST" else None,
        tasks=[(str(item.pk), f"{item.label} {item.title}".strip()) for item in tasks],
        standings={str(key): one for key, one in standings.items()},
        parts=[(str(one.key), f"{labels[one.key]} {one.title}") for one in parts],
        initial={
            "version": draft.version,
            "token": token_hex(8),
            "below": str(working.key) if working else "",
            "tasks": [str(item.pk) for item in tasks if item.pk in unfinished],
        },
    )


def _is_taken(request: HttpRequest, form: TakeForm, draft: PlanDraft, source: Programme) -> bool:
    given = form.cleaned_data
    points = copied_tasks(
        source,
        [int(one) for one in given["tasks"]],
        by=draft.first_year - source.first_year,
        on=timezone.localdate(),
    )
    return is_done(
        form,
        operations.add_points,
        draft=draft,
        points=points,
        below=int(given["below"]),
        source=source,
        edit=edit_of(request, form),
    )


def _point_or_404(points: tuple[PlanPoint, ...], key: int) -> PlanPoint:
    try:
        return path_to(points, key)[-1]
    except PointGone as gone:
        raise Http404 from gone
