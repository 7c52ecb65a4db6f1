"""What charts of a consolidated report show: a figure over the groups of units, and over periods."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max, QuerySet, Sum

from haidang.agencies.enums import AgencyKind
from haidang.engines.reckoning.periods import Period
from haidang.regimes.enums import AddingUp
from haidang.regimes.models import FormFigure, Measure, MeasureValue, ReportRound
from haidang.regimes.queries.consolidation_figures import COUNTING, RoundTotals, Totals
from haidang.regimes.queries.consolidation_rows import EarlierRows

# A section is a text with pictures, not a book of them: its first figures are drawn, the tables have all.
CHARTS_IN_SECTION = 2
MOST_EARLIER_PERIODS = 5
_DRAWN = (AddingUp.SUM, AddingUp.MAX)

type EarlierNumbers = Mapping[int, Sequence["EarlierNumber"]]


@dataclass(frozen=True, slots=True)
class EarlierNumber:
    """What a measure came to in an earlier round."""

    of_round: int
    label: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class ChartSaid:
    """A figure as a picture: a number for each label, None where none was given; `estimated` labels are not final.

    Labels stand for the kinds of units named in `groups`, or for the rounds of `rounds`; `key` is the measure's code.
    """

    title: str
    unit: str
    labels: tuple[str, ...]
    numbers: tuple[Decimal | None, ...]
    estimated: tuple[str, ...] = ()
    key: str = ""
    groups: tuple[str, ...] = ()
    rounds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnRound:
    """All that charts are drawn from: the totals of a round, whole and by kind of unit, and those of earlier ones."""

    report_round: ReportRound
    totals: RoundTotals
    earlier: EarlierNumbers


def charts_of_section(figures: Sequence[FormFigure], drawn: DrawnRound) -> tuple[ChartSaid, ...]:
    """This function will return the charts of a section's first figures that add up; nothing given is not drawn."""
    charts: list[ChartSaid] = []
    for one in figures_to_draw(figures, drawn.totals.whole):
        charts += _over_groups(one, drawn)
        charts += _over_periods(one.measure, drawn)
    return tuple(charts)


def figures_to_draw(figures: Iterable[FormFigure], totals: Totals) -> list[FormFigure]:
    """This function will return the first figures of each section that add up and were given."""
    by_section: defaultdict[int, list[FormFigure]] = defaultdict(list)
    for one in figures:
        if one.measure.over_units in _DRAWN and totals[one.measure_id].total.number is not None:
            by_section[one.section_id].append(one)
    return [one for shown in by_section.values() for one in shown[:CHARTS_IN_SECTION]]


def earlier_numbers(report_round: ReportRound, measures: Iterable[int]) -> EarlierNumbers:
    """Return what measures came to in the latest periods before, the oldest first, each under the period's label.

    This function will take two queries.
    """
    latest = _latest_before(report_round)
    rows = (
        _values_before(report_round, latest, measures)
        .values_list("measure_id", "measure__over_units", "submission__obligation__occurrence")
        .annotate(Sum("number"), Max("number"))
    )
    found = {
        (measure, occurrence): largest if rule == AddingUp.MAX else total
        for measure, rule, occurrence, total, largest in rows
    }
    numbers: defaultdict[int, list[EarlierNumber]] = defaultdict(list)
    for measure in {key for key, _occurrence in found}:
        numbers[measure] = [
            EarlierNumber(
                one.pk, Period(one.first_month, one.last_month).label, found[measure, one.occurrence]
            )
            for one in latest
            if (measure, one.occurrence) in found
        ]
    return numbers


def earlier_rows(report_round: ReportRound, charted: Mapping[str, int]) -> list[EarlierRows]:
    """This function will return the keys of the very values those numbers are made of, with two queries."""
    latest = _latest_before(report_round)
    rounds = {one.occurrence: one.pk for one in latest}
    values: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    rows = _values_before(report_round, latest, charted.values())
    for measure, occurrence, pk in rows.values_list("measure_id", "submission__obligation__occurrence", "pk"):
        values[rounds[occurrence], measure].append(pk)
    codes = {measure: key for key, measure in charted.items()}
    return [
        EarlierRows(of_round, codes[measure], tuple(sorted(found)))
        for (of_round, measure), found in sorted(values.items())
    ]


def _latest_before(report_round: ReportRound) -> list[ReportRound]:
    rounds = ReportRound.objects.filter(what=report_round.what, last_month__lt=report_round.first_month)
    return list(reversed(rounds.order_by("-last_month")[:MOST_EARLIER_PERIODS]))


def _values_before(
    report_round: ReportRound, latest: Iterable[ReportRound], measures: Iterable[int]
) -> QuerySet[MeasureValue]:
    return MeasureValue.objects.filter(
        COUNTING,
        measure__in=set(measures),
        submission__obligation__what=report_round.what,
        submission__obligation__occurrence__in={one.occurrence for one in latest},
        submission__obligation__waived_on=None,
    ).order_by()


def _over_groups(asked: FormFigure, drawn: DrawnRound) -> Iterator[ChartSaid]:
    if len(drawn.totals.groups) < 2:
        return
    names = dict(AgencyKind.choices)
    labels, numbers = [], []
    for kind, totals in drawn.totals.groups.items():
        total = totals[asked.measure_id].total
        labels.append(f"{str(names[kind]).capitalize()} ({total.given}/{total.asked})")
        numbers.append(_plain(total.number))
    yield ChartSaid(
        f"{asked.measure.name}, theo nhóm đơn vị",
        asked.measure.unit,
        tuple(labels),
        tuple(numbers),
        key=asked.measure.code,
        groups=tuple(drawn.totals.groups),
    )


def _over_periods(measure: Measure, drawn: DrawnRound) -> Iterator[ChartSaid]:
    earlier = drawn.earlier.get(measure.pk, ())
    if not earlier:
        return
    label = Period(drawn.report_round.first_month, drawn.report_round.last_month).label
    now = drawn.totals.whole[measure.pk].total
    yield ChartSaid(
        f"{measure.name}, qua các kỳ",
        measure.unit,
        (*(one.label for one in earlier), label),
        (*(_plain(one.number) for one in earlier), _plain(now.number)),
        (label,) if now.has_estimates else (),
        key=measure.code,
        rounds=(*(one.of_round for one in earlier), drawn.report_round.pk),
    )


def _plain(number: Decimal | None) -> Decimal | None:
    """Without idle noughts, which a picture would print."""
    return None if number is None else Decimal(f"{number.normalize():f}")
