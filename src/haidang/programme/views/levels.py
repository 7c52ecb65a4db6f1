"""The levels around a programme: what stands above and below, and which units are asked for plans."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies.models import Agency
from haidang.foundation.forms import SmallDayField
from haidang.programme import errors
from haidang.programme.enums import MatchState
from haidang.programme.forms.levels import CallForm, LinkForm
from haidang.programme.models import PlanCall, Programme
from haidang.programme.operations.links import decide_link
from haidang.programme.operations.plan_calls import call_for_plans, change_call, end_call
from haidang.programme.queries import levels
from haidang.programme.queries.programmes import programmes_open_to
from haidang.programme.rules import may_link_programmes
from haidang.programme.views.programmes import programme_context


@require_safe
def programme_levels(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show the levels around a programme, and what may be said about them."""
    context = programme_context(request, pk)
    return render(request, "programme/levels.html", context | _levels_shown(request, context["programme"]))


@require_POST
def decide_about_link(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will say that a programme stands above or below another one, or that it does not."""
    programme = _programme_to_link(request, pk)
    form = LinkForm(request.POST, programmes=programmes_open_to(request.user).exclude(pk=pk))
    if not form.is_valid():
        messages.error(request, _("Choose a programme."))
        return redirect("programme:levels", pk=pk)
    other, is_above = form.chosen(), form.cleaned_data["phia"] == "tren"
    try:
        link = decide_link(
            above=other if is_above else programme,
            below=programme if is_above else other,
            state=MatchState(form.cleaned_data["trang_thai"]),
            version=form.cleaned_data["phien_ban"],
            decided_by=request.user,
            at=timezone.localtime(),
        )
    except errors.ProgrammeError as refusal:
        messages.error(request, refusal.message)
        return redirect("programme:levels", pk=pk)
    if link.state != MatchState.CONFIRMED:
        messages.success(request, _("The two programmes do not count as levels of each other."))
        return redirect("programme:levels", pk=pk)
    messages.success(request, _("The programmes are linked. Decide which items match."))
    return redirect("programme:matches", pk=link.pk)


@require_POST
def ask_for_plans(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will ask units for plans of their own."""
    programme = _programme_to_link(request, pk)
    form = CallForm(request.POST, on=timezone.localdate())
    if form.is_valid():
        wanted = form.cleaned_data
        try:
            call_for_plans(
                programme=programme,
                scope=wanted["pham_vi"],
                under=wanted["thuoc"],
                due_on=wanted["han"],
                called_by=request.user,
                at=timezone.localtime(),
            )
        except errors.ProgrammeError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The units are asked for a plan. Coverage shows who has none yet."))
            return redirect("programme:levels", pk=pk)
    context = programme_context(request, pk)
    shown = _levels_shown(request, programme) | {"call_form": form}
    return render(request, "programme/levels.html", context | shown)


@require_POST
def change_call_for_plans(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will give a call for plans another day, or end it."""
    if not may_link_programmes(request.user):
        raise Http404
    call = get_object_or_404(PlanCall.objects.select_related("under"), pk=pk)
    try:
        said = _change_or_end(request, call)
    except (errors.ProgrammeError, ValueError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("programme:levels", pk=call.programme_id)


def _change_or_end(request: HttpRequest, call: PlanCall) -> str:
    given = request.POST.get("phien_ban", "")
    version = int(given) if given.isdecimal() else 0
    if "thoi" in request.POST:
        end_call(call=call, version=version, ended_by=request.user, at=timezone.localtime())
        return _("These units are no longer asked for a plan.")
    due_on = _read_day(request.POST.get("han", ""))
    change_call(call=call, version=version, due_on=due_on, changed_by=request.user)
    return _("The day of the call is changed.")


def _read_day(text: str) -> Any:
    try:
        return SmallDayField().clean(text)
    except ValidationError as unread:
        raise ValueError(_("“%(text)s” is no day. Write it as 31/3/2026.") % {"text": text}) from unread


def _programme_to_link(request: HttpRequest, pk: int) -> Programme:
    if not may_link_programmes(request.user):
        raise Http404
    return get_object_or_404(programmes_open_to(request.user), pk=pk)


def _levels_shown(request: HttpRequest, programme: Programme) -> dict[str, Any]:
    found = levels.programme_levels(programme)
    may_link = may_link_programmes(request.user)
    return {
        "tab": "cac-cap",
        "levels": found,
        "may_link": may_link,
        "others": levels.programmes_to_link(programme, for_user=request.user) if may_link else [],
        "call_form": CallForm(None, on=timezone.localdate()),
        "agencies": _agencies_with_units() if may_link else [],
    }


def _agencies_with_units() -> Any:
    above = Agency.objects.without_tree_fields().exclude(parent=None).order_by().values("parent")
    return Agency.objects.without_tree_fields().filter(pk__in=above).order_by("name", "id")
