"""Indicators of the starting set in the demo, with what is to be reached; targets are examples and say so."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from haidang.agencies.models import Account
from haidang.desk.management.hanoi.year import PLANS, plan_name
from haidang.indicators.models import Indicator, IndicatorTarget
from haidang.indicators.operations.indicators import set_target
from haidang.indicators.operations.starting_set import take_starting_set
from haidang.indicators.queries.facts import StatedInPaper, TargetFacts
from haidang.indicators.queries.proposals import proposals_of
from haidang.programme.models import Programme

_BASIS = "Mục tiêu ví dụ, theo mức của Quyết định 3734/QĐ-UBND năm 2013"
_MONTHS_OF_YEAR = 12
_TARGETS = {
    "ty-le-phan-cong": 100,
    "ty-le-ke-hoach": 100,
    "ty-le-co-ke-hoach": 100,
    "ty-le-tap-huan": 100,
    "ty-le-bien-tap": 50,
    "ty-le-tieng-anh": 20,
    "ty-le-cap-nhat": 100,
    "ty-le-bao-cao": 95,
}


@transaction.atomic
def follow_indicators(*, officer: Account, at: datetime) -> None:
    """This function will take the starting set and follow what the plans of the demo state, once.

    Targets that no plan states are set by words, for last year and this one.
    """
    if IndicatorTarget.objects.exists():
        return
    take_starting_set(taken_by=officer)
    followed = {code for year in PLANS for code in _follow_plan(year, officer, at)}
    first = (at.year - 1) * _MONTHS_OF_YEAR
    for indicator in Indicator.objects.filter(code__in=_TARGETS.keys() - followed).order_by("id"):
        facts = TargetFacts(
            value=Decimal(_TARGETS[indicator.code]),
            first_month=first,
            last_month=first + 2 * _MONTHS_OF_YEAR - 1,
            basis=_BASIS,
        )
        set_target(indicator=indicator, facts=facts, set_by=officer, at=at)


def _follow_plan(year: int, officer: Account, at: datetime) -> Iterator[str]:
    """Takes what one plan states for an indicator, as the officer would who finds every proposal right."""
    plan = Programme.objects.select_related("document").get(document__file__original_name=plan_name(year))
    for stated in proposals_of(plan):
        if stated.indicator is None or stated.indicator.code not in _TARGETS:
            continue
        facts = TargetFacts(
            value=stated.value,
            first_month=stated.first_year * _MONTHS_OF_YEAR,
            last_month=stated.last_year * _MONTHS_OF_YEAR + _MONTHS_OF_YEAR - 1,
            comparison=stated.comparison,
            read_from=stated.read_from,
            stated=StatedInPaper(plan.document, stated.lines, stated.words, stated.key),
        )
        set_target(indicator=stated.indicator, facts=facts, set_by=officer, at=at)
        yield stated.indicator.code
