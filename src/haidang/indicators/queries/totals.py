"""Figures of one unit in one period, and totals of units that gave the same figures, counted from the figures."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from haidang.indicators.models import GivenTotal
from haidang.regimes.models import MeasureValue

_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """One unit in one period."""

    first_month: int
    last_month: int
    agency: int

    @property
    def period(self) -> tuple[int, int]:
        """The first and the last month, both included."""
        return self.first_month, self.last_month


class GivenSum(NamedTuple):
    """A figure added up over units, and how many of these estimated it; a page makes ten thousand of them."""

    number: Decimal = Decimal(0)
    estimates: int = 0


type Sums = dict[int, GivenSum]


@dataclass(slots=True)
class Together:
    """Units that gave the same figures in a period, and what they gave."""

    units: int = 0
    sums: Sums = field(default_factory=dict)


def pattern_of(measures: Iterable[int]) -> str:
    """This function will return a mark that tells a set of figures from every other set."""
    return hashlib.sha256(",".join(map(str, sorted(measures))).encode()).hexdigest()


def figures_given(places: Collection[Place]) -> dict[Place, Sums]:
    """This function will return the figures of units that count, with one query; nothing for who gave none."""
    if not places:
        return {}
    rows = MeasureValue.objects.filter(
        counts=True,
        agency__in={one.agency for one in places},
        first_month__in={one.first_month for one in places},
        last_month__in={one.last_month for one in places},
    ).values_list("first_month", "last_month", "agency", "measure", "number", "is_estimate")
    given: dict[Place, Sums] = {}
    for first, last, agency, measure, number, is_estimate in rows:
        place = Place(first, last, agency)
        if place in places:
            add_figure(given.setdefault(place, {}), measure, number, is_estimate=is_estimate)
    return given


def add_figure(sums: Sums, measure: int, number: Decimal, *, is_estimate: bool) -> None:
    """This function will put one figure to those of its measure; two reports of one unit may both give it."""
    known = sums.get(measure, GivenSum())
    sums[measure] = GivenSum(known.number + number, max(known.estimates, int(is_estimate)))


def totals_counted() -> Iterator[tuple[tuple[int, int], dict[str, Together]]]:
    """This function will count the totals of every period anew from the figures that count, period by period."""
    rows = (
        MeasureValue.objects.filter(counts=True)
        .order_by("first_month", "last_month", "agency_id")
        .values_list("first_month", "last_month", "agency", "measure", "number", "is_estimate")
        .iterator(chunk_size=_AT_ONCE)
    )
    for period, of_period in groupby(rows, key=itemgetter(0, 1)):
        found: dict[str, Together] = defaultdict(Together)
        for _agency, of_unit in groupby(of_period, key=itemgetter(2)):
            sums: Sums = {}
            for *_place, measure, number, is_estimate in of_unit:
                add_figure(sums, measure, number, is_estimate=is_estimate)
            put_together(found[pattern_of(sums)], sums)
        yield period, dict(found)


type TotalsKept = Sequence[tuple[tuple[int, int], frozenset[int], Together]]


def totals_kept(measures: Collection[int], *, since: int | None = None) -> TotalsKept:
    """This function will read the totals that are kept, of some measures alone, with one query."""
    if not measures:
        return []
    rows = GivenTotal.objects.exclude(pattern="").order_by("id")
    if since is not None:
        rows = rows.filter(first_month__gte=since)
    wanted = {str(one) for one in measures}
    read = []
    for first, last, units, kept in rows.values_list("first_month", "last_month", "units", "sums"):
        sums = sums_as_read({measure: kept[measure] for measure in wanted & kept.keys()})
        read.append(((first, last), frozenset(sums), Together(units, sums)))
    return read


def together(totals: TotalsKept, measures: Collection[int]) -> dict[tuple[int, int], Together]:
    """This function will add up the totals of the units that gave all of some measures, by period."""
    asked = frozenset(measures)
    of_period: defaultdict[tuple[int, int], list[Together]] = defaultdict(list)
    for period, given, total in totals if asked else ():
        if asked <= given:
            of_period[period].append(total)
    return {
        period: Together(
            sum(one.units for one in found),
            {measure: _added([one.sums[measure] for one in found]) for measure in asked},
        )
        for period, found in of_period.items()
    }


def _added(sums: Sequence[GivenSum]) -> GivenSum:
    numbers, estimates = zip(*sums, strict=True)
    return GivenSum(sum(numbers, Decimal(0)), sum(estimates))


def put_together(total: Together, sums: Mapping[int, GivenSum], *, units: int = 1) -> None:
    """This function will add the figures of one unit to a total, or with -1 take them away."""
    total.units += units
    for measure, one in sums.items():
        known = total.sums.get(measure, GivenSum())
        total.sums[measure] = GivenSum(
            known.number + units * one.number, known.estimates + units * one.estimates
        )


def sums_as_kept(sums: Sums) -> dict[str, list]:
    """This function will write sums as their row keeps them: {"12": ["345.0000", 2]}."""
    return {str(measure): [f"{one.number:.4f}", one.estimates] for measure, one in sorted(sums.items())}


def sums_as_read(kept: Mapping[str, list]) -> Sums:
    """This function will read what `sums_as_kept` wrote."""
    return {
        int(measure): GivenSum(Decimal(number), estimates) for measure, (number, estimates) in kept.items()
    }
