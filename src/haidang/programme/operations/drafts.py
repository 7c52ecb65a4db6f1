"""Items on their way into the tables: made as a tree in memory, saved level by level with few queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from haidang.agencies.models import Agency
from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.enums import AssignmentRole
from haidang.programme.models import Assignment, Item, Target
from haidang.programme.queries.names import name_key

LONGEST_NAME = 300


@dataclass(slots=True)
class ItemDraft:
    """An item that is not saved yet, with the drafts below it, its assignments and its target."""

    item: Item
    children: list["ItemDraft"] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    target: Target | None = None

    def assign(self, printed: str, agency: Agency, *, role: str, scope: str = "") -> None:
        """This function will give an agency a part in the item, once for each part and scope."""
        same = [
            one
            for one in self.assignments
            if (one.agency_id, one.role, one.scope) == (agency.pk, role, scope)
        ]
        if not same:
            self.assignments.append(
                Assignment(
                    agency=agency,
                    role=role,
                    printed_name=printed[:LONGEST_NAME],
                    scope=scope,
                    order=len(self.assignments),
                )
            )

    def assign_each(self, names: Iterable[str], agencies: dict[str, Agency], *, role: str) -> None:
        """This function will give every named agency the same part in the whole item."""
        for printed in names:
            self.assign(printed, agencies[name_key(printed)], role=role)


def save_drafts(drafts: list[ItemDraft]) -> list[Item]:
    """This function will save trees of drafts, one level at a time, and return the new items; known ones stay."""
    saved: list[ItemDraft] = []
    level = drafts
    while level:
        saved += [draft for draft in level if draft.item.pk is None]
        _save_items(level)
        level = list(_children_of(level))
    Assignment.objects.bulk_create([_placed(one, draft.item) for draft in saved for one in draft.assignments])
    Target.objects.bulk_create([_placed(draft.target, draft.item) for draft in saved if draft.target])
    return [draft.item for draft in saved]


def _save_items(level: list[ItemDraft]) -> None:
    new = [draft for draft in level if draft.item.pk is None]
    for draft in new:
        draft.item.folded_text = searchable_text(draft.item, draft.assignments)
    Item.objects.bulk_create([draft.item for draft in new])


def _children_of(level: list[ItemDraft]) -> Iterator[ItemDraft]:
    for draft in level:
        for child in draft.children:
            child.item.parent = draft.item
            yield child


def _placed(row, item: Item):
    row.item = item
    return row


def searchable_text(item: Item, assignments: Iterable[Assignment]) -> str:
    """This function will gather what an item can be found by, folded: label, words and names of its bodies."""
    names = [
        one.printed_name for one in assignments if one.role in {AssignmentRole.LEAD, AssignmentRole.PARTNER}
    ]
    words = [item.label, item.title, *item.content, item.product, item.timing_phrase, *names]
    return folded_form(" ".join(word for word in words if word))
