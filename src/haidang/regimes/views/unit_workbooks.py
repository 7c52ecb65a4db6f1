"""A unit's report by Excel: taken along as a workbook, sent back, looked at cell by cell, taken over."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from haidang.foundation.counts import ShownCount
from haidang.foundation.errors import FoundationError, ImportNotClean, ImportSettled
from haidang.foundation.models import TableImport
from haidang.foundation.operations import drop_import
from haidang.foundation.tables.finding import SheetRefused
from haidang.foundation.tables.workbook import XLSX, kept_sheets, read_upload, sheets_as_kept
from haidang.regimes import rules
from haidang.regimes.errors import RegimesError
from haidang.regimes.forms.workbooks import TakeWorkbookForm, WorkbookForm
from haidang.regimes.models import ReportRound
from haidang.regimes.operations.workbooks import hold_workbook, take_workbook
from haidang.regimes.queries.drawn import tasks_of
from haidang.regimes.queries.unit_reports import shared_draft, unit_report
from haidang.regimes.queries.workbooks import held_workbook, own_marks
from haidang.regimes.tables.book import report_workbook
from haidang.regimes.tables.plan import (
    CHANGED,
    MEANWHILE,
    OUTDATED,
    REFUSED,
    UNCHANGED,
    WorkbookPlan,
    plan_workbook,
)
from haidang.regimes.views.unit_reports import back_to_report, report_place
from haidang.reports.errors import ReportsError
from haidang.reports.models import Obligation
from haidang.reports.views.access import require

NOT_TAKEN, CHANGED_MEANWHILE = 422, 409
MOST_TOLD = 200  # rows of one kind on the page; the others are counted
DROP = "bo"


@require_safe
def unit_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will answer with the report as it stands, as a workbook to fill in off-line."""
    obligation, report_round = _place(request, pk)
    draft = shared_draft(obligation)
    report = unit_report(obligation, report_round, draft)
    tasks = tasks_of([obligation.agency_id], obligation.opens_on, obligation.closes_on)
    headers = {"Content-Disposition": f'attachment; filename="bao-cao-{obligation.pk}.xlsx"'}
    content = report_workbook(report, draft=draft, tasks=tasks)
    return HttpResponse(content, content_type=XLSX, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def take_unit_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will take a workbook, show what it would change, and take that over when the person says so."""
    obligation, report_round = _place(request, pk)
    if request.method == "POST" and "lan" in request.POST:
        return _settle(request, obligation, report_round)
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if request.method == "POST" and form.is_valid():
        held = _hold(request, obligation, report_round, form)
        if held:
            return redirect(f"{request.path}?lan={held.pk}")
    held = held_workbook(obligation, request.user, request.GET.get("lan", ""))
    if held is None:
        status = NOT_TAKEN if form.errors else 200
        return _page(request, obligation, report_round, {"form": form}, status=status)
    return _plan_page(request, obligation, report_round, held)


def _place(request: HttpRequest, pk: int) -> tuple[Obligation, ReportRound]:
    obligation, report_round = report_place(request, pk)
    require(rules.may_fill_in(request.user, obligation) and obligation.waived_on is None)
    return obligation, report_round


def _hold(
    request: HttpRequest, obligation: Obligation, report_round: ReportRound, form: WorkbookForm
) -> TableImport | None:
    upload = form.cleaned_data["file"]
    try:
        sheets = read_upload(upload)
        _plan(request, obligation, report_round, sheets)
    except SheetRefused as refused:
        form.add_error("file", refused.message)
        return None
    return hold_workbook(
        obligation=obligation,
        file_name=upload.name,
        sheets=sheets_as_kept(sheets),
        sent_by=request.user,
    )


def _plan(
    request: HttpRequest, obligation: Obligation, report_round: ReportRound, sheets: Any
) -> WorkbookPlan:
    draft = shared_draft(obligation)
    report = unit_report(obligation, report_round, draft)
    return plan_workbook(report, sheets, draft=draft, own_marks=own_marks(obligation, request.user))


def _settle(request: HttpRequest, obligation: Obligation, report_round: ReportRound) -> HttpResponse:
    held = held_workbook(obligation, request.user, request.POST["lan"])
    if held is None:
        messages.warning(request, ImportSettled().message)
        return back_to_report(obligation.pk)
    if DROP in request.POST:
        drop_import(held=held)
        messages.success(request, _("The file was dropped; nothing was saved."))
        return back_to_report(obligation.pk)
    plan = _plan(request, obligation, report_round, kept_sheets(held.sheets))
    form = TakeWorkbookForm(request.POST, plan=plan, held=held)
    if not form.is_valid():
        return _plan_page(request, obligation, report_round, held, form=form)
    return _taken(request, obligation, report_round, held, form=form)


def _taken(
    request: HttpRequest,
    obligation: Obligation,
    report_round: ReportRound,
    held: TableImport,
    *,
    form: TakeWorkbookForm,
) -> HttpResponse:
    def plan() -> WorkbookPlan:
        found = _plan(request, obligation, report_round, kept_sheets(held.sheets))
        return WorkbookPlan(found.rows, found.notes, form.choices)

    try:
        done = take_workbook(
            obligation=obligation,
            held=held,
            seen=form.cleaned_data["seen"],
            plan=plan,
            taken_by=request.user,
            at=timezone.now(),
        )
    except ImportNotClean:
        refusal = _(
            "The file has cells that cannot be taken, so nothing was saved. Correct them, send it again."
        )
        return _plan_page(request, obligation, report_round, held, refusal=refusal)
    except (FoundationError, RegimesError, ReportsError) as refused:
        return _plan_page(request, obligation, report_round, held, refusal=refused.message)
    count = len(done.good)
    told = ngettext(
        "%(count)s place of the report was taken from the file. Read it, then sign.",
        "%(count)s places of the report were taken from the file. Read it, then sign.",
        count,
    )
    messages.success(request, told % {"count": ShownCount(count)})
    return back_to_report(obligation.pk)


def _plan_page(
    request: HttpRequest,
    obligation: Obligation,
    report_round: ReportRound,
    held: TableImport,
    *,
    form: TakeWorkbookForm | None = None,
    refusal: str = "",
) -> HttpResponse:
    try:
        plan = _plan(request, obligation, report_round, kept_sheets(held.sheets))
    except SheetRefused as refused:
        again = WorkbookForm({}, {})
        again.is_valid()
        again.errors.clear()
        again.add_error("file", refused.message)
        return _page(request, obligation, report_round, {"form": again}, status=NOT_TAKEN)
    refused_rows, changed = plan.of_kind(REFUSED), plan.of_kind(CHANGED)
    shown = {
        "held": held,
        "plan": plan,
        "refusal": refusal,
        "refused": refused_rows[:MOST_TOLD],
        "refused_count": len(refused_rows),
        "refused_more": max(len(refused_rows) - MOST_TOLD, 0),
        "changed": changed,
        "meanwhile": plan.of_kind(MEANWHILE),
        "outdated": plan.of_kind(OUTDATED),
        "same": len(plan.of_kind(UNCHANGED)),
        "take_form": form or TakeWorkbookForm(plan=plan, held=held),
        "may_take": not refused_rows and bool(changed or plan.of_kind(OUTDATED)),
        "form": WorkbookForm() if refused_rows else None,
    }
    status = CHANGED_MEANWHILE if refusal else (NOT_TAKEN if form is not None else 200)
    return _page(request, obligation, report_round, shown, status=status)


def _page(
    request: HttpRequest,
    obligation: Obligation,
    report_round: ReportRound,
    shown: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"section": "regimes", "obligation": obligation, "report_round": report_round}
    return render(request, "regimes/unit_workbook.html", context | shown, status=status)
