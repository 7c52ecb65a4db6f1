"""Indicators of the starting set in the demo, with what is to be reached; targets are examples and say so."""

from datetime import datetime
from decimal import Decimal

from haidang.agencies.models import Account
from haidang.indicators.models import Indicator, IndicatorTarget
from haidang.indicators.operations.indicators import set_target
from haidang.indicators.operations.starting_set import take_starting_set
from haidang.indicators.queries.facts import TargetFacts

_BASIS = "Mục tiêu ví dụ, theo mức của Quyết định 3734/QĐ-UBND năm 2013"
_MONTHS_OF_YEAR = 12
_TARGETS = {
    "ty-le-phan-cong": 100,
    "ty-le-co-ke-hoach": 100,
    "ty-le-tap-huan": 100,
    "ty-le-bien-tap": 50,
    "ty-le-tieng-anh": 20,
    "ty-le-cap-nhat": 100,
    "ty-le-bao-cao": 95,
}


def follow_indicators(*, officer: Account, at: datetime) -> None:
    """This function will take the starting set and set targets for last year and this one, once."""
    if IndicatorTarget.objects.exists():
        return
    take_starting_set(taken_by=officer)
    first = (at.year - 1) * _MONTHS_OF_YEAR
    for indicator in Indicator.objects.filter(code__in=_TARGETS).order_by("id"):
        facts = TargetFacts(
            value=Decimal(_TARGETS[indicator.code]),
            first_month=first,
            last_month=first + 2 * _MONTHS_OF_YEAR - 1,
            basis=_BASIS,
        )
        set_target(indicator=indicator, facts=facts, set_by=officer, at=at)
