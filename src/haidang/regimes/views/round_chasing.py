"""Units that have not reported: told so now, called, and what was sent to whom."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from haidang.agencies.queries import reach_of_contacts
from haidang.foundation.counts import ShownCount
from haidang.foundation.forms import row_keys
from haidang.foundation.views import page_of_rows
from haidang.regimes import rules
from haidang.regimes.errors import RegimesError
from haidang.regimes.exports import call_workbook
from haidang.regimes.forms.rounds import ChaseForm
from haidang.regimes.models import Chase, ReportRound
from haidang.regimes.operations.chasing import chase_units
from haidang.regimes.queries.chases import (
    call_rows,
    chased_units,
    chases_of,
    reminder_days,
    units_to_call,
    units_to_chase,
)
from haidang.regimes.views.rounds import seen_round, workbook_answer
from haidang.reports.models import Obligation
from haidang.reports.views.access import require

# A city's units stand on one page, so that all of them can be ticked.
UNITS_ON_A_PAGE = 200
EVERYBODY, TO_CALL = "tat-ca", "can-goi"


@require_http_methods(["GET", "HEAD", "POST"])
def chase(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show who still owes a report, and tell those chosen, those to be called, or all of them."""
    require(rules.may_run_rounds(request.user))
    report_round, today = seen_round(request, pk), timezone.localdate()
    form = ChaseForm(request.POST or None, initial={"key": uuid.uuid4().hex})
    if request.method == "POST" and form.is_valid() and _is_chased(request, report_round, form):
        return redirect("regimes:chase", pk=pk)
    page = page_of_rows(request, units_to_chase(report_round, request.user), UNITS_ON_A_PAGE)
    context = {
        "section": "regimes",
        "round": report_round,
        "form": form,
        "page": page,
        "chosen": set(row_keys(request.POST.getlist("don_vi"))),
        "to_call": units_to_call(report_round, request.user, on=today).count(),
        "everybody": EVERYBODY,
        "to_call_value": TO_CALL,
        "chases": chases_of(report_round),
        "reminders": reminder_days(report_round),
    }
    return render(request, "regimes/chase.html", context)


@require_safe
def show_chase(request: HttpRequest, pk: int, chase: int) -> HttpResponse:
    """This function will show who was told by one chase, and which units have nobody to tell."""
    require(rules.may_run_rounds(request.user))
    report_round = seen_round(request, pk)
    sent = get_object_or_404(Chase.objects.select_related("sent_by"), pk=chase, report_round=report_round)
    context = {"section": "regimes", "round": report_round, "chase": sent, "units": chased_units(sent)}
    return render(request, "regimes/chase_sent.html", context)


@require_safe
def call_list(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show whom to call today, with the telephones the person may see."""
    report_round, today = seen_round(request, pk), timezone.localdate()
    contacts = reach_of_contacts(request.user)
    page = page_of_rows(request, units_to_call(report_round, request.user, on=today), UNITS_ON_A_PAGE)
    context: dict[str, Any] = {
        "section": "regimes",
        "round": report_round,
        "today": today,
        "page": page,
        "rows": call_rows(page.object_list, contacts, on=today),
    }
    return render(request, "regimes/call_list.html", context)


@require_safe
def export_call_list(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will give the call list as a workbook."""
    report_round, today = seen_round(request, pk), timezone.localdate()
    owed = list(units_to_call(report_round, request.user, on=today))
    rows = call_rows(owed, reach_of_contacts(request.user), on=today)
    return workbook_answer(call_workbook(report_round, rows, on=today), "can-goi", on=today)


def _is_chased(request: HttpRequest, report_round: ReportRound, form: ChaseForm) -> bool:
    try:
        sent = chase_units(
            report_round=report_round,
            owed=_chosen(request, report_round),
            sent_by=request.user,
            at=timezone.now(),
            **form.words(),
        )
    except RegimesError as refused:
        form.add_error(None, refused.message)
        return False
    _tell_chased(request, sent)
    return True


def _chosen(request: HttpRequest, report_round: ReportRound) -> list[Obligation]:
    """Whom the button that was pressed means: all, those to be called, or the ticked ones, as they stand now."""
    whom = request.POST.get("ai", "")
    if whom == TO_CALL:
        return list(units_to_call(report_round, request.user, on=timezone.localdate()))
    owed = units_to_chase(report_round, request.user)
    return list(owed if whom == EVERYBODY else owed.filter(pk__in=row_keys(request.POST.getlist("don_vi"))))


def _tell_chased(request: HttpRequest, sent: Chase) -> None:
    units = chased_units(sent)
    told = sum(1 for _agency, people in units if people)
    text = ngettext("%(count)s unit was told.", "%(count)s units were told.", told)
    messages.success(request, text % {"count": ShownCount(told)})
    if without := len(units) - told:
        text = ngettext(
            "%(count)s unit has nobody with an account: call it.",
            "%(count)s units have nobody with an account: call them.",
            without,
        )
        messages.warning(request, text % {"count": ShownCount(without)})
