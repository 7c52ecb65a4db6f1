"""Undoes a reorganisation: an act of its own, the exact inverse of the first one."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from haidang.agencies.errors import UndoHindered
from haidang.agencies.models import Agency, Handover, Reorganisation, Succession
from haidang.agencies.queries.carried_out import ACT, ENDED, FOUNDED, memos_by_kind, undo_hindrances
from haidang.agencies.registry import open_work
from haidang.foundation.operations import record_event


@transaction.atomic
def undo_reorganisation(*, reorganisation: Reorganisation, reason: str, undone_by: Any) -> Reorganisation:
    """This function will give back every row that a reorganisation moved, and take away what it wrote and founded.

    What it did stays on record with who undid it, when and why. A second call changes nothing. Raises UndoHindered
    with everything that was built on it since.
    """
    done = Reorganisation.objects.select_for_update().get(pk=reorganisation.pk)
    if done.undone_at:
        return done
    if hindrances := undo_hindrances(done):
        raise UndoHindered(hindrances)
    _give_back(done, by=undone_by)
    done.undone_by, done.undone_at, done.undo_reason = undone_by, timezone.now(), reason
    done.save(update_fields=["undone_by", "undone_at", "undo_reason"])
    record_event(
        actor=undone_by,
        act="agencies.undo_reorganisation",
        subject=done,
        after={"from": done.effective_on, "reason": reason, "count": done.handovers.count()},
    )
    return done


@transaction.atomic
def forget_handovers(*, kind: str, keys: Collection[int]) -> None:
    """This function will take out of all reorganisations what they did to rows of a purged paper."""
    Handover.objects.filter(kind=kind, row_key__in=keys).delete()


def _give_back(done: Reorganisation, *, by: Any) -> None:
    """The last that was done goes first: rows, then the acts, then the bodies."""
    memos = memos_by_kind(done)
    for work in reversed(open_work):
        if work.kind in memos:
            work.give_back(memos[work.kind], by)
    Succession.objects.filter(pk__in=list(memos.get(ACT, {}))).delete()
    for key, memo in memos.get(ENDED, {}).items():
        Agency.objects.filter(pk=key).update(valid_to=memo["valid_to"])
    for body in Agency.objects.without_tree_fields().filter(pk__in=list(memos.get(FOUNDED, {}))):
        record_event(actor=by, act="agencies.take_body_away", subject=body, before={"name": body.name})
        body.delete()
