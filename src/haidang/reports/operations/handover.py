"""Hands what agencies owe over when a reorganisation says so, and gives it back when that is undone."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.agencies.registry import Carrying, Memo, OpenWork, RowGiven
from haidang.foundation.operations import record_event
from haidang.reports.models import Obligation, ObligationChange
from haidang.reports.operations.changing import (
    Grounds,
    merge_obligation,
    move_obligation,
    owed_already,
    set_lead_of_parts,
)
from haidang.reports.queries.handover import owed_hindrances, owed_rows

OWED = "obligations"


def obligations_owed() -> OpenWork:
    """This function will return how a reorganisation finds, hands over and gives back what agencies owe."""
    return OpenWork(
        kind=OWED,
        label=gettext_lazy("What was still owed"),
        model="reports.obligation",
        rows_held=owed_rows,
        hand_over=hand_owed_over,
        hindrances=owed_hindrances,
        give_back=give_owed_back,
    )


def hand_owed_over(rows: list[RowGiven], act: Carrying) -> dict[int, Memo]:
    """Give obligations to who takes them over; where a taker owes the same already, the old one is waived.

    This function will return for each what it takes to give it back: the former holder and the change that was kept.
    """
    takers = {row.key: row.taker for row in rows if row.taker}
    held = list(Obligation.objects.filter(pk__in=takers).select_related("agency").order_by("due_on", "id"))
    taken = owed_already(held, takers.values())
    grounds = Grounds(_("Reorganisation of agencies"), act.legal_basis[:300])
    memos: dict[int, Memo] = {}
    for one in held:
        before, to = one.agency_id, takers[one.pk]
        place = (one.what, one.occurrence, to.pk)
        change_holder = merge_obligation if place in taken else move_obligation
        change = change_holder(one, to, grounds, handed_by=act.by, on=act.on)
        taken.add(place)
        memos[one.pk] = {
            "made": [one.pk],
            "before": before,
            "after": to.pk,
            "change": change.pk,
            "state": str(one.version + 1),
        }
    for whole, part in _parts_owed(memos):
        memos[whole]["made"].append(part)
    return memos


def _parts_owed(memos: Mapping[int, Memo]) -> Iterable[tuple[int, int]]:
    """The parts that partners owe to those who took an obligation over, with the obligation they are parts of."""
    parts: Any = Obligation.objects.filter(whole__in=list(memos)).order_by("id")
    for whole, part, lead in parts.values_list("whole", "pk", "owed_to"):
        if lead == memos[whole]["after"]:
            yield whole, part


def give_owed_back(memos: Mapping[int, Memo], by: Any) -> None:
    """This function will give obligations back to who owed them before, and forget the change; the log keeps both."""
    for one in Obligation.objects.filter(pk__in=list(memos)).order_by("id"):
        memo = memos[one.pk]
        Obligation.objects.filter(pk=one.pk).update(
            agency=memo["before"], waived_on=None, version=F("version") + 1
        )
        set_lead_of_parts(one, before=memo["after"], after=memo["before"])
        ObligationChange.objects.filter(pk=memo["change"]).delete()
        record_event(actor=by, act="reports.give_obligation_back", subject=one)
