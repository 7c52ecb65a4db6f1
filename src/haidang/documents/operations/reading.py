"""One turn of the work loop: claim a paper that waits, read it, keep what was found or why it was refused."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from haidang.documents.errors import ClaimLost
from haidang.documents.models import DocumentReading
from haidang.documents.operations.queue import (
    ProgressKeeper,
    claim_reading,
    has_tried_enough,
    refuse_reading,
    worker_name,
)
from haidang.documents.operations.recording import record_reading
from haidang.documents.operations.scans import drop_scans_of_gone_reading
from haidang.documents.operations.secrets import mark_secret, purge_marked_paper
from haidang.engines.reading.errors import Refused, SecretMarked
from haidang.engines.reading.limits import DEFAULT, limit_refusal

logger = logging.getLogger(__name__)

Report = Callable[..., None]
Reader = Callable[[DocumentReading, Report], Mapping[str, Any]]


def read_waiting_document(*, read: Reader, clock: Callable[[], datetime]) -> bool:
    """Read the next paper of the queue and tell whether there was one.

    This function will keep every end on the row: read, refused with its reason, or, for a paper with a
    secret mark, nothing at all. A paper that made its worker die three times is refused as `timed_out`.
    """
    reading = claim_reading(worker=worker_name(), at=clock())
    if reading is None:
        return False
    try:
        _read_claimed(reading, read, clock)
    except ClaimLost:
        logger.warning("reading %s was taken over by another worker", reading.pk)
    finally:
        drop_scans_of_gone_reading(reading.pk)
    return True


def _read_claimed(reading: DocumentReading, read: Reader, clock: Callable[[], datetime]) -> None:
    if has_tried_enough(reading):
        refused = limit_refusal("timed_out", DEFAULT, "wall_seconds")
        refuse_reading(reading=reading, code=refused.code, message=refused.message, at=clock())
        return
    progress = ProgressKeeper(reading, clock)
    try:
        result = read(reading, progress.report)
    except SecretMarked:
        mark_secret(reading=reading)
        purge_marked_paper()
    except Refused as refused:
        refuse_reading(reading=reading, code=refused.code, message=refused.message, at=clock())
    else:
        record_reading(reading=reading, result=result, at=clock())
