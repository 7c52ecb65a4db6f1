"""What the work loop does for answers: look through files that were sent."""

from collections.abc import Callable

from haidang.documents.operations.screening import screen_file
from haidang.reports.operations.screening import check_next_evidence


def check_waiting_evidence() -> bool:
    return check_next_evidence(screen=screen_file)


PIECES: tuple[Callable[[], bool], ...] = (check_waiting_evidence,)
