"""Accounts, their posts, and whether a log-in is shut."""

from datetime import datetime

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q

from haidang.agencies.models import Account, Post


def accounts_matching(words: str) -> models.QuerySet[Account]:
    """This function will return the accounts whose login or name contains the words, with their posts."""
    named = Account.objects.filter(Q(username__icontains=words) | Q(full_name__icontains=words))
    posts = Post.objects.select_related("agency").order_by("valid_from", "id")
    return named.prefetch_related(Prefetch("posts", posts)).order_by("username")


def posts_of(account: Account) -> models.QuerySet[Post]:
    """This function will return the posts an account held or holds, latest first."""
    return account.posts.select_related("agency").order_by("-valid_from", "id")


def is_locked_out(account: Account, *, at: datetime) -> bool:
    """This function will tell whether too many wrong passwords keep this login shut at this moment."""
    recent = AccessAttempt.objects.filter(username=account.username, attempt_time__gte=at - get_cool_off())
    failures = recent.aggregate(all=models.Sum("failures_since_start"))["all"] or 0
    return failures >= settings.LOCKOUT_FAILURES
