"""Files of evidence are looked through for state-secret marks before anybody but their sender can open them."""

import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from haidang.documents.operations.screening import Screening
from haidang.foundation.models import StoredFile
from haidang.foundation.operations import (
    empty_write_ahead_log,
    forget_notices,
    purge_file,
    put_notice,
    record_event,
)
from haidang.reports.enums import EvidenceCheck
from haidang.reports.models import Evidence

logger = logging.getLogger(__name__)

NOTICE = "reports.evidence"
MOST_TRIES = 3
LONGEST_NOTE = 500
_REFUSED_TITLE = _("A file you added was removed: it bears a state-secret mark")
_REFUSED_TEXT = _(
    "It was removed from this system with its name, from drafts too; nothing of it was kept. What you wrote stays. "
    "Send the paper by the way laid down for secret papers, and add here only what is not secret. If the mark was "
    "seen by mistake, send a picture or a file without those words."
)
_UNREADABLE_TITLE = _("A file you added could not be checked, so others cannot open it")


def check_next_evidence(*, screen: Callable[[StoredFile, int], Screening]) -> bool:
    """Look through the next file that waits, some of its pictures at a time, and tell whether there was one.

    This function will open a file to those who may see it, remove it everywhere when it bears a secret mark, and
    leave one that cannot be looked through to its sender, who is told why. Files with fewer failures and fewer
    pictures looked at come first, so that a long one does not keep the others. Killed on the way, it takes the same
    file up again.
    """
    waiting = Evidence.objects.filter(check_state=EvidenceCheck.WAITING).exclude(file=None)
    evidence = waiting.select_related("file").order_by("tries", "looked_at", "id").first()
    if evidence is None or evidence.file is None:
        return False
    found = screen(evidence.file, evidence.looked_at)
    row = Evidence.objects.filter(pk=evidence.pk)
    if found.found == "secret":
        refuse_evidence(sha256=evidence.file.sha256)
    elif found.found == "clear":
        row.update(check_state=EvidenceCheck.CLEAR)
    elif found.found == "waiting":
        row.update(looked_at=found.looked_at)
    elif found.is_passing and evidence.tries + 1 < MOST_TRIES:
        row.update(tries=F("tries") + 1)
    else:
        _hold_back(evidence, found.reason)
    return True


def refuse_evidence(*, sha256: str) -> None:
    """Remove a file with a secret mark from every answer and draft that holds it, with its name.

    This function will leave the place where it was, log the fact alone, and tell each sender what to do.
    """
    held = Evidence.objects.filter(file__sha256=sha256)
    rows = list(held.select_related("file", "submission__obligation", "submission__author").order_by("id"))
    # The disk first: whatever fails below, the file itself is gone.
    for one in rows:
        if one.file is not None:
            one.file.file.delete(save=False)
    with transaction.atomic():
        # Names of one or two letters are words of other notices too.
        forget_notices(words={one.title for one in rows if "." in one.title})
        Evidence.objects.filter(pk__in=[one.pk for one in rows]).update(
            file=None, title="", check_note="", check_state=EvidenceCheck.REFUSED
        )
        for one in rows:
            if one.file is not None:
                purge_file(stored=one.file)
            _tell_sender(one, _REFUSED_TITLE, _REFUSED_TEXT)
        for one in rows:
            record_event(actor=None, act="reports.refuse_evidence", subject=one.submission.obligation)
        transaction.on_commit(empty_write_ahead_log)
    logger.warning("a file of evidence with a secret mark was removed")


@transaction.atomic
def _hold_back(evidence: Evidence, reason: str) -> None:
    Evidence.objects.filter(pk=evidence.pk).update(
        check_state=EvidenceCheck.UNREADABLE, check_note=reason[:LONGEST_NOTE]
    )
    whole = Evidence.objects.select_related("submission__obligation", "submission__author").get(
        pk=evidence.pk
    )
    _tell_sender(whole, _UNREADABLE_TITLE, _text(evidence.title, reason))


def _tell_sender(evidence: Evidence, title: object, text: object) -> None:
    put_notice(
        to=evidence.submission.author,
        kind=NOTICE,
        title=title,
        text=text,
        address=reverse("reports:obligation", args=[evidence.submission.obligation_id]),
        key=f"{NOTICE}:{evidence.pk}",
        is_urgent=True,
    )


def _unreadable_text(name: str, reason: str) -> str:
    return _("%(name)s: %(reason)s Send it again after that; only you can open it until then.") % {
        "name": name,
        "reason": reason,
    }


_text = lazy(_unreadable_text, str)
