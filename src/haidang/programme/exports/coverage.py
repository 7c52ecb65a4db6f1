"""Coverage as a workbook: points against every plan below, and what is missing, to be chased."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from haidang.engines.vietnamese.dates import written_day
from haidang.programme.exports.xlsx import TEXT_ONLY, write_sheet
from haidang.programme.models import ProgrammeLink
from haidang.programme.queries.coverage import Coverage, point_rows
from haidang.programme.queries.coverage_gaps import GapFilter, GapRow, coverage_gaps

PLAN_WIDTH = 16


def coverage_workbook(coverage: Coverage, asked: GapFilter) -> bytes:
    """This function will write both sheets; shares are written n/d as on the screen."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, TEXT_ONLY) as book:
        write_sheet(book, _("Missing"), _title(coverage), **_missing(coverage_gaps(coverage, asked)))
        write_sheet(book, _("Coverage"), _title(coverage), **_matrix(coverage, coverage.plans))
    return buffer.getvalue()


def _title(coverage: Coverage) -> str:
    day = written_day(coverage.on)
    shares = [
        _("points with a task: %(share)s") % {"share": coverage.tops},
        *(
            _("units with a plan on %(day)s: %(share)s")
            % {"day": written_day(one.day), "share": one.complete}
            for round_ in coverage.rounds
            for one in round_.in_order
        ),
    ]
    return f"{coverage.programme.title} ({day}; {'; '.join(shares)})"


def _missing(rows: Sequence[GapRow]) -> dict:
    columns = (
        _("What is missing"),
        _("No."),
        _("Content"),
        _("Unit"),
        _("Plan of the unit"),
        _("Plan due on"),
    )
    return {
        "columns": columns,
        "rows": [
            (
                str(row.kind.label),
                row.label,
                row.title,
                "; ".join(unit.name for unit in row.units),
                str(row.plan.document) if row.plan else "",
                written_day(row.due_on) if row.due_on else "",
            )
            for row in rows
        ],
        "widths": (30, 8, 70, 36, 24, 14),
    }


def _matrix(coverage: Coverage, plans: Sequence[ProgrammeLink]) -> dict:
    names = [one.below.owner.name if one.below.owner else str(one.below.document) for one in plans]
    return {
        "columns": (_("No."), _("Content"), _("Units with a task"), *names),
        "rows": [
            (
                row.point.label,
                row.point.item.title,
                str(row.share),
                *(cell.confirmed or (_("missing") if cell.is_missing else "") for cell in row.cells),
            )
            for row in point_rows(coverage, plans)
        ],
        "widths": (8, 70, 14, *[PLAN_WIDTH] * len(plans)),
    }
