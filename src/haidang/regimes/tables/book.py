"""A unit's report as a workbook to fill in off-line, with everything that stands in the report now."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.tables.columns import Column
from haidang.foundation.tables.entry_book import (
    HEAD_ROW,
    CellCheck,
    EntryCell,
    EntryColumn,
    EntrySheet,
    entry_workbook,
)
from haidang.foundation.tables.finding import column_letters
from haidang.regimes.models import MOST_CHARACTERS_OF_SECTION, Measure
from haidang.regimes.queries.drawn import TaskRow
from haidang.regimes.queries.unit_reports import FigureRow, UnitReport
from haidang.regimes.tables.places import (
    FIGURE_COLUMNS,
    FIGURE_SHEET,
    LONGEST_REASON,
    SECTION_COLUMNS,
    SECTION_SHEET,
    figure_rows,
    mark_of_values,
    places_of_sheets,
    with_marks,
)
from haidang.reports.models import Submission

CODE_LABEL = gettext_lazy("Report code (leave as it is)")
_LONGEST_FORMULA = 240  # letters that the format allows for a check, with the sign and the name around it
UNIT_LABEL, ROUND_LABEL = gettext_lazy("Reporting unit"), gettext_lazy("Round of reports")


def report_code(report: UnitReport) -> str:
    """This function will return by which a workbook is known as that of one unit, one round and one form."""
    return f"{report.obligation.pk}-{report.report_round.pk}-{report.report_round.form_id}"


def report_workbook(report: UnitReport, *, draft: Submission | None, tasks: Iterable[TaskRow]) -> bytes:
    """This function will write a report as a workbook that `plan_workbook` takes back; one query for ratios."""
    marks = {
        key: mark_of_values(place.values)
        for sheet in places_of_sheets(report, draft=draft)
        for key, place in sheet.places.items()
    }
    sheets = [_cover(report), _sections(report, marks)]
    if rows := figure_rows(report):
        sheets.append(_figures(rows, marks))
    return entry_workbook([*sheets, _tasks(tasks)])


def _cover(report: UnitReport) -> EntrySheet:
    owed, report_round = report.obligation, report.report_round
    span = f"{written_day(owed.opens_on)} – {written_day(owed.closes_on)}"
    facts = [
        (str(UNIT_LABEL), owed.agency.name),
        (_("Code of the unit"), owed.agency.code),
        (str(ROUND_LABEL), report_round.title),
        (_("Data from and to"), span),
        (_("Last day to send"), written_day(owed.due_on)),
        (_("Form version"), str(report_round.form.number)),
        (str(CODE_LABEL), report_code(report)),
        (_("How to fill it in"), _("Only yellow cells take what you type. Leave grey cells as they are.")),
        ("", _("Texts: write under each section, or x where nothing happened.")),
        ("", _("Figures: digits alone, such as 1.234,5. Leave empty what recorded work has right.")),
        ("", _("No formulas, words or days among the figures: paste the value itself.")),
        ("", _("Send the file on the page of the report. First you see what changes, then you decide.")),
    ]
    return EntrySheet(
        _("Read first"),
        report_round.title,
        _("This file is of one unit and one round; another one needs its own."),
        (EntryColumn("", 34), EntryColumn("", 90)),
        tuple((EntryCell(label), EntryCell(value)) for label, value in facts),
    )


def _sections(report: UnitReport, marks: Mapping[str, str]) -> EntrySheet:
    words = CellCheck(
        _("The text is too long: at most %(most)d letters.") % {"most": MOST_CHARACTERS_OF_SECTION},
        longest=MOST_CHARACTERS_OF_SECTION,
    )
    nil = CellCheck(_("Write x where nothing happened, else leave the cell empty."), choices=("x",))
    rows = []
    for row in report.sections:
        key, told = f"P{row.section.pk}", row.narrative
        cells = (
            EntryCell(str(row.section)),
            EntryCell(row.section.guidance),
            EntryCell(told.text if told else "", is_open=True, check=words),
            EntryCell("x" if told and told.is_nil else "", is_open=True, check=nil),
            EntryCell(row.text_before),
        )
        rows.append((*cells, EntryCell(key), EntryCell(marks[key])))
    return EntrySheet(
        str(SECTION_SHEET),
        str(SECTION_SHEET),
        _("One row a section: its text, or x where nothing happened."),
        _columns(SECTION_COLUMNS),
        tuple(rows),
    )


def _figures(figures: Sequence[FigureRow], marks: Mapping[str, str]) -> EntrySheet:
    places = {one.asked.measure_id: HEAD_ROW + number for number, one in enumerate(figures, start=1)}
    bounds = _bounds(places)
    rows = [_figure_cells(one, places[one.asked.measure_id], bounds) for one in figures]
    return EntrySheet(
        str(FIGURE_SHEET),
        str(FIGURE_SHEET),
        _("Leave a figure empty where the one drawn from recorded work is right; else state it and say why."),
        _columns(FIGURE_COLUMNS),
        tuple(
            (*cells, EntryCell(key), EntryCell(marks[key]))
            for one, cells in zip(figures, rows, strict=True)
            for key in (f"S{one.asked.measure_id}",)
        ),
    )


def _figure_cells(row: FigureRow, at: int, bounds: Mapping[int, list[str]]) -> tuple[EntryCell, ...]:
    measure, value = row.asked.measure, row.value
    reason = CellCheck(
        _("The text is too long: at most %(most)d letters.") % {"most": LONGEST_REASON},
        longest=LONGEST_REASON,
    )
    return (
        EntryCell(measure.name),
        EntryCell(measure.unit),
        EntryCell(row.drawn),
        EntryCell(value.stated if value else None, is_open=True, check=_check(measure, at, bounds)),
        EntryCell(value.reason if value else "", is_open=True, check=reason),
        EntryCell(row.before),
        EntryCell(row.year_before),
        EntryCell(row.reports_to_show.words if row.reports_to_show else ""),
    )


def _check(measure: Measure, at: int, bounds: Mapping[int, list[str]]) -> CellCheck:
    cell = f"{_letter('stated')}{at}"
    holds = [f"ISNUMBER({cell})", f"{cell}>=0", f"ROUND({cell},{measure.decimals})={cell}"]
    words = (
        _("A number of zero or more in “%(unit)s”, with at most %(most)d decimals, no words.")
        if measure.decimals
        else _("A whole number of zero or more in “%(unit)s”, no words.")
    ) % {"unit": measure.unit, "most": measure.decimals}
    refusal = words
    for bound in bounds.get(measure.pk, []):
        refusal = _("%(words)s A part is not more than its whole.") % {"words": words}
        more = [*holds, cell + bound.format(cell=cell)]
        holds = more if len(",".join(more)) < _LONGEST_FORMULA else holds
    return CellCheck(refusal, prompt=words, formula=f"=AND({','.join(holds)})")


def _bounds(places: Mapping[int, int]) -> Mapping[int, list[str]]:
    """What formulas hold a part and its whole to, by measure: the part is not more, as stated or else as drawn.

    Where neither is known the cell is compared with itself, so that it holds.
    """
    ratios = Measure.objects.filter(numerator__in=places, denominator__in=places)
    found: dict[int, list[str]] = {}
    for part, whole in ratios.order_by("id").values_list("numerator_id", "denominator_id"):
        if part is not None and whole is not None:
            found.setdefault(part, []).append(f"<={_holding(places[whole])}")
            found.setdefault(whole, []).append(f">={_holding(places[part])}")
    return found


def _holding(row: int) -> str:
    stated, drawn = f"{_letter('stated')}{row}", f"{_letter('drawn')}{row}"
    return f"IF(ISNUMBER({stated}),{stated},IF(ISNUMBER({drawn}),{drawn},{{cell}}))"


def _tasks(tasks: Iterable[TaskRow]) -> EntrySheet:
    rows = [
        (EntryCell(one.title), EntryCell(str(one.label)), EntryCell(one.last.due_on), EntryCell(_said(one)))
        for one in tasks
    ]
    return EntrySheet(
        _("Tasks of the unit"),
        _("Tasks of the unit in this period"),
        _("For reading alone: nothing that is changed here is taken."),
        (
            EntryColumn(_("Task of the unit"), 70),
            EntryColumn(_("How it stands"), 22),
            EntryColumn(_("Reported by"), 14),
            EntryColumn(_("What was reported last"), 60),
        ),
        tuple(rows),
    )


def _said(task: TaskRow) -> str:
    return task.last.standing.text if task.last.standing else ""


def _columns(columns: tuple[Column, ...]) -> tuple[EntryColumn, ...]:
    return tuple(EntryColumn(str(one.heading), one.width) for one in with_marks(columns))


def _letter(name: str) -> str:
    return column_letters(next(at for at, one in enumerate(FIGURE_COLUMNS, start=1) if one.name == name))
