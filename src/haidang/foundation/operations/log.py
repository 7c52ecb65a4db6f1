"""What foundation writes into the log of actions."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from haidang.foundation import registry
from haidang.foundation.models import Event

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
