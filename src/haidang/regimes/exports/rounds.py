"""A round as files: how every unit stands, and whom to call."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from haidang.agencies.queries import SeatRow
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.exports import ListColumn, list_workbook
from haidang.regimes.models import ReportRound, Section
from haidang.regimes.queries.chases import CallRow
from haidang.regimes.queries.round_page import UnitRow
from haidang.regimes.queries.round_words import cell_words, unit_words


def round_workbook(
    report_round: ReportRound, sections: Sequence[Section], rows: Sequence[UnitRow], *, on: date
) -> bytes:
    """This function will write the units of a round in the order to call them, each section with its state."""
    columns = [
        ListColumn(_("Reporting unit"), 40),
        ListColumn(_("Kind of unit"), 18),
        ListColumn(_("Last day"), 12),
        ListColumn(_("State"), 24),
        ListColumn(_("First sent on"), 14),
        ListColumn(_("Sections filled"), 12),
        *(ListColumn(str(one), 18) for one in sections),
    ]
    title = _("%(round)s: units on %(day)s") % {"round": report_round.title, "day": written_day(on)}
    return list_workbook(title, columns, [_unit_cells(row, len(sections)) for row in rows], on=on)


def call_workbook(report_round: ReportRound, rows: Sequence[CallRow], *, on: date) -> bytes:
    """This function will write whom to call, with the telephones that the rows have."""
    columns = (
        ListColumn(_("Reporting unit"), 40),
        ListColumn(_("What to send"), 18),
        ListColumn(_("Last day"), 12),
        ListColumn(_("Whom to ask for"), 28),
        ListColumn(_("Position there"), 28),
        ListColumn(_("Office telephone"), 18),
    )
    title = _("%(round)s: to be called, %(day)s") % {"round": report_round.title, "day": written_day(on)}
    return list_workbook(title, columns, [cells for row in rows for cells in _call_cells(row)], on=on)


def _unit_cells(row: UnitRow, sections: int) -> tuple[str, ...]:
    owed = row.obligation
    return (
        owed.agency.name,
        str(owed.agency.get_kind_display()),
        written_day(owed.due_on),
        unit_words(row),
        written_day(owed.first_sent_on) if owed.first_sent_on else "",
        f"{row.filled}/{sections}",
        *(cell_words(one.code) for one in row.cells),
    )


def _call_cells(row: CallRow) -> list[tuple[str, ...]]:
    due_on = written_day(row.due_on) if row.due_on else ""
    start = (row.obligation.agency.name, str(row.asked_for.label), due_on)
    if not row.seats:
        return [(*start, _("nobody is named"), "", "")]
    return [(*start, *_seat_cells(one)) for one in row.seats]


def _seat_cells(row: SeatRow) -> tuple[str, str, str]:
    seat = row.seat
    name = seat.person.full_name if seat.person else _("not named yet")
    return name, seat.title or str(seat.get_kind_display()), row.phone
