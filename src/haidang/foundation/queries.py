"""What foundation reads: the log of actions and notices."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce

from haidang.foundation import registry
from haidang.foundation.models import Event, Notice


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


def events_matching(wanted: EventFilter) -> models.QuerySet[Event]:
    """This function will return the entries of the log that match, newest first, with who acted."""
    found = Event.objects.select_related("actor")
    if wanted.actor is not None:
        found = found.filter(actor=wanted.actor)
    if wanted.act:
        found = found.filter(act=wanted.act)
    if wanted.words:
        found = found.filter(subject_name__icontains=wanted.words)
    if wanted.day is not None:
        found = found.filter(at__date=wanted.day)
    return found.order_by("-id")


def act_name(act: str) -> Any:
    """This function will return how an act is called on screen; an act nobody has named shows its own code."""
    return registry.act_names.get(act, act)


def notices_of(account: Any) -> models.QuerySet[Notice]:
    """This function will return what a person was told, newest first; nothing to whoever holds no post today."""
    if not registry.is_at_work(account):
        return Notice.objects.none()
    return Notice.objects.filter(to=account).order_by("-id")


def count_of_unread(account: str = "pk") -> models.Expression:
    """This function will give the number of unread notices as a column of a query of accounts.

    The bell of every page takes it from the query that loads the account, so that no page asks once more.
    """
    unread = Notice.objects.filter(to=models.OuterRef(account), read_at=None).order_by()
    counted = unread.values("to").annotate(number=models.Count("pk")).values("number")
    return Coalesce(models.Subquery(counted), 0)


def notice_name(kind: str) -> Any:
    """This function will return how a kind of notices is called on screen; "" for one nobody has named."""
    return registry.notice_names.get(kind, "")
