"""Finds the table in a workbook: the sheet, its heading row, and the cells under each known heading."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haidang.engines.reading.sheet_cells import Area, Sheet, SheetCell
from haidang.foundation.counts import ShownCount
from haidang.foundation.tables.columns import Column, heading_key, heading_keys

_HEADING_WITHIN = 30  # filled rows from the top in which a heading row is looked for
_MOST_ROWS = 20_000
_MOST_COVERED = 50  # merged areas that lie over one row at most, before the file is called odd
_MOST_NAMED = 12
_LONGEST_HEADING = 60

Cells = Mapping[str, SheetCell]


class SheetRefused(Exception):
    """A file in which the table cannot be found; `message` says what is missing and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class FoundTable:
    """The rows under the headings, by their number in the sheet; `places` are the letters of the columns."""

    rows: Mapping[int, Cells]
    places: Mapping[str, str]
    merged: Mapping[int, str]
    notes: tuple[str, ...]
    sheet_name: str


@dataclass(frozen=True, slots=True)
class _Heading:
    sheet: Sheet
    row: int
    columns: Mapping[int, str]
    unknown: tuple[str, ...]


def find_table(sheets: Sequence[Sheet], columns: Sequence[Column]) -> FoundTable:
    """This function will find the one table with the needed headings among the sheets that are not hidden.

    Raises SheetRefused for no such table, for several, and for a heading that stands twice.
    """
    known = {key: column.name for column in columns for key in heading_keys(column)}
    needed = {column.name for column in columns if column.is_needed}
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    best = [heading for sheet in visible if (heading := _best_heading(sheet, known)) is not None]
    whole = [heading for heading in best if needed <= set(heading.columns.values())]
    if not whole:
        _require_shown([sheet for sheet in sheets if sheet.is_hidden], known, needed)
        raise SheetRefused(_missing_words(best, columns, needed))
    if len(whole) > 1:
        names = "; ".join(f"“{heading.sheet.name}”" for heading in whole)
        raise SheetRefused(_("Several sheets hold this table: %(names)s. Leave only one.") % {"names": names})
    return _found(whole[0], [sheet for sheet in sheets if sheet.is_hidden and sheet.cells])


def row_codes(sheets: Sequence[Sheet], key: Column) -> frozenset[str]:
    """This function will give the codes of rows that stand under the heading of `key`, on any sheet in any row."""
    headings = heading_keys(key)
    found: set[str] = set()
    for sheet in sheets:
        tops = {
            cell.column: cell.row
            for cell in sheet.cells
            if cell.kind == "text" and heading_key(cell.text) in headings
        }
        found |= {cell.text.strip() for cell in sheet.cells if cell.row > tops.get(cell.column, cell.row)}
    return frozenset(found)


def _best_heading(sheet: Sheet, known: Mapping[str, str]) -> _Heading | None:
    rows = _rows_of(sheet.cells)
    candidates = [_heading(sheet, number, rows[number], known) for number in list(rows)[:_HEADING_WITHIN]]
    return max(
        (one for one in candidates if one.columns),
        key=lambda one: len(set(one.columns.values())),
        default=None,
    )


def _heading(sheet: Sheet, number: int, cells: Iterable[SheetCell], known: Mapping[str, str]) -> _Heading:
    texts = {cell.column: cell.text for cell in cells if cell.kind == "text"}
    columns = {at: known[key] for at, text in texts.items() if (key := heading_key(text)) in known}
    unknown = tuple(text[:_LONGEST_HEADING] for at, text in texts.items() if at not in columns)
    return _Heading(sheet, number, columns, unknown)


def _require_shown(hidden: Iterable[Sheet], known: Mapping[str, str], needed: set[str]) -> None:
    """Raise SheetRefused where a hidden sheet holds the table: it is there, only nobody sees it."""
    for sheet in hidden:
        heading = _best_heading(sheet, known)
        if heading is not None and needed <= set(heading.columns.values()):
            told = _(
                "The table stands on the hidden sheet “%(name)s”. Show that sheet and send the file again."
            )
            raise SheetRefused(told % {"name": sheet.name})


def _missing_words(best: Sequence[_Heading], columns: Sequence[Column], needed: set[str]) -> str:
    """What the nearest heading row lacks; without any, what a heading row would be."""
    names = {column.name: str(column.heading) for column in columns}
    nearest = max(best, key=lambda heading: len(heading.columns), default=None)
    if nearest is None:
        return _(
            "No heading row was found. The first sheet needs the columns: %(names)s. Export the table and fill that."
        ) % {"names": _listed(names[name] for name in names if name in needed)}
    lacking = [names[name] for name in names if name in needed - set(nearest.columns.values())]
    return _(
        "Row %(row)d of the sheet “%(sheet)s” lacks the columns: %(names)s. Columns it has: %(has)s."
    ) % {
        "row": nearest.row,
        "sheet": nearest.sheet.name,
        "names": _listed(lacking),
        "has": _listed([*(names[name] for name in nearest.columns.values()), *nearest.unknown]),
    }


def _found(heading: _Heading, hidden: Sequence[Sheet]) -> FoundTable:
    _require_each_once(heading)
    below = [
        cell for cell in heading.sheet.cells if cell.row > heading.row and cell.column in heading.columns
    ]
    rows = {
        number: {heading.columns[cell.column]: cell for cell in cells}
        for number, cells in _rows_of(below).items()
    }
    if len(rows) > _MOST_ROWS:
        raise SheetRefused(
            _("The table has %(count)s rows; at most %(most)s are taken at once. Split the file.")
            % {"count": ShownCount(len(rows)), "most": ShownCount(_MOST_ROWS)}
        )
    if not rows:
        raise SheetRefused(_("There is no filled row below the headings."))
    places = {name: column_letters(at) for at, name in heading.columns.items()}
    notes = tuple(_notes(heading, hidden, below))
    return FoundTable(rows, places, _merged_rows(heading, list(rows)), notes, heading.sheet.name)


def _require_each_once(heading: _Heading) -> None:
    names = list(heading.columns.values())
    for name in names:
        if names.count(name) > 1:
            twice = [column_letters(at) for at, one in heading.columns.items() if one == name]
            raise SheetRefused(
                _("The same heading stands in the columns %(columns)s of row %(row)d. Leave only one.")
                % {"columns": ", ".join(twice), "row": heading.row}
            )


def _merged_rows(heading: _Heading, numbers: list[int]) -> dict[int, str]:
    """The rows over which cells of the table are merged, each with the first such area as it is called."""
    found: dict[int, str] = {}
    covered = 0
    for area in heading.sheet.merged:
        top, left, bottom, right = area
        if not any(left <= at <= right for at in heading.columns):
            continue
        within = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        covered += len(within)
        if covered > _MOST_COVERED * len(numbers):
            raise SheetRefused(
                _("The merged cells of this sheet lie over each other. Undo the merging first.")
            )
        found |= {number: _area_name(area) for number in within if number not in found}
    return found


def _notes(heading: _Heading, hidden: Sequence[Sheet], below: Sequence[SheetCell]) -> Iterable[str]:
    if heading.unknown:
        yield _("Columns that are not used: %(names)s.") % {"names": _listed(heading.unknown)}
    for sheet in hidden:
        yield _("The hidden sheet “%(name)s” was not read.") % {"name": sheet.name}
    if heading.sheet.hidden_rows:
        count = heading.sheet.hidden_rows
        yield ngettext(
            "%(count)s hidden row was read too.", "%(count)s hidden rows were read too.", count
        ) % {"count": ShownCount(count)}
    if heading.sheet.hidden_columns:
        count = heading.sheet.hidden_columns
        yield ngettext(
            "%(count)s hidden column was read too.", "%(count)s hidden columns were read too.", count
        ) % {"count": ShownCount(count)}
    formulas = sum(cell.is_formula and cell.kind not in {"not_reckoned", "error"} for cell in below)
    if formulas:
        yield ngettext(
            "%(count)s cell holds a formula; its saved result was taken.",
            "%(count)s cells hold formulas; their saved results were taken.",
            formulas,
        ) % {"count": ShownCount(formulas)}


def _rows_of(cells: Iterable[SheetCell]) -> dict[int, list[SheetCell]]:
    rows: dict[int, list[SheetCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return rows


def column_letters(number: int) -> str:
    """This function will name a column as the program does: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _area_name(area: Area) -> str:
    top, left, bottom, right = area
    return f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"


def _listed(names: Iterable[str]) -> str:
    told = list(names)
    more = ["…"] if len(told) > _MOST_NAMED else []
    return "; ".join([*told[:_MOST_NAMED], *more])
