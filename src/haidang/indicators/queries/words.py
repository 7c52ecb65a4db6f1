"""How figures of indicators are written and drawn, on pages and in files."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from haidang.foundation.counts import shown_figure
from haidang.indicators.models import Indicator, IndicatorTarget
from haidang.indicators.queries.proposals import Doubt, TargetProposal
from haidang.indicators.queries.targets import MISSED, ON_THE_WAY, REACHED
from haidang.indicators.queries.tree import Change

_WIDTH, _HEIGHT, _EDGE = 96, 24, 3
# Look and sign of each state, as states of work have them.
_LOOKS = {REACHED: ("done", "done"), ON_THE_WAY: ("soon", "soon"), MISSED: ("late", "late")}


def counted(number: Decimal) -> str:
    """This function will write a figure as it was counted, without idle zeros."""
    return shown_figure(number)


def measured(value: Decimal | None, indicator: Indicator) -> str:
    """This function will write the value of an indicator with its decimals and unit."""
    if value is None:
        return ""
    return f"{_rounded(value, indicator)} {indicator.unit}"


def changed(change: Change, indicator: Indicator) -> str:
    """This function will write by how much a value has changed: "+2,5"."""
    sign = "+" if change.difference > 0 else "−" if change.difference < 0 else ""
    return f"{sign}{_rounded(abs(change.difference), indicator)}"


def aim(target: IndicatorTarget, indicator: Indicator) -> str:
    """This function will write what is to be reached: "≥ 20 %"."""
    sign = {">=": "≥", "<=": "≤"}.get(target.comparison, "=")
    return f"{sign} {shown_figure(target.value)} {indicator.unit}"


def until_year(target: IndicatorTarget) -> str:
    """This function will write the years a target holds for."""
    first, last = target.first_month // 12, target.last_month // 12
    return str(last) if first == last else f"{first}-{last}"


def stated_aim(proposal: TargetProposal) -> str:
    """This function will write what a sentence of a paper wants reached: "≥ 20 %"."""
    sign = {">=": "≥", "<=": "≤"}.get(proposal.comparison, "=")
    return f"{sign} {shown_figure(proposal.value)} {proposal.unit}"


def stated_years(proposal: TargetProposal) -> str:
    """This function will write the years a sentence of a paper holds for."""
    first, last = proposal.first_year, proposal.last_year
    return str(last) if first == last else f"{first}-{last}"


def doubt_words(doubt: Doubt) -> str:
    """This function will say in words what has to be checked before a target is set."""
    return {
        Doubt.COMPARISON: _("The sentence does not say whether at least or exactly."),
        Doubt.RATE: _("The number is one a week, a month or a quarter, or was reckoned from that: check it."),
        Doubt.YEARS: _("The sentence names no year: these are the years of the programme."),
        Doubt.NO_INDICATOR: _("No indicator fits: choose one, or make one first."),
        Doubt.SEVERAL: _("Several indicators fit: check which one is meant."),
    }[doubt]


def look(state: str) -> str:
    """This function will name the look of a state."""
    return _LOOKS.get(state, ("wait", "wait"))[0]


def state_words(state: str) -> str:
    """This function will say in words how a value stands to its target."""
    words = {REACHED: _("reached"), ON_THE_WAY: _("on the way"), MISSED: _("not reached")}
    return words.get(state, _("no figure yet"))


def trend_points(trend: Sequence[Decimal]) -> str:
    """This function will place the values of a trend in a picture of 96 by 24, the largest on top."""
    low, high = min(trend), max(trend)
    span = high - low
    step = Decimal(_WIDTH - 2 * _EDGE) / max(len(trend) - 1, 1)
    places = []
    for at, value in enumerate(trend):
        share = (value - low) / span if span else Decimal("0.5")
        places.append(f"{_EDGE + at * step:.1f},{_HEIGHT - _EDGE - share * (_HEIGHT - 2 * _EDGE):.1f}")
    return " ".join(places)


def _rounded(value: Decimal, indicator: Indicator) -> str:
    return number_format(
        value.quantize(Decimal(1).scaleb(-indicator.decimals), ROUND_HALF_UP),
        indicator.decimals,
        force_grouping=True,
    )
