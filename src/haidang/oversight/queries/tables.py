"""The table of criteria as it is shown before anybody is scored, and sheets against criteria."""

from collections.abc import Sequence
from dataclasses import dataclass

from haidang.oversight.models import Criterion
from haidang.oversight.queries.drawn import drawn_by, names_for
from haidang.oversight.queries.lines import Judged, Line, line_of


@dataclass(frozen=True, slots=True)
class PartOfTable:
    """A part of the table of criteria with its lines."""

    name: str
    lines: tuple[Line, ...]


def criteria_lines(criteria: Sequence[Criterion]) -> list[PartOfTable]:
    """This function will return the criteria by part, as lines without a unit."""
    known = names_for(criteria)
    lines = [line_of(Judged(one, drawn_by(one, known) if one.drawn_from else None)) for one in criteria]
    return parts_of(lines)


def parts_of(lines: Sequence[Line]) -> list[PartOfTable]:
    """This function will part lines where the name of the part changes."""
    found: list[tuple[str, list[Line]]] = []
    for one in lines:
        if not found or found[-1][0] != one.part:
            found.append((one.part, []))
        found[-1][1].append(one)
    return [PartOfTable(name, tuple(told)) for name, told in found]
