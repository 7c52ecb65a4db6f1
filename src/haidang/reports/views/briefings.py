"""Briefings: listed, planned, minuted, concluded."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies.models import Agency
from haidang.agencies.rules import may_see_programmes
from haidang.foundation.views import page_of_rows
from haidang.reports import rules
from haidang.reports.enums import BriefingKind
from haidang.reports.errors import ReportsError
from haidang.reports.exports import minutes_docx
from haidang.reports.forms.briefings import BriefingForm, ConclusionForm, GivingForm, MinutesForm, as_written
from haidang.reports.models import Briefing, Conclusion
from haidang.reports.operations import briefings as acts
from haidang.reports.queries import briefings
from haidang.reports.queries.answer_words import LONGEST_TITLE
from haidang.reports.queries.pages import my_agencies
from haidang.reports.views.access import require

NOT_TAKEN = 422
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def briefing_list(request: HttpRequest) -> HttpResponse:
    require(may_see_programmes(request.user))
    page = page_of_rows(request, briefings.briefing_rows(request.user))
    context = {
        "section": "obligations",
        "page": page,
        "rows": page.object_list,
        "may_plan": rules.may_open_rounds(request.user),
    }
    return render(request, "reports/briefings.html", context)


def plan_one(request: HttpRequest) -> HttpResponse:
    """This function will plan a briefing, like the one the address names if it names one."""
    require(rules.may_open_rounds(request.user))
    before, today = _like(request), timezone.localdate()
    form = BriefingForm(
        request.POST or None,
        tickets=briefings.tickets_for_agenda(request.user, None),
        on=today,
        initial=_first_values(before) or _values_of_review(request),
    )
    if request.method == "POST" and form.is_valid() and not form.waits_to_be_seen:
        made = acts.plan_briefing(
            planned=form.planned(),
            key=form.cleaned_data["key"],
            made_by=request.user,
            on=today,
            before=before,
        )
        messages.success(request, _("The briefing is planned; the focal persons of those invited are told."))
        return redirect("reports:briefing", pk=made.pk)
    context = {"section": "obligations", "form": form, "briefing": None, "meant": _meant(form)}
    return render(request, "reports/plan_briefing.html", context)


def edit_briefing(request: HttpRequest, pk: int) -> HttpResponse:
    briefing, today = _open_to_officers(request, pk), timezone.localdate()
    form = BriefingForm(
        request.POST or None,
        tickets=briefings.tickets_for_agenda(request.user, briefing),
        on=today,
        initial=as_written(briefing),
    )
    status = 200
    if request.method == "POST" and form.is_valid() and not form.waits_to_be_seen:
        try:
            acts.change_briefing(
                briefing=briefing,
                version=form.cleaned_data["version"],
                planned=form.planned(),
                changed_by=request.user,
                on=today,
            )
        except ReportsError as refusal:
            _show_again(form, refusal, briefing)
            status = NOT_TAKEN
        else:
            messages.success(request, _("The briefing is changed."))
            return redirect("reports:briefing", pk=pk)
    context = {
        "section": "obligations",
        "form": form,
        "briefing": briefing,
        "meant": _meant(form) if status != NOT_TAKEN else None,
        "now": as_written(briefing) if status == NOT_TAKEN else None,
    }
    return render(request, "reports/plan_briefing.html", context, status=status)


@require_safe
def show_briefing(request: HttpRequest, pk: int) -> HttpResponse:
    return _briefing_page(request, _seen(request, pk))


@require_POST
def keep_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    briefing = _open_to_officers(request, pk)
    form = MinutesForm(request.POST)
    if form.is_valid():
        try:
            acts.keep_minutes(briefing=briefing, kept_by=request.user, **form.cleaned_data)
        except ReportsError as refusal:
            _show_again(form, refusal, briefing)
        else:
            messages.success(request, _("The minutes are kept."))
            return redirect("reports:briefing", pk=pk)
    return _briefing_page(request, briefing, minutes_form=form)


@require_POST
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will enter a conclusion, and ask the agencies it is given to."""
    briefing, today = _open_to_officers(request, pk), timezone.localdate()
    form = ConclusionForm(request.POST, on=today)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = acts.conclude(
                briefing=briefing,
                text=given["text"],
                key=given["key"],
                concluded_by=request.user,
                given_to=given["agencies"],
                due_on=given["due_on"],
                today=today,
            )
        except ReportsError as refusal:
            form.add_error(None, refusal.message)
        else:
            shown = _("The conclusion is given to agencies as a request.") if made.what else _("Concluded.")
            messages.success(request, shown)
            return redirect("reports:briefing", pk=pk)
    return _briefing_page(request, briefing, conclusion_form=form)


def give_conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will give a conclusion to agencies that was entered without any."""
    require(rules.may_open_rounds(request.user))
    conclusion, today = (
        get_object_or_404(Conclusion.objects.select_related("briefing"), pk=pk),
        timezone.localdate(),
    )
    form = GivingForm(request.POST or None, on=today)
    if request.method == "POST" and form.is_valid():
        try:
            acts.give_conclusion(
                conclusion=conclusion, given_by=request.user, today=today, **form.cleaned_data
            )
        except ReportsError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The conclusion is given to agencies as a request."))
            return redirect("reports:briefing", pk=conclusion.briefing_id)
    context = {"section": "obligations", "form": form, "conclusion": conclusion}
    return render(request, "reports/give_conclusion.html", context)


@require_safe
def download_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will write the minutes as far as the person may read them."""
    briefing = _seen(request, pk)
    today = timezone.localdate()
    issuer = next((agency.name for agency in my_agencies(briefing.made_by)), "")
    paper = minutes_docx(
        briefing,
        issuer=issuer,
        agenda=briefings.agenda_of(briefing, request.user),
        conclusions=briefings.conclusions_of(briefing, request.user, on=today),
    )
    name = f"bien-ban-giao-ban-{briefing.held_on:%Y-%m-%d}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(paper, content_type=DOCX, headers=headers)


def _briefing_page(request: HttpRequest, briefing: Briefing, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    context: dict[str, Any] = {
        "section": "obligations",
        "briefing": briefing,
        "today": today,
        "invited": briefing.invited.order_by("name", "id"),
        "agenda": briefings.agenda_of(briefing, request.user),
        "conclusions": briefings.conclusions_of(briefing, request.user, on=today),
        "may_change": rules.may_open_rounds(request.user),
        "minutes_form": MinutesForm(initial={"version": briefing.version, "minutes": briefing.minutes}),
        "conclusion_form": ConclusionForm(on=today),
    }
    status = NOT_TAKEN if forms else 200
    return render(request, "reports/briefing.html", context | forms, status=status)


def _meant(form: BriefingForm) -> list[Agency] | None:
    """Whom a choice by kind invites, to be seen before it is kept; None where nothing waits for that."""
    is_waiting = form.is_bound and form.is_valid() and form.waits_to_be_seen
    return form.chosen_agencies() if is_waiting else None


def _show_again(form: Any, refusal: ReportsError, briefing: Briefing) -> None:
    """What was written stays in the form, on the briefing as it is now."""
    form.add_error(None, refusal.message)
    form.data = form.data.copy()
    form.data["version"] = str(briefing.version)


def _seen(request: HttpRequest, pk: int) -> Briefing:
    return get_object_or_404(briefings.briefings_open_to(request.user).select_related("made_by"), pk=pk)


def _open_to_officers(request: HttpRequest, pk: int) -> Briefing:
    require(rules.may_open_rounds(request.user))
    return _seen(request, pk)


def _like(request: HttpRequest) -> Briefing | None:
    key = request.GET.get("nhu", "")
    require(not key or key.isdecimal())
    return _seen(request, int(key)) if key else None


def _values_of_review(request: HttpRequest) -> dict[str, Any]:
    """A review of what an issued report says, where the address names that report."""
    report = request.GET.get("ve", "").strip()
    if not report:
        return {}
    title = _("Review: %(report)s") % {"report": report}
    return {"kind": BriefingKind.REVIEW, "title": title[:LONGEST_TITLE].strip()}


def _first_values(before: Briefing | None) -> dict[str, Any]:
    if before is None:
        return {}
    copied = as_written(before)
    return {name: copied[name] for name in ("title", "kind", "place", "invited", "agenda")} | {
        "held_on": briefings.next_day(before)
    }
