"""Indicators are made and changed, targets are set and withdrawn."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from haidang.indicators import rules
from haidang.indicators.errors import IndicatorsError
from haidang.indicators.forms.indicators import IndicatorForm, TargetForm
from haidang.indicators.models import Indicator, IndicatorTarget
from haidang.indicators.operations import indicators as operations
from haidang.indicators.queries.names import known_names
from haidang.reports.views.access import require

NOT_TAKEN = 422


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    require(rules.may_keep_indicators(request.user))
    form = IndicatorForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.add_indicator(facts=form.facts(), made_by=request.user)
        except IndicatorsError as refusal:
            form.add_error(None, refusal.message)
            status = NOT_TAKEN
        else:
            return redirect("indicators:indicator", pk=made.pk)
    return _form_page(request, form, None, status)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_keep_indicators(request.user))
    indicator = get_object_or_404(Indicator, pk=pk)
    form = IndicatorForm(request.POST or None, own=indicator, initial=_initial(indicator))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_indicator(
                indicator=indicator,
                version=form.cleaned_data["version"] or 0,
                facts=form.facts(),
                changed_by=request.user,
            )
        except IndicatorsError as refusal:
            indicator.refresh_from_db()
            kept = request.POST.copy()
            kept["version"] = str(indicator.version)
            form.data = kept
            form.add_error(None, refusal.message)
            status = NOT_TAKEN
        else:
            messages.success(request, _("The indicator is kept."))
            return redirect("indicators:indicator", pk=pk)
    return _form_page(request, form, indicator, status)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_keep_indicators(request.user))
    indicator = get_object_or_404(Indicator, pk=pk)
    operations.end_indicator(indicator=indicator, ended_by=request.user, at=timezone.now())
    messages.success(request, _("The indicator is out of the tree; its figures stay."))
    return redirect("indicators:tree")


@require_http_methods(["GET", "HEAD", "POST"])
def add_target(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_keep_indicators(request.user))
    indicator = get_object_or_404(Indicator, pk=pk)
    today = timezone.localdate()
    form = TargetForm(
        request.POST or None, on=today, initial={"first_year": today.year, "last_year": today.year}
    )
    if request.method == "POST" and form.is_valid():
        operations.set_target(indicator=indicator, facts=form.facts(), set_by=request.user, at=timezone.now())
        messages.success(request, _("The target is set."))
        return redirect("indicators:indicator", pk=pk)
    context = {"section": "regimes", "indicator": indicator, "form": form}
    return render(request, "indicators/target_form.html", context)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_keep_indicators(request.user))
    target = get_object_or_404(IndicatorTarget, pk=pk)
    operations.withdraw_target(target=target, withdrawn_by=request.user, at=timezone.now())
    messages.success(request, _("The target is withdrawn."))
    return redirect("indicators:indicator", pk=target.indicator_id)


def _form_page(
    request: HttpRequest, form: IndicatorForm, indicator: Indicator | None, status: int
) -> HttpResponse:
    known = [{"code": code, **asdict(one)} for code, one in sorted(known_names().items()) if one.adds_up]
    context = {"section": "regimes", "form": form, "indicator": indicator, "known": known}
    return render(request, "indicators/indicator_form.html", context, status=status)


def _initial(indicator: Indicator) -> dict[str, Any]:
    names = [name for name in IndicatorForm.base_fields if name != "parent"]
    return {name: getattr(indicator, name) for name in names} | {"parent": indicator.parent_id}
