"""Lists of commendations: listed, made of a ranking or ad hoc, changed, taken as files."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haidang.foundation.views import page_of_rows
from haidang.oversight import rules
from haidang.oversight.enums import SchemeState
from haidang.oversight.errors import OversightError
from haidang.oversight.exports import list_docx, list_xlsx
from haidang.oversight.forms.commendations import ListForm
from haidang.oversight.models import CommendationList, EmulationScheme, ViolationOutcome
from haidang.oversight.operations.commendations import change_list, make_list
from haidang.oversight.queries.commendations import lines_of, lists_made, proposed_of_ranking, rows_of
from haidang.oversight.queries.outcomes import outcomes_against_list, outcomes_in_span
from haidang.oversight.queries.sheets import ranking_of
from haidang.reports.views.access import require

NOT_TAKEN = 422
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    require(rules.may_see_all_scores(request.user))
    context = {
        "section": "regimes",
        "page": page_of_rows(request, lists_made()),
        "may_keep": rules.may_keep_emulation(request.user),
    }
    return render(request, "oversight/lists.html", context)


@require_safe
def show_list(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_see_all_scores(request.user))
    proposed = get_object_or_404(CommendationList.objects.select_related("scheme", "made_by"), pk=pk)
    rows = rows_of(proposed)
    context = {
        "section": "regimes",
        "proposed": proposed,
        "rows": rows,
        "outcomes": outcomes_against_list(proposed, [one.agency_id for one in rows]),
        "may_keep": rules.may_keep_emulation(request.user),
    }
    return render(request, "oversight/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def propose_ad_hoc(request: HttpRequest) -> HttpResponse:
    require(rules.may_keep_emulation(request.user))
    return _propose(request, None, {}, ())


@require_http_methods(["GET", "HEAD", "POST"])
def propose_of_scheme(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_keep_emulation(request.user))
    scheme = get_object_or_404(EmulationScheme, pk=pk, state=SchemeState.PUBLISHED)
    facts = proposed_of_ranking(scheme, ranking_of(scheme, on=timezone.localdate()))
    outcomes = outcomes_in_span(scheme, [one.agency.pk for one in facts.rows])
    filled = {"title": facts.title, "basis": facts.basis, "rows": lines_of(facts.rows)}
    return _propose(request, scheme, filled, outcomes)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_keep_emulation(request.user))
    proposed = get_object_or_404(CommendationList, pk=pk)
    initial = {name: getattr(proposed, name) for name in ("version", "title", "addressee", "basis", "reason")}
    form = ListForm(
        request.POST or None,
        on=timezone.localdate(),
        initial=initial | {"rows": lines_of(rows_of(proposed))},
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            change_list(
                proposed=proposed,
                version=form.cleaned_data["version"] or 0,
                facts=form.facts(),
                changed_by=request.user,
            )
        except OversightError as refusal:
            kept = request.POST.copy()
            kept["version"] = str(proposed.version)
            form.data = kept
            form.add_error(None, refusal.message)
            status = NOT_TAKEN
        else:
            messages.success(request, _("The list is kept."))
            return redirect("oversight:list", pk=pk)
    context = {"section": "regimes", "form": form, "proposed": proposed, "scheme": None}
    return render(request, "oversight/list_form.html", context, status=status)


@require_safe
def list_paper(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_see_all_scores(request.user))
    proposed = get_object_or_404(CommendationList, pk=pk)
    return _file(list_docx(proposed, rows_of(proposed)), DOCX, f"de-nghi-khen-thuong-{pk}.docx")


@require_safe
def list_table(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_see_all_scores(request.user))
    proposed = get_object_or_404(CommendationList, pk=pk)
    return _file(list_xlsx(proposed, rows_of(proposed)), XLSX, f"de-nghi-khen-thuong-{pk}.xlsx")


def _propose(
    request: HttpRequest,
    scheme: EmulationScheme | None,
    initial: dict[str, Any],
    outcomes: Sequence[ViolationOutcome],
) -> HttpResponse:
    form = ListForm(request.POST or None, on=timezone.localdate(), initial=initial)
    if request.method == "POST" and form.is_valid():
        made = make_list(facts=form.facts(), scheme=scheme, made_by=request.user, on=timezone.localdate())
        messages.success(request, _("The list is made."))
        return redirect("oversight:list", pk=made.pk)
    context = {"section": "regimes", "form": form, "proposed": None, "scheme": scheme, "outcomes": outcomes}
    return render(request, "oversight/list_form.html", context)


def _file(made: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        made, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
