"""An indicator by unit: each with its figures in one period and over time, and the rows behind them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from haidang.agencies.models import Agency
from haidang.engines.reckoning.formulas import Formula, parse_formula, reckon_formula
from haidang.engines.reckoning.periods import Period
from haidang.indicators.models import Indicator
from haidang.indicators.queries.names import measures_named, work_named
from haidang.indicators.queries.series import (
    Asked,
    Point,
    condition_of_works,
    points_shown,
    sums_of_work,
    values_counted,
    work_counted,
)
from haidang.indicators.queries.targets import targets_in_force
from haidang.indicators.queries.tree import IndicatorRow, row_of
from haidang.reports.models import Obligation


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit's line of an indicator."""

    agency: Agency
    line: IndicatorRow


@dataclass(frozen=True, slots=True)
class RowBehind:
    """One figure that a unit's point stands on: which, how much, and the report or the work it comes from."""

    name: str
    number: Decimal
    obligation: Obligation
    is_estimate: bool = False


def units_of(indicator: Indicator, asked: Asked, period: Period) -> QuerySet[Agency]:
    """This function will return the units an indicator is about that have figures in a period, by name."""
    formula = parse_formula(indicator.formula)
    given = values_counted(formula, indicator, asked).filter(first_month=period.first, last_month=period.last)
    meant = Q(pk__in=given.values("agency"))
    if work_named(formula):
        work = _work_of(formula, indicator, asked).filter(first_month=period.first, last_month=period.last)
        meant |= Q(pk__in=work.values("agency"))
    return Agency.objects.without_tree_fields().filter(meant).order_by("name", "id")


def unit_rows(
    indicator: Indicator, agencies: Sequence[Agency], asked: Asked, period: Period
) -> list[UnitRow]:
    """This function will return the lines of the units of a page, with a fixed number of queries."""
    series = _series_by_unit(indicator, agencies, asked)
    targets = list(targets_in_force().filter(indicator=indicator))
    return [
        UnitRow(
            one, row_of(indicator, series.get(one.pk, []), targets, within=period, agency=one, on=asked.on)
        )
        for one in agencies
    ]


def rows_behind(indicator: Indicator, agency: Agency, asked: Asked, period: Period) -> list[RowBehind]:
    """This function will return what a unit's point of a period stands on, each with where it was given."""
    formula = parse_formula(indicator.formula)
    spans = _within([period, period.same_last_year()] if indicator.is_growth else [period])
    values = values_counted(formula, indicator, asked).filter(spans, agency=agency)
    given = values.select_related("measure", "submission__obligation").order_by(
        "measure__code", "-first_month", "id"
    )
    behind = [
        RowBehind(one.measure.name, one.number, one.submission.obligation, one.is_estimate) for one in given
    ]
    if not work_named(formula):
        return behind
    works = _work_of(formula, indicator, asked).filter(spans, agency=agency)
    return behind + [
        RowBehind(one.title, Decimal(1), one)
        for one in works.select_related("agency").order_by("due_on", "id")
    ]


def _work_of(formula: Formula, indicator: Indicator, asked: Asked) -> QuerySet[Obligation]:
    return work_counted(indicator, asked).filter(condition_of_works(work_named(formula)))


def _within(periods: Iterable[Period]) -> Q:
    return reduce(or_, (Q(first_month=one.first, last_month=one.last) for one in periods))


def _series_by_unit(
    indicator: Indicator, agencies: Sequence[Agency], asked: Asked
) -> Mapping[int, list[Point]]:
    formula = parse_formula(indicator.formula)
    figures: dict[tuple[int, int, int], dict[str, Decimal]] = defaultdict(dict)
    estimates = set()
    for unit, first, last, code, number, is_estimate in _values(formula, indicator, agencies, asked):
        figures[unit, first, last][code] = number
        if is_estimate:
            estimates.add((unit, first, last))
    works = work_named(formula)
    if works:
        counted = work_counted(indicator, asked).filter(agency__in=agencies).order_by()
        rows = counted.values_list("agency", "first_month", "last_month").annotate(**sums_of_work(works))
        for unit, first, last, *counts in rows:
            named = {one.value: Decimal(count) for one, count in zip(works, counts, strict=True)}
            figures[unit, first, last] |= named
    found: dict[int, list[Point]] = defaultdict(list)
    for (unit, first, last), given in sorted(figures.items()):
        reckoned = reckon_formula(formula, given)
        if reckoned is not None:
            below = reckoned.denominator if formula.is_ratio else None
            is_estimate = (unit, first, last) in estimates
            found[unit].append(Point(Period(first, last), reckoned.numerator, below, 1, is_estimate))
    return {unit: points_shown(indicator, points) for unit, points in found.items()}


def _values(
    formula: Formula, indicator: Indicator, agencies: Sequence[Agency], asked: Asked
) -> Iterable[tuple[int, int, int, str, Decimal, bool]]:
    if not measures_named(formula):
        return ()
    values = values_counted(formula, indicator, asked).filter(agency__in=agencies)
    return values.values_list("agency", "first_month", "last_month", "measure__code", "number", "is_estimate")
