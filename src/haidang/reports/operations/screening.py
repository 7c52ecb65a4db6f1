"""Files of evidence are looked through for state-secret marks before anybody can open them."""

import logging
from collections.abc import Callable

from django.db import transaction

from haidang.documents.operations.screening import Screened
from haidang.foundation.models import StoredFile
from haidang.foundation.operations import purge_file, record_event
from haidang.reports.enums import EvidenceCheck
from haidang.reports.models import Evidence

logger = logging.getLogger(__name__)


def check_next_evidence(*, screen: Callable[[StoredFile], Screened]) -> bool:
    """Look through the next file that waits, and tell whether there was one.

    This function will open a file to those who may see it, or remove it from the disk when it bears a secret mark;
    only the fact is logged. A file that cannot be read as a paper (a table, slides) is opened too: its sender answers
    for it, as for a photo. Killed on the way, it takes the same file up again.
    """
    waiting = Evidence.objects.filter(check_state=EvidenceCheck.WAITING)
    evidence = waiting.select_related("file", "submission__obligation").order_by("id").first()
    if evidence is None or evidence.file is None:
        return False
    if screen(evidence.file) == "secret":
        refuse_evidence(evidence=evidence)
    else:
        Evidence.objects.filter(pk=evidence.pk).update(check_state=EvidenceCheck.CLEAR)
    return True


def refuse_evidence(*, evidence: Evidence) -> None:
    """This function will remove a file with a secret mark, with its name; the place where it was stays."""
    stored = evidence.file
    with transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(file=None, title="", check_state=EvidenceCheck.REFUSED)
        record_event(actor=None, act="reports.refuse_evidence", subject=evidence.submission.obligation)
        if stored is not None and not Evidence.objects.filter(file=stored).exists():
            purge_file(stored=stored)
    logger.warning("a file of evidence with a secret mark was removed, submission %s", evidence.submission_id)
