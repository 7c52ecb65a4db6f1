"""Who has read a paper that was sent to agencies, as a file to take along."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.documents.models import Circulation, Receipt
from haidang.engines.vietnamese.dates import written_moment
from haidang.foundation.exports import ListColumn, list_workbook


def receipts_workbook(circulation: Circulation, receipts: list[Receipt], *, on: date) -> bytes:
    """This function will write what each agency did with a paper, those that have not read it first."""
    columns = [
        ListColumn(_("Agency"), 50),
        ListColumn(_("Opened"), 18),
        ListColumn(_("Read and made known"), 18),
        ListColumn(_("Answered by"), 28),
        ListColumn(_("Staff informed"), 14),
    ]
    return list_workbook(str(circulation.document), columns, [_cells(one) for one in receipts], on=on)


def _cells(receipt: Receipt) -> list[object]:
    return [
        receipt.agency.name,
        _moment(receipt.opened_at),
        _moment(receipt.informed_at),
        str(receipt.informed_by or ""),
        receipt.staff_informed if receipt.staff_informed is not None else "",
    ]


def _moment(at: datetime | None) -> str:
    return written_moment(timezone.localtime(at)) if at else ""
