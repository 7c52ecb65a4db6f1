"""Papers that agencies are to read: sending, following, and the unit's own page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies.rules import may_circulate_papers, may_follow_circulations, may_see_programmes
from haidang.documents.errors import DocumentsError
from haidang.documents.exports import receipts_workbook
from haidang.documents.forms.circulation import CirculationForm, ReceiptForm
from haidang.documents.models import Circulation, Document, Receipt
from haidang.documents.operations import circulating
from haidang.documents.queries import circulations, papers
from haidang.documents.views.access import open_to
from haidang.foundation.views import page_of_rows, page_or_part

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@open_to(may_circulate_papers)
def circulate(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is meant is shown before the paper goes out."""
    document = get_object_or_404(papers.documents_open_to(request.user), pk=pk)
    today = timezone.localdate()
    form = CirculationForm(request.POST or None, on=today)
    shown: dict[str, Any] = {"section": "documents", "document": document, "form": form}
    if request.method == "POST" and form.is_valid():
        agencies = form.chosen_agencies()
        if "preview" in request.POST:
            return render(request, "documents/circulate.html", shown | {"meant": agencies})
        sent = _sent(request, document, form, agencies)
        if sent:
            return redirect("documents:circulation", pk=sent.pk)
    return render(request, "documents/circulate.html", shown)


def _sent(request: HttpRequest, document: Document, form: CirculationForm, agencies: list) -> Any:
    given = form.cleaned_data
    try:
        sent = circulating.circulate_document(
            document=document,
            agencies=agencies,
            token=given["token"],
            note=given["note"],
            until=given["until"],
            circulated_by=request.user,
        )
    except DocumentsError as refused:
        form.add_error(None, refused.message)
        return None
    messages.success(request, _("The paper is with the agencies; you see here who has read it."))
    return sent


@require_safe
@open_to(may_follow_circulations)
def circulation_list(request: HttpRequest) -> HttpResponse:
    page = page_of_rows(request, circulations.circulations_open_to(request.user))
    shares = circulations.circulation_shares(page.object_list, on=timezone.localdate())
    shown = {"section": "documents", "page": page, "shares": shares, "today": timezone.localdate()}
    return render(request, "documents/circulations.html", shown)


@require_safe
@open_to(may_follow_circulations)
def circulation_page(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    rows = circulations.circulations_open_to(request.user).filter(pk=pk)
    circulation = get_object_or_404(rows)
    is_missing_only = request.GET.get("loc") == "chua"
    receipts = circulations.receipts_of(circulation, on=today, is_missing_only=is_missing_only)
    shown = {
        "section": "documents",
        "circulation": circulation,
        "share": circulations.circulation_shares(rows, on=today)[0],
        "page": page_of_rows(request, receipts),
        "is_missing_only": is_missing_only,
        "may_recall": may_circulate_papers(request.user) and circulation.recalled_at is None,
        "today": today,
    }
    return render(request, page_or_part(request, "documents/circulation.html", "rows"), shown)


@require_safe
@open_to(may_follow_circulations)
def export_receipts(request: HttpRequest, pk: int) -> HttpResponse:
    circulation = get_object_or_404(circulations.circulations_open_to(request.user), pk=pk)
    is_missing_only = request.GET.get("loc") == "chua"
    today = timezone.localdate()
    rows = circulations.receipts_of(circulation, on=today, is_missing_only=is_missing_only)
    return HttpResponse(
        receipts_workbook(circulation, list(rows), on=today),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="pho-bien-{circulation.pk}.xlsx"'},
    )


@require_POST
@open_to(may_circulate_papers)
def recall_circulation(request: HttpRequest, pk: int) -> HttpResponse:
    circulation = get_object_or_404(Circulation.objects.select_related("document"), pk=pk)
    circulating.recall_circulation(circulation=circulation, recalled_by=request.user, at=timezone.now())
    messages.success(request, _("The paper is recalled: it waits for nobody any more."))
    return redirect("documents:circulation", pk=pk)


@open_to(may_see_programmes)
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit's page of a paper sent to it: opening it is kept, and one press says that it was made known."""
    own = get_object_or_404(circulations.receipts_answered_by(request.user), pk=pk)
    form = ReceiptForm(request.POST or None, initial=_answer(own))
    if request.method == "POST" and form.is_valid() and _is_confirmed(request, own, form):
        messages.success(request, _("Kept: your agency has read the paper and made it known."))
        return redirect("documents:receipt", pk=pk)
    if request.method == "GET" and own.circulation.recalled_at is None:
        circulating.open_receipt(receipt=own, opened_by=request.user, at=timezone.now())
    shown = {"section": "desk", "receipt": own, "circulation": own.circulation, "form": form}
    shown["document"] = get_object_or_404(
        papers.documents_open_to(request.user), pk=own.circulation.document_id
    )
    return render(request, "documents/receipt.html", shown)


def _answer(own: Receipt) -> dict[str, Any]:
    return {"version": own.version, "staff_informed": own.staff_informed}


def _is_confirmed(request: HttpRequest, own: Receipt, form: ReceiptForm) -> bool:
    try:
        circulating.confirm_receipt(
            receipt=own, confirmed_by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except DocumentsError as refused:
        form.add_error(None, refused.message)
        own.refresh_from_db()
        # The person looks at what stands now and may send the own number over it.
        seen = request.POST.copy()
        seen["version"] = str(own.version)
        form.data = seen
        return False
    return True
