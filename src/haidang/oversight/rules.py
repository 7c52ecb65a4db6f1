"""Who may do what about emulation, by the posts an account holds today."""

from typing import Any

from haidang.agencies.enums import Role
from haidang.agencies.queries import reach_to_see
from haidang.agencies.rules import may_see_programmes, posts_today
from haidang.oversight.enums import SchemeState
from haidang.oversight.models import EmulationScheme, ScoreSheet
from haidang.reports.rules import may_open_rounds

_SCORING = (Role.FOCAL, Role.OFFICER, Role.LEADER)


def may_see_emulation(account: Any) -> bool:
    """This function will tell who sees that there is emulation: whoever holds a post."""
    return may_see_programmes(account)


def may_keep_emulation(account: Any) -> bool:
    """This function will tell who makes schemes, checks, answers appeals and publishes: officers."""
    return may_open_rounds(account)


def may_see_all_scores(account: Any) -> bool:
    """This function will tell who sees scores before they are published: officers and leaders."""
    return reach_to_see(account).is_everywhere


def may_see_scheme(account: Any, scheme: EmulationScheme) -> bool:
    """This function will tell who sees a scheme: while it is prepared officers and leaders, then every post."""
    return may_see_emulation(account) and (scheme.state != SchemeState.DRAFT or may_see_all_scores(account))


def may_see_ranking(account: Any, scheme: EmulationScheme) -> bool:
    """This function will tell who sees all units together: officers and leaders, every post once it is published."""
    return may_see_all_scores(account) or (
        may_see_emulation(account) and scheme.state == SchemeState.PUBLISHED
    )


def may_see_sheet(account: Any, sheet: ScoreSheet) -> bool:
    """This function will tell who sees a sheet: its unit, and whoever sees the ranking."""
    return may_see_ranking(account, sheet.scheme) or (
        may_see_emulation(account) and any(reach_to_see(account).covers(one) for one in _bodies_of(sheet))
    )


def may_see_rows(account: Any, sheet: ScoreSheet) -> bool:
    """This function will tell who sees what a sheet stands on, row by row: whoever sees the work of the unit."""
    return any(reach_to_see(account).covers(one) for one in _bodies_of(sheet))


def may_score_itself(account: Any, sheet: ScoreSheet) -> bool:
    """This function will tell who scores for a unit and appeals: who writes for this very unit, or leads it, or for
    the body that answers for it since it ended.
    """
    if sheet.closed_on is not None:
        return False
    posts = posts_today(account) if account.is_authenticated else []
    return any(one.role in _SCORING and one.agency_id in _bodies_of(sheet) for one in posts)


def _bodies_of(sheet: ScoreSheet) -> set[int]:
    """The unit judged, its heir, and who owes its self-score since a reorganisation."""
    bodies = {sheet.agency_id, sheet.heir_id or sheet.agency_id}
    return bodies | ({sheet.obligation.agency_id} if sheet.obligation else set())
