"""Hands score sheets of schemes not published yet over when a reorganisation says so, and gives them back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy

from haidang.agencies.registry import Carrying, Memo, OpenWork, RowGiven
from haidang.engines.reckoning.calendars import CIVIL
from haidang.foundation.operations import record_event
from haidang.oversight.models import ScoreSheet
from haidang.oversight.queries.handover import sheet_hindrances, sheet_rows
from haidang.oversight.queries.sheets import span_of

SHEETS = "score_sheets"


def sheets_to_judge() -> OpenWork:
    """This function will return how a reorganisation finds, hands over and gives back score sheets."""
    return OpenWork(
        kind=SHEETS,
        label=gettext_lazy("Score sheets of emulation"),
        model="oversight.scoresheet",
        rows_held=sheet_rows,
        hand_over=hand_sheets_over,
        hindrances=sheet_hindrances,
        give_back=give_sheets_back,
        may_end=True,
        follows_duties=False,
    )


def hand_sheets_over(rows: list[RowGiven], act: Carrying) -> dict[int, Memo]:
    """Hand the sheets of bodies that end over, each by the day of the act.

    After the months judged the body is judged as it was, and its heir answers for it. Within them the sheet becomes
    that of the heir, with what was scored so far; a heir that has a sheet already keeps its own, and that of the body
    is judged no more.
    """
    takers = {row.key: row.taker for row in rows}
    sheets = ScoreSheet.objects.filter(pk__in=takers).select_related("scheme", "agency").order_by("id")
    return {one.pk: _hand_over(one, takers[one.pk], act) for one in sheets}


def give_sheets_back(memos: Mapping[int, Memo], by: Any) -> None:
    """This function will let sheets stand as they did before; the log keeps both."""
    for one in ScoreSheet.objects.filter(pk__in=list(memos)).order_by("id"):
        before = memos[one.pk]["before"]
        ScoreSheet.objects.filter(pk=one.pk).update(
            agency=before["agency"], heir=before["heir"], closed_on=None, version=F("version") + 1
        )
        record_event(actor=by, act="oversight.give_sheet_back", subject=one)


def _hand_over(sheet: ScoreSheet, taker: Any, act: Carrying) -> Memo:
    before = {"agency": sheet.agency_id, "heir": sheet.heir_id}
    ScoreSheet.objects.filter(pk=sheet.pk).update(
        **_stands_as(sheet, taker, act.on), version=F("version") + 1
    )
    sheet.refresh_from_db()
    record_event(
        actor=act.by,
        act="oversight.hand_sheet_over",
        subject=sheet,
        before={"agency": sheet.agency.name},
        after={"agency": taker.name if taker else "", "from": act.on, "paper": act.legal_basis},
    )
    return {"made": [sheet.pk], "before": before, "state": str(sheet.version)}


def _stands_as(sheet: ScoreSheet, taker: Any, on: date) -> dict[str, Any]:
    """What becomes of the sheet of a body that ends on a day."""
    if on > CIVIL.closes_on(span_of(sheet.scheme)):
        return {"heir": taker}
    if taker is None or sheet.scheme.sheets.filter(agency=taker).exists():
        return {"heir": taker, "closed_on": on}
    return {"agency": taker}
