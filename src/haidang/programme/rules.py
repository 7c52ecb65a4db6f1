"""Who may say what carries out what."""

from typing import Any

from haidang.agencies.queries.reach import reach_to_write
from haidang.agencies.rules import may_adopt_programme
from haidang.programme.models import ProgrammeLink


def may_link_programmes(account: Any) -> bool:
    """This function will tell who may say which programme carries out which, and ask units for plans."""
    return may_adopt_programme(account)


def may_decide_matches(account: Any, link: ProgrammeLink) -> bool:
    """This function will tell who may say which items match: the standing body, and the unit for its own plan."""
    return may_adopt_programme(account) or reach_to_write(account).covers(link.below.owner_id)
