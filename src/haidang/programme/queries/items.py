"""One item with everything that is known of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency
from haidang.agencies.queries.groups import GroupsUnder, KindFollowed, bodies_under, kinds_of_group
from haidang.agencies.rules import may_see_programmes
from haidang.documents.models import DocumentLine
from haidang.foundation.models import Event
from haidang.foundation.queries import events_of
from haidang.programme.enums import AssignmentRole, ItemKind, MatchState
from haidang.programme.models import Assignment, Item
from haidang.programme.queries.board import Part, SubtaskRow, parts_with, subtask_rows
from haidang.programme.queries.filters import assignments_on, with_places

# A row of an appendix has some twenty lines; of a whole chapter the first page is shown and the rest is a click away.
MOST_LINES_SHOWN = 60
MOST_EVENTS = 50


@dataclass(frozen=True, slots=True)
class ItemPage:
    """What the page of an item shows."""

    item: Item
    leads: tuple[Part, ...]
    partners: tuple[Part, ...]
    past: tuple[Assignment, ...]
    subtasks: tuple[SubtaskRow, ...]
    lines: tuple[DocumentLine, ...]
    events: tuple[Event, ...]
    carries_out: tuple[Item, ...]
    carried_out_by: tuple[Item, ...]
    followed: tuple[tuple[str, KindFollowed], ...]


def items_open_to(account: Any) -> QuerySet[Item]:
    """This function will return the items that an account may see, with their programme and finding."""
    items = with_places(Item.objects.without_tree_fields()).select_related(
        "programme__document", "programme__owner", "parent", "target", "finding__decided_by"
    )
    return items if may_see_programmes(account) else items.none()


def item_page(item: Item, *, on: date) -> ItemPage:
    """This function will gather an item with its parts on a day, its sub-tasks, its lines and its log."""
    held = list(assignments_on(on).filter(item=item))
    partners = parts_with(held, AssignmentRole.PARTNER, on=on)
    below = (
        with_places(Item.objects.without_tree_fields())
        .filter(parent=item, ended_at=None)
        .order_by("position", "id")
    )
    return ItemPage(
        item=item,
        leads=parts_with(held, AssignmentRole.LEAD, on=on),
        partners=partners,
        past=tuple(
            item.assignments.filter(valid_to__lte=on)
            .exclude(valid_from=F("valid_to"))
            .select_related("agency")
            .order_by("valid_to", "id")
        ),
        subtasks=subtask_rows(below, partners),
        lines=tuple(cited_lines(item)),
        events=tuple(events_of(item)[:MOST_EVENTS]),
        carries_out=tuple(_matched(item, "carried_out_by__below")),
        carried_out_by=tuple(_matched(item, "carries_out__above")),
        followed=tuple(_kinds_followed(item, held, on)),
    )


def _kinds_followed(item: Item, held: Iterable[Assignment], on: date) -> Iterator[tuple[str, KindFollowed]]:
    """Collective names of the item whose bodies are no more on the day, and who stands for those."""
    named = list(dict.fromkeys(one.agency.name for one in held if one.agency.kind == AgencyKind.GROUP))
    groups = GroupsUnder(bodies_under(item.programme.owner) if any(map(kinds_of_group, named)) else ())
    for name in named:
        yield from ((name, one) for one in groups.members_of(name, on=on).followed)


def _matched(item: Item, place: str) -> QuerySet[Item]:
    """The items of other programmes that people matched with this one, above or below."""
    state = place.replace("__below", "__state").replace("__above", "__state")
    found = Item.objects.without_tree_fields().filter(
        **{place: item, state: MatchState.CONFIRMED}, ended_at=None
    )
    return found.select_related("programme__document", "programme__owner").order_by(
        "programme_id", "position"
    )


def cited_lines(item: Item) -> QuerySet[DocumentLine]:
    """This function will return the lines of the paper an item was read from, at most a page of them."""
    lines = DocumentLine.objects.filter(_within(item.lines), is_furniture=False)
    if item.finding is None:
        return lines.filter(reading=item.programme.reading_id).order_by("number")[:MOST_LINES_SHOWN]
    return lines.filter(reading=item.finding.reading_id).order_by("number")[:MOST_LINES_SHOWN]


def is_work(item: Item) -> bool:
    """This function will tell whether an item is something that bodies have to do, so that it has parts."""
    return item.kind in {ItemKind.TASK, ItemKind.DUTY, ItemKind.REQUEST, ItemKind.REPORT_REGIME}


def _within(pairs: Iterable) -> Q:
    wanted = Q(pk__in=[])
    for first, last in pairs:
        wanted |= Q(number__gte=first, number__lte=last)
    return wanted


def items_to_edit(account: Any) -> QuerySet[Item]:
    """This function will return the items that can be changed by hand: work that still holds."""
    kinds = (ItemKind.TASK, ItemKind.DUTY, ItemKind.REQUEST, ItemKind.REPORT_REGIME)
    return items_open_to(account).filter(ended_at=None, kind__in=kinds)


def agencies_held(item: Item, *, on: date) -> dict[str, list[Agency]]:
    """This function will return the agencies of an item by role, each once, in order."""
    by_role: dict[str, dict[int, Agency]] = {AssignmentRole.LEAD: {}, AssignmentRole.PARTNER: {}}
    for one in assignments_on(on).filter(item=item, role__in=by_role):
        by_role[one.role][one.agency_id] = one.agency
    return {role: list(agencies.values()) for role, agencies in by_role.items()}


def item_as_written(item: Item, held: dict[str, list[Agency]]) -> dict[str, Any]:
    """This function will write an item as the fields of its form show it."""
    return {
        "version": item.version,
        "title": item.title,
        "content": "\n".join(item.content),
        "product": item.product,
        "timing": item.timing_phrase,
        "leads": "\n".join(agency.name for agency in held[AssignmentRole.LEAD]),
        "partners": "\n".join(agency.name for agency in held[AssignmentRole.PARTNER]),
    }
