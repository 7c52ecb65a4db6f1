"""Who may do what. Rights follow from the posts a person holds today, never from the account itself.

An administrator keeps accounts, agencies and the log; the work on papers is the standing body's. A person
who does both holds two posts, and both stand in the log.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from haidang.agencies.enums import Role
from haidang.agencies.models import Delegation, Post

# As much as the log of actions keeps of the name of whom somebody acts for.
MOST_LETTERS_OF_ACTING_NAME = 300


def mark_of_password(account: Any) -> str:
    """This function will tell one password of an account from the next, and nothing about either."""
    return salted_hmac("haidang.agencies.password", account.password, algorithm="sha256").hexdigest()


def posts_open_today(account: Any) -> list[Post]:
    """This function will return the posts an account may act for today: its own, then those others delegated to it.

    Read once for each loaded account. A delegated post is one whose account is another.
    """
    if not hasattr(account, "_posts_open_today"):
        day = timezone.localdate()
        delegated = Delegation.objects.held_on(day).filter(delegate=account).values("post")
        held = (
            Post.objects.held_on(day)
            .filter(Q(account=account) | Q(pk__in=delegated))
            .select_related("agency", "account")
            .order_by("valid_from", "id")
        )
        account._posts_open_today = sorted(held, key=lambda post: post.account_id != account.pk)
    return account._posts_open_today


def posts_today(account: Any) -> list[Post]:
    """This function will return the posts an account acts by today, oldest first.

    These are all its own posts, or the one it chose to act for (`acting_as`, from the session): what was chosen and
    is not open any more gives no right.
    """
    posts = posts_open_today(account)
    if account.acting_as is None:
        return [post for post in posts if post.account_id == account.pk]
    return [post for post in posts if post.pk == account.acting_as]


def posts_delegated_to(account: Any) -> list[Post]:
    """This function will return the posts of others for which an account may act today."""
    return [post for post in posts_open_today(account) if post.account_id != account.pk]


def principal_of(account: Any) -> Post | None:
    """This function will return the post of another person for which an account acts now, None for its own work."""
    if not account.is_authenticated:
        return None
    return next((post for post in posts_today(account) if post.account_id != account.pk), None)


def acting_agency_name(account: Any) -> str:
    """This function will name for whom a person acts today.

    That is the person and agency of a delegated post, else the agency of the oldest own post, "" without a post.
    """
    posts = posts_today(account) if account.is_authenticated else []
    if not posts:
        return ""
    post = posts[0]
    if post.account_id == account.pk:
        return post.agency.name
    return f"{post.account}, {post.agency}"[:MOST_LETTERS_OF_ACTING_NAME]


def acting_person_name(account: Any) -> str:
    """This function will name the person for whom an account acts now, "" when it acts for itself."""
    post = principal_of(account)
    return f"{post.account}, {post.agency}" if post else ""


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


def may_see_people(account: Any) -> bool:
    """This function will tell who may open the directory of people: every post there is."""
    return _holds(account, *Role)


def may_keep_people(account: Any) -> bool:
    """This function will tell who may give, hand over and end seats."""
    return _holds(account, Role.OFFICER)


def may_see_leaving(account: Any) -> bool:
    """This function will tell who sees what a person who left still held open, and hands it over."""
    return _holds(account, Role.OFFICER, Role.ADMINISTRATOR)


def may_circulate_papers(account: Any) -> bool:
    """This function will tell who may send a paper to agencies to be read and made known there."""
    return _holds(account, Role.OFFICER)


def may_follow_circulations(account: Any) -> bool:
    """This function will tell who sees which agencies have read a paper that was sent to them."""
    return _holds(account, Role.OFFICER, Role.LEADER)


def posts_to_delegate(account: Any) -> list[Post]:
    """This function will return the posts for which an account may let another act: its own, none as administrator.

    Who acts for another delegates nothing.
    """
    if principal_of(account):
        return []
    own = [post for post in posts_open_today(account) if post.account_id == account.pk]
    return [post for post in own if post.role != Role.ADMINISTRATOR]


def may_reorganise(account: Any) -> bool:
    """This function will tell who may carry out an act of reorganisation, and undo it."""
    return _holds(account, Role.ADMINISTRATOR, Role.OFFICER)


def _holds(account: Any, *roles: str) -> bool:
    if not account.is_authenticated or not account.is_active:
        return False
    return any(post.role in roles for post in posts_today(account))
