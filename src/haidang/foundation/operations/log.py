"""What foundation writes into the log of actions: entries tied to each other, and the loss of what some said."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from haidang.foundation import registry
from haidang.foundation.models import Event, LogChain
from haidang.foundation.queries.chain import (
    FIRST_DIGEST,
    FORGET_ENTRIES,
    FORGOTTEN,
    chained_digest,
    content_digest,
    stretches_of,
)

MOST_CHARACTERS_OF_NAME = 500
_BYTES_OF_SALT = 16


@transaction.atomic(savepoint=False)
def record_event(
    *,
    actor: Any,
    act: str,
    subject: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    acting_for: str = "",
) -> Event:
    """Write one entry at the end of the log of actions; `actor` is None when the machine acted.

    This function will lock the end of the chain until the transaction of the act is over, so an operation writes
    its rows first and its entries last.
    """
    return _chained(
        Event(
            actor=actor,
            acting_for=acting_for or (registry.acting_name(actor) if actor else ""),
            act=act,
            subject_kind=subject._meta.label_lower,
            subject_id=str(subject.pk),
            subject_name=str(subject)[:MOST_CHARACTERS_OF_NAME],
            before=before,
            after=after,
        )
    )


def _chained(event: Event) -> Event:
    head = _locked_head()
    event.number = head.length + 1
    event.salt = secrets.token_hex(_BYTES_OF_SALT)
    event.previous = head.digest
    event.content_digest = content_digest(event)
    event.digest = chained_digest(event.previous, event.content_digest)
    event.save(force_insert=True)
    LogChain.objects.filter(pk=head.pk).update(length=event.number, digest=event.digest)
    return event


def _locked_head() -> LogChain:
    """The end of the chain, for this transaction alone. On SQLite a transaction that writes is alone anyway."""
    locked = LogChain.objects.select_for_update().filter(pk=LogChain.ONLY)
    if head := locked.first():
        return head
    LogChain.objects.get_or_create(pk=LogChain.ONLY, defaults={"digest": FIRST_DIGEST})
    return locked.get()


def lock_log() -> None:
    """This function will let the acts that call it come one after the other, each until its transaction is over.

    For an act that writes what no constraint can keep from standing twice.
    """
    _locked_head()


def forget_entries(model: type[models.Model], keys: Iterable[Any]) -> None:
    """Take what the entries about some rows say out of the log.

    This function will be called for one reason only: a paper with a secret mark is purged.
    """
    subjects = [str(key) for key in keys]
    forget_said(Event.objects.filter(subject_kind=model._meta.label_lower, subject_id__in=subjects))


@transaction.atomic(savepoint=False)
def forget_said(entries: models.QuerySet[Event]) -> None:
    """Empty entries of the log of all that they say, and log which ones.

    This function will leave their place in the chain, their moment and their digests: the chain stays whole,
    and the salt that would let anybody test a guess is gone. Nothing is logged when there was nothing to forget.
    """
    head = _locked_head()
    numbers = [number for number in entries.values_list("number", flat=True) if number is not None]
    if not numbers:
        return
    entries.update(
        actor=None,
        acting_for="",
        act=FORGOTTEN,
        subject_kind="",
        subject_id="",
        subject_name="",
        before=None,
        after=None,
        salt="",
    )
    record_event(actor=None, act=FORGET_ENTRIES, subject=head, after={"numbers": stretches_of(numbers)})
