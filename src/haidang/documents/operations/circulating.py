"""Papers that agencies are to read and make known: sent, recalled, opened, confirmed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency, Post
from haidang.documents.enums import ReadingState
from haidang.documents.errors import CirculationRecalled, NoRecipients, PaperNotRead, ReceiptChanged
from haidang.documents.models import Circulation, Document, Receipt
from haidang.foundation.operations import put_notice, record_event


@transaction.atomic
def circulate_document(
    *,
    document: Document,
    agencies: Sequence[Agency],
    token: UUID,
    circulated_by: Any,
    note: str = "",
    until: date | None = None,
) -> Circulation:
    """Send a paper to agencies, and tell the focal persons who can answer for them.

    This function will return the circulation that a `token` made before. Raises NoRecipients or PaperNotRead.
    """
    if sent := Circulation.objects.filter(token=token, document=document).first():
        return sent
    if not agencies:
        raise NoRecipients
    if not document.readings.filter(state=ReadingState.READ).exists():
        raise PaperNotRead
    circulation = Circulation.objects.create(
        document=document, note=note, until=until, token=token, circulated_by=circulated_by
    )
    Receipt.objects.bulk_create(Receipt(circulation=circulation, agency=agency) for agency in agencies)
    facts = {"units": len(agencies), "note": note, "until": until}
    record_event(actor=circulated_by, act="documents.circulate_document", subject=document, after=facts)
    _tell_focal_persons(circulation)
    return circulation


@transaction.atomic
def recall_circulation(*, circulation: Circulation, recalled_by: Any, at: datetime) -> Circulation:
    """This function will recall a paper: nobody has to read it any more. A second recall changes nothing."""
    rows = Circulation.objects.under_way().filter(pk=circulation.pk)
    if rows.update(recalled_at=at):
        record_event(actor=recalled_by, act="documents.recall_circulation", subject=circulation.document)
    circulation.refresh_from_db()
    return circulation


@transaction.atomic
def open_receipt(*, receipt: Receipt, opened_by: Any, at: datetime) -> Receipt:
    """This function will keep who of an agency opened a paper first, and when; later openings change nothing."""
    rows = Receipt.objects.filter(pk=receipt.pk, opened_at=None)
    if rows.update(opened_at=at, opened_by=opened_by):
        _record("documents.open_receipt", receipt, opened_by)
    receipt.refresh_from_db(fields=["opened_at", "opened_by"])
    return receipt


@transaction.atomic
def confirm_receipt(
    *, receipt: Receipt, version: int, staff_informed: int | None, confirmed_by: Any, at: datetime
) -> Receipt:
    """Say that an agency read a paper and made it known, or correct to how many of its staff.

    The day of the first confirmation stays. This function will raise CirculationRecalled or ReceiptChanged; the
    same answer sent twice is one.
    """
    if not Circulation.objects.under_way().filter(pk=receipt.circulation_id).exists():
        raise CirculationRecalled
    if not Receipt.objects.filter(pk=receipt.pk, version=version).update(version=version + 1):
        return _same_answer(receipt, staff_informed)
    receipt.refresh_from_db()
    before = {"staff_informed": receipt.staff_informed}
    if receipt.informed_at is None:
        receipt.informed_at, receipt.informed_by = at, confirmed_by
    if receipt.opened_at is None:
        receipt.opened_at, receipt.opened_by = at, confirmed_by
    receipt.staff_informed = staff_informed
    receipt.save()
    _record(
        "documents.confirm_receipt",
        receipt,
        confirmed_by,
        before=before,
        after={"staff_informed": staff_informed},
    )
    return receipt


def _same_answer(receipt: Receipt, staff_informed: int | None) -> Receipt:
    receipt.refresh_from_db()
    if receipt.informed_at is None or receipt.staff_informed != staff_informed:
        raise ReceiptChanged
    return receipt


def _tell_focal_persons(circulation: Circulation) -> None:
    """The notice names no word of the paper: a paper that turns out secret leaves nothing behind."""
    receipts = dict(circulation.receipts.values_list("agency_id", "pk"))
    today = timezone.localdate(circulation.circulated_at)
    focal = Post.objects.held_on(today).filter(
        role=Role.FOCAL, agency__in=list(receipts), account__is_active=True
    )
    for post in focal.select_related("account").order_by("id"):
        receipt = receipts[post.agency_id]
        put_notice(
            to=post.account,
            kind="documents.circulation",
            title=_("A paper was sent to your agency to be read and made known"),
            text="",
            address=reverse("documents:receipt", args=[receipt]),
            key=f"documents.receipt:{receipt}",
        )


def _record(act: str, receipt: Receipt, by: Any, **facts: Any) -> None:
    after = {"agency": receipt.agency.name} | facts.pop("after", {})
    record_event(actor=by, act=act, subject=receipt.circulation.document, after=after, **facts)
