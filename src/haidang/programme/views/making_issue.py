"""Issuing a plan: number and day, what the machine reads in its paper, and the button."""

from secrets import token_hex

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.programme import errors
from haidang.programme.enums import DraftState
from haidang.programme.models import PlanDraft, Programme
from haidang.programme.operations.making_issue import issue_plan as issue_approved_plan
from haidang.programme.queries.making import content_of
from haidang.programme.views.making_forms import IssueForm
from haidang.programme.views.making_steps import plan_to_change


def issue_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will ask for number and day and issue an approved plan."""
    draft = plan_to_change(request, pk)
    if draft.programme_id:
        return redirect("programme:page", pk=draft.programme_id)
    if draft.state != DraftState.APPROVED:
        raise Http404
    today = timezone.localdate()
    form = IssueForm(
        request.POST if request.method == "POST" else None,
        draft=draft,
        today=today,
        initial={"version": draft.version, "token": token_hex(8), "issued_on": today},
    )
    if request.method == "POST" and form.is_valid() and (programme := _issued(request, draft, form)):
        messages.success(
            request, _("The plan is issued. It is a programme now; its paper is in the register of papers.")
        )
        return redirect("programme:page", pk=programme.pk)
    context = {"section": "programme", "draft": draft, "form": form, "head": content_of(draft).head}
    return render(request, "programme/making_issue.html", context)


def _issued(request: HttpRequest, draft: PlanDraft, form: IssueForm) -> Programme | None:
    given = form.cleaned_data
    try:
        return issue_approved_plan(
            draft=draft,
            number=f"{given['number']:02d}/{content_of(draft).head.sign}",
            issued_on=given["issued_on"],
            version=given["version"],
            issued_by=request.user,
        )
    except errors.ProgrammeError as refusal:
        form.add_error(None, refusal.message)
        return None
