"""Papers that are handed in: the file is kept, a reading is asked for, the queue does the rest."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction

from haidang.documents.errors import AlreadyRegistered
from haidang.documents.models import Document, DocumentReading
from haidang.documents.queries.papers import document_with_digest
from haidang.foundation.operations import record_event, store_file

LONGEST_NAME = 180
LONGEST_SUFFIX = 20
UNKNOWN_CONTENT = "application/octet-stream"
# Categories of characters that no name shows: controls, marks that turn the reading direction, halves of pairs.
UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@dataclass(frozen=True, slots=True)
class Registration:
    """One file that was handed in: the paper it became, or the one that was there already."""

    document: Document
    is_new: bool


@dataclass(frozen=True, slots=True)
class PastedText:
    """A paper that was pasted into the page, and the name it is to have."""

    text: str
    name: str


def register_uploads(
    *,
    uploads: Iterable[File],
    registered_by: Any,
    corrects: Document | None = None,
    pasted: PastedText | None = None,
) -> list[Registration]:
    """This function will register files and pasted text, each as a document of its own, and tell which were new."""
    about = {"registered_by": registered_by, "corrects": corrects}
    registrations = [
        _registration(register_document, upload=upload, name=upload.name or "", **about) for upload in uploads
    ]
    if pasted:
        registrations.append(_registration(register_pasted_text, text=pasted.text, name=pasted.name, **about))
    return registrations


@transaction.atomic
def register_document(
    *, upload: File, name: str, registered_by: Any, corrects: Document | None = None
) -> Document:
    """Keep a file as a document and ask for its reading.

    This function will not open the file: whether it can be read is told by its reading. Raises
    AlreadyRegistered when the same bytes are in the register, unless their reading was refused.
    """
    _wait_for_other_registrations()
    if known := document_with_digest(_digest_of(upload)):
        raise AlreadyRegistered(known)
    content_type = getattr(upload, "content_type", "") or UNKNOWN_CONTENT
    stored = store_file(source=upload, original_name=safe_name(name), content_type=content_type[:120])
    document = Document.objects.create(file=stored, registered_by=registered_by, corrects=corrects)
    DocumentReading.objects.create(document=document, asked_by=registered_by)
    # The log names a new paper by its number in the register only: a secret one may not leave its name here.
    record_event(actor=registered_by, act="documents.register_document", subject=document)
    return document


def register_pasted_text(
    *, text: str, name: str, registered_by: Any, corrects: Document | None = None
) -> Document:
    """This function will register text that was pasted, as a text file of that name. Raises AlreadyRegistered."""
    upload = ContentFile(text.replace("\r\n", "\n").encode(), name=name)
    upload.content_type = "text/plain; charset=utf-8"  # type: ignore[attr-defined]
    file_name = name if name.lower().endswith(".txt") else f"{name}.txt"
    return register_document(upload=upload, name=file_name, registered_by=registered_by, corrects=corrects)


@transaction.atomic
def ask_reading(*, document: Document, asked_by: Any) -> DocumentReading:
    """This function will put a document into the queue once more; a reading that waits already is returned."""
    waiting = document.readings.filter(state__in=("waiting", "running")).order_by("id").first()
    if waiting:
        return waiting
    reading = DocumentReading.objects.create(document=document, asked_by=asked_by)
    record_event(actor=asked_by, act="documents.ask_reading", subject=document)
    return reading


def safe_name(name: str) -> str:
    """Make a name that can be shown and sent: no folders, no characters that are not seen, not too long.

    This function will keep the ending, because people tell kinds of files by it.
    """
    seen = "".join(" " if letter.isspace() else letter for letter in name if _is_seen(letter))
    last = PurePosixPath(unicodedata.normalize("NFC", seen).replace("\\", "/")).name.strip(" .")
    path = PurePosixPath(last or "van-ban")
    suffix = path.suffix[:LONGEST_SUFFIX]
    return path.stem[: LONGEST_NAME - len(suffix)] + suffix


def _registration(register: Callable[..., Document], **given: Any) -> Registration:
    try:
        return Registration(register(**given), is_new=True)
    except AlreadyRegistered as known:
        return Registration(known.document, is_new=False)


def _wait_for_other_registrations() -> None:
    """Two uploads of the same bytes at one moment would both find the register without them."""
    ContentType.objects.select_for_update().get_or_create(app_label="documents", model="document")


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in UNSEEN_CATEGORIES or letter.isspace()


def _digest_of(upload: File) -> str:
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
