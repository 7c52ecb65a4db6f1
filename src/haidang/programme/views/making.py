"""A plan being made, as a whole: begin it, see it as a tree, write its head, approve it, take it as a file."""

from dataclasses import asdict, replace
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency
from haidang.agencies.queries import reach_to_write
from haidang.agencies.rules import posts_today
from haidang.engines.drafting.plan_points import ROOT_KINDS
from haidang.programme import errors
from haidang.programme.enums import DraftState
from haidang.programme.models import PlanDraft, Programme
from haidang.programme.operations import making as operations
from haidang.programme.queries import making
from haidang.programme.queries.making_copy import copied_content, copied_head, outline_content
from haidang.programme.queries.making_paper import paper_name, plan_file
from haidang.programme.views.making_forms import FormMark, HeadForm, StartForm
from haidang.programme.views.making_steps import (
    edit_of,
    is_done,
    number_in,
    plan_shown,
    plan_to_change,
    renew_form,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def start_plan(request: HttpRequest) -> HttpResponse:
    """This function will begin a plan, empty or as a copy of a programme."""
    if not making.may_make_plans(request.user):
        raise Http404
    today, programmes = timezone.localdate(), making.programmes_to_copy(request.user)
    source = programmes.filter(pk=asked).first() if (asked := number_in(request.GET.get("tu"))) else None
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
    draft = plan_shown(request, pk)
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


def edit_head(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will change what stands at the top and at the foot of the paper."""
    draft = plan_to_change(request, pk)
    head = making.content_of(draft).head
    initial = asdict(head) | {"is_tabled": "1" if head.is_tabled else ""}
    form = HeadForm(
        request.POST if request.method == "POST" else None,
        initial=initial | {"version": draft.version, "token": token_hex(8)},
    )
    if request.method == "POST" and form.is_valid():
        if is_done(form, operations.change_head, draft=draft, head=form.head(), edit=edit_of(request, form)):
            return redirect("programme:plan", pk=draft.pk)
        renew_form(form, request, version=PlanDraft.objects.get(pk=draft.pk).version)
    return render(
        request,
        "programme/making_head.html",
        {"section": "programme", "draft": draft, "form": form, "head": head},
    )


@require_POST
def approve_plan(request: HttpRequest, pk: int) -> HttpResponse:
    draft, form = plan_shown(request, pk), FormMark(request.POST)
    if not making.may_approve_plan(request.user, draft) or not form.is_valid():
        raise Http404
    try:
        operations.approve_plan(draft=draft, edit=edit_of(request, form))
        messages.success(request, _("The plan is approved. It can be issued with its number and day."))
    except errors.ProgrammeError as refusal:
        messages.error(request, refusal.message)
    return redirect("programme:plan", pk=draft.pk)


@require_POST
def reopen_plan(request: HttpRequest, pk: int) -> HttpResponse:
    draft = plan_shown(request, pk)
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
    draft = plan_shown(request, pk)
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
