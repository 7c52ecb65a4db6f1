"""Ruling lines of a page -> grids of cells, merged cells included."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from haidang.engines.reading.opening.pdf_pages import Rule
from haidang.engines.reading.paper import Box

_NEAR = 3.0  # points by which lines that belong together may miss each other
_MOST_RULES = 4_000  # a drawing, not a table, has more on one page


@dataclass(frozen=True, slots=True)
class GridCell:
    """One drawn cell: its place in the grid, how far it reaches, and its box."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    box: Box


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """This function will find the tables that the ruling lines of a page draw, from top to bottom.

    Lines that touch make one table; a frame around a single cell is none.
    """
    if len(rules) > _MOST_RULES:
        return []
    joined = _joined_rules(rules)
    grids = [grid for group in _touching_groups(joined) if (grid := _grid_of(group)) is not None]
    return sorted(grids, key=lambda grid: (grid.box.top, grid.box.left))


def _joined_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line, drawn cell by cell, become the line."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda each: (each.is_horizontal, round(each.at / _NEAR), each.first)):
        same = [
            place
            for place in range(max(len(joined) - 3, 0), len(joined))
            if _is_same_line(joined[place], rule)
        ]
        if same:
            before = joined[same[-1]]
            joined[same[-1]] = Rule(
                before.is_horizontal, before.at, min(before.first, rule.first), max(before.last, rule.last)
            )
        else:
            joined.append(rule)
    return joined


def _is_same_line(before: Rule, rule: Rule) -> bool:
    return (
        before.is_horizontal == rule.is_horizontal
        and abs(before.at - rule.at) <= _NEAR
        and rule.first <= before.last + _NEAR
        and before.first <= rule.last + _NEAR
    )


def _touching_groups(rules: list[Rule]) -> list[list[Rule]]:
    leaders = list(range(len(rules)))

    def leader(place: int) -> int:
        while leaders[place] != place:
            leaders[place] = leaders[leaders[place]]
            place = leaders[place]
        return place

    uprights = [place for place, rule in enumerate(rules) if not rule.is_horizontal]
    for level in (place for place, rule in enumerate(rules) if rule.is_horizontal):
        for upright in uprights:
            if _do_touch(rules[level], rules[upright]):
                leaders[leader(upright)] = leader(level)
    groups: dict[int, list[Rule]] = {}
    for place, rule in enumerate(rules):
        groups.setdefault(leader(place), []).append(rule)
    return list(groups.values())


def _do_touch(level: Rule, upright: Rule) -> bool:
    return (
        level.first - _NEAR <= upright.at <= level.last + _NEAR
        and upright.first - _NEAR <= level.at <= upright.last + _NEAR
    )


def _grid_of(group: list[Rule]) -> Grid | None:
    levels = [rule for rule in group if rule.is_horizontal]
    uprights = [rule for rule in group if not rule.is_horizontal]
    ys, xs = _positions(levels), _positions(uprights)
    if len(ys) < 2 or len(xs) < 2 or (len(ys), len(xs)) == (2, 2):
        return None
    cells = _merged_cells(
        xs,
        ys,
        has_level=lambda x, y: any(_runs_through(rule, at=y, along=x) for rule in levels),
        has_upright=lambda x, y: any(_runs_through(rule, at=x, along=y) for rule in uprights),
    )
    return Grid(len(ys) - 1, len(xs) - 1, tuple(cells), Box(xs[0], ys[0], xs[-1], ys[-1]))


def _positions(rules: list[Rule]) -> list[float]:
    positions: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not positions or at - positions[-1] > _NEAR:
            positions.append(at)
    return positions


def _runs_through(rule: Rule, *, at: float, along: float) -> bool:
    return abs(rule.at - at) <= _NEAR and rule.first - _NEAR <= along <= rule.last + _NEAR


def _merged_cells(
    xs: list[float],
    ys: list[float],
    *,
    has_level: Callable[[float, float], bool],
    has_upright: Callable[[float, float], bool],
) -> list[GridCell]:
    """Neighbours without a line between them are one cell; a cell is taken from its top left corner."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            middle_y = (ys[row] + ys[row + 1]) / 2
            columns = 1
            while (
                column + columns < len(xs) - 1
                and (row, column + columns) not in taken
                and not has_upright(xs[column + columns], middle_y)
            ):
                columns += 1
            middle_x = (xs[column] + xs[column + 1]) / 2
            rows = 1
            while row + rows < len(ys) - 1 and not has_level(middle_x, ys[row + rows]):
                rows += 1
            taken |= {(row + down, column + right) for down in range(rows) for right in range(columns)}
            box = Box(xs[column], ys[row], xs[column + columns], ys[row + rows])
            cells.append(GridCell(row, column, rows, columns, box))
    return cells
