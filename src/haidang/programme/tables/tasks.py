"""The tasks of a programme as a table: words, time, lead and partners are filled in, the rest is for reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency
from haidang.agencies.queries.bodies import BodyNames
from haidang.engines.reckoning.errors import UnreadableTiming
from haidang.engines.reckoning.timing import read_timing
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.tables.columns import Column, as_compared, day_column, lines_column, text_column
from haidang.foundation.tables.plan import CellNote, SheetTable, TableRow
from haidang.programme.enums import AssignmentRole, ItemKind
from haidang.programme.models import Programme
from haidang.programme.queries.filters import assignments_on, items_on
from haidang.programme.queries.names import name_key
from haidang.programme.tables.task_groups import GroupUnknown, TaskGroups

_BODIES = {AssignmentRole.LEAD: "leads", AssignmentRole.PARTNER: "partners"}


@dataclass(frozen=True, slots=True)
class TaskNames:
    """What the names in the table of tasks mean: bodies and groups, read once."""

    bodies: "NamedBodies"
    groups: TaskGroups


def task_table(programme: Programme, *, on: date) -> SheetTable:
    """This function will describe the tasks of a programme on a day as a table; six queries, whatever their number."""
    items = _tasks(programme, on=on)
    names = TaskNames(NamedBodies(items, on=on), TaskGroups(programme))
    rows = tuple(_row(item, names.groups) for item in items)
    titles_there = {_place_of(names.groups, row.values) for row in rows}

    def check(row: TableRow | None, values: Mapping[str, Any]) -> Sequence[CellNote]:
        before = row.values["timing"] if row else ""
        notes = [note for field in _BODIES.values() for note in names.bodies.notes(row, values, field)]
        notes += _notes_on_timing(programme, before, values)
        return notes if row else [*_notes_on_place(names.groups, values, titles_there), *notes]

    return SheetTable(
        title=_("Tasks: %(programme)s") % {"programme": programme.title},
        sheet_name=_("Tasks to fill in"),
        columns=_columns(),
        rows=rows,
        name_of=lambda values: f"{values.get('label', '')} {values.get('title', '')}".strip(),
        check=check,
        distinct=lambda values: _place_of(names.groups, values),
        likeness=lambda values: _likeness(names, values),
    )


def task_names(programme: Programme, *, on: date) -> TaskNames:
    """This function will give the bodies and groups that names in the task table mean."""
    return TaskNames(NamedBodies(_tasks(programme, on=on), on=on), TaskGroups(programme))


class NamedBodies:
    """Bodies by the names that rows use: those a task has now under any name, then all of the register."""

    def __init__(self, items: Sequence[Any], *, on: date) -> None:
        self._register = BodyNames(on=on)
        self._held = {
            (str(item.pk), name_key(one.agency.name)): one.agency for item in items for one in item.held
        }

    def named(self, key: str, name: str) -> Agency:
        """This function will find the body of a name in a row. Raises AgencyUnknown, AgencyAmbiguous."""
        return self._held.get((key, name_key(name))) or self._register.named(name)

    def key_of(self, name: str) -> Any:
        """This function will give what is the same for every name of one body; unknown ones keep their words."""
        try:
            return self._register.named(name).pk
        except AgenciesError:
            return name_key(name)

    def notes(self, row: TableRow | None, values: Mapping[str, Any], field: str) -> Sequence[CellNote]:
        """This function will say of which names of a row no body can be told."""
        key = row.key if row else ""
        found = []
        for name in values[field]:
            try:
                self.named(key, name)
            except AgenciesError as refused:
                found.append(CellNote(refused.message))
        return found


def _tasks(programme: Programme, *, on: date) -> list[Any]:
    held = Prefetch("assignments", queryset=assignments_on(on), to_attr="held")
    tasks = items_on(on).filter(programme=programme, kind=ItemKind.TASK, ended_at=None)
    return list(tasks.select_related("parent").prefetch_related(held).order_by("position", "id"))


def _columns() -> tuple[Column, ...]:
    return (
        text_column("label", gettext_lazy("No. (as printed)"), most=60, is_for_new=True, width=8),
        text_column("group", gettext_lazy("Group of tasks"), is_for_new=True, width=26),
        text_column("title", gettext_lazy("Task"), width=60, is_needed=True, is_filled=True),
        lines_column("content", gettext_lazy("Content, one paragraph a line"), width=60),
        text_column("product", gettext_lazy("Product"), width=26),
        text_column("timing", gettext_lazy("Planned time"), width=22),
        day_column("starts_on", gettext_lazy("Starts on (reckoned)"), is_fixed=True),
        day_column("ends_on", gettext_lazy("Ends on (reckoned)"), is_fixed=True),
        lines_column("leads", gettext_lazy("Lead agencies, one a line"), width=34, is_needed=True),
        lines_column("partners", gettext_lazy("Partner agencies, one a line"), width=40),
    )


def _row(item: Any, groups: TaskGroups) -> TableRow:
    bodies: dict[str, dict[int, str]] = {field: {} for field in _BODIES.values()}
    for one in item.held:
        if one.role in _BODIES:
            bodies[_BODIES[one.role]][one.agency_id] = " ".join(as_compared(one.agency.name).split())
    values = {
        "label": item.label,
        "group": groups.words_of(item.parent) if item.parent else "",
        "title": as_compared(item.title),
        "content": tuple(plain for line in item.content if (plain := " ".join(as_compared(line).split()))),
        "product": as_compared(item.product),
        "timing": as_compared(item.timing_phrase),
        "starts_on": item.starts_on,
        "ends_on": item.ends_on,
        **{field: tuple(names.values()) for field, names in bodies.items()},
    }
    return TableRow(str(item.pk), str(item.version), values)


def _notes_on_timing(programme: Programme, before: str, values: Mapping[str, Any]) -> list[CellNote]:
    phrase = values["timing"]
    if not phrase or phrase == before:
        return []
    try:
        read_timing(phrase, programme.first_year, programme.last_year)
    except UnreadableTiming:
        told = _("“%(phrase)s” is not a time that can be placed in a calendar. Write it as papers do.")
        return [CellNote(told % {"phrase": phrase}, str(_("Planned time")))]
    return []


def _notes_on_place(groups: TaskGroups, values: Mapping[str, Any], titles_there: set[Any]) -> list[CellNote]:
    try:
        groups.named(values["group"])
    except GroupUnknown as refused:
        return [CellNote(refused.message, str(_("Group of tasks")))]
    if _place_of(groups, values) not in titles_there:
        return []
    told = _("A task of these words is in this group already. Export again and change its row.")
    return [CellNote(told, str(_("Task")))]


def _place_of(groups: TaskGroups, values: Mapping[str, Any]) -> Any:
    """What no two tasks share: the group, and the words of the title."""
    try:
        group = groups.named(values["group"])
    except GroupUnknown:
        return folded_form(values["group"]), folded_form(values["title"])
    return group.pk if group else None, folded_form(values["title"])


def _likeness(names: TaskNames, values: Mapping[str, Any]) -> Any:
    """A task is the same as another when all that people fill in is, whatever name of a body they use."""
    words = (folded_form(values[name]) for name in ("label", "product", "timing"))
    bodies = (frozenset(map(names.bodies.key_of, values[field])) for field in _BODIES.values())
    content = tuple(map(folded_form, values["content"]))
    return (*_place_of(names.groups, values), *words, content, *bodies)
