"""What foundation writes of private files."""

import hashlib
import logging
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import batched

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from haidang.foundation.models import StoredFile

logger = logging.getLogger(__name__)

# A file comes to the disk before its row is committed; no act takes as long as this.
AGE_OF_STRAYS = timedelta(days=1)
_NAME_ON_DISK = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")
_NAMES_AT_ONCE = 500


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


def sweep_stray_files(*, at: datetime) -> int:
    """Remove files that no row names: an act that was killed between the disk and its commit left them.

    This function will return how many went. It touches none younger than AGE_OF_STRAYS, and none at all where more
    files have no row than have one: then it is the database that is wrong (another one, an older backup).
    """
    named, strays = 0, []
    old = (name for name in _names_on_disk() if default_storage.get_modified_time(name) < at - AGE_OF_STRAYS)
    for names in batched(old, _NAMES_AT_ONCE):
        known = set(StoredFile.objects.filter(file__in=names).values_list("file", flat=True))
        named += len(known)
        strays += [name for name in names if name not in known]
    if len(strays) > named:
        logger.error("%s of %s files have no row: nothing removed", len(strays), named + len(strays))
        return 0
    for name in strays:
        default_storage.delete(name)
    if strays:
        logger.warning("removed %s files that no row names", len(strays))
    return len(strays)


def _names_on_disk() -> Iterator[str]:
    if not default_storage.exists(""):
        return
    for folder in sorted(default_storage.listdir("")[0]):
        for name in sorted(default_storage.listdir(folder)[1]):
            if _NAME_ON_DISK.fullmatch(f"{folder}/{name}"):
                yield f"{folder}/{name}"


def _digest_and_size(source: File) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    source.seek(0)
    for chunk in source.chunks():
        digest.update(chunk)
        size += len(chunk)
    source.seek(0)
    return digest.hexdigest(), size
