"""Places of remarks in a report, for its pages."""

from typing import Any

from django import template

from haidang.regimes.queries.unit_reports import FigureRow, SectionRow

register = template.Library()


@register.filter
def remark_at_section(form: Any, row: SectionRow) -> Any:
    """This function will return the field for a remark on the words of a section."""
    return form.at_section(row)


@register.filter
def remark_at_figure(form: Any, row: FigureRow) -> Any:
    """This function will return the field for a remark on a figure."""
    return form.at_figure(row)
