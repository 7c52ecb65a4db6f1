"""What foundation writes into the log of actions: entries tied to each other, and the loss of what some said."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Entry:
    """What one entry of the log will say; `actor` is None when the machine acted."""

    actor: Any
    act: str
    subject: models.Model
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    acting_for: str = ""


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
    (event,) = record_events([Entry(actor, act, subject, before, after, acting_for)])
    return event


@transaction.atomic(savepoint=False)
def record_events(entries: Sequence[Entry]) -> list[Event]:
    """This function will write entries at the end of the log in their order, as `record_event` writes one."""
    events = [_event_of(one) for one in entries]
    if not events:
        return []
    head = _locked_head()
    number, digest = head.length, head.digest
    for event in events:
        number += 1
        event.number, event.previous = number, digest
        event.salt = secrets.token_hex(_BYTES_OF_SALT)
        event.content_digest = content_digest(event)
        event.digest = digest = chained_digest(event.previous, event.content_digest)
    Event.objects.bulk_create(events)
    LogChain.objects.filter(pk=head.pk).update(length=number, digest=digest)
    return events


def _event_of(entry: Entry) -> Event:
    return Event(
        actor=entry.actor,
        acting_for=entry.acting_for or (registry.acting_name(entry.actor) if entry.actor else ""),
        act=entry.act,
        subject_kind=entry.subject._meta.label_lower,
        subject_id=str(entry.subject.pk),
        subject_name=str(entry.subject)[:MOST_CHARACTERS_OF_NAME],
        before=entry.before,
        after=entry.after,
    )


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
