"""Two programmes side by side as a workbook."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from haidang.programme.enums import FIELD_WORDS
from haidang.programme.exports.xlsx import TEXT_ONLY, write_sheet
from haidang.programme.queries.comparison import Comparison, ComparisonRow
from haidang.programme.queries.difference_sides import Side


def comparison_workbook(comparison: Comparison, rows: Sequence[ComparisonRow]) -> bytes:
    """This function will write one row for each item, with what changed in words."""
    buffer = BytesIO()
    columns = (
        _("State"),
        _("No."),
        str(comparison.old.document),
        _("No."),
        str(comparison.new.document),
        _("What has changed"),
        _("Alike, of 100"),
    )
    with xlsxwriter.Workbook(buffer, TEXT_ONLY) as book:
        write_sheet(
            book,
            _("Comparison of plans"),
            f"{comparison.old.title} / {comparison.new.title}",
            columns=columns,
            rows=[_row(one) for one in rows],
            widths=(14, 8, 50, 8, 50, 60, 10),
        )
    return buffer.getvalue()


def _row(row: ComparisonRow) -> tuple:
    said = "\n".join(f"{FIELD_WORDS.get(one.name, one.name)}: {one.old} → {one.new}" for one in row.fields)
    return (
        str(row.state.label),
        *_side(row.old),
        *_side(row.new),
        said,
        row.likeness if row.likeness is not None else "",
    )


def _side(side: Side | None) -> tuple[str, str]:
    return (side.label, side.row.title) if side else ("", "")
