"""A regime as plain values, the rules its days follow, and who reports under it on a day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from haidang.agencies.models import Agency
from haidang.agencies.queries import agencies_meant, is_alive_on
from haidang.documents.models import Document
from haidang.engines.reckoning.calendars import CALENDARS
from haidang.engines.reckoning.occurrences import (
    MONTHS_OF_INTERVAL,
    Occurrence,
    OwingFinding,
    OwingRules,
)
from haidang.engines.reckoning.periods import Period
from haidang.engines.reckoning.regime_rules import (
    DueAfterClose,
    DueOnDay,
    DueRule,
    RegimeLevel,
    level_findings,
    level_report,
)
from haidang.programme.models import Item, Programme
from haidang.regimes.enums import DueKind, RegimePeriod, SendingWay
from haidang.regimes.models import Level, Regime


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """One step of a regime as an officer enters it, lowest first; the lowest has no reporter of its own."""

    name: str
    due: DueRule
    reporter: Agency | None = None
    receiver: Agency | None = None
    consolidation_days: int = 0


@dataclass(frozen=True, slots=True)
class RegimeFacts:
    """A regime as an officer enters it."""

    code: str
    name: str
    period: RegimePeriod
    levels: tuple[LevelFacts, ...]
    calendar: str = "civil"
    basis: str = ""
    programme: Programme | None = None
    item: Item | None = None
    document: Document | None = None
    way: SendingWay = SendingWay.SCREEN
    kinds: tuple[str, ...] = ()
    under: Agency | None = None
    named: Sequence[Agency] = field(default=())
    left_out: Sequence[Agency] = field(default=())
    opens_before: int | None = None
    is_restricted: bool = False


def rules_of_regime(regime: Regime) -> OwingRules:
    """This function will return the rules by which the data of a regime close."""
    return OwingRules(calendar=CALENDARS[regime.calendar])


def levels_of(regime: Regime) -> list[Level]:
    """This function will return the levels of a regime, the lowest first."""
    return list(regime.levels.select_related("reporter", "receiver").order_by("order"))


def reckoned_level(level: Level) -> RegimeLevel:
    """This function will say of a stored level what the reckoning engine needs."""
    if level.due_kind == DueKind.AFTER_CLOSE:
        return RegimeLevel(DueAfterClose(level.working_days), level.consolidation_days)
    rule = DueOnDay(level.day or 1, level.months_later, level.is_strict)
    return RegimeLevel(rule, level.consolidation_days)


def reports_of_period(regime: Regime, levels: Sequence[Level], period: Period) -> list[Occurrence]:
    """This function will return the report of a period at each level, lowest first."""
    rules = rules_of_regime(regime)
    return [level_report(period, reckoned_level(level), rules) for level in levels]


def findings_of_period(
    regime: Regime, levels: Sequence[Level], period: Period
) -> list[tuple[Level, OwingFinding]]:
    """This function will tell what does not fit together in the days of a period, each with its level."""
    found = level_findings(period, [reckoned_level(level) for level in levels], rules_of_regime(regime))
    return [(level, one) for level, told in zip(levels, found, strict=True) for one in told]


def units_on(regime: Regime, *, on: date) -> list[Agency]:
    """Tell who reports under a regime on a day: those of its kinds and those named, less those left out.

    This function will return nobody who does not exist on the day; by name, each once.
    """
    named = list(regime.units.select_related("agency").order_by("id"))
    left_out = {one.agency_id for one in named if one.is_left_out}
    chosen = agencies_meant(regime.kinds, regime.under, on=on)
    added = [one.agency for one in named if not one.is_left_out and is_alive_on(one.agency, on)]
    units = {one.pk: one for one in (*chosen, *added) if one.pk not in left_out}
    return sorted(units.values(), key=lambda one: (one.name, one.pk))


def periods_near(regime: Regime | RegimeFacts, *, on: date) -> list[Period]:
    """This function will return the period whose data are being gathered on a day, the one before and the one after.

    An ad hoc regime has none.
    """
    is_first_half = regime.period == RegimePeriod.FIRST_HALF
    months = MONTHS_OF_INTERVAL.get(RegimePeriod.YEAR if is_first_half else regime.period)
    if months is None:
        return []
    month = CALENDARS[regime.calendar].month_holding(on)
    first = month.first - month.first % months
    length = MONTHS_OF_INTERVAL[RegimePeriod.HALF_YEAR] if is_first_half else months
    return [Period(first + shift * months, first + shift * months + length - 1) for shift in (-1, 0, 1)]
