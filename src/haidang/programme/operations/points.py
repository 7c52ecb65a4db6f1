"""The points of a paper without a table of tasks as sections of its programme."""

from haidang.documents.models import DocumentReading
from haidang.programme.enums import ItemKind
from haidang.programme.models import Item, Programme
from haidang.programme.operations.drafts import ItemDraft, save_drafts
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
