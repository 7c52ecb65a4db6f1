"""Tasks and budget of a programme as workbooks: taken along, and taken over when they come back."""

from collections.abc import Callable, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from haidang.agencies.errors import AgenciesError
from haidang.agencies.rules import may_adopt_programme
from haidang.foundation.tables.plan import RowPlan, SheetTable
from haidang.foundation.views.tables import TableWay, import_page, table_download
from haidang.programme.errors import ProgrammeError
from haidang.programme.models import Programme
from haidang.programme.operations import table_rows
from haidang.programme.queries import programmes
from haidang.programme.queries.budget_totals import entries_open_to
from haidang.programme.tables.budget import budget_entry_table
from haidang.programme.tables.tasks import task_names, task_table

Save = Callable[[Sequence[RowPlan]], None]


@require_safe
def export_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    programme = _programme(request, pk)
    return table_download(task_table(programme, on=timezone.localdate()), f"nhiem-vu-{pk}")


@require_safe
def export_budget(request: HttpRequest, pk: int) -> HttpResponse:
    return table_download(_budget_table(request, _programme(request, pk)), f"kinh-phi-{pk}")


def import_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    programme, today = _programme_to_change(request, pk), timezone.localdate()

    def save(rows: Sequence[RowPlan]) -> None:
        names = task_names(programme, on=today)
        table_rows.import_tasks(
            programme=programme,
            rows=[(row.key, row.values) for row in rows],
            body_named=names.bodies.named,
            group_named=names.groups.named,
            on=today,
            imported_by=request.user,
        )

    way = _way("tasks", programme, lambda _codes: task_table(programme, on=today), save)
    return import_page(request, way)


def import_budget(request: HttpRequest, pk: int) -> HttpResponse:
    programme = _programme_to_change(request, pk)

    def save(rows: Sequence[RowPlan]) -> None:
        table_rows.import_budget(
            programme=programme,
            rows=[(row.key, row.values) for row in rows],
            on=timezone.localdate(),
            imported_by=request.user,
        )

    return import_page(
        request, _way("budget", programme, lambda _codes: _budget_table(request, programme), save)
    )


def _way(
    name: str, programme: Programme, table: Callable[[frozenset[str]], SheetTable], save: Save
) -> TableWay:
    pages = {
        "tasks": ("programme:page", "programme:export_task_table"),
        "budget": ("programme:budget", "programme:export_budget_table"),
    }
    back, export = pages[name]
    return TableWay(
        name=f"programme.{name}",
        subject=str(programme.pk),
        section="programme",
        back=reverse(back, args=[programme.pk]),
        export=reverse(export, args=[programme.pk]),
        table=table,
        save=save,
        refusals=(ProgrammeError, AgenciesError),
    )


def _budget_table(request: HttpRequest, programme: Programme) -> SheetTable:
    return budget_entry_table(programme, entries_open_to(request.user), on=timezone.localdate())


def _programme(request: HttpRequest, pk: int) -> Programme:
    return get_object_or_404(programmes.programmes_open_to(request.user), pk=pk)


def _programme_to_change(request: HttpRequest, pk: int) -> Programme:
    if not may_adopt_programme(request.user):
        raise Http404
    return _programme(request, pk)
