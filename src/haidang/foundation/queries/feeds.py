"""What foundation reads of calendar feeds."""

from typing import Any

from haidang.foundation import registry
from haidang.foundation.models import CalendarFeed


def open_feed_of(account: Any) -> CalendarFeed | None:
    """This function will return a person's open feed, None without one."""
    return CalendarFeed.objects.filter(account=account, revoked_at=None).first()


def feed_at(token: str) -> CalendarFeed | None:
    """This function will return the open feed with a token, None also when its person has left or is shut out."""
    feed = CalendarFeed.objects.select_related("account").filter(token=token, revoked_at=None).first()
    return feed if feed and registry.is_at_work(feed.account) else None
