"""Report regimes: listed, shown, made, changed, ended and taken up again."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.views import page_of_rows
from haidang.regimes import rules
from haidang.regimes.errors import RegimeChangedMeanwhile, RegimesError
from haidang.regimes.forms.regimes import (
    InUseForm,
    RegimeEntryForm,
    initial_of_duty,
    initial_of_regime,
    on_version,
)
from haidang.regimes.models import Regime
from haidang.regimes.operations.regimes import add_regime, change_regime, set_in_use
from haidang.regimes.queries.read_duties import DutyRead, duties_open_to, read_duty
from haidang.regimes.queries.regime_days import days_of_facts
from haidang.regimes.queries.regime_list import (
    opening_words,
    regime_lines,
    regime_of_duty,
    regime_page,
    regimes_listed,
)
from haidang.regimes.queries.regimes import levels_of
from haidang.regimes.queries.restricted import regimes_open_to
from haidang.reports.views.access import require

_LONGEST_CODE = 60


@require_safe
def regime_list(request: HttpRequest) -> HttpResponse:
    require(rules.may_see_rounds(request.user))
    page = page_of_rows(request, regimes_listed(request.user))
    context = {
        "section": "regimes",
        "page": page,
        "lines": regime_lines(page.object_list, on=timezone.localdate()),
        "may_run": rules.may_run_rounds(request.user),
    }
    return render(request, "regimes/regimes.html", context)


@require_safe
def show_regime(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_see_rounds(request.user))
    found = regimes_open_to(request.user).select_related("programme", "item", "under")
    regime = get_object_or_404(found, pk=pk)
    context = {
        "section": "regimes",
        "regime": regime,
        "shown": regime_page(regime, request.user, on=timezone.localdate()),
        "opens": opening_words(regime),
        "may_run": rules.may_run_rounds(request.user),
    }
    return render(request, "regimes/regime.html", context)


def make_regime(request: HttpRequest) -> HttpResponse:
    """This function will make a regime, empty or from what was read of a programme's report duty."""
    require(rules.may_run_rounds(request.user))
    today = timezone.localdate()
    duty = _duty_asked(request, today)
    made_before = regime_of_duty(duty.item) if duty else None
    if made_before is not None:
        return redirect("regimes:regime", pk=made_before.pk)
    initial, levels = _initial(duty)
    form = RegimeEntryForm(request.POST or None, on=today, levels=levels, initial=initial)
    shown = _shown_before_saving(request, form)
    if shown is None:
        try:
            regime = add_regime(facts=form.facts(duty=duty), made_by=request.user)
        except RegimesError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The regime is made. Now say what the units report: its form."))
            return redirect("regimes:edit_form", pk=regime.pk)
    return _entry_page(request, form, shown or {}, duty=duty)


def edit_regime(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will change a regime; rounds that are open keep their days and units."""
    require(rules.may_run_rounds(request.user))
    regime = get_object_or_404(Regime.objects.select_related("programme", "item", "document"), pk=pk)
    initial, levels = initial_of_regime(regime, levels_of(regime))
    form = RegimeEntryForm(request.POST or None, on=timezone.localdate(), levels=levels, initial=initial)
    shown = _shown_before_saving(request, form)
    if shown is None:
        version = form.cleaned_data["version"] or 0
        try:
            change_regime(
                regime=regime, version=version, facts=form.facts(kept=regime), changed_by=request.user
            )
        except RegimesError as refusal:
            form.add_error(None, refusal.message)
            if isinstance(refusal, RegimeChangedMeanwhile):
                on_version(form, Regime.objects.get(pk=pk).version)
        else:
            messages.success(
                request, _("The regime is kept. Rounds that are open keep their days and units.")
            )
            return redirect("regimes:regime", pk=pk)
    return _entry_page(request, form, shown or {}, regime=regime)


@require_POST
def use_regime(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will end a regime or take it up again."""
    require(rules.may_run_rounds(request.user))
    regime = get_object_or_404(Regime, pk=pk)
    form = InUseForm(request.POST)
    if form.is_valid():
        try:
            set_in_use(regime=regime, set_by=request.user, **form.cleaned_data)
        except RegimesError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _used_words(regime))
    else:
        messages.error(request, _("Nothing was changed. Open the page again, then choose."))
    return redirect("regimes:regime", pk=pk)


def _duty_asked(request: HttpRequest, today: date) -> DutyRead | None:
    asked = request.GET.get("diem", "")
    if not asked:
        return None
    item = get_object_or_404(
        duties_open_to(request.user), pk=int(asked) if asked.isdecimal() and len(asked) < 18 else 0
    )
    return read_duty(item, unit_level=_("Units"), on=today)


def _initial(duty: DutyRead | None) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    if duty is None:
        return {"calendar": "decree_09_2019"}, [{"name": _("Units"), "working_days": 5}]
    return initial_of_duty(duty, _code_of(duty))


def _code_of(duty: DutyRead) -> str:
    words = "-".join("".join(one if one.isalnum() else " " for one in folded_form(duty.name)).split())
    return f"{words[: _LONGEST_CODE - 12].rstrip('-')}-{duty.item.pk}"


def _shown_before_saving(request: HttpRequest, form: RegimeEntryForm) -> dict[str, Any] | None:
    """What a person sees before a regime is kept; None where it is to be kept now."""
    if request.method != "POST":
        return {}
    if not form.is_valid():
        return {}
    days = days_of_facts(form.facts(), on=form.on)
    if "xem" in request.POST or form.waits_to_be_seen:
        return {"days": days, "meant": form.chosen_agencies()}
    return None


def _entry_page(
    request: HttpRequest, form: RegimeEntryForm, shown: dict[str, Any], **about: Any
) -> HttpResponse:
    context = {"section": "regimes", "form": form} | shown | about
    return render(request, "regimes/regime_entry.html", context)


def _used_words(regime: Regime) -> str:
    if regime.is_active:
        return _("The regime is in use again.")
    return _("The regime has ended: no round opens by it any more. Open rounds go on.")
