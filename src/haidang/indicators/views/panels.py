"""What this app shows on pages of others: its place among those of periodic reports."""

from typing import Any

from haidang.foundation.registry import Panel
from haidang.indicators import rules


def places_panel(account: Any, here: str) -> Panel | None:
    """This function will lead to the indicators from the places of periodic reports."""
    if not rules.may_see_indicators(account):
        return None
    return Panel("indicators/places.html", {"here": here})


def proposals_panel(account: Any, programme: Any) -> Panel | None:
    """This function will lead from the targets of a programme to those that may be set for indicators."""
    if not rules.may_keep_indicators(account):
        return None
    return Panel("indicators/proposals_place.html", {"programme": programme})
