"""What a workbook says of a unit's report is taken over into the draft that the unit writes on screen."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from haidang.agencies.models import Account
from haidang.foundation.models import TableImport
from haidang.foundation.operations import apply_import, hold_import, record_event
from haidang.regimes.operations.filling import keep_places, open_draft
from haidang.regimes.queries.given import SectionGiven, StatedFigure
from haidang.regimes.queries.report_ways import FILLED_IN
from haidang.regimes.queries.workbooks import WORKBOOKS
from haidang.reports.models import Obligation


@transaction.atomic
def hold_workbook(
    *, obligation: Obligation, file_name: str, sheets: Sequence[dict[str, Any]], sent_by: Account
) -> TableImport:
    """This function will keep the cells of a workbook until its person decides, with the draft begun it will go to.

    What the person is shown is then compared with the very draft that it changes.
    """
    open_draft(obligation=obligation, author=sent_by)
    return hold_import(
        table=WORKBOOKS, subject=str(obligation.pk), file_name=file_name, sheets=sheets, sent_by=sent_by
    )


@transaction.atomic
def take_workbook(
    *,
    obligation: Obligation,
    held: TableImport,
    seen: str,
    plan: Callable[[], Any],
    taken_by: Account,
    at: datetime,
) -> Any:
    """Take a held workbook over into the draft, all of it or nothing, as its person was shown (`seen`).

    The marks of what it leaves are kept with it, so that the same file, corrected and sent again, is not held for
    somebody else's work. This function will raise what `apply_import`, `keep_narrative` and `keep_figure` raise.
    """

    def save(rows: Sequence[Any]) -> None:
        given = [row.given for row in rows]
        draft = keep_places(obligation=obligation, given=given, written_by=taken_by, at=at)
        record_event(
            actor=taken_by,
            act="regimes.take_workbook",
            subject=obligation,
            after={"rows": len(given), FILLED_IN: draft.pk},
        )

    done = apply_import(
        held=held, seen=seen, takes_good_rows=False, plan=plan, save=save, applied_by=taken_by
    )
    held.outcome |= {"marks": {row.key: row.mark for row in done.good}}
    held.save(update_fields=["outcome"])
    return done


@transaction.atomic
def take_from_paper(
    *, obligation: Obligation, given: Sequence[SectionGiven | StatedFigure], taken_by: Account, at: datetime
) -> None:
    """Take over into the draft what a person ticked of an existing paper, all of it or nothing.

    This function will raise what `keep_narrative` and `keep_figure` raise.
    """
    draft = keep_places(obligation=obligation, given=given, written_by=taken_by, at=at)
    record_event(
        actor=taken_by,
        act="regimes.take_from_paper",
        subject=obligation,
        after={"rows": len(given), FILLED_IN: draft.pk},
    )
