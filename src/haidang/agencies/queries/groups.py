"""Which bodies a collective name means on a day: "UBND các quận, huyện" means the districts of the territory.

Where a kind of bodies has ended altogether, the name means those that followed by the acts of the register: papers of
2024 say "quận, huyện, thị xã", and from 2025-07-01 communes do what those did.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency
from haidang.agencies.queries.planned import PlannedChange
from haidang.agencies.queries.succession import followers_on, is_alive_on
from haidang.engines.vietnamese.forms import folded_form

# Words of a collective name, folded, and the kinds of bodies they mean.
_WORDS_OF_KINDS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"\b(so|nganh)\b|(?<!uy )\bban\b"), (AgencyKind.DEPARTMENT,)),
    (re.compile(r"(?<!co )\bquan\b|\b(huyen|thi xa)\b"), (AgencyKind.DISTRICT,)),
    (re.compile(r"(?<!thi )\bxa\b|\b(phuong|dac khu|thi tran)\b"), (AgencyKind.COMMUNE,)),
    (re.compile(r"\b(phong|trung tam)\b"), (AgencyKind.DIVISION,)),
    (re.compile(r"\b(doan the|hoi)\b"), (AgencyKind.UNION,)),
    (re.compile(r"\b(bao chi|co quan bao)\b"), (AgencyKind.PRESS,)),
)
_WIDE = re.compile(r"\blien quan\b|\bdon vi\b|\bdia phuong\b|\bto chuc\b|\bco quan\b(?! bao)")


@dataclass(frozen=True, slots=True)
class KindFollowed:
    """A kind of bodies that is no more: since when, how many ended, who follow, and whether every act is verified."""

    kind: str
    since: date
    ended: int
    followers: tuple[Agency, ...]
    is_verified: bool


@dataclass(frozen=True, slots=True)
class GroupMembers:
    """The bodies that a collective name means on a day; `followed` tells of those that stand there for others."""

    members: tuple[Agency, ...] = ()
    followed: tuple[KindFollowed, ...] = ()


@dataclass(slots=True)
class GroupsUnder:
    """Reads collective names among bodies of all times; the acts that ended a kind are read once for a day."""

    units: Sequence[Agency]
    _followed: dict[tuple[str, date], KindFollowed | None] = field(default_factory=dict)

    def members_of(self, printed: str, *, on: date) -> GroupMembers:
        """This function will return the bodies of the kinds named that exist on a day, or follow a kind that ended."""
        kinds = kinds_of_group(printed)
        members = {one.pk: one for one in self.units if one.kind in kinds and is_alive_on(one, on)}
        followed = [found for kind in sorted(kinds) if (found := self.kind_followed(kind, on=on))]
        members |= {one.pk: one for found in followed for one in found.followers}
        return GroupMembers(tuple(members.values()), tuple(followed))

    def kind_followed(self, kind: str, *, on: date) -> KindFollowed | None:
        """This function will tell who follows a kind that ended by a day; None where one is left or none ever was."""
        if (kind, on) not in self._followed:
            self._followed[kind, on] = self._read_followed(kind, on)
        return self._followed[kind, on]

    def _read_followed(self, kind: str, on: date) -> KindFollowed | None:
        of_kind = [one for one in self.units if one.kind == kind]
        ended = [one for one in of_kind if one.valid_to is not None and one.valid_to <= on]
        if not ended or any(is_alive_on(one, on) for one in of_kind):
            return None
        acts, living = followers_on(ended, on=on)
        return KindFollowed(
            kind=kind,
            since=max(one.valid_to for one in ended if one.valid_to),
            ended=len(ended),
            followers=tuple(living),
            is_verified=all(step.act.is_verified for step in acts),
        )


def kinds_of_group(printed: str) -> frozenset[str]:
    """Tell the kinds of bodies that a collective name means: "các sở, ban, ngành" means departments.

    This function will return nothing where the name is wider than any kind ("các đơn vị liên quan"): then nobody
    can be asked without a person choosing.
    """
    folded = folded_form(printed)
    if _WIDE.search(folded):
        return frozenset()
    return frozenset(kind for words, kinds in _WORDS_OF_KINDS if words.search(folded) for kind in kinds)


def bodies_under(root: Agency | None, groups: Iterable[int] = ()) -> list[Agency]:
    """This function will return the bodies under a territory and in groups, at every depth; a query for each level."""
    level = {*groups, *([root.pk] if root else [])}
    below: dict[int, Agency] = {}
    while level:
        children = Agency.objects.without_tree_fields().filter(Q(parent__in=level)).order_by("name", "id")
        new = [one for one in children if one.pk not in below]
        below |= {one.pk: one for one in new}
        level = {one.pk for one in new}
    return list(below.values())


def groups_left_empty(change: PlannedChange) -> list[Agency]:
    """Tell which groups of the register name a kind of bodies that is no more after a planned change.

    This function will look at the territories and bodies under which those of the change stand; whoever carries the
    change out should know that rounds of later days will ask those who follow.
    """
    ending = [one for one in change.ending if one.parent_id]
    kinds = {one.kind for one in ending}
    alive = Agency.objects.without_tree_fields().alive_on(change.effective_on)
    near = alive.filter(parent__in=[one.parent_id for one in ending], kind__in=kinds)
    left = near.exclude(pk__in=[one.pk for one in ending])
    gone = kinds - set(left.order_by().values_list("kind", flat=True))
    groups = alive.filter(kind=AgencyKind.GROUP).order_by("name", "id") if gone else ()
    return [one for one in groups if kinds_of_group(one.name) & gone]
