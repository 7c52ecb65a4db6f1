"""Figures that criteria are reckoned from: of each unit so much of so much, with every row they stand on.

Work is counted over all its periods within the span. Figures of reports are taken for the longest periods that lie
within it and do not overlap (the year before its halves, these before quarters), each measure added up over time by its
own rule; a period counts once every measure of the formula was given in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from haidang.agencies.models import Agency
from haidang.engines.reckoning.formulas import Formula, Known, parse_formula, reckon_formula, written_formula
from haidang.engines.reckoning.measures import Figure, total_over_time, total_over_units
from haidang.engines.reckoning.periods import Period
from haidang.indicators.models import Indicator
from haidang.indicators.queries.names import known_names, measures_named, work_named
from haidang.indicators.queries.series import HUNDRED, condition_of_work
from haidang.oversight.enums import DrawnFrom
from haidang.oversight.models import Criterion
from haidang.regimes.models import Measure, MeasureValue
from haidang.reports.enums import ObligationKind, SubmissionState, WorkProgress
from haidang.reports.models import Obligation

KEY_OF_REQUEST = "request:emulation-"
PER_CENT = "%"
_ANSWERED = Q(fate__in=(SubmissionState.SENT, SubmissionState.ACCEPTED))
_IN_TIME = _ANSWERED & Q(first_sent_on__lte=F("due_on"))
# Of each source which obligations are owed, and which of them are done.
_WORKS: dict[str, tuple[Q, Q]] = {
    DrawnFrom.TIMELY: (Q(), _IN_TIME),
    DrawnFrom.REPORTS: (Q(kind=ObligationKind.REPORT), _IN_TIME),
    DrawnFrom.TASKS: (
        Q(kind=ObligationKind.PROGRESS),
        _IN_TIME & Q(standing__progress=WorkProgress.DONE),
    ),
    DrawnFrom.PLANS: (Q(kind=ObligationKind.PLAN), _ANSWERED),
}


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One row behind a figure: the obligation it comes from, what was counted, how much."""

    obligation: int
    name: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class Drawn:
    """The figure of one unit: so much of so much, of which periods, from which rows."""

    numerator: Decimal
    denominator: Decimal | None
    rows: tuple[DrawnRow, ...]
    periods: tuple[str, ...] = ()
    is_estimate: bool = False

    def value_in(self, unit: str) -> Decimal | None:
        """This function will return the number that is compared: a share of a hundred in "%"; None over nothing."""
        if self.denominator is None:
            return self.numerator
        if not self.denominator:
            return None
        return self.numerator / self.denominator * (HUNDRED if unit == PER_CENT else 1)


@dataclass(frozen=True, slots=True)
class DrawnBy:
    """How a criterion's figure is reckoned: its unit, the formula as text and in the words of both its sums."""

    unit: str
    formula: str
    above: str
    below: str
    lower_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """Whose figures are asked for, of which months, as of which day; `units` tells for which unit each body counts."""

    units: Mapping[int, int]
    span: Period
    on: date


type _Given = tuple[int, Period, str, Decimal, bool, int]


def drawn_by(criterion: Criterion, known: Mapping[str, Known]) -> DrawnBy:
    """This function will tell how the figure of a criterion is reckoned; `known` are the names of formulas."""
    indicator = criterion.indicator
    if indicator is None:
        return DrawnBy(PER_CENT, criterion.drawn_from, "", "")
    above, below = written_formula(parse_formula(indicator.formula), known)
    if indicator.is_growth:
        whole = f"{above} / {below}" if below else above
        above, below = _("growth since the same period of last year of: %(what)s") % {"what": whole}, ""
    return DrawnBy(indicator.unit, indicator.formula, above, below, indicator.direction == "down")


def drawn_figures(criteria: Iterable[Criterion], within: Within) -> dict[int, dict[int, Drawn]]:
    """This function will return the figure of each unit by criterion; at most two queries for each drawn criterion."""
    return {one.pk: _drawn(one, within) for one in criteria if one.drawn_from}


def names_for(criteria: Iterable[Criterion]) -> dict[str, Known]:
    """This function will return the names of formulas, where a criterion has one."""
    return known_names() if any(one.indicator_id for one in criteria) else {}


def _drawn(criterion: Criterion, within: Within) -> dict[int, Drawn]:
    if criterion.indicator is not None:
        return _of_indicator(criterion.indicator, within)
    owed, done = _WORKS[criterion.drawn_from]
    rows: dict[int, list[DrawnRow]] = defaultdict(list)
    for unit, obligation, is_done in (
        _work(within).filter(owed).annotate(is_done=_flag(done)).values_list("agency", "pk", "is_done")
    ):
        rows[within.units[unit]].append(DrawnRow(obligation, "", Decimal(int(is_done))))
    return {
        unit: Drawn(sum((one.number for one in told), Decimal(0)), Decimal(len(told)), tuple(told))
        for unit, told in rows.items()
    }


def _work(within: Within) -> QuerySet[Obligation]:
    """What was due within the span by the day, less what was waived, less the self-scores themselves."""
    return (
        Obligation.objects.filter(
            agency__in=within.units,
            first_month__gte=within.span.first,
            last_month__lte=within.span.last,
            due_on__lte=within.on,
            waived_on=None,
            whole=None,
        )
        .exclude(what__startswith=KEY_OF_REQUEST)
        .order_by("due_on", "id")
    )


def _flag(condition: Q) -> Case | Value:
    """Whether a row is so; what asks nothing is so of every row."""
    if not condition:
        return Value(True, output_field=BooleanField())
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _of_indicator(indicator: Indicator, within: Within) -> dict[int, Drawn]:
    found = _of_formula(indicator, within)
    if not indicator.is_growth:
        return found
    before = _of_formula(indicator, replace(within, span=within.span.same_last_year()))
    grown = {unit: _grown(one, before[unit]) for unit, one in found.items() if unit in before}
    return {unit: one for unit, one in grown.items() if one is not None}


def _grown(now: Drawn, then: Drawn) -> Drawn | None:
    """By how much of what it was a year before a figure has changed, on the rows of both years."""
    value, before = now.value_in(""), then.value_in("")
    if value is None or not before:
        return None
    periods, is_estimate = (*now.periods, *then.periods), now.is_estimate or then.is_estimate
    return Drawn(value - before, before, (*now.rows, *then.rows), periods, is_estimate)


def _of_formula(indicator: Indicator, within: Within) -> dict[int, Drawn]:
    formula = parse_formula(indicator.formula)
    units = _units_meant(indicator, within)
    given = _given(formula, Within(units, within.span, within.on))
    counted = _counted(formula, Within(units, within.span, within.on))
    told = Measure.objects.filter(code__in=measures_named(formula))
    rules = {code: (units, time) for code, units, time in told.values_list("code", "over_units", "over_time")}
    found = {}
    for unit in given.keys() | counted.keys():
        drawn = _reckoned(formula, given.get(unit, []), counted.get(unit, []), (within.span, rules))
        if drawn is not None:
            found[unit] = drawn
    return found


def _units_meant(indicator: Indicator, within: Within) -> Mapping[int, int]:
    if not indicator.kinds:
        return within.units
    units = Agency.objects.without_tree_fields().filter(pk__in=within.units, kind__in=indicator.kinds)
    meant = set(units.values_list("pk", flat=True))
    return {body: unit for body, unit in within.units.items() if unit in meant}


def _given(formula: Formula, within: Within) -> dict[int, list[_Given]]:
    names = measures_named(formula)
    if not names:
        return {}
    values = MeasureValue.objects.filter(
        counts=True,
        measure__code__in=names,
        agency__in=within.units,
        first_month__gte=within.span.first,
        last_month__lte=within.span.last,
    ).order_by("first_month", "last_month", "measure__code", "id")
    found: dict[int, list[_Given]] = defaultdict(list)
    for unit, first, last, code, number, is_estimate, obligation in values.values_list(
        "agency",
        "first_month",
        "last_month",
        "measure__code",
        "number",
        "is_estimate",
        "submission__obligation",
    ):
        told = (unit, Period(first, last), code, number, is_estimate, obligation)
        found[within.units[unit]].append(told)
    return found


def _counted(formula: Formula, within: Within) -> dict[int, list[DrawnRow]]:
    works = work_named(formula)
    if not works:
        return {}
    flags = {f"is_{at}": _flag(condition_of_work(one)) for at, one in enumerate(works)}
    rows: dict[int, list[DrawnRow]] = defaultdict(list)
    for unit, obligation, *told in _work(within).annotate(**flags).values_list("agency", "pk", *flags):
        rows[within.units[unit]] += [
            DrawnRow(obligation, one.value, Decimal(1))
            for one, is_so in zip(works, told, strict=True)
            if is_so
        ]
    return rows


def _reckoned(
    formula: Formula,
    given: Sequence[_Given],
    counted: Sequence[DrawnRow],
    rule: tuple[Period, Mapping[str, tuple[str, str]]],
) -> Drawn | None:
    """The formula over what was given in whole periods that do not overlap, and over the work counted."""
    span, rules = rule
    kept = _whole_periods(given, set(measures_named(formula)))
    figures: dict[str, Decimal] = {one.value: Decimal(0) for one in work_named(formula)}
    for row in counted:
        figures[row.name] += row.number
    for code in measures_named(formula):
        over_units, over_time = rules[code]
        own = _over_bodies([one for one in kept if one[2] == code], over_units)
        total = total_over_time(own, over_time, span).number  # type: ignore[arg-type]
        if total is None:
            return None
        figures[code] = total
    ratio = reckon_formula(formula, figures)
    if ratio is None:
        return None
    return Drawn(
        ratio.numerator,
        ratio.denominator if formula.is_ratio else None,
        (*(DrawnRow(one[5], one[2], one[3]) for one in kept), *counted),
        tuple(dict.fromkeys(one[1].label for one in kept)),
        any(one[4] for one in kept),
    )


def _over_bodies(given: Sequence[_Given], rule: str) -> list[Figure]:
    """The figures of one measure by period; bodies that became one unit are added up as units are."""
    by_period: dict[Period, list[Figure]] = defaultdict(list)
    for _unit, period, _code, number, is_estimate, _owed in given:
        by_period[period].append(Figure("", period, number, is_estimate))
    found = []
    for told in by_period.values():
        total = total_over_units(told, rule, asked=len(told)).number  # type: ignore[arg-type]
        if len(told) == 1:
            found.append(told[0])
        elif total is not None:
            found.append(Figure("", told[0].period, total))
    return found


def _whole_periods(given: Sequence[_Given], names: set[str]) -> list[_Given]:
    """What bodies gave whole for a period, the longest periods first; none of a body that overlap."""
    by_place: dict[tuple[Period, int], list[_Given]] = defaultdict(list)
    for one in given:
        by_place[one[1], one[0]].append(one)
    whole = {place for place, told in by_place.items() if {one[2] for one in told} == names}
    chosen: list[Period] = []
    for period in sorted({period for period, _name in whole}, key=lambda one: (-one.length, one.first)):
        if not any(period.overlaps(other) for other in chosen):
            chosen.append(period)
    return [one for period, body in sorted(whole) if period in chosen for one in by_place[period, body]]
