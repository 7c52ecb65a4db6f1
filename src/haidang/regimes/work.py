"""What the work loop does for periodic reports: rounds open on their day, issued reports are written."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.utils import timezone

from haidang.regimes.enums import RoundState
from haidang.regimes.errors import RegimesError
from haidang.regimes.exports.consolidated import consolidated_docx
from haidang.regimes.exports.consolidated_data import other_files
from haidang.regimes.models import ReportRound
from haidang.regimes.models.rounds import OUT_OF_TURN
from haidang.regimes.operations.consolidation import issue_next_consolidation
from haidang.regimes.operations.rounds import ask_units_that_came, open_report_round
from haidang.regimes.queries.opening import rounds_to_open

logger = logging.getLogger(__name__)

# A round opens on its day; looking each second would find nothing more.
PAUSE_BETWEEN_LOOKS = timedelta(minutes=10)
# A work loop that stood still for some days catches up.
DAYS_FOR_LATE_COMERS = timedelta(days=7)


class DueRounds:
    """A piece of work that looks for rounds to open now and then; several workers at once open each round once."""

    def __init__(self, clock: Callable[[], datetime] = timezone.now) -> None:
        self.clock = clock
        self.looked_at: datetime | None = None

    def __call__(self) -> bool:
        now = self.clock()
        if self.looked_at is not None and now < self.looked_at + PAUSE_BETWEEN_LOOKS:
            return False
        self.looked_at = now
        opened, asked = open_due_rounds(at=now), ask_late_comers(at=now)
        return opened + asked > 0


def open_due_rounds(*, at: datetime) -> int:
    """This function will open the rounds whose day has come and return how many it opened itself."""
    today = timezone.localdate(at)
    opened = 0
    for regime, period in rounds_to_open(on=today):
        try:
            result = open_report_round(regime=regime, period=period, opened_by=None, today=today)
        except RegimesError as refused:
            logger.warning("round of regime %s not opened: %s", regime.pk, type(refused).__name__)
            continue
        opened += result.is_new
    return opened


def ask_late_comers(*, at: datetime) -> int:
    """This function will ask units that came into being since rounds opened whose data have just closed."""
    today = timezone.localdate(at)
    just_closed = ReportRound.objects.filter(
        state=RoundState.OPEN, level=0, closes_on__range=(today - DAYS_FOR_LATE_COMERS, today)
    ).exclude(occurrence=OUT_OF_TURN)
    return sum(ask_units_that_came(one) for one in just_closed.select_related("regime").order_by("id"))


def issue_waiting_report(at: datetime | None = None) -> bool:
    """This function will write and issue the next report that waits, now unless told when."""
    site = settings.SITE_ADDRESS
    return issue_next_consolidation(
        write=partial(consolidated_docx, site=site),
        write_others=partial(other_files, site=site),
        at=at or timezone.now(),
    )


PIECES: tuple[Callable[[], bool], ...] = (issue_waiting_report, DueRounds())
