"""Rows that numbers of a consolidated report stand on: which unit gave what in which version of its report."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from haidang.regimes.models import Measure, MeasureValue, ReportRound
from haidang.regimes.queries.consolidation_figures import CountedFigure, counted_rows, counting_values

type Held = Mapping[int, Mapping[int, CountedFigure]]


@dataclass(frozen=True, slots=True)
class StoodOn:
    """A row that a number stood on: which unit gave what in which version; `of` is the denominator of a ratio."""

    agency: int
    name: str
    obligation: int
    version: int
    number: str
    of: str = ""
    is_estimate: bool = False


@dataclass(frozen=True, slots=True)
class EarlierRows:
    """Values that a number of another period stood on when it was printed; those of a sent version never change."""

    of_round: int
    key: str
    values: tuple[int, ...]


def held_by_measure(values: Iterable[CountedFigure]) -> Held:
    """This function will lay figures out by measure and report."""
    held: defaultdict[int, dict[int, CountedFigure]] = defaultdict(dict)
    for value in values:
        held[value.measure_id][value.submission_id] = value
    return held


def rows_stood_on(measure: Measure, held: Held) -> Iterator[StoodOn]:
    """This function will yield the rows of a measure by the names of units; of a ratio both its numbers in each."""
    if measure.numerator_id is None:
        for value in _by_name(held.get(measure.pk, {}).values()):
            yield _row_of(value, value.number)
        return
    yield from sorted(_pairs_stood_on(measure, held), key=lambda one: one.name)


def row_as_kept(row: StoodOn) -> dict[str, Any]:
    """This function will return a row as JSON keeps it."""
    return {name: getattr(row, name) for name in StoodOn.__slots__}


def written_exactly(number: Decimal | None) -> str:
    """This function will write a number as rows keep it, "" for none."""
    return "" if number is None else f"{number:.4f}"


def measures_behind(measure: Measure) -> list[int]:
    """This function will return a measure and the parts of its ratio."""
    return [one for one in (measure.pk, measure.numerator_id, measure.denominator_id) if one is not None]


def rows_now(report_round: ReportRound, measure: Measure) -> list[StoodOn]:
    """This function will return the rows that a figure of a round stands on now, with one query."""
    return _rows(measure, counting_values(report_round))


def rows_of_values(measure: Measure, values: Collection[int]) -> list[StoodOn]:
    """This function will return the rows of values that were kept by their keys, with one query."""
    return _rows(measure, MeasureValue.objects.filter(pk__in=values))


def _rows(measure: Measure, values: QuerySet[MeasureValue]) -> list[StoodOn]:
    found = counted_rows(values.filter(measure__in=measures_behind(measure)))
    return list(rows_stood_on(measure, held_by_measure(found)))


def _pairs_stood_on(measure: Measure, held: Held) -> Iterator[StoodOn]:
    """Both numbers of a ratio in each report: those that a consolidated one gave, else its parts."""
    own = {key: one for key, one in held.get(measure.pk, {}).items() if one.numerator is not None}
    for value in own.values():
        yield _row_of(value, value.numerator, of=written_exactly(value.denominator))
    below = held.get(measure.denominator_id or 0, {})
    for key, value in held.get(measure.numerator_id or 0, {}).items():
        if key in below and key not in own:
            of = below[key]
            estimated = value.is_estimate or of.is_estimate
            yield _row_of(value, value.number, of=written_exactly(of.number), is_estimate=estimated)


def _by_name(values: Iterable[CountedFigure]) -> list[CountedFigure]:
    return sorted(values, key=lambda one: (one.agency, one.submission_id))


def _row_of(
    value: CountedFigure, number: Decimal | None, *, of: str = "", is_estimate: bool | None = None
) -> StoodOn:
    return StoodOn(
        value.agency_id,
        value.agency,
        value.obligation_id,
        value.version or 0,
        written_exactly(number),
        of,
        value.is_estimate if is_estimate is None else is_estimate,
    )
