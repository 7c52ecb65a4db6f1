"""How money is written on pages, and the parts of a budget that belong to a line."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from haidang.foundation.counts import ShownCount
from haidang.foundation.templatetags.counts import shown_count
from haidang.programme.models import BudgetEntry, BudgetLine, ProposalLine
from haidang.programme.queries.budget_totals import KindSums
from haidang.programme.templatetags.programme_shown import millions

register = template.Library()


@register.filter
def dong(amount: int | None) -> str:
    """This function will write whole đồng, as counts are written; "" for None."""
    return str(shown_count(amount))


@register.filter
def signed_dong(amount: int) -> str:
    """This function will write a difference with its sign."""
    return f"{'+' if amount > 0 else ''}{ShownCount(amount)}"


@register.filter
def signed_millions(amount: int | None) -> str:
    """This function will write a difference in millions of đồng with its sign; "" for None."""
    if amount is None:
        return ""
    return f"{'+' if amount > 0 else ''}{millions(amount)}"


@register.filter
def of_line(by_line: Mapping[int, Any], line: BudgetLine) -> Any:
    """This function will look up what belongs to a line; an empty tuple when there is nothing."""
    return by_line.get(line.pk, ())


@register.filter
def period_words(entry: BudgetEntry) -> str:
    """This function will name the year or quarter of an entry."""
    told = {"quarter": entry.quarter, "year": entry.year}
    return _("Quarter %(quarter)d/%(year)d") % told if entry.quarter else _("Year %(year)d") % told


@register.filter
def sums_of(by_line: Mapping[int, KindSums], line: BudgetLine) -> KindSums:
    """This function will give the sums of a line, empty ones when it has no entry."""
    return by_line.get(line.pk, KindSums())


@register.filter
def told_beside(line: ProposalLine) -> str:
    """This function will tell what stands beside a proposed line: its group, how it was reckoned, its source."""
    return " · ".join(text for text in (line.group, line.basis, line.source) if text)
