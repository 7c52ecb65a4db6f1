"""What is owed in the order in which somebody has to act: late things first, what is done last; in groups, counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Case, Count, F, QuerySet, Value, When

from haidang.reports.enums import StandingFilter
from haidang.reports.models import Obligation
from haidang.reports.queries.standing import ObligationRow, obligation_rows, standing_as, with_facts

TO_ACT_ON = (
    StandingFilter.LATE,
    StandingFilter.TO_DECIDE,
    StandingFilter.RETURNED,
    StandingFilter.DUE_SOON,
)
URGENCY = (*TO_ACT_ON, StandingFilter.NOT_YET_DUE)
DONE = "done"
_GROUP_OF_STATE = {str(code): str(code) for code in URGENCY} | {
    "submitted_late": str(StandingFilter.TO_DECIDE)
}


@dataclass(frozen=True, slots=True)
class StandingCounts:
    """How many stand how, by the code of the filter."""

    by_code: dict[str, int]

    @property
    def to_act_on(self) -> list[tuple[str, int]]:
        return [(code, self.by_code[code]) for code in TO_ACT_ON]

    @property
    def others(self) -> list[tuple[str, int]]:
        """Those of whom nobody has to do anything today, without the standings that none has."""
        return [(code, count) for code, count in self.by_code.items() if count and code not in TO_ACT_ON]

    def of_group(self, group: str) -> int:
        """This function will count a group of the list: one standing, or all that is done."""
        if group == DONE:
            return sum(count for code, count in self.by_code.items() if code not in URGENCY)
        return self.by_code[group]


@dataclass(frozen=True, slots=True)
class UrgencyGroup:
    """The rows of a page that ask for the same; `count` is that of the whole list."""

    code: str
    count: int
    rows: tuple[ObligationRow, ...]


def by_urgency(rows: QuerySet[Obligation], *, on: date) -> QuerySet[Obligation]:
    """Put what is late first, then what waits for a decision, was returned, is due soon, is due later, is done.

    This function will order each of them by the due day, oldest first; of what is done the latest comes first.
    """
    ranks = [When(standing_as(code, on=on), then=Value(rank)) for rank, code in enumerate(URGENCY)]
    rank = Case(*ranks, default=Value(len(URGENCY)))
    oldest_first = Case(When(urgency__lt=len(URGENCY), then=F("due_on")))
    return rows.alias(urgency=rank).order_by("urgency", oldest_first, "-due_on", "id")


def loaded_rows(page: QuerySet[Obligation], *, on: date) -> list[ObligationRow]:
    """This function will load a page of a list in its order; what the list skips is joined with nothing."""
    keys = list(page.values_list("pk", flat=True))
    loaded = with_facts(Obligation.objects.all()).in_bulk(keys)
    return obligation_rows([loaded[key] for key in keys], on=on)


def urgency_groups(rows: Iterable[ObligationRow], counts: StandingCounts) -> list[UrgencyGroup]:
    """This function will put the rows of a page, in the order of urgency, under the heads of their groups."""
    grouped = groupby(rows, key=lambda row: _GROUP_OF_STATE.get(row.state.code, DONE))
    return [UrgencyGroup(code, counts.of_group(code), tuple(found)) for code, found in grouped]


def count_by_standing(rows: QuerySet[Obligation], *, on: date) -> StandingCounts:
    """This function will count obligations by how they stand today, with one query."""
    asked = {code: Count("pk", filter=standing_as(code, on=on)) for code in StandingFilter.values}
    return StandingCounts(rows.order_by().aggregate(**asked))
