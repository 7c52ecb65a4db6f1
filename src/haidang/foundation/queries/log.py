"""What foundation reads of the log of actions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from haidang.foundation import registry
from haidang.foundation.models import Event


def events_of(subject: models.Model) -> models.QuerySet[Event]:
    """This function will return the log of one thing, newest first, with who acted."""
    return (
        Event.objects.filter(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))
        .select_related("actor")
        .order_by("-id")
    )


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What to look for in the log of actions; what is empty does not narrow."""

    actor: Any = None
    act: str = ""
    words: str = ""
    day: date | None = None
    number: int | None = None


def events_matching(wanted: EventFilter) -> models.QuerySet[Event]:
    """This function will return the entries of the log that match, newest first, with who acted."""
    found = Event.objects.select_related("actor")
    if wanted.actor is not None:
        found = found.filter(actor=wanted.actor)
    if wanted.act:
        found = found.filter(act=wanted.act)
    if wanted.words:
        found = found.filter(subject_name__icontains=wanted.words)
    if wanted.number is not None:
        found = found.filter(number=wanted.number)
    if wanted.day is not None:
        found = found.filter(at__date=wanted.day)
    return found.order_by("-id")


def act_name(act: str) -> Any:
    """This function will return how an act is called on screen; an act nobody has named shows its own code."""
    return registry.act_names.get(act, act)
