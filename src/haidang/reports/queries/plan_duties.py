"""Which units a programme's paper orders to make plans of their own: found in its lines, offered to an officer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from haidang.agencies.enums import AgencyKind
from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency
from haidang.agencies.queries import agency_named, is_alive_on
from haidang.agencies.queries.groups import bodies_under, kinds_of_group
from haidang.documents.queries.plan_orders import PlanOrder, order_in_duty, orders_in_lines
from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.enums import ItemKind, UnitScope
from haidang.programme.models import Item, Programme
from haidang.programme.queries.plan_rounds import KINDS_ASKED
from haidang.reports.models import Obligation

_PROVINCES = re.compile(r"\bcac tinh\b|\btinh, thanh pho\b")
NOBODY_KNOWN = "nobody_known"


@dataclass(frozen=True, slots=True)
class PlanDuty:
    """An order to make plans, and whom it means in the register: units of some kinds, or one body."""

    programme: Programme
    found: PlanOrder
    scopes: tuple[UnitScope, ...]
    body: Agency | None
    is_open: bool

    @property
    def key(self) -> str:
        """The first line names it: the same on every look at the same reading."""
        return str(self.found.lines[0])

    @property
    def what(self) -> str:
        return what_of_plans(self.programme, self.key)

    @property
    def lines(self) -> list[list[int]]:
        return [[number, number] for number in self.found.lines]

    @property
    def doubts(self) -> tuple[str, ...]:
        nobody = () if self.scopes or self.body else (NOBODY_KNOWN,)
        return (*self.found.doubts, *nobody)


def what_of_plans(programme: Programme, key: str) -> str:
    """This function will return the key under which the plans of a duty are owed."""
    return f"request:plan-{programme.pk}-{key}"


def plan_duties_of(programme: Programme) -> list[PlanDuty]:
    """Find with a fixed number of queries what a programme's adopted paper orders units to plan.

    This function will read the lines of the paper outside tables, and the duties of bodies as they were adopted; an
    order that stands in both is told once.
    """
    found = {
        one.lines[0]: one
        for one in [
            *_in_duties(programme),
            *orders_in_lines(programme.reading, plan_year=_year_of(programme)),
        ]
        if one.lines
    }
    opened = set(
        Obligation.objects.filter(what__startswith=what_of_plans(programme, "")).values_list(
            "what", flat=True
        )
    )
    return [_duty(programme, found[line], opened) for line in sorted(found)]


def units_of_duty(duty: PlanDuty, *, on: date) -> list[Agency]:
    """This function will return the bodies that exist on a day and have to make the plan."""
    if duty.body:
        return [duty.body] if is_alive_on(duty.body, on) else []
    kinds = {kind for scope in duty.scopes for kind in KINDS_ASKED[scope]}
    if UnitScope.PROVINCE in duty.scopes:
        return list(Agency.objects.without_tree_fields().alive_on(on).filter(kind__in=kinds).order_by("name"))
    below = bodies_under(duty.programme.owner)
    return [one for one in below if one.kind in kinds and is_alive_on(one, on)]


def _duty(programme: Programme, found: PlanOrder, opened: Iterable[str]) -> PlanDuty:
    scopes = _scopes_of(found.asked)
    body = None if scopes else _body_named(found.asked, on=programme.document.issued_on)
    return PlanDuty(
        programme, found, scopes, body, what_of_plans(programme, str(found.lines[0])) in set(opened)
    )


def _scopes_of(asked: str) -> tuple[UnitScope, ...]:
    if _PROVINCES.search(folded_form(asked)):
        return (UnitScope.PROVINCE,)
    kinds = kinds_of_group(asked)
    of_local = kinds & {AgencyKind.DISTRICT, AgencyKind.COMMUNE}
    is_group = folded_form(asked).startswith("cac ") or bool(of_local)
    of_departments = is_group and AgencyKind.DEPARTMENT in kinds
    return (
        *([UnitScope.DEPARTMENT] if of_departments else []),
        *([UnitScope.LOCAL] if of_local else []),
    )


def _body_named(asked: str, *, on: date | None) -> Agency | None:
    """One body of the register; a group that a paper names is no body."""
    try:
        body = agency_named(asked, on=on) if on else None
    except AgenciesError:
        return None
    return None if body is None or body.kind == AgencyKind.GROUP else body


def _in_duties(programme: Programme) -> Iterable[PlanOrder]:
    items: Any = Item.objects.without_tree_fields().filter(
        programme=programme, kind=ItemKind.DUTY, ended_at=None, parent__isnull=False
    )
    for item in items.select_related("parent").order_by("position", "id"):
        lines = tuple(number for first, last in item.lines for number in range(first, last + 1))
        duty = order_in_duty(item.title, lines=lines, asked=item.parent.title, plan_year=_year_of(programme))
        if duty:
            yield duty


def _year_of(programme: Programme) -> int | None:
    return programme.first_year if programme.first_year == programme.last_year else None
