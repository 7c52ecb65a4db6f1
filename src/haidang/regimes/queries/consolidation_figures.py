"""What the accepted figures of a round come to: over all units, by group, beside earlier periods; always n/d."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django.db.models import BooleanField, Case, Count, Max, Q, QuerySet, Sum, When

from haidang.agencies.enums import AgencyKind
from haidang.engines.reckoning.measures import AddingRule, Figure, Ratio, Total, total_over_units
from haidang.engines.reckoning.periods import Period
from haidang.regimes.enums import AddingUp
from haidang.regimes.models import (
    FormFigure,
    Measure,
    MeasureValue,
    ReportRound,
)
from haidang.regimes.queries.round_page import has_reported
from haidang.reports.models import Obligation

# So many rows at a time, so that all figures of a country are not held twice.
ROWS_AT_ONCE = 5_000
# Units' figures, and those of consolidated reports in the round of the level above.
COUNTING = Q(counts=True) | Q(counts_above=True)

type Totals = Mapping[int, "FigureTotal"]


@dataclass(frozen=True, slots=True)
class FigureTotal:
    """What a figure comes to; a ratio keeps both numbers, reckoned over the units that gave both."""

    total: Total
    ratio: Ratio | None = None

    @property
    def number(self) -> Decimal | None:
        """The figure itself; of a ratio its share, 0..1."""
        return self.ratio.share if self.ratio else self.total.number


NOTHING_GIVEN = FigureTotal(Total(None, 0, 0))


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure of the form with its total, and what it came to one period before and in the same one last year."""

    asked: FormFigure
    now: FigureTotal
    before: FigureTotal | None = None
    last_year: FigureTotal | None = None


@dataclass(frozen=True, slots=True)
class OwedLine:
    """What one unit owes in a round, and the version that stands for it."""

    obligation_id: int
    agency_id: int
    agency: str
    agency_kind: str
    submission_id: int | None
    version: int | None
    state: str
    kind: str
    has_answered: bool


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """A figure that counts, with the unit and the version it is from; of a whole country they are very many."""

    measure_id: int
    agency_id: int
    agency: str
    agency_kind: str
    obligation_id: int
    submission_id: int
    version: int | None
    number: Decimal
    is_estimate: bool
    numerator: Decimal | None
    denominator: Decimal | None


@dataclass(frozen=True, slots=True)
class RoundTotals:
    """What the figures of a round come to: of all its units, and of each kind of them, in the order of kinds."""

    whole: Totals
    groups: Mapping[str, Totals]


def owed_in_round(report_round: ReportRound) -> QuerySet[Obligation]:
    """This function will return what the units owe in a round, waived ones left out."""
    return Obligation.objects.filter(
        what=report_round.what, occurrence=report_round.occurrence, waived_on=None
    )


def owed_lines(report_round: ReportRound) -> list[OwedLine]:
    """This function will tell with one query of every unit of a round which version stands, by name.

    A report that came after the round was closed counts as an answer once it is accepted, not before.
    """
    answered = Case(When(has_reported(report_round), then=True), default=False, output_field=BooleanField())
    rows = owed_in_round(report_round).annotate(answered=answered).order_by("agency__name", "id")
    told = rows.values_list(
        "pk",
        "agency_id",
        "agency__name",
        "agency__kind",
        "standing_id",
        "standing__number",
        "fate",
        "standing__kind",
        "answered",
    )
    return [OwedLine(*row) for row in told]


def counting_values(report_round: ReportRound) -> QuerySet[MeasureValue]:
    """This function will return the figures of a round that count: those of accepted reports."""
    return MeasureValue.objects.filter(
        COUNTING,
        submission__obligation__what=report_round.what,
        submission__obligation__occurrence=report_round.occurrence,
        submission__obligation__waived_on=None,
    )


def counted_figures(report_round: ReportRound) -> list[CountedFigure]:
    """This function will read the figures of a round that count, each with its unit and version, in one query."""
    return counted_rows(counting_values(report_round))


def counted_rows(values: QuerySet[MeasureValue]) -> list[CountedFigure]:
    """This function will do the same for any values."""
    rows = values.order_by("id").values_list(
        "measure_id",
        "agency_id",
        "agency__name",
        "agency__kind",
        "submission__obligation_id",
        "submission_id",
        "submission__number",
        "number",
        "is_estimate",
        "numerator",
        "denominator",
    )
    return [CountedFigure(*row) for row in rows.iterator(chunk_size=ROWS_AT_ONCE)]


def figures_of_form(report_round: ReportRound) -> list[FormFigure]:
    """This function will return the figures that a round asks for, in the order of its form."""
    asked = FormFigure.objects.filter(section__form=report_round.form_id)
    return list(
        asked.select_related("section", "measure__numerator", "measure__denominator").order_by(
            "section__order", "order", "id"
        )
    )


def totals_of_round(report_round: ReportRound, figures: Sequence[FormFigure]) -> Totals:
    """This function will add the figures of a round up over its units, each by its measure's own rule."""
    asked = owed_in_round(report_round).count()
    return _totals(counting_values(report_round), figures, asked)


def totals_by_group(report_round: ReportRound, figures: Sequence[FormFigure]) -> dict[str, Totals]:
    """This function will do the same for each kind of agencies, in the order of kinds."""
    counted = owed_in_round(report_round).values_list("agency__kind").annotate(Count("pk")).order_by()
    asked = dict(counted)
    rows = counting_values(report_round)
    kinds = [kind for kind in AgencyKind.values if kind in asked]
    plain, parts = _plain_sums(rows, "agency__kind"), _values_of_parts(rows, figures)
    return {
        kind: {
            one.measure_id: _total_of(
                one.measure,
                plain.get((kind, one.measure_id)),
                [row for row in parts if row["agency__kind"] == kind],
                asked[kind],
            )
            for one in figures
        }
        for kind in kinds
    }


def totals_together(by_group: Mapping[str, Totals], figures: Sequence[FormFigure]) -> Totals:
    """This function will add groups of units up to all units, each figure by its measure's own rule."""
    return {
        one.measure_id: _added(one.measure, [totals[one.measure_id] for totals in by_group.values()])
        for one in figures
    }


def totals_of_rows(
    rows: Iterable[CountedFigure], figures: Sequence[FormFigure], period: Period, *, asked: int
) -> Totals:
    """This function will add up the very rows that it is given, so that what is printed is what they come to."""
    by_measure: defaultdict[int, list[CountedFigure]] = defaultdict(list)
    for row in rows:
        by_measure[row.measure_id].append(row)
    return {one.measure_id: _total_of_rows(one.measure, by_measure, period, asked) for one in figures}


def totals_of_groups(
    owed: Sequence[OwedLine],
    rows: Sequence[CountedFigure],
    figures: Sequence[FormFigure],
    period: Period,
) -> dict[str, Totals]:
    """This function will do the same for each kind of agencies that owes, in the order of kinds."""
    asked = Counter(one.agency_kind for one in owed)
    of_kind: defaultdict[str, list[CountedFigure]] = defaultdict(list)
    for row in rows:
        of_kind[row.agency_kind].append(row)
    return {
        kind: totals_of_rows(of_kind[kind], figures, period, asked=asked[kind])
        for kind in AgencyKind.values
        if kind in asked
    }


def figure_lines(report_round: ReportRound, figures: Sequence[FormFigure], now: Totals) -> list[FigureLine]:
    """This function will set totals beside those of the period before and of the same period last year."""
    period = Period(report_round.first_month, report_round.last_month)
    before = _totals_of_period(report_round, figures, period.shift(-period.length))
    last_year = _totals_of_period(report_round, figures, period.same_last_year())
    return [
        FigureLine(one, now[one.measure_id], before.get(one.measure_id), last_year.get(one.measure_id))
        for one in figures
    ]


def _totals_of_period(report_round: ReportRound, figures: Sequence[FormFigure], period: Period) -> Totals:
    earlier = ReportRound.objects.filter(
        regime=report_round.regime_id, first_month=period.first, last_month=period.last
    )
    found = earlier.order_by("-id").first()
    return totals_of_round(found, figures) if found else {}


def _totals(rows: QuerySet[MeasureValue], figures: Sequence[FormFigure], asked: int) -> Totals:
    plain, parts = _plain_sums(rows), _values_of_parts(rows, figures)
    return {
        one.measure_id: _total_of(one.measure, plain.get((one.measure_id,)), parts, asked) for one in figures
    }


def _plain_sums(rows: QuerySet[MeasureValue], *by: str) -> dict[tuple, dict]:
    names = (*by, "measure_id")
    summed = (
        rows.order_by()
        .values(*names)
        .annotate(
            sum=Sum("number"),
            max=Max("number"),
            given=Count("pk"),
            estimates=Count("pk", filter=Q(is_estimate=True)),
        )
    )
    return {tuple(row[name] for name in names): row for row in summed}


_OF_RATIO = ("submission_id", "measure_id", "number", "numerator", "denominator", "is_estimate")


def _values_of_parts(rows: QuerySet[MeasureValue], figures: Sequence[FormFigure]) -> list[dict]:
    """The figures that ratios are made of: only these are read one by one."""
    parts = {
        key
        for one in figures
        for key in (one.measure_id, one.measure.numerator_id, one.measure.denominator_id)
        if key is not None and one.measure.numerator_id is not None
    }
    if not parts:
        return []
    return list(rows.filter(measure__in=parts).values(*_OF_RATIO, "agency__kind"))


def _total_of(measure: Measure, summed: dict | None, parts: list[dict], asked: int) -> FigureTotal:
    if measure.numerator_id is not None:
        return _ratio_of(measure, parts, asked)
    if summed is None:
        return FigureTotal(Total(None, 0, asked))
    rule = AddingUp(measure.over_units)
    number = {AddingUp.SUM: summed["sum"], AddingUp.MAX: summed["max"]}.get(rule)
    return FigureTotal(Total(number, summed["given"], asked, summed["estimates"] > 0))


def _added(measure: Measure, parts: Sequence[FigureTotal]) -> FigureTotal:
    numbers = [one.total.number for one in parts if one.total.number is not None]
    ratios = [one.ratio for one in parts if one.ratio is not None]
    number = None
    if numbers:
        number = max(numbers) if measure.over_units == AddingUp.MAX else sum(numbers, Decimal(0))
    total = Total(
        number,
        sum(one.total.given for one in parts),
        sum(one.total.asked for one in parts),
        any(one.total.has_estimates for one in parts),
    )
    return FigureTotal(total, sum(ratios[1:], ratios[0]) if ratios else None)


def _ratio_of(measure: Measure, parts: Iterable[dict], asked: int) -> FigureTotal:
    by_report: defaultdict[int, dict[int | None, dict]] = defaultdict(dict)
    for row in parts:
        by_report[row["submission_id"]][row["measure_id"]] = row
    pairs = [_pair_of(measure, held) for held in by_report.values()]
    given = [pair for pair in pairs if pair is not None]
    ratio = sum((one for one, _estimated in given), Ratio(Decimal(0), Decimal(0)))
    estimated = any(is_estimate for _one, is_estimate in given)
    return FigureTotal(Total(None, len(given), asked, estimated), ratio if given else None)


def _pair_of(measure: Measure, held: Mapping[int | None, dict]) -> tuple[Ratio, bool] | None:
    """Both numbers of a ratio in one report: as a consolidated one gives them, else from its parts; None for one."""
    own = held.get(measure.pk)
    if own is not None and own["numerator"] is not None:
        return Ratio(own["numerator"], own["denominator"]), own["is_estimate"]
    if measure.numerator_id not in held or measure.denominator_id not in held:
        return None
    top, below = held[measure.numerator_id], held[measure.denominator_id]
    return Ratio(top["number"], below["number"]), top["is_estimate"] or below["is_estimate"]


def _total_of_rows(
    measure: Measure, rows: Mapping[int, list[CountedFigure]], period: Period, asked: int
) -> FigureTotal:
    if measure.numerator_id is not None:
        parts = [
            {name: getattr(row, name) for name in _OF_RATIO}
            for key in (measure.pk, measure.numerator_id, measure.denominator_id)
            for row in (rows.get(key, ()) if key else ())
        ]
        return _ratio_of(measure, parts, asked)
    given = [
        Figure(str(row.agency_id), period, row.number, row.is_estimate) for row in rows.get(measure.pk, ())
    ]
    rule = cast(AddingRule, measure.over_units)
    return FigureTotal(total_over_units(given, rule, asked=asked))
