"""Two entries of the register that are one body: looked at, merged, taken apart again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from haidang.agencies import operations, queries, rules
from haidang.agencies.errors import AgenciesError, UndoHindered
from haidang.agencies.forms.reorganising import SameBodyForm, UndoForm
from haidang.agencies.models import Agency, DuplicateEntry

MERGE = "merge"


def merge_duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show what stands on both entries first, and merge them when that was agreed to."""
    _require_right(request)
    entry = get_object_or_404(Agency.objects.without_tree_fields(), pk=pk)
    form = SameBodyForm(request.POST or None)
    shown: dict[str, Any] = {"section": "agencies", "entry": entry, "form": form}
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data["kept"]
        try:
            if request.POST.get("step") == MERGE:
                operations.merge_duplicate(
                    duplicate=entry,
                    kept=kept,
                    reason=form.cleaned_data["reason"],
                    merged_by=request.user,
                )
                messages.success(request, _("The two entries are one from now on."))
                return redirect("agencies:agency", pk=kept.pk)
            shown |= _preview(entry, kept)
        except AgenciesError as refused:
            form.add_error(None, refused.message)
    return render(request, "agencies/merge_duplicate.html", shown)


def undo_duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    _require_right(request)
    merger = get_object_or_404(DuplicateEntry.objects.select_related("duplicate", "kept"), pk=pk)
    form = UndoForm(request.POST or None)
    hindrances = [] if merger.undone_at else queries.merger_hindrances(merger)
    if request.method == "POST" and form.is_valid():
        try:
            operations.undo_duplicate(
                merger=merger, reason=form.cleaned_data["reason"], undone_by=request.user
            )
        except UndoHindered as hindered:
            hindrances = list(hindered.hindrances)
        else:
            messages.success(request, _("The two entries are apart again; both acts stay on record."))
            return redirect("agencies:agency", pk=merger.duplicate_id)
    shown = {"section": "agencies", "merger": merger, "form": form, "hindrances": hindrances}
    return render(request, "agencies/undo_duplicate.html", shown)


def _preview(entry: Agency, kept: Agency) -> dict[str, Any]:
    queries.check_same_body(entry, kept)
    return {"kept": kept, "uses": queries.uses_of_entry(entry), "kept_uses": queries.uses_of_entry(kept)}


def _require_right(request: HttpRequest) -> None:
    if not rules.may_reorganise(request.user):
        raise Http404
