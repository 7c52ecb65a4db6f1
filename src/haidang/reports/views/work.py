"""One's own work, and one obligation with its answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies.queries import is_alive_on
from haidang.reports import rules
from haidang.reports.enums import SubmissionState, WorkProgress
from haidang.reports.errors import ReportsError
from haidang.reports.forms.answers import AnswerForm, DecisionForm
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import keep_draft, send_submission
from haidang.reports.queries import pages
from haidang.reports.queries.ladders import steps_of_obligation, steps_of_true_figures
from haidang.reports.queries.tickets import tickets_of_obligation
from haidang.reports.registry import place_of_answer
from haidang.reports.views.access import require, seen_obligation

NOTHING_TO_REPORT, KEEP_DRAFT, AGAIN = "nil", "nhap", "thay"
# With this in its address an obligation shows its days and history though it is answered on a page of its own.
ABOUT_IT = "ho_so"
NOT_TAKEN = 422


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    work = pages.my_work(request.user, on=today)
    first = work.first.obligation if work.first else None
    place = place_of_answer(first) if first else ""
    context = {
        "section": "my_work",
        "work": work,
        "today": today,
        "row": work.first,
        "form": _fresh_form(request, first) if first and not place else None,
        "place": place,
        "may_open": rules.may_open_rounds(request.user),
    }
    return render(request, "reports/my_work.html", context)


@require_safe
def show_obligation(request: HttpRequest, pk: int) -> HttpResponse:
    obligation = seen_obligation(request, pk)
    place = place_of_answer(obligation)
    if place and ABOUT_IT not in request.GET:
        return redirect(place)
    return _obligation_page(request, obligation)


@require_POST
def answer_obligation(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will send an answer or keep it as a draft; what cannot be sent is kept and shown again."""
    obligation = seen_obligation(request, pk)
    require(rules.may_answer(request.user, obligation))
    if place := place_of_answer(obligation):
        return _taken_to(request, place)
    draft = pages.draft_of(obligation, request.user)
    form = AnswerForm(request.POST, request.FILES, obligation=obligation, draft=draft)
    is_valid = form.is_valid()
    if is_valid and KEEP_DRAFT in request.POST:
        return _kept(request, form, obligation)
    if is_valid and _is_sent(request, form, obligation):
        return _taken_to(request, _next_address(request, obligation))
    return _shown_again(request, form, obligation)


def _is_sent(request: HttpRequest, form: AnswerForm, obligation: Obligation) -> bool:
    given = form.cleaned_data
    try:
        sent = send_submission(
            obligation=obligation,
            version=given["version"],
            author=request.user,
            answer=form.answer(is_nil=NOTHING_TO_REPORT in request.POST),
            key=given["key"],
            at=timezone.now(),
        )
    except ReportsError as refusal:
        form.add_error(None, refusal.message)
        return False
    if sent.is_new:
        messages.success(request, _("Sent: %(title)s") % {"title": obligation.title[:120]})
    else:
        messages.info(request, _("This was sent already and stands as it was; nothing was sent twice."))
    return True


def _next_address(request: HttpRequest, obligation: Obligation) -> str:
    """Work that is held up leads to asking somebody to clear it, unless that was asked already."""
    obligation.refresh_from_db()
    if _is_held_up(obligation) and not tickets_of_obligation(obligation, request.user):
        return _raise_address(obligation)
    return reverse("reports:my_work")


def _is_held_up(obligation: Obligation) -> bool:
    return obligation.standing is not None and obligation.standing.progress == WorkProgress.OBSTACLE


def _raise_address(obligation: Obligation) -> str:
    return f"{reverse('reports:raise_ticket')}?nhiem_vu={obligation.pk}"


def _kept(request: HttpRequest, form: AnswerForm, obligation: Obligation) -> HttpResponse:
    try:
        keep_draft(obligation=obligation, author=request.user, answer=form.answer(is_nil=False))
    except ReportsError as refusal:
        form.add_error(None, refusal.message)
        return _obligation_page(request, obligation, form=form, status=NOT_TAKEN)
    messages.success(request, _("The draft is kept. Only you see it until it is sent."))
    return _taken_to(request, reverse("reports:obligation", args=[obligation.pk]))


def _taken_to(request: HttpRequest, address: str) -> HttpResponse:
    """What was sent is in; a script is told where to go, because it would swallow a redirect and its message."""
    if request.headers.get("X-Sent-By") == "script":
        return HttpResponse(status=204, headers={"X-Go-To": address})
    return redirect(address)


def _shown_again(request: HttpRequest, form: AnswerForm, obligation: Obligation) -> HttpResponse:
    """The page with what was written and why it was not taken; files that are in order wait in the draft."""
    if not form.is_secret:
        _keep_what_can_be(request, form, obligation)
    fresh = seen_obligation(request, obligation.pk)
    again = AnswerForm(
        request.POST, obligation=fresh, draft=pages.draft_of(fresh, request.user), refused_as=form
    )
    return _obligation_page(request, fresh, form=again, status=NOT_TAKEN)


def _keep_what_can_be(request: HttpRequest, form: AnswerForm, obligation: Obligation) -> None:
    try:
        keep_draft(obligation=obligation, author=request.user, answer=form.answer(is_nil=False))
    except ReportsError as refusal:
        form.add_error(None, refusal.message)


def _obligation_page(
    request: HttpRequest, obligation: Obligation, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    page = pages.obligation_page(obligation, on=today)
    waiting = [one for one in page.versions if one.state == SubmissionState.SENT]
    place = place_of_answer(obligation)
    may_answer = not place and rules.may_answer(request.user, obligation) and obligation.waived_on is None
    is_asked_for = AGAIN in request.GET or form is not None
    is_locked = page.row.state.code in {"accepted", "nil"} and not is_asked_for
    is_for_another = not is_asked_for and not rules.is_own(request.user, obligation)
    is_form_shown = may_answer and not is_locked and not is_for_another
    held = tickets_of_obligation(obligation, request.user)
    context = {
        "section": "my_work",
        "page": page,
        "row": page.row,
        "form": (form or _fresh_form(request, obligation)) if is_form_shown else None,
        "is_locked": may_answer and is_locked,
        "is_for_another": may_answer and not is_locked and is_for_another,
        "is_agency_alive": is_alive_on(obligation.agency, today),
        "to_decide": waiting[0]
        if waiting and not place and rules.may_decide(request.user, obligation)
        else None,
        "decision_form": DecisionForm(),
        "may_change": rules.may_open_rounds(request.user),
        "today": today,
        "place": place,
        "tickets": held,
        "steps": steps_of_obligation(obligation) if obligation.waived_on is None else [],
        "true_steps": steps_of_true_figures(obligation) if obligation.waived_on is None else [],
        "ladder_address": _ladder_address(request, obligation),
        "raise_address": _raise_address(obligation) if may_answer else "",
        "is_held_up": may_answer and not held and _is_held_up(obligation),
        "may_ask_parts": bool(page.partners) and rules.may_answer(request.user, obligation),
    }
    return render(request, "reports/obligation.html", context, status=status)


def _ladder_address(request: HttpRequest, obligation: Obligation) -> str:
    may_set = obligation.programme_id and rules.may_open_rounds(request.user)
    return reverse("reports:ladder", args=[obligation.programme_id]) if may_set else ""


def _fresh_form(request: HttpRequest, obligation: Obligation) -> AnswerForm:
    return AnswerForm(obligation=obligation, draft=pages.draft_of(obligation, request.user))
