"""What the work loop does for periodic reports: write and issue the consolidated report that waits."""

from collections.abc import Callable

from django.utils import timezone

from haidang.regimes.exports.consolidated import consolidated_docx
from haidang.regimes.operations.consolidation import issue_next_consolidation


def issue_waiting_report() -> bool:
    return issue_next_consolidation(write=consolidated_docx, at=timezone.now())


PIECES: tuple[Callable[[], bool], ...] = (issue_waiting_report,)
