"""What foundation writes of notices: one for each person and reason, and that it was read.

A notice is itself the record that somebody was told, so none of this is written in the log of actions.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation

from haidang.foundation.models import Notice


@transaction.atomic
def put_notice(
    *, to: Any, kind: str, title: Any, text: Any, address: str, key: str, is_urgent: bool = False
) -> Notice:
    """Tell an account something once: what was told under a `key` before is not told again.

    This function will write lazy words of `title` and `text` in the language of the person; `address` is a path
    in the site ("" for none). It returns the notice that stands under the key.
    """
    if address and (not address.startswith("/") or address.startswith("//")):
        raise ValueError(f"the address of a notice is a path in the site: {address!r}")
    with translation.override(to.language or settings.LANGUAGE_CODE):
        told = {"title": str(title)[: Notice.MOST_CHARACTERS_OF_TITLE], "text": str(text)}
    wanted = {"kind": kind, "address": address, "is_urgent": is_urgent} | told
    notice, _is_new = Notice.objects.get_or_create(to=to, key=key, defaults=wanted)
    return notice


def mark_read(*, notice: Notice, at: datetime) -> None:
    """This function will keep when a notice was read first; a second reading changes nothing."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)


def mark_all_read(*, account: Any, at: datetime, up_to: int) -> None:
    """This function will mark as read what a person was shown: the notices up to the one numbered `up_to`."""
    Notice.objects.filter(to=account, read_at=None, pk__lte=up_to).update(read_at=at)


def forget_notices(
    *, addresses: Iterable[str] = (), words: Iterable[str] = (), keys: Iterable[int] = ()
) -> None:
    """Delete notices that lead to some pages, hold some words or are named, also from e-mails not sent yet.

    This function will be called for one reason only: a paper with a secret mark is purged. An address stands for
    all pages that begin with it.
    """
    named = Q(pk__in=list(keys))
    for address in addresses:
        named |= Q(address__startswith=address)
    for word in filter(None, words):
        named |= Q(title__contains=word) | Q(text__contains=word)
    Notice.objects.filter(named).delete()
