"""Deciding which items of two programmes match: one by one, or all from a score on."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from haidang.foundation.counts import ShownCount
from haidang.programme import errors
from haidang.programme.enums import MatchState
from haidang.programme.forms.levels import ChosenMatchesForm, HandMatchForm
from haidang.programme.models import ProgrammeLink
from haidang.programme.operations.links import decide_matches, match_by_hand, renew_proposals
from haidang.programme.queries.levels import links_open_to
from haidang.programme.queries.matches import SURE_PERCENT, MatchBoard, match_board, proposals_from
from haidang.programme.queries.points import Point
from haidang.programme.rules import may_decide_matches

LONGEST_CHOICE = 110


@require_safe
def show_matches(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show the items of two programmes with what may match, for a person to decide."""
    link = get_object_or_404(links_open_to(request.user), pk=pk)
    board = match_board(link, on=timezone.localdate())
    context = {
        "section": "programme",
        "link": link,
        "board": board,
        "hand_form": _hand_form(None, board),
        "may_decide": may_decide_matches(request.user, link),
        "sure_percent": SURE_PERCENT,
    }
    return render(request, "programme/matches.html", context)


@require_POST
def decide_chosen(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will confirm or refuse what was chosen, or confirm every proposal from a score on."""
    link = _link_to_decide(request, pk)
    form = ChosenMatchesForm(request.POST, keys=link.matches.values_list("pk", flat=True))
    if not form.is_valid():
        messages.error(request, " ".join(str(one) for listed in form.errors.values() for one in listed))
        return redirect("programme:matches", pk=pk)
    chosen, state = _chosen(request, link, form)
    if not chosen:
        messages.error(request, _("Choose at least one match, or a likeness that some proposal reaches."))
        return redirect("programme:matches", pk=pk)
    try:
        rows = decide_matches(
            link=link, versions=chosen, state=state, decided_by=request.user, at=timezone.localtime()
        )
    except errors.ProgrammeError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _said_of(len(rows), state))
    return redirect("programme:matches", pk=pk)


@require_POST
def match_chosen_items(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will match two items that a person chose by hand."""
    link = _link_to_decide(request, pk)
    board = match_board(link, on=timezone.localdate())
    form = _hand_form(request.POST, board)
    if not form.is_valid():
        messages.error(request, " ".join(str(one) for listed in form.errors.values() for one in listed))
        return redirect("programme:matches", pk=pk)
    above = {one.item.pk: one.item for one in board.above}[form.cleaned_data["tren"]]
    below = {one.item.pk: one.item for one in board.below}[form.cleaned_data["duoi"]]
    try:
        match_by_hand(link=link, above=above, below=below, decided_by=request.user, at=timezone.localtime())
    except errors.ProgrammeError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The two items are matched."))
    return redirect("programme:matches", pk=pk)


@require_POST
def propose_again(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will compare the items anew; what people decided stays."""
    link = _link_to_decide(request, pk)
    count = renew_proposals(link=link, asked_by=request.user, at=timezone.localtime())
    said = ngettext("%(count)s match is proposed.", "%(count)s matches are proposed.", count)
    messages.success(request, said % {"count": ShownCount(count)})
    return redirect("programme:matches", pk=pk)


def _chosen(
    request: HttpRequest, link: ProgrammeLink, form: ChosenMatchesForm
) -> tuple[dict[int, int], MatchState]:
    """One match by its own button, all proposals from a likeness on, or those that were ticked."""
    if form.single:
        return form.single
    if "tu" in request.POST:
        least = form.cleaned_data["tu_diem"]
        return (proposals_from(link, least=least) if least else {}), MatchState.CONFIRMED
    return form.chosen(), MatchState(form.cleaned_data["la"] or MatchState.CONFIRMED)


def _link_to_decide(request: HttpRequest, pk: int) -> ProgrammeLink:
    link = get_object_or_404(links_open_to(request.user), pk=pk)
    if not may_decide_matches(request.user, link):
        raise Http404
    return link


def _hand_form(data: Any, board: MatchBoard) -> HandMatchForm:
    return HandMatchForm(data, above=_named(board.above), below=_named(board.below))


def _named(points: tuple[Point, ...]) -> list[tuple[int, str]]:
    return [(one.item.pk, f"{one.label}. {one.item.title}"[:LONGEST_CHOICE]) for one in points]


def _said_of(count: int, state: MatchState) -> str:
    if state == MatchState.CONFIRMED:
        said = ngettext("%(count)s match is confirmed.", "%(count)s matches are confirmed.", count)
    else:
        said = ngettext("%(count)s match is refused.", "%(count)s matches are refused.", count)
    return said % {"count": ShownCount(count)}
