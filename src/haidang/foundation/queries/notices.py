"""What foundation reads of notices."""

from typing import Any

from django.db import models
from django.db.models.functions import Coalesce

from haidang.foundation import registry
from haidang.foundation.models import Notice


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
