"""What is missing between a programme and the plans below it, as a list that can be chased."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from haidang.agencies.models import Agency
from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.enums import CoverageGap, ItemKind
from haidang.programme.models import Item, Programme
from haidang.programme.queries.coverage import Coverage


@dataclass(frozen=True, slots=True)
class GapFilter:
    """What a person asked for; an empty field asks for nothing."""

    kind: str = ""
    words: str = ""
    unit_id: int | None = None

    @property
    def is_empty(self) -> bool:
        return self == GapFilter()


@dataclass(frozen=True, slots=True)
class GapRow:
    """One thing that is missing: what (an item, or nothing but the unit), whose, in which plan, by when."""

    kind: CoverageGap
    label: str
    title: str
    units: tuple[Agency, ...]
    item_pk: int | None = None
    plan: Programme | None = None
    due_on: date | None = None
    is_late: bool = False
    waiting: int = 0


def coverage_gaps(coverage: Coverage, asked: GapFilter) -> list[GapRow]:
    """List what is missing, as it was asked for: points, then units, then tasks; at most one query.

    This function will name only last points: one that has points below it is carried out by those.
    """
    makers = {
        CoverageGap.NO_TASK: _points_without_task,
        CoverageGap.LEAD_WITHOUT_TASK: _points_without_task_of_lead,
        CoverageGap.NO_PLAN: _units_without_plan,
        CoverageGap.NO_POINT: _tasks_without_point,
    }
    rows = [row for kind, maker in makers.items() if asked.kind in {"", kind} for row in maker(coverage)]
    return [row for row in rows if _fits(row, asked)]


def gap_counts(coverage: Coverage) -> dict[CoverageGap, int]:
    """This function will count what is missing of each kind; no query."""
    return {
        CoverageGap.NO_TASK: len(list(_points_without_task(coverage))),
        CoverageGap.LEAD_WITHOUT_TASK: len(list(_points_without_task_of_lead(coverage))),
        CoverageGap.NO_PLAN: sum(len(one.missing) for one in coverage.rounds),
        CoverageGap.NO_POINT: len(coverage.counted.unlinked),
    }


def _points_without_task(coverage: Coverage) -> Iterator[GapRow]:
    missing = set(coverage.counted.uncovered)
    waiting: dict[int, int] = {}
    for (point, _plan), count in coverage.waiting.items():
        waiting[point] = waiting.get(point, 0) + count
    for one in coverage.tree.points:
        if one.is_leaf and one.key in missing:
            yield GapRow(
                CoverageGap.NO_TASK,
                one.label,
                one.item.title,
                one.leads,
                one.item.pk,
                waiting=waiting.get(one.item.pk, 0),
            )


def _points_without_task_of_lead(coverage: Coverage) -> Iterator[GapRow]:
    """A point that some plan carries out, but not the plan of the body in the lead."""
    having = {(link.above, link.unit) for link in coverage.links}
    plans = {one.below.owner_id: one.below for one in coverage.plans}
    missing = set(coverage.counted.uncovered)
    for one in coverage.tree.points:
        for lead in one.leads:
            if lead.pk in plans and one.key not in missing and (one.key, str(lead.pk)) not in having:
                yield GapRow(
                    CoverageGap.LEAD_WITHOUT_TASK,
                    one.label,
                    one.item.title,
                    (lead,),
                    one.item.pk,
                    plans[lead.pk],
                    waiting=coverage.waiting.get((one.item.pk, plans[lead.pk].pk), 0),
                )


def _units_without_plan(coverage: Coverage) -> Iterator[GapRow]:
    for one in coverage.rounds:
        for unit in one.missing:
            yield GapRow(
                CoverageGap.NO_PLAN, "", unit.name, (unit,), due_on=one.call.due_on, is_late=one.is_due
            )


def _tasks_without_point(coverage: Coverage) -> Iterator[GapRow]:
    plans = {one.below_id: one.below for one in coverage.plans}
    found = _items_named(plans)
    for key in coverage.counted.unlinked:
        (label, title), plan = found[key], plans[coverage.plan_of_task[key]]
        owner = (plan.owner,) if plan.owner else ()
        yield GapRow(CoverageGap.NO_POINT, label, title, owner, int(key), plan)


def _items_named(plans: Iterable[int]) -> Mapping[str, tuple[str, str]]:
    """Label and title of the items of plans: values, for there may be thousands of them."""
    kinds = (ItemKind.TASK, ItemKind.SECTION)
    items = Item.objects.without_tree_fields().filter(programme__in=list(plans), kind__in=kinds).order_by()
    return {str(pk): (label, title) for pk, label, title in items.values_list("pk", "label", "title")}


def _fits(row: GapRow, asked: GapFilter) -> bool:
    if asked.unit_id and asked.unit_id not in {unit.pk for unit in row.units}:
        return False
    if not asked.words.strip():
        return True
    said = folded_form(" ".join([row.label, row.title, *(unit.name for unit in row.units)]))
    return all(word in said for word in folded_form(asked.words).split())
