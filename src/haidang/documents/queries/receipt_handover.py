"""Which circulated papers bodies have still to confirm when somebody else takes over, and whether it can be undone."""

from collections.abc import Collection, Mapping
from datetime import date

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from haidang.agencies.registry import Memo, OpenRow
from haidang.documents.models import Receipt

_MOST_CHARACTERS = 110


def waiting_rows(agencies: Collection[int], _on: date) -> list[OpenRow]:
    """This function will return the papers that some agencies have not confirmed to have read and made known."""
    waiting = Receipt.objects.waiting().filter(agency__in=agencies)
    return [
        OpenRow(
            key=one.pk,
            holder_id=one.agency_id,
            text=_told(one),
            state=str(one.version),
            words=(one.circulation.document.title, one.circulation.note),
            address=reverse("documents:circulation", args=[one.circulation_id]),
        )
        for one in waiting.select_related("circulation__document").order_by("circulation_id", "id")
    ]


def receipt_hindrances(memos: Mapping[int, Memo]) -> list[str]:
    """This function will tell which papers were confirmed or went on to another body since they were handed over."""
    rows = Receipt.objects.select_related("circulation__document").in_bulk(list(memos))
    return [
        _("“%(paper)s” was confirmed or handed on since.") % {"paper": _told(one)}
        for key, one in sorted(rows.items())
        if str(one.version) != memos[key]["state"]
    ]


def _told(receipt: Receipt) -> str:
    return Truncator(str(receipt.circulation.document)).chars(_MOST_CHARACTERS)
