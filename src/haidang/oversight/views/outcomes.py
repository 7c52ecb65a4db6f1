"""Outcomes of violations: listed, recorded, withdrawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haidang.foundation.views import page_of_rows
from haidang.oversight import rules
from haidang.oversight.errors import OversightError
from haidang.oversight.forms.outcomes import OutcomeForm, WithdrawalForm
from haidang.oversight.models import ViolationOutcome
from haidang.oversight.operations.outcomes import record_outcome, withdraw_outcome
from haidang.oversight.queries.outcomes import outcomes_open_to
from haidang.reports.views.access import require

NOT_TAKEN = 422


@require_safe
def outcome_list(request: HttpRequest) -> HttpResponse:
    require(rules.may_see_emulation(request.user))
    context = {
        "section": "regimes",
        "page": page_of_rows(request, outcomes_open_to(request.user)),
        "may_keep": rules.may_keep_emulation(request.user),
    }
    return render(request, "oversight/outcomes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    require(rules.may_keep_emulation(request.user))
    form = OutcomeForm(request.POST if request.method == "POST" else None, on=timezone.localdate())
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            record_outcome(facts=form.facts(), made_by=request.user)
        except OversightError as refusal:
            form.add_error(None, refusal.message)
            status = NOT_TAKEN
        else:
            messages.success(request, _("The outcome is recorded."))
            return redirect("oversight:outcomes")
    return render(request, "oversight/outcome_form.html", {"section": "regimes", "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_keep_emulation(request.user))
    found = ViolationOutcome.objects.select_related("agency")
    outcome = get_object_or_404(found, pk=pk)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_outcome(outcome=outcome, reason=form.cleaned_data["reason"], withdrawn_by=request.user)
        except OversightError as refusal:
            form.add_error(None, refusal.message)
            status = NOT_TAKEN
        else:
            messages.success(request, _("The outcome is withdrawn; it stays in the list with the reason."))
            return redirect("oversight:outcomes")
    context = {"section": "regimes", "form": form, "outcome": outcome}
    return render(request, "oversight/outcome_withdraw.html", context, status=status)
