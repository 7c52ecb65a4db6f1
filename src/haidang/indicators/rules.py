"""Who may do what about indicators, by the posts an account holds today."""

from typing import Any

from haidang.agencies.rules import may_see_programmes
from haidang.reports.rules import may_open_rounds


def may_see_indicators(account: Any) -> bool:
    """This function will tell who sees indicators: whoever holds a post; units see figures of their own."""
    return may_see_programmes(account)


def may_keep_indicators(account: Any) -> bool:
    """This function will tell who makes indicators and targets and writes the return: officers."""
    return may_open_rounds(account)
