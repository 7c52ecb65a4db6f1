"""The return of indicators for a period: each line with its figures, target, comparison and note."""

from dataclasses import dataclass

from haidang.engines.reckoning.periods import Period
from haidang.indicators.models import IndicatorNote
from haidang.indicators.queries.series import Asked
from haidang.indicators.queries.tree import IndicatorRow, tree_rows


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One line of the return: its number in the tree ("1", "1.2"), the figures, what is said beside them."""

    number: str
    row: IndicatorRow
    note: str


def return_lines(asked: Asked, period: Period) -> list[ReturnLine]:
    """This function will return the tree with the latest figures that lie within the period."""
    notes = dict(
        IndicatorNote.objects.filter(first_month=period.first, last_month=period.last).values_list(
            "indicator", "text"
        )
    )
    counts: list[int] = []
    lines = []
    for row in tree_rows(asked, within=period):
        counts = counts[: row.depth + 1]
        counts += [0] * (row.depth + 1 - len(counts))
        counts[row.depth] += 1
        number = ".".join(str(one) for one in counts)
        lines.append(ReturnLine(number, row, notes.get(row.indicator.pk, "")))
    return lines
