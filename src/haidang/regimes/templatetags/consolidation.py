"""How the figures of a consolidated report are written on pages."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils.safestring import mark_safe

from haidang.engines.drafting.charts import Chart, Series, chart_svg
from haidang.foundation.counts import shown_figure
from haidang.regimes.models import IssuedFigure
from haidang.regimes.queries.consolidation_figures import FigureTotal
from haidang.regimes.queries.consolidation_updates import ToldFigure

register = template.Library()
_NONE = "–"


@register.filter
def total_words(total: FigureTotal | None) -> str:
    """This function will write a total: a number, a ratio with both its numbers, a dash for none."""
    if total is None:
        return _NONE
    if total.ratio is not None:
        return _ratio_words(total.ratio.numerator, total.ratio.denominator)
    return number_words(total.total.number)


@register.filter
def issued_words(figure: IssuedFigure) -> str:
    """This function will write an issued figure the same way."""
    if figure.numerator is not None and figure.denominator is not None:
        return _ratio_words(figure.numerator, figure.denominator)
    return number_words(figure.number)


@register.filter
def told_words(told: ToldFigure) -> str:
    """This function will write a figure as a report told it."""
    if told.numerator is not None and told.denominator is not None:
        return _ratio_words(told.numerator, told.denominator)
    return number_words(told.number)


@register.filter
def frozen_words(told: Mapping[str, Any]) -> str:
    """This function will write such a figure from what was frozen of it."""
    names = ("number", "numerator", "denominator")
    return told_words(ToldFigure(*(None if told[name] is None else Decimal(told[name]) for name in names)))


@register.filter
def chart_picture(said: Mapping[str, Any]) -> str:
    """This function will draw a chart of a report from what was frozen of it."""
    numbers = tuple(None if one is None else Decimal(one) for one in said["numbers"])
    chart = Chart(
        "bars",
        said["title"],
        tuple(said["labels"]),
        (Series(said["title"], numbers),),
        said["unit"],
        tuple(said["estimated"]),
    )
    # Every text in the picture is escaped where it is drawn.
    return mark_safe(chart_svg(chart))


@register.filter
def number_words(number: Decimal | str | None) -> str:
    """This function will write a number, also one that was frozen as text."""
    try:
        return _NONE if number is None or number == "" else shown_figure(Decimal(number))
    except InvalidOperation:
        return str(number)


def _ratio_words(numerator: Decimal, denominator: Decimal) -> str:
    share = f" ({shown_figure(round(numerator * 100 / denominator, 1))}%)" if denominator else ""
    return f"{shown_figure(numerator)}/{shown_figure(denominator)}{share}"
