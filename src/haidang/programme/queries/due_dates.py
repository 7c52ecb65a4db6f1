"""The days on which items of programmes are due, for the calendars of those who may see them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator

from haidang.agencies.queries import reach_to_see
from haidang.foundation.registry import DueDate
from haidang.programme.enums import AssignmentRole, TimingKind
from haidang.programme.models import Assignment, Item
from haidang.programme.queries.values import last_day_of

DAYS_BACK, DAYS_AHEAD = 60, 400
MOST_ENTRIES = 1_000
_MOST_LETTERS = 200
# The last day of a period is a day on which something is due; of work "all the year" it is not.
_WITH_LAST_DAY = (TimingKind.WINDOW, TimingKind.ANY_OF)


def due_items(account: Any, on: date) -> Iterator[DueDate]:
    """This function will give the items of agencies in reach that are due around a day, with three queries."""
    for item in _items_due(account, on):
        day = _day_of(item)
        if day is not None:
            yield DueDate(
                key=f"item-{item.pk}",
                day=day,
                title=Truncator(str(item)).chars(_MOST_LETTERS),
                text="\n".join(filter(None, (_leads_of(item), item.timing_phrase, str(item.programme)))),
                address=reverse("programme:item", args=[item.pk]),
            )


def _items_due(account: Any, on: date) -> QuerySet[Item]:
    first, last = on - timedelta(days=DAYS_BACK), on + timedelta(days=DAYS_AHEAD)
    held = Assignment.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on))
    own = reach_to_see(account).narrow(held.filter(item=OuterRef("pk")))
    by_day = Q(due_on__range=(first, last + timedelta(days=1)))
    by_period = Q(due_on=None, timing_kind__in=_WITH_LAST_DAY, ends_on__range=(first, last))
    items = Item.objects.without_tree_fields().filter(by_day | by_period, Exists(own), ended_at=None)
    leads = held.filter(role=AssignmentRole.LEAD).select_related("agency").order_by("order", "id")
    return (
        items.select_related("programme__document")
        .prefetch_related(Prefetch("assignments", leads, to_attr="leads_now"))
        .order_by("ends_on", "pk")[:MOST_ENTRIES]
    )


def _day_of(item: Any) -> date | None:
    return last_day_of(item.due_on, is_strict=item.is_strict) if item.due_on else item.ends_on


def _leads_of(item: Any) -> str:
    return ", ".join(assignment.agency.name for assignment in item.leads_now)
