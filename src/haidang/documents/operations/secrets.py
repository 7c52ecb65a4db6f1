"""A paper with a state-secret mark leaves nothing behind but the fact that it was there.

Two steps, because a process may die between them: the mark is kept on the reading first, then everything goes.
"""

import logging
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Q, QuerySet
from django.urls import reverse

from haidang.agencies.operations import forget_handovers
from haidang.documents import registry
from haidang.documents.enums import ReadingState
from haidang.documents.models import (
    Document,
    DocumentDoubt,
    DocumentReading,
    DocumentRelation,
    Finding,
    Receipt,
    UncertainWord,
)
from haidang.documents.operations.receipt_handover import RECEIPTS
from haidang.documents.operations.relating import make_stub
from haidang.documents.operations.scans import drop_scans
from haidang.documents.operations.withdrawing import citation_of, files_of
from haidang.engines.reading.errors import SECRET_CODE
from haidang.foundation.models import Event
from haidang.foundation.operations import (
    empty_write_ahead_log,
    forget_entries,
    forget_notices,
    forget_said,
    purge_file,
    record_event,
)

logger = logging.getLogger(__name__)


def mark_secret(*, reading: DocumentReading) -> None:
    """This function will keep on a reading that its paper must be purged, whatever becomes of this process.

    Pages of it that were recognised before the mark was seen go from the disk first.
    """
    drop_scans([reading.pk])
    DocumentReading.objects.filter(pk=reading.pk).update(
        state=ReadingState.REFUSED, refusal_code=SECRET_CODE, refusal_message=""
    )


def purge_marked_paper() -> bool:
    """Purge a paper that was found to bear a secret mark and tell whether one went.

    This function will take up again what a process that died left behind. A paper that is held does not keep
    the others; it is logged without a word of it.
    """
    marked = DocumentReading.objects.filter(state=ReadingState.REFUSED, refusal_code=SECRET_CODE)
    return any(_is_purged(document) for document in Document.objects.filter(readings__in=marked).distinct())


def _is_purged(document: Document) -> bool:
    try:
        purge_secret_document(document=document)
    except ProtectedError as held:
        # The error's own text names the rows, and with them the paper.
        kinds = sorted({row._meta.label for row in held.protected_objects})
        logger.error("a paper with a secret mark cannot be purged, held by %s", ", ".join(kinds))
        return False
    logger.warning("a paper with a secret mark was refused and purged")
    return True


@transaction.atomic
def purge_secret_document(*, document: Document) -> None:
    """Remove a paper that bears a secret mark: file, name, readings, lines, words, findings, pictures, log entries.

    This function will have every app above forget first what it made of the paper (`registry.purge_steps`), then
    remove the papers that are known by its citations alone; a paper that others cite stays as what they say of it.
    It will log that somebody handed in such a paper, and when; neither name, number nor digest. The subject of
    that entry is the person, because nothing of the paper may be pointed at.
    """
    handed_in_by = document.registered_by
    files = files_of(document)
    # The disk first: whatever fails below, the paper itself is gone.
    drop_scans(document.readings.values_list("pk", flat=True))
    for stored in files:
        stored.file.delete(save=False)
    known_by_it = [*document.relations.filter(target__file=None).values_list("target_id", flat=True)]
    names = _names_of(document)
    cited = _as_others_cite_it(document)
    for forget in registry.purge_steps:
        forget(document, cited)
    _forget_own_entries(document)
    receipts = Receipt.objects.filter(circulation__document=document).values_list("pk", flat=True)
    forget_handovers(kind=RECEIPTS, keys=list(receipts))
    forget_said(_entries_naming(names))
    forget_notices(addresses=[reverse("documents:document", args=[document.pk])], words=names)
    Document.objects.filter(corrects=document).update(corrects=document.corrects)
    document.readings.all().delete()
    subject: Any = handed_in_by or Document(pk=0)
    document.delete()
    for stored in files:
        purge_file(stored=stored)
    _forget_papers_nobody_cites(known_by_it)
    record_event(actor=handed_in_by, act="documents.purge_secret_document", subject=subject)
    transaction.on_commit(empty_write_ahead_log)


def _names_of(document: Document) -> set[str]:
    """What entries of the log may have called the paper, now and before its data were known or corrected."""
    entries = Event.objects.filter(subject_kind=Document._meta.label_lower, subject_id=str(document.pk))
    return {str(document), *entries.values_list("subject_name", flat=True)}


def _entries_naming(names: set[str]) -> QuerySet[Event]:
    """Entries about other papers that were related to this one by hand."""
    naming = Q()
    for name in names:
        naming |= Q(before__paper=name) | Q(after__paper=name)
    return Event.objects.filter(naming)


def _as_others_cite_it(document: Document) -> Document | None:
    """The paper as a new row without a file, from a citation of another paper; what it said itself is not used."""
    citation = citation_of(document)
    if citation is None:
        return None
    stub = make_stub(citation.value)
    DocumentRelation.objects.filter(target=document).exclude(source=document).update(target=stub)
    return stub


def _forget_own_entries(document: Document) -> None:
    about: dict[Any, Any] = {
        Document: [document.pk],
        DocumentReading: document.readings.values_list("pk", flat=True),
        Finding: Finding.objects.filter(reading__document=document).values_list("pk", flat=True),
        DocumentDoubt: DocumentDoubt.objects.filter(reading__document=document).values_list("pk", flat=True),
        UncertainWord: UncertainWord.objects.filter(reading__document=document).values_list("pk", flat=True),
    }
    for model, keys in about.items():
        forget_entries(model, keys)


def _forget_papers_nobody_cites(keys: list[int]) -> None:
    """Papers that the register knew only by the citations of the purged one: their names are words of it."""
    nobodys = Document.objects.filter(pk__in=keys, file=None, relations=None, cited_by=None)
    forget_entries(Document, nobodys.values_list("pk", flat=True))
    for stub in nobodys:
        try:
            with transaction.atomic():
                stub.delete()
        except ProtectedError:
            continue
