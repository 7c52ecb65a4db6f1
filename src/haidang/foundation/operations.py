"""What foundation writes: entries of the log of actions, and private files."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.core.files import File
from django.db import models, transaction

from haidang.foundation import registry
from haidang.foundation.models import Event, StoredFile

MOST_CHARACTERS_OF_NAME = 500


def record_event(
    *,
    actor: Any,
    act: str,
    subject: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    acting_for: str = "",
) -> Event:
    """This function will write one entry in the log of actions; `actor` is None when the machine acted."""
    return Event.objects.create(
        actor=actor,
        acting_for=acting_for or (registry.acting_name(actor) if actor else ""),
        act=act,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_name=str(subject)[:MOST_CHARACTERS_OF_NAME],
        before=before,
        after=after,
    )


def forget_entries(model: type[models.Model], keys: Iterable[Any]) -> None:
    """Take the entries about some rows out of the log.

    This function will be called for one reason only: a paper with a secret mark is purged.
    """
    subjects = [str(key) for key in keys]
    Event.objects.filter(subject_kind=model._meta.label_lower, subject_id__in=subjects).delete()


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
