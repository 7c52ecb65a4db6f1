"""Imports of tables: a workbook is held until its sender decides, then taken over in one transaction."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction

from haidang.foundation.enums import ImportState
from haidang.foundation.errors import ImportChanged, ImportNotClean, ImportSettled
from haidang.foundation.models import TableImport
from haidang.foundation.operations.log import forget_entries, record_event

MOST_CHARACTERS_OF_FILE_NAME = 255


@transaction.atomic
def hold_import(
    *, table: str, subject: str, file_name: str, sheets: Sequence[dict[str, Any]], sent_by: Any
) -> TableImport:
    """This function will keep the cells of a workbook until its sender decides; the sender's older one is dropped."""
    open_ones = TableImport.objects.filter(
        table=table, subject=subject, sent_by=sent_by, state=ImportState.OPEN
    )
    open_ones.update(state=ImportState.DROPPED, sheets=[])
    return TableImport.objects.create(
        table=table,
        subject=subject,
        file_name=file_name[:MOST_CHARACTERS_OF_FILE_NAME],
        sheets=list(sheets),
        sent_by=sent_by,
    )


@transaction.atomic
def apply_import(
    *,
    held: TableImport,
    seen: str,
    takes_good_rows: bool,
    plan: Callable[[], Any],
    save: Callable[[Any], None],
    applied_by: Any,
) -> Any:
    """Take over a held workbook: plan it anew, and save its good rows in one transaction.

    Two people who take over the same table at once do so one after the other, so that the second sees what the first
    has saved. This function will raise ImportSettled for one decided before, ImportChanged when the plan is no longer
    the one `seen` (its fingerprint), ImportNotClean when some rows are bad and the person has not said to leave them.
    """
    _wait_for_others(held)
    if not TableImport.objects.filter(pk=held.pk, state=ImportState.OPEN).update(state=ImportState.APPLIED):
        raise ImportSettled
    now = plan()
    if now.fingerprint != seen:
        raise ImportChanged
    if now.bad and not takes_good_rows:
        raise ImportNotClean
    save(now.good)
    held.state, held.sheets = ImportState.APPLIED, []
    held.outcome = {"saved": len(now.good), "left": len(now.bad)}
    held.save(update_fields=["state", "sheets", "outcome"])
    record_event(
        actor=applied_by,
        act="foundation.import_table",
        subject=held,
        after={"table": held.table, **held.outcome},
    )
    return now


def _wait_for_others(held: TableImport) -> None:
    """Lock every open import of the table, always in the same order: whoever comes second waits for the first."""
    open_ones = TableImport.objects.filter(table=held.table, subject=held.subject, state=ImportState.OPEN)
    list(open_ones.select_for_update().order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def forget_imports(*, tables: str, subject: str) -> None:
    """This function will delete the imports of some tables (by the beginning of their name) of a purged subject."""
    held = TableImport.objects.filter(table__startswith=tables, subject=subject)
    forget_entries(TableImport, list(held.values_list("pk", flat=True)))
    held.delete()


@transaction.atomic
def drop_import(*, held: TableImport) -> None:
    """This function will forget a held workbook; a second time changes nothing."""
    TableImport.objects.filter(pk=held.pk, state=ImportState.OPEN).update(
        state=ImportState.DROPPED, sheets=[]
    )
