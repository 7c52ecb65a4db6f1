"""How far the items of a programme have come by what was answered, and the rounds in which it was asked."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, Q
from django.utils.translation import gettext as _

from haidang.foundation.counts import ShownCount
from haidang.programme.registry import ItemRound, ItemStanding
from haidang.reports.enums import SubmissionState, WorkProgress
from haidang.reports.queries.standing import obligations_open_to, still_owed

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
    for item, state, progress in told.values_list("item", "fate", "standing__progress"):
        one = counted[item]
        one.asked += 1
        one.answered += state in _ANSWERED
        one.progress = progress or one.progress
    return {item: _standing(one) for item, one in counted.items()}


def item_rounds(keys: Collection[int], account: Any, on: date) -> dict[int, tuple[ItemRound, ...]]:
    """Tell with one query in which rounds items were asked about, in the order of their days.

    This function will count only obligations an account may see and that were not waived. A round has the earliest
    due day of its bodies; bodies with another due day are late by their own.
    """
    rows = obligations_open_to(account).filter(item__in=keys, whole=None, waived_on=None)
    told = (
        rows.order_by()
        .values("item", "what", "occurrence")
        .annotate(
            due=Min("due_on"),
            asked=Count("pk"),
            answered=Count("pk", filter=Q(fate__in=_ANSWERED)),
            late=Count("pk", filter=still_owed() & Q(due_on__lt=on)),
        )
        .order_by("item", "due", "what", "occurrence")
    )
    found: defaultdict[int, list[ItemRound]] = defaultdict(list)
    for one in told:
        found[one["item"]].append(ItemRound(one["due"], one["asked"], one["answered"], one["late"]))
    return {item: tuple(rounds) for item, rounds in found.items()}


def _standing(one: _Counted) -> ItemStanding:
    is_unfinished = one.answered < one.asked or one.progress not in {"", WorkProgress.DONE}
    told = {"answered": ShownCount(one.answered), "asked": ShownCount(one.asked)}
    words = _("answered %(answered)s/%(asked)s") % told
    if one.progress:
        words = f"{words}; {WorkProgress(one.progress).label}"
    return ItemStanding(words, is_unfinished)
