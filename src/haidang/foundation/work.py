"""What the work loop does for notices and files: write e-mails that are due, send the next one, sweep the disk."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from haidang.foundation.operations.files import sweep_stray_files
from haidang.foundation.operations.mails import send_next_mail, write_next_mail
from haidang.foundation.operations.write_ahead_log import empty_write_ahead_log


def write_mail() -> bool:
    return write_next_mail(at=timezone.now())


def send_mail() -> bool:
    return send_next_mail(clock=timezone.now)


# Looking through a whole disk is dear, and what it finds is a day old and harms nobody.
PAUSE_BETWEEN_SWEEPS = timedelta(days=1)


class DailySweep:
    """A piece of work that removes, once a day and when the loop starts, what acts killed half-way left.

    These are files which no row names, and deleted rows in SQLite's log.
    """

    def __init__(self, clock: Callable[[], datetime] = timezone.now) -> None:
        self.clock = clock
        self.swept_at: datetime | None = None

    def __call__(self) -> bool:
        now = self.clock()
        if self.swept_at is not None and now < self.swept_at + PAUSE_BETWEEN_SWEEPS:
            return False
        self.swept_at = now
        empty_write_ahead_log()
        return sweep_stray_files(at=now) > 0


PIECES: tuple[Callable[[], bool], ...] = (write_mail, send_mail, DailySweep())
