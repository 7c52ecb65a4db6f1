"""A paper that the product wrote itself: it is read like any other, then registered with that reading."""

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from haidang.documents.enums import DoubtAnswer, FindingState, ReadingState
from haidang.documents.models import Document, DocumentDoubt, DocumentReading, Finding
from haidang.documents.operations.recording import record_reading
from haidang.documents.operations.registering import safe_name
from haidang.engines.reading.child import read_limited
from haidang.engines.reading.errors import Refused, SecretMarked
from haidang.engines.reading.limits import limits_from_environment
from haidang.foundation.operations import record_event, store_file

# The key by which a value says that it was not read but is what the writer meant.
OWN = "_own"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class WrittenPaperRefused(Exception):
    """The reader will not take the paper: too large, or its words bear a mark of secrecy."""


def read_written_paper(content: bytes, *, name: str) -> dict[str, Any]:
    """This function will read a file that is not registered yet, in a limited child. Raises WrittenPaperRefused."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.docx"
        path.write_bytes(content)
        try:
            return read_limited(path, name=safe_name(name), limits=limits_from_environment(os.environ))
        except (Refused, SecretMarked) as refusal:
            raise WrittenPaperRefused(refusal.message) from refusal


@transaction.atomic
def register_written_paper(
    *, content: bytes, name: str, result: Mapping[str, Any], kinds: tuple[str, ...], registered_by: Any
) -> DocumentReading:
    """Register a file that the product wrote, with its reading.

    This function will accept what was found of these kinds and what is marked as the writer's own (`OWN`), and
    answer the doubts, on the name of who registers it. What else was found waits for a review as in any paper.
    """
    upload = ContentFile(content, name=name)
    stored = store_file(source=upload, original_name=safe_name(name), content_type=DOCX)
    document = Document.objects.create(file=stored, registered_by=registered_by)
    reading = DocumentReading.objects.create(
        document=document, asked_by=registered_by, state=ReadingState.RUNNING, attempts=1
    )
    record_event(actor=registered_by, act="documents.register_document", subject=document)
    at = timezone.now()
    read = record_reading(reading=reading, result=result, at=at)
    decided = {"decided_by": registered_by, "decided_at": at}
    own = [one.pk for one in Finding.objects.filter(reading=read) if one.kind in kinds or one.value.get(OWN)]
    Finding.objects.filter(pk__in=own).update(state=FindingState.ACCEPTED, **decided)
    DocumentDoubt.objects.filter(reading=read).update(
        answer=DoubtAnswer.KEPT, answered_by=registered_by, answered_at=at
    )
    return read
