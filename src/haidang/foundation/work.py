"""What the work loop does for notices: write the e-mails that are due, send the next one."""

from collections.abc import Callable

from django.utils import timezone

from haidang.foundation.operations.mails import send_next_mail, write_next_mail


def write_mail() -> bool:
    return write_next_mail(at=timezone.now())


def send_mail() -> bool:
    return send_next_mail(clock=timezone.now)


PIECES: tuple[Callable[[], bool], ...] = (write_mail, send_mail)
