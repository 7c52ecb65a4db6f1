"""Hands papers that wait to be confirmed over when a reorganisation says so, and gives them back."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy

from haidang.agencies.registry import Carrying, Memo, OpenWork, RowGiven
from haidang.documents.models import Receipt
from haidang.documents.queries.receipt_handover import receipt_hindrances, waiting_rows
from haidang.foundation.operations import record_event

RECEIPTS = "receipts"


def papers_to_confirm() -> OpenWork:
    """This function will return how a reorganisation finds, hands over and gives back papers not yet confirmed."""
    return OpenWork(
        kind=RECEIPTS,
        label=gettext_lazy("Papers it has to make known"),
        model="documents.receipt",
        rows_held=waiting_rows,
        hand_over=hand_receipts_over,
        hindrances=receipt_hindrances,
        give_back=give_receipts_back,
    )


def hand_receipts_over(rows: list[RowGiven], act: Carrying) -> dict[int, Memo]:
    """Give papers that wait to who takes them over; what was read and made known is not among them.

    A body that was sent the same paper itself answers for both: the receipt that comes to it is merged into its own.
    """
    takers = {row.key: row.taker for row in rows if row.taker}
    held = Receipt.objects.filter(pk__in=takers).select_related("agency", "circulation__document")
    return {one.pk: _give(one, takers[one.pk], act) for one in held.order_by("id")}


def give_receipts_back(memos: Mapping[int, Memo], by: Any) -> None:
    """This function will give papers back to who had to confirm them before; the log keeps both."""
    moved = Receipt.objects.filter(pk__in=list(memos)).select_related("circulation__document")
    for one in moved.order_by("-id"):
        memo = memos[one.pk]
        if "own" in memo:
            Receipt.objects.filter(pk=memo["own"]).update(merged_into=memo["own_merged_into"])
        Receipt.objects.filter(pk=one.pk).update(
            agency=memo["before"], merged_into=None, version=F("version") + 1
        )
        one.refresh_from_db(fields=["agency"])
        _record("documents.give_receipt_back", one, by, after={"agency": one.agency.name})


def _give(receipt: Receipt, taker: Any, act: Carrying) -> Memo:
    own = Receipt.objects.filter(circulation=receipt.circulation_id, agency=taker).first()
    facts = {"before": {"agency": receipt.agency.name}, "after": {"agency": taker.name}}
    memo: Memo = {"made": [receipt.pk], "before": receipt.agency_id, "state": str(receipt.version + 1)}
    if own:
        memo |= {"own": own.pk, "own_merged_into": own.merged_into_id}
        Receipt.objects.filter(pk=own.pk).update(merged_into=None)
    changed = {"merged_into": own} if own else {"agency": taker}
    Receipt.objects.filter(pk=receipt.pk).update(**changed, version=F("version") + 1)
    _record("documents.move_receipt", receipt, act.by, **facts)
    return memo


def _record(act: str, receipt: Receipt, by: Any, **facts: Any) -> None:
    record_event(actor=by, act=act, subject=receipt.circulation.document, **facts)
