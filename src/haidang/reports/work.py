"""What the work loop does for answers: look through files that were sent, remind people of what is owed."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from haidang.documents.operations.screening import screen_file
from haidang.foundation.operations import put_notice
from haidang.reports.operations.evidence import drop_old_draft_files
from haidang.reports.operations.reminding import remind_people
from haidang.reports.operations.screening import check_next_evidence
from haidang.reports.queries.ladders import reminder_hours

# A digest goes at its hour; looking through everything that is owed each second would find nothing more.
PAUSE_BETWEEN_LOOKS = timedelta(minutes=10)


def check_waiting_evidence() -> bool:
    return check_next_evidence(screen=screen_file)


def drop_left_files() -> bool:
    return drop_old_draft_files(at=timezone.now())


class DueReminders:
    """A piece of work that looks for reminders now and then; what was sent is in the table, not here."""

    def __init__(self, clock: Callable[[], datetime] = timezone.now) -> None:
        self.clock = clock
        self.looked_at: datetime | None = None

    def __call__(self) -> bool:
        now = self.clock()
        if self.looked_at is not None and now < self.looked_at + PAUSE_BETWEEN_LOOKS:
            return False
        self.looked_at = now
        return remind_people(now=now, send=put_notice, settings=reminder_hours()) > 0


PIECES: tuple[Callable[[], bool], ...] = (check_waiting_evidence, drop_left_files, DueReminders())
