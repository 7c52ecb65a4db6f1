"""The register of measures."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.foundation.views import page_of_rows
from haidang.regimes import rules
from haidang.regimes.errors import MeasureChangedMeanwhile, RegimesError
from haidang.regimes.forms.measures import MeasureForm
from haidang.regimes.forms.regimes import InUseForm, on_version
from haidang.regimes.models import Measure
from haidang.regimes.operations.measures import add_measure, change_measure, set_measure_in_use
from haidang.regimes.queries.measures import MeasureFacts, measure_lines, measures_listed
from haidang.reports.views.access import require

_MOST_LETTERS = 200


@require_safe
def measure_list(request: HttpRequest) -> HttpResponse:
    require(rules.may_see_rounds(request.user))
    searched = request.GET.get("tim", "")[:_MOST_LETTERS]
    page = page_of_rows(request, measures_listed(searched))
    context = {
        "section": "regimes",
        "page": page,
        "lines": measure_lines(page.object_list),
        "searched": searched,
        "may_run": rules.may_run_rounds(request.user),
    }
    return render(request, "regimes/measures.html", context)


def make_measure(request: HttpRequest) -> HttpResponse:
    require(rules.may_run_rounds(request.user))
    form = MeasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_measure(facts=form.facts, made_by=request.user)
        except RegimesError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The measure is kept: forms can ask for it now."))
            return redirect("regimes:measures")
    return _entry_page(request, form)


def edit_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show a measure and change it; what reported figures mean stays."""
    require(rules.may_run_rounds(request.user))
    measure = get_object_or_404(Measure.objects.select_related("numerator", "denominator"), pk=pk)
    initial = MeasureFacts.of(measure).fields | {"version": measure.version}
    form = MeasureForm(request.POST or None, measure=measure, initial=initial)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            change_measure(measure=measure, version=version, facts=form.facts, changed_by=request.user)
        except RegimesError as refusal:
            form.add_error(None, refusal.message)
            if isinstance(refusal, MeasureChangedMeanwhile):
                on_version(form, Measure.objects.get(pk=pk).version)
        else:
            messages.success(request, _("The measure is kept: forms can ask for it now."))
            return redirect("regimes:measures")
    return _entry_page(request, form, measure=measure)


@require_POST
def use_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will end a measure or take it up again."""
    require(rules.may_run_rounds(request.user))
    measure = get_object_or_404(Measure, pk=pk)
    form = InUseForm(request.POST)
    if form.is_valid():
        try:
            set_measure_in_use(measure=measure, set_by=request.user, at=timezone.now(), **form.cleaned_data)
        except RegimesError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _used_words(measure))
    else:
        messages.error(request, _("Nothing was changed. Open the page again, then choose."))
    return redirect("regimes:edit_measure", pk=pk)


def _entry_page(request: HttpRequest, form: MeasureForm, **about: Any) -> HttpResponse:
    return render(request, "regimes/measure_entry.html", {"section": "regimes", "form": form} | about)


def _used_words(measure: Measure) -> str:
    if measure.ended_at is None:
        return _("The measure is in use again.")
    return _("The measure has ended: no new form asks for it. Figures that were reported stay.")
