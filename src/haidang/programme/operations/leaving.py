"""Leave a difference as it is, and open it again."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from haidang.agencies.models import Account
from haidang.documents.models import DocumentReading
from haidang.foundation.operations import record_event
from haidang.programme.errors import DifferenceGone
from haidang.programme.models import LeftDifference, Programme
from haidang.programme.queries.differences import settled_differences


@transaction.atomic
def leave_differences(
    *,
    programme: Programme,
    reading: DocumentReading,
    keys: Iterable[str],
    left_by: Account,
    reason: str,
    at: datetime,
) -> list[LeftDifference]:
    """Keep the programme as it is in spite of chosen differences, and remember who decided so, when and why.

    This function will raise DifferenceGone for a key that holds no longer or was left before.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    standing = {one.key for one in settled_differences(programme, reading).open}
    wanted = list(dict.fromkeys(keys))
    if any(key not in standing for key in wanted):
        raise DifferenceGone
    rows = LeftDifference.objects.bulk_create(
        LeftDifference(
            programme=programme, reading=reading, key=key, reason=reason, left_by=left_by, left_at=at
        )
        for key in wanted
    )
    after = {"differences": wanted, "reason": reason}
    record_event(actor=left_by, act="programme.leave_difference", subject=programme, after=after)
    return rows


@transaction.atomic
def reopen_difference(*, left: LeftDifference, reopened_by: Account) -> None:
    """This function will list a difference as open again; the log keeps who had left it, when and why."""
    before = {
        "differences": [left.key],
        "reason": left.reason,
        "left_by": left.left_by.full_name,
        "left_at": left.left_at.isoformat(),
    }
    programme = left.programme
    left.delete()
    record_event(actor=reopened_by, act="programme.reopen_difference", subject=programme, before=before)
