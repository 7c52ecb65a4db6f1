"""The days of a regime, period by period, and what does not fit together in them: also before it is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from haidang.engines.reckoning.calendars import CALENDARS
from haidang.engines.reckoning.occurrences import Occurrence, OwingFinding, OwingRules
from haidang.engines.reckoning.periods import Period
from haidang.engines.reckoning.regime_rules import RegimeLevel, level_findings, level_report
from haidang.regimes.models import Level, Regime
from haidang.regimes.queries.regimes import LevelFacts, RegimeFacts, periods_near, reckoned_level


@dataclass(frozen=True, slots=True)
class LevelDays:
    """The days of one level for a period, and what is odd in them."""

    name: str
    report: Occurrence
    findings: tuple[OwingFinding, ...]


@dataclass(frozen=True, slots=True)
class PeriodDays:
    """The days of a period at every level, the lowest first."""

    period: Period
    levels: tuple[LevelDays, ...]

    @property
    def report(self) -> Occurrence:
        """The report of the units."""
        return self.levels[0].report

    @property
    def findings(self) -> list[tuple[str, OwingFinding]]:
        """What does not fit together, each with its level."""
        return [(level.name, one) for level in self.levels for one in level.findings]


def days_of_regime(regime: Regime, levels: Iterable[Level], *, on: date) -> list[PeriodDays]:
    """This function will reckon the days of the periods around a day; an ad hoc regime has none."""
    named = [(one.name, reckoned_level(one)) for one in levels]
    return _days(named, periods_near(regime, on=on), OwingRules(calendar=CALENDARS[regime.calendar]))


def days_of_facts(facts: RegimeFacts, *, on: date) -> list[PeriodDays]:
    """This function will reckon the same of a regime that is being entered."""
    named = [(one.name, _reckoned(one)) for one in facts.levels]
    return _days(named, periods_near(facts, on=on), OwingRules(calendar=CALENDARS[facts.calendar]))


def _reckoned(level: LevelFacts) -> RegimeLevel:
    return RegimeLevel(level.due, level.consolidation_days)


def _days(
    named: Sequence[tuple[str, RegimeLevel]], periods: Iterable[Period], rules: OwingRules
) -> list[PeriodDays]:
    return [_days_of_period(named, period, rules) for period in periods] if named else []


def _days_of_period(
    named: Sequence[tuple[str, RegimeLevel]], period: Period, rules: OwingRules
) -> PeriodDays:
    found = level_findings(period, [level for _name, level in named], rules)
    return PeriodDays(
        period,
        tuple(
            LevelDays(name, level_report(period, level, rules), told)
            for (name, level), told in zip(named, found, strict=True)
        ),
    )
