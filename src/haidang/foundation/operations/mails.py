"""What foundation writes of e-mails: one is made of notices, taken up by one process, and sent once.

A failure before the server took the e-mail is tried again later. Where nobody can say whether it was taken (the line
broke while the server answered, the process died), it is not sent again: the notice is in the product anyway.
"""

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template import loader
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haidang.foundation import registry
from haidang.foundation.counts import ShownCount
from haidang.foundation.enums import MailKind, MailState
from haidang.foundation.models import Mail, Notice
from haidang.foundation.queries.mails import is_quiet, mail_to_send, notices_to_write, person_to_write

logger = logging.getLogger(__name__)

WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))
LONGEST_SENDING = timedelta(minutes=15)
MOST_NOTICES = 100
_SECONDS_FOR_SERVER = 30
_MOST_CHARACTERS_OF_FAILURE = 300


class NotTaken(Exception):
    """The server did not take the e-mail: it can be tried again."""


def write_next_mail(*, at: datetime) -> bool:
    """This function will make one e-mail that is due and tell whether there was one; none in the quiet hours."""
    local = timezone.localtime(at)
    if settings.MAIL_SERVER is None or _is_quiet(local):
        return False
    is_digest_time = local.time() >= settings.MAIL_DIGEST_AT
    kinds = (MailKind.URGENT, MailKind.DIGEST) if is_digest_time else (MailKind.URGENT,)
    return any(_is_written(kind, local) for kind in kinds)


def _is_written(kind: MailKind, at: datetime) -> bool:
    person = person_to_write(kind, at=at)
    if person is None:
        return False
    try:
        _write_mail(person, kind, at)
    except IntegrityError:
        # Another process wrote the digest of this person and day at the same moment.
        logger.info("e-mail to account %s was written by another process", person.pk)
    return True


@transaction.atomic
def _write_mail(person: Any, kind: MailKind, at: datetime) -> None:
    told = notices_to_write(at=at).filter(to=person).select_for_update()
    if kind == MailKind.URGENT:
        told = told.filter(is_urgent=True)
    keys = list(told.order_by("-is_urgent", "id").values_list("pk", flat=True)[:MOST_NOTICES])
    if not keys:
        return
    domain = parseaddr(_sender())[1].rpartition("@")[2]
    mail = Mail.objects.create(
        to=person,
        email=person.email,
        kind=kind,
        day=at.date(),
        due_at=at,
        message_id=make_msgid(domain=domain),
    )
    Notice.objects.filter(pk__in=keys).update(mail=mail)


def send_next_mail(*, clock: Callable[[], datetime]) -> bool:
    """This function will send one e-mail that is due and tell whether one was taken up; none in the quiet hours."""
    at = clock()
    if settings.MAIL_SERVER is None or _is_quiet(timezone.localtime(at)):
        return False
    _give_up_on_lost_ones(at)
    mail = mail_to_send(at=at)
    if mail is None:
        return False
    claimed = Mail.objects.filter(pk=mail.pk, state=MailState.WAITING, attempts=mail.attempts)
    if claimed.update(state=MailState.SENDING, attempts=mail.attempts + 1, claimed_at=at):
        mail.attempts += 1
        _send_claimed(mail, clock)
    return True


def _send_claimed(mail: Mail, clock: Callable[[], datetime]) -> None:
    if not registry.is_at_work(mail.to) or not mail.notices.exists():
        _end(
            mail, MailState.GIVEN_UP, failure=_("The person has left, or there is nothing to tell any more.")
        )
        return
    try:
        _hand_to_server(message_of(mail))
    except NotTaken as refused:
        _try_later(mail, str(refused), clock())
    except (OSError, smtplib.SMTPException) as broken:
        _end(mail, MailState.UNSURE, failure=_words_of(broken))
    else:
        _end(mail, MailState.SENT, sent_at=clock())


def _try_later(mail: Mail, failure: str, at: datetime) -> None:
    if mail.attempts > len(WAITS):
        _end(mail, MailState.GIVEN_UP, failure=failure)
        logger.error("e-mail %s could not be sent after %s attempts", mail.pk, mail.attempts)
    else:
        _end(mail, MailState.WAITING, failure=failure, due_at=at + WAITS[mail.attempts - 1])


@transaction.atomic
def _end(mail: Mail, state: MailState, **facts: Any) -> None:
    Mail.objects.filter(pk=mail.pk, state=MailState.SENDING).update(state=state, **facts)
    if state == MailState.SENT:
        Notice.objects.filter(mail=mail).update(mailed_at=facts["sent_at"])


def _give_up_on_lost_ones(at: datetime) -> None:
    """What a process took up and never finished: nobody knows whether the server has it."""
    lost = Mail.objects.filter(state=MailState.SENDING, claimed_at__lt=at - LONGEST_SENDING)
    lost.update(state=MailState.UNSURE, failure=_("The process that sent it was stopped."))


def _hand_to_server(message: EmailMessage) -> None:
    """Give a message to the server; raise NotTaken where it is certain that the server does not have it."""
    server = settings.MAIL_SERVER
    try:
        line = _open_line(server)
    except (OSError, smtplib.SMTPException) as closed:
        raise NotTaken(_words_of(closed)) from closed
    try:
        line.send_message(message)
    except (
        smtplib.SMTPRecipientsRefused,
        smtplib.SMTPSenderRefused,
        smtplib.SMTPDataError,
        smtplib.SMTPNotSupportedError,
    ) as refused:
        raise NotTaken(_words_of(refused)) from refused
    finally:
        _close(line)


def _close(line: smtplib.SMTP) -> None:
    """The server has answered already: what goes wrong now changes nothing."""
    try:
        line.quit()
    except (OSError, smtplib.SMTPException):
        line.close()


def _open_line(server: Any) -> smtplib.SMTP:
    kind = smtplib.SMTP_SSL if server.security == "ssl" else smtplib.SMTP
    line = kind(server.host, server.port, timeout=_SECONDS_FOR_SERVER)
    if server.security == "starttls":
        line.starttls()
    if server.user:
        line.login(server.user, server.password)
    return line


def message_of(mail: Mail) -> EmailMessage:
    """This function will write an e-mail in the language of its person, as plain text and as simple HTML."""
    with translation.override(mail.to.language or settings.LANGUAGE_CODE):
        notices = list(mail.notices.order_by("-is_urgent", "id"))
        shown = {"mail": mail, "notices": notices, "site": settings.SITE_ADDRESS}
        message = EmailMessage()
        message["Subject"] = _subject_of(mail, len(notices))
        message.set_content(loader.render_to_string("foundation/mail.txt", shown))
        message.add_alternative(loader.render_to_string("foundation/mail.html", shown), subtype="html")
    message["From"] = _sender()
    message["To"] = mail.email
    message["Date"] = format_datetime(timezone.localtime(mail.due_at))
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    return message


def _subject_of(mail: Mail, number: int) -> str:
    """The number alone: titles of work do not belong on envelopes."""
    if mail.kind == MailKind.URGENT:
        words = ngettext("Hải Đăng: %(number)s urgent notice", "Hải Đăng: %(number)s urgent notices", number)
    else:
        words = ngettext("Hải Đăng: %(number)s new notice", "Hải Đăng: %(number)s new notices", number)
    return words % {"number": ShownCount(number)}


def _sender() -> str:
    server: Any = settings.MAIL_SERVER
    return server.sender


def _is_quiet(local: datetime) -> bool:
    return is_quiet(local.time(), begin=settings.MAIL_QUIET_FROM, end=settings.MAIL_QUIET_UNTIL)


def _words_of(failure: Exception) -> str:
    return f"{type(failure).__name__}: {failure}"[:_MOST_CHARACTERS_OF_FAILURE]
