"""Reminders go out: one digest a day for each person, every step once; what was sent is kept."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import lazy

from haidang.engines.reckoning.reminder_ladder import DEFAULT_REMINDERS, ReminderSettings
from haidang.engines.reckoning.reminder_notices import Notice, notices_due
from haidang.reports.models import SentReminder
from haidang.reports.operations.reminder_words import notice_address, notice_text, notice_title
from haidang.reports.queries.reminding import RemindedWork, reminded_work

KIND = "reports.reminder"

# What tells a person something once under a key and returns the notice: keywords to, kind, title, text, address,
# key, is_urgent.
Send = Callable[..., Any]


def remind_people(*, now: datetime, send: Send, settings: ReminderSettings = DEFAULT_REMINDERS) -> int:
    """Send the reminders that are due, and tell how many notices went.

    This function will keep every step as sent in the transaction of its notice; asked again, or by two processes at
    once, it sends nothing twice: the key of a notice is its person and day. A programme's own ladder goes before the
    steps of `settings`.
    """
    today = timezone.localdate(now)
    work = reminded_work(on=today)
    notices = notices_due(work.reminded, now, settings, digested=work.digested)
    for notice in notices:
        with transaction.atomic():
            told = _send(notice, work, send=send, on=today)
            _keep_sent(notice, work, told=told, on=today)
    return len(notices)


def _keep_sent(notice: Notice, work: RemindedWork, *, told: Any, on: date) -> None:
    things = [(one, work.things[one.key]) for one in notice.reminders]
    SentReminder.objects.bulk_create(
        [
            SentReminder(
                **{f"{thing.about}_id": thing.row.pk},
                person_id=int(notice.person),
                step=one.step_days,
                due_on=one.due_on,
                sent_on=on,
                is_urgent=notice.is_urgent,
                notice=told,
            )
            for one, thing in things
        ],
        ignore_conflicts=True,
    )


def _send(notice: Notice, work: RemindedWork, *, send: Send, on: date) -> Any:
    first = notice.reminders[0]
    of_what = f"{first.key}:{first.step_days}:{first.due_on}" if notice.is_urgent else f"{on}"
    return send(
        to=work.people[notice.person],
        kind=KIND,
        title=_told_later(lambda: notice_title(notice, work)),
        text=_told_later(lambda: notice_text(notice, work, on=on)),
        address=notice_address(notice, work),
        key=f"{KIND}:{of_what}",
        is_urgent=notice.is_urgent,
    )


def _told_later(words: Callable[[], str]) -> Any:
    """Words that are made when they are read, in the language of the person who reads them."""
    return lazy(words, str)()
