"""How the figures of a consolidated report are written on pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from haidang.engines.drafting.charts import Chart, Series, chart_svg
from haidang.foundation.counts import shown_figure
from haidang.regimes.models import Consolidation, IssuedFigure
from haidang.regimes.queries.consolidation_content import NIL
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
    number, numerator, denominator = (None if told[name] is None else Decimal(told[name]) for name in names)
    return told_words(ToldFigure(number, numerator, denominator))


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
def row_words(row: Mapping[str, Any] | None) -> str:
    """This function will write what one unit gave; of a ratio both its numbers."""
    if row is None:
        return _NONE
    return "/".join(number_words(one) for one in (row["number"], row["of"]) if one)


@register.filter
def count_name(figure: IssuedFigure) -> str:
    """This function will name a number of an issued report that counts units."""
    return _("Units with nothing to report") if figure.key == NIL else _("Units that have reported")


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A number of a chart: what it is of, the number, from how many units, and the page of its rows."""

    label: str
    words: str
    told: str
    is_estimate: bool
    address: str


@register.simple_tag
def chart_lines(said: Mapping[str, Any], made: Consolidation) -> list[ChartLine]:
    """Lay the numbers of a chart out as lines, each of an issued report with the page of its rows.

    This function will give none for a chart that was issued before these rows were kept.
    """
    groups, rounds = said.get("groups", ()), said.get("rounds", ())
    return [
        _chart_line(said, made, place, of_round=of_round)
        for place, of_round in enumerate(rounds or (0,) * len(groups))
    ]


def _chart_line(said: Mapping[str, Any], made: Consolidation, place: int, *, of_round: int) -> ChartLine:
    label, told = said["labels"][place], ""
    address = reverse("regimes:issued_figure", args=[made.token, said["key"]]) if made.digest else ""
    if not of_round:
        # "sở, ban, ngành (20/25)"
        label, _space, told = label.rpartition(" (")
        told = told.rstrip(")")
        address = address and f"{address}?nhom={said['groups'][place]}"
    elif of_round != made.report_round_id:
        names = [made.token, said["key"], of_round]
        address = address and reverse("regimes:issued_earlier_figure", args=names)
    number = number_words(said["numbers"][place])
    return ChartLine(label, number, told, said["labels"][place] in said["estimated"], address)


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
