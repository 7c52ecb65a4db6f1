"""The tree of indicators: each with its latest figure, the one before, last year's, its trend and its target."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from haidang.agencies.models import Agency
from haidang.agencies.queries.reach import Reach
from haidang.engines.reckoning.periods import Period
from haidang.indicators.models import Indicator
from haidang.indicators.queries.series import Asked, Point, series_of_all
from haidang.indicators.queries.targets import Verdict, targets_in_force, verdict_of
from haidang.regimes.enums import Direction

MOST_POINTS_OF_TREND = 6
BETTER, WORSE, SAME = "better", "worse", "same"


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure has changed since another period; `meaning` is by the direction of the indicator, if it has one."""

    since: Point
    difference: Decimal
    meaning: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator as a line of the tree.

    Where `now` is an estimate, `actual` tells how far it has come: the latest point from the same first month that is
    none.
    """

    indicator: Indicator
    depth: int
    now: Point | None = None
    value: Decimal | None = None
    actual: Point | None = None
    actual_value: Decimal | None = None
    from_before: Change | None = None
    from_last_year: Change | None = None
    trend: tuple[Decimal, ...] = field(default=())
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """The indicators that are followed, with the points of each by its key; of one `agency`, or of all asked."""

    indicators: Sequence[Indicator]
    series: Mapping[int, Sequence[Point]]
    agency: Agency | None = None
    on: date | None = None

    @property
    def periods(self) -> list[Period]:
        """The periods there are figures of, the latest first, of several with one end the longest first."""
        found = {one.period for points in self.series.values() for one in points}
        return sorted(found, key=lambda one: (-one.last, one.first))

    def rows(self, within: Period | None = None) -> list[IndicatorRow]:
        """Its lines from the top, as of the end of a period or of the latest figures."""
        keys = {one.pk for one in self.indicators}
        targets = list(targets_in_force().filter(indicator__in=self.indicators))
        rows = []
        for top in [one for one in self.indicators if one.parent_id not in keys]:
            for one, depth in _below(top, self.indicators, 0):
                own = [target for target in targets if target.indicator_id == one.pk]
                points = self.series[one.pk]
                rows.append(
                    row_of(one, points, own, depth=depth, within=within, agency=self.agency, on=self.on)
                )
        return rows


def tree_of(asked: Asked, agency: Agency | None = None) -> Tree:
    """This function will read the tree: of one agency where it is given, else of all within reach."""
    if agency is not None:
        asked = replace(asked, reach=Reach(is_everywhere=False, agencies=frozenset({agency.pk})))
    found = list(Indicator.objects.filter(ended_at=None).order_by("order", "code"))
    return Tree(found, series_of_all(found, asked), agency, asked.on)


def tree_rows(asked: Asked, *, within: Period | None = None) -> list[IndicatorRow]:
    """This function will return the tree as lines from the top, as of the end of a period or of the latest figures."""
    return tree_of(asked).rows(within)


def row_of(
    indicator: Indicator,
    series: Sequence[Point],
    targets: Sequence,
    *,
    depth: int = 0,
    within: Period | None = None,
    agency: Agency | None = None,
    on: date | None = None,
) -> IndicatorRow:
    """Make a line of the latest point of a series, or of the latest that lies within a period.

    This function will compare with the point of the same length just before and of a year before, and with the target
    as of a day.
    """
    now = latest_point(series, within)
    if now is None:
        verdict = verdict_of(None, targets, within, agency, on=on) if within else None
        return IndicatorRow(indicator, depth, verdict=verdict)
    value = now.value_in(indicator.unit)
    actual = _done_so_far(series, now) if now.is_estimate else None
    alike = [one for one in series if one.period.length == now.period.length and one.period <= now.period]
    numbers = [one.value_in(indicator.unit) for one in alike[-MOST_POINTS_OF_TREND:]]
    return IndicatorRow(
        indicator,
        depth,
        now,
        value,
        actual,
        actual.value_in(indicator.unit) if actual else None,
        _change(indicator, now, _at(alike, now.period.shift(-now.period.length))),
        _change(indicator, now, _at(alike, now.period.same_last_year())),
        tuple(one for one in numbers if one is not None),
        verdict_of(value, targets, now.period, agency, on=on, is_estimate=now.is_estimate),
    )


def latest_point(series: Sequence[Point], within: Period | None = None) -> Point | None:
    """This function will return the last point of a series, of several with one end the longest."""
    inside = [one for one in series if within is None or within.contains(one.period)]
    return max(inside, key=lambda one: (one.period.last, one.period.length), default=None)


def _done_so_far(series: Sequence[Point], estimate: Point) -> Point | None:
    within = [
        one
        for one in series
        if not one.is_estimate
        and one.period.first == estimate.period.first
        and estimate.period.contains(one.period)
    ]
    return latest_point(within)


def _below(top: Indicator, found: Sequence[Indicator], depth: int) -> Iterator[tuple[Indicator, int]]:
    yield top, depth
    for one in found:
        if one.parent_id == top.pk:
            yield from _below(one, found, depth + 1)


def _at(points: Sequence[Point], period: Period) -> Point | None:
    return next((one for one in points if one.period == period), None)


def _change(indicator: Indicator, now: Point, then: Point | None) -> Change | None:
    value, before = now.value_in(indicator.unit), then.value_in(indicator.unit) if then else None
    if then is None or value is None or before is None:
        return None
    difference = value - before
    if indicator.direction == Direction.NEITHER or not difference:
        return Change(then, difference, SAME)
    is_better = (difference > 0) == (indicator.direction == Direction.UP)
    return Change(then, difference, BETTER if is_better else WORSE)
