"""A paper that was handed in by mistake is taken out again, as long as nothing stands on it."""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from haidang.documents.enums import FindingKind
from haidang.documents.errors import PaperCirculated, PaperInUse, ReasonMissing
from haidang.documents.models import Document, DocumentRelation, Finding, PageImage
from haidang.documents.operations.describing import save_described
from haidang.documents.operations.relating import described_by_citation
from haidang.documents.operations.scans import drop_scans
from haidang.foundation.models import StoredFile
from haidang.foundation.operations import record_event


@transaction.atomic
def withdraw_document(*, document: Document, withdrawn_by: Any, reason: str) -> Document | None:
    """Take a paper out of the register: file, readings, what was decided about them, and its relations.

    This function will keep a paper that others cite as a row without a file, worded as they cite it, and return
    it; None when nothing stays. The log keeps which paper it was, who took it out and why. A worker that is
    reading the paper finds its claim gone. Raises PaperInUse for a paper that a programme stands on,
    PaperCirculated for one that agencies are to read, and ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    Document.objects.select_for_update().get(pk=document.pk)
    if document.circulations.under_way().exists():
        raise PaperCirculated
    record_event(
        actor=withdrawn_by,
        act="documents.withdraw_document",
        subject=document,
        before={"paper": str(document), "title": document.title},
        after={"reason": reason.strip()},
    )
    files, readings = files_of(document), [*document.readings.values_list("pk", flat=True)]
    citation = citation_of(document)
    Document.objects.filter(corrects=document).update(corrects=document.corrects)
    document.circulations.all().delete()
    kept = document if citation else None
    try:
        document.readings.all().delete()
        if citation:
            _keep_as_cited(document, citation)
        else:
            document.delete()
    except ProtectedError as held:
        raise PaperInUse from held
    for stored in files:
        _drop_after_commit(stored)
    transaction.on_commit(lambda: drop_scans(readings))
    return kept


def files_of(document: Document) -> list[StoredFile]:
    """This function will list the stored files of a paper: its own, and the pictures of its pages."""
    images = PageImage.objects.filter(reading__document=document).select_related("file")
    return [*(image.file for image in images), *([document.file] if document.file else [])]


def citation_of(document: Document) -> Finding | None:
    """This function will find how another paper cites this one, None when none does."""
    relations = DocumentRelation.objects.filter(target=document).exclude(source=document).order_by("id")
    for relation in relations:
        citations = Finding.objects.filter(
            reading__document=relation.source_id, kind=FindingKind.CITATION
        ).order_by("-reading_id", "order")
        if citing := next((one for one in citations if one.lines == relation.lines), None):
            return citing
    return None


def _keep_as_cited(document: Document, citation: Finding) -> None:
    for name, value in described_by_citation(citation.value).items():
        setattr(document, name, value)
    document.file = document.registered_by = document.corrects = None
    document.relations.all().delete()
    save_described(document)


def _drop_after_commit(stored: StoredFile) -> None:
    """The row goes with the rest; the bytes go once nothing can be rolled back any more."""
    name, storage = stored.file.name or "", stored.file.storage
    stored.delete()
    transaction.on_commit(lambda: storage.delete(name))
