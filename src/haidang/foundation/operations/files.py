"""What foundation writes of private files."""

import hashlib

from django.core.files import File
from django.db import transaction

from haidang.foundation.models import StoredFile


@transaction.atomic
def store_file(*, source: File, original_name: str, content_type: str) -> StoredFile:
    """This function will keep a private file under a random name, with its SHA-256 and size."""
    stored = StoredFile(original_name=original_name, content_type=content_type)
    stored.sha256, stored.size = _digest_and_size(source)
    stored.file.save(original_name, source, save=False)
    stored.save()
    return stored


@transaction.atomic
def purge_file(*, stored: StoredFile) -> None:
    """This function will remove a stored file for good, from the disk and from the table.

    The disk comes first and does not wait for the commit: a secret paper must not outlive a failure here.
    """
    stored.file.delete(save=False)
    stored.delete()


def _digest_and_size(source: File) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    source.seek(0)
    for chunk in source.chunks():
        digest.update(chunk)
        size += len(chunk)
    source.seek(0)
    return digest.hexdigest(), size
