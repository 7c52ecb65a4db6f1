"""One number of an issued report, as its page shows it: the rows it stood on, the units without one, and rows now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from haidang.agencies.enums import AgencyKind
from haidang.engines.reckoning.measures import Ratio, Total
from haidang.regimes.enums import AddingUp
from haidang.regimes.models import Consolidation, IssuedFigure, Measure, ReportRound
from haidang.regimes.queries.consolidation_content import NIL, RATIO
from haidang.regimes.queries.consolidation_figures import FigureTotal
from haidang.regimes.queries.consolidation_rows import row_as_kept, rows_now, rows_of_values

type Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NumberShown:
    """A number with its rows; `without` are the units that were asked for it and gave none, `of_kind` whose it is."""

    label: str
    unit: str
    total: FigureTotal
    rows: Sequence[Row]
    without: Sequence[Row] = ()
    of_kind: Any = ""


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What one unit gives of a figure now beside what it gave when the report was issued; None where it gives none."""

    name: str
    obligation: int
    version: int
    before: Row | None
    now: Row | None

    @property
    def difference(self) -> Decimal:
        """What the unit's figure has changed by; of a ratio that of its numerator."""
        before, now = (
            Decimal(one["number"]) if one is not None else Decimal(0) for one in (self.before, self.now)
        )
        return now - before

    @property
    def is_same(self) -> bool:
        """Whether the unit gives just what it gave."""
        return self.before is not None and self.now is not None and _given(self.before) == _given(self.now)


@dataclass(frozen=True, slots=True)
class NumberNow:
    """An issued figure beside what it comes to now, unit by unit."""

    before: FigureTotal
    now: FigureTotal
    changes: Sequence[UnitChange]

    @property
    def difference(self) -> Decimal | None:
        """What the figure has changed by; of a ratio nothing is told, as its parts are."""
        if self.now.ratio is not None or self.before.ratio is not None:
            return None
        return (self.now.number or Decimal(0)) - (self.before.number or Decimal(0))


def issued_number(figure: IssuedFigure, kind: str = "") -> NumberShown:
    """Return a figure of an issued report, of all units or of one kind of them, with its rows.

    This function will read with it the units that gave none, as the report knew them on issue.
    """
    told = _frozen_parts(figure.consolidation, "inputs", "unanswered", "missing")
    groups = {one["obligation"]: one.get("group", "") for one in told["inputs"]}
    rows = [one for one in figure.stood_on if not kind or groups.get(one["obligation"]) == kind]
    without = [one for one in _units_without(figure, told) if not kind or one["group"] == kind]
    if not kind:
        ratio = _ratio(figure.numerator, figure.denominator)
        counted = Total(figure.number, figure.given, figure.asked, figure.has_estimates)
        return NumberShown(figure.label, figure.unit, FigureTotal(counted, ratio), rows, without)
    total = _total(figure.how, rows, len(rows) + len(without))
    return NumberShown(figure.label, figure.unit, total, rows, without, AgencyKind(kind).label)


def earlier_number(made: Consolidation, key: str, report_round: ReportRound) -> NumberShown | None:
    """This function will return a figure of another period that a report printed; None where it printed none."""
    kept = _frozen_parts(made, "earlier")["earlier"]
    values = next(
        (one["values"] for one in kept if (one["of_round"], one["key"]) == (report_round.pk, key)), None
    )
    if values is None:
        return None
    measure = Measure.objects.get(code=key)
    rows = [row_as_kept(one) for one in rows_of_values(measure, values)]
    return NumberShown(measure.name, measure.unit, _total(_rule_of(measure), rows, len(rows)), rows)


def number_now(figure: IssuedFigure, measure: Measure) -> NumberNow:
    """This function will set what each unit gave of an issued figure beside what it gives now, with one query."""
    now = [row_as_kept(one) for one in rows_now(figure.consolidation.report_round, measure)]
    before = {one["obligation"]: one for one in figure.stood_on}
    given = {one["obligation"]: one for one in now}
    return NumberNow(
        _total(figure.how, figure.stood_on, figure.asked),
        _total(figure.how, now, figure.asked),
        sorted(
            (_change_of(key, before.get(key), given.get(key)) for key in before.keys() | given.keys()),
            key=lambda one: (one.name, one.obligation),
        ),
    )


def _change_of(obligation: int, before: Row | None, now: Row | None) -> UnitChange:
    latest = now or before or {}
    return UnitChange(latest["name"], obligation, latest["version"], before, now)


def _given(row: Row) -> tuple[Decimal, str]:
    return Decimal(row["number"]), row["of"]


def _frozen_parts(made: Consolidation, *names: str) -> dict[str, list[Any]]:
    """Some of what is frozen; reports issued before a part was kept have none of it."""
    keys = {f"frozen__{one}": one for one in names}
    [row] = Consolidation.objects.filter(pk=made.pk).values(*keys)
    return {name: row[key] or [] for key, name in keys.items()}


def _units_without(figure: IssuedFigure, told: Mapping[str, list[Any]]) -> list[Row]:
    """Units that had reported without the figure, then those that had not reported at all."""
    given = {one["obligation"] for one in figure.stood_on}
    reported = [
        {"name": one["agency"], "group": ""} | one for one in told["inputs"] if one["obligation"] not in given
    ]
    if figure.key == NIL:
        return reported
    unanswered = told["unanswered"] or [{"agency": one} for one in told["missing"]]
    return [
        *reported,
        *({"name": one["agency"], "group": "", "version": 0} | one for one in unanswered),
    ]


def _rule_of(measure: Measure) -> str:
    return RATIO if measure.numerator_id is not None else measure.over_units


def _total(how: str, rows: Iterable[Row], asked: int) -> FigureTotal:
    """What rows come to by the rule of their figure."""
    given = list(rows)
    numbers = [Decimal(one["number"]) for one in given]
    estimated = any(one["is_estimate"] for one in given)
    if not numbers or how == AddingUp.NONE:
        return FigureTotal(Total(None, len(given), asked, estimated))
    if how == RATIO:
        below = sum((Decimal(one["of"]) for one in given), Decimal(0))
        ratio = Ratio(sum(numbers, Decimal(0)), below)
        return FigureTotal(Total(None, len(given), asked, estimated), ratio)
    number = max(numbers) if how == AddingUp.MAX else sum(numbers, Decimal(0))
    return FigureTotal(Total(number, len(given), asked, estimated))


def _ratio(numerator: Decimal | None, denominator: Decimal | None) -> Ratio | None:
    return None if numerator is None or denominator is None else Ratio(numerator, denominator)
