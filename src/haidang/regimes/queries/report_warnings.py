"""What a reader of a unit's report should look at: figures and words compared, nothing corrected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from haidang.engines.reckoning.report_warnings import (
    CopiedText,
    copied_text,
    exceeds_whole,
    figure_jump,
)
from haidang.engines.reckoning.told_figures import TableFigure, told_otherwise
from haidang.foundation.counts import shown_figure
from haidang.regimes.models import Measure
from haidang.regimes.queries.unit_reports import FigureRow, SectionRow, UnitReport

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class ReportWarning:
    """One thing to look at: in which section, what was found; a copied text comes with its difference."""

    section_id: int
    text: str
    copied: CopiedText | None = field(default=None)


def report_warnings(report: UnitReport) -> list[ReportWarning]:
    """This function will find with one query what is worth a second look in a unit's report, in the order of its
    sections.
    """
    rows = [(section, row) for section in report.sections for row in section.figures]
    ratios = _ratios_of([row for _section, row in rows])
    table = [
        TableFigure(row.asked.measure.name, row.number) for _section, row in rows if row.number is not None
    ]
    found = [one for section in report.sections for one in _of_words(section, table)]
    found += [one for section, row in rows for one in _of_figure(section, row)]
    found += _over_whole(rows, ratios)
    order = {section.section.pk: number for number, section in enumerate(report.sections)}
    return sorted(found, key=lambda one: order[one.section_id])


def _of_words(section: SectionRow, table: Iterable[TableFigure]) -> Iterable[ReportWarning]:
    text = section.narrative.text if section.narrative else ""
    copied = copied_text(section.text_before, text)
    if copied is not None:
        words = _("%(share)s%% of the words are those of last period, dates and numbers aside.")
        yield ReportWarning(
            section.section.pk, words % {"share": shown_figure(copied.share * _HUNDRED)}, copied
        )
    for one in told_otherwise(text, table):
        words = _("The text says “%(words)s”, the table has %(number)s.")
        told = {"words": one.words, "number": shown_figure(one.figure.number)}
        yield ReportWarning(section.section.pk, words % told)


def _of_figure(section: SectionRow, row: FigureRow) -> Iterable[ReportWarning]:
    jump = figure_jump(row.number, row.history) if row.number is not None else None
    if jump is None:
        return
    told = {
        "name": row.asked.measure.name,
        "number": shown_figure(jump.number),
        "nearest": shown_figure(jump.nearest),
    }
    if jump.is_above:
        words = _("“%(name)s” is %(number)s; the most this unit ever reported lately is %(nearest)s.")
    else:
        words = _("“%(name)s” is %(number)s; the least this unit ever reported lately is %(nearest)s.")
    yield ReportWarning(section.section.pk, words % told)


def _ratios_of(rows: Iterable[FigureRow]) -> list[tuple[int, int]]:
    return parts_and_wholes([row.asked.measure_id for row in rows])


def parts_and_wholes(measures: Sequence[int]) -> list[tuple[int, int]]:
    """This function will return of measures the pairs of which one is a part of the other."""
    ratios = Measure.objects.filter(numerator__in=measures, denominator__in=measures)
    found = ratios.order_by("id").values_list("numerator_id", "denominator_id")
    return [(part, whole) for part, whole in found if part is not None and whole is not None]


def _over_whole(
    rows: Iterable[tuple[SectionRow, FigureRow]], ratios: Iterable[tuple[int, int]]
) -> list[ReportWarning]:
    by_measure: dict[int, tuple[SectionRow, FigureRow, Decimal]] = {
        row.asked.measure_id: (section, row, row.number) for section, row in rows if row.number is not None
    }
    words = _("“%(part)s” (%(n)s) is more than “%(whole)s” (%(d)s), of which it is a part.")
    found = []
    for part, whole in ratios:
        if part not in by_measure or whole not in by_measure:
            continue
        section, row, n = by_measure[part]
        _section, of, d = by_measure[whole]
        if exceeds_whole(n, d):
            told = {
                "part": row.asked.measure.name, "n": shown_figure(n),
                "whole": of.asked.measure.name, "d": shown_figure(d),
            }  # fmt: skip
            found.append(ReportWarning(section.section.pk, words % told))
    return found
