"""What foundation writes of calendar feeds: one open address for each person, revoked at will."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from haidang.foundation.models import CalendarFeed
from haidang.foundation.operations.log import record_event

_BYTES_OF_TOKEN = 32


@transaction.atomic
def open_feed(*, account: Any) -> CalendarFeed:
    """This function will give a person an address for a calendar program; the one that is open stays."""
    token = secrets.token_urlsafe(_BYTES_OF_TOKEN)
    feed, is_new = CalendarFeed.objects.get_or_create(
        account=account, revoked_at=None, defaults={"token": token}
    )
    if is_new:
        record_event(actor=account, act="foundation.open_feed", subject=feed)
    return feed


@transaction.atomic
def revoke_feed(*, account: Any, at: datetime) -> None:
    """This function will shut a person's address for good; a second time changes nothing."""
    for feed in CalendarFeed.objects.filter(account=account, revoked_at=None):
        if CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=at):
            record_event(actor=account, act="foundation.revoke_feed", subject=feed)
