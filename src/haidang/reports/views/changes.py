"""Decisions about what was sent, and changes of what is owed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from haidang.foundation.counts import ShownCount
from haidang.foundation.forms import row_keys
from haidang.reports import rules
from haidang.reports.enums import SubmissionState
from haidang.reports.errors import AlreadyDecided, ReportsError
from haidang.reports.forms.answers import DecisionForm, PartsForm
from haidang.reports.forms.changes import ChangeForm, ExtendForm, HandOverForm
from haidang.reports.models import Obligation, Submission
from haidang.reports.operations.answering import accept_submission, accept_submissions, return_submission
from haidang.reports.operations.changing import (
    Grounds,
    extend_obligation,
    hand_over_obligation,
    waive_obligation,
)
from haidang.reports.operations.opening import ask_parts
from haidang.reports.queries.pages import partners_of
from haidang.reports.queries.standing import obligations_open_to
from haidang.reports.views.access import require, seen_obligation

RETURN = "tra-lai"
# A page of a list has fewer.
MOST_CHOSEN = 200


@require_POST
def decide_submission(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """This function will accept a version, or return it when the button for that was pressed."""
    obligation = seen_obligation(request, pk)
    require(rules.may_decide(request.user, obligation))
    sent = obligation.submissions.exclude(state=SubmissionState.DRAFT)
    submission = get_object_or_404(sent, number=number)
    form = DecisionForm(request.POST)
    act = {"decided_by": request.user, "on": timezone.localdate()}
    if RETURN in request.POST and not form.is_valid():
        messages.error(request, " ".join(str(one) for listed in form.errors.values() for one in listed))
        return redirect("reports:obligation", pk=pk)
    try:
        if RETURN in request.POST:
            return_submission(submission=submission, reason=form.cleaned_data["reason"], **act)
            messages.success(request, _("Returned with the reason; the unit sees it among its work."))
        else:
            accept_submission(submission=submission, **act)
            messages.success(request, _("Accepted and locked. A later version would take its place."))
    except ReportsError as refusal:
        messages.error(request, refusal.message)
    return redirect("reports:obligation", pk=pk)


@require_POST
def accept_chosen(request: HttpRequest) -> HttpResponse:
    """This function will accept the versions chosen in a list, as they were shown; others are told and left."""
    require(rules.may_open_rounds(request.user))
    chosen = row_keys(request.POST.getlist("ban"))
    open_ones = obligations_open_to(request.user).filter(owed_to=None).order_by().values("pk")
    sent = Submission.objects.filter(pk__in=chosen[:MOST_CHOSEN], obligation__in=open_ones).order_by("id")
    accepted, left = accept_submissions(
        submissions=list(sent), decided_by=request.user, on=timezone.localdate()
    )
    if accepted:
        text = ngettext("%(count)s answer is accepted.", "%(count)s answers are accepted.", accepted)
        messages.success(request, text % {"count": ShownCount(accepted)})
    if left or not accepted:
        messages.warning(request, AlreadyDecided().message if left else _("Nothing was chosen."))
    return redirect(f"{reverse('reports:obligations')}?{request.POST.get('ve', '')}")


def extend(request: HttpRequest, pk: int) -> HttpResponse:
    obligation = _open_to_officers(request, pk)
    form = ExtendForm(request.POST or None, initial=_first_values(obligation) | {"due_on": obligation.due_on})

    def act() -> None:
        given = form.cleaned_data
        extend_obligation(
            obligation=obligation,
            version=given["version"],
            due_on=given["due_on"],
            grounds=_grounds_of(form),
            extended_by=request.user,
            on=timezone.localdate(),
        )

    return _change_page(request, obligation, form, act, words=_CHANGES["extend"])


def waive(request: HttpRequest, pk: int) -> HttpResponse:
    obligation = _open_to_officers(request, pk)
    form = ChangeForm(request.POST or None, initial=_first_values(obligation))

    def act() -> None:
        waive_obligation(
            obligation=obligation,
            version=form.cleaned_data["version"],
            grounds=_grounds_of(form),
            waived_by=request.user,
            on=timezone.localdate(),
        )

    return _change_page(request, obligation, form, act, words=_CHANGES["waive"])


def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    obligation, today = _open_to_officers(request, pk), timezone.localdate()
    form = HandOverForm(request.POST or None, on=today, initial=_first_values(obligation))

    def act() -> None:
        hand_over_obligation(
            obligation=obligation,
            version=form.cleaned_data["version"],
            to=form.cleaned_data["agency"],
            grounds=_grounds_of(form),
            handed_by=request.user,
            on=today,
        )

    return _change_page(request, obligation, form, act, words=_CHANGES["hand_over"])


def request_parts(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will ask the partners of a task for their part of what its lead owes."""
    obligation, today = seen_obligation(request, pk), timezone.localdate()
    require(rules.may_answer(request.user, obligation))
    partners = partners_of(obligation, on=today)
    require(partners)
    form = PartsForm(
        request.POST or None, partners=partners, initial={"due_on": max(obligation.due_on, today)}
    )

    def act() -> None:
        given = form.cleaned_data
        ask_parts(
            whole=obligation,
            partners=list(given["partners"]),
            due_on=given["due_on"],
            asked_by=request.user,
            today=today,
        )

    return _change_page(request, obligation, form, act, words=_CHANGES["parts"])


_CHANGES: dict[str, dict[str, Any]] = {
    "extend": {
        "title": gettext_lazy("Another due day"),
        "button": gettext_lazy("Set the due day"),
        "done": gettext_lazy("The new due day holds; the old one stays on record."),
    },
    "waive": {
        "title": gettext_lazy("Waive"),
        "button": gettext_lazy("Waive this"),
        "done": gettext_lazy("Waived: nobody is asked for it any more, and it counts in no share."),
    },
    "hand_over": {
        "title": gettext_lazy("Hand over"),
        "button": gettext_lazy("Hand it over"),
        "done": gettext_lazy("Handed over; who held it before stays on record."),
    },
    "parts": {
        "title": gettext_lazy("Ask the partners for their part"),
        "button": gettext_lazy("Ask them"),
        "done": gettext_lazy("The partners are asked. What they send comes to you to be confirmed."),
    },
}


def _change_page(
    request: HttpRequest,
    obligation: Obligation,
    form: Any,
    act: Callable[[], None],
    *,
    words: dict[str, Any],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except ReportsError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, words["done"])
            return redirect("reports:obligation", pk=obligation.pk)
    context = {"section": "obligations", "obligation": obligation, "form": form, "words": words}
    return render(request, "reports/change.html", context)


def _open_to_officers(request: HttpRequest, pk: int) -> Obligation:
    require(rules.may_open_rounds(request.user))
    return seen_obligation(request, pk)


def _first_values(obligation: Obligation) -> dict[str, Any]:
    return {"version": obligation.version}


def _grounds_of(form: Any) -> Grounds:
    return Grounds(form.cleaned_data["reason"], form.cleaned_data["paper"])
