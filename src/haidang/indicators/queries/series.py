"""An indicator over its periods: n/d of all units together, summed by the database.

A period counts the units that gave every figure the formula names: who gave what stands below the stroke and not what
stands above it would pull the share down unseen. For all units the totals are kept ready by which figures were given
together, so that nothing but these is read. For a choice of units the figures themselves are summed; there, whether
the same units gave each is told by their number, the sum of their keys and of the squares of these, and where these
differ the units are counted one by one.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Case, Count, F, IntegerField, Max, Q, QuerySet, Sum, When

from haidang.agencies.models import Agency
from haidang.agencies.queries.reach import Reach
from haidang.engines.reckoning.formulas import Formula, parse_formula, reckon_formula
from haidang.engines.reckoning.periods import Period
from haidang.indicators.enums import CountedWork
from haidang.indicators.models import Indicator
from haidang.indicators.queries.names import measures_named, work_named
from haidang.indicators.queries.totals import together, totals_kept
from haidang.regimes.models import Measure, MeasureValue
from haidang.regimes.models.regimes import MOST_LEVELS
from haidang.regimes.models.rounds import MONTHS_OF_YEAR
from haidang.reports.enums import ObligationKind, SubmissionKind, SubmissionState
from haidang.reports.models import Obligation

HUNDRED, PERCENT = Decimal(100), "%"
_ANSWERED = Q(fate__in=(SubmissionState.SENT, SubmissionState.ACCEPTED))
_ESTIMATES = Max(Case(When(is_estimate=True, then=1), default=0, output_field=IntegerField()))
_TIMELY = _ANSWERED & Q(first_sent_on__lte=F("due_on"))
_PLAN = Q(what__startswith="request:plan-")
# A regime's key and the order of the level (see regimes/queries/opening.py).
_UPWARD = Q(what__startswith="regime:") & reduce(
    or_, (Q(what__endswith=f":{one}") & ~Q(what=f"regime:{one}") for one in range(1, MOST_LEVELS))
)


def _reports_of_months(months: int) -> Q:
    return Q(kind=ObligationKind.REPORT, last_month=F("first_month") + months - 1)


_COUNTS: dict[CountedWork, Q] = {
    CountedWork.OWED: Q(),
    CountedWork.ANSWERED: _ANSWERED,
    CountedWork.TIMELY: _TIMELY,
    CountedWork.NIL: _ANSWERED & Q(standing__kind=SubmissionKind.NIL),
    CountedWork.PLANS_OWED: _PLAN,
    CountedWork.PLANS_MADE: _PLAN & _ANSWERED,
    CountedWork.QUARTERLY_OWED: _reports_of_months(3),
    CountedWork.QUARTERLY_TIMELY: _reports_of_months(3) & _TIMELY,
    CountedWork.HALF_YEARLY_OWED: _reports_of_months(6),
    CountedWork.HALF_YEARLY_TIMELY: _reports_of_months(6) & _TIMELY,
    CountedWork.YEARLY_OWED: _reports_of_months(12),
    CountedWork.YEARLY_TIMELY: _reports_of_months(12) & _TIMELY,
    CountedWork.UPWARD_OWED: _UPWARD,
    CountedWork.UPWARD_ANSWERED: _UPWARD & _ANSWERED,
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
        return self.numerator / self.denominator * (HUNDRED if unit == PERCENT else 1)


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
    return series_of_all([indicator], asked)[indicator.pk]


def series_of_all(indicators: Sequence[Indicator], asked: Asked) -> dict[int, list[Point]]:
    """Return the points of indicators by the key of each, the oldest first.

    This function will take one query for each kind of source and choice of agencies, however many indicators there
    are, and one more for an indicator whose figures were not all given by the same units.
    """
    if asked.since is None or not any(one.is_growth for one in indicators):
        return _series(indicators, asked)
    # Growth in the first year that is asked for needs the year before.
    wider = _series(indicators, replace(asked, since=asked.since - MONTHS_OF_YEAR))
    return {key: [one for one in points if one.period.first >= asked.since] for key, points in wider.items()}


def _series(indicators: Sequence[Indicator], asked: Asked) -> dict[int, list[Point]]:
    series: dict[int, list[Point]] = {}
    for kinds in {tuple(one.kinds) for one in indicators}:
        alike = [one for one in indicators if tuple(one.kinds) == kinds]
        formulas = {one.pk: parse_formula(one.formula) for one in alike}
        own_sums = _sums_ready(formulas.values(), alike[0], asked) or _sums_read(
            formulas.values(), alike[0], asked
        )
        counts = _sums_of_work(formulas.values(), alike[0], asked)
        series |= {
            one.pk: points_shown(one, _points(formulas[one.pk], own_sums(formulas[one.pk]), counts))
            for one in alike
        }
    return series


def points_shown(indicator: Indicator, points: list[Point]) -> list[Point]:
    """This function will return what an indicator shows of its points: themselves, or how they have grown in a year."""
    return list(_grown(points)) if indicator.is_growth else points


def _grown(points: Iterable[Point]) -> Iterator[Point]:
    """By how much of what it was a figure has changed since the same period of last year; none without one."""
    known = {one.period: one for one in points}
    for one in known.values():
        before = known.get(one.period.same_last_year())
        now, then = one.value_in(""), before.value_in("") if before else None
        if before is not None and now is not None and then:
            is_estimate = one.is_estimate or before.is_estimate
            yield Point(one.period, now - then, then, min(one.units, before.units), is_estimate)


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


def condition_of_works(works: Iterable[CountedWork]) -> Q:
    """This function will return what an obligation has to be to count under one of these names of formulas."""
    conditions = [_COUNTS[one] for one in works]
    return reduce(or_, conditions) if all(conditions) else Q()


def _kept(rows: QuerySet, indicator: Indicator, asked: Asked) -> QuerySet:
    if indicator.kinds:
        rows = rows.filter(agency__in=Agency.objects.without_tree_fields().filter(kind__in=indicator.kinds))
    if asked.since is not None:
        rows = rows.filter(first_month__gte=asked.since)
    return asked.reach.narrow(rows)


type _Found = dict[tuple[int, int], dict[str, _Sums]]
type _OwnSums = Callable[[Formula], _Found]


def _points(formula: Formula, periods: _Found, counts: _Found) -> list[Point]:
    """The points of one indicator, from its own sums and counts of work for all."""
    works = {one.value for one in work_named(formula)}
    for period, found in counts.items() if works else ():
        own = {name: one for name, one in found.items() if name in works}
        periods[period] = periods.get(period, {}) | own
    points = [_point(formula, Period(*period), found) for period, found in periods.items()]
    return sorted((one for one in points if one), key=lambda one: (one.period.last, one.period.first))


def _sums_ready(formulas: Iterable[Formula], indicator: Indicator, asked: Asked) -> _OwnSums | None:
    """Sums of totals that are kept; None where they do not tell what is asked: some kinds, or not all units."""
    if indicator.kinds or not asked.reach.is_everywhere:
        return None
    codes = {name for formula in formulas for name in measures_named(formula)}
    keys = dict(Measure.objects.filter(code__in=codes).values_list("code", "pk")) if codes else {}
    totals = totals_kept(keys.values(), since=asked.since)

    def own_sums(formula: Formula) -> _Found:
        names = {name: keys.get(name, 0) for name in measures_named(formula)}
        return {
            period: {
                name: _Sums(
                    found.sums[key].number, found.units, (found.units, 0, 0), bool(found.sums[key].estimates)
                )
                for name, key in names.items()
            }
            for period, found in together(totals, set(names.values())).items()
        }

    return own_sums


def _sums_read(formulas: Iterable[Formula], indicator: Indicator, asked: Asked) -> _OwnSums:
    """Sums of the figures themselves, of the kinds and units asked for."""
    sums = _sums_of_measures(formulas, indicator, asked)
    return lambda formula: _own_sums(formula, sums, (indicator, asked))


def _own_sums(formula: Formula, sums: _Found, place: tuple[Indicator, Asked]) -> _Found:
    """Periods in which every measure of the formula was given, over the units that gave all of them."""
    names = set(measures_named(formula))
    if not names:
        return {}
    own = {
        period: {name: one for name, one in found.items() if name in names}
        for period, found in sums.items()
        if names <= found.keys()
    }
    differing = [period for period, found in own.items() if len({one.mark for one in found.values()}) > 1]
    if differing:
        whole = _of_whole_units(values_counted(formula, *place), sorted(names))
        own |= {period: whole.get(period, {}) for period in differing}
    return own


def _sums_of_measures(formulas: Iterable[Formula], indicator: Indicator, asked: Asked) -> _Found:
    codes = {name for formula in formulas for name in measures_named(formula)}
    found: _Found = defaultdict(dict)
    if codes:
        names = dict(Measure.objects.filter(code__in=codes).values_list("pk", "code"))
        values = _kept(MeasureValue.objects.filter(counts=True, measure__in=names), indicator, asked)
        for key, first, last, number, units, keys, squares, estimates in _summed(values):
            found[first, last][names[key]] = _Sums(number, units, (units, keys, squares), bool(estimates))
    return found


def _summed(values: QuerySet[MeasureValue]) -> QuerySet:
    """One row a measure and period. The index of values holds all of it, so that no row itself is read."""
    return (
        values.order_by()
        .values_list("measure", "first_month", "last_month")
        .annotate(
            total=Sum("number"),
            units=Count("agency"),
            keys=Sum("agency"),
            squares=Sum(F("agency") * F("agency")),
            estimates=_ESTIMATES,
        )
    )


def _of_whole_units(values: QuerySet[MeasureValue], codes: Collection[str]) -> _Found:
    """The same over the units that gave every figure in a period, with one query for all periods.

    Sums of sums by unit are beyond what a QuerySet says; the statement around it is one that all databases know.
    """
    numbers = {f"number_{at}": Sum("number", filter=Q(measure__code=one)) for at, one in enumerate(codes)}
    units = (
        values.order_by()
        .values("first_month", "last_month", "agency")
        .annotate(given=Count("measure", distinct=True), estimates=_ESTIMATES, **numbers)
        .filter(given=len(codes))
    )
    inner, given = units.query.sql_with_params()
    sums = ", ".join(f"SUM({name})" for name in numbers)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT first_month, last_month, COUNT(*), MAX(estimates), {sums} FROM ({inner}) AS units "
            "GROUP BY first_month, last_month",
            given,
        )
        rows = cursor.fetchall()
    return {
        (first, last): {
            code: _Sums(_exactly(number), count, (count, 0, 0), bool(estimates))
            for code, number in zip(codes, found, strict=True)
        }
        for first, last, count, estimates, *found in rows
    }


def _exactly(number: Decimal | float) -> Decimal:
    """SQLite sums decimals as floats; figures have four decimal places at most."""
    return Decimal(str(number)).quantize(Decimal("0.0001"))


def _sums_of_work(formulas: Iterable[Formula], indicator: Indicator, asked: Asked) -> _Found:
    works = list(dict.fromkeys(work for formula in formulas for work in work_named(formula)))
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
