"""The work of a programme in the form of its paper's own table: its columns, its groups, its order."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.enums import ItemKind
from haidang.programme.models import Item, Programme
from haidang.programme.queries.board import ItemRow, item_rows
from haidang.programme.queries.filters import ItemFilter, filtered_items
from haidang.programme.queries.timeline import programme_timeline

# Which field a printed column heading (folded) stands for; the first that fits counts. Papers write "TT", "STT";
# "Nội dung công việc", "Nhiệm vụ"; "Thời gian thực hiện", "Tiến độ"; "Cơ quan chủ trì", "Đơn vị phụ trách".
_COLUMN_WORDS = (
    ("label", re.compile(r"^(s?tt|so tt|so thu tu)\b")),
    ("lead_and_partners", re.compile(r"(chu tri|phu trach).*phoi hop")),
    ("partners", re.compile(r"phoi hop")),
    ("timing", re.compile(r"thoi gian|tien do|thoi han|hoan thanh")),
    ("lead", re.compile(r"chu tri|phu trach|dau moi|(don vi|co quan) (thuc hien|tham muu)")),
    ("product", re.compile(r"san pham|ket qua|dau ra")),
    ("quantity", re.compile(r"so luong|quy mo")),
    ("content", re.compile(r"noi dung|nhiem vu|cong viec|hoat dong|ten\b")),
)


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """A heading row of the table and the rows below it, each with one text for every column."""

    label: str
    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PaperTable:
    """Columns as the paper prints them, and groups in its order. `fields` says what stands in each column."""

    columns: tuple[str, ...]
    fields: tuple[str, ...]
    groups: tuple[PaperGroup, ...]


def paper_table(programme: Programme, asked: ItemFilter, *, on: date) -> PaperTable:
    """Put the work that was asked for into the form of the paper's own table.

    This function will take the column headings that most tasks were printed under, and plain ones for a paper
    without a table. A column whose heading tells nothing about its content stays empty.
    """
    timeline = programme_timeline(programme, on=on)
    rows = item_rows(
        filtered_items(programme, asked, on=on).select_related("parent"), timeline=timeline, on=on
    )
    columns, fields = _columns_for([row.item for row in rows])
    parts = _parts_of([row.item.pk for row in rows])
    by_group: dict[int | None, list[ItemRow]] = {}
    for row in rows:
        by_group.setdefault(row.item.parent_id, []).append(row)
    groups = tuple(_paper_group(members, fields, parts) for members in by_group.values())
    return PaperTable(columns, fields, groups)


def field_of_column(heading: str) -> str:
    """This function will tell which field a printed column heading stands for, "" when none can be told."""
    folded = folded_form(heading)
    return next((name for name, words in _COLUMN_WORDS if words.search(folded)), "")


def _columns_for(items: list[Item]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    printed = Counter(tuple(item.details["columns"]) for item in items if item.details.get("columns"))
    for columns, _count in printed.most_common(1):
        return columns, tuple(field_of_column(heading) for heading in columns)
    plain = [
        ("label", _("No.")),
        ("content", _("Content")),
        ("lead", _("Lead")),
        ("partners", _("Partners")),
        ("timing", _("Planned time")),
    ]
    if any(item.product for item in items):
        plain.append(("product", _("Product")))
    return tuple(heading for _name, heading in plain), tuple(name for name, _heading in plain)


def _parts_of(ids: list[int]) -> dict[int | None, list[str]]:
    """The sub-tasks of items as the paper writes them, below the words of the task."""
    below = Item.objects.without_tree_fields().filter(parent__in=ids, kind=ItemKind.SUBTASK, ended_at=None)
    texts: dict[int | None, list[str]] = {}
    for item in below.order_by("position", "id"):
        texts.setdefault(item.parent_id, []).append(f"{item.label} {item.title}".strip())
    return texts


def _paper_group(
    members: list[ItemRow], fields: Iterable[str], parts: dict[int | None, list[str]]
) -> PaperGroup:
    parent = members[0].item.parent
    rows = tuple(tuple(_cell(row, name, parts) for name in fields) for row in members)
    return PaperGroup(parent.label if parent else "", parent.title if parent else "", rows)


def _cell(row: ItemRow, name: str, parts: dict[int | None, list[str]]) -> str:
    if name == "content":
        return "\n".join([row.item.title, *row.item.content, *parts.get(row.item.pk, [])])
    return _CELLS[name](row) if name in _CELLS else ""


def _lead_names(row: ItemRow) -> str:
    return "\n".join(part.name for part in row.leads)


def _partner_names(row: ItemRow) -> str:
    return "\n".join(f"{part.name} {part.scope}".strip() for part in row.partners)


_CELLS: dict[str, Callable[[ItemRow], str]] = {
    "label": lambda row: row.item.label.rpartition(".")[2],
    "lead": _lead_names,
    "partners": _partner_names,
    "lead_and_partners": lambda row: "\n".join(
        text for text in (_lead_names(row), _partner_names(row)) if text
    ),
    "timing": lambda row: row.item.timing_phrase,
    "product": lambda row: row.item.product,
    "quantity": lambda row: str(row.item.details.get("quantity") or ""),
}
