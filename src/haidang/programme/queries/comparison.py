"""Two programmes side by side: two years of one body, or two versions: what stayed, changed, is new or gone."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from haidang.documents.enums import FindingKind
from haidang.engines.vietnamese.likeness import ItemText, propose_matches
from haidang.programme.enums import ComparisonState
from haidang.programme.models import Programme
from haidang.programme.queries.difference_sides import Side, item_side, items_with_parts
from haidang.programme.queries.differences import (
    FieldChange,
    field_changes,
    paired_sides,
    side_likeness,
)
from haidang.programme.queries.point_sides import POINT, programme_point_sides

COMPARED_KINDS = (FindingKind.TASK, FindingKind.TARGET, FindingKind.REPORT, POINT)
# What is left over is paired by its rare words. No two tasks of one plan of the seed papers reach 0.47, so from here
# on it is more likely the same task in other words than a neighbour.
LEAST_SCORE_OF_REWORDED = 0.5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A number that moved is shown, but is no change of the task.
_NO_CHANGE = {"label"}


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One item of either programme, or a pair; `likeness` is 0 to 100 between the words of both."""

    state: ComparisonState
    kind: str
    old: Side | None
    new: Side | None
    fields: tuple[FieldChange, ...]
    likeness: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two programmes laid side by side, in the order of the newer one; what is gone stands at the end of its kind."""

    old: Programme
    new: Programme
    rows: tuple[ComparisonRow, ...]

    @property
    def counts(self) -> dict[ComparisonState, int]:
        """How many rows there are of each state."""
        found = Counter(row.state for row in self.rows)
        return {state: found[state] for state in ComparisonState}


def compare_programmes(old: Programme, new: Programme) -> Comparison:
    """Lay two programmes side by side, with a fixed number of queries.

    This function will pair items of one kind: the same words first, then the same number with like words, then the
    most alike, then those with the same rare words. Years are compared as counted from the first year of each
    programme, so that "năm 2024" of last year's plan is "năm 2025" of this year's.
    """
    befores, afters = _sides(old), _sides(new)
    rows = [
        row
        for kind in COMPARED_KINDS
        for row in _rows_of_kind(
            [one for one in befores if one.kind == kind], [one for one in afters if one.kind == kind], kind
        )
    ]
    return Comparison(old, new, tuple(rows))


def _sides(programme: Programme) -> list[Side]:
    sides = [item_side(item) for item in items_with_parts(programme)]
    has_tasks = any(side.kind == FindingKind.TASK for side in sides)
    points = [] if has_tasks else programme_point_sides(programme)
    return [_yearless(side, programme.first_year) for side in (*sides, *points)]


def _yearless(side: Side, first_year: int) -> Side:
    """The side as it is compared; what is shown is taken from its row."""
    texts = {name: [_counted_years(text, first_year) for text in kept] for name, kept in side.texts.items()}
    return replace(side, title=_counted_years(side.title, first_year), texts=texts)


def _counted_years(text: str, first_year: int) -> str:
    return _YEAR.sub(lambda found: f"năm{int(found[0]) - first_year:+d}", text)


def _rows_of_kind(old: list[Side], new: list[Side], kind: str) -> Iterator[ComparisonRow]:
    scored = [(one, other, side_likeness(one, other)) for one, other in paired_sides(old, new, kind)]
    scored += _reworded(old, new, scored)
    by_new = {other.name: (one, score) for one, other, score in scored}
    paired_old = {one.name for one, _other, _score in scored}
    for other in new:
        if other.name in by_new:
            yield _paired_row(*by_new[other.name], other)
        else:
            yield ComparisonRow(ComparisonState.ADDED, kind, None, other, (), None)
    for one in old:
        if one.name not in paired_old:
            yield ComparisonRow(ComparisonState.REMOVED, kind, one, None, (), None)


def _paired_row(one: Side, score: int, other: Side) -> ComparisonRow:
    differing = {change.name for change in field_changes(one, other)} - _NO_CHANGE
    printed = _printed(one), _printed(other)
    fields = tuple(
        FieldChange(name, printed[0][name], printed[1][name]) for name in other.texts if name in differing
    )
    state = ComparisonState.CHANGED if fields else ComparisonState.SAME
    return ComparisonRow(state, other.kind, one, other, fields, score)


def _printed(side: Side) -> dict[str, str]:
    """What the paper says, years and all."""
    if side.kind == POINT:
        return {"label": side.label, "title": side.row.title}
    texts = item_side(side.row).texts
    return {name: "; ".join(text for text in kept if text) for name, kept in texts.items()}


def _reworded(
    old: Sequence[Side], new: Sequence[Side], scored: Sequence[tuple[Side, Side, int]]
) -> list[tuple[Side, Side, int]]:
    """Pairs of what is left over, the likest first, each side once; all items tell which words are rare."""
    befores = {one.name: one for one in old} | {one.name: None for one, _other, _score in scored}
    afters = {one.name: one for one in new} | {other.name: None for _one, other, _score in scored}
    if not any(befores.values()) or not any(afters.values()):
        return []
    texts = [_as_text(one) for one in old], [_as_text(one) for one in new]
    pairs = []
    for match in propose_matches(*texts, least=LEAST_SCORE_OF_REWORDED):
        one, other = befores[match.above], afters[match.below]
        if one and other:
            pairs.append((one, other, round(match.score * 100)))
            befores[match.above] = afters[match.below] = None
    return pairs


def _as_text(side: Side) -> ItemText:
    parts = [side.title, *side.texts.get("content", ()), *side.texts.get("subtasks", ())]
    return ItemText(side.name, tuple(part for part in parts if part))
