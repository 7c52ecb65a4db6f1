"""The points of a paper without a table of tasks as sections of its programme."""

from datetime import datetime

from haidang.documents.models import DocumentReading
from haidang.programme.enums import ItemKind
from haidang.programme.models import Item, Programme
from haidang.programme.operations.drafts import ItemDraft, save_drafts, searchable_text
from haidang.programme.operations.items import end_item
from haidang.programme.queries.differences import Difference
from haidang.programme.queries.point_sides import programme_point_sides
from haidang.programme.queries.sections import OutlinePoint, outline_points


def adopt_points(programme: Programme, reading: DocumentReading) -> int:
    """Make a section of every point of a paper, as a tree, and return how many are new.

    This function will do nothing when the programme has sections already: points are taken once, before the tasks,
    so that tasks come to stand under them.
    """
    if Item.objects.filter(programme=programme, kind=ItemKind.SECTION).exists():
        return 0
    points = outline_points(reading)
    return len(
        save_drafts([_point_draft(programme, one, place) for place, one in enumerate(points, start=1)])
    )


def _point_draft(programme: Programme, point: OutlinePoint, place: int) -> ItemDraft:
    section = point.section
    item = Item(
        programme=programme,
        kind=ItemKind.SECTION,
        label=section.label,
        title=section.title,
        lines=section.lines,
        position=place,
    )
    below = [_point_draft(programme, one, at) for at, one in enumerate(point.points, start=1)]
    return ItemDraft(item, children=below)


def change_point(programme: Programme, difference: Difference, *, at: datetime) -> Item:
    """Take over one point of a later reading: a new one, one that is gone, or other words and another number.

    This function will put a new point under the section that bears the first parts of its number, at the top when
    there is none; a point that is gone ends with everything below it.
    """
    item, new = difference.item, difference.new
    if new is None and item is not None:
        item.parts = list(item.descendants().filter(ended_at=None))
        return end_item(item, at=at)
    above, _stroke, label = new.label.rpartition(".") if new else ("", "", "")
    if item is None:
        item = Item(programme=programme, kind=ItemKind.SECTION, position=new.order if new else 0)
        item.parent = _section_labelled(programme, above)
    else:
        item.version += 1
    item.label, item.title, item.lines = label, new.title if new else "", new.lines if new else []
    item.folded_text = searchable_text(item, [])
    item.save()
    return item


def _section_labelled(programme: Programme, label: str) -> Item | None:
    return next((side.row for side in programme_point_sides(programme) if side.label == label), None)
