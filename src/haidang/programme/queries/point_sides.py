"""The points of a paper, as sections of its programme and as a later reading has them, laid side by side."""

from collections.abc import Iterable, Iterator

from haidang.documents.models import DocumentReading
from haidang.programme.enums import ItemKind
from haidang.programme.models import Item, Programme
from haidang.programme.queries.difference_sides import Side
from haidang.programme.queries.sections import OutlinePoint, outline_points

POINT = "point"


def takes_points(programme: Programme) -> bool:
    """This function will tell whether the points of the paper were made sections: some have nothing below them."""
    sections = Item.objects.without_tree_fields().filter(programme=programme, kind=ItemKind.SECTION)
    return sections.filter(children=None).exists()


def programme_point_sides(programme: Programme) -> list[Side]:
    """This function will write down the points that hold in a programme, each under its whole number ("2.a")."""
    sections = list(
        Item.objects.without_tree_fields()
        .filter(programme=programme, kind=ItemKind.SECTION, ended_at=None)
        .order_by("parent_id", "position", "id")
    )
    by_pk = {item.pk: item for item in sections}
    in_order = sorted(sections, key=lambda item: item.lines[:1] or [[0, 0]])
    labels = [_whole_label(item, by_pk) for item in in_order]
    return [
        Side(POINT, label, item.title, _texts(label, item.title), item.lines, order, row=item)
        for order, (label, item) in enumerate(zip(labels, in_order, strict=True), start=1)
    ]


def reading_point_sides(reading: DocumentReading) -> list[Side]:
    """This function will write down the points of a later reading, in the order of the paper."""
    return [
        Side(
            POINT, label, point.section.title, _texts(label, point.section.title), point.section.lines, order
        )
        for order, (label, point) in enumerate(_flat_points(outline_points(reading)), start=1)
    ]


def _flat_points(points: Iterable[OutlinePoint], above: str = "") -> Iterator[tuple[str, OutlinePoint]]:
    for point in points:
        label = _joined_label(above, point.section.label)
        yield label, point
        yield from _flat_points(point.points, label)


def _whole_label(item: Item, by_pk: dict[int, Item]) -> str:
    parent = by_pk.get(item.parent_id)
    return _joined_label(_whole_label(parent, by_pk) if parent else "", item.label)


def _joined_label(above: str, label: str) -> str:
    return ".".join(part for part in (above, label) if part)


def _texts(label: str, title: str) -> dict[str, list[str]]:
    return {"label": [label], "title": [title]}
