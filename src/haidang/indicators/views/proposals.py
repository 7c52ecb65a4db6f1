"""Targets that papers state: an officer takes them for an indicator, changes them, or leaves them out."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haidang.foundation.counts import shown_figure
from haidang.foundation.views import page_of_rows
from haidang.indicators import rules
from haidang.indicators.forms.indicators import ReasonForm, StatedTargetForm
from haidang.indicators.operations import indicators as operations
from haidang.indicators.queries.facts import StatedInPaper
from haidang.indicators.queries.proposals import TargetProposal, not_reviewed, proposal_board, proposal_named
from haidang.programme.models import Programme
from haidang.programme.queries.programmes import programme_list, programmes_open_to
from haidang.reports.views.access import require

PROGRAMMES_ON_A_PAGE = 50


@require_safe
def show_papers(request: HttpRequest) -> HttpResponse:
    require(rules.may_keep_indicators(request.user))
    page = page_of_rows(request, programme_list(for_user=request.user), PROGRAMMES_ON_A_PAGE)
    return render(request, "indicators/papers.html", {"section": "regimes", "page": page})


@require_safe
def show_proposals(request: HttpRequest, pk: int) -> HttpResponse:
    programme = _programme(request, pk)
    context = {
        "section": "regimes",
        "programme": programme,
        "board": proposal_board(programme),
        "not_reviewed": not_reviewed(programme),
    }
    return render(request, "indicators/proposals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_proposal(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    programme, proposal = _proposal(request, pk, key)
    form = StatedTargetForm(request.POST or None, on=timezone.localdate(), initial=_initial(proposal))
    if request.method == "POST" and form.is_valid():
        operations.set_target(
            indicator=form.cleaned_data["indicator"],
            facts=form.stated_facts(
                StatedInPaper(programme.document, proposal.lines, proposal.words, proposal.key),
                proposal.read_from,
            ),
            set_by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("The target is set."))
        return redirect("indicators:proposals", pk=pk)
    return _proposal_page(request, (programme, proposal), form, ReasonForm())


@require_POST
def leave_proposal(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    programme, proposal = _proposal(request, pk, key)
    reason = ReasonForm(request.POST)
    if not reason.is_valid():
        form = StatedTargetForm(on=timezone.localdate(), initial=_initial(proposal))
        return _proposal_page(request, (programme, proposal), form, reason)
    operations.leave_proposal(
        programme=programme,
        key=key,
        reason=reason.cleaned_data["reason"],
        left_by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("The target of the paper is left out; the reason is kept."))
    return redirect("indicators:proposals", pk=pk)


@require_POST
def take_up_proposal(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    programme = _programme(request, pk)
    operations.take_up_proposal(programme=programme, key=key, taken_up_by=request.user)
    return redirect("indicators:proposals", pk=pk)


def _programme(request: HttpRequest, pk: int) -> Programme:
    require(rules.may_keep_indicators(request.user))
    return get_object_or_404(programmes_open_to(request.user), pk=pk)


def _proposal(request: HttpRequest, pk: int, key: str) -> tuple[Programme, TargetProposal]:
    programme = _programme(request, pk)
    proposal = proposal_named(programme, key)
    if proposal is None:
        raise Http404
    return programme, proposal


def _initial(proposal: TargetProposal) -> dict[str, Any]:
    return {
        "indicator": proposal.indicator.pk if proposal.indicator else None,
        "comparison": proposal.comparison,
        "value": shown_figure(Decimal(proposal.value)),
        "first_year": proposal.first_year,
        "last_year": proposal.last_year,
    }


def _proposal_page(
    request: HttpRequest,
    place: tuple[Programme, TargetProposal],
    form: StatedTargetForm,
    reason: ReasonForm,
) -> HttpResponse:
    context = {
        "section": "regimes",
        "programme": place[0],
        "proposal": place[1],
        "form": form,
        "reason": reason,
    }
    return render(request, "indicators/proposal.html", context)
