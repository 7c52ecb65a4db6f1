"""What this app shows on pages of others: its place among those of periodic reports, and where a sheet is scored."""

from typing import Any

from django.urls import reverse

from haidang.foundation.registry import Panel
from haidang.oversight import rules
from haidang.oversight.queries.drawn import KEY_OF_REQUEST


def places_panel(account: Any, here: str) -> Panel | None:
    """This function will lead to emulation from the places of periodic reports."""
    if not rules.may_see_emulation(account):
        return None
    return Panel("oversight/places.html", {"here": here})


def place_of_sheet(obligation: Any) -> str:
    """This function will return the page on which a unit scores itself, "" for any other obligation."""
    if not obligation.what.startswith(KEY_OF_REQUEST):
        return ""
    sheet = getattr(obligation, "score_sheet", None)
    return reverse("oversight:own_scores", args=[sheet.pk]) if sheet else ""
