"""How far the items of a programme have come by what was answered: for the plan that goes on from it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from haidang.programme.registry import ItemStanding
from haidang.reports.enums import SubmissionState, WorkProgress
from haidang.reports.queries.standing import obligations_open_to

_ANSWERED = (SubmissionState.SENT, SubmissionState.ACCEPTED)


@dataclass(slots=True)
class _Counted:
    asked: int = 0
    answered: int = 0
    progress: str = ""


def item_standings(keys: Collection[int], account: Any, on: date) -> dict[int, ItemStanding]:
    """Tell with one query how far items have come, by the obligations an account may see that were due by a day.

    This function will hold an item unfinished while one of its obligations is not answered, or the last answer does
    not say that the work is done. What is due later, and what was waived, counts in nothing.
    """
    rows = obligations_open_to(account).filter(item__in=keys, whole=None, waived_on=None, due_on__lte=on)
    counted: defaultdict[int, _Counted] = defaultdict(_Counted)
    told = rows.order_by(F("standing__sent_on").asc(nulls_first=True), "id")
    for item, state, progress in told.values_list("item", "standing__state", "standing__progress"):
        one = counted[item]
        one.asked += 1
        one.answered += state in _ANSWERED
        one.progress = progress or one.progress
    return {item: _standing(one) for item, one in counted.items()}


def _standing(one: _Counted) -> ItemStanding:
    is_unfinished = one.answered < one.asked or one.progress not in {"", WorkProgress.DONE}
    words = _("answered %(answered)d/%(asked)d") % {"answered": one.answered, "asked": one.asked}
    if one.progress:
        words = f"{words}; {WorkProgress(one.progress).label}"
    return ItemStanding(words, is_unfinished)
