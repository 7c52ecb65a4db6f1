"""What a workbook that comes back would do to a unit's report: every cell against what stands there now."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from haidang.foundation import registry
from haidang.foundation.counts import ShownCount, shown_figure
from haidang.foundation.errors import SECRET_TEXT
from haidang.foundation.tables.columns import (
    LANGUAGES,
    CellRefused,
    Column,
    as_compared,
    cell_text,
    heading_key,
)
from haidang.foundation.tables.finding import FoundTable, SheetRefused, find_table
from haidang.foundation.tables.plan import KEY, VERSION, CellChange, CellNote
from haidang.regimes.queries.given import SectionGiven, StatedFigure
from haidang.regimes.queries.report_warnings import parts_and_wholes
from haidang.regimes.queries.unit_reports import UnitReport
from haidang.regimes.tables.book import CODE_LABEL, ROUND_LABEL, UNIT_LABEL, report_code
from haidang.regimes.tables.places import (
    Place,
    PlacesOfSheet,
    Values,
    figure_rows,
    mark_of_values,
    places_of_sheets,
    with_marks,
)
from haidang.reports.models import Submission
from haidang.reports.queries.answer_words import figure_as_written

CHANGED, UNCHANGED, MEANWHILE, OUTDATED, REFUSED = "changed", "unchanged", "meanwhile", "outdated", "refused"
OF_FILE, OF_SCREEN = "tep", "man-hinh"
_LONGEST_SHOWN = 60

Marks = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class PlacePlan:
    """What would become of one row of the file. `given` is what would be kept, `mark` that of what would stand then."""

    sheet: str
    number: int
    kind: str
    key: str = ""
    name: str = ""
    changes: tuple[CellChange, ...] = ()
    notes: tuple[CellNote, ...] = ()
    given: SectionGiven | StatedFigure | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class WorkbookPlan:
    """What a workbook would do; `choices` say of places that changed meanwhile whether the file's words are taken."""

    rows: tuple[PlacePlan, ...]
    notes: tuple[str, ...]
    choices: Mapping[str, str] = field(default_factory=dict)

    def of_kind(self, *kinds: str) -> tuple[PlacePlan, ...]:
        """This function will keep the rows of some kinds, in the order of the file."""
        return tuple(row for row in self.rows if row.kind in kinds)

    @property
    def good(self) -> tuple[PlacePlan, ...]:
        chosen = [row for row in self.of_kind(OUTDATED) if self.choices.get(row.key) == OF_FILE]
        return (*self.of_kind(CHANGED), *chosen)

    @property
    def bad(self) -> tuple[PlacePlan, ...]:
        open_ones = [
            row for row in self.of_kind(OUTDATED) if self.choices.get(row.key) not in (OF_FILE, OF_SCREEN)
        ]
        return (*self.of_kind(REFUSED), *open_ones)

    @property
    def fingerprint(self) -> str:
        """A short name of this very plan, whatever was chosen; it changes when anything that was shown changes."""
        told = [(row.sheet, row.number, row.kind, row.key, row.changes, row.notes) for row in self.rows]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def plan_workbook(
    report: UnitReport, sheets: Sequence[Any], *, draft: Submission | None, own_marks: Marks
) -> WorkbookPlan:
    """Compare a workbook with a unit's report; save nothing.

    `own_marks` are those that the same person's earlier files left at a place: what stands there so was changed by
    nobody else. This function will raise SheetRefused for a file of another unit, round or form, for one that lacks
    a table, and for a state-secret mark.
    """
    _require_code(report, sheets)
    rows: list[PlacePlan] = []
    notes: list[str] = []
    for places in places_of_sheets(report, draft=draft):
        found = _found(places, sheets)
        planner = _Planner(places, found, _formulas_of(sheets, found.sheet_name), own_marks)
        rows += _with_parts_above_wholes(report, planner)
        notes += [*found.notes, *planner.notes()]
    return WorkbookPlan(tuple(rows), tuple(dict.fromkeys(notes)))


def _with_parts_above_wholes(report: UnitReport, planner: "_Planner") -> list[PlacePlan]:
    """The rows of a sheet; a part that would be more than its whole is told at both cells, and neither is taken."""
    rows = list(planner.plan_rows())
    figures = {f"S{one.asked.measure_id}": one for one in figure_rows(report)}
    given = {
        row.key: row.given.number
        for row in rows
        if row.kind == CHANGED and isinstance(row.given, StatedFigure)
    }
    if not given:
        return rows
    numbers = {key: one.number for key, one in figures.items()} | given
    notes: defaultdict[str, list[CellNote]] = defaultdict(list)
    for part, whole in parts_and_wholes([one.asked.measure_id for one in figures.values()]):
        above, below = numbers[f"S{part}"], numbers[f"S{whole}"]
        keys = (f"S{part}", f"S{whole}")
        if above is None or below is None or above <= below or not given.keys() & set(keys):
            continue
        told = _("“%(part)s” (%(n)s) is more than “%(whole)s” (%(d)s), of which it is a part.") % {
            "part": figures[keys[0]].asked.measure.name,
            "n": shown_figure(above),
            "whole": figures[keys[1]].asked.measure.name,
            "d": shown_figure(below),
        }
        for key in keys:
            notes[key] += planner.notes_at(key, "stated", told)
    return [
        replace(row, kind=REFUSED, changes=(), given=None, notes=(*row.notes, *notes[row.key]))
        if notes.get(row.key)
        else row
        for row in rows
    ]


def _require_code(report: UnitReport, sheets: Sequence[Any]) -> None:
    code = _beside(CODE_LABEL, sheets)
    if not code:
        told = _(
            "The file has no report code on its first sheet, so nobody can tell what it is of. Take a new file from "
            "the page of the report and copy your texts and figures into it."
        )
        raise SheetRefused(told)
    if code == report_code(report):
        return
    given, known = code.split("-"), report_code(report).split("-")
    names = {
        "unit": _beside(UNIT_LABEL, sheets) or "–",
        "round": _beside(ROUND_LABEL, sheets) or "–",
        "own_unit": report.obligation.agency.name,
        "own_round": report.report_round.title,
    }
    if given[:2] == known[:2]:
        told = _(
            "The form of this round has changed since the file was taken. Take a new file from the page of the report "
            "and copy your texts and figures into it."
        )
        raise SheetRefused(told)
    told = _(
        "The file is of %(unit)s, “%(round)s”. This page is of %(own_unit)s, “%(own_round)s”. Send it on its own page, "
        "or take a file from this one."
    )
    raise SheetRefused(told % names)


def _beside(label: Any, sheets: Sequence[Any]) -> str:
    """What stands in the cell to the right of a label in any language, on a sheet that is not hidden."""
    labels = set()
    for language in LANGUAGES:
        with override(language):
            labels.add(heading_key(str(label)))
    for sheet in sheets:
        cells = {(cell.row, cell.column): cell for cell in sheet.cells}
        for cell in sheet.cells:
            if not sheet.is_hidden and cell.kind == "text" and heading_key(cell.text) in labels:
                value = cells.get((cell.row, cell.column + 1))
                return value.text.strip()[: 2 * _LONGEST_SHOWN] if value else ""
    return ""


def _found(places: PlacesOfSheet, sheets: Sequence[Any]) -> FoundTable:
    try:
        found = find_table(sheets, with_marks(places.columns))
    except SheetRefused as refused:
        told = _("Sheet “%(sheet)s”: %(why)s") % {"sheet": places.title, "why": refused.message}
        raise SheetRefused(told) from refused
    if any(
        registry.is_secret("\n".join(cell.text for cell in cells.values())) for cells in found.rows.values()
    ):
        raise SheetRefused(str(SECRET_TEXT))
    return found


def _formulas_of(sheets: Sequence[Any], name: str) -> frozenset[tuple[int, int]]:
    cells = (cell for sheet in sheets if sheet.name == name for cell in sheet.cells)
    return frozenset((cell.row, cell.column) for cell in cells if cell.is_formula)


class _Planner:
    """Goes through the rows of one sheet, knowing which places were met already."""

    def __init__(
        self,
        sheet: PlacesOfSheet,
        found: FoundTable,
        formulas: frozenset[tuple[int, int]],
        own_marks: Marks,
    ) -> None:
        self.sheet, self.found, self.formulas, self.own_marks = sheet, found, formulas, own_marks
        self.entry = [one for one in sheet.columns if not one.is_fixed and one.name in found.places]
        self.headings = {one.name: str(one.heading) for one in sheet.columns}
        self.met: dict[str, int] = {}

    def plan_rows(self) -> Iterable[PlacePlan]:
        """This function will plan every row that says something."""
        return [self._plan(number, cells) for number, cells in self.found.rows.items() if self._says(cells)]

    def notes(self) -> Iterable[str]:
        """This function will tell of places that the file lacks: they stay as they are."""
        absent = len(self.sheet.places.keys() - self.met.keys())
        if absent:
            told = ngettext(
                "Sheet “%(sheet)s” lacks %(count)s row of the report: it stays as it is.",
                "Sheet “%(sheet)s” lacks %(count)s rows of the report: they stay as they are.",
                absent,
            )
            yield told % {"sheet": self.found.sheet_name, "count": ShownCount(absent)}

    def notes_at(self, key: str, name: str, text: str) -> Iterable[CellNote]:
        """This function will tell of a cell of a place, where the file has it."""
        if key in self.met:
            yield self._note(self.met[key], name, text)

    def _says(self, cells: Mapping[str, Any]) -> bool:
        return KEY.name in cells or any(one.name in cells for one in self.entry)

    def _plan(self, number: int, cells: Mapping[str, Any]) -> PlacePlan:
        key = _text_of(cells.get(KEY.name))
        place = self.sheet.places.get(key)
        row_notes = list(self._notes_on_row(number, cells, place))
        if place is None or row_notes:
            name = place.name if place else _text_of(cells.get("name"))[:_LONGEST_SHOWN]
            return PlacePlan(self.found.sheet_name, number, REFUSED, key, name, notes=tuple(row_notes))
        self.met[key] = number
        values, notes = self._read(number, cells, place)
        if notes:
            return PlacePlan(self.found.sheet_name, number, REFUSED, key, place.name, notes=tuple(notes))
        return self._compared(number, place, values, _text_of(cells.get(VERSION.name)))

    def _compared(self, number: int, place: Place, values: Values, taken_at: str) -> PlacePlan:
        there, typed = mark_of_values(place.values), mark_of_values(values)
        values = place.settle(values)
        given = mark_of_values(values)
        if typed == there or given == mark_of_values(place.settle(place.values)):
            return PlacePlan(self.found.sheet_name, number, UNCHANGED, place.key, place.name)
        kind = CHANGED
        if there != taken_at and there not in self.own_marks.get(place.key, frozenset()):
            kind = MEANWHILE if typed == taken_at else OUTDATED
        changes = tuple(self._changes(place, values))
        return PlacePlan(
            self.found.sheet_name,
            number,
            kind,
            place.key,
            place.name,
            changes,
            given=place.given(values),
            mark=given,
        )

    def _changes(self, place: Place, values: Values) -> Iterable[CellChange]:
        for one in self.entry:
            before, after = _shown(place.values[one.name]), _shown(values[one.name])
            if before != after:
                yield CellChange(self.headings[one.name], before, after)

    def _notes_on_row(self, number: int, cells: Mapping[str, Any], place: Place | None) -> Iterable[CellNote]:
        key = _text_of(cells.get(KEY.name))
        if not key:
            told = _(
                "This row has no row code: it is not one of the form. Write into the rows of the form, delete this one."
            )
            yield CellNote(told, place=f"A{number}")
        elif place is None:
            told = _(
                "The row code %(key)s is not one of this form. Take a new file from the page of the report."
            )
            yield CellNote(told % {"key": key[:20]}, place=f"{self.found.places[KEY.name]}{number}")
        elif key in self.met:
            told = _("The same row code stands in row %(row)d already.") % {"row": self.met[key]}
            yield CellNote(told, place=f"{self.found.places[KEY.name]}{number}")
        elif _is_of_another(cells.get("name"), place):
            told = _(
                "The row says “%(said)s”, its row code is that of “%(name)s”: rows were moved. Put them back."
            )
            names = {"said": _text_of(cells.get("name"))[:_LONGEST_SHOWN], "name": place.name}
            yield CellNote(told % names, place=f"{self.found.places['name']}{number}")
        elif number in self.found.merged:
            area = self.found.merged[number]
            told = _("The cells %(area)s are merged. Undo that and write the value into every row.")
            yield CellNote(told % {"area": area}, place=area)

    def _read(
        self, number: int, cells: Mapping[str, Any], place: Place
    ) -> tuple[dict[str, Any], list[CellNote]]:
        values: dict[str, Any] = dict(place.values)
        notes: list[CellNote] = []
        for one in self.entry:
            cell = cells.get(one.name)
            try:
                values[one.name] = self._value(place, one, cell) if cell else one.empty
            except CellRefused as refused:
                notes.append(self._note(number, one.name, refused.message))
        if not notes:
            notes = [self._note(number, name, text) for name, text in place.check(values)]
        return values, notes

    def _value(self, place: Place, column: Column, cell: Any) -> Any:
        if (cell.row, cell.column) in self.formulas and cell.kind not in ("not_reckoned", "error"):
            told = _("The cell holds a formula; its saved result is “%(result)s”. Paste the value itself.")
            raise CellRefused(told % {"result": cell_text(cell)[:_LONGEST_SHOWN]})
        return place.readers.get(column.name, column.read)(cell)

    def _note(self, number: int, name: str, text: str) -> CellNote:
        place = f"{self.found.places[name]}{number}" if name in self.found.places else f"A{number}"
        return CellNote(text, self.headings[name], place)


def _is_of_another(cell: Any, place: Place) -> bool:
    said = _text_of(cell)
    return bool(said) and heading_key(as_compared(said)) != heading_key(as_compared(place.name))


def _text_of(cell: Any) -> str:
    return cell.text.strip() if cell else ""


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "x" if value else ""
    if value is None or isinstance(value, str):
        return value or ""
    return figure_as_written(value)
