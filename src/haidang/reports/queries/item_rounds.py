"""The rounds of one item: what somebody has to act on or comes next stands open, the many others are folded."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from haidang.programme.models import Item
from haidang.reports.models import Obligation
from haidang.reports.queries.standing import (
    ObligationRow,
    obligation_rows,
    obligations_open_to,
    still_owed,
    with_facts,
)

MOST_ROWS = 100
# As many rounds are seen at a glance; only more of them are folded.
MOST_UNFOLDED = 8


@dataclass(frozen=True, slots=True)
class ItemRounds:
    """The rounds to look at, those folded away as far as a page shows them, and how many these are in all."""

    near: list[ObligationRow]
    folded: list[ObligationRow]
    count_folded: int


def rounds_of_item(item: Item, account: Any, *, on: date) -> ItemRounds:
    """Return what is owed for an item as an account may see it, nearest due day first.

    This function will fold what is neither late, nor under way, nor due next; where nothing is to come, the last
    one stands open. Its number of queries does not grow with the rounds.
    """
    seen = obligations_open_to(account).filter(item=item, whole=None)
    told = seen.order_by().aggregate(
        count=Count("pk"), next=Min("due_on", filter=Q(opens_on__gt=on)), last=Max("due_on")
    )
    if told["count"] <= MOST_UNFOLDED:
        return ItemRounds(_rows(seen, on), [], 0)
    is_under_way = Q(opens_on__lte=on, due_on__gte=on)
    is_late = still_owed() & Q(due_on__lt=on)
    near = seen.filter(is_under_way | is_late | Q(due_on=told["next"] or told["last"]))
    folded = seen.exclude(pk__in=near.values("pk"))
    return ItemRounds(_rows(near, on), _rows(folded, on), told["count"] - near.count())


def _rows(chosen: QuerySet[Obligation], on: date) -> list[ObligationRow]:
    return obligation_rows(with_facts(chosen).order_by("due_on", "id")[:MOST_ROWS], on=on)
