"""Coverage of the latest programmes in few numbers, for a page of many other things."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from haidang.agencies.queries.reach import Reach
from haidang.engines.reckoning.round_shares import Share
from haidang.programme.enums import ItemKind, MatchState
from haidang.programme.models import Item, PlanCall, Programme, ProgrammeLink
from haidang.programme.queries.coverage import unit_plans
from haidang.programme.queries.filters import held_on
from haidang.programme.queries.levels import standing_matches
from haidang.programme.queries.plan_rounds import PlanRound, rounds_over, units_asked_by


@dataclass(frozen=True, slots=True)
class CoverageGlance:
    """A programme with the share of its last points that plans below carry out, and its calls for plans."""

    programme: Programme
    points: Share
    rounds: tuple[PlanRound, ...]


def coverage_at_a_glance(
    programmes: QuerySet[Programme], *, most: int, reach: Reach, on: date
) -> list[CoverageGlance]:
    """Count the coverage of those of some programmes that have plans below them or called for some.

    This function will take the latest `most` of them. The number of queries depends on them alone.
    """
    below = ProgrammeLink.objects.filter(above=OuterRef("pk"), state=MatchState.CONFIRMED)
    called = PlanCall.objects.filter(programme=OuterRef("pk"), ended_at=None)
    chosen = list(programmes.filter(Exists(below) | Exists(called)).order_by("-first_year", "-id")[:most])
    if not chosen:
        return []
    keys = [one.pk for one in chosen]
    links = list(_links_made(keys, reach=reach, on=on))
    points = _last_points(keys, on=on)
    covered = _covered([one.pk for one in links], on=on)
    calls = list(PlanCall.objects.filter(programme__in=keys, ended_at=None).order_by("due_on", "id"))
    units = units_asked_by(calls, reach=reach)
    return [
        CoverageGlance(
            one,
            Share(len(points[one.pk] & covered), len(points[one.pk])),
            tuple(
                rounds_over(
                    units,
                    [call for call in calls if call.programme_id == one.pk],
                    unit_plans(link for link in links if link.above_id == one.pk),
                    on=on,
                )
            ),
        )
        for one in chosen
    ]


def _links_made(above: Collection[int], *, reach: Reach, on: date) -> QuerySet[ProgrammeLink]:
    """The plans made by a day: by the day of the paper, else by that of the adoption."""
    made = Q(below__document__issued_on__lte=on) | Q(
        below__document__issued_on=None, below__adopted_at__date__lte=on
    )
    links = ProgrammeLink.objects.filter(made, above__in=above, state=MatchState.CONFIRMED)
    return reach.narrow(links, "below__owner").select_related("below__document")


def _last_points(programmes: Collection[int], *, on: date) -> dict[int, set[int]]:
    """The tasks of each programme; of a paper without tasks its points with nothing below them."""
    items = Item.objects.filter(
        held_on(on), programme__in=programmes, kind__in=(ItemKind.TASK, ItemKind.SECTION)
    )
    rows = list(items.order_by().values_list("programme_id", "pk", "kind", "parent_id"))
    tasks = _by_programme((one, pk) for one, pk, kind, _parent in rows if kind == ItemKind.TASK)
    parents = {parent for _one, _pk, _kind, parent in rows}
    sections = _by_programme((one, pk) for one, pk, _kind, _parent in rows if pk not in parents)
    return defaultdict(set, {one: tasks.get(one) or sections.get(one, set()) for one in programmes})


def _covered(links: Collection[int], *, on: date) -> set[int]:
    """The items that a confirmed match says are carried out by an item that holds on the day."""
    held = Item.objects.filter(held_on(on), pk=OuterRef("below_id"))
    matches = standing_matches().filter(Exists(held), link__in=links, state=MatchState.CONFIRMED)
    return set(matches.order_by().values_list("above_id", flat=True).distinct())


def _by_programme(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for programme, pk in pairs:
        found[programme].add(pk)
    return found
