"""A unit's report from a report that exists already: what is found in it is proposed, a person ticks what is taken."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from haidang.documents.operations.opening import PaperNotOpened, open_upload
from haidang.foundation.counts import ShownCount
from haidang.regimes import rules
from haidang.regimes.errors import RegimesError
from haidang.regimes.forms.paper_proposals import PaperForm, ProposalsForm
from haidang.regimes.models import ReportRound
from haidang.regimes.operations.workbooks import take_from_paper
from haidang.regimes.queries.paper_proposals import headings_asked, paper_proposals
from haidang.regimes.queries.unit_reports import shared_draft, unit_report
from haidang.regimes.views.unit_reports import back_to_report, report_place
from haidang.reports.errors import ReportsError
from haidang.reports.models import Obligation
from haidang.reports.views.access import require

NOT_TAKEN, CHANGED = 422, 409
TAKE = "lay"


@require_http_methods(["GET", "HEAD", "POST"])
def take_unit_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will read an existing report, propose what it says, and take over what a person ticked."""
    obligation, report_round = report_place(request, pk)
    require(rules.may_fill_in(request.user, obligation) and obligation.waived_on is None)
    if request.method == "POST" and TAKE in request.POST:
        return _taken(request, obligation, report_round)
    form = PaperForm(request.POST, request.FILES) if request.method == "POST" else PaperForm()
    if request.method == "POST" and form.is_valid():
        return _proposed(request, obligation, report_round, form)
    return _page(request, obligation, {"form": form}, status=NOT_TAKEN if form.errors else 200)


def _proposed(
    request: HttpRequest, obligation: Obligation, report_round: ReportRound, form: PaperForm
) -> HttpResponse:
    try:
        paper = open_upload(form.cleaned_data["file"])
    except PaperNotOpened as refused:
        form.add_error("file", refused.message)
        return _page(request, obligation, {"form": form}, status=NOT_TAKEN)
    draft = shared_draft(obligation)
    report = unit_report(obligation, report_round, draft)
    found = paper_proposals(report, paper)
    if not found:
        told = _(
            "Nothing in “%(name)s” stands under a heading of this report or beside a whole name of a figure."
        )
        form.add_error("file", told % {"name": paper.name})
        return _page(request, obligation, {"form": form, "wanted": headings_asked(report)}, status=NOT_TAKEN)
    proposals = ProposalsForm(report=report, draft=draft, found=found, paper_name=paper.name)
    return _page(request, obligation, {"proposals": proposals, "paper_name": paper.name})


def _taken(request: HttpRequest, obligation: Obligation, report_round: ReportRound) -> HttpResponse:
    draft = shared_draft(obligation)
    report = unit_report(obligation, report_round, draft)
    form = ProposalsForm(request.POST, report=report, draft=draft)
    name = request.POST.get("paper_name", "")[:200]
    if not form.is_valid():
        return _page(request, obligation, {"proposals": form, "paper_name": name}, status=NOT_TAKEN)
    given = form.given()
    try:
        take_from_paper(obligation=obligation, given=given, taken_by=request.user, at=timezone.now())
    except (RegimesError, ReportsError) as refused:
        return _shown_again(request, obligation, report_round, refused.message)
    told = ngettext(
        "%(count)s place of the report was taken from the paper. Read it, then sign.",
        "%(count)s places of the report were taken from the paper. Read it, then sign.",
        len(given),
    )
    messages.success(request, told % {"count": ShownCount(len(given))})
    return back_to_report(obligation.pk)


def _shown_again(
    request: HttpRequest, obligation: Obligation, report_round: ReportRound, refusal: str
) -> HttpResponse:
    """What was ticked with why it was not kept, beside what stands in the report now."""
    draft = shared_draft(obligation)
    report = unit_report(obligation, report_round, draft)
    fresh = ProposalsForm(request.POST, report=report, draft=draft)
    data = request.POST.copy()
    for place in fresh.places:
        data[f"thay_{place.key}"] = str(fresh.fields[f"thay_{place.key}"].initial)
    again = ProposalsForm(data, report=report, draft=draft)
    again.is_valid()
    again.add_error(None, refusal)
    name = request.POST.get("paper_name", "")[:200]
    return _page(request, obligation, {"proposals": again, "paper_name": name}, status=CHANGED)


def _page(
    request: HttpRequest, obligation: Obligation, shown: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    context = {"section": "regimes", "obligation": obligation}
    return render(request, "regimes/unit_paper.html", context | shown, status=status)
