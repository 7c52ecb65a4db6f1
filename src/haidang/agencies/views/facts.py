"""Correcting what the register says and nobody has checked: agencies, acts of reorganisation, duties."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.agencies import operations, rules
from haidang.agencies.errors import AgenciesError
from haidang.agencies.forms.facts import AgencyFactForm, DutyFactForm, FactForm, SuccessionFactForm
from haidang.agencies.models import Agency, Duty, Succession


def correct_agency(request: HttpRequest, pk: int) -> HttpResponse:
    agency = _open_fact(request, Agency.objects.without_tree_fields(), pk)
    form = AgencyFactForm(request.POST or None, facts=_facts_of(agency, AgencyFactForm))

    def correct(**facts: Any) -> int:
        return operations.correct_agency(agency=agency, corrected_by=request.user, **facts).pk

    return _corrected(request, form, correct, agency=agency, fact=agency)


def correct_succession(request: HttpRequest, pk: int) -> HttpResponse:
    act = _open_fact(request, Succession.objects.all(), pk)
    agency = act.predecessors.without_tree_fields().order_by("name", "pk")[0]
    heirs = act.heirs.without_tree_fields().order_by("name", "pk")
    facts = _facts_of(act, SuccessionFactForm) | {"heirs": "\n".join(map(_written, heirs))}
    form = SuccessionFactForm(request.POST or None, facts=facts)

    def correct(**facts: Any) -> int:
        operations.correct_succession(act=act, corrected_by=request.user, **facts)
        return agency.pk

    return _corrected(request, form, correct, agency=agency, fact=act.get_kind_display())


def correct_duty(request: HttpRequest, pk: int) -> HttpResponse:
    duty = _open_fact(request, Duty.objects.select_related("holder", "taken_over"), pk)
    facts = _facts_of(duty, DutyFactForm) | {"holder": _written(duty.holder)}
    form = DutyFactForm(request.POST or None, facts=facts, on=timezone.localdate())

    def correct(**facts: Any) -> int:
        return operations.correct_duty(duty=duty, corrected_by=request.user, **facts).holder_id

    return _corrected(request, form, correct, agency=duty.holder, fact=duty.name)


# Fields in which bodies are written by name, and what only the form needs.
_BY_NAME = {"heirs", "holder", "seen"}


def _open_fact(request: HttpRequest, facts: Any, pk: int) -> Any:
    """A fact that somebody verified is not changed here: its page does not exist."""
    if not rules.may_administer(request.user):
        raise Http404
    return get_object_or_404(facts, pk=pk, is_verified=False)


def _facts_of(fact: Any, form: type[forms.Form]) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in form.base_fields if name not in _BY_NAME}


def _written(agency: Agency) -> str:
    return f"{agency.name} ({agency.code})"


def _corrected(
    request: HttpRequest, form: FactForm, correct: Callable[..., int], **shown: Any
) -> HttpResponse:
    """The form, or after the correction the agency whose key `correct` returns."""
    if request.method == "POST" and form.is_valid():
        try:
            key = correct(**form.corrected())
        except AgenciesError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The correction is kept, with what stood before in the log."))
            return redirect("agencies:agency", pk=key)
    return render(request, "agencies/correct_fact.html", {"section": "agencies", "form": form, **shown})
