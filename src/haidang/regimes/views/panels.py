"""What this app shows on pages: the places around periodic reports."""

from typing import Any

from haidang.foundation.registry import Panel
from haidang.regimes import rules


def places_panel(account: Any, here: str) -> Panel | None:
    """This function will lead to the places around periodic reports, the present one marked."""
    if not rules.may_see_rounds(account):
        return None
    context = {
        "here": here,
        "may_run": rules.may_run_rounds(account),
        "may_see_consolidated": rules.may_see_consolidated(account),
    }
    return Panel("regimes/places.html", context)
