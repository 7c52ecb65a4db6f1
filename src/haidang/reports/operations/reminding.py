"""Reminders go out: one digest a day for each person, every step once; what was sent is kept."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haidang.engines.reckoning.reminder_ladder import DEFAULT_REMINDERS, ReminderSettings
from haidang.engines.reckoning.reminder_notices import Notice, Reminder, notices_due
from haidang.reports.models import Obligation, SentReminder
from haidang.reports.queries.reminding import RemindedWork, reminded_work

KIND = "reports.reminder"
MOST_LINES = 20
_MOST_CHARACTERS = 120

# What tells a person something once under a key: keywords to, kind, title, text, address, key, is_urgent.
Send = Callable[..., Any]


def remind_people(*, now: datetime, send: Send, settings: ReminderSettings = DEFAULT_REMINDERS) -> int:
    """Send the reminders that are due, and tell how many notices went.

    This function will keep every step as sent in the transaction of its notice; asked again, or by two processes at
    once, it sends nothing twice: the key of a notice is its person and day.
    """
    today = timezone.localdate(now)
    work = reminded_work(on=today)
    notices = notices_due(work.reminded, now, settings, digested=work.digested)
    for notice in notices:
        with transaction.atomic():
            _keep_sent(notice, on=today)
            _send(notice, work, send=send, on=today)
    return len(notices)


def _keep_sent(notice: Notice, *, on: date) -> None:
    SentReminder.objects.bulk_create(
        [
            SentReminder(
                obligation_id=int(one.key),
                person_id=int(notice.person),
                step=one.step_days,
                due_on=one.due_on,
                sent_on=on,
                is_urgent=notice.is_urgent,
            )
            for one in notice.reminders
        ],
        ignore_conflicts=True,
    )


def _send(notice: Notice, work: RemindedWork, *, send: Send, on: date) -> None:
    person = work.people[notice.person]
    first = notice.reminders[0]
    of_what = f"{first.key}:{first.step_days}:{first.due_on}" if notice.is_urgent else f"{on}"
    send(
        to=person,
        kind=KIND,
        title=_told_later(lambda: _title_of(notice)),
        text=_told_later(lambda: _text_of(notice, work, on)),
        address=_address_of(notice),
        key=f"{KIND}:{of_what}",
        is_urgent=notice.is_urgent,
    )


def _told_later(words: Callable[[], str]) -> Any:
    """Words that are made when they are read, in the language of the person who reads them."""
    return lazy(words, str)()


def _title_of(notice: Notice) -> str:
    count = len(notice.reminders)
    return ngettext("%(count)d thing to report", "%(count)d things to report", count) % {"count": count}


def _text_of(notice: Notice, work: RemindedWork, on: date) -> str:
    lines = [_line_of(one, work.obligations[one.key], on) for one in notice.reminders[:MOST_LINES]]
    more = len(notice.reminders) - len(lines)
    lines += [ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}] if more else []
    return "\n".join(lines)


def _line_of(reminder: Reminder, obligation: Obligation, on: date) -> str:
    was_due = _("%(title)s (%(agency)s): was due on %(day)s")
    is_due = _("%(title)s (%(agency)s): due on %(day)s")
    return (was_due if reminder.due_on < on else is_due) % {
        "title": Truncator(obligation.title).chars(_MOST_CHARACTERS),
        "agency": obligation.agency.name,
        "day": f"{reminder.due_on:%d/%m/%Y}",
    }


def _address_of(notice: Notice) -> str:
    if len(notice.reminders) == 1:
        return reverse("reports:obligation", args=[int(notice.reminders[0].key)])
    return reverse("reports:my_work")
