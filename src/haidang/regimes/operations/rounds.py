"""Rounds of reports are opened, closed and opened again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from haidang.agencies.models import Account, Agency
from haidang.agencies.queries import is_alive_on
from haidang.engines.reckoning.occurrences import Occurrence, period_of
from haidang.engines.reckoning.owed_by_report import trued_up_after
from haidang.engines.reckoning.periods import Period
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import record_event
from haidang.regimes.enums import RoundState
from haidang.regimes.errors import (
    FormMissing,
    NobodyReports,
    ReasonWanted,
    RoundChangedMeanwhile,
    UnfitRoundDays,
)
from haidang.regimes.models import Regime, RegimeForm, ReportRound
from haidang.regimes.models.rounds import OUT_OF_TURN
from haidang.regimes.queries.opening import (
    LevelPlan,
    RoundAsked,
    level_plans,
    what_of_level,
    what_of_regime,
)
from haidang.regimes.queries.regimes import levels_of, reports_of_period, rules_of_regime, units_on
from haidang.regimes.queries.round_titles import round_title
from haidang.reports.enums import ObligationKind
from haidang.reports.models import Obligation
from haidang.reports.operations.opening import ROWS_AT_ONCE


@dataclass(frozen=True, slots=True)
class OpenedRound:
    """A round, whether this act opened it, and how many agencies owe a report by it."""

    report_round: ReportRound
    is_new: bool
    units: int


@transaction.atomic
def open_report_round(
    *, regime: Regime, period: Period, opened_by: Account | None, today: date
) -> OpenedRound:
    """Open the round of a period: every unit alive when data close owes its report, each level above its own.

    Levels in between, whose reports another level consolidates, have rounds of their own. This function will open
    nothing again; `opened_by` is None where the round opens by itself on its day. Raises
    FormMissing and NobodyReports.
    """
    levels = levels_of(regime)
    reports = reports_of_period(regime, levels, period)
    what = what_of_regime(regime)
    known = ReportRound.objects.filter(what=what, occurrence=reports[0].key).first()
    if known is not None:
        return OpenedRound(known, is_new=False, units=0)
    form = form_of_now(regime)
    units = units_on(regime, on=reports[0].closes_on)
    if not units:
        raise NobodyReports(reports[0].closes_on)
    fields = _round_fields(regime, form, reports[0]) | {"opened_on": today, "opened_by": opened_by}
    # Another worker may open it at the same moment: the row is claimed by whoever writes it first.
    opened, is_new = ReportRound.objects.get_or_create(what=what, occurrence=reports[0].key, defaults=fields)
    if not is_new:
        return OpenedRound(opened, is_new=False, units=0)
    plans = level_plans(regime, levels, period, reports)
    above = [(one, one.reporter.now) for one in plans[1:] if one.reporter.now is not None]
    rows = [
        *(_owed(opened, plans[0], unit) for unit in units),
        *(_owed(opened, plan, body) for plan, body in above),
    ]
    Obligation.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    # Nobody consolidates what the highest level reports.
    ReportRound.objects.bulk_create(
        [_round_of_level(opened, plan) for plan, _body in above[:-1]], ignore_conflicts=True
    )
    bodies = (body for one in plans for body in (one.reporter, one.receiver))
    lost = [body.asked.name for body in bodies if body.asked is not None and body.is_lost]
    record_event(
        actor=opened_by,
        act="regimes.open_round",
        subject=opened,
        after={"due": reports[0].due_on.isoformat(), "agencies": len(units)}
        | ({"not_asked": lost} if lost else {}),
    )
    return OpenedRound(opened, is_new=True, units=len(units))


@transaction.atomic
def open_round_on_demand(
    *,
    regime: Regime,
    asked: RoundAsked,
    agencies: Sequence[Agency],
    opened_by: Account,
    key: str,
    today: date,
) -> OpenedRound:
    """Ask chosen agencies for a report out of turn, by the form of a regime, until a day.

    This function will open nothing again under the same key. Raises UnfitRoundDays, FormMissing, and NobodyReports
    where none of the agencies exists on the last day.
    """
    if asked.due_on < today or asked.closes_on < asked.opens_on:
        raise UnfitRoundDays
    form = form_of_now(regime)
    alive = [one for one in agencies if is_alive_on(one, asked.due_on)]
    if not alive:
        raise NobodyReports(asked.due_on)
    period = period_of((asked.opens_on, asked.closes_on))
    what = f"regime:{regime.pk}:{key}"
    opened, is_new = ReportRound.objects.get_or_create(
        what=what,
        occurrence=OUT_OF_TURN,
        defaults={
            "regime": regime,
            "form": form,
            "title": asked.title.strip() or regime.name,
            "first_month": period.first,
            "last_month": period.last,
            "opens_on": asked.opens_on,
            "closes_on": asked.closes_on,
            "due_on": asked.due_on,
            "is_estimate": asked.due_on <= asked.closes_on,
            "opened_on": today,
            "opened_by": opened_by,
        },
    )
    if not is_new:
        return OpenedRound(opened, is_new=False, units=0)
    rows = [_owed_on_demand(opened, one, text=asked.text) for one in alive]
    Obligation.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    record_event(
        actor=opened_by,
        act="regimes.open_round",
        subject=opened,
        after={"due": asked.due_on.isoformat(), "agencies": len(alive)},
    )
    return OpenedRound(opened, is_new=True, units=len(alive))


@transaction.atomic
def ask_units_that_came(report_round: ReportRound) -> int:
    """Ask the units that exist on the day data close and did not when the round opened, and tell how many.

    This function will ask nobody twice: a body that took over what another owed has that already. Who was there when
    the round opened and was not asked then is not asked now either, whatever has become of the regime.
    """
    units = units_on(report_round.regime, on=report_round.closes_on)
    came = [one for one in units if one.valid_from and one.valid_from > report_round.opened_on]
    owed = Obligation.objects.filter(what=report_round.what, occurrence=report_round.occurrence)
    known = set(owed.values_list("agency", flat=True))
    pattern = owed.order_by("id").first()
    new = [one for one in came if one.pk not in known]
    if pattern is None or not new:
        return 0
    rows = [_owed_by_late_comer(report_round, pattern, one) for one in new]
    Obligation.objects.bulk_create(rows, ignore_conflicts=True)
    asked = {"agencies": len(new), "names": [one.name for one in new]}
    record_event(actor=None, act="regimes.ask_units_that_came", subject=report_round, after=asked)
    return len(new)


@transaction.atomic
def close_round(*, report_round: ReportRound, version: int, closed_by: Account, at: datetime) -> ReportRound:
    """Close a round: what is sent after is late, is kept, and counts only when an officer says so.

    This function will do nothing for one that is closed. Raises RoundChangedMeanwhile.
    """
    if report_round.state == RoundState.CLOSED:
        return report_round
    _claim(report_round, version, state=RoundState.CLOSED, closed_at=at)
    record_event(actor=closed_by, act="regimes.close_round", subject=report_round)
    return report_round


@transaction.atomic
def reopen_round(
    *, report_round: ReportRound, version: int, reason: str, reopened_by: Account
) -> ReportRound:
    """This function will open a closed round again, with the reason. Raises ReasonWanted and RoundChangedMeanwhile."""
    if report_round.state == RoundState.OPEN:
        return report_round
    if not reason.strip():
        raise ReasonWanted
    _claim(report_round, version, state=RoundState.OPEN, closed_at=None, reopened_for=reason.strip())
    record_event(
        actor=reopened_by, act="regimes.reopen_round", subject=report_round, after={"reason": reason.strip()}
    )
    return report_round


def form_of_now(regime: Regime) -> RegimeForm:
    """This function will return the version of a regime's form that a round opened now keeps. Raises FormMissing."""
    form = regime.forms.order_by("-number").first()
    if form is None:
        raise FormMissing(regime.name)
    return form


def _claim(report_round: ReportRound, version: int, **changes: Any) -> None:
    rows = ReportRound.objects.filter(pk=report_round.pk, version=version)
    if not rows.update(version=version + 1, **changes):
        raise RoundChangedMeanwhile
    report_round.refresh_from_db()


def _round_of_level(opened: ReportRound, plan: LevelPlan) -> ReportRound:
    fields = _round_fields(opened.regime, opened.form, plan.report)
    return ReportRound(
        what=what_of_level(opened.regime_id, plan.level.order),
        occurrence=opened.occurrence,
        level=plan.level.order,
        level_name=plan.level.name,
        opened_on=opened.opened_on,
        opened_by=opened.opened_by,
        **fields,
    )


def _round_fields(regime: Regime, form: RegimeForm, report: Occurrence) -> dict[str, Any]:
    trued_up = trued_up_after(report, rules_of_regime(regime)) if report.is_estimate else None
    return {
        "regime": regime,
        "form": form,
        "title": round_title(regime.name, report.period),
        "first_month": report.period.first,
        "last_month": report.period.last,
        "opens_on": report.opens_on,
        "closes_on": report.closes_on,
        "due_on": report.due_on,
        "is_estimate": report.is_estimate,
        "trued_up_on": trued_up,
    }


def _owed(opened: ReportRound, plan: LevelPlan, agency: Agency) -> Obligation:
    regime, report = opened.regime, plan.report
    what = opened.what if plan.level.order == 0 else what_of_level(regime.pk, plan.level.order)
    trued_up = trued_up_after(report, rules_of_regime(regime)) if report.is_estimate else None
    return Obligation(
        kind=ObligationKind.REPORT,
        agency=agency,
        owed_to=plan.receiver.now,
        programme_id=regime.programme_id,
        item_id=regime.item_id,
        title=opened.title,
        folded_text=folded_form(opened.title),
        what=what,
        occurrence=report.key,
        first_month=report.period.first,
        last_month=report.period.last,
        opens_on=report.opens_on,
        closes_on=report.closes_on,
        opened_due_on=report.due_on,
        due_on=report.due_on,
        is_estimate=report.is_estimate,
        trued_up_on=trued_up,
        opened_by=opened.opened_by or regime.made_by,
    )


def _owed_by_late_comer(opened: ReportRound, pattern: Obligation, agency: Agency) -> Obligation:
    """What a unit owes like those that were asked at first, to the same body and by the round's own day."""
    owed = _owed_in_round(opened, agency)
    owed.owed_to_id, owed.item_id, owed.opened_by_id = (
        pattern.owed_to_id,
        pattern.item_id,
        pattern.opened_by_id,
    )
    return owed


def _owed_on_demand(opened: ReportRound, agency: Agency, *, text: str) -> Obligation:
    owed = _owed_in_round(opened, agency)
    owed.text, owed.folded_text = text.strip(), folded_form(f"{opened.title} {text}")
    return owed


def _owed_in_round(opened: ReportRound, agency: Agency) -> Obligation:
    return Obligation(
        kind=ObligationKind.REPORT,
        agency=agency,
        programme_id=opened.regime.programme_id,
        title=opened.title,
        folded_text=folded_form(opened.title),
        what=opened.what,
        occurrence=opened.occurrence,
        first_month=opened.first_month,
        last_month=opened.last_month,
        opens_on=opened.opens_on,
        closes_on=opened.closes_on,
        opened_due_on=opened.due_on,
        due_on=opened.due_on,
        is_estimate=opened.is_estimate,
        trued_up_on=opened.trued_up_on,
        opened_by=opened.opened_by or opened.regime.made_by,
    )
