"""Figures that were reported and have changed since: "số đã báo cáo", "số cập nhật", and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from haidang.engines.reckoning.measures import true_up
from haidang.foundation.counts import ShownCount, shown_figure
from haidang.regimes.enums import ConsolidationState
from haidang.regimes.models import Consolidation, IssuedFigure, Measure, MeasureValue, ReportRound
from haidang.regimes.queries.consolidation_figures import (
    FigureTotal,
    counting_values,
    figures_of_form,
    totals_of_round,
)
from haidang.regimes.queries.consolidation_rows import EarlierRows, measures_behind

# A year is looked back over: what changed in older reports is told by their own next editions.
MONTHS_BACK = 12
UNITS_NAMED = 5
_PLACES = Decimal("0.0001")

type _Told = dict[tuple[int, str], "ToldFigure"]


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A figure as a report tells it; a ratio with both its numbers.

    `told_in` is the token of the report that told it.
    """

    number: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    told_in: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class UpdateSaid:
    """What a figure of an issued report comes to now, beside what was last reported of it, and why.

    `of_round` is the round whose figure it is, `report` the number and sign under which it was issued.
    """

    of_round: int
    report: str
    title: str
    key: str
    label: str
    unit: str
    reported: ToldFigure
    updated: ToldFigure
    why: str

    @property
    def difference(self) -> Decimal | None:
        """What the update adds to what was reported, where both are numbers."""
        if self.reported.number is None or self.updated.number is None:
            return None
        return true_up(self.reported.number, self.updated.number)


def updates_to_tell(consolidation: Consolidation) -> tuple[UpdateSaid, ...]:
    """Return what a report has to true up: figures of earlier issued reports that come to something else now.

    This function will compare with what was told last, in the report itself or in one that trued it up since, so that
    a change is told once; its queries grow with the reports of a year, not with units.
    """
    report_round = consolidation.report_round
    issued = list(
        Consolidation.objects.filter(
            state=ConsolidationState.ISSUED,
            report_round__what=report_round.what,
            report_round__last_month__gte=report_round.first_month - MONTHS_BACK,
            report_round__first_month__lte=report_round.first_month,
        )
        .exclude(pk=consolidation.pk)
        .defer("frozen")
        .select_related("report_round__form")
        .order_by("issued_at", "id")
    )
    told = _told_by(issued)
    latest = {one.report_round_id: one for one in issued}
    return tuple(update for one in latest.values() for update in _changes(one, told))


def changes_since(consolidation: Consolidation) -> tuple[UpdateSaid, ...]:
    """This function will return the figures of an issued report that come to something else now, and why."""
    return tuple(_changes(consolidation, _told_by([consolidation])))


def rows_of_updates(updates: Iterable[UpdateSaid]) -> list[EarlierRows]:
    """This function will return the keys of the very values that updated figures are made of, a query for each."""
    told = list(updates)
    measures = {one.code: one for one in Measure.objects.filter(code__in={one.key for one in told})}
    rounds = ReportRound.objects.in_bulk({one.of_round for one in told})
    return [
        EarlierRows(
            one.of_round,
            one.key,
            tuple(
                counting_values(rounds[one.of_round])
                .filter(measure__in=measures_behind(measures[one.key]))
                .order_by("id")
                .values_list("pk", flat=True)
            ),
        )
        for one in told
    ]


def _told_by(issued: Sequence[Consolidation]) -> _Told:
    """What was told last of each figure: reports in the order of their issue, each with what it trued up."""
    told: _Told = {}
    figures: dict[int, list[IssuedFigure]] = {one.pk: [] for one in issued}
    rows = IssuedFigure.objects.filter(consolidation__in=issued, measure__isnull=False).defer("stood_on")
    for figure in rows.order_by("consolidation_id", "order"):
        figures[figure.consolidation_id].append(figure)
    trued_up = dict(
        Consolidation.objects.filter(pk__in=[one.pk for one in issued]).values_list("pk", "frozen__updates")
    )
    for one in issued:
        for update in trued_up[one.pk] or ():
            trued = _from_frozen(update["updated"])
            told[update["of_round"], update["key"]] = replace(trued, told_in=str(one.token))
        for figure in figures[one.pk]:
            numbers = (figure.number, figure.numerator, figure.denominator)
            told[one.report_round_id, figure.key] = ToldFigure(*numbers, told_in=str(one.token))
    return told


def _changes(issued: Consolidation, told: _Told) -> Iterator[UpdateSaid]:
    report_round = issued.report_round
    now = totals_of_round(report_round, figures_of_form(report_round))
    compared = [
        (figure, _told_now(now[figure.measure_id]))
        for figure in issued.figures.filter(measure__isnull=False).defer("stood_on").order_by("order")
        if figure.measure_id is not None and figure.measure_id in now
    ]
    changed = [(one, number) for one, number in compared if number != told[report_round.pk, one.key]]
    stood = dict(
        issued.figures.filter(pk__in=[one.pk for one, _now in changed]).values_list("pk", "stood_on")
    )
    for figure, number in changed:
        yield UpdateSaid(
            report_round.pk,
            issued.number,
            report_round.title,
            figure.key,
            figure.label,
            figure.unit,
            told[report_round.pk, figure.key],
            number,
            _why(stood[figure.pk], figure, report_round),
        )


def _told_now(total: FigureTotal) -> ToldFigure:
    ratio = total.ratio
    return ToldFigure(
        _kept(total.number),
        _kept(ratio.numerator) if ratio else None,
        _kept(ratio.denominator) if ratio else None,
    )


def _kept(number: Decimal | None) -> Decimal | None:
    return None if number is None else number.quantize(_PLACES)


def _from_frozen(kept: Mapping[str, Any]) -> ToldFigure:
    return ToldFigure(
        _number(kept.get("number")), _number(kept.get("numerator")), _number(kept.get("denominator"))
    )


def _number(text: Any) -> Decimal | None:
    try:
        return None if text in (None, "") else Decimal(text)
    except InvalidOperation:
        return None


def _why(stood_on: Sequence[Mapping[str, Any]], figure: IssuedFigure, report_round: ReportRound) -> str:
    """The units whose figures changed, in the words of papers."""
    measure = figure.measure
    parts = [one for one in (measure.numerator_id, measure.denominator_id) if one] if measure else []
    rows = counting_values(report_round).filter(measure__in=[*parts, figure.measure_id])
    now = list(rows.select_related("agency").order_by("agency__name", "id"))
    before = {row["agency"]: row for row in stood_on}
    said = list(_unit_changes(before, now, parts))
    more = len(said) - UNITS_NAMED
    named = "; ".join(said[:UNITS_NAMED])
    return f"{named}; và {ShownCount(more)} đơn vị khác" if more > 0 else named


def _unit_changes(
    before: Mapping[int, Mapping[str, Any]], now: Iterable[MeasureValue], parts: Sequence[int]
) -> Iterator[str]:
    held: dict[int, dict[int, MeasureValue]] = {}
    for value in now:
        held.setdefault(value.agency_id, {})[value.measure_id] = value
    told_now = {key: words for key, one in held.items() if (words := _numbers_given(one, parts))}
    for key, words in told_now.items():
        ordered = list(held[key].values())
        name = ordered[0].agency.name
        reason = next((f" ({one.reason})" for one in ordered if one.reason), "")
        if key not in before:
            yield f"{name}: số liệu được duyệt sau khi ban hành, {words}{reason}"
        elif (told := _row_words(before[key])) != words:
            estimated = " (ước)" if before[key].get("is_estimate") else ""
            yield f"{name}: {told}{estimated} thành {words}{reason}"
    yield from (
        f"{row['name']}: báo cáo không còn tính" for key, row in before.items() if key not in told_now
    )


def _numbers_given(values: Mapping[int, MeasureValue], parts: Sequence[int]) -> str:
    """What one unit gives of a figure, a ratio with both numbers; "" where one of these is missing."""
    own = next((one for key, one in values.items() if key not in parts), None)
    if own is not None and own.numerator is not None and own.denominator is not None:
        return f"{shown_figure(own.numerator)}/{shown_figure(own.denominator)}"
    if not parts:
        return shown_figure(own.number) if own else ""
    return "/".join(shown_figure(values[one].number) for one in parts) if values.keys() >= set(parts) else ""


def _row_words(row: Mapping[str, Any]) -> str:
    numbers = (_number(row.get(name)) for name in ("number", "of"))
    return "/".join(shown_figure(one) for one in numbers if one is not None)
