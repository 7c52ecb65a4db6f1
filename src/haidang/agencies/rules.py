"""Who may do what. Rights follow from the posts a person holds today, never from the account itself.

An administrator keeps accounts, agencies and the log; the work on papers is the standing body's. A person
who does both holds two posts, and both stand in the log.
"""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from haidang.agencies.enums import Role
from haidang.agencies.models import Post


def posts_today(account: Any) -> list[Post]:
    """This function will return the posts held today, oldest first, read once for each loaded account."""
    if not hasattr(account, "_posts_today"):
        held = (
            account.posts.held_on(timezone.localdate()).select_related("agency").order_by("valid_from", "id")
        )
        account._posts_today = list(held)
    return account._posts_today


def acting_agency_name(account: Any) -> str:
    """This function will name the agency a person acts for today: that of the oldest post, "" without a post."""
    posts = posts_today(account) if account.is_authenticated else []
    return posts[0].agency.name if posts else ""


def holds_a_post(account: Any) -> bool:
    """This function will tell who is at work today and may be told things: whoever holds any post."""
    return _holds(account, *Role)


def holding_a_post(accounts: QuerySet) -> QuerySet:
    """This function will keep the accounts of people who are at work today, as `holds_a_post` tells it of one."""
    held = Post.objects.held_on(timezone.localdate()).filter(account=OuterRef("pk"))
    return accounts.filter(Exists(held), is_active=True)


def may_handle_documents(account: Any) -> bool:
    """This function will tell who may hand in papers and see the register of papers."""
    return _holds(account, Role.OFFICER)


def may_review_readings(account: Any) -> bool:
    return _holds(account, Role.OFFICER)


def may_adopt_programme(account: Any) -> bool:
    return _holds(account, Role.OFFICER)


def may_see_programmes(account: Any) -> bool:
    """This function will tell who may read programmes and the papers behind them: every post there is."""
    return _holds(account, *Role)


def may_administer(account: Any) -> bool:
    """This function will tell who may keep accounts and agencies and read the log of actions."""
    return _holds(account, Role.ADMINISTRATOR)


def may_keep_agencies(account: Any) -> bool:
    """This function will tell who may create agencies and change their names."""
    return _holds(account, Role.ADMINISTRATOR, Role.OFFICER)


def _holds(account: Any, *roles: str) -> bool:
    if not account.is_authenticated or not account.is_active:
        return False
    return any(post.role in roles for post in posts_today(account))
