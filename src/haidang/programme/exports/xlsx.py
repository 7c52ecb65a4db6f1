"""A programme as a workbook: its tasks in the paper's own table form, its targets, budget and report duties."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.exports import height_of_row
from haidang.programme.enums import BudgetLineKind, ItemKind, ReportPeriod
from haidang.programme.models import BudgetLine, Programme
from haidang.programme.queries.filter_words import filter_words
from haidang.programme.queries.filters import ItemFilter
from haidang.programme.queries.paper_table import PaperGroup, paper_table
from haidang.programme.queries.programmes import budget_periods, budget_table, items_of_kind

A4 = 9
# Widths in characters by what stands in a column; together they fit an A4 sheet on its side.
_WIDTHS = {"label": 6, "content": 60, "lead": 26, "partners": 30, "timing": 18, "product": 26}
OTHER_WIDTH = 18
DONG_FORMAT = "#,##0"
# What a person writes is text, never a formula, a link or a number: "=cmd|..." stays what it is.
TEXT_ONLY = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


def programme_workbook(programme: Programme, asked: ItemFilter, *, on: date) -> bytes:
    """This function will write what was asked for as an XLSX file; amounts are whole đồng."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, TEXT_ONLY) as book:
        _write_tasks(book, programme, asked, on)
        _write_targets(book, programme, on)
        _write_budget(book, programme, on)
        _write_reports(book, programme, on)
    return buffer.getvalue()


def _write_tasks(book: Workbook, programme: Programme, asked: ItemFilter, on: date) -> None:
    table = paper_table(programme, asked, on=on)
    widths = [_WIDTHS.get(name, OTHER_WIDTH) for name in table.fields]
    sheet = _new_sheet(book, _("Tasks"), _title_of(programme, asked), columns=table.columns, widths=widths)
    row = 2
    for group in table.groups:
        row = _write_group(book, sheet, group, row=row, widths=widths)


def _title_of(programme: Programme, asked: ItemFilter) -> str:
    """The title names what was asked for, so that nobody takes a part for the whole."""
    words = filter_words(asked)
    if not words:
        return programme.title
    return _("%(title)s (only: %(filters)s)") % {"title": programme.title, "filters": "; ".join(words)}


def _write_group(
    book: Workbook, sheet: Worksheet, group: PaperGroup, *, row: int, widths: Sequence[int]
) -> int:
    """Write a group from a row on and return the row after it."""
    body, heading = _look(book), _look(book, bold=True, bg_color="#E7EDF5")
    if group.title and group.rows:
        title = f"{group.label}. {group.title}" if group.label else group.title
        for column in range(len(group.rows[0])):
            sheet.write_blank(row, column, None, heading)
        sheet.write_string(row, 0, title, _look(book, bold=True, bg_color="#E7EDF5", text_wrap=False))
        row += 1
    for texts in group.rows:
        sheet.set_row(row, height_of_row(texts, widths))
        for column, text in enumerate(texts):
            _write_text(sheet, (row, column), text, body)
        row += 1
    return row


def _write_targets(book: Workbook, programme: Programme, on: date) -> None:
    goals = items_of_kind(programme, [ItemKind.GOAL], on=on)
    columns = (_("Target"), _("Comparison"), _("Value"), _("Unit"), _("Phase"), _("Due"), _("Lines"))
    rows = [
        (
            goal.title,
            goal.target.comparison,
            goal.target.value,
            goal.target.unit,
            _years(goal.target.phase_from, goal.target.phase_to),
            _day(goal.target.due_on),
            _lines(goal.lines),
        )
        for goal in goals
    ]
    write_sheet(
        book, _("Targets"), programme.title, columns=columns, rows=rows, widths=(70, 10, 10, 12, 14, 14, 14)
    )


def _write_budget(book: Workbook, programme: Programme, on: date) -> None:
    top = budget_table(programme, on=on)
    periods = [period or _("All periods") for period in budget_periods(top)]
    columns = (
        _("No."),
        _("Content"),
        *(
            heading
            for period in periods
            for heading in (
                _("%(period)s, printed") % {"period": period},
                _("%(period)s, computed") % {"period": period},
            )
        ),
        _("Executing body"),
        _("Source of money"),
        _("Lines"),
    )
    every = [line for group in top for line in (group.line, *group.rows)]
    rows = [_budget_row(line, len(periods)) for line in every]
    widths = (6, 60, *[20] * (2 * len(periods)), 26, 30, 14)
    write_sheet(book, _("Budget"), programme.title, columns=columns, rows=rows, widths=widths)


def _write_reports(book: Workbook, programme: Programme, on: date) -> None:
    duties = items_of_kind(programme, [ItemKind.REPORT_REGIME], on=on)
    columns = (_("Report"), _("Owed by"), _("Owed to"), _("How often"), _("Due"), _("Lines"))
    rows = [
        (
            duty.title,
            duty.details.get("owed_by", ""),
            duty.details.get("owed_to", ""),
            str(ReportPeriod(duty.details["period"]).label) if duty.details.get("period") else "",
            (_("before %(day)s") if duty.is_strict and duty.due_on else "%(day)s")
            % {"day": _day(duty.due_on)},
            _lines(duty.lines),
        )
        for duty in duties
    ]
    write_sheet(
        book, _("Report duties"), programme.title, columns=columns, rows=rows, widths=(50, 36, 36, 16, 18, 14)
    )


def _budget_row(line: BudgetLine, width: int) -> tuple:
    amounts = {amount.order: amount for amount in line.amounts.all()}
    pairs = [
        (amounts[at].stated_vnd, amounts[at].computed_vnd) if at in amounts else (None, None)
        for at in range(width)
    ]
    text = _("Total") if line.kind == BudgetLineKind.TOTAL else line.text
    return (
        line.label,
        text,
        *(amount for pair in pairs for amount in pair),
        line.executor_name,
        line.source,
        _lines(line.lines),
    )


def write_sheet(
    book: Workbook,
    name: str,
    title: str,
    *,
    columns: tuple[str, ...],
    rows: Iterable[tuple],
    widths: tuple[int, ...],
) -> None:
    """A sheet of plain rows; a sheet without rows is left out."""
    rows = list(rows)
    if not rows:
        return
    sheet = _new_sheet(book, name, title, columns=columns, widths=widths)
    body, money = _look(book), _look(book, num_format=DONG_FORMAT)
    for at, row in enumerate(rows, start=2):
        sheet.set_row(at, height_of_row([str(value or "") for value in row], widths))
        for column, value in enumerate(row):
            if isinstance(value, int | Decimal):
                sheet.write_number(at, column, value, money if isinstance(value, int) else body)
            else:
                _write_text(sheet, (at, column), str(value or ""), body)


def _new_sheet(
    book: Workbook, name: str, title: str, *, columns: Iterable[str], widths: Iterable[int]
) -> Worksheet:
    """A sheet with its title, its heading row (printed again on every page) and its print set-up."""
    sheet = book.add_worksheet(name)
    sheet.write_string(
        0, 0, title, book.add_format({"bold": True, "font_size": 14, "font_name": "Times New Roman"})
    )
    heading = _look(book, bold=True, align="center", valign="vcenter")
    for column, (text, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.write_string(1, column, text, heading)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P/&N")
    return sheet


def _write_text(sheet: Worksheet, place: tuple[int, int], text: str, look: Format) -> None:
    if text:
        sheet.write_string(*place, text, look)
    else:
        sheet.write_blank(*place, None, look)


def _look(book: Workbook, **more) -> Format:
    plain = {"border": 1, "text_wrap": True, "valign": "top", "font_name": "Times New Roman", "font_size": 12}
    return book.add_format(plain | more)


def _day(day: date | None) -> str:
    return written_day(day) if day else ""


def _years(first: date | None, last: date | None) -> str:
    return f"{first.year}-{last.year}" if first and last else ""


def _lines(lines: list) -> str:
    return "; ".join(str(first) if first == last else f"{first}-{last}" for first, last in lines)
