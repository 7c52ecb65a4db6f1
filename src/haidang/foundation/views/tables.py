"""The page on which a workbook is taken over: sent, looked at row by row, saved or dropped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from haidang.foundation import errors, operations
from haidang.foundation.counts import ShownCount
from haidang.foundation.enums import ImportState
from haidang.foundation.forms import DecisionForm, UploadTableForm
from haidang.foundation.models import TableImport
from haidang.foundation.tables.finding import SheetRefused, row_codes
from haidang.foundation.tables.plan import (
    ADDED,
    CHANGED,
    KEY,
    OUTDATED,
    REFUSED,
    UNCHANGED,
    ImportPlan,
    RowPlan,
    SheetTable,
    plan_import,
)
from haidang.foundation.tables.workbook import (
    XLSX,
    kept_sheets,
    read_upload,
    sheets_as_kept,
    table_workbook,
)

MOST_ROWS_TOLD = 200  # of one kind of row on the page of an import; the others are counted


@dataclass(frozen=True, slots=True)
class TableWay:
    """How one table is taken over: what it is called in the log and of what it is, its rows now, how rows are saved.

    `table` is given the codes of the rows that a file names, none where no file is there yet. `back` is the address
    of the page that shows the table, `export` the one of its workbook. `refusals` are the
    errors with which saving a row may still refuse; their `message` is told and nothing is saved.
    """

    name: str
    subject: str
    section: str
    back: str
    export: str
    table: Callable[[frozenset[str]], SheetTable]
    save: Callable[[Sequence[RowPlan]], None]
    refusals: tuple[type[Exception], ...] = ()


def table_download(table: SheetTable, name: str) -> HttpResponse:
    """This function will answer with a table as a workbook."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(table_workbook(table), content_type=XLSX, headers=headers)


def import_page(request: HttpRequest, way: TableWay) -> HttpResponse:
    """This function will take a workbook, show what it would do, and save that when the person says so."""
    if request.method == "POST" and "lan" in request.POST:
        return _settle_import(request, way)
    form = UploadTableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        held = _hold_upload(request, way, form)
        if held:
            return redirect(f"{request.path}?lan={held.pk}")
    held = _held_import(request, way, request.GET.get("lan", ""))
    if held is None:
        return _import_page(request, way, way.table(frozenset()).title, {"form": form})
    return _plan_page(request, way, held)


def _hold_upload(request: HttpRequest, way: TableWay, form: UploadTableForm) -> TableImport | None:
    upload = form.cleaned_data["file"]
    try:
        sheets = read_upload(upload)
        plan_import(_table_for(way, sheets), sheets)
    except SheetRefused as refused:
        form.add_error("file", refused.message)
        return None
    return operations.hold_import(
        table=way.name,
        subject=way.subject,
        file_name=upload.name,
        sheets=sheets_as_kept(sheets),
        sent_by=request.user,
    )


def _held_import(request: HttpRequest, way: TableWay, key: str) -> TableImport | None:
    if not key.isdecimal() or len(key) > 18:
        return None
    held = TableImport.objects.filter(
        pk=int(key), table=way.name, subject=way.subject, sent_by=request.user.pk, state=ImportState.OPEN
    )
    return held.first()


def _settle_import(request: HttpRequest, way: TableWay) -> HttpResponse:
    held = _held_import(request, way, request.POST["lan"])
    if held is None:
        messages.warning(request, errors.ImportSettled().message)
        return redirect(way.back)
    if "drop" in request.POST:
        operations.drop_import(held=held)
        messages.success(request, _("The file was dropped; nothing was saved."))
        return redirect(way.back)
    form = DecisionForm(request.POST)
    form.is_valid()
    refusing: tuple[type[Exception], ...] = (errors.FoundationError, *way.refusals)
    try:
        done = operations.apply_import(
            held=held,
            seen=form.cleaned_data.get("seen", ""),
            takes_good_rows=bool(form.cleaned_data.get("takes_good_rows")),
            plan=lambda: _plan_of(way, held),
            save=way.save,
            applied_by=request.user,
        )
    except refusing as refused:
        return _plan_page(request, way, held, str(getattr(refused, "message", refused)))
    messages.success(request, _told_outcome(done))
    return redirect(way.back)


def _told_outcome(done: ImportPlan) -> str:
    return gettext(
        "New rows: %(added)s. Changed: %(changed)s. As they were: %(same)s. Left out: %(bad)s."
    ) % {
        "added": ShownCount(len(done.of_kind(ADDED))),
        "changed": ShownCount(len(done.of_kind(CHANGED))),
        "same": ShownCount(len(done.of_kind(UNCHANGED))),
        "bad": ShownCount(len(done.bad)),
    }


def _plan_of(way: TableWay, held: TableImport) -> ImportPlan:
    sheets = kept_sheets(held.sheets)
    return plan_import(_table_for(way, sheets), sheets)


def _table_for(way: TableWay, sheets: Sequence[Any]) -> SheetTable:
    return way.table(row_codes(sheets, KEY))


def _plan_page(request: HttpRequest, way: TableWay, held: TableImport, refusal: str = "") -> HttpResponse:
    sheets = kept_sheets(held.sheets)
    table = _table_for(way, sheets)
    plan = plan_import(table, sheets)
    shown = {
        "held": held,
        "plan": plan,
        "refusal": refusal,
        "decision": DecisionForm(initial={"lan": held.pk, "seen": plan.fingerprint}),
        "parts": [
            {
                "title": title,
                "count": len(rows),
                "rows": rows[:MOST_ROWS_TOLD],
                "more": len(rows) - MOST_ROWS_TOLD,
            }
            for kind, title in _PARTS
            if (rows := plan.of_kind(kind))
        ],
        "same": len(plan.of_kind(UNCHANGED)),
    }
    return _import_page(request, way, table.title, shown)


_PARTS = (
    (REFUSED, _("Rows that cannot be taken")),
    (OUTDATED, _("Rows that somebody changed meanwhile")),
    (CHANGED, _("Rows that change")),
    (ADDED, _("New rows")),
)


def _import_page(request: HttpRequest, way: TableWay, title: str, shown: dict[str, Any]) -> HttpResponse:
    context = {"section": way.section, "title": title, "back": way.back, "export": way.export}
    return render(request, "foundation/table_import.html", context | shown)
