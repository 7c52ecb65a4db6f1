"""What an import would do: every row of the file against what is there, before anything is saved."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.engines.reading.sheet_cells import Sheet, SheetCell
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation import registry
from haidang.foundation.counts import ShownCount
from haidang.foundation.errors import SECRET_TEXT
from haidang.foundation.tables.columns import (
    MOST_LETTERS_OF_CELL,
    CellRefused,
    Column,
    as_compared,
    cell_text,
    fitting_text,
)
from haidang.foundation.tables.finding import FoundTable, SheetRefused, find_table

ADDED, CHANGED, UNCHANGED, OUTDATED, REFUSED = "added", "changed", "unchanged", "outdated", "refused"
KEY = Column("_key", gettext_lazy("Row code (leave as it is)"), cell_text, width=12)
VERSION = Column("_version", gettext_lazy("Version (leave as it is)"), cell_text, width=10)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that is there: its key, the version it has now, its values by column.

    A blank row is written without key and version, for people to fill in; a known one is not written at all. Both
    are only recognised when they come back as they are.
    """

    key: str
    version: str
    values: Mapping[str, Any]
    is_blank: bool = False
    is_known_only: bool = False


@dataclass(frozen=True, slots=True)
class CellNote:
    """What is to be said about a cell, or about the whole row when `heading` is empty."""

    text: str
    heading: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A value that the file changes, both as a person writes them."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What would become of one row of the file; `values` are complete for what can be saved."""

    number: int
    kind: str
    key: str = ""
    name: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    changes: tuple[CellChange, ...] = ()
    notes: tuple[CellNote, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do, row by row; `absent` counts the rows that are there and not in the file."""

    rows: tuple[RowPlan, ...]
    notes: tuple[str, ...]
    absent: int

    def of_kind(self, *kinds: str) -> tuple[RowPlan, ...]:
        """This function will keep the rows of some kinds, in the order of the file."""
        return tuple(row for row in self.rows if row.kind in kinds)

    @property
    def good(self) -> tuple[RowPlan, ...]:
        return self.of_kind(ADDED, CHANGED)

    @property
    def bad(self) -> tuple[RowPlan, ...]:
        return self.of_kind(OUTDATED, REFUSED)

    @property
    def fingerprint(self) -> str:
        """A short name of this very plan: it changes when anything that a person was shown changes."""
        told = [
            (row.number, row.kind, row.key, row.changes, row.notes, sorted(row.values.items(), key=_by_name))
            for row in self.rows
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One table: its columns, the rows there are, and what has to hold within a row.

    `check` gives the notes of a row that make it impossible to save; it sees the row that is there, or None for a
    new one. `may_add` is a sentence where new rows are not taken, "" where they are. `name_of` gives the words by
    which a person knows a row, `distinct` what no two new rows of a file may share. `settle` finishes the
    values of a row; `likeness` is what makes a new row the same as one that is there.
    """

    title: str
    sheet_name: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    name_of: Callable[[Mapping[str, Any]], str]
    check: Callable[[TableRow | None, Mapping[str, Any]], Sequence[CellNote]] = lambda row, values: ()
    may_add: str = ""
    distinct: Callable[[Mapping[str, Any]], Any] | None = None
    settle: Callable[[Mapping[str, Any]], Mapping[str, Any]] = lambda values: values
    likeness: Callable[[Mapping[str, Any]], Any] | None = None


def plan_import(table: SheetTable, sheets: Sequence[Sheet]) -> ImportPlan:
    """Compare the rows of a file with those that are there; save nothing.

    This function will raise SheetRefused where the table cannot be found in the file at all, and where a cell bears a
    state-secret mark.
    """
    found = find_table(sheets, (KEY, VERSION, *table.columns))
    if any(
        registry.is_secret("\n".join(cell.text for cell in cells.values())) for cells in found.rows.values()
    ):
        raise SheetRefused(str(SECRET_TEXT))
    planner = _Planner(table, found)
    plans = tuple(planner.plan_row(number, cells) for number, cells in found.rows.items())
    return ImportPlan(plans, found.notes, planner.count_absent())


class _Planner:
    """Goes through the rows of a file, knowing which rows that are there were met already."""

    def __init__(self, table: SheetTable, found: FoundTable) -> None:
        self.table, self.found = table, found
        self.columns = [one for one in table.columns if not one.is_fixed and one.name in found.places]
        self.by_name = {column.name: column for column in self.columns}
        self.present = {row.key: row for row in table.rows if not (row.is_blank or row.is_known_only)}
        self.met: dict[str, int] = {}
        self.new_ones: dict[Any, int] = {}
        self.alike: dict[Any, list[TableRow]] = {}
        named = {_text_of(cells.get(KEY.name)) for cells in found.rows.values()}
        for row in table.rows:
            if row.key not in named:
                self.alike.setdefault(self._likeness(row.values), []).append(row)

    def count_absent(self) -> int:
        """This function will count the rows with a key of their own that no row of the file meant."""
        return len(self.present.keys() - self.met.keys())

    def plan_row(self, number: int, cells: Mapping[str, SheetCell]) -> RowPlan:
        key = _text_of(cells.get(KEY.name))
        values, notes = self._read(number, cells, is_new=not key)
        name = self.table.name_of(self._complete(values, self.present.get(key)))
        notes = [*self._notes_on_key(key), *notes]
        if notes:
            return RowPlan(number, REFUSED, key, name, values, notes=tuple(notes))
        if key:
            self.met[key] = number
            return self._plan_known(number, self.present[key], values, _text_of(cells.get(VERSION.name)))
        return self._plan_new(number, name, values)

    def _plan_known(self, number: int, row: TableRow, values: Mapping[str, Any], version: str) -> RowPlan:
        whole = self._complete(values, row)
        changes = tuple(self._changes(row, whole))
        plan = partial(RowPlan, number=number, key=row.key, name=self.table.name_of(whole), values=whole)
        if not changes:
            return plan(kind=UNCHANGED)
        if version != row.version:
            note = CellNote(
                _(
                    "Somebody changed this row after the file was exported. Export again, then enter the change."
                )
                if version
                else _("The version of this row is missing. Copy the row from a fresh export.")
            )
            return plan(kind=OUTDATED, changes=changes, notes=(note,))
        notes = tuple(self.table.check(row, whole))
        return plan(kind=REFUSED if notes else CHANGED, changes=changes, notes=notes)

    def _plan_new(self, number: int, name: str, values: Mapping[str, Any]) -> RowPlan:
        whole = self._complete(values, None)
        same = self.alike.get(self._likeness(whole))
        if same:
            row = same[0] if same[0].key not in self.present else same.pop(0)
            self.met[row.key] = number
            return RowPlan(number, UNCHANGED, row.key, name, whole)
        if self.table.may_add:
            return RowPlan(number, REFUSED, "", name, whole, notes=(CellNote(str(self.table.may_add)),))
        notes = (*self._notes_on_twin(number, whole), *self.table.check(None, whole))
        told = tuple(self._told(whole))
        return RowPlan(number, REFUSED if notes else ADDED, "", name, whole, told, notes)

    def _notes_on_twin(self, number: int, values: Mapping[str, Any]) -> Sequence[CellNote]:
        if self.table.distinct is None:
            return []
        first = self.new_ones.setdefault(self.table.distinct(values), number)
        if first == number:
            return []
        return [CellNote(_("The new row %(row)d says the same already.") % {"row": first})]

    def _notes_on_key(self, key: str) -> Sequence[CellNote]:
        if key and key not in self.present:
            text = _(
                "The row code %(key)s is not in this table: the file is of another one, or the row is gone."
            )
            return [CellNote(text % {"key": key[:20]})]
        if key and key in self.met:
            text = _("The same row code stands in row %(row)d already.") % {"row": self.met[key]}
            return [CellNote(text)]
        return []

    def _read(
        self, number: int, cells: Mapping[str, SheetCell], *, is_new: bool
    ) -> tuple[dict[str, Any], list[CellNote]]:
        values: dict[str, Any] = {}
        notes: list[CellNote] = []
        if number in self.found.merged:
            text = _("The cells %(area)s are merged. Undo that and write the value into every row.")
            notes.append(CellNote(text % {"area": self.found.merged[number]}))
        for column in (one for one in self.columns if is_new or not one.is_for_new):
            place = f"{self.found.places[column.name]}{number}"
            try:
                cell = cells.get(column.name)
                values[column.name] = column.read(cell) if cell else column.empty
            except CellRefused as refused:
                notes.append(CellNote(refused.message, str(column.heading), place))
                continue
            if column.is_filled and values[column.name] == column.empty:
                notes.append(CellNote(_("This cell must be filled."), str(column.heading), place))
        return values, notes

    def _complete(self, values: Mapping[str, Any], row: TableRow | None) -> dict[str, Any]:
        """Values of all columns: a column that the file lacks stays as it is."""
        kept = row.values if row else {column.name: column.empty for column in self.table.columns}
        cut = {name for name in values if row and _is_cut(self.by_name[name], kept[name], values[name])}
        given = {name: value for name, value in values.items() if name not in cut}
        return dict(self.table.settle({**kept, **given}))

    def _changes(self, row: TableRow, values: Mapping[str, Any]) -> Sequence[CellChange]:
        return [
            CellChange(
                str(column.heading),
                shown_value(column, row.values[column.name]),
                shown_value(column, values[column.name]),
            )
            for column in self.columns
            if values[column.name] != row.values[column.name]
        ]

    def _told(self, values: Mapping[str, Any]) -> Sequence[CellChange]:
        """The filled cells of a new row, as changes from nothing."""
        shown = [(str(one.heading), shown_value(one, values[one.name])) for one in self.columns]
        return [CellChange(heading, "", text) for heading, text in shown if text]

    def _likeness(self, values: Mapping[str, Any]) -> Any:
        if self.table.likeness is not None:
            return self.table.likeness(values)
        return tuple(values.get(column.name, column.empty) for column in self.columns)


def _text_of(cell: SheetCell | None) -> str:
    return cell.text.strip() if cell else ""


def _is_cut(column: Column, there: Any, given: Any) -> bool:
    """Whether a file gives back what the export had to cut, because no cell holds so much."""
    whole = column.write(there) if there not in (None, "") else ""
    if not isinstance(whole, str) or len(whole) <= MOST_LETTERS_OF_CELL:
        return False
    return as_compared(fitting_text(whole)) == as_compared(str(column.write(given)))


def shown_value(column: Column, value: Any) -> str:
    """This function will write a value as a person would in the file."""
    written = column.write(value) if value not in (None, "") else ""
    if isinstance(written, date):
        return written_day(written)
    return str(ShownCount(written) if isinstance(written, int) and written > 9999 else written)


def _by_name(pair: tuple[str, Any]) -> str:
    return pair[0]
