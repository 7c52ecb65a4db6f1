"""The rounds of reports: all of them, one of them, its file, its closing."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies.enums import AgencyKind
from haidang.foundation.views import page_of_rows, page_or_part
from haidang.regimes import rules
from haidang.regimes.errors import RegimesError
from haidang.regimes.exports import round_workbook
from haidang.regimes.forms.rounds import CloseRoundForm, ReopenRoundForm, UnitsForm
from haidang.regimes.models import ReportRound
from haidang.regimes.operations.rounds import close_round, reopen_round
from haidang.regimes.queries import round_page
from haidang.regimes.queries.consolidations import editions_of
from haidang.regimes.queries.restricted import rounds_open_to
from haidang.regimes.queries.round_levels import rounds_beside
from haidang.regimes.queries.round_phases import owed_above, phases_of
from haidang.regimes.queries.rounds import round_lines, rounds_listed
from haidang.reports.views.access import require
from haidang.reports.views.lists import XLSX

# As many communes as a city has stand beside the heat map; of a country those to be called first.
MOST_COMMUNES_BESIDE = 200
FIRST_OF_MORE_COMMUNES = 60
MOST_ROWS_OF_FILE = 5_000


@require_safe
def round_list(request: HttpRequest) -> HttpResponse:
    require(rules.may_see_rounds(request.user))
    page = page_of_rows(request, rounds_listed(request.user))
    context = {
        "section": "regimes",
        "page": page,
        "lines": round_lines(page.object_list, request.user),
        "may_run": rules.may_run_rounds(request.user),
    }
    return render(request, "regimes/rounds.html", context)


@require_safe
def show_round(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show one round: its shares, its phases, its units by section and what remains to be done."""
    report_round, today = seen_round(request, pk), timezone.localdate()
    form = UnitsForm(request.GET or None)
    asked = form.asked()
    sections = round_page.section_shares(report_round, request.user)
    shares = round_page.shares_by_kind(report_round, request.user, sections, on=today)
    total = round_page.shares_together(shares.values())
    communes = shares.get(AgencyKind.COMMUNE)
    is_beside = communes is not None and len(shares) > 1 and not asked.is_narrowed
    context: dict[str, Any] = {
        "section": "regimes",
        "round": report_round,
        "today": today,
        "form": form,
        "asked": asked,
        "total": total,
        "is_asked": bool(total.asked or total.waived),
        "sections": sections,
        "beside_levels": rounds_beside(report_round).filter(pk__in=rounds_open_to(request.user)),
        "my_work": reverse("reports:my_work"),
        "communes": communes if is_beside else None,
        "others": _others(shares) if is_beside else total,
        "before": round_page.shares_before(report_round, request.user),
        "phases": phases_of(report_round, owed_above(report_round), missing=total.missing, on=today),
        "may_run": rules.may_run_rounds(request.user),
        "editions": editions_of(report_round) if rules.may_see_consolidated(request.user) else [],
        "close_form": CloseRoundForm(initial={"version": report_round.version}),
        "reopen_form": ReopenRoundForm(initial={"version": report_round.version}),
    }
    beside = _number_beside(communes) if is_beside else 0
    context |= _units(request, report_round, asked, sections, shares=shares, beside=beside, on=today)
    return render(request, page_or_part(request, "regimes/round.html", "units"), context)


@require_safe
def export_round(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will give the units that were asked for as a workbook."""
    report_round, today = seen_round(request, pk), timezone.localdate()
    asked = UnitsForm(request.GET or None).asked()
    chosen = round_page.units_filtered(
        report_round, round_page.units_of_round(report_round, request.user), asked, on=today
    )
    owed = list(round_page.units_in_order(chosen, on=today)[:MOST_ROWS_OF_FILE])
    sections = list(report_round.form.sections.order_by("order"))
    rows = round_page.unit_rows(report_round, sections, owed, on=today)
    return workbook_answer(round_workbook(report_round, sections, rows, on=today), "ky-bao-cao", on=today)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_run_rounds(request.user))
    report_round, form = seen_round(request, pk), CloseRoundForm(request.POST)
    if form.is_valid() and _is_done(
        request,
        lambda: close_round(
            report_round=report_round, closed_by=request.user, at=timezone.now(), **form.cleaned_data
        ),
    ):
        messages.success(request, _("The round is closed. What comes now is kept as late."))
    return redirect("regimes:round", pk=pk)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_run_rounds(request.user))
    report_round, form = seen_round(request, pk), ReopenRoundForm(request.POST)
    if form.is_valid() and _is_done(
        request,
        lambda: reopen_round(report_round=report_round, reopened_by=request.user, **form.cleaned_data),
    ):
        messages.success(request, _("The round is open again."))
    return redirect("regimes:round", pk=pk)


def seen_round(request: HttpRequest, pk: int) -> ReportRound:
    """This function will return a round for whoever sees rounds, or answer 404."""
    require(rules.may_see_rounds(request.user))
    return get_object_or_404(
        rounds_open_to(request.user).select_related("regime", "form", "opened_by"), pk=pk
    )


def workbook_answer(book: bytes, name: str, *, on: date) -> HttpResponse:
    """This function will answer with a workbook that no cache keeps."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-{on:%Y-%m-%d}.xlsx"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(book, content_type=XLSX, headers=headers)


def _units(
    request: HttpRequest,
    report_round: ReportRound,
    asked: round_page.UnitsAsked,
    sections: Sequence[round_page.SectionShare],
    *,
    shares: dict[str, round_page.Shares],
    beside: int,
    on: date,
) -> dict[str, Any]:
    """The heat map's page of units, and as many communes as stand beside it."""
    found = round_page.units_filtered(
        report_round, round_page.units_of_round(report_round, request.user), asked, on=on
    )
    in_order = round_page.units_in_order(found, on=on)
    main = in_order.exclude(agency__kind=AgencyKind.COMMUNE) if beside else in_order
    page = page_of_rows(request, main)
    outline = [one.section for one in sections]
    rows = round_page.unit_rows(report_round, outline, page.object_list, on=on)
    communes = in_order.filter(agency__kind=AgencyKind.COMMUNE)[:beside] if beside else ()
    return {
        "page": page,
        "groups": round_page.unit_groups(rows, shares),
        "beside": round_page.unit_rows(report_round, (), communes, on=on) if beside else [],
        "columns": len(sections) + 3,
    }


def _number_beside(communes: round_page.Shares) -> int:
    return MOST_COMMUNES_BESIDE if communes.asked <= MOST_COMMUNES_BESIDE else FIRST_OF_MORE_COMMUNES


def _others(shares: dict[str, round_page.Shares]) -> round_page.Shares:
    return round_page.shares_together(one for kind, one in shares.items() if kind != AgencyKind.COMMUNE)


def _is_done(request: HttpRequest, act: Callable[[], object]) -> bool:
    try:
        act()
    except RegimesError as refused:
        messages.error(request, refused.message)
        return False
    return True
