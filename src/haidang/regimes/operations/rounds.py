"""Rounds of reports are opened, closed and opened again."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from haidang.agencies.models import Account, Agency
from haidang.engines.reckoning.occurrences import Occurrence
from haidang.engines.reckoning.owed_by_report import trued_up_after
from haidang.engines.reckoning.periods import Period
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import record_event
from haidang.regimes.enums import RoundState
from haidang.regimes.errors import FormMissing, NobodyReports, ReasonWanted, RoundChangedMeanwhile
from haidang.regimes.models import Level, Regime, RegimeForm, ReportRound
from haidang.regimes.queries.regimes import levels_of, reports_of_period, rules_of_regime, units_on
from haidang.reports.enums import ObligationKind
from haidang.reports.models import Obligation
from haidang.reports.operations.opening import ROWS_AT_ONCE
from haidang.reports.queries.owing import what_of


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

    This function will open nothing again; `opened_by` is None where the round opens by itself on its day. Raises
    FormMissing and NobodyReports.
    """
    levels = levels_of(regime)
    reports = reports_of_period(regime, levels, period)
    what = what_of_regime(regime)
    known = ReportRound.objects.filter(what=what, occurrence=reports[0].key).first()
    if known is not None:
        return OpenedRound(known, is_new=False, units=0)
    form = regime.forms.order_by("-number").first()
    if form is None:
        raise FormMissing(regime.name)
    units = units_on(regime, on=reports[0].closes_on)
    if not units:
        raise NobodyReports(reports[0].closes_on)
    opened = ReportRound.objects.create(
        **_round_fields(regime, form, reports[0]), opened_on=today, opened_by=opened_by
    )
    rows = _rows_of(opened, levels, reports, units)
    Obligation.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    record_event(
        actor=opened_by,
        act="regimes.open_round",
        subject=opened,
        after={"due": reports[0].due_on.isoformat(), "agencies": len(units)},
    )
    return OpenedRound(opened, is_new=True, units=len(units))


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


def what_of_regime(regime: Regime) -> str:
    """This function will return the key of what units owe: that of the report duty a regime was read from, if any."""
    return what_of(regime.item) if regime.item is not None else f"regime:{regime.pk}"


def _claim(report_round: ReportRound, version: int, **changes: Any) -> None:
    rows = ReportRound.objects.filter(pk=report_round.pk, version=version)
    if not rows.update(version=version + 1, **changes):
        raise RoundChangedMeanwhile
    report_round.refresh_from_db()


def _round_fields(regime: Regime, form: RegimeForm, report: Occurrence) -> dict[str, Any]:
    trued_up = trued_up_after(report, rules_of_regime(regime)) if report.is_estimate else None
    return {
        "regime": regime,
        "form": form,
        "title": f"{regime.name}, {report.period.label}",
        "what": what_of_regime(regime),
        "occurrence": report.key,
        "first_month": report.period.first,
        "last_month": report.period.last,
        "opens_on": report.opens_on,
        "closes_on": report.closes_on,
        "due_on": report.due_on,
        "is_estimate": report.is_estimate,
        "trued_up_on": trued_up,
    }


def _rows_of(
    opened: ReportRound, levels: list[Level], reports: list[Occurrence], units: list[Agency]
) -> list[Obligation]:
    below = [_owed(opened, levels[0], reports[0], unit) for unit in units]
    above = [
        _owed(opened, level, report, level.reporter)
        for level, report in zip(levels[1:], reports[1:], strict=True)
        if level.reporter is not None
    ]
    return [*below, *above]


def _owed(opened: ReportRound, level: Level, report: Occurrence, agency: Agency) -> Obligation:
    regime = opened.regime
    what = opened.what if level.order == 0 else f"regime:{regime.pk}:{level.order}"
    trued_up = trued_up_after(report, rules_of_regime(regime)) if report.is_estimate else None
    return Obligation(
        kind=ObligationKind.REPORT,
        agency=agency,
        owed_to=level.receiver,
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
