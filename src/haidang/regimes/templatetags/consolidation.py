"""How the figures of a consolidated report are written on pages."""

from decimal import Decimal, InvalidOperation

from django import template

from haidang.foundation.counts import shown_figure
from haidang.regimes.models import IssuedFigure
from haidang.regimes.queries.consolidation_figures import FigureTotal

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
def number_words(number: Decimal | str | None) -> str:
    """This function will write a number, also one that was frozen as text."""
    try:
        return _NONE if number is None or number == "" else shown_figure(Decimal(number))
    except InvalidOperation:
        return str(number)


def _ratio_words(numerator: Decimal, denominator: Decimal) -> str:
    share = f" ({shown_figure(round(numerator * 100 / denominator, 1))}%)" if denominator else ""
    return f"{shown_figure(numerator)}/{shown_figure(denominator)}{share}"
