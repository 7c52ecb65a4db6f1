"""What the pages of making a plan have in common: who finds it, what a form carries, an act that is tried."""

from secrets import token_hex
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from haidang.programme import errors
from haidang.programme.models import PlanDraft
from haidang.programme.operations.making import Edit
from haidang.programme.queries import making
from haidang.programme.views.making_forms import FormMark


def plan_shown(request: HttpRequest, pk: int) -> PlanDraft:
    """This function will find a plan that a person may see; for all others there is none."""
    return get_object_or_404(making.plans_open_to(request.user), pk=pk)


def plan_to_change(request: HttpRequest, pk: int) -> PlanDraft:
    """This function will find a plan for those who may write for its agency; for all others there is none."""
    draft = plan_shown(request, pk)
    if not making.may_change_plan(request.user, draft):
        raise Http404
    return draft


def edit_of(request: HttpRequest, form: FormMark) -> Edit:
    """This function will tell who changes a plan, which version was seen, and the mark that makes it count once."""
    return Edit(request.user, form.cleaned_data["version"], form.cleaned_data["token"])


def renew_form(form: FormMark, request: HttpRequest, *, version: int) -> None:
    """This function will show the form with all that was typed, as one that has seen the plan as it is now."""
    data = request.POST.copy()
    data["version"], data["token"] = str(version), token_hex(8)
    form.data = data


def is_done(form: Any, operation: Any, **given: Any) -> bool:
    """This function will try an act; what refuses it is told at the form."""
    try:
        operation(**given)
    except errors.ProgrammeError as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


def back_to_tree(draft: PlanDraft, place: str) -> HttpResponse:
    """This function will lead back to the place in the tree where something was changed."""
    answer = redirect("programme:plan", pk=draft.pk)
    answer["Location"] += f"#{place}"
    return answer


def number_in(text: str | None) -> int | None:
    """This function will read a number that an address or a button told; None for anything else."""
    return int(text) if text and text.isdecimal() and len(text) <= 9 else None
