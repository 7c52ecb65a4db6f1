"""All that a consolidated report says, gathered into plain values, with what every number of it stands on."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import translation

from haidang.agencies.enums import AgencyKind
from haidang.engines.reckoning.measures import Total
from haidang.engines.reckoning.periods import Period
from haidang.regimes.enums import AddingUp, SectionKind
from haidang.regimes.models import (
    Consolidation,
    FormFigure,
    IssuedFigure,
    Pick,
    ReportRound,
    Section,
)
from haidang.regimes.queries.consolidation_charts import (
    ChartSaid,
    DrawnRound,
    charts_of_section,
    earlier_numbers,
    earlier_rows,
    figures_to_draw,
)
from haidang.regimes.queries.consolidation_figures import (
    CountedFigure,
    FigureTotal,
    OwedLine,
    RoundTotals,
    Totals,
    counted_figures,
    figures_of_form,
    owed_lines,
    totals_of_groups,
    totals_of_rows,
)
from haidang.regimes.queries.consolidation_rows import (
    EarlierRows,
    StoodOn,
    held_by_measure,
    row_as_kept,
    rows_stood_on,
    written_exactly,
)
from haidang.regimes.queries.consolidation_texts import tickets_of_round
from haidang.regimes.queries.consolidation_updates import UpdateSaid, rows_of_updates, updates_to_tell
from haidang.reports.enums import SubmissionKind

REPORTED, NIL = "don-vi-da-bao-cao", "khong-phat-sinh"
RATIO = "ratio"
COUNT = "count"


@dataclass(frozen=True, slots=True)
class PieceSaid:
    """A piece of text with the heading above it and the unit it is from, where that is named.

    It is taken from a version of a report, or from a ticket; 0 where it is from neither.
    """

    text: str
    heading: str = ""
    source: str = ""
    obligation: int = 0
    version: int = 0
    ticket: int = 0


@dataclass(frozen=True, slots=True)
class FigureSaid:
    """A figure of the report, ready to be written; `key` finds what it stood on."""

    key: str
    label: str
    unit: str
    total: FigureTotal
    group: str = ""


@dataclass(frozen=True, slots=True)
class SectionSaid:
    """One section of the report."""

    label: str
    title: str
    pieces: tuple[PieceSaid, ...] = ()
    figures: tuple[FigureSaid, ...] = ()
    tickets: tuple[PieceSaid, ...] = ()
    charts: tuple[ChartSaid, ...] = ()


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A unit that had not reported: what it owes and of which kind it is."""

    obligation: int
    agency: str
    group: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """The figures of one unit, in the order of the columns; one that was not given is None."""

    name: str
    group: str
    numbers: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class UnitsTable:
    """The figures of every unit, groups together; `keys` and `totals` are those of the columns."""

    columns: tuple[str, ...]
    rows: tuple[UnitRow, ...]
    keys: tuple[str, ...] = ()
    totals: tuple[Decimal | None, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What a consolidated report says; `earlier` are the rows of its numbers of other periods."""

    title: str
    closes_on: date
    is_estimate: bool
    reported: FigureSaid
    nil: int
    missing: tuple[str, ...]
    sections: tuple[SectionSaid, ...]
    units: UnitsTable
    updates: tuple[UpdateSaid, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    earlier: tuple[EarlierRows, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """A report with what its numbers stand on and the versions it was made from."""

    content: ReportContent
    figures: tuple[IssuedFigure, ...]
    inputs: tuple[dict[str, Any], ...] = field(default=())


def gathered_report(consolidation: Consolidation) -> Gathered:
    """Gather a report from what is chosen and accepted now; every total is reckoned from the rows it is shown to
    stand on. Its words are those of papers, so they are Vietnamese in any language.

    This function will take a number of queries that does not grow with units.
    """
    with translation.override("vi"):
        return _gathered(consolidation)


def _gathered(consolidation: Consolidation) -> Gathered:
    report_round = consolidation.report_round
    figures, owed = figures_of_form(report_round), owed_lines(report_round)
    values = counted_figures(report_round)
    period = Period(report_round.first_month, report_round.last_month)
    totals = totals_of_rows(values, figures, period, asked=len(owed))
    groups = totals_of_groups(owed, values, figures, period)
    content = _content(consolidation, figures, owed, RoundTotals(totals, groups))
    whole = replace(
        content,
        units=_units_table(owed, values, figures, totals),
        unanswered=tuple(
            Unanswered(one.obligation_id, one.agency, one.agency_kind) for one in owed if not one.has_answered
        ),
        earlier=_earlier_rows(report_round, content, figures),
    )
    return Gathered(whole, _issued_figures(whole, owed, values, figures), _inputs(owed))


def drafted_report(
    consolidation: Consolidation, figures: Sequence[FormFigure], totals: RoundTotals
) -> Gathered:
    """This function will return the same for the page of a report, from totals that the database has added up.

    What numbers stand on and the table of units are left out: of a country these are very many rows.
    """
    owed = owed_lines(consolidation.report_round)
    with translation.override("vi"):
        content = _content(consolidation, figures, owed, totals)
    return Gathered(content, _issued_figures(content, (), (), figures), _inputs(owed))


def _content(
    consolidation: Consolidation,
    figures: Sequence[FormFigure],
    owed: Sequence[OwedLine],
    totals: RoundTotals,
) -> ReportContent:
    report_round = consolidation.report_round
    charted = figures_to_draw(figures, totals.whole) if consolidation.has_charts else []
    earlier = earlier_numbers(report_round, [one.measure_id for one in charted])
    drawn = DrawnRound(report_round, totals, earlier)
    return ReportContent(
        title=report_round.title,
        closes_on=report_round.closes_on,
        is_estimate=report_round.is_estimate,
        reported=_reported(owed),
        nil=len(_nil_reports(owed)),
        missing=tuple(one.agency for one in owed if not one.has_answered),
        sections=tuple(_sections(consolidation, figures, drawn)),
        units=UnitsTable((), ()),
        updates=updates_to_tell(consolidation),
    )


def frozen_form(content: ReportContent, inputs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """This function will return what a report says as JSON keeps it, with the versions it was made from."""
    plain = json.loads(json.dumps(asdict(content), default=str))
    return {**plain, "inputs": [dict(one) for one in inputs]}


def content_digest(frozen: Mapping[str, Any], figures: Iterable[IssuedFigure]) -> str:
    """This function will return the SHA-256 of all that an issued report says and what its numbers stood on."""
    told = [
        [
            one.key,
            one.label,
            one.unit,
            one.how,
            *map(written_exactly, _numbers_of(one)),
            one.given,
            one.asked,
            one.stood_on,
        ]
        for one in sorted(figures, key=lambda one: one.key)
    ]
    text = json.dumps([dict(frozen), told], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_as_issued(consolidation: Consolidation) -> bool:
    """This function will tell whether an issued report still says, number by number, what it said on issue."""
    return content_digest(consolidation.frozen, consolidation.figures.all()) == consolidation.digest


def _numbers_of(figure: IssuedFigure) -> tuple[Decimal | None, ...]:
    return figure.number, figure.numerator, figure.denominator


def _earlier_rows(
    report_round: ReportRound, content: ReportContent, figures: Sequence[FormFigure]
) -> tuple[EarlierRows, ...]:
    measures = {one.measure.code: one.measure_id for one in figures}
    charted = {one.key: measures[one.key] for said in content.sections for one in said.charts if one.rounds}
    return (*earlier_rows(report_round, charted), *rows_of_updates(content.updates))


def _answered(owed: Sequence[OwedLine]) -> list[OwedLine]:
    return [one for one in owed if one.has_answered]


def _reported(owed: Sequence[OwedLine]) -> FigureSaid:
    count = len(_answered(owed))
    return FigureSaid(REPORTED, "", "", FigureTotal(Total(Decimal(count), count, len(owed))))


def _nil_reports(owed: Sequence[OwedLine]) -> list[OwedLine]:
    return [one for one in _answered(owed) if one.kind == SubmissionKind.NIL]


def _nil(content: ReportContent) -> FigureSaid:
    """The units with nothing to report, of those that have reported."""
    number, asked = content.nil, content.reported.total.total.given
    return FigureSaid(NIL, "", "", FigureTotal(Total(Decimal(number), number, asked)))


def _sections(
    consolidation: Consolidation, figures: Sequence[FormFigure], drawn: DrawnRound
) -> Iterable[SectionSaid]:
    report_round = consolidation.report_round
    picks: defaultdict[int, list[Pick]] = defaultdict(list)
    chosen = Pick.objects.filter(part__consolidation=consolidation).order_by("order", "id")
    for one in chosen.select_related("part", "narrative__submission__agency"):
        picks[one.part.section_id].append(one)
    sections = list(report_round.form.sections.order_by("order"))
    has_tickets = any(one.kind == SectionKind.TICKETS for one in sections)
    tickets = _tickets_said(report_round) if has_tickets else ()
    for section in sections:
        asked = [one for one in figures if one.section_id == section.pk]
        yield SectionSaid(
            section.label,
            section.title,
            tuple(_piece_said(one) for one in picks[section.pk]),
            tuple(_figure_said(one, drawn.totals.whole) for one in asked),
            tickets if section.kind == SectionKind.TICKETS else (),
            charts_of_section(asked, drawn) if consolidation.has_charts else (),
        )


def _piece_said(pick: Pick) -> PieceSaid:
    is_named = pick.is_source_named and pick.narrative is not None
    source = pick.narrative.submission.agency.name if is_named and pick.narrative else ""
    if pick.narrative is None:
        return PieceSaid(pick.text, pick.heading, source)
    taken = pick.narrative.submission
    return PieceSaid(pick.text, pick.heading, source, taken.obligation_id, taken.number or 0)


def _tickets_said(report_round: ReportRound) -> tuple[PieceSaid, ...]:
    return tuple(
        PieceSaid(one.text, str(one.get_kind_display()), one.agency.name, ticket=one.pk)
        for one in tickets_of_round(report_round)
    )


def _figure_said(asked: FormFigure, totals: Mapping[int, FigureTotal]) -> FigureSaid:
    measure = asked.measure
    return FigureSaid(measure.code, measure.name, measure.unit, totals[asked.measure_id], asked.group)


def _units_table(
    owed: Sequence[OwedLine],
    values: Sequence[CountedFigure],
    figures: Sequence[FormFigure],
    totals: Totals,
) -> UnitsTable:
    plain = list(
        {one.measure_id: one.measure for one in figures if one.measure.numerator_id is None}.values()
    )
    numbers = {(one.agency_id, one.measure_id): one.number for one in values}
    places = {kind: place for place, kind in enumerate(AgencyKind.values)}
    names = {kind: str(name).capitalize() for kind, name in AgencyKind.choices}
    return UnitsTable(
        tuple(f"{one.name} ({one.unit})" for one in plain),
        tuple(
            UnitRow(
                one.agency,
                names[one.agency_kind],
                tuple(numbers.get((one.agency_id, measure.pk)) for measure in plain),
            )
            for one in sorted(owed, key=lambda one: places[one.agency_kind])
        ),
        tuple(one.code for one in plain),
        tuple(totals[one.pk].total.number for one in plain),
    )


def _inputs(owed: Sequence[OwedLine]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "obligation": one.obligation_id,
            "agency": one.agency,
            "submission": one.submission_id,
            "version": one.version,
            "state": one.state,
            "group": one.agency_kind,
        }
        for one in _answered(owed)
    )


def _issued_figures(
    content: ReportContent,
    owed: Sequence[OwedLine],
    values: Sequence[CountedFigure],
    figures: Sequence[FormFigure],
) -> tuple[IssuedFigure, ...]:
    held = held_by_measure(values)
    asked = {one.measure.code: one.measure for one in figures}
    said = {one.key: one for section in content.sections for one in section.figures}
    rows = [_counted(content.reported, _answered(owed))]
    if content.nil:
        rows.append(_counted(_nil(content), _nil_reports(owed)))
    for key, one in said.items():
        measure = asked[key]
        row = _plain_figure(one)
        row.measure, row.order = measure, len(rows)
        row.how = RATIO if measure.numerator_id else measure.over_units
        row.stood_on = [row_as_kept(each) for each in rows_stood_on(measure, held)]
        rows.append(row)
    return tuple(rows)


def _plain_figure(said: FigureSaid) -> IssuedFigure:
    total, ratio = said.total.total, said.total.ratio
    return IssuedFigure(
        key=said.key,
        label=said.label,
        unit=said.unit,
        how=AddingUp.NONE,
        number=_kept(said.total.number),
        numerator=_kept(ratio.numerator) if ratio else None,
        denominator=_kept(ratio.denominator) if ratio else None,
        given=total.given,
        asked=total.asked,
        has_estimates=total.has_estimates,
    )


def _kept(number: Decimal | None) -> Decimal | None:
    return None if number is None else number.quantize(Decimal("0.0001"))


def _counted(said: FigureSaid, reports: Sequence[OwedLine]) -> IssuedFigure:
    row = _plain_figure(said)
    row.order, row.how = (REPORTED, NIL).index(said.key), COUNT
    row.stood_on = [
        row_as_kept(StoodOn(one.agency_id, one.agency, one.obligation_id, one.version or 0, "1"))
        for one in reports
    ]
    return row


def sections_of_round(report_round: ReportRound) -> list[Section]:
    """This function will return the outline of a round."""
    return list(report_round.form.sections.order_by("order"))
