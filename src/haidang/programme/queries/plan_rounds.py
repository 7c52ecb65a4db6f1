"""Which of the units that were asked for a plan have made one, over the units that exist on a day."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency
from haidang.agencies.queries.reach import Reach
from haidang.engines.reckoning.round_shares import Share, UnitLife, units_alive
from haidang.programme.enums import UnitScope
from haidang.programme.models import PlanCall, Programme

KINDS_ASKED: dict[str, tuple[str, ...]] = {
    UnitScope.LOCAL: (AgencyKind.DISTRICT, AgencyKind.COMMUNE),
    UnitScope.DEPARTMENT: (AgencyKind.DEPARTMENT,),
    UnitScope.PROVINCE: (AgencyKind.PROVINCE,),
}


class UnitAsked(NamedTuple):
    """What counting needs of a unit; a country has thousands, and a page of many things loads no more of them."""

    pk: int
    kind: str
    parent_id: int | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A plan that a unit made on a day."""

    unit_id: int | None
    plan: Programme
    made_on: date


@dataclass(frozen=True, slots=True)
class RoundOnDay:
    """How a round stands on a day: who of the units alive has a plan by then, and who had one in time."""

    day: date
    complete: Share
    timely: Share


@dataclass(frozen=True, slots=True)
class PlanRound:
    """A call for plans as it stands: on the day asked, and on its due day where other units existed then.

    `units` are those alive on the day asked, `missing` those of them without a plan.
    """

    call: PlanCall
    units: tuple[Agency, ...]
    missing: tuple[Agency, ...]
    standing: RoundOnDay
    at_due: RoundOnDay | None
    is_due: bool

    @property
    def in_order(self) -> tuple[RoundOnDay, ...]:
        """Both days with their own denominators, the earlier first; one where the same units existed on both."""
        both = (self.at_due, self.standing) if self.at_due else (self.standing,)
        return tuple(sorted(both, key=lambda one: one.day))


def plan_rounds(
    calls: Iterable[PlanCall], plans: Iterable[UnitPlan], *, reach: Reach, on: date
) -> list[PlanRound]:
    """Tell of every call which units have made their plan, with two queries.

    This function will count over the units that exist on the day asked, and beside it over those of the due day
    where they are not the same: the same stored plans give 28/30 before the communes begin and 90/126 after.
    """
    calls = list(calls)
    units = _units_of(calls, reach).only("name", "kind", "parent_id", "valid_from", "valid_to")
    return rounds_over(list(units.order_by("name", "pk")) if calls else [], calls, plans, on=on)


def units_asked_by(calls: Collection[PlanCall], *, reach: Reach) -> list[UnitAsked]:
    """This function will return every unit of the kinds that calls ask, of any time, with one query."""
    rows = _units_of(calls, reach).order_by("pk").values_list(*UnitAsked._fields) if calls else ()
    return [UnitAsked(*row) for row in rows]


def rounds_over(
    units: Sequence[Any], calls: Iterable[PlanCall], plans: Iterable[UnitPlan], *, on: date
) -> list[PlanRound]:
    """This function will tell as `plan_rounds` of units that are loaded (agencies, or what counting needs of them)."""
    made: dict[int | None, date] = {}
    for one in plans:
        made[one.unit_id] = min(one.made_on, made.get(one.unit_id, one.made_on))
    return [_round(call, _asked_by(call, units), made, on=on) for call in calls]


def _round(call: PlanCall, units: Sequence[Any], made: dict[int | None, date], *, on: date) -> PlanRound:
    alive = _alive(units, on)
    due_alive = _alive(units, call.due_on)
    standing = _counted(alive, made, day=on, due_on=call.due_on)
    is_other = {one.pk for one in alive} != {one.pk for one in due_alive}
    at_due = _counted(due_alive, made, day=call.due_on, due_on=call.due_on) if is_other else None
    missing = tuple(one for one in alive if one.pk not in made or made[one.pk] > on)
    return PlanRound(call, tuple(alive), missing, standing, at_due, is_due=call.due_on < on)


def _counted(units: Sequence[Any], made: dict[int | None, date], *, day: date, due_on: date) -> RoundOnDay:
    days = [made[one.pk] for one in units if one.pk in made and made[one.pk] <= day]
    timely = sum(made_on <= due_on for made_on in days)
    return RoundOnDay(day, Share(len(days), len(units)), Share(timely, len(units)))


def _alive(units: Sequence[Any], day: date) -> list[Any]:
    lives = [UnitLife(str(one.pk), one.valid_from or date.min, one.valid_to) for one in units]
    alive = units_alive(lives, day)
    return [one for one in units if str(one.pk) in alive]


def _units_of(calls: Collection[PlanCall], reach: Reach) -> QuerySet[Agency]:
    """Every unit of the kinds asked, of any time."""
    asked = Q(pk__in=[])
    for call in calls:
        of_call = Q(kind__in=KINDS_ASKED[call.scope])
        asked |= of_call & Q(parent=call.under_id) if call.under_id else of_call
    return reach.narrow(Agency.objects.without_tree_fields().filter(asked), "pk")


def _asked_by(call: PlanCall, units: Sequence[Any]) -> list[Any]:
    return [
        one
        for one in units
        if one.kind in KINDS_ASKED[call.scope] and (not call.under_id or one.parent_id == call.under_id)
    ]
