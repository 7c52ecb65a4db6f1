"""Changing the tree of a plan: every edit gives a new tree and leaves the old one as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from haidang.engines.drafting.plan_points import (
    CHILD_KINDS,
    DEEPEST_SECTION,
    ROOT_KINDS,
    PlanPoint,
    every_point,
)

type Points = tuple[PlanPoint, ...]


class ImpossibleMove(Exception):
    """The point cannot stand there: nothing is above it, or what is above takes no such point."""


class PointGone(Exception):
    """There is no point with this key any more."""


def point_with(points: Points, key: int) -> PlanPoint:
    """This function will return the point with a key. Raises PointGone."""
    for point in every_point(points):
        if point.key == key:
            return point
    raise PointGone(key)


def next_key(points: Points) -> int:
    """This function will return a key that no point of the tree has."""
    return max((point.key for point in every_point(points)), default=0) + 1


def path_to(points: Points, key: int) -> tuple[PlanPoint, ...]:
    """This function will return the points from the top down to the one with a key. Raises PointGone."""
    for point in points:
        if point.key == key:
            return (point,)
        try:
            return (point, *path_to(point.children, key))
        except PointGone:
            continue
    raise PointGone(key)


def added_point(points: Points, point: PlanPoint, *, below: int | None) -> Points:
    """This function will put a point last below another one, or last of its kind at the top without one.

    Raises ImpossibleMove where such a point cannot stand, PointGone when the point above is not there.
    """
    if below is None:
        if point.kind not in ROOT_KINDS:
            raise ImpossibleMove
        return _in_order((*points, point))
    path = path_to(points, below)
    _check_place(path, point)
    return _with_siblings(points, path, lambda _all: path[-1].children + (point,), at_children=True)


def changed_point(points: Points, point: PlanPoint) -> Points:
    """This function will put new words into the place of the point with the same key; what is below stays."""
    path = path_to(points, point.key)
    kept = replace(point, children=path[-1].children)
    return _with_siblings(
        points, path, lambda others: tuple(kept if one.key == point.key else one for one in others)
    )


def without_point(points: Points, key: int) -> Points:
    """This function will take a point out with everything below it. Raises PointGone."""
    path = path_to(points, key)
    return _with_siblings(points, path, lambda others: tuple(one for one in others if one.key != key))


def raised_point(points: Points, key: int) -> Points:
    """This function will change a point with the one before it. Raises ImpossibleMove for the first one."""
    return _swapped(points, key, step=-1)


def lowered_point(points: Points, key: int) -> Points:
    """This function will change a point with the one behind it. Raises ImpossibleMove for the last one."""
    return _swapped(points, key, step=1)


def indented_point(points: Points, key: int) -> Points:
    """This function will put a point below the one before it, as its last. Raises ImpossibleMove."""
    path = path_to(points, key)
    siblings = path[-2].children if len(path) > 1 else points
    place = [one.key for one in siblings].index(key)
    if place == 0:
        raise ImpossibleMove
    return added_point(without_point(points, key), path[-1], below=siblings[place - 1].key)


def outdented_point(points: Points, key: int) -> Points:
    """This function will put a point behind the one it stands under, beside it. Raises ImpossibleMove."""
    path = path_to(points, key)
    if len(path) < 2:
        raise ImpossibleMove
    point, above = path[-1], path[-2]
    if len(path) == 2:
        if point.kind not in ROOT_KINDS:
            raise ImpossibleMove
    else:
        _check_place(path[:-2], point)
    left = without_point(points, key)
    return _with_siblings(left, path_to(left, above.key), lambda others: _behind(others, above.key, point))


MOVES: dict[str, Callable[[Points, int], Points]] = {
    "up": raised_point,
    "down": lowered_point,
    "in": indented_point,
    "out": outdented_point,
}


def possible_moves(points: Points) -> dict[int, tuple[str, ...]]:
    """This function will name for every point the moves that it can make, in one walk over the tree."""
    return dict(_moves_below(points, ()))


def _moves_below(siblings: Points, path: tuple[PlanPoint, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for place, point in enumerate(siblings):
        before = siblings[place - 1] if place else None
        behind = siblings[place + 1] if place + 1 < len(siblings) else None
        can = {
            "up": before is not None and before.kind == point.kind,
            "down": behind is not None and behind.kind == point.kind,
            "in": before is not None and _takes((*path, before), point),
            "out": bool(path) and _takes(path[:-1], point),
        }
        yield point.key, tuple(name for name in MOVES if can[name])
        yield from _moves_below(point.children, (*path, point))


def _takes(path: tuple[PlanPoint, ...], point: PlanPoint) -> bool:
    if not path:
        return point.kind in ROOT_KINDS
    try:
        _check_place(path, point)
    except ImpossibleMove:
        return False
    return True


def _check_place(path: tuple[PlanPoint, ...], point: PlanPoint) -> None:
    if point.kind not in CHILD_KINDS.get(path[-1].kind, ()):
        raise ImpossibleMove
    if point.kind == "section" and len(path) + _section_depth(point) > DEEPEST_SECTION:
        raise ImpossibleMove


def _section_depth(point: PlanPoint) -> int:
    return 1 + max((_section_depth(one) for one in point.children if one.kind == "section"), default=0)


def _behind(others: Points, key: int, point: PlanPoint) -> Points:
    place = [one.key for one in others].index(key) + 1
    return (*others[:place], point, *others[place:])


def _swapped(points: Points, key: int, *, step: int) -> Points:
    path = path_to(points, key)
    return _with_siblings(points, path, lambda others: _with_neighbours_changed(others, key, step))


def _with_neighbours_changed(others: Points, key: int, step: int) -> Points:
    place = [one.key for one in others].index(key)
    other = place + step
    if not 0 <= other < len(others) or others[other].kind != others[place].kind:
        raise ImpossibleMove
    row = list(others)
    row[place], row[other] = row[other], row[place]
    return tuple(row)


def _in_order(points: Points) -> Points:
    return tuple(sorted(points, key=lambda one: ROOT_KINDS.index(one.kind)))


def _with_siblings(
    points: Points,
    path: tuple[PlanPoint, ...],
    change: Callable[[Points], Points],
    *,
    at_children: bool = False,
) -> Points:
    """The tree with one row of siblings changed: that of the path's last point, or the points below it."""
    if len(path) == 1 and not at_children:
        return change(points)
    top = path[0]
    below = (
        change(top.children)
        if len(path) == 1
        else _with_siblings(top.children, path[1:], change, at_children=at_children)
    )
    return tuple(replace(one, children=below) if one.key == top.key else one for one in points)


def restored_points(points: Points, old: Points, *, revision: int) -> Points:
    """Go back to an old tree.

    This function will mark every point that comes back or reads otherwise than now as changed by this revision, so
    that whoever has it open is told.
    """
    now = {point.key: _words_of(point) for point in every_point(points)}
    return tuple(_restored(point, now, revision) for point in old)


def marked_points(points: Points, *, revision: int) -> Points:
    """This function will mark every point of a tree as changed by one revision, as in a tree that is put in whole."""
    return tuple(
        replace(one, changed=revision, children=marked_points(one.children, revision=revision))
        for one in points
    )


def with_new_keys(points: Points, *, first: int) -> Points:
    """This function will give the points of a tree keys that count from `first`, from top to bottom."""
    count = iter(range(first, first + sum(1 for _one in every_point(points))))

    def keyed(point: PlanPoint) -> PlanPoint:
        key = next(count)
        return replace(point, key=key, children=tuple(keyed(one) for one in point.children))

    return tuple(keyed(point) for point in points)


def _words_of(point: PlanPoint) -> PlanPoint:
    return replace(point, children=(), changed=0)


def _restored(point: PlanPoint, now: dict[int, PlanPoint], revision: int) -> PlanPoint:
    children = tuple(_restored(one, now, revision) for one in point.children)
    is_same = now.get(point.key) == _words_of(point)
    return replace(point, children=children, changed=point.changed if is_same else revision)
