"""What foundation reads of saved filters: each person the own ones."""

from typing import Any

from django.db.models import QuerySet
from django.urls import Resolver404, resolve

from haidang.foundation import registry
from haidang.foundation.models import SavedFilter


def saved_filters_of(account: Any) -> QuerySet[SavedFilter]:
    """This function will return the filters that a person has saved, by name."""
    return SavedFilter.objects.filter(account=account).order_by("name", "id")


def keeps_filters(place: str) -> bool:
    """This function will tell whether an address of the site is a list whose filters can be saved."""
    try:
        return resolve(place).view_name in registry.filtered_lists
    except Resolver404:
        return False
