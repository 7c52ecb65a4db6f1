"""One unit's score sheet: explained, scored by the unit, checked, appealed against; all sheets against criteria."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haidang.foundation.counts import ShownCount
from haidang.foundation.forms import row_keys
from haidang.foundation.views import page_of_rows
from haidang.oversight import rules
from haidang.oversight.enums import SchemeState
from haidang.oversight.errors import OversightError
from haidang.oversight.forms.scores import AnswerForm, AppealForm, CheckForm, OwnScoreForm
from haidang.oversight.models import Appeal, EmulationScheme, ScoreSheet
from haidang.oversight.operations import scoring as operations
from haidang.oversight.queries.sheets import (
    JudgedSheet,
    appeals_of,
    counts_of,
    criteria_of,
    evidence_of,
    followed_in,
    is_owed,
    judged_sheets,
    line_with_rows,
    sheets_of,
)
from haidang.oversight.queries.tables import parts_of
from haidang.oversight.views.access import seen_sheet
from haidang.reports.errors import ReportsError
from haidang.reports.views.access import require

NOT_TAKEN, SHEETS_ON_A_PAGE = 422, 50


@require_safe
def show_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = seen_sheet(request, pk)
    return _sheet_page(request, sheet)


@require_safe
def show_rows(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    sheet = seen_sheet(request, pk)
    require(rules.may_see_rows(request.user, sheet))
    line = line_with_rows(sheet, criterion, on=timezone.localdate())
    if line is None or not line.is_drawn:
        raise Http404
    context = {"section": "regimes", "sheet": sheet, "line": line}
    return render(request, "oversight/rows.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def score_itself(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show a unit's own form, keep what it has so far, or send it."""
    sheet = seen_sheet(request, pk)
    require(rules.may_score_itself(request.user, sheet))
    if sheet.scheme.state != SchemeState.OPEN or sheet.checked_at is not None:
        return redirect("oversight:sheet", pk=pk)
    criteria = criteria_of(sheet.scheme)
    held = {one.criterion_id: one for one in sheet.scores.all()}
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = OwnScoreForm(*given, criteria=criteria, scores=held, version=sheet.version)
    if not is_owed(sheet):
        form.take_no_evidence()
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            words = _keep_or_send(request, sheet, form)
        except (OversightError, ReportsError) as refusal:
            _refuse(form, refusal, sheet)
            status = NOT_TAKEN
        else:
            messages.success(request, words)
            return redirect("oversight:sheet", pk=pk)
    judged = judged_sheets(sheet.scheme, [sheet], on=timezone.localdate())[0]
    context = {
        "section": "regimes",
        "sheet": sheet,
        "form": form,
        "parts": parts_of(judged.lines),
        "evidence": evidence_of(sheet),
    }
    return render(request, "oversight/own_scores.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def check_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show a sheet to be checked and keep the check."""
    require(rules.may_keep_emulation(request.user))
    sheet = seen_sheet(request, pk)
    if not _is_checked_now(sheet):
        return redirect("oversight:sheet", pk=pk)
    judged = _judged(sheet)
    form = CheckForm(request.POST or None, lines=judged.lines, version=sheet.version)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            operations.check_sheet(
                sheet=sheet,
                version=form.cleaned_data["version"],
                scores=form.checked(),
                checked_by=request.user,
                at=timezone.now(),
            )
        except (OversightError, ReportsError) as refusal:
            _refuse(form, refusal, sheet)
            judged, status = _judged(sheet), NOT_TAKEN
        else:
            messages.success(request, _("The sheet is checked."))
            return redirect("oversight:checking", pk=sheet.scheme_id)
    context = {
        "section": "regimes",
        "sheet": sheet,
        "judged": judged,
        "form": form,
        "parts": parts_of(judged.lines),
        "evidence": evidence_of(sheet),
    }
    return render(request, "oversight/check.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def show_checking(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show all sheets against all criteria, and check those ticked as they are."""
    require(rules.may_see_all_scores(request.user))
    scheme = get_object_or_404(EmulationScheme, pk=pk)
    if request.method == "POST":
        require(rules.may_keep_emulation(request.user))
        return _check_ticked(request, scheme)
    sheets = sheets_of(scheme)
    if request.GET.get("loc") == "chua":
        sheets = sheets.filter(checked_at=None)
    page = page_of_rows(request, sheets, SHEETS_ON_A_PAGE)
    context = {
        "section": "regimes",
        "scheme": scheme,
        "page": page,
        "judged": judged_sheets(scheme, page.object_list, on=timezone.localdate()),
        "criteria": criteria_of(scheme),
        "counts": counts_of(scheme),
        "may_check": rules.may_keep_emulation(request.user)
        and scheme.state in (SchemeState.OPEN, SchemeState.TOLD),
        "only_left": request.GET.get("loc") == "chua",
    }
    return render(request, "oversight/checking.html", context)


@require_POST
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = seen_sheet(request, pk)
    require(rules.may_score_itself(request.user, sheet))
    judged = _judged(sheet)
    form = AppealForm(request.POST, lines=judged.lines)
    if form.is_valid():
        criterion = sheet.scheme.criteria.get(pk=form.cleaned_data["criterion"])
        try:
            operations.raise_appeal(
                sheet=sheet,
                criterion=criterion,
                text=form.cleaned_data["text"],
                raised_by=request.user,
                at=timezone.now(),
            )
        except OversightError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The appeal is sent; its answer will stand here."))
            return redirect("oversight:sheet", pk=pk)
    return _sheet_page(request, sheet, refused=form)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_keep_emulation(request.user))
    found = Appeal.objects.select_related("sheet__scheme", "sheet__agency", "criterion", "raised_by")
    asked = get_object_or_404(found, pk=pk)
    form = AnswerForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.answer_appeal(
                appeal=asked,
                is_upheld=given["is_upheld"],
                points=given["points"],
                answer=given["answer"],
                answered_by=request.user,
                at=timezone.now(),
            )
        except OversightError as refusal:
            form.add_error(None, refusal.message)
            status = NOT_TAKEN
        else:
            messages.success(request, _("The appeal is answered; the unit is told."))
            return redirect("oversight:scheme", pk=asked.sheet.scheme_id)
    lines = {one.criterion: one for one in _judged(asked.sheet).lines}
    context = {
        "section": "regimes",
        "appeal": asked,
        "form": form,
        "line": lines[asked.criterion_id],
        "is_open": asked.answered_at is None,
    }
    return render(request, "oversight/appeal.html", context, status=status)


def _is_checked_now(sheet: ScoreSheet) -> bool:
    return sheet.closed_on is None and sheet.scheme.state in (SchemeState.OPEN, SchemeState.TOLD)


def _judged(sheet: ScoreSheet) -> JudgedSheet:
    return judged_sheets(sheet.scheme, [sheet], on=timezone.localdate())[0]


def _sheet_page(request: HttpRequest, sheet: ScoreSheet, *, refused: Any = None) -> HttpResponse:
    judged = _judged(sheet)
    is_own, sees_rows = rules.may_score_itself(request.user, sheet), rules.may_see_rows(request.user, sheet)
    scheme = sheet.scheme
    context = {
        "section": "regimes",
        "sheet": sheet,
        "judged": judged,
        "parts": parts_of(judged.lines),
        "sees_rows": sees_rows,
        "evidence": evidence_of(sheet) if sees_rows else [],
        "appeals": appeals_of(sheet) if sees_rows else [],
        "is_published": scheme.state == SchemeState.PUBLISHED and sheet.closed_on is None,
        "may_score": is_own and scheme.state == SchemeState.OPEN and sheet.checked_at is None,
        "may_appeal": is_own and scheme.state == SchemeState.TOLD,
        "may_check": rules.may_keep_emulation(request.user) and _is_checked_now(sheet),
        "followed": followed_in(sheet),
        "may_see_ranking": rules.may_see_ranking(request.user, scheme),
        "appeal_form": refused or AppealForm(lines=judged.lines),
    }
    return render(request, "oversight/sheet.html", context, status=NOT_TAKEN if refused else 200)


def _keep_or_send(request: HttpRequest, sheet: ScoreSheet, form: OwnScoreForm) -> str:
    told: dict[str, Any] = {
        "sheet": sheet,
        "version": form.cleaned_data["version"],
        "scores": form.own_scores(),
        "answer": form.answer(),
    }
    if "gui" not in request.POST:
        operations.keep_own_scores(**told, kept_by=request.user)
        return _("Kept. Nobody else sees it before you send it.")
    operations.send_own_scores(**told, sent_by=request.user, at=timezone.now())
    return _("The self-score is sent.")


def _check_ticked(request: HttpRequest, scheme: EmulationScheme) -> HttpResponse:
    chosen = sheets_of(scheme).filter(pk__in=row_keys(request.POST.getlist("phieu")))
    if scheme.state not in (SchemeState.OPEN, SchemeState.TOLD):
        messages.warning(request, _("The scores are published; nothing changes any more."))
        return redirect("oversight:checking", pk=scheme.pk)
    done, left = operations.check_as_they_are(sheets=list(chosen), checked_by=request.user, at=timezone.now())
    messages.success(
        request,
        _(
            "Sheets checked as they are: %(done)s; left because a line has no points or checked before: %(left)s."
        )
        % {"done": ShownCount(done), "left": ShownCount(left)},
    )
    return redirect("oversight:checking", pk=scheme.pk)


def _refuse(form: Any, refusal: Any, sheet: ScoreSheet) -> None:
    """What was typed stays, on the version that stands now."""
    sheet.refresh_from_db()
    kept = form.data.copy()
    kept["version"] = str(sheet.version)
    form.data = kept
    form.add_error(None, refusal.message)
