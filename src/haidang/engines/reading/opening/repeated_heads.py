"""The head of a table that is printed again on each page: read as it reads on most of them.

One letter that differs would make two tables of one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from haidang.engines.reading.paper import Cell, Row, Table

_ALIKE = 0.85  # of the letters of a head that agree with another page's
_FEWEST_TITLES = 2


def with_repeated_heads(tables: Sequence[Table]) -> list[Table]:
    """This function will give tables whose heads are alike the same head: in each column the text that most have."""
    groups: list[list[int]] = []
    for place, table in enumerate(tables):
        home = next((group for group in groups if _are_alike(tables[group[0]], table)), None)
        if home is None:
            groups.append([place])
        else:
            home.append(place)
    heads = {
        place: _usual_head([tables[each].rows[0] for each in group])
        for group in groups
        if len(group) > 1
        for place in group
    }
    return [
        _with_head(table, heads[place]) if place in heads else table for place, table in enumerate(tables)
    ]


def _are_alike(first: Table, second: Table) -> bool:
    ours, theirs = _titles_of(first), _titles_of(second)
    if len(ours) != len(theirs) or sum(map(bool, ours)) < _FEWEST_TITLES:
        return False
    return all(_is_like(one, other) for one, other in zip(ours, theirs, strict=True))


def _is_like(one: str, other: str) -> bool:
    """Figures have to be the same: "Năm 2025" is no slip for "Năm 2026"."""
    has_same_figures = [sign for sign in one if sign.isdigit()] == [sign for sign in other if sign.isdigit()]
    return has_same_figures and Levenshtein.normalized_similarity(one, other) >= _ALIKE


def _titles_of(table: Table) -> list[str]:
    return [cell.text for cell in table.rows[0].cells] if table.rows else []


def _usual_head(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    columns = zip(*(row.cells for row in rows), strict=True)
    return [Counter(cell.paragraphs for cell in column).most_common(1)[0][0] for column in columns]


def _with_head(table: Table, head: Sequence[tuple[str, ...]]) -> Table:
    first, *rest = table.rows
    return Table((Row(tuple(map(_with_paragraphs, first.cells, head))), *rest))


def _with_paragraphs(cell: Cell, paragraphs: tuple[str, ...]) -> Cell:
    return replace(cell, paragraphs=paragraphs)
