"""The table of what units propose, for the finance department: as a workbook and as an appendix in Word."""

from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from haidang.engines.drafting.paper_parts import TableGroup, TaskTable
from haidang.engines.drafting.task_table import draft_task_table
from haidang.engines.vietnamese.money import written_dong
from haidang.foundation.counts import ShownCount
from haidang.programme.queries.proposals import GatheredTable, GatheredUnit

_A4 = 9
_WIDTHS = (6, 56, 36, 26, 22, 20)
_SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_LOOK = {"font_name": "Times New Roman", "font_size": 12, "border": 1, "text_wrap": True, "valign": "top"}


def gathered_docx(table: GatheredTable) -> bytes:
    """This function will write the gathered table as a DOCX with a total row and who has not proposed below it."""
    return draft_task_table(
        TaskTable(
            title=(_title(table).upper(),),
            note=_answered_words(table),
            columns=_columns(),
            groups=tuple(_docx_group(number, unit) for number, unit in enumerate(table.units, start=1)),
            totals=(("", _("Total of all units"), "", "", "", written_dong(table.total_vnd)),),
            landscape=True,
        )
    )


def gathered_workbook(table: GatheredTable) -> bytes:
    """This function will write the gathered table, its sums by group and source, and who has not proposed."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _SAFE) as book:
        body, bold = book.add_format(_LOOK), book.add_format(_LOOK | {"bold": True, "bg_color": "#E7EDF5"})
        looks = (body, bold, book.add_format(_LOOK | {"num_format": "#,##0"}))
        bold_money = book.add_format(_LOOK | {"bold": True, "bg_color": "#E7EDF5", "num_format": "#,##0"})
        _write_units(book, table, (*looks, bold_money))
        for name, field in ((_("By group"), "group"), (_("By source"), "source")):
            _write_sums(book, name, table.totals_by(field), looks)
        missing = [(answer.agency.name, None) for answer in table.missing]
        _write_sums(book, _("Not proposed yet"), missing, looks)
    return buffer.getvalue()


def _title(table: GatheredTable) -> str:
    return _("Budget proposals of the units for %(year)d") % {"year": table.year}


def _answered_words(table: GatheredTable) -> str:
    return _("Proposed: %(count)s/%(all)s units. Amounts in đồng.") % {
        "count": ShownCount(table.answered),
        "all": ShownCount(len(table.answers)),
    }


def _columns() -> tuple[str, ...]:
    return (
        _("No."),
        _("Content"),
        _("How it is reckoned"),
        _("Group of expenses"),
        _("Source of money"),
        _("Amount, đồng"),
    )


def _docx_group(number: int, unit: GatheredUnit) -> TableGroup:
    rows = tuple(
        (str(at), line.text, line.basis, line.group, line.source, written_dong(line.amount_vnd))
        for at, line in enumerate(unit.lines, start=1)
    )
    cells = ("", "", "", written_dong(unit.total_vnd))
    return TableGroup(label=str(number), title=unit.agency.name, rows=rows, cells=cells)


def _write_units(book: xlsxwriter.Workbook, table: GatheredTable, looks: tuple) -> None:
    body, bold, money, bold_money = looks
    sheet = book.add_worksheet(_("Proposals"))
    sheet.write_string(0, 0, _title(table), book.add_format({"bold": True, "font_name": "Times New Roman"}))
    sheet.write_string(1, 0, _answered_words(table))
    for at, (heading, width) in enumerate(zip(_columns(), _WIDTHS, strict=True)):
        sheet.write_string(2, at, heading, bold)
        sheet.set_column(at, at, width)
    row = 3
    for number, unit in enumerate(table.units, start=1):
        _write_row(sheet, row, (str(number), unit.agency.name, "", "", ""), bold)
        sheet.write_number(row, 5, unit.total_vnd, bold_money)
        for at, line in enumerate(unit.lines, start=1):
            row += 1
            _write_row(sheet, row, (f"{number}.{at}", line.text, line.basis, line.group, line.source), body)
            sheet.write_number(row, 5, line.amount_vnd, money)
        row += 1
    _write_row(sheet, row, ("", _("Total of all units"), "", "", ""), bold)
    sheet.write_number(row, 5, table.total_vnd, bold_money)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _write_row(sheet: xlsxwriter.worksheet.Worksheet, row: int, texts: tuple[str, ...], look: object) -> None:
    for at, text in enumerate(texts):
        sheet.write_string(row, at, text, look)


def _write_sums(book: xlsxwriter.Workbook, name: str, rows: list, looks: tuple) -> None:
    body, bold, money = looks
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 56)
    sheet.set_column(1, 1, 22)
    sheet.write_string(0, 0, name, bold)
    for at, (words, amount) in enumerate(rows, start=1):
        sheet.write_string(at, 0, words or _("(not named)"), body)
        if amount is not None:
            sheet.write_number(at, 1, amount, money)
