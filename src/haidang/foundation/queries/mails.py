"""What foundation reads of e-mails: who is to be written to, which one is to be sent, what was sent."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

from haidang.foundation import registry
from haidang.foundation.enums import MailKind, MailState
from haidang.foundation.models import Mail, Notice

# What is older was not urgent when e-mail was switched on, and is in the product anyway.
DAYS_WORTH_WRITING = 7


def is_quiet(at: time, *, begin: time, end: time) -> bool:
    """This function will tell whether a time lies in the quiet hours, which may go over midnight; `end` is out."""
    if begin <= end:
        return begin <= at < end
    return at >= begin or at < end


def notices_to_write(*, at: datetime) -> models.QuerySet[Notice]:
    """This function will return the notices that no e-mail speaks of yet and that their persons have not read."""
    since = at - timedelta(days=DAYS_WORTH_WRITING)
    return Notice.objects.filter(mail=None, read_at=None, created_at__gt=since)


def person_to_write(kind: MailKind, *, at: datetime) -> Any:
    """Find one person to whom an e-mail of this kind is due now, None when there is nobody.

    This function will leave out people without an e-mail address, whoever has left, and for the digest whoever
    has had the one of the day.
    """
    told = notices_to_write(at=at).filter(to=models.OuterRef("pk"))
    if kind == MailKind.URGENT:
        told = told.filter(is_urgent=True)
    people = get_user_model()._default_manager.exclude(email="").filter(models.Exists(told))
    if kind == MailKind.DIGEST:
        today = Mail.objects.filter(to=models.OuterRef("pk"), kind=kind, day=at.date())
        people = people.filter(~models.Exists(today))
    return registry.accounts_at_work(people).order_by("pk").first()


def mail_to_send(*, at: datetime) -> Mail | None:
    """This function will return the e-mail that waits longest of those due, None when none is."""
    waiting = Mail.objects.filter(state=MailState.WAITING, due_at__lte=at)
    return waiting.select_related("to").order_by("due_at", "id").first()


def mails_sent() -> models.QuerySet[Mail]:
    """This function will return all e-mails, newest first, with their persons and numbers of notices."""
    counted = Mail.objects.select_related("to").annotate(number_of_notices=models.Count("notices"))
    return counted.order_by("-id")


def mails_of(account: Any) -> models.QuerySet[Mail]:
    """This function will return the e-mails to one person with their notices, newest first."""
    if not registry.is_at_work(account):
        return Mail.objects.none()
    told = models.Prefetch("notices", Notice.objects.order_by("id"))
    return Mail.objects.filter(to=account).prefetch_related(told).order_by("-id")
