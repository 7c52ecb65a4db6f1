"""Rounds are previewed and opened, rules are set, agencies are asked."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from haidang.engines.reckoning.calendars import CIVIL
from haidang.engines.reckoning.periods import quarter_period
from haidang.foundation.counts import ShownCount
from haidang.foundation.forms import row_keys
from haidang.programme.errors import ProgrammeError
from haidang.programme.models import Programme
from haidang.programme.queries.programmes import programme_list, programmes_open_to
from haidang.reports import rules
from haidang.reports.errors import ReportsError
from haidang.reports.forms.opening import OwingRulesForm, PlanDutyForm, RequestForm, SpanForm
from haidang.reports.operations.opening import Asked, Opened, ask_agencies, open_rounds, set_owing_rules
from haidang.reports.operations.plan_duties import open_plan_duty
from haidang.reports.queries.ladders import ladder_of
from haidang.reports.queries.opening import OpeningPlan, opening_plan
from haidang.reports.queries.owing import rules_of
from haidang.reports.queries.plan_duties import plan_duties_of
from haidang.reports.views.access import require


def open_round(request: HttpRequest) -> HttpResponse:
    """This function will show what a programme's rounds would ask of whom, and open those that were chosen."""
    require(rules.may_open_rounds(request.user))
    programmes = programme_list(for_user=request.user)
    data = request.POST if request.method == "POST" else request.GET
    form = SpanForm(data if "chuong_trinh" in data else None, programmes=programmes, initial=_this_quarter())
    plan = _plan_of(form, data) if form.is_bound and form.is_valid() else None
    if request.method == "POST" and plan:
        return _opened(request, plan)
    context: dict[str, Any] = {"section": "obligations", "form": form, "plan": plan}
    if plan:
        setting = rules_of(plan.programme)
        context["plan_duties"] = plan_duties_of(plan.programme)
        context["ladder"] = ladder_of(plan.programme)
        context["rules_form"] = OwingRulesForm(
            initial={
                "evidence_months": setting.evidence_months,
                "days_after_close": setting.days_after_close,
                "calendar": setting.calendar.name,
            }
        )
    return render(request, "reports/open_round.html", context)


@require_POST
def set_rules(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_open_rounds(request.user))
    programme = get_object_or_404(Programme, pk=pk)
    form = OwingRulesForm(request.POST)
    if form.is_valid():
        set_owing_rules(programme=programme, set_by=request.user, **form.cleaned_data)
        messages.success(request, _("The rules are kept. What is open already stays as it is."))
    else:
        messages.error(request, _("The rules were not kept: choose from 1 to 60 working days."))
    return redirect(f"{reverse('reports:open_round')}?{request.POST.get('ve', '')}")


@require_POST
def open_plans(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will open a plan duty of a paper for all its units, by the day the officer entered."""
    require(rules.may_open_rounds(request.user))
    programme = get_object_or_404(programmes_open_to(request.user), pk=pk)
    back = redirect(f"{reverse('reports:open_round')}?{request.POST.get('ve', '')}#plans")
    form = PlanDutyForm(request.POST)
    duties = {duty.key: duty for duty in plan_duties_of(programme)}
    if not form.is_valid():
        messages.error(request, form.fault)
        return back
    if form.cleaned_data["dong"] not in duties:
        messages.error(request, _("This order is no longer in the paper as it was adopted; see what is."))
        return back
    duty, due_on = duties[form.cleaned_data["dong"]], form.cleaned_data["han"]
    try:
        opened = open_plan_duty(duty=duty, due_on=due_on, opened_by=request.user, at=timezone.localtime())
    except (ReportsError, ProgrammeError) as refusal:
        messages.error(request, refusal.message)
        return back
    _tell_asked(request, opened)
    return back


def ask(request: HttpRequest) -> HttpResponse:
    require(rules.may_open_rounds(request.user))
    today = timezone.localdate()
    form = RequestForm(request.POST or None, on=today)
    meant = None
    if request.method == "POST" and form.is_valid():
        meant = form.chosen_agencies() if form.waits_to_be_seen else None
        if meant is None and _is_asked(request, form, today):
            return redirect("reports:obligations")
    return render(request, "reports/ask.html", {"section": "obligations", "form": form, "meant": meant})


def _plan_of(form: SpanForm, data: Any) -> OpeningPlan:
    given = form.cleaned_data
    chosen = row_keys(data.getlist("moi_chu_tri"))
    return opening_plan(given["chuong_trinh"], first=given["tu"], last=given["den"], for_all_leads=chosen)


def _opened(request: HttpRequest, plan: OpeningPlan) -> HttpResponse:
    chosen = row_keys(request.POST.getlist("moi_chu_tri"))
    opened = open_rounds(
        programme=plan.programme,
        first=plan.first,
        last=plan.last,
        chosen=request.POST.getlist("dot"),
        opened_by=request.user,
        for_all_leads=chosen,
    )
    if opened.obligations:
        text = ngettext(
            "%(count)s thing is owed now, by %(agencies)s agencies.",
            "%(count)s things are owed now, by %(agencies)s agencies.",
            opened.obligations,
        )
        shown = text % {"count": ShownCount(opened.obligations), "agencies": ShownCount(opened.agencies)}
        messages.success(request, shown)
    else:
        messages.info(request, _("Nothing new was opened: everything chosen is open already."))
    return redirect(f"{reverse('reports:obligations')}?chuong_trinh={plan.programme.pk}")


def _is_asked(request: HttpRequest, form: RequestForm, today: date) -> bool:
    given = form.cleaned_data
    asked = Asked(given["title"], given["text"], given["due_on"], given["kind"])
    try:
        opened = ask_agencies(
            asked=asked,
            agencies=form.chosen_agencies(),
            asked_by=request.user,
            key=given["key"],
            today=today,
        )
    except ReportsError as refusal:
        form.add_error(None, refusal.message)
        return False
    _tell_asked(request, opened)
    return True


def _tell_asked(request: HttpRequest, opened: Opened) -> None:
    if opened.obligations:
        text = ngettext("%(count)s agency is asked.", "%(count)s agencies are asked.", opened.agencies)
        messages.success(request, text % {"count": ShownCount(opened.agencies)})
    else:
        messages.info(request, _("This was asked already; nothing was asked twice."))


def _this_quarter() -> dict[str, date]:
    today = timezone.localdate()
    first, last = CIVIL.bounds_of(quarter_period(today.year, (today.month + 2) // 3))
    return {"tu": first, "den": last}
