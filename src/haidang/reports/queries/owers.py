"""Who owes what an item asks for: its leads, and for "các sở, ngành" every body of the group in the register."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from haidang.agencies.enums import AgencyKind
from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency
from haidang.agencies.queries import agency_named, is_alive_on
from haidang.agencies.queries.groups import (
    GroupMembers,
    GroupsUnder,
    KindFollowed,
    bodies_under,
    kinds_of_group,
)
from haidang.programme.enums import AssignmentRole, ItemKind
from haidang.programme.models import Assignment, Item, Programme


class WhyNobody(StrEnum):
    """Why an item has nobody who owes it."""

    NO_LEAD = "no_lead"
    ENDED = "ended"
    GROUP_UNKNOWN = "group_unknown"


@dataclass(frozen=True, slots=True)
class Owers:
    """The agencies that owe something, by their keys, and the names that could not be made into agencies.

    `followed` are the collective names that stand for a kind of bodies which ended, with those that follow them.
    """

    agencies: tuple[int, ...] = ()
    not_assignable: tuple[tuple[str, WhyNobody], ...] = ()
    followed: tuple[tuple[str, KindFollowed], ...] = ()


@dataclass(slots=True)
class OwersOfProgramme:
    """Finds who owes the items of one programme; reads leads once, and members of a group once for each day."""

    programme: Programme
    _leads: dict[int, list[Assignment]] = field(init=False)
    _groups: GroupsUnder | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._leads = defaultdict(list)
        held = Assignment.objects.filter(item__programme=self.programme, role=AssignmentRole.LEAD)
        for one in held.select_related("agency").order_by("order", "id"):
            self._leads[one.item_id].append(one)

    def owers_of(self, item: Item, *, on: date) -> Owers:
        """This function will return who owes an item on the day its data close: leads alive, members of groups."""
        leads = [one for one in self._leads[item.pk] if _holds(one.valid_from, one.valid_to, on)]
        if not leads:
            return self._owers_in_words(item, on)
        each = [self._owers_of_lead(one.agency, one.printed_name, on) for one in leads]
        return Owers(
            tuple(dict.fromkeys(key for one in each for key in one.agencies)),
            tuple(why for one in each for why in one.not_assignable),
            tuple(told for one in each for told in one.followed),
        )

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
            return _owers_among(self._group_members().members_of(printed, on=on), printed)

    def _owers_of_lead(self, lead: Agency, printed: str, on: date) -> Owers:
        if lead.kind != AgencyKind.GROUP:
            if is_alive_on(lead, on):
                return Owers((lead.pk,))
            return Owers(not_assignable=((printed, WhyNobody.ENDED),))
        groups = self._group_members()
        own = tuple(one.pk for one in groups.units if one.parent_id == lead.pk and is_alive_on(one, on))
        # A part that went to another group keeps its printed name; the group's own says which bodies it means now.
        told = lead.name if kinds_of_group(lead.name) else printed
        return Owers(own) if own else _owers_among(groups.members_of(told, on=on), printed)

    def _group_members(self) -> GroupsUnder:
        """The bodies of all times below the territory or department that issued the programme, and in its groups."""
        if self._groups is None:
            named = {one.agency_id for held in self._leads.values() for one in held}
            self._groups = GroupsUnder(bodies_under(self.programme.owner, named))
        return self._groups


def _owers_among(found: GroupMembers, printed: str) -> Owers:
    """What a collective name comes to: its members; else that its bodies ended, or that nobody knows which they are."""
    followed = tuple((printed, one) for one in found.followed)
    if found.members:
        return Owers(tuple(one.pk for one in found.members), followed=followed)
    why = WhyNobody.ENDED if found.followed else WhyNobody.GROUP_UNKNOWN
    return Owers(not_assignable=((printed, why),))


def _holds(first: date | None, last: date | None, on: date) -> bool:
    return (first is None or first <= on) and (last is None or on < last)
