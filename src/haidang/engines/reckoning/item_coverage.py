"""Which points of a plan above are carried out below, and which items below carry out nothing: always as n/d."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from haidang.engines.reckoning.round_shares import Share


@dataclass(frozen=True)
class ItemLink:
    """An item below that a person has confirmed to carry out an item above; `unit` is whose plan it stands in."""

    above: str
    below: str
    unit: str


@dataclass(frozen=True)
class ItemCoverage:
    """How many points have a task, the points without, and how many of the tasks carry out some point."""

    covered: Share
    uncovered: tuple[str, ...]
    linked: Share
    unlinked: tuple[str, ...]


def item_coverage(
    above: Sequence[str], below: Sequence[str], links: Iterable[ItemLink], parents: Mapping[str, str]
) -> ItemCoverage:
    """Count the points that are carried out, in the order of the plan; a point is, when one of its sub-points is.

    `parents` names the point that a sub-point stands under; both may be among those asked for. A link from or to
    an item that is not asked for counts for nothing.
    """
    asked, known = set(above), set(below)
    counted = [link for link in links if link.below in known and _line_of(link.above, parents) & asked]
    covered = {point for link in counted for point in _line_of(link.above, parents)} & asked
    linked = {link.below for link in counted}
    return ItemCoverage(
        Share(len(covered), len(asked)),
        tuple(point for point in above if point not in covered),
        Share(len(linked), len(known)),
        tuple(item for item in below if item not in linked),
    )


def coverage_by_unit(
    above: Sequence[str], units: Sequence[str], links: Iterable[ItemLink], parents: Mapping[str, str]
) -> dict[str, Share]:
    """For each point, how many of the units have a task for it; units without a plan are in the denominator."""
    having: dict[str, set[str]] = {point: set() for point in above}
    asked = set(units)
    for link in links:
        for point in _line_of(link.above, parents) & having.keys():
            having[point] |= {link.unit} & asked
    return {point: Share(len(found), len(asked)) for point, found in having.items()}


def _line_of(item: str, parents: Mapping[str, str]) -> set[str]:
    """An item with all that it stands under. A ring of parents, which no plan has, ends where it closes."""
    line = {item}
    while (item := parents.get(item, item)) not in line:
        line.add(item)
    return line
