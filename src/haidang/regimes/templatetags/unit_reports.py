"""Places of remarks in a report and what it asks for, for its pages."""

from typing import Any

from django import template

from haidang.regimes.queries.unit_reports import FigureRow, SectionRow, UnitReport

register = template.Library()


@register.filter
def remark_at_section(form: Any, row: SectionRow) -> Any:
    """This function will return the field for a remark on the words of a section."""
    return form.at_section(row)


@register.filter
def remark_at_figure(form: Any, row: FigureRow) -> Any:
    """This function will return the field for a remark on a figure."""
    return form.at_figure(row)


@register.filter
def asks_for(report: UnitReport, kind: str) -> bool:
    """This function will tell whether a report has a section of a kind, so that the page shows it there only."""
    return any(row.section.kind == kind for row in report.sections)
