"""Duties written and passed on by hand, apart from any reorganisation."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from haidang.agencies import operations, rules
from haidang.agencies.errors import AgenciesError
from haidang.agencies.forms.facts import DutyPassedForm, NewDutyForm
from haidang.agencies.models import Agency, Duty


def give_duty(request: HttpRequest, pk: int) -> HttpResponse:
    _require_right(request)
    agency = get_object_or_404(Agency.objects.without_tree_fields(), pk=pk)
    form = NewDutyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.give_duty(holder=agency, given_by=request.user, **form.cleaned_data)
        except AgenciesError as refused:
            form.add_error("valid_from", refused.message)
        else:
            messages.success(request, _("The duty is in the register."))
            return redirect("agencies:agency", pk=pk)
    return _duty_page(request, form, agency=agency, heading=_("Write down a duty"))


def pass_duty_on(request: HttpRequest, pk: int) -> HttpResponse:
    _require_right(request)
    duty = get_object_or_404(Duty.objects.select_related("holder"), pk=pk)
    form = DutyPassedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.pass_duty_on(duty=duty, passed_by=request.user, **form.cleaned_data)
        except AgenciesError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The duty is passed on."))
            return redirect("agencies:agency", pk=duty.holder_id)
    return _duty_page(request, form, agency=duty.holder, heading=_("Pass a duty on"), duty=duty)


def _require_right(request: HttpRequest) -> None:
    if not rules.may_reorganise(request.user):
        raise Http404


def _duty_page(request: HttpRequest, form: forms.Form, **shown: Any) -> HttpResponse:
    return render(request, "agencies/duty_edit.html", {"section": "agencies", "form": form, **shown})
