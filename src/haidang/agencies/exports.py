"""The directory of people as a file to take along."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from haidang.agencies.enums import SeatKind
from haidang.agencies.queries import SeatRow
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.exports import ListColumn, list_workbook


def directory_workbook(rows: Sequence[SeatRow], *, on: date, with_contacts: bool) -> bytes:
    """This function will write the directory of a day; columns of contact only for those who may see contacts."""
    columns = [
        ListColumn(_("Full name"), 28),
        ListColumn(_("Seat"), 22),
        ListColumn(_("Position there"), 26),
        ListColumn(_("Agency"), 44),
        ListColumn(_("Since"), 12),
        ListColumn(_("Paper or consent"), 34),
    ]
    if with_contacts:
        columns += [ListColumn(_("Office telephone"), 18), ListColumn(_("Office e-mail"), 30)]
    title = _("Directory on %(day)s") % {"day": written_day(on)}
    return list_workbook(title, columns, [_cells(row, with_contacts) for row in rows], on=on)


def _cells(row: SeatRow, with_contacts: bool) -> list[str]:
    seat = row.seat
    kind = str(seat.get_kind_display())
    if seat.kind == SeatKind.STEERING:
        kind = f"{kind}: {seat.get_place_display()}"
    name = seat.person.full_name if seat.person else _("not named yet")
    cells = [name, kind, seat.title, seat.agency.name, written_day(seat.valid_from), seat.source]
    return [*cells, row.phone, row.email] if with_contacts else cells
