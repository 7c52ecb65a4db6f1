"""What an indicator is to reach in a period, and whether it did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from haidang.agencies.models import Agency
from haidang.engines.reckoning.periods import Period
from haidang.indicators.enums import Comparison, TargetScope
from haidang.indicators.models import IndicatorTarget
from haidang.programme.models import Target
from haidang.regimes.models.rounds import MONTHS_OF_YEAR

REACHED, ON_THE_WAY, MISSED, UNKNOWN = "reached", "on_the_way", "missed", "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target, and how a value stands to it."""

    target: IndicatorTarget
    state: str


def targets_in_force() -> QuerySet[IndicatorTarget]:
    """This function will return the targets that were not withdrawn, with the paper each was read from."""
    return (
        IndicatorTarget.objects.filter(ended_at=None)
        .select_related("agency", "paper", "read_from__item__programme__document")
        .order_by("last_month", "id")
    )


def verdict_of(
    value: Decimal | None,
    targets: Iterable[IndicatorTarget],
    period: Period,
    agency: Agency | None = None,
    *,
    on: date | None = None,
    is_estimate: bool = False,
) -> Verdict | None:
    """Say how a value of a period stands to the target that holds: of the agency, else of its kind, else of all.

    This function will take the target whose span holds the end of the period, else the next one to come, else the last
    one. Before the end of its span, as of the period and of the day where one is given, a target not yet met is on the
    way; so is one that an estimate does not meet. For one unit, a target for all together tells nothing.
    """
    fitting = _fitting(list(targets), agency)
    if not fitting:
        return None
    held = [one for one in fitting if one.first_month <= period.last <= one.last_month]
    ahead = [one for one in fitting if one.last_month >= period.last]
    target = (held or ahead or fitting[-1:])[0]
    is_over = period.last >= target.last_month and not is_estimate and (on is None or _is_past(target, on))
    return Verdict(target, _state(value, target, is_over=is_over))


def targets_on_offer() -> QuerySet[Target]:
    """This function will return the targets that adopted programmes state, each with its item and lines."""
    return (
        Target.objects.filter(item__ended_at=None)
        .select_related("item__programme__document")
        .order_by("item__programme", "item__position", "id")
    )


def _fitting(targets: list[IndicatorTarget], agency: Agency | None) -> list[IndicatorTarget]:
    if agency is None:
        return [one for one in targets if one.scope == TargetScope.ALL]
    own = [one for one in targets if one.agency_id == agency.pk]
    return own or [one for one in targets if one.scope == TargetScope.KIND and one.kind == agency.kind]


def _is_past(target: IndicatorTarget, on: date) -> bool:
    return bool(target.last_month < on.year * MONTHS_OF_YEAR + on.month - 1)


def _state(value: Decimal | None, target: IndicatorTarget, *, is_over: bool) -> str:
    if value is None:
        return UNKNOWN
    if _holds(value, target):
        return REACHED
    return MISSED if is_over else ON_THE_WAY


def _holds(value: Decimal, target: IndicatorTarget) -> bool:
    if target.comparison == Comparison.AT_MOST:
        return value <= target.value
    return value >= target.value if target.comparison == Comparison.AT_LEAST else value == target.value
