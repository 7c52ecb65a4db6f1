"""Acts of reorganisation: the list, planning with a preview, carrying out, what was done, undoing."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haidang.agencies import operations, queries, rules
from haidang.agencies.errors import AgenciesError, PreviewOutdated, UndoHindered
from haidang.agencies.forms.reorganising import (
    ActsOfDayForm,
    ChosenActsForm,
    ReorganisationForm,
    TakersForm,
    UndoForm,
)
from haidang.agencies.models import Agency
from haidang.agencies.queries import PlannedChange
from haidang.agencies.queries.groups import groups_left_empty
from haidang.foundation.views import page_of_rows, page_or_part

CARRY_OUT = "carry_out"
REORGANISATIONS_SHOWN = 20


@require_safe
def act_list(request: HttpRequest) -> HttpResponse:
    if not rules.may_see_programmes(request.user):
        raise Http404
    form = ActsOfDayForm(request.GET or None)
    day = form.cleaned_data["ngay"] if form.is_bound and form.is_valid() else None
    page = page_of_rows(request, queries.acts_known(day=day))
    shown = {
        "section": "agencies",
        "form": form,
        "page": page,
        "rows": queries.act_rows(
            page.object_list, today=timezone.localdate() if _sees_work(request) else None
        ),
        "done": queries.reorganisations_done()[:REORGANISATIONS_SHOWN],
        "may_reorganise": rules.may_reorganise(request.user),
        "sees_work": _sees_work(request),
    }
    return render(request, page_or_part(request, "agencies/act_list.html", "rows"), shown)


def plan_reorganisation(request: HttpRequest) -> HttpResponse:
    """This function will take a new act, show what it touches, and carry it out when that was agreed to."""
    _require_right(request)
    if request.method != "POST":
        return _planning_page(request, ReorganisationForm(initial=_asked_body(request)))
    form = ReorganisationForm(request.POST)
    if not form.is_valid():
        return _planning_page(request, form)
    return _answer(request, form, form.cleaned_data["change"])


def apply_acts(request: HttpRequest) -> HttpResponse:
    """This function will show what acts of the register touch still, and carry them out when that was agreed to."""
    _require_right(request)
    given = request.POST if request.method == "POST" else request.GET
    form = ChosenActsForm(given, acts=queries.acts_known())
    if not form.is_valid():
        return _planning_page(request, form)
    acts = list(form.cleaned_data["viec"])
    try:
        change = operations.change_of_register(acts, **form.takers(on=acts[0].effective_on))
    except AgenciesError as refused:
        form.add_error(None, refused.message)
        return _planning_page(request, form)
    return _answer(request, form, change)


@require_safe
def show_reorganisation(request: HttpRequest, pk: int) -> HttpResponse:
    if not rules.may_see_programmes(request.user):
        raise Http404
    done = get_object_or_404(queries.reorganisations_done(), pk=pk)
    shown = {
        "section": "agencies",
        "done": done,
        "groups": queries.handover_groups(done) if _sees_work(request) else [],
        "sees_work": _sees_work(request),
        "may_reorganise": rules.may_reorganise(request.user),
    }
    return render(request, "agencies/reorganisation.html", shown)


def undo_reorganisation(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will tell what undoing gives back and what stands in its way, and undo with a reason."""
    _require_right(request)
    done = get_object_or_404(queries.reorganisations_done(), pk=pk)
    form = UndoForm(request.POST or None)
    hindrances = [] if done.undone_at else queries.undo_hindrances(done)
    if request.method == "POST" and form.is_valid():
        try:
            operations.undo_reorganisation(
                reorganisation=done, reason=form.cleaned_data["reason"], undone_by=request.user
            )
        except UndoHindered as hindered:
            hindrances = list(hindered.hindrances)
        else:
            messages.success(request, _("The reorganisation is undone; both acts stay on record."))
            return redirect("agencies:reorganisation", pk=pk)
    shown = {
        "section": "agencies",
        "done": done,
        "form": form,
        "groups": queries.handover_groups(done),
        "hindrances": hindrances,
    }
    return render(request, "agencies/undo_reorganisation.html", shown)


def _require_right(request: HttpRequest) -> None:
    if not rules.may_reorganise(request.user):
        raise Http404


def _sees_work(request: HttpRequest) -> bool:
    """The act itself is public to every post; whose work it moved, only to those who follow all agencies."""
    return rules.may_reorganise(request.user) or queries.reach_to_see(request.user).is_everywhere


def _asked_body(request: HttpRequest) -> dict[str, Any]:
    """The body whose page the person comes from, already written into the form."""
    asked = request.GET.get("don-vi", "")
    body = Agency.objects.without_tree_fields().filter(pk=asked).first() if asked.isdecimal() else None
    return {"predecessors": f"{body.name} ({body.code})"} if body else {}


def _answer(request: HttpRequest, form: TakersForm, change: PlannedChange) -> HttpResponse:
    if request.method == "POST" and request.POST.get("step") == CARRY_OUT and not form.errors:
        return _carry_out(request, form, change)
    return _preview_page(request, form, change)


def _carry_out(request: HttpRequest, form: TakersForm, change: PlannedChange) -> HttpResponse:
    consent = operations.Consent(
        choices=_choices(request), seen=request.POST.get("seen", ""), key=request.POST.get("key", "")
    )
    try:
        done = operations.carry_out_reorganisation(
            change=change, consent=consent, carried_out_by=request.user, today=timezone.localdate()
        )
    except PreviewOutdated as outdated:
        form.add_error(None, outdated.message)
        return _preview_page(request, form, change, differences=outdated.differences)
    except AgenciesError as refused:
        form.add_error(None, refused.message)
        return _preview_page(request, form, change)
    messages.success(request, _("The reorganisation is carried out."))
    return redirect("agencies:reorganisation", pk=done.pk)


def _preview_page(
    request: HttpRequest, form: TakersForm, change: PlannedChange, differences: Any = ()
) -> HttpResponse:
    try:
        preview = operations.preview_reorganisation(
            change=change, choices=_choices(request), today=timezone.localdate()
        )
    except AgenciesError as refused:
        if not form.non_field_errors():
            form.add_error(None, refused.message)
        return _planning_page(request, form)
    given = request.POST.get("key") if request.method == "POST" else ""
    return _planning_page(
        request,
        form,
        preview=preview,
        differences=differences,
        key=given or uuid.uuid4().hex,
        is_early=change.effective_on > timezone.localdate(),
        groups=groups_left_empty(change),
    )


def _planning_page(request: HttpRequest, form: TakersForm, **shown: Any) -> HttpResponse:
    is_known_act = isinstance(form, ChosenActsForm)
    context = {"section": "agencies", "form": form, "is_known_act": is_known_act, **shown}
    return render(request, "agencies/reorganise.html", context)


def _choices(request: HttpRequest) -> dict[str, str]:
    """What was chosen for single rows: the fields named after a kind and a key."""
    if request.method != "POST":
        return {}
    return {name: str(value) for name, value in request.POST.items() if name.rpartition("-")[2].isdecimal()}
