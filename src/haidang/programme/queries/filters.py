"""Which items of a programme a person asked for."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from haidang.agencies.models import Agency
from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.enums import AssignmentRole, ItemKind
from haidang.programme.models import Assignment, Item, Programme

NO_LEAD = "no_lead"
UNSURE_LEAD = "unsure_lead"

# What a person can look through as work; other kinds have tabs of their own.
WORK_KINDS = (ItemKind.TASK, ItemKind.DUTY, ItemKind.REQUEST)


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What a person asked for; an empty field asks for nothing."""

    words: str = ""
    agency_id: int | None = None
    part: str = ""
    timing: str = ""
    period: str = ""
    kind: str = ""
    gap: str = ""
    group_id: int | None = None

    @property
    def is_empty(self) -> bool:
        return replace(self, kind="") == ItemFilter()


def assignments_on(day: date) -> QuerySet[Assignment]:
    """This function will return the assignments that hold on a day, each with its agency."""
    return (
        Assignment.objects.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day)
        )
        .select_related("agency", "taken_over__agency")
        .order_by("order", "id")
    )


def items_on(day: date) -> QuerySet[Item]:
    """This function will return the items that hold on a day: those ended later still did."""
    return Item.objects.without_tree_fields().filter(held_on(day))


def held_on(day: date) -> Q:
    """This function will tell rows of a programme that hold on a day: those ended later still did."""
    return Q(ended_at=None) | Q(ended_at__date__gt=day)


def with_places(items: QuerySet[Item]) -> QuerySet[Item]:
    """This function will let items say in which reading and paper their lines stand."""
    return items.annotate(reading_id=F("finding__reading_id"), paper_id=F("finding__reading__document_id"))


def filtered_items(programme: Programme, asked: ItemFilter, *, on: date) -> QuerySet[Item]:
    """Find the work of a programme that a person asked for, in the order of the paper.

    This function will match every word with and without diacritics, an agency by the assignments that hold on
    the day, a month or quarter ("2024-07", "2024-Q3") by the months the timing touches. The heads of duties and
    requests (the body's name) are groups, not work, and are left out.
    """
    items = items_on(on).filter(programme=programme, kind=asked.kind or ItemKind.TASK)
    if asked.kind in {ItemKind.DUTY, ItemKind.REQUEST}:
        items = items.filter(parent__isnull=False)
    for word in folded_form(asked.words).split():
        items = items.filter(folded_text__contains=word)
    if asked.agency_id or asked.part:
        items = items.filter(Exists(_asked_assignments(asked, on=on)))
    if asked.timing:
        items = items.filter(timing_kind=asked.timing)
    if asked.period:
        items = items.filter(_in_period(asked.period))
    if asked.group_id:
        items = items.filter(parent_id=asked.group_id)
    return _with_gap(items, asked.gap, on=on).order_by("position", "id")


def leads_of_item(*, on: date) -> QuerySet[Assignment]:
    """This function will return the leads that hold on a day of the item of an outer query."""
    return assignments_on(on).filter(item=OuterRef("pk"), role=AssignmentRole.LEAD)


def unsure_agencies(*, on: date) -> Q:
    """This function will tell agencies (of an assignment) that nobody has verified or that do not exist on a day."""
    alive = Agency.objects.without_tree_fields().alive_on(on).values("pk")
    return Q(agency__is_verified=False) | ~Q(agency__in=alive)


def _asked_assignments(asked: ItemFilter, *, on: date) -> QuerySet[Assignment]:
    held = assignments_on(on).filter(item=OuterRef("pk"))
    held = held.filter(agency_id=asked.agency_id) if asked.agency_id else held
    return held.filter(role=asked.part) if asked.part else held


def _in_period(period: str) -> Q:
    year, _dash, part = period.partition("-")
    if not part.startswith("Q"):
        return Q(months__contains=f"|{period}|")
    first = int(part[1:]) * 3 - 2
    return (
        Q(months__contains=f"|{year}-{first:02d}|")
        | Q(months__contains=f"|{year}-{first + 1:02d}|")
        | Q(months__contains=f"|{year}-{first + 2:02d}|")
    )


def _with_gap(items: QuerySet[Item], gap: str, *, on: date) -> QuerySet[Item]:
    if gap == NO_LEAD:
        return items.filter(~Exists(leads_of_item(on=on)))
    if gap == UNSURE_LEAD:
        return items.filter(Exists(leads_of_item(on=on).filter(unsure_agencies(on=on))))
    return items
