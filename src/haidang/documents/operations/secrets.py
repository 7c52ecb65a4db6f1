"""A paper with a state-secret mark leaves nothing behind but the fact that it was there."""

from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from haidang.documents.models import Document, DocumentReading, Finding, PageImage
from haidang.foundation.models import Event
from haidang.foundation.operations import purge_file, record_event


@transaction.atomic
def purge_secret_document(*, document: Document) -> None:
    """Remove a paper that bears a secret mark: file, name, readings, lines, findings, pictures, log entries.

    This function will log that somebody handed in such a paper, and when; neither name, number nor digest.
    The subject of that entry is the person, because nothing of the paper may be pointed at.
    """
    handed_in_by = document.registered_by
    files = [
        image.file for image in PageImage.objects.filter(reading__document=document).select_related("file")
    ]
    if document.file:
        files.append(document.file)
    # The disk first: whatever fails below, the paper itself is gone.
    for stored in files:
        stored.file.delete(save=False)
    _entries_about(document).delete()
    Document.objects.filter(corrects=document).update(corrects=document.corrects)
    subject: Any = handed_in_by or Document(pk=0)
    document.readings.all().delete()
    document.delete()
    for stored in files:
        purge_file(stored=stored)
    record_event(actor=handed_in_by, act="documents.purge_secret_document", subject=subject)
    transaction.on_commit(_empty_write_ahead_log)


def _entries_about(document: Document) -> QuerySet[Event]:
    about = {
        Document: [document.pk],
        DocumentReading: document.readings.values_list("pk", flat=True),
        Finding: Finding.objects.filter(reading__document=document).values_list("pk", flat=True),
    }
    entries = Event.objects.none()
    for model, keys in about.items():
        entries = entries | Event.objects.filter(
            subject_kind=model._meta.label_lower, subject_id__in=[str(key) for key in keys]
        )
    return entries


def _empty_write_ahead_log() -> None:
    """SQLite overwrites deleted rows in its file, but its log still holds the pages as they were before."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
