"""Who may do what about periodic reports, by the agencies an account reaches today."""

from datetime import date
from typing import Any

from haidang.agencies.enums import Role
from haidang.agencies.models import Post
from haidang.agencies.queries import reach_to_see
from haidang.agencies.rules import may_see_programmes, posts_today
from haidang.reports.models import Obligation
from haidang.reports.rules import may_answer, may_open_rounds


def may_see_rounds(account: Any) -> bool:
    """This function will tell who sees the rounds of reports: whoever holds a post."""
    return may_see_programmes(account)


def may_run_rounds(account: Any) -> bool:
    """This function will tell who makes regimes, opens and closes rounds and consolidates: officers."""
    return may_open_rounds(account)


def leads_unit(account: Any, obligation: Obligation) -> bool:
    """This function will tell whether a person leads the unit that owes a report today."""
    posts = posts_today(account) if account.is_authenticated else []
    return any(one.role == Role.LEADER and one.agency_id == obligation.agency_id for one in posts)


def may_fill_in(account: Any, obligation: Obligation) -> bool:
    """This function will tell who writes a unit's report: who writes for the unit, and who leads it."""
    return may_answer(account, obligation) or leads_unit(account, obligation)


def may_sign(account: Any, obligation: Obligation, *, on: date) -> bool:
    """This function will tell who signs a unit's report: who leads the unit.

    Who writes for a unit whose leader has no account signs for it; so does an officer who enters what came on paper.
    """
    if leads_unit(account, obligation):
        return True
    return may_answer(account, obligation) and (may_open_rounds(account) or not has_leader(obligation, on=on))


def has_leader(obligation: Obligation, *, on: date) -> bool:
    """This function will tell whether somebody who leads the unit has an account on a day."""
    posts = Post.objects.held_on(on).filter(agency=obligation.agency_id, role=Role.LEADER)
    return posts.filter(account__is_active=True).exists()


def may_see_consolidated(account: Any) -> bool:
    """This function will tell who sees consolidated reports: they name what every unit reported."""
    return reach_to_see(account).is_everywhere
