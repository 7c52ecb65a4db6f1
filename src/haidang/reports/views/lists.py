"""Lists: all obligations, the rounds, one round, one unit."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haidang.agencies.models import Agency
from haidang.agencies.queries import reach_to_see
from haidang.agencies.rules import may_see_programmes
from haidang.foundation.views import page_of_rows, page_or_part
from haidang.programme.queries.programmes import programme_list
from haidang.reports import rules
from haidang.reports.enums import StandingFilter
from haidang.reports.exports import obligations_workbook
from haidang.reports.forms.lists import ObligationsForm
from haidang.reports.queries import pages, tickets
from haidang.reports.queries.standing import (
    obligation_rows,
    obligations_filtered,
    obligations_open_to,
)
from haidang.reports.queries.urgency import (
    UrgencyList,
    count_by_standing,
    standing_so,
    urgency_groups,
)
from haidang.reports.registry import place_of_round
from haidang.reports.views.access import require
from haidang.reports.views.panels import raise_address_of

EVERYBODY = "tat-ca"
MOST_ROWS_OF_FILE = 5_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def obligation_list(request: HttpRequest) -> HttpResponse:
    require(may_see_programmes(request.user))
    today = timezone.localdate()
    form = ObligationsForm(request.GET or None, programmes=programme_list(for_user=request.user))
    asked = form.asked()
    found = obligations_filtered(obligations_open_to(request.user), asked)
    chosen = standing_so(found, asked.standing, on=today)
    counts = count_by_standing(found, on=today)
    context = _listed(request, UrgencyList(chosen, counts.only(asked.standing), on=today)) | {
        "section": "obligations",
        "form": form,
        "asked": asked,
        "counts": counts,
        "may_open": rules.may_open_rounds(request.user),
        "may_answer": rules.may_work(request.user),
        "may_decide_here": asked.standing == StandingFilter.TO_DECIDE and rules.may_open_rounds(request.user),
    }
    return render(request, page_or_part(request, "reports/obligations.html", "rows"), context)


@require_safe
def export_obligations(request: HttpRequest) -> HttpResponse:
    """This function will give the list that was asked for as a workbook, its first rows where it is very long."""
    require(may_see_programmes(request.user))
    today = timezone.localdate()
    form = ObligationsForm(request.GET or None, programmes=programme_list(for_user=request.user))
    asked = form.asked()
    found = obligations_filtered(obligations_open_to(request.user), asked)
    chosen = standing_so(found, asked.standing, on=today)
    listed = UrgencyList(chosen, count_by_standing(chosen, on=today), on=today)
    book = obligations_workbook(listed[:MOST_ROWS_OF_FILE], count=listed.count(), on=today)
    name = f"viec-phai-bao-{today:%Y-%m-%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(book, content_type=XLSX, headers=headers)


@require_safe
def round_list(request: HttpRequest) -> HttpResponse:
    require(may_see_programmes(request.user))
    page = page_of_rows(request, pages.rounds_open_to(request.user))
    context: dict[str, Any] = {
        "section": "obligations",
        "page": page,
        "rounds": pages.round_rows(page.object_list),
        "may_open": rules.may_open_rounds(request.user),
    }
    return render(request, "reports/rounds.html", context)


@require_safe
def show_round(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show the round of one of its obligations: who has not answered, or all who were asked."""
    one = get_object_or_404(obligations_open_to(request.user), pk=pk)
    if place := place_of_round(one):
        return redirect(place)
    found = pages.round_page(request.user, what=one.what, occurrence=one.occurrence)
    if found is None:
        raise Http404
    is_whole = request.GET.get("xem") == EVERYBODY
    page = page_of_rows(request, found.rows if is_whole else found.missing)
    context = {
        "section": "obligations",
        "round": found,
        "is_whole": is_whole,
        "everybody": EVERYBODY,
        "page": page,
        "rows": obligation_rows(page.object_list, on=timezone.localdate()),
    }
    return render(request, "reports/round.html", context)


@require_safe
def show_unit(request: HttpRequest, pk: int) -> HttpResponse:
    agency = get_object_or_404(Agency.objects.without_tree_fields().select_related("parent"), pk=pk)
    if not reach_to_see(request.user).covers(agency.pk):
        raise Http404
    today = timezone.localdate()
    owed = obligations_open_to(request.user).filter(agency=agency)
    context = _listed(request, UrgencyList(owed, count_by_standing(owed, on=today), on=today)) | {
        "section": "obligations",
        "agency": agency,
        "agency_key": str(agency.pk),
        "today": today,
        "tickets": tickets.tickets_of_agency(agency, request.user),
        "raise_address": raise_address_of(request.user, agency),
        "shares": pages.unit_shares(agency, request.user, on=today),
    }
    return render(request, "reports/unit.html", context)


def _listed(request: HttpRequest, listed: UrgencyList) -> dict[str, Any]:
    """What a page of a list shows: its rows under the heads of what has to be done, and the counts."""
    page = page_of_rows(request, listed)
    return {
        "page": page,
        "groups": urgency_groups(page.object_list, listed.counts),
        "counts": listed.counts,
    }
