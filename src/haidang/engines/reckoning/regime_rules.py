"""When the reports of a regime are due at every level, and what does not fit together between levels."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from haidang.engines.reckoning.occurrences import Occurrence, OwingFinding, OwingRules, given_for
from haidang.engines.reckoning.owed_by_report import consolidation_findings, due_findings
from haidang.engines.reckoning.periods import Period
from haidang.engines.reckoning.working_days import add_working_days


@dataclass(frozen=True)
class DueAfterClose:
    """Due so many working days after data close; Decree 09/2019, article 8, wants at least one."""

    working_days: int

    def due_on(self, period: Period, closes_on: date) -> date:
        """The last day in time."""
        return add_working_days(closes_on, self.working_days)


@dataclass(frozen=True)
class DueOnDay:
    """Due on a day of a month: "trước ngày 20/6" for a half-year is day 20, no months later, strict.

    `months_later` counts from the last month of the period, negative for a month before it ("trước ngày 20/11" for
    the year is -1). A month without the day has its last one. A strict day is due the day before.
    """

    day: int
    months_later: int = 0
    is_strict: bool = False

    def due_on(self, period: Period, closes_on: date) -> date:
        """The last day in time."""
        year, month = divmod(period.last + self.months_later, 12)
        printed = date(year, month + 1, min(self.day, monthrange(year, month + 1)[1]))
        return printed - timedelta(days=1) if self.is_strict else printed


type DueRule = DueAfterClose | DueOnDay


@dataclass(frozen=True)
class RegimeLevel:
    """One step of a report on its way up: its due rule, and the working days it takes to put together."""

    due: DueRule
    consolidation_days: int = 0


def level_report(period: Period, level: RegimeLevel, rules: OwingRules) -> Occurrence:
    """This function will tell the report of a period at one level: its data's days and its due day."""
    report = given_for("report", period, rules)
    return replace(report, due_on=level.due.due_on(period, report.closes_on), basis="setting")


def level_findings(
    period: Period, levels: Sequence[RegimeLevel], rules: OwingRules
) -> tuple[tuple[OwingFinding, ...], ...]:
    """Check the due days of a period at every level, lowest first; the answer has one entry a level.

    This function will find at each level a due day before or too near the close of data, and a report from the level
    below that leaves no time to be put together (real case: units of the city by 20/6, seed 002 lines 650-652, and
    the ministry by 6/6, Circular 02/2023/TT-BTTTT).
    """
    reports = [level_report(period, level, rules) for level in levels]
    of_days = [due_findings([report], rules) for report in reports]
    of_steps = [
        consolidation_findings(below, above, level.consolidation_days)
        for (below, above), level in zip(pairwise(reports), levels[1:], strict=True)
    ]
    return tuple((*own, *step) for own, step in zip(of_days, [(), *of_steps], strict=True))
