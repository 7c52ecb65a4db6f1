"""The budget of a programme as a table: one row for each amount, and one for each line that has none yet."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency
from haidang.agencies.queries.bodies import BodiesByDay
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.tables.columns import (
    Column,
    as_compared,
    choice_column,
    day_column,
    money_column,
    number_column,
    text_column,
)
from haidang.foundation.tables.plan import CellNote, SheetTable, TableRow
from haidang.programme.enums import BudgetEntryKind, BudgetLineKind
from haidang.programme.models import BudgetEntry, BudgetLine, Programme
from haidang.programme.queries.budget_totals import with_standing_amounts

ENTRY, LINE = "S", "D"  # the first letter of a row's key: an amount, or a line without one
_OF_LINE = ("group", "text")
_OF_ENTRY = ("kind", "year", "quarter", "source", "executor", "dated_on", "paper")
_NEEDED = ("kind", "year", "amount", "dated_on")
_LAST_YEAR_AFTER = 1


def budget_entry_table(programme: Programme, entries: QuerySet[BudgetEntry], *, on: date) -> SheetTable:
    """This function will describe the budget of a programme as a table, with the entries that are given."""
    lines = list(
        BudgetLine.objects.filter(programme=programme, ended_at=None)
        .exclude(kind=BudgetLineKind.TOTAL)
        .select_related("group", "executor")
        .order_by("order", "id")
    )
    found = _entries_by_line(programme, entries)
    # Lines to be filled in are those without an amount, but for groups, whose lines carry the money.
    not_to_fill = set(found) | {line.group_id for line in lines if line.group_id}
    bodies = BodiesByDay()
    rows = [
        row
        for line in lines
        for row in (
            *(_entry_row(line, entry) for entry in found.get(line.pk, ())),
            _line_row(line, is_blank=line.pk not in not_to_fill),
        )
    ]

    def settle(values: Mapping[str, Any]) -> Mapping[str, Any]:
        """A body is called as the register calls it, whatever name of the paper's day stands in the file."""
        body = _body(bodies, values, otherwise=on)
        return {**values, "executor": body.name} if body else values

    return SheetTable(
        title=_("Budget: %(programme)s") % {"programme": programme.title},
        sheet_name=_("Budget amounts"),
        columns=_columns(),
        rows=tuple(rows),
        name_of=lambda values: f"{values.get('group', '')} {values.get('text', '')}".strip(),
        check=lambda row, values: [
            *_notes(programme, row, values),
            *(_notes_on_body(bodies, values, on) if row is None else ()),
        ],
        settle=settle,
        likeness=_likeness,
    )


def _entries_by_line(programme: Programme, entries: QuerySet[BudgetEntry]) -> dict[int, list[Any]]:
    own = with_standing_amounts(entries.filter(line__programme=programme, corrects=None))
    counted = own.annotate(times=Count("corrections")).select_related("executor")
    found: dict[int, list[Any]] = {}
    for entry in counted.order_by("year", "quarter", "kind", "id"):
        found.setdefault(entry.line_id, []).append(entry)
    return found


def _columns() -> tuple[Column, ...]:
    return (
        text_column("group", gettext_lazy("Group of lines"), most=500, width=30),
        text_column(
            "text",
            gettext_lazy("Content of the line"),
            most=2000,
            width=60,
            is_needed=True,
            is_filled=True,
        ),
        choice_column("kind", gettext_lazy("Kind of amount"), BudgetEntryKind, is_needed=True),
        number_column("year", gettext_lazy("Budget year"), least=1990, most=2100, width=10),
        number_column(
            "quarter", gettext_lazy("Quarter (empty for the year)"), least=0, most=4, empty=0, width=10
        ),
        money_column("amount", gettext_lazy("Amount, đồng"), is_needed=True),
        text_column("source", gettext_lazy("Source of money"), most=300, width=26),
        text_column("executor", gettext_lazy("Executing body"), most=300, width=34),
        day_column("dated_on", gettext_lazy("Day of the paper")),
        text_column("paper", gettext_lazy("Paper"), most=300, width=26),
        text_column("reason", gettext_lazy("Reason of the correction"), most=500, width=30),
    )


def _entry_row(line: BudgetLine, entry: Any) -> TableRow:
    values = _line_values(line) | {
        "kind": entry.kind,
        "year": entry.year,
        "quarter": entry.quarter,
        "amount": entry.stands_vnd,
        "source": as_compared(entry.source),
        "executor": entry.executor.name if entry.executor else "",
        "dated_on": entry.dated_on,
        "paper": as_compared(entry.paper_words),
    }
    return TableRow(f"{ENTRY}{entry.pk}", str(entry.times + 1), values)


def _line_row(line: BudgetLine, *, is_blank: bool) -> TableRow:
    values = _line_values(line) | {
        "source": as_compared(line.source),
        "executor": line.executor.name if line.executor else "",
    }
    return TableRow(f"{LINE}{line.pk}", "", values, is_blank=is_blank, is_known_only=not is_blank)


def _line_values(line: BudgetLine) -> dict[str, Any]:
    return {
        "group": as_compared(line.group.text) if line.group else "",
        "text": as_compared(line.text),
        "kind": "",
        "year": None,
        "quarter": 0,
        "amount": None,
        "source": "",
        "executor": "",
        "dated_on": None,
        "paper": "",
        "reason": "",
    }


def _notes(programme: Programme, row: TableRow | None, values: Mapping[str, Any]) -> Sequence[CellNote]:
    if row is not None:
        return _notes_on_correction(row, values)
    return [*_notes_on_gaps(values), *_notes_on_year(programme, values)]


def _likeness(values: Mapping[str, Any]) -> Any:
    """Two amounts are the same in everything but the reason; two lines without amount in their words alone."""
    words = tuple(folded_form(values[name]) for name in _OF_LINE)
    if not _has_amount(values):
        return words
    return (*words, values["amount"], *(values[name] for name in _OF_ENTRY))


def _has_amount(values: Mapping[str, Any]) -> bool:
    return any(values[name] not in (None, "") for name in _NEEDED)


def _body(bodies: BodiesByDay, values: Mapping[str, Any], *, otherwise: date) -> Agency | None:
    """The body that a row names on the day of its paper; None when it names none, or none that can be told."""
    if not values["executor"]:
        return None
    try:
        return bodies.named(values["executor"], on=values["dated_on"] or otherwise)
    except AgenciesError:
        return None


def _notes_on_body(bodies: BodiesByDay, values: Mapping[str, Any], on: date) -> list[CellNote]:
    try:
        if values["executor"]:
            bodies.named(values["executor"], on=values["dated_on"] or on)
    except AgenciesError as refused:
        return [CellNote(refused.message, str(_("Executing body")))]
    return []


def _notes_on_correction(row: TableRow, values: Mapping[str, Any]) -> list[CellNote]:
    notes = []
    if any(values[name] != row.values[name] for name in (*_OF_LINE, *_OF_ENTRY)):
        notes.append(
            CellNote(
                _(
                    "Of an entered amount only the figure can be corrected. Correct it to 0 and add a new row instead."
                )
            )
        )
    if values["amount"] is None or values["amount"] < 0:
        notes.append(CellNote(_("The right amount must be 0 or more."), str(_("Amount, đồng"))))
    if not values["reason"]:
        notes.append(CellNote(_("A corrected amount needs its reason."), str(_("Reason of the correction"))))
    return notes


def _notes_on_gaps(values: Mapping[str, Any]) -> list[CellNote]:
    """A new amount has its kind, year, figure and day; a row with none of them is a line only."""
    if not _has_amount(values):
        return []
    headings = {
        "kind": _("Kind of amount"),
        "year": _("Budget year"),
        "amount": _("Amount, đồng"),
        "dated_on": _("Day of the paper"),
    }
    gaps = [
        CellNote(_("This cell must be filled for an amount."), headings[name])
        for name in _NEEDED
        if values[name] in (None, "")
    ]
    if values["amount"] is not None and values["amount"] < 0:
        gaps.append(CellNote(_("A negative amount is only entered as a correction."), headings["amount"]))
    return gaps


def _notes_on_year(programme: Programme, values: Mapping[str, Any]) -> list[CellNote]:
    first, last = programme.first_year, programme.last_year
    if values["year"] is None or first <= values["year"] <= last + _LAST_YEAR_AFTER:
        return []
    told = _("The programme runs from %(first)d to %(last)d; an amount of %(year)d does not belong to it.")
    return [CellNote(told % {"first": first, "last": last, "year": values["year"]}, str(_("Budget year")))]
