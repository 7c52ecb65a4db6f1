"""Units that have not reported: told so now, called, and what was sent to whom."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from haidang.agencies.queries import reach_of_contacts
from haidang.foundation.counts import ShownCount
from haidang.foundation.forms import row_keys
from haidang.foundation.views import page_of_rows
from haidang.regimes import rules
from haidang.regimes.enums import ChasedFor
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
    units_chased_for,
    units_to_call,
)
from haidang.regimes.queries.round_page import has_to_be_called
from haidang.regimes.views.rounds import seen_round, workbook_answer
from haidang.reports.models import Obligation
from haidang.reports.views.access import require

# A city's units stand on one page, so that all of them can be ticked.
UNITS_ON_A_PAGE = 200
EVERYBODY, TO_CALL = "tat-ca", "can-goi"
ASKED_FOR = "hoi"


@require_http_methods(["GET", "HEAD", "POST"])
def chase(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who still owes a report, or its true figures, and tell those chosen, those to be called, or all of them.

    This function will take what is asked for from the address, the report where it does not say.
    """
    require(rules.may_run_rounds(request.user))
    report_round, today = seen_round(request, pk), timezone.localdate()
    asked_for = _asked_for(request)
    owed = units_chased_for(asked_for, report_round, request.user, on=today)
    form = ChaseForm(request.POST or None, initial={"key": uuid.uuid4().hex})
    if request.method == "POST" and form.is_valid() and _is_chased(request, report_round, form, owed):
        return redirect(_address(report_round, asked_for))
    page = page_of_rows(request, owed, UNITS_ON_A_PAGE)
    context = {
        "section": "regimes",
        "round": report_round,
        "form": form,
        "page": page,
        "chosen": set(row_keys(request.POST.getlist("don_vi"))),
        "ways": _ways(request, report_round, on=today),
        "is_for_true_figures": asked_for == ChasedFor.TRUE_FIGURES,
        "to_call": owed.filter(has_to_be_called(on=today)).count(),
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


@dataclass(frozen=True, slots=True)
class _Way:
    """What units can be chased for on this round, by its address, and how many owe it."""

    asked_for: ChasedFor
    address: str
    units: int
    is_current: bool


def _ways(request: HttpRequest, report_round: ReportRound, *, on: date) -> list[_Way]:
    """Both where true figures are to come and data have closed; else there is nothing to choose."""
    if report_round.trued_up_on is None or on <= report_round.closes_on:
        return []
    return [
        _Way(
            one,
            _address(report_round, one),
            units_chased_for(one, report_round, request.user, on=on).count(),
            is_current=one == _asked_for(request),
        )
        for one in ChasedFor
    ]


def _asked_for(request: HttpRequest) -> ChasedFor:
    said = request.GET.get(ASKED_FOR, "")
    return ChasedFor(said) if said in ChasedFor.values else ChasedFor.REPORT


def _address(report_round: ReportRound, asked_for: ChasedFor) -> str:
    page = reverse("regimes:chase", args=[report_round.pk])
    return page if asked_for == ChasedFor.REPORT else f"{page}?{ASKED_FOR}={asked_for}"


def _is_chased(
    request: HttpRequest, report_round: ReportRound, form: ChaseForm, owed: QuerySet[Obligation]
) -> bool:
    try:
        sent = chase_units(
            report_round=report_round,
            owed=_chosen(request, owed),
            asked_for=_asked_for(request),
            sent_by=request.user,
            at=timezone.now(),
            **form.words(),
        )
    except RegimesError as refused:
        form.add_error(None, refused.message)
        return False
    _tell_chased(request, sent)
    return True


def _chosen(request: HttpRequest, owed: QuerySet[Obligation]) -> list[Obligation]:
    """Whom the button that was pressed means: all, those to be called, or the ticked ones, as they stand now."""
    whom = request.POST.get("ai", "")
    if whom == TO_CALL:
        return list(owed.filter(has_to_be_called(on=timezone.localdate())))
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
