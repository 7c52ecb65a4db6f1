"""What foundation writes of saved filters: each person the own ones."""

from typing import Any

from django.db import transaction

from haidang.foundation.models import SavedFilter
from haidang.foundation.operations.log import record_event


@transaction.atomic
def save_filter(*, account: Any, place: str, name: str, query: str) -> SavedFilter:
    """This function will keep a filter of a list under a name; the same name again takes the new filter."""
    before = SavedFilter.objects.filter(account=account, place=place, name=name).first()
    if before and before.query == query:
        return before
    saved, _is_new = SavedFilter.objects.update_or_create(
        account=account, place=place, name=name, defaults={"query": query}
    )
    record_event(actor=account, act="foundation.save_filter", subject=saved)
    return saved


@transaction.atomic
def forget_filter(*, saved: SavedFilter, account: Any) -> None:
    """This function will remove a filter that a person had saved; a second time changes nothing."""
    if SavedFilter.objects.filter(pk=saved.pk).exists():
        record_event(actor=account, act="foundation.forget_filter", subject=saved)
        SavedFilter.objects.filter(pk=saved.pk).delete()
