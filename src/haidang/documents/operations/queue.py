"""The queue of readings: rows with a state, claimed by a conditional update, taken again when a worker died."""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from haidang.documents.enums import PicturesState, ReadingState
from haidang.documents.errors import ClaimLost
from haidang.documents.models import DocumentReading
from haidang.documents.operations.scans import drop_scans
from haidang.foundation.operations import record_event

MOST_ATTEMPTS = 3
# Longer than a reader may be silent: a paper of the largest allowed number of pages has a report every few seconds.
SILENCE_OF_THE_DEAD = timedelta(minutes=10)
LEAST_PAUSE_OF_REPORTS = timedelta(milliseconds=700)
LONGEST_STAGE = 80


def worker_name() -> str:
    """This function will name the process that works: machine and process id."""
    return f"{socket.gethostname()[:80]}:{os.getpid()}"


def claim_reading(*, worker: str, at: datetime) -> DocumentReading | None:
    """Claim the oldest reading that waits, or whose worker is gone.

    This function will return None when there is nothing to claim. Two workers never get the same row: the
    update that claims it asks for the state in which it was seen.
    """
    for reading in _claimable(at).order_by("id")[:20]:
        if not _is_free(reading, worker, at):
            continue
        seen = DocumentReading.objects.filter(pk=reading.pk, state=reading.state, attempts=reading.attempts)
        claimed = seen.update(
            state=ReadingState.RUNNING,
            claimed_at=at,
            claimed_by=worker,
            heartbeat_at=at,
            attempts=F("attempts") + 1,
            progress_done=0,
            progress_total=0,
            progress_stage="",
        )
        if claimed:
            return _with_paper(reading.pk)
    return None


def claim_pictures(*, worker: str, at: datetime) -> DocumentReading | None:
    """This function will claim a read paper whose page pictures are to be made, None when there is none."""
    rows = DocumentReading.objects.filter(
        Q(pictures=PicturesState.WAITING) | Q(pictures=PicturesState.RUNNING), state=ReadingState.READ
    )
    for reading in rows.defer("answer").order_by("id")[:20]:
        if reading.pictures == PicturesState.RUNNING and not _is_abandoned(reading, worker, at):
            continue
        seen = DocumentReading.objects.filter(
            pk=reading.pk, pictures=reading.pictures, picture_attempts=reading.picture_attempts
        )
        claimed = seen.update(
            pictures=PicturesState.RUNNING,
            picture_attempts=F("picture_attempts") + 1,
            claimed_by=worker,
            heartbeat_at=at,
        )
        if claimed:
            return _with_paper(reading.pk)
    return None


@dataclass(slots=True)
class ProgressKeeper:
    """Writes the progress of one reading on its row, not more often than people can see."""

    reading: DocumentReading
    clock: Callable[[], datetime]
    _written_at: datetime | None = field(default=None, init=False)

    def report(self, done: int, total: int, stage: str = "") -> None:
        """This function will keep how many of the steps are done; too frequent reports are dropped."""
        now = self.clock()
        if self._written_at and now - self._written_at < LEAST_PAUSE_OF_REPORTS and done < total:
            return
        self._written_at = now
        steps = {"progress_done": min(done, total), "progress_total": total} if total > 0 else {}
        _own_claim(self.reading).update(progress_stage=stage[:LONGEST_STAGE], heartbeat_at=now, **steps)


@transaction.atomic
def refuse_reading(*, reading: DocumentReading, code: str, message: str, at: datetime) -> DocumentReading:
    """Close a reading as refused, with the code and the sentence that says what to do.

    This function will keep the file, so that the officer still sees which one it was. Raises ClaimLost.
    """
    closed = _own_claim(reading).update(
        state=ReadingState.REFUSED, refusal_code=code[:40], refusal_message=message, finished_at=at
    )
    if not closed:
        raise ClaimLost
    reading.refresh_from_db()
    record_event(actor=None, act="documents.refuse_reading", subject=reading, after={"code": code})
    transaction.on_commit(lambda: drop_scans([reading.pk]))
    return reading


def has_tried_enough(reading: DocumentReading) -> bool:
    return reading.attempts > MOST_ATTEMPTS


def _own_claim(reading: DocumentReading) -> QuerySet[DocumentReading]:
    return DocumentReading.objects.filter(
        pk=reading.pk, state=ReadingState.RUNNING, attempts=reading.attempts
    )


def _claimable(at: datetime) -> QuerySet[DocumentReading]:
    return DocumentReading.objects.filter(state__in=(ReadingState.WAITING, ReadingState.RUNNING)).defer(
        "answer"
    )


def _is_free(reading: DocumentReading, worker: str, at: datetime) -> bool:
    return reading.state == ReadingState.WAITING or _is_abandoned(reading, worker, at)


def _is_abandoned(reading: DocumentReading, worker: str, at: datetime) -> bool:
    """A worker reads one paper at a time: what it claimed and asks about again, it has dropped."""
    if reading.claimed_by == worker or reading.heartbeat_at is None:
        return True
    return at - reading.heartbeat_at > SILENCE_OF_THE_DEAD or not _is_alive(reading.claimed_by)


def _is_alive(worker: str) -> bool:
    """Of another machine nothing is known, so its silence decides; here the process can be asked for."""
    machine, _colon, process = worker.rpartition(":")
    if machine != socket.gethostname()[:80] or not process.isdecimal():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _with_paper(pk: int) -> Any:
    return DocumentReading.objects.select_related("document__file").get(pk=pk)
