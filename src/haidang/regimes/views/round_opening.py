"""A round is previewed and opened by hand; a report is asked for out of turn."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from haidang.engines.reckoning.periods import Period
from haidang.foundation.counts import ShownCount
from haidang.regimes import rules
from haidang.regimes.enums import RegimePeriod
from haidang.regimes.errors import RegimesError
from haidang.regimes.forms.opening import RegimeForm, RoundOnDemandForm
from haidang.regimes.models import Regime
from haidang.regimes.operations.rounds import OpenedRound, open_report_round, open_round_on_demand
from haidang.regimes.queries.opening import RoundPlan, round_plan, rounds_to_open
from haidang.regimes.queries.regimes import periods_near
from haidang.reports.views.access import require


@require_http_methods(["GET", "HEAD", "POST"])
def open_round(request: HttpRequest) -> HttpResponse:
    """This function will show what the rounds of a regime near today would ask of whom, and open the one chosen."""
    require(rules.may_run_rounds(request.user))
    data = request.POST if request.method == "POST" else request.GET
    regimes = _regimes().exclude(period=RegimePeriod.AD_HOC)
    form = RegimeForm(data if "che_do" in data else None, regimes=regimes)
    plans: list[RoundPlan] = []
    if form.is_bound and form.is_valid():
        regime = form.cleaned_data["che_do"]
        periods = {_key_of(one): one for one in periods_near(regime, on=timezone.localdate())}
        if request.method == "POST":
            chosen = periods.get(request.POST.get("ky", ""))
            if chosen and (opened := _opened(request, regime, chosen)):
                return redirect("regimes:round", pk=opened.report_round.pk)
        plans = [round_plan(regime, one) for one in periods.values()]
    waiting = [] if form.is_bound else rounds_to_open(on=timezone.localdate())
    context = {
        "section": "regimes",
        "form": form,
        "plans": [(_key_of(one.period), one) for one in plans],
        "waiting": waiting,
        "nothing": _why_nothing(form, plans, regimes.exists(), bool(waiting)),
    }
    return render(request, "regimes/open_round.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_round(request: HttpRequest) -> HttpResponse:
    """This function will ask chosen agencies for a report out of turn, once the person has seen which these are."""
    require(rules.may_run_rounds(request.user))
    form = RoundOnDemandForm(request.POST or None, on=timezone.localdate(), regimes=_regimes())
    meant = None
    if request.method == "POST" and form.is_valid():
        meant = form.chosen_agencies() if form.waits_to_be_seen else None
        if meant is None and (opened := _asked(request, form)):
            return redirect("regimes:round", pk=opened.report_round.pk)
    return render(request, "regimes/ask_round.html", {"section": "regimes", "form": form, "meant": meant})


def _why_nothing(form: RegimeForm, plans: Sequence[RoundPlan], has_regimes: bool, has_waiting: bool) -> str:
    """Why the page has no round to open, as a word for it to put into a sentence; "" where it has one."""
    if not has_regimes:
        return "no regime"
    if not form.is_bound:
        return "" if has_waiting else "none waits"
    return "none left" if form.is_valid() and not any(one.can_open for one in plans) else ""


def _regimes() -> QuerySet[Regime]:
    return Regime.objects.filter(is_active=True).select_related("item").order_by("name", "id")


def _key_of(period: Period) -> str:
    return f"{period.first}-{period.last}"


def _opened(request: HttpRequest, regime: Regime, period: Period) -> OpenedRound | None:
    try:
        opened = open_report_round(
            regime=regime, period=period, opened_by=request.user, today=timezone.localdate()
        )
    except RegimesError as refused:
        messages.error(request, refused.message)
        return None
    _tell_opened(request, opened)
    return opened


def _asked(request: HttpRequest, form: RoundOnDemandForm) -> OpenedRound | None:
    given = form.cleaned_data
    try:
        opened = open_round_on_demand(
            regime=given["regime"],
            asked=form.round_asked(),
            agencies=form.chosen_agencies(),
            opened_by=request.user,
            key=given["key"],
            today=timezone.localdate(),
        )
    except RegimesError as refused:
        form.add_error(None, refused.message)
        return None
    _tell_opened(request, opened)
    return opened


def _tell_opened(request: HttpRequest, opened: OpenedRound) -> None:
    if opened.is_new:
        text = ngettext(
            "The round is open: %(count)s unit is asked.",
            "The round is open: %(count)s units are asked.",
            opened.units,
        )
        messages.success(request, text % {"count": ShownCount(opened.units)})
    else:
        messages.info(request, _("This round was open already; nobody was asked twice."))
