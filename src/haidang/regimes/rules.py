"""Who may do what about periodic reports, by the agencies an account reaches today."""

from typing import Any

from haidang.agencies.queries import reach_to_see
from haidang.agencies.rules import may_see_programmes
from haidang.reports.rules import may_open_rounds


def may_see_rounds(account: Any) -> bool:
    """This function will tell who sees the rounds of reports: whoever holds a post."""
    return may_see_programmes(account)


def may_run_rounds(account: Any) -> bool:
    """This function will tell who makes regimes, opens and closes rounds and consolidates: officers."""
    return may_open_rounds(account)


def may_see_consolidated(account: Any) -> bool:
    """This function will tell who sees consolidated reports: they name what every unit reported."""
    return reach_to_see(account).is_everywhere
