"""Making a plan: begin it, see it as a tree, change it point by point, undo, approve, issue, take it as a file."""

from dataclasses import asdict, replace
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency
from haidang.agencies.queries import reach_to_write
from haidang.agencies.rules import posts_today
from haidang.engines.drafting.plan_edits import PointGone, path_to
from haidang.engines.drafting.plan_numbers import point_labels
from haidang.engines.drafting.plan_points import CHILD_KINDS, ROOT_KINDS, PlanPoint, every_point
from haidang.engines.vietnamese.dates import written_day
from haidang.programme import errors
from haidang.programme.enums import DraftState
from haidang.programme.models import PlanDraft, Programme
from haidang.programme.operations import making as operations
from haidang.programme.operations.making import Edit
from haidang.programme.queries import making
from haidang.programme.queries.making_copy import (
    copied_content,
    copied_head,
    copied_tasks,
    outline_content,
    tasks_to_take,
)
from haidang.programme.queries.making_paper import paper_name, plan_file
from haidang.programme.registry import item_standings
from haidang.programme.views.making_forms import (
    FormMark,
    HeadForm,
    PointForm,
    StartForm,
    TakeForm,
    point_as_written,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def start_plan(request: HttpRequest) -> HttpResponse:
    """This function will begin a plan, empty or as a copy of a programme."""
    if not making.may_make_plans(request.user):
        raise Http404
    today, programmes = timezone.localdate(), making.programmes_to_copy(request.user)
    source = programmes.filter(pk=asked).first() if (asked := _number(request.GET.get("tu"))) else None
    form = StartForm(
        request.POST if request.method == "POST" else None,
        reach=reach_to_write(request.user),
        programmes=programmes.order_by("-first_year", "-id"),
        on=today,
        initial=_start_initial(request, source),
    )
    if request.method == "POST" and form.is_valid():
        draft = _started(request, form)
        return redirect("programme:plan", pk=draft.pk)
    return render(request, "programme/making_start.html", {"section": "programme", "form": form})


def _start_initial(request: HttpRequest, source: Programme | None) -> dict[str, Any]:
    posts = [
        post for post in posts_today(request.user) if reach_to_write(request.user).covers(post.agency_id)
    ]
    owner = source.owner if source and source.owner else posts[0].agency if posts else None
    year = source.last_year + 1 if source else timezone.localdate().year + 1
    return {
        "token": token_hex(8),
        "owner": owner.name if owner else "",
        "first_year": year,
        "source": source.pk if source else None,
    }


def _started(request: HttpRequest, form: StartForm) -> PlanDraft:
    given = form.cleaned_data
    source, first = given["source"], given["first_year"]
    last = given["last_year"] or first
    head = (
        copied_head(source, first_year=first, last_year=last)
        if source
        else making.DraftHead(
            title=_("External information work of %(year)d") % {"year": first},
            first_year=first,
            last_year=last,
        )
    )
    head = replace(head, superior=_superior_name(given["owner"]))
    today = timezone.localdate()
    content = copied_content(source, head, on=today) if source else outline_content(head)
    return operations.start_plan(
        owner=given["owner"], content=content, source=source, token=given["token"], made_by=request.user
    )


def _superior_name(owner: Agency) -> str:
    """The body above the issuing one, as letterheads name it; a committee has none above it there."""
    above = owner.parent
    if above is None or owner.kind == AgencyKind.COMMITTEE:
        return ""
    places = {AgencyKind.PROVINCE, AgencyKind.DISTRICT, AgencyKind.COMMUNE}
    return f"Ủy ban nhân dân {above.name}" if above.kind in places else above.name


@require_safe
def plan_page(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show a plan as a tree with what can be done to each point."""
    draft = _plan(request, pk)
    return render(request, "programme/making_plan.html", _plan_context(request, draft))


def _plan_context(request: HttpRequest, draft: PlanDraft) -> dict[str, Any]:
    content = making.content_of(draft)
    is_open = draft.state == DraftState.DRAFT
    may_change = making.may_change_plan(request.user, draft)
    rows = making.plan_rows(content)
    concerns = making.plan_concerns(content)
    return {
        "section": "programme",
        "draft": draft,
        "head": content.head,
        "rows_of": {kind: [row for row in rows if row.root_kind == kind] for kind in ROOT_KINDS},
        "concerns": concerns,
        "hindrances": sum(one.is_hindrance for one in concerns),
        "may_edit": is_open and may_change,
        "may_issue": draft.state == DraftState.APPROVED and may_change,
        "may_approve": is_open and making.may_approve_plan(request.user, draft),
        "may_reopen": draft.state == DraftState.APPROVED
        and (may_change or making.may_approve_plan(request.user, draft)),
        "revisions": making.latest_revisions(draft),
        "token": token_hex(8),
    }


def add_point(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show the form of a new point and put it last where it was asked for."""
    draft = _plan_to_change(request, pk)
    content = making.content_of(draft)
    kind, below = request.GET.get("loai", ""), _number(request.GET.get("duoi"))
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
        edit = _edit(request, form)
        if _is_done(form, operations.add_point, draft=draft, point=form.point(), below=below, edit=edit):
            return _back_to_tree(draft, kind)
    context = {"section": "programme", "draft": draft, "form": form, "kind": kind, "above": above}
    return render(request, "programme/making_point.html", context)


def edit_point(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """This function will show a point's fields and save them, unless someone else was faster."""
    draft = _plan_to_change(request, pk)
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
            operations.change_point(draft=draft, point=form.point(before=point), edit=_edit(request, form))
            return _back_to_tree(draft, f"p{key}")
        except errors.PlanPointChanged as changed:
            form.add_error(None, changed.message)
            _renew(form, request, version=changed.version)
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


def edit_head(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will change what stands at the top and at the foot of the paper."""
    draft = _plan_to_change(request, pk)
    head = making.content_of(draft).head
    initial = asdict(head) | {"is_tabled": "1" if head.is_tabled else ""}
    form = HeadForm(
        request.POST if request.method == "POST" else None,
        initial=initial | {"version": draft.version, "token": token_hex(8)},
    )
    if request.method == "POST" and form.is_valid():
        if _is_done(form, operations.change_head, draft=draft, head=form.head(), edit=_edit(request, form)):
            return redirect("programme:plan", pk=draft.pk)
        _renew(form, request, version=PlanDraft.objects.get(pk=draft.pk).version)
    return render(
        request,
        "programme/making_head.html",
        {"section": "programme", "draft": draft, "form": form, "head": head},
    )


@require_POST
def change_tree(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will do what a button of the tree asks: move a point, take it out, undo."""
    draft = _plan_to_change(request, pk)
    form = FormMark(request.POST)
    act, _stroke, told = request.POST.get("lam", "").partition(":")
    key = _number(told)
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
    return _back_to_tree(draft, "cay" if act in {"undo", "remove"} else f"p{key}")


def take_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show the tasks of another programme and take the chosen ones over."""
    draft = _plan_to_change(request, pk)
    programmes = making.programmes_to_copy(request.user).order_by("-first_year", "-id")
    asked = _number(request.GET.get("tu"))
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
            return _back_to_tree(draft, "cay")
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
    return _is_done(
        form,
        operations.add_points,
        draft=draft,
        points=points,
        below=int(given["below"]),
        source=source,
        edit=_edit(request, form),
    )


@require_POST
def approve_plan(request: HttpRequest, pk: int) -> HttpResponse:
    draft, form = _plan(request, pk), FormMark(request.POST)
    if not making.may_approve_plan(request.user, draft) or not form.is_valid():
        raise Http404
    try:
        operations.approve_plan(draft=draft, edit=_edit(request, form))
        messages.success(request, _("The plan is approved. It can be issued with its number and day."))
    except errors.ProgrammeError as refusal:
        messages.error(request, refusal.message)
    return redirect("programme:plan", pk=draft.pk)


@require_POST
def reopen_plan(request: HttpRequest, pk: int) -> HttpResponse:
    draft = _plan(request, pk)
    if not (making.may_change_plan(request.user, draft) or making.may_approve_plan(request.user, draft)):
        raise Http404
    try:
        operations.reopen_plan(draft=draft, reopened_by=request.user)
    except errors.ProgrammeError as refusal:
        messages.error(request, refusal.message)
    return redirect("programme:plan", pk=draft.pk)


@require_safe
def plan_docx(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will give the paper as it would be issued; the issued one lies in the register of papers."""
    draft = _plan(request, pk)
    if draft.programme:
        stored = draft.programme.document.file
        return _as_file(stored.file.read(), paper_name(draft, number=draft.number)) if stored else _gone()
    return _as_file(plan_file(draft), paper_name(draft))


def _gone() -> HttpResponse:
    raise Http404


def _as_file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=DOCX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def plan_to_issue(request: HttpRequest, pk: int) -> PlanDraft:
    """This function will find a plan for those who may write for its agency; for all others there is none."""
    return _plan_to_change(request, pk)


def _plan(request: HttpRequest, pk: int) -> PlanDraft:
    return get_object_or_404(making.plans_open_to(request.user), pk=pk)


def _plan_to_change(request: HttpRequest, pk: int) -> PlanDraft:
    draft = _plan(request, pk)
    if not making.may_change_plan(request.user, draft):
        raise Http404
    return draft


def _point_or_404(points: tuple[PlanPoint, ...], key: int) -> PlanPoint:
    try:
        return path_to(points, key)[-1]
    except PointGone as gone:
        raise Http404 from gone


def _edit(request: HttpRequest, form: FormMark) -> Edit:
    return Edit(request.user, form.cleaned_data["version"], form.cleaned_data["token"])


def _renew(form: FormMark, request: HttpRequest, *, version: int) -> None:
    """Show the form with all that was typed, as one that has seen the plan as it is now."""
    data = request.POST.copy()
    data["version"], data["token"] = str(version), token_hex(8)
    form.data = data


def _is_done(form: Any, operation: Any, **given: Any) -> bool:
    try:
        operation(**given)
    except errors.ProgrammeError as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


def _back_to_tree(draft: PlanDraft, place: str) -> HttpResponse:
    answer = redirect("programme:plan", pk=draft.pk)
    answer["Location"] += f"#{place}"
    return answer


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) <= 9 else None
