"""An indicator over its periods: n/d of all units together, summed by the database.

A period counts the units that gave every figure the formula names: who gave what stands below the stroke and not what
stands above it would pull the share down unseen. Whether the same units gave each figure is told by their number, the
sum of their keys and of the squares of these; where they differ, that period is counted unit by unit.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Case, Count, F, IntegerField, Max, Q, QuerySet, Sum, When

from haidang.agencies.models import Agency
from haidang.agencies.queries.reach import Reach
from haidang.engines.reckoning.formulas import Formula, parse_formula, reckon_formula
from haidang.engines.reckoning.periods import Period
from haidang.indicators.enums import CountedWork
from haidang.indicators.models import Indicator
from haidang.indicators.queries.names import measures_named, work_named
from haidang.regimes.models import MeasureValue
from haidang.reports.enums import SubmissionKind, SubmissionState
from haidang.reports.models import Obligation

HUNDRED = Decimal(100)
_ANSWERED = Q(fate__in=(SubmissionState.SENT, SubmissionState.ACCEPTED))
_PLAN = Q(what__startswith="request:plan-")
_COUNTS: dict[CountedWork, Q] = {
    CountedWork.OWED: Q(),
    CountedWork.ANSWERED: _ANSWERED,
    CountedWork.TIMELY: _ANSWERED & Q(first_sent_on__lte=F("due_on")),
    CountedWork.NIL: _ANSWERED & Q(standing__kind=SubmissionKind.NIL),
    CountedWork.PLANS_OWED: _PLAN,
    CountedWork.PLANS_MADE: _PLAN & _ANSWERED,
}


@dataclass(frozen=True, slots=True)
class Point:
    """An indicator in one period: so much of so much, given by so many units."""

    period: Period
    numerator: Decimal
    denominator: Decimal | None
    units: int = 0
    is_estimate: bool = False

    def value_in(self, unit: str) -> Decimal | None:
        """This function will return the number that is compared: a share of a hundred in "%"; None over nothing."""
        if self.denominator is None:
            return self.numerator
        if not self.denominator:
            return None
        return self.numerator / self.denominator * (HUNDRED if unit == "%" else 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose figures are asked for and as of which day; without `since` over all periods."""

    reach: Reach
    on: date
    since: int | None = None


@dataclass(frozen=True, slots=True)
class _Sums:
    """One figure in one period over its units, and what tells which units these are."""

    number: Decimal
    units: int
    mark: tuple[int, int, int]
    is_estimate: bool


def series_of(indicator: Indicator, asked: Asked) -> list[Point]:
    """This function will return the points of an indicator, the oldest first; one query for each kind of source."""
    formula = parse_formula(indicator.formula)
    found = _measured(formula, indicator, asked)
    periods = _told(formula, found)
    for period, sums in _worked(formula, indicator, asked).items():
        periods[period] = periods.get(period, {}) | sums
    points = [_point(formula, Period(*period), sums) for period, sums in periods.items()]
    return sorted((one for one in points if one), key=lambda one: (one.period.last, one.period.first))


def values_counted(formula: Formula, indicator: Indicator, asked: Asked) -> QuerySet[MeasureValue]:
    """This function will return the figures that count for an indicator, of its kinds of agencies and within reach."""
    rows = MeasureValue.objects.filter(counts=True, measure__code__in=measures_named(formula))
    return _kept(rows, indicator, asked)


def work_counted(indicator: Indicator, asked: Asked) -> QuerySet[Obligation]:
    """This function will return what was due by the day, less what was waived, of the same agencies."""
    rows = Obligation.objects.filter(due_on__lte=asked.on, waived_on=None, whole=None)
    return _kept(rows, indicator, asked)


def sums_of_work(works: Collection[CountedWork]) -> dict[str, Count]:
    """This function will return the counts of obligations as the database reckons them, by the name of each."""
    return {f"count_{at}": Count("pk", filter=_COUNTS[one]) for at, one in enumerate(works)}


def condition_of_work(work: CountedWork) -> Q:
    """This function will return what an obligation has to be to count under a name of formulas."""
    return _COUNTS[work]


def _kept(rows: QuerySet, indicator: Indicator, asked: Asked) -> QuerySet:
    if indicator.kinds:
        rows = rows.filter(agency__in=Agency.objects.without_tree_fields().filter(kind__in=indicator.kinds))
    if asked.since is not None:
        rows = rows.filter(first_month__gte=asked.since)
    return asked.reach.narrow(rows)


type _Found = dict[tuple[int, int], dict[str, _Sums]]


def _measured(formula: Formula, indicator: Indicator, asked: Asked) -> _Found:
    found: _Found = defaultdict(dict)
    if not measures_named(formula):
        return found
    rows = _summed(values_counted(formula, indicator, asked))
    for code, first, last, number, units, keys, squares, estimates in rows:
        found[first, last][code] = _Sums(number, units, (units, keys, squares), bool(estimates))
    names = set(measures_named(formula))
    differing = [period for period, sums in found.items() if len({one.mark for one in sums.values()}) > 1]
    for first, last in differing:
        if found[first, last].keys() == names:
            values = values_counted(formula, indicator, asked).filter(first_month=first, last_month=last)
            found[first, last] = _of_whole_units(values, len(names))
    return found


def _summed(values: QuerySet[MeasureValue]) -> QuerySet:
    """One row a measure and period. The index of values holds all of it, so that no row itself is read."""
    return (
        values.order_by()
        .values_list("measure__code", "first_month", "last_month")
        .annotate(
            total=Sum("number"),
            units=Count("agency"),
            keys=Sum("agency"),
            squares=Sum(F("agency") * F("agency")),
            estimates=Max(Case(When(is_estimate=True, then=1), default=0, output_field=IntegerField())),
        )
    )


def _of_whole_units(values: QuerySet[MeasureValue], names: int) -> dict[str, _Sums]:
    """The same of one period, over the units that gave every figure."""
    whole = (
        values.order_by()
        .values("agency")
        .annotate(given=Count("measure"))
        .filter(given=names)
        .values("agency")
    )
    return {
        code: _Sums(number, units, (units, keys, squares), bool(estimates))
        for code, _first, _last, number, units, keys, squares, estimates in _summed(
            values.filter(agency__in=whole)
        )
    }


def _told(formula: Formula, found: _Found) -> dict[tuple[int, int], dict[str, _Sums]]:
    """Periods in which every measure of the formula was given."""
    names = set(measures_named(formula))
    return {period: dict(sums) for period, sums in found.items() if sums.keys() == names}


def _worked(formula: Formula, indicator: Indicator, asked: Asked) -> _Found:
    works = work_named(formula)
    if not works:
        return {}
    rows = (
        work_counted(indicator, asked)
        .order_by()
        .values_list("first_month", "last_month")
        .annotate(units=Count("agency", distinct=True), **sums_of_work(works))
    )
    return {
        (first, last): {
            one.value: _Sums(Decimal(count), units, (0, 0, 0), is_estimate=False)
            for one, count in zip(works, counts, strict=True)
        }
        for first, last, units, *counts in rows
    }


def _point(formula: Formula, period: Period, sums: dict[str, _Sums]) -> Point | None:
    reckoned = reckon_formula(formula, {name: one.number for name, one in sums.items()})
    if reckoned is None or (formula.is_ratio and not reckoned.denominator):
        return None
    point = Point(
        period,
        reckoned.numerator,
        reckoned.denominator if formula.is_ratio else None,
        max(one.units for one in sums.values()),
    )
    return replace(point, is_estimate=any(one.is_estimate for one in sums.values()))
