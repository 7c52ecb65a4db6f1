"""Coverage of a programme by the plans below it: points x plans, always as n of d."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from haidang.agencies.models import Agency
from haidang.agencies.queries.reach import Reach
from haidang.engines.reckoning.item_coverage import (
    ItemCoverage,
    ItemLink,
    coverage_by_unit,
    item_coverage,
)
from haidang.engines.reckoning.round_shares import Share
from haidang.programme.enums import ItemKind, MatchState
from haidang.programme.models import Item, Programme, ProgrammeLink
from haidang.programme.queries.filters import held_on
from haidang.programme.queries.levels import confirmed_below, open_calls, standing_matches
from haidang.programme.queries.plan_rounds import PlanRound, UnitPlan, plan_rounds
from haidang.programme.queries.points import Point, PointTree, programme_points


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everything that is counted between a programme and the plans below it on a day.

    `links` are the confirmed matches, `waiting` the number of proposals for each point and plan. `tasks` names the
    tasks (or last points) of each plan below. `units` are the owners of plans and those who were asked for one.
    """

    programme: Programme
    on: date
    tree: PointTree
    plans: tuple[ProgrammeLink, ...]
    links: tuple[ItemLink, ...]
    plan_of_task: Mapping[str, int]
    waiting: Mapping[tuple[int, int], int]
    rounds: tuple[PlanRound, ...]
    counted: ItemCoverage

    @property
    def tops(self) -> Share:
        """The points of the first level that are carried out."""
        return Share(
            len([key for key in self.tree.top_keys if key not in self.counted.uncovered]),
            len(self.tree.top_keys),
        )

    @property
    def leaves(self) -> Share:
        """The last points (those with nothing below them) that are carried out."""
        return Share(
            len([key for key in self.tree.leaf_keys if key not in self.counted.uncovered]),
            len(self.tree.leaf_keys),
        )

    @property
    def units(self) -> tuple[Agency, ...]:
        """Whose plans are counted: the units asked that exist on the day, and whoever else made a plan and exists."""
        asked = {unit.pk: unit for one in self.rounds for unit in one.units}
        owners = [one.below.owner for one in self.plans if one.below.owner]
        found = asked | {unit.pk: unit for unit in owners if _is_alive(unit, self.on)}
        return tuple(sorted(found.values(), key=lambda unit: (unit.name, unit.pk)))

    def linked_of(self, plan: Programme) -> Share:
        """How many tasks of one plan carry out some point."""
        own = {task for task, pk in self.plan_of_task.items() if pk == plan.pk}
        return Share(len({link.below for link in self.links} & own), len(own))


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A plan below as a column: how many of its tasks carry out some point."""

    link: ProgrammeLink
    linked: Share
    waiting: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a point meets a plan. `is_missing`: the plan's own body leads the point, and has no task for it."""

    link: ProgrammeLink
    confirmed: int
    waiting: int
    is_missing: bool


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point with its cells; `share` says how many of all units have a task for it."""

    point: Point
    is_covered: bool
    share: Share
    cells: tuple[Cell, ...]


def programme_coverage(programme: Programme, *, reach: Reach, on: date) -> Coverage:
    """Count how a programme is carried out below it on a day, with a fixed number of queries.

    This function will take matches that people confirmed, between items that hold on the day; plans and units
    beyond the reach of the person who asks are left out, of the counts too. A plan issued after the day is none yet.
    """
    tree = programme_points(programme, on=on)
    plans = tuple(
        one
        for one in confirmed_below(programme)
        if reach.covers(one.below.owner_id) and made_on(one.below) <= on
    )
    confirmed, waiting = _matches(plans)
    tasks = _tasks_of([one.below_id for one in plans], on=on)
    links = tuple(
        ItemLink(str(above), str(below), str(owner))
        for above, below, owner in confirmed
        if str(below) in tasks
    )
    return Coverage(
        programme=programme,
        on=on,
        tree=tree,
        plans=plans,
        links=links,
        plan_of_task=tasks,
        waiting=waiting,
        rounds=tuple(plan_rounds(open_calls(programme), unit_plans(plans), reach=reach, on=on)),
        counted=item_coverage(tree.keys, list(tasks), links, tree.parents),
    )


def _is_alive(unit: Agency, day: date) -> bool:
    return (unit.valid_from is None or unit.valid_from <= day) and (
        unit.valid_to is None or day < unit.valid_to
    )


def made_on(plan: Programme) -> date:
    """This function will return the day on which a plan was made: the paper's, else that of its adoption."""
    return plan.document.issued_on or plan.adopted_at.date()


def unit_plans(plans: Iterable[ProgrammeLink]) -> list[UnitPlan]:
    """This function will return which unit made which plan when."""
    return [
        UnitPlan(one.below.owner_id, one.below, made_on(one.below)) for one in plans if one.below.owner_id
    ]


def point_rows(coverage: Coverage, plans: Sequence[ProgrammeLink]) -> list[PointRow]:
    """This function will lay the points of a programme against some of the plans below; no query."""
    shares = coverage_by_unit(
        coverage.tree.keys,
        [str(unit.pk) for unit in coverage.units],
        coverage.links,
        coverage.tree.parents,
    )
    counts = _confirmed_cells(coverage)
    return [
        PointRow(
            point,
            point.key not in coverage.counted.uncovered,
            shares[point.key],
            tuple(_cell(point, link, counts, coverage.waiting) for link in plans),
        )
        for point in coverage.tree.points
    ]


def plan_columns(coverage: Coverage, plans: Iterable[ProgrammeLink]) -> list[PlanColumn]:
    """This function will head some of the plans below with their own numbers; no query."""
    waiting: Counter[int] = Counter()
    for (_point, plan), count in coverage.waiting.items():
        waiting[plan] += count
    return [PlanColumn(one, coverage.linked_of(one.below), waiting[one.below_id]) for one in plans]


def _cell(
    point: Point,
    link: ProgrammeLink,
    counts: Mapping[tuple[int, int], int],
    waiting: Mapping[tuple[int, int], int],
) -> Cell:
    place = (point.item.pk, link.below_id)
    confirmed = counts.get(place, 0)
    leads = {agency.pk for agency in point.leads}
    return Cell(link, confirmed, waiting.get(place, 0), not confirmed and link.below.owner_id in leads)


def _confirmed_cells(coverage: Coverage) -> Counter[tuple[int, int]]:
    """How many tasks of each plan carry out each point, or something that stands under it."""
    parents = coverage.tree.parents
    pairs: dict[tuple[int, int], set[str]] = defaultdict(set)
    for link in coverage.links:
        plan, point = coverage.plan_of_task[link.below], link.above
        while True:
            pairs[int(point), plan].add(link.below)
            if point not in parents:
                break
            point = parents[point]
    return Counter({place: len(tasks) for place, tasks in pairs.items()})


def _matches(
    plans: Collection[ProgrammeLink],
) -> tuple[list[tuple[int, int, int]], Counter[tuple[int, int]]]:
    """Confirmed matches as (point, task, owner), and proposals counted by (point, plan)."""
    owners = {one.pk: one.below.owner_id or 0 for one in plans}
    below = {one.pk: one.below_id for one in plans}
    rows = standing_matches().filter(link__in=owners).exclude(state=MatchState.REFUSED)
    confirmed: list[tuple[int, int, int]] = []
    waiting: Counter[tuple[int, int]] = Counter()
    for link, state, above, task in rows.values_list("link_id", "state", "above_id", "below_id"):
        if state == MatchState.CONFIRMED:
            confirmed.append((above, task, owners[link]))
        else:
            waiting[above, below[link]] += 1
    return confirmed, waiting


def _tasks_of(plans: Collection[int], *, on: date) -> dict[str, int]:
    """The tasks of plans, and the last points of those without tasks, each with its plan; one query."""
    items = Item.objects.filter(held_on(on), programme__in=plans, kind__in=(ItemKind.TASK, ItemKind.SECTION))
    rows = list(
        items.order_by("programme_id", "position", "pk").values_list(
            "pk", "programme_id", "kind", "parent_id"
        )
    )
    with_tasks = {plan for _pk, plan, kind, _parent in rows if kind == ItemKind.TASK}
    parents = {parent for _pk, _plan, _kind, parent in rows}
    return {
        str(pk): plan
        for pk, plan, kind, _parent in rows
        if (kind == ItemKind.TASK if plan in with_tasks else pk not in parents)
    }
