"""The programme page: groups with their rows, the list, the agencies, the cards above them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, Prefetch, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from haidang.agencies.models import Agency
from haidang.programme.enums import AssignmentRole, ItemKind
from haidang.programme.models import Assignment, Item, Programme
from haidang.programme.queries.filters import (
    ItemFilter,
    assignments_on,
    filtered_items,
    items_on,
    with_places,
)
from haidang.programme.queries.headings import shown_headings
from haidang.programme.queries.timeline import Segment, Timeline, timing_segments

# A page of 80 rows is as much as a person scrolls and a server writes in a tenth of a second
# (benchmarks/programme_lists.py); what a group has beyond its part is a click away in the paged list.
MOST_ROWS_OF_GROUP = 50
MOST_ROWS = 80
# A programme this small is shown whole; of a larger one the first group is open.
ROWS_SHOWN_AT_ONCE = 30
NO_GROUP = "khac"
NOTHING_OPEN = ("",)
PARTNERS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One agency's part in an item, with what should be known about the agency on the day."""

    agency: Agency
    printed_name: str
    scope: str
    is_unverified: bool
    is_ended: bool
    held_before: str = ""
    since: date | None = None

    @property
    def name(self) -> str:
        """The name as printed, or that of the body which took the part over after the paper was signed."""
        return self.agency.name if self.held_before else self.printed_name


@dataclass(frozen=True, slots=True)
class SubtaskRow:
    """A sub-task with the bodies that take part in it only."""

    item: Item
    partners: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with all that its row shows."""

    item: Item
    leads: tuple[Part, ...]
    partners: tuple[Part, ...]
    subtasks: tuple[SubtaskRow, ...]
    segments: tuple[Segment, ...]

    @property
    def first_partners(self) -> tuple[Part, ...]:
        return self.partners[:PARTNERS_SHOWN]

    @property
    def more_partners(self) -> int:
        return max(len(self.partners) - PARTNERS_SHOWN, 0)


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """A heading of the paper with its rows; `left_out` says how many rows are only in the list."""

    key: str
    item: Item | None
    title: str
    count: int
    is_open: bool
    rows: tuple[ItemRow, ...]
    left_out: int
    keys_toggled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgencyCount:
    """How much of a programme is an agency's."""

    agency: Agency
    leads: int
    partners: int
    is_ended: bool


def board_groups(
    programme: Programme,
    asked: ItemFilter,
    *,
    opened: Iterable[str] | None,
    timeline: Timeline,
    on: date,
    shown_at_once: int = ROWS_SHOWN_AT_ONCE,
) -> list[BoardGroup]:
    """Arrange the work that was asked for under the headings of the paper.

    This function will open the groups named in `opened` (label, or id where a label is not unique), and without
    that choice the first group, or all of a programme with no more work than is shown at once. Groups in which
    nothing was found are left out.
    """
    found = filtered_items(programme, asked, on=on)
    counts = {
        row["parent_id"]: row["count"]
        for row in found.order_by().values("parent_id").annotate(count=Count("id"), first=Min("position"))
    }
    parents = list(
        Item.objects.without_tree_fields()
        .filter(pk__in=[pk for pk in counts if pk])
        .order_by("position", "id")
    )
    keys = _group_keys(parents) | ({None: NO_GROUP} if None in counts else {})
    first = list(keys.values()) if sum(counts.values()) <= shown_at_once else list(keys.values())[:1]
    chosen = _opened_keys(list(keys.values()), first if opened is None else opened)
    open_ids = [pk for pk, key in keys.items() if key in chosen]
    rows = _rows_by_parent(found, open_ids, timeline=timeline, on=on)
    by_id = {parent.pk: parent for parent in parents}
    titles = shown_headings(parent.title for parent in parents)
    return [
        BoardGroup(
            key=key,
            item=by_id.get(pk),
            title=titles[by_id[pk].title] if pk in by_id else "",
            count=counts[pk],
            is_open=key in chosen,
            rows=tuple(rows.get(pk, ())),
            left_out=counts[pk] - len(rows.get(pk, ())) if key in chosen else 0,
            keys_toggled=tuple(_toggled(chosen, key)) or NOTHING_OPEN,
        )
        for pk, key in keys.items()
    ]


def item_rows(items: QuerySet[Item], *, timeline: Timeline, on: date) -> list[ItemRow]:
    """This function will return items with their parts and bars, in three queries."""
    loaded = list(
        with_places(items).prefetch_related(
            Prefetch("assignments", queryset=assignments_on(on), to_attr="held")
        )
    )
    below = items_on(on).filter(parent__in=[one.pk for one in loaded], kind=ItemKind.SUBTASK)
    subtasks: dict[int | None, list[Item]] = {}
    for part in below.order_by("position", "id"):
        subtasks.setdefault(part.parent_id, []).append(part)
    rows = []
    for item in loaded:
        partners = parts_with(item.held, AssignmentRole.PARTNER, on=on)
        rows.append(
            ItemRow(
                item=item,
                leads=parts_with(item.held, AssignmentRole.LEAD, on=on),
                partners=partners,
                subtasks=subtask_rows(subtasks.get(item.pk, ()), partners),
                segments=tuple(timing_segments(item, timeline)),
            )
        )
    return rows


def subtask_rows(subtasks: Iterable[Item], partners: Iterable[Part]) -> tuple[SubtaskRow, ...]:
    """This function will put beside each sub-task those partners of its task that the paper gives to it only."""
    of_parts = [part for part in partners if part.scope]
    return tuple(
        SubtaskRow(one, tuple(part for part in of_parts if one.label and one.label in part.scope))
        for one in subtasks
    )


def parts_with(held: Iterable[Assignment], role: str, *, on: date) -> tuple[Part, ...]:
    """This function will return the parts of one role among loaded assignments."""
    return tuple(_part(one, on=on) for one in held if one.role == role)


def agency_counts(programme: Programme, asked: ItemFilter, *, on: date) -> list[AgencyCount]:
    """This function will count for every agency what it leads and where it is a partner, most first."""
    found = filtered_items(programme, asked, on=on).order_by()
    counted = (
        assignments_on(on)
        .filter(item__in=found.values("pk"))
        .order_by()
        .values("agency_id")
        .annotate(
            leads=Count("id", filter=Q(role=AssignmentRole.LEAD)),
            partners=Count("id", filter=Q(role=AssignmentRole.PARTNER)),
        )
    )
    numbers = {row["agency_id"]: row for row in counted}
    agencies = Agency.objects.without_tree_fields().filter(pk__in=numbers)
    rows = [
        AgencyCount(one, numbers[one.pk]["leads"], numbers[one.pk]["partners"], _is_ended(one, on=on))
        for one in agencies
    ]
    return sorted(rows, key=lambda row: (-row.leads, -row.partners, row.agency.name, row.agency.pk))


def agencies_in(programme: Programme, *, on: date) -> QuerySet[Agency]:
    """This function will return the agencies with a part in a programme on a day, by name."""
    held = assignments_on(on).filter(item__programme=programme).order_by().values("agency_id")
    return Agency.objects.without_tree_fields().filter(pk__in=held).order_by("name", "id")


def _group_keys(parents: list[Item]) -> dict[int | None, str]:
    labels = Counter(parent.label for parent in parents)
    return {
        parent.pk: parent.label if parent.label and labels[parent.label] == 1 else f"s{parent.pk}"
        for parent in parents
    }


def _opened_keys(keys: list[str], opened: Iterable[str]) -> dict[str, None]:
    """The open groups, in the order of the paper."""
    asked = set(opened)
    return dict.fromkeys(key for key in keys if key in asked)


def _toggled(chosen: dict[str, None], key: str) -> list[str]:
    others = [one for one in chosen if one != key]
    return others if key in chosen else [*others, key]


def _rows_by_parent(
    found: QuerySet[Item], open_ids: list[int | None], *, timeline: Timeline, on: date
) -> dict[int | None, list[ItemRow]]:
    inside = Q(parent_id__in=[pk for pk in open_ids if pk is not None])
    if None in open_ids:
        inside |= Q(parent=None)
    place = Window(RowNumber(), partition_by=[F("parent_id")], order_by=[F("position").asc(), F("id").asc()])
    items = found.filter(inside).annotate(place=place).filter(place__lte=MOST_ROWS_OF_GROUP)[:MOST_ROWS]
    rows: dict[int | None, list[ItemRow]] = {}
    for row in item_rows(items, timeline=timeline, on=on):
        rows.setdefault(row.item.parent_id, []).append(row)
    return rows


def _part(assignment: Assignment, *, on: date) -> Part:
    agency = assignment.agency
    return Part(
        agency=agency,
        printed_name=assignment.printed_name,
        scope=assignment.scope,
        is_unverified=not agency.is_verified,
        is_ended=_is_ended(agency, on=on),
        held_before=_held_before(assignment),
        since=assignment.valid_from,
    )


def _held_before(assignment: Assignment) -> str:
    """Who had the part before: by the printed name as long as that is its own."""
    before = assignment.taken_over
    if before is None:
        return ""
    return before.agency.name if before.taken_over_id else before.printed_name


def _is_ended(agency: Agency, *, on: date) -> bool:
    return agency.valid_to is not None and agency.valid_to <= on
