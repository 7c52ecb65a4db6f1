"""The register of papers, and the page of one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies.rules import may_handle_documents, may_see_programmes
from haidang.documents.errors import PaperCirculated, PaperInUse, RelationToItself
from haidang.documents.forms.papers import DocumentForm, RegisterForm, RelationForm, WithdrawForm
from haidang.documents.models import Document, DocumentRelation
from haidang.documents.operations.describing import PAPER_FIELDS, change_document
from haidang.documents.operations.registering import ask_reading
from haidang.documents.operations.relating import add_relation, remove_relation
from haidang.documents.operations.withdrawing import withdraw_document
from haidang.documents.queries import circulations, papers
from haidang.documents.queries.laws import laws_standing
from haidang.documents.views.access import open_to
from haidang.foundation.queries import events_of
from haidang.foundation.views import page_of_rows, page_or_part

PAGE_SIZES = (20, 50, 100)
ENTRIES_SHOWN = 20


@require_safe
@open_to(may_see_programmes)
def register(request: HttpRequest) -> HttpResponse:
    form = RegisterForm(
        request.GET or None,
        kinds=papers.paper_kinds(request.user),
        issuers=papers.paper_issuers(request.user),
        years=papers.paper_years(request.user),
    )
    wanted = form.cleaned_data if form.is_valid() else {}
    filters = papers.PaperFilters(
        **{name: wanted[name] for name in ("kind", "issuer", "year", "state") if wanted}
    )
    order = request.GET.get("xep", "")
    rows = papers.documents_matching(wanted.get("q", ""), for_user=request.user, filters=filters, order=order)
    size = _page_size(request)
    context = {
        "section": "documents",
        "form": form,
        "page": page_of_rows(request, rows, size),
        "order": order,
        "columns": _columns(order),
        "size": size,
        "page_sizes": PAGE_SIZES,
        "is_narrowed": any(wanted.values()),
        "may_hand_in": may_handle_documents(request.user),
    }
    return render(request, page_or_part(request, "documents/register.html", "rows"), context)


@require_safe
@open_to(may_see_programmes)
def document_page(request: HttpRequest, pk: int) -> HttpResponse:
    if moved := papers.address_of_joined_paper(pk):
        return redirect("documents:document", pk=moved)
    document = get_object_or_404(papers.document_with_readings(request.user), pk=pk)
    return render(request, "documents/document.html", _page_context(request, document))


@open_to(may_handle_documents)
def change_paper(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(papers.documents_open_to(request.user), pk=pk)
    initial = {name: getattr(document, name) for name in PAPER_FIELDS}
    form = DocumentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_document(document=document, changed_by=request.user, **form.cleaned_data)
        messages.success(request, _("The data of the paper are corrected."))
        return redirect("documents:document", pk=pk)
    context = {"section": "documents", "document": document, "form": form}
    return render(request, "documents/change_paper.html", context)


@require_POST
@open_to(may_handle_documents)
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(papers.documents_open_to(request.user).exclude(file=None), pk=pk)
    ask_reading(document=document, asked_by=request.user)
    messages.success(
        request, _("The paper waits to be read again; what was decided stays with the old reading.")
    )
    return redirect("documents:queue")


@open_to(may_handle_documents)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """What goes with the paper is shown before it goes."""
    document = get_object_or_404(papers.documents_open_to(request.user).exclude(file=None), pk=pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = withdraw_document(
                document=document, withdrawn_by=request.user, reason=form.cleaned_data["reason"]
            )
        except (PaperInUse, PaperCirculated) as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The paper is taken out of the register."))
            return redirect("documents:document", pk=kept.pk) if kept else redirect("documents:register")
    context = {"section": "documents", "document": document, "form": form}
    context["parts"] = papers.parts_withdrawn_with(document)
    return render(request, "documents/withdraw.html", context)


@require_POST
@open_to(may_handle_documents)
def relate_paper(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(papers.document_with_readings(request.user), pk=pk)
    form = RelationForm(request.POST, papers=papers.documents_open_to(request.user))
    if form.is_valid():
        try:
            add_relation(
                source=document,
                target=form.cleaned_data["target"],
                kind=form.cleaned_data["kind"],
                lines=form.lines(),
                added_by=request.user,
            )
        except RelationToItself as refused:
            form.add_error("target", refused.message)
        else:
            messages.success(request, _("The relation is written down."))
            return redirect("documents:document", pk=pk)
    context = _page_context(request, document) | {"relation_form": form}
    return render(request, "documents/document.html", context)


@require_POST
@open_to(may_handle_documents)
def unrelate_paper(request: HttpRequest, pk: int) -> HttpResponse:
    open_papers = papers.documents_open_to(request.user).values("pk")
    relation = get_object_or_404(DocumentRelation.objects.filter(source__in=open_papers), pk=pk)
    source = relation.source_id
    remove_relation(relation=relation, removed_by=request.user)
    messages.success(request, _("The relation is taken away."))
    return redirect("documents:document", pk=source)


@require_safe
@open_to(may_see_programmes)
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    document = get_object_or_404(papers.documents_open_to(request.user).exclude(file=None), pk=pk)
    return FileResponse(
        document.file.file.open("rb"),
        as_attachment=True,
        filename=document.file.original_name,
        content_type="application/octet-stream",
        headers={
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )


@dataclass(frozen=True, slots=True)
class SortedColumn:
    """A heading of the register: its words, what its link asks for, and how the table stands now ("" not by it)."""

    label: Any
    asks_for: str
    direction: str


def _columns(order: str) -> list[SortedColumn]:
    labels = {
        "van-ban": _("Paper"),
        "noi-ban-hanh": _("Issued by"),
        "ngay-ban-hanh": _("Day of issue"),
        "ngay-nop": _("Handed in"),
    }
    return [
        SortedColumn(
            label,
            asks_for=f"-{word}" if order == word else word,
            direction={word: "ascending", f"-{word}": "descending"}.get(order, ""),
        )
        for word, label in labels.items()
    ]


def _page_size(request: HttpRequest) -> int:
    asked = request.GET.get("co", "")
    return next((size for size in PAGE_SIZES if str(size) == asked), PAGE_SIZES[0])


def _page_context(request: HttpRequest, document: Document) -> dict[str, Any]:
    may_change = may_handle_documents(request.user)
    choices = papers.documents_open_to(request.user).exclude(pk=document.pk).order_by("-id")
    return {
        "section": "documents",
        "document": document,
        "relations": papers.relations_of(document),
        "citers": papers.citers_of(document),
        "standing": laws_standing([document], on=timezone.localdate())[document.pk],
        "may_change": may_change,
        "circulations": circulations.circulations_of(
            document, for_user=request.user, on=timezone.localdate()
        ),
        "relation_form": RelationForm(papers=choices[: papers.MOST_CHOICES]) if may_change else None,
        "events": events_of(document)[:ENTRIES_SHOWN] if may_change else [],
    }
