"""What an existing report would put into a unit's report: each proposal with the place where it was found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from haidang.engines.reckoning.paper_proposals import (
    AskedFigure,
    AskedSection,
    FigureProposed,
    PaperLine,
    PaperTable,
    SectionProposed,
    propose_figures,
    propose_sections,
)
from haidang.regimes.queries.unit_reports import UnitReport
from haidang.reports.queries.answer_words import figure_as_written

LONGEST_PLACE = 300


@dataclass(frozen=True, slots=True)
class Proposed:
    """Words or a figure as they would be typed, and where in the paper they stand."""

    text: str
    place: str


def paper_proposals(report: UnitReport, paper: Any) -> Mapping[str, list[Proposed]]:
    """This function will propose from an opened paper (`documents.operations.opening`) by key of section and figure.

    Figures with more decimals than their measure has, or below zero, are not proposed.
    """
    lines = [PaperLine(one.number, one.text, one.page, one.is_in_table) for one in paper.lines]
    tables = [PaperTable(one.rows, one.lines) for one in paper.tables]
    pages = {one.number: one.page for one in lines}
    found: defaultdict[str, list[Proposed]] = defaultdict(list)
    sections = [
        AskedSection(f"P{row.section.pk}", row.section.label, row.section.title) for row in report.sections
    ]
    for section in propose_sections(lines, sections):
        found[section.key].append(Proposed(section.text, _place_of_section(section, pages)))
    measures = {
        f"S{row.asked.measure_id}": row.asked.measure for one in report.sections for row in one.figures
    }
    asked = [AskedFigure(key, one.name) for key, one in measures.items()]
    for figure in propose_figures(lines, tables, asked):
        if round(figure.number, measures[figure.key].decimals) == figure.number >= Decimal(0):
            place = _place_of_figure(figure, pages)
            found[figure.key].append(Proposed(figure_as_written(figure.number), place))
    return found


def headings_asked(report: UnitReport) -> Iterable[str]:
    """This function will name the sections of a report as a paper would have to head them."""
    return [str(row.section) for row in report.sections]


def _place_of_section(one: SectionProposed, pages: Mapping[int, int | None]) -> str:
    told = {"heading": one.heading[:120], "first": one.first_line, "last": one.last_line}
    page = pages.get(one.first_line)
    words = (
        _("Under “%(heading)s”, lines %(first)d to %(last)d.")
        if page is None
        else _("Under “%(heading)s”, page %(page)d, lines %(first)d to %(last)d.") % {**told, "page": page}
    )
    said = words % told if page is None else words
    return said if one.is_exact else f"{said} {_('The title is not quite that of the form.')}"


def _place_of_figure(one: FigureProposed, pages: Mapping[int, int | None]) -> str:
    told = {"table": one.table, "line": one.line, "words": one.words[:160], "page": pages.get(one.line)}
    if one.table is not None and one.words:
        return _("Table %(table)d, line %(line)d, column “%(words)s”.") % told
    if one.table is not None:
        return _("Table %(table)d, line %(line)d.") % told
    if told["page"] is not None:
        return _("Page %(page)d, line %(line)d: “%(words)s”.") % told
    return _("Line %(line)d: “%(words)s”.") % told
