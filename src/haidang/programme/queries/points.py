"""What of a programme has to be carried out below it: its tasks, or the points of a paper that has no tasks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from haidang.agencies.models import Agency
from haidang.documents.models import DocumentLine
from haidang.engines.vietnamese.likeness import ItemText
from haidang.programme.enums import AssignmentRole, ItemKind
from haidang.programme.models import Item, Programme
from haidang.programme.queries.filters import assignments_on, items_on, with_places
from haidang.programme.queries.sections import first_line_of


@dataclass(frozen=True, slots=True)
class Point:
    """One task, or one point of a paper without tasks; `leads` are the agencies in the lead on the day."""

    item: Item
    label: str
    depth: int
    is_leaf: bool
    leads: tuple[Agency, ...]

    @property
    def key(self) -> str:
        return str(self.item.pk)


@dataclass(frozen=True, slots=True)
class PointTree:
    """The points of a programme in the order of its paper, with the parent of each that stands under another."""

    points: tuple[Point, ...]

    @property
    def keys(self) -> list[str]:
        return [one.key for one in self.points]

    @property
    def top_keys(self) -> list[str]:
        return [one.key for one in self.points if one.depth == 0]

    @property
    def leaf_keys(self) -> list[str]:
        return [one.key for one in self.points if one.is_leaf]

    @property
    def parents(self) -> dict[str, str]:
        """Which point a point stands under; tasks stand under headings, which are no points."""
        known = set(self.keys)
        return {one.key: str(one.item.parent_id) for one in self.points if str(one.item.parent_id) in known}


def programme_points(programme: Programme, *, on: date) -> PointTree:
    """Return what has to be carried out of a programme, with two queries.

    This function will take the tasks that hold on the day; of a paper without tasks its points, each with its whole
    number ("6.a"). Headings of a paper with tasks are no points.
    """
    found = with_places(items_on(on)).filter(programme=programme, kind__in=(ItemKind.TASK, ItemKind.SECTION))
    held = assignments_on(on).filter(role=AssignmentRole.LEAD)
    items = list(
        found.prefetch_related(Prefetch("assignments", queryset=held, to_attr="held")).order_by(
            "position", "id"
        )
    )
    tasks = [one for one in items if one.kind == ItemKind.TASK]
    return PointTree(tuple(_task_points(tasks) if tasks else _section_points(items)))


def point_texts(programme: Programme, tree: PointTree) -> list[ItemText]:
    """Return points as texts to be compared, with two queries.

    This function will give a task its title, its paragraphs and its sub-tasks; a point of a paper without tasks the
    lines of the paper from its heading to the next one.
    """
    if all(one.item.kind == ItemKind.TASK for one in tree.points):
        return _task_texts(tree)
    lines = list(
        DocumentLine.objects.filter(reading=programme.reading_id, is_furniture=False)
        .order_by("number")
        .values_list("number", "text")
    )
    starts = sorted(first_line_of(one.item.lines) for one in tree.points)
    return [ItemText(one.key, (one.item.title, *_paper_text(one.item, starts, lines))) for one in tree.points]


def _task_points(tasks: Iterable[Item]) -> Iterable[Point]:
    return (Point(one, one.label, 0, True, tuple(held.agency for held in one.held)) for one in tasks)


def _section_points(sections: Iterable[Item]) -> Iterable[Point]:
    """Sections in the order of the paper, each after the one it stands under."""
    below: dict[int | None, list[Item]] = {}
    for one in sections:
        below.setdefault(one.parent_id, []).append(one)
    return _points_under(None, below, (), 0)


def _points_under(
    parent: int | None, below: Mapping[int | None, list[Item]], labels: tuple[str, ...], depth: int
) -> Iterable[Point]:
    for one in below.get(parent, ()):
        own = (*labels, one.label) if one.label else labels
        leads = tuple(held.agency for held in one.held)
        yield Point(one, ".".join(own), depth, one.pk not in below, leads)
        yield from _points_under(one.pk, below, own, depth + 1)


def _task_texts(tree: PointTree) -> list[ItemText]:
    below: dict[int, list[str]] = {}
    parts = Item.objects.without_tree_fields().filter(
        parent__in=[one.item.pk for one in tree.points], kind=ItemKind.SUBTASK, ended_at=None
    )
    for parent, title in parts.order_by("position", "id").values_list("parent_id", "title"):
        below.setdefault(parent, []).append(title)
    return [
        ItemText(one.key, (one.item.title, *one.item.content, *below.get(one.item.pk, ())))
        for one in tree.points
    ]


def _paper_text(item: Item, starts: list[int], lines: list[tuple[int, str]]) -> Iterable[str]:
    """The words of a point's own lines, parted where a dash begins a new thought."""
    first = first_line_of(item.lines)
    last = next((start for start in starts if start > first), None)
    own = [text for number, text in lines if number >= first and (last is None or number < last)]
    parts: list[str] = []
    for text in own:
        if parts and not text.lstrip().startswith(("-", "+", "•")):
            parts[-1] = f"{parts[-1]} {text}"
        else:
            parts.append(text)
    return parts
