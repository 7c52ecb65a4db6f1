"""Whom a round would ask, by when, and what does not fit: seen before it is opened; which rounds open today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from haidang.agencies.models import Agency
from haidang.agencies.queries import agency_on
from haidang.engines.reckoning.occurrences import Occurrence, OwingFinding
from haidang.engines.reckoning.periods import Period
from haidang.programme.models import Item
from haidang.regimes.models import Level, Regime, ReportRound
from haidang.regimes.queries.regimes import (
    findings_of_period,
    levels_of,
    periods_near,
    reports_of_period,
    units_on,
)
from haidang.reports.queries.owing import what_of


@dataclass(frozen=True, slots=True)
class LevelBody:
    """The body of a level on the day it reports.

    `asked` is the one the regime names; `now` is itself or the one body that follows it, None where several follow,
    nobody does, or none is named: then nobody is asked in silence, an officer has to name one.
    """

    asked: Agency | None
    now: Agency | None

    @property
    def is_lost(self) -> bool:
        """Whether a body was named that no single body follows."""
        return self.asked is not None and self.now is None

    @property
    def is_followed(self) -> bool:
        """Whether another body stands for the one that was named."""
        return self.asked is not None and self.now is not None and self.asked.pk != self.now.pk


@dataclass(frozen=True, slots=True)
class LevelPlan:
    """One level of a round: its report's days, who gives it, to whom, and what does not fit."""

    level: Level
    report: Occurrence
    reporter: LevelBody
    receiver: LevelBody
    findings: tuple[OwingFinding, ...]


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A round as it would be opened; `known` is the round where it is open already."""

    regime: Regime
    period: Period
    levels: tuple[LevelPlan, ...]
    units: tuple[Agency, ...]
    known: ReportRound | None
    has_form: bool

    @property
    def can_open(self) -> bool:
        return self.known is None and self.has_form and bool(self.units)


@dataclass(frozen=True, slots=True)
class RoundAsked:
    """A report out of turn: its title, what is wanted, the first and last day of its data, the last day in time."""

    title: str
    text: str
    opens_on: date
    closes_on: date
    due_on: date


def what_of_regime(regime: Regime) -> str:
    """This function will return the key of what units owe: that of the report duty a regime was read from, if any."""
    item: Item | None = regime.item
    return what_of(item) if item is not None else f"regime:{regime.pk}"


def what_of_level(regime: int, order: int) -> str:
    """This function will return the key of what the body of a level above the units owes, by the key of its regime."""
    return f"regime:{regime}:{order}"


def round_plan(regime: Regime, period: Period) -> RoundPlan:
    """This function will tell what opening the round of a period would ask of whom."""
    levels = levels_of(regime)
    reports = reports_of_period(regime, levels, period)
    known = ReportRound.objects.filter(what=what_of_regime(regime), occurrence=reports[0].key).first()
    return RoundPlan(
        regime,
        period,
        tuple(level_plans(regime, levels, period, reports)),
        tuple(units_on(regime, on=reports[0].closes_on)),
        known,
        regime.forms.exists(),
    )


def level_plans(
    regime: Regime, levels: Sequence[Level], period: Period, reports: Sequence[Occurrence]
) -> list[LevelPlan]:
    """This function will tell of each level who reports to whom on its day, heirs in the place of bodies that ended."""
    told = findings_of_period(regime, levels, period)
    return [
        LevelPlan(
            level,
            report,
            body_on(level.reporter, on=report.due_on),
            body_on(level.receiver, on=report.due_on),
            tuple(finding for where, finding in told if where.pk == level.pk),
        )
        for level, report in zip(levels, reports, strict=True)
    ]


def body_on(agency: Agency | None, *, on: date) -> LevelBody:
    """This function will follow a body to the one that it is on a day."""
    if agency is None:
        return LevelBody(None, None)
    present = agency_on(agency, on=on).agencies
    return LevelBody(agency, present[0] if len(present) == 1 else None)


def rounds_to_open(*, on: date) -> list[tuple[Regime, Period]]:
    """Return the rounds that open by themselves: their day has come, their due day is not past, none is open yet.

    This function will leave out regimes that open by hand. What the work loop could not open stays among them, so
    that an officer is told.
    """
    regimes = Regime.objects.filter(is_active=True, opens_before__isnull=False)
    found = []
    for regime in regimes.select_related("item").order_by("id"):
        found += [(regime, period) for period in periods_near(regime, on=on) if _opens(regime, period, on)]
    return found


def _opens(regime: Regime, period: Period, on: date) -> bool:
    report = reports_of_period(regime, levels_of(regime), period)[0]
    first_day = report.closes_on - timedelta(days=regime.opens_before or 0)
    if not first_day <= on <= report.due_on:
        return False
    known = ReportRound.objects.filter(what=what_of_regime(regime), occurrence=report.key)
    return not known.exists()
