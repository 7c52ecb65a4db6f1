"""What charts of a consolidated report show: a figure over the groups of units, and over periods."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max, Sum

from haidang.agencies.enums import AgencyKind
from haidang.engines.reckoning.periods import Period
from haidang.regimes.enums import AddingUp
from haidang.regimes.models import FormFigure, Measure, MeasureValue, ReportRound
from haidang.regimes.queries.consolidation_figures import COUNTING, RoundTotals, Totals

# A section is a text with pictures, not a book of them: its first figures are drawn, the tables have all.
CHARTS_IN_SECTION = 2
MOST_EARLIER_PERIODS = 5
_DRAWN = (AddingUp.SUM, AddingUp.MAX)

type EarlierNumbers = Mapping[int, Sequence[tuple[str, Decimal]]]


@dataclass(frozen=True, slots=True)
class ChartSaid:
    """A figure as a picture: a number for each label, None where none was given; `estimated` labels are not final."""

    title: str
    unit: str
    labels: tuple[str, ...]
    numbers: tuple[Decimal | None, ...]
    estimated: tuple[str, ...] = ()


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
    rounds = ReportRound.objects.filter(what=report_round.what, last_month__lt=report_round.first_month)
    latest = list(rounds.order_by("-last_month")[:MOST_EARLIER_PERIODS])
    labels = {one.occurrence: Period(one.first_month, one.last_month).label for one in reversed(latest)}
    rows = (
        MeasureValue.objects.filter(
            COUNTING,
            measure__in=set(measures),
            submission__obligation__what=report_round.what,
            submission__obligation__occurrence__in=labels,
            submission__obligation__waived_on=None,
        )
        .order_by()
        .values_list("measure_id", "measure__over_units", "submission__obligation__occurrence")
        .annotate(Sum("number"), Max("number"))
    )
    found = {
        (measure, occurrence): largest if rule == AddingUp.MAX else total
        for measure, rule, occurrence, total, largest in rows
    }
    numbers: defaultdict[int, list[tuple[str, Decimal]]] = defaultdict(list)
    for measure in {key for key, _occurrence in found}:
        numbers[measure] = [
            (label, found[measure, occurrence])
            for occurrence, label in labels.items()
            if (measure, occurrence) in found
        ]
    return numbers


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
        f"{asked.measure.name}, theo nhóm đơn vị", asked.measure.unit, tuple(labels), tuple(numbers)
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
        (*(one for one, _number in earlier), label),
        (*(_plain(number) for _label, number in earlier), _plain(now.number)),
        (label,) if now.has_estimates else (),
    )


def _plain(number: Decimal | None) -> Decimal | None:
    """Without idle noughts, which a picture would print."""
    return None if number is None else Decimal(f"{number.normalize():f}")
