"""Tables that run off a page without a closing line: the upright rules show where the last row ends.

Word and LibreOffice close a row that breaks over two pages on neither of them, unless told to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from haidang.engines.reading.opening.pdf_pages import Rule

_FEWEST_UPRIGHTS = 3
_LEVEL = 6.0  # points by which ends of upright rules may differ
_SHORTEST_ROW = 16.0  # points beyond the last level rule
_MOST_OF_WIDTH = 0.6


@dataclass(frozen=True, slots=True)
class OpenEnds:
    """Level rules that a table lacks at the lower and the upper end of a page."""

    below: tuple[Rule, ...] = ()
    above: tuple[Rule, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.below + self.above


def find_open_ends(rules: Sequence[Rule]) -> OpenEnds:
    """This function will find where three or more upright rules of a table end together without a level rule."""
    levels = [rule for rule in rules if rule.is_horizontal]
    uprights = [rule for rule in rules if not rule.is_horizontal]
    below = [
        rule
        for group in _ending_together(uprights, is_below=True)
        if (rule := _closing(group, levels, max(each.last for each in group))) is not None
    ]
    above = [
        rule
        for group in _ending_together(uprights, is_below=False)
        if (rule := _closing(group, levels, min(each.first for each in group))) is not None
    ]
    return OpenEnds(tuple(below), tuple(above))


def _ending_together(uprights: Sequence[Rule], *, is_below: bool) -> Iterator[list[Rule]]:
    def end_of(rule: Rule) -> float:
        return rule.last if is_below else rule.first

    group: list[Rule] = []
    for rule in sorted(uprights, key=end_of):
        if group and end_of(rule) - end_of(group[0]) > _LEVEL:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _closing(group: list[Rule], levels: Sequence[Rule], end: float) -> Rule | None:
    """The level rule that belongs at an end; None where one is drawn, or where no rows are ruled at all."""
    if len(group) < _FEWEST_UPRIGHTS:
        return None
    left, right = min(rule.at for rule in group), max(rule.at for rule in group)
    wide = [rule.at for rule in levels if _overlap(rule, left, right) >= _MOST_OF_WIDTH * (right - left)]
    inside = [at for at in wide if any(rule.first - _LEVEL <= at <= rule.last + _LEVEL for rule in group)]
    if not inside or min(abs(at - end) for at in inside) < _SHORTEST_ROW:
        return None
    return Rule(True, end, left, right)


def _overlap(rule: Rule, left: float, right: float) -> float:
    return min(rule.last, right) - max(rule.first, left)
