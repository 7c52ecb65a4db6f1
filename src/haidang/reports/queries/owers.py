"""Who owes what an item asks for: its leads, and for "các sở, ngành" every body of the group in the register."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db.models import Q

from haidang.agencies.enums import AgencyKind
from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency
from haidang.agencies.queries import agency_named, is_alive_on
from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.enums import AssignmentRole, ItemKind
from haidang.programme.models import Assignment, Item, Programme

# Words of a collective name, folded, and the kinds of bodies they mean.
_WORDS_OF_KINDS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"\b(so|nganh)\b|(?<!uy )\bban\b"), (AgencyKind.DEPARTMENT,)),
    (re.compile(r"\b(quan|huyen|thi xa)\b"), (AgencyKind.DISTRICT,)),
    (re.compile(r"(?<!thi )\bxa\b|\b(phuong|dac khu|thi tran)\b"), (AgencyKind.COMMUNE,)),
    (re.compile(r"\b(phong|trung tam)\b"), (AgencyKind.DIVISION,)),
    (re.compile(r"\b(doan the|hoi)\b"), (AgencyKind.UNION,)),
    (re.compile(r"\b(bao chi|co quan bao)\b"), (AgencyKind.PRESS,)),
)
_WIDE = re.compile(r"\blien quan\b|\bdon vi\b|\bdia phuong\b|\bto chuc\b|\bco quan\b(?! bao)")


class WhyNobody(StrEnum):
    """Why an item has nobody who owes it."""

    NO_LEAD = "no_lead"
    ENDED = "ended"
    GROUP_UNKNOWN = "group_unknown"


@dataclass(frozen=True, slots=True)
class Owers:
    """The agencies that owe something, by their keys, and the names that could not be made into agencies."""

    agencies: tuple[int, ...] = ()
    not_assignable: tuple[tuple[str, WhyNobody], ...] = ()


@dataclass(slots=True)
class OwersOfProgramme:
    """Finds who owes the items of one programme; reads leads once, and members of a group once for each day."""

    programme: Programme
    _leads: dict[int, list[Assignment]] = field(init=False)
    _below: list[Agency] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._leads = defaultdict(list)
        held = Assignment.objects.filter(item__programme=self.programme, role=AssignmentRole.LEAD)
        for one in held.select_related("agency").order_by("order", "id"):
            self._leads[one.item_id].append(one)

    def owers_of(self, item: Item, *, on: date) -> Owers:
        """This function will return who owes an item on the day its data close: leads alive, members of groups."""
        leads = [one for one in self._leads[item.pk] if _holds(one.valid_from, one.valid_to, on)]
        found: dict[int, None] = {}
        missing: list[tuple[str, WhyNobody]] = []
        for lead in leads:
            agencies, why = self._agencies_of(lead.agency, lead.printed_name, on)
            found.update(dict.fromkeys(agencies))
            missing += [(lead.printed_name, why)] if why else []
        if not leads:
            return self._owers_in_words(item, on)
        return Owers(tuple(found), tuple(missing))

    def all_leads(self, *, on: date) -> tuple[int, ...]:
        """This function will return every agency that leads something in the programme on a day, groups left out."""
        leads = {
            one.agency_id: None
            for held in self._leads.values()
            for one in held
            if one.agency.kind != AgencyKind.GROUP
            and _holds(one.valid_from, one.valid_to, on)
            and is_alive_on(one.agency, on)
        }
        return tuple(leads)

    def _owers_in_words(self, item: Item, on: date) -> Owers:
        """A report duty may only print who owes it ("các sở, ngành; UBND các quận, huyện")."""
        printed = item.details.get("owed_by") or ""
        if item.kind != ItemKind.REPORT_REGIME or not printed:
            return Owers(not_assignable=((printed, WhyNobody.NO_LEAD),))
        try:
            return Owers((agency_named(printed, on=on).pk,))
        except AgenciesError:
            members = self._members(printed, on)
        return Owers(members) if members else Owers(not_assignable=((printed, WhyNobody.GROUP_UNKNOWN),))

    def _agencies_of(self, lead: Agency, printed: str, on: date) -> tuple[tuple[int, ...], WhyNobody | None]:
        if lead.kind != AgencyKind.GROUP:
            return ((lead.pk,), None) if is_alive_on(lead, on) else ((), WhyNobody.ENDED)
        own = [one.pk for one in self._units() if one.parent_id == lead.pk and is_alive_on(one, on)]
        members = tuple(own) or self._members(printed, on)
        return (members, None) if members else ((), WhyNobody.GROUP_UNKNOWN)

    def _members(self, printed: str, on: date) -> tuple[int, ...]:
        kinds = kinds_of_group(printed)
        return tuple(one.pk for one in self._units() if one.kind in kinds and is_alive_on(one, on))

    def _units(self) -> list[Agency]:
        """The bodies of all times below the territory or department that issued the programme, and in its groups."""
        if self._below is None:
            groups = {one.agency_id for held in self._leads.values() for one in held}
            self._below = units_below(self.programme.owner, groups)
        return self._below


def kinds_of_group(printed: str) -> frozenset[str]:
    """Tell the kinds of bodies that a collective name means: "các sở, ban, ngành" means departments.

    This function will return nothing where the name is wider than any kind ("các đơn vị liên quan"): then nobody
    can be asked without a person choosing.
    """
    folded = folded_form(printed)
    if _WIDE.search(folded):
        return frozenset()
    return frozenset(kind for words, kinds in _WORDS_OF_KINDS if words.search(folded) for kind in kinds)


def units_below(root: Agency | None, groups: Iterable[int] = ()) -> list[Agency]:
    """This function will return the bodies under a territory and in groups, at every depth; a query for each level."""
    level = {*groups, *([root.pk] if root else [])}
    below: dict[int, Agency] = {}
    while level:
        children = Agency.objects.without_tree_fields().filter(Q(parent__in=level)).order_by("name", "id")
        new = [one for one in children if one.pk not in below]
        below |= {one.pk: one for one in new}
        level = {one.pk for one in new}
    return list(below.values())


def _holds(first: date | None, last: date | None, on: date) -> bool:
    return (first is None or first <= on) and (last is None or on < last)
