"""What was deleted leaves SQLite's log too."""

import logging
import random
import time
from typing import Any

from django.db import connection

logger = logging.getLogger(__name__)

SECONDS_TO_WAIT = 30.0
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.002, 0.02


def empty_write_ahead_log(*, database: Any = connection, seconds: float = SECONDS_TO_WAIT) -> bool:
    """SQLite overwrites deleted rows in its file, but its log still holds the pages as they were before.

    This function will empty that log, once the transaction that deleted them is over and no other one reads or writes.
    Beside others a checkpoint raises nothing: it says that it was left undone, and is asked for again. Return False
    where its moment did not come in so many seconds; the daily sweep tries again.
    """
    if database.vendor != "sqlite" or database.in_atomic_block:
        return True
    last = time.monotonic() + seconds
    with database.cursor() as cursor:
        while True:
            is_busy, *_pages = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not is_busy:
                return True
            if time.monotonic() > last:
                logger.warning(
                    "the log of the database could not be emptied: others read or write all the time"
                )
                return False
            time.sleep(random.uniform(_SHORTEST_PAUSE, _LONGEST_PAUSE))
