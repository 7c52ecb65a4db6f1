"""A plan while it is made: a tree of points, and the same as plain data to keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

type PointKind = Literal["basis", "section", "task", "subtask", "report", "recipient", "group", "money"]

# What a plan consists of, in the order of the paper, and what may stand below what.
ROOT_KINDS: tuple[PointKind, ...] = ("basis", "section", "report", "recipient", "group")
CHILD_KINDS: Mapping[str, tuple[PointKind, ...]] = {
    "section": ("section", "task"),
    "task": ("subtask",),
    "group": ("money",),
}
# "I." and "1." are headings of a plan; a third level would be read as a task.
DEEPEST_SECTION = 2


@dataclass(frozen=True, slots=True)
class PlanBody:
    """A body as the paper names it, and its key in the register where it is known."""

    name: str
    agency: int | None = None


@dataclass(frozen=True, slots=True)
class PlanPoint:
    """One point of a plan. `changed` is the revision that changed it last.

    `partners` of a task take part in all of it, those of a sub-task in that alone. `details` hold what only one
    kind has: of a report `period`, `due` (ISO day), `strict` ("1"), `owed_by`, `owed_to`; of a line of money
    `amount` (whole đồng), `executor`, `source`; of a task `origin`, the item it goes on from.
    """

    key: int
    kind: PointKind
    title: str
    content: tuple[str, ...] = ()
    product: str = ""
    timing: str = ""
    lead: tuple[PlanBody, ...] = ()
    partners: tuple[PlanBody, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    children: tuple[PlanPoint, ...] = ()
    changed: int = 0

    @property
    def all_partners(self) -> tuple[PlanBody, ...]:
        """Everyone who takes part, each once: in the whole of it first, then in sub-tasks."""
        named = [*self.partners, *(one for part in self.children for one in part.partners)]
        return tuple({one.name: one for one in reversed(named)}[name] for name in _once(named))


def _once(named: list[PlanBody]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in named))


def every_point(points: tuple[PlanPoint, ...]) -> Iterator[PlanPoint]:
    """This function will yield every point of a tree from top to bottom."""
    for point in points:
        yield point
        yield from every_point(point.children)


def tasks_of(points: tuple[PlanPoint, ...]) -> Iterator[PlanPoint]:
    """This function will yield the tasks of a tree in the order of the paper."""
    return (point for point in every_point(points) if point.kind == "task")


def plain_points(points: tuple[PlanPoint, ...]) -> list[dict[str, Any]]:
    """This function will write a tree as plain data; what is empty is left out."""
    return [_plain_point(point) for point in points]


def points_from(plain: list[dict[str, Any]]) -> tuple[PlanPoint, ...]:
    """This function will make a tree of what `plain_points` wrote."""
    return tuple(_point_from(one) for one in plain)


def _plain_point(point: PlanPoint) -> dict[str, Any]:
    told: dict[str, Any] = {
        "key": point.key,
        "kind": point.kind,
        "title": point.title,
        "content": list(point.content),
        "product": point.product,
        "timing": point.timing,
        "lead": [[one.name, one.agency] for one in point.lead],
        "partners": [[one.name, one.agency] for one in point.partners],
        "details": dict(point.details),
        "children": plain_points(point.children),
        "changed": point.changed,
    }
    return {name: value for name, value in told.items() if value or name in {"key", "kind", "title"}}


def _point_from(plain: Mapping[str, Any]) -> PlanPoint:
    return PlanPoint(
        key=plain["key"],
        kind=plain["kind"],
        title=plain["title"],
        content=tuple(plain.get("content", ())),
        product=plain.get("product", ""),
        timing=plain.get("timing", ""),
        lead=tuple(PlanBody(name, agency) for name, agency in plain.get("lead", ())),
        partners=tuple(PlanBody(name, agency) for name, agency in plain.get("partners", ())),
        details=dict(plain.get("details", {})),
        children=points_from(plain.get("children", [])),
        changed=plain.get("changed", 0),
    )
