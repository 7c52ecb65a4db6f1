"""Lists of commendations: as they were entered, as they are proposed from a ranking."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from haidang.agencies.models import Agency
from haidang.foundation.counts import ShownCount, shown_figure
from haidang.oversight.models import Commendation, CommendationList, EmulationScheme
from haidang.oversight.queries.sheets import GroupRanking

_PLACES = 3
_AWARD = "Bằng khen"


@dataclass(frozen=True, slots=True)
class CommendationFacts:
    """One unit proposed: for which form, for what."""

    agency: Agency
    award: str
    merit: str


@dataclass(frozen=True, slots=True)
class ListFacts:
    """A list as an officer enters it."""

    title: str
    addressee: str
    basis: str = ""
    reason: str = ""
    rows: Sequence[CommendationFacts] = ()


def lists_made() -> QuerySet[CommendationList]:
    """This function will return the lists with how many units they propose, the newest first."""
    found = CommendationList.objects.select_related("scheme").annotate(units=Count("rows"))
    return found.order_by("-made_on", "-id")


def rows_of(proposed: CommendationList) -> list[Commendation]:
    """This function will return the units of a list in their order."""
    return list(proposed.rows.select_related("agency").order_by("order"))


def lines_of(rows: Sequence[CommendationFacts | Commendation]) -> str:
    """This function will write units as the form takes them, one on a line."""
    return "\n".join(f"{one.agency.name} ({one.agency.code}) | {one.award} | {one.merit}" for one in rows)


def proposed_of_ranking(scheme: EmulationScheme, ranking: Sequence[GroupRanking]) -> ListFacts:
    """This function will propose the units in the first three places of each group, ties with them."""
    rows = [
        CommendationFacts(
            one.sheet.agency,
            _AWARD,
            _("%(points)s points, place %(place)s of %(of)s in %(group)s")
            % {
                "points": shown_figure(one.total),
                "place": ShownCount(one.rank.place),
                "of": ShownCount(one.rank.of),
                "group": group.group.name,
            },
        )
        for group in ranking
        for one in group.rows
        if one.rank and one.rank.place <= _PLACES
    ]
    title = _("Proposal of commendations: %(name)s") % {"name": scheme.name}
    return ListFacts(title, "", scheme.number or scheme.basis, "", rows)
