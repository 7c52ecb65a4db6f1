"""The register of laws: what is known of each, entered, corrected and confirmed by officers."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies.rules import may_handle_documents, may_see_programmes
from haidang.documents.errors import DocumentsError
from haidang.documents.forms.laws import LawChangeForm, LawFilterForm
from haidang.documents.models import LawChange
from haidang.documents.operations.laws import (
    LAW_FIELDS,
    add_law_change,
    correct_law_change,
    take_out_law_change,
)
from haidang.documents.queries.laws import law_changes
from haidang.documents.views.access import open_to
from haidang.foundation.views import page_of_rows, page_or_part


@require_safe
@open_to(may_see_programmes)
def laws(request: HttpRequest) -> HttpResponse:
    """This function will list what is known of laws; what has not happened by the day asked for is told apart."""
    form = LawFilterForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    on = date.fromisoformat(asked["ngay"]) if asked.get("ngay") else timezone.localdate()
    rows = law_changes(asked.get("q") or "", is_unverified=bool(asked.get("chua")))
    context = {
        "section": "documents",
        "form": form,
        "on": on,
        "page": page_of_rows(request, rows),
        "may_change": may_handle_documents(request.user),
    }
    return render(request, page_or_part(request, "documents/laws.html", "rows"), context)


@open_to(may_handle_documents)
def add_law(request: HttpRequest) -> HttpResponse:
    """This function will enter what happened to a law; `?so=` fills in the number."""
    initial = {"number": request.GET.get("so", "")[:80], "issued_on": request.GET.get("ngay", "")[:10]}
    form = LawChangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            add_law_change(added_by=request.user, **form.facts())
        except DocumentsError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("What is known of this law is entered."))
            return redirect("documents:laws")
    return render(request, "documents/law_change.html", {"section": "documents", "form": form, "row": None})


@open_to(may_handle_documents)
def correct_law(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will correct or confirm what is known of a law, unless someone else was faster."""
    row = get_object_or_404(LawChange, pk=pk, ended_at=None)
    initial: dict[str, Any] = {name: getattr(row, name) for name in LAW_FIELDS} | {"version": row.version}
    form = LawChangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            correct_law_change(
                row=row,
                version=form.cleaned_data["version"] or 0,
                corrected_by=request.user,
                **form.facts(),
            )
        except DocumentsError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The correction is saved. What was before is in the log."))
            return redirect("documents:laws")
    return render(request, "documents/law_change.html", {"section": "documents", "form": form, "row": row})


@require_POST
@open_to(may_handle_documents)
def take_out_law(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will let something known of a law count no more."""
    row = get_object_or_404(LawChange, pk=pk)
    given = request.POST.get("version", "")
    try:
        take_out_law_change(
            row=row,
            version=int(given) if given.isdecimal() else 0,
            taken_by=request.user,
            at=timezone.localtime(),
        )
    except DocumentsError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("This counts no more; the log keeps it."))
    return redirect("documents:laws")
