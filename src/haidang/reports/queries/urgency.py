"""What is owed in the order in which somebody has to act: late things first, what is done last; in groups, counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from haidang.reports.enums import StandingFilter, SubmissionState
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

    def only(self, code: str) -> "StandingCounts":
        """This function will count those that stand so alone; all where nothing is asked."""
        kept = {one: count if code in {"", one} else 0 for one, count in self.by_code.items()}
        return StandingCounts(kept)

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


class UrgencyList:
    """What is owed, cut into pages: late first, then what waits for a decision, was returned, is due soon or later.

    What is done comes last, its latest first; each other group begins with the oldest due day. The counts tell in
    which groups a page lies, so that a page costs one query for each of its groups and sorts nothing.
    """

    def __init__(self, rows: QuerySet[Obligation], counts: StandingCounts, *, on: date) -> None:
        self.rows, self.counts, self.on = rows, counts, on

    def count(self) -> int:
        return sum(self.counts.by_code.values())

    def __getitem__(self, window: slice) -> list[ObligationRow]:
        found: list[Obligation] = []
        begins = 0
        for group in (*URGENCY, DONE):
            ends = begins + self.counts.of_group(group)
            first, last = max(window.start or 0, begins), min(window.stop, ends)
            if first < last:
                found += _cut(_of_group(self.rows, group, on=self.on), first - begins, last - begins)
            begins = ends
        return obligation_rows(found, on=self.on)


def standing_so(rows: QuerySet[Obligation], code: str, *, on: date) -> QuerySet[Obligation]:
    """This function will keep the obligations that stand so on a day; all of them where nothing is asked."""
    return rows.filter(standing_as(code, on=on)) if code else rows


def urgency_groups(rows: Iterable[ObligationRow], counts: StandingCounts) -> list[UrgencyGroup]:
    """This function will put the rows of a page, in the order of urgency, under the heads of their groups."""
    grouped = groupby(rows, key=lambda row: _GROUP_OF_STATE.get(row.state.code, DONE))
    return [UrgencyGroup(code, counts.of_group(code), tuple(found)) for code, found in grouped]


def count_by_standing(rows: QuerySet[Obligation], *, on: date) -> StandingCounts:
    """This function will count obligations by how they stand today, with one query."""
    asked = {code: Count("pk", filter=standing_as(code, on=on)) for code in StandingFilter.values}
    return StandingCounts(rows.order_by().aggregate(**asked))


def _of_group(rows: QuerySet[Obligation], group: str, *, on: date) -> QuerySet[Obligation]:
    if group == DONE:
        is_done = Q(waived_on__isnull=False) | Q(fate=SubmissionState.ACCEPTED)
        return rows.filter(is_done).order_by("-due_on", "-id")
    return rows.filter(standing_as(group, on=on)).order_by("due_on", "id")


def _cut(rows: QuerySet[Obligation], first: int, last: int) -> QuerySet[Obligation]:
    """A part of a group with what its rows show; what is skipped is joined with nothing."""
    keys = rows[first:last].values("pk")
    return with_facts(Obligation.objects.filter(pk__in=keys)).order_by(*rows.query.order_by)
