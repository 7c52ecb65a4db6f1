"""Accounts and the posts that give them their rights."""

import secrets
from datetime import date
from typing import Any

from axes.utils import reset as forget_failed_log_ins
from django.db import transaction

from haidang.agencies.enums import AgencyKind, Role
from haidang.agencies.errors import (
    AdministratorExists,
    LastAdministrator,
    LoginTaken,
    PasswordGivenMeanwhile,
)
from haidang.agencies.models import Account, Agency, Post
from haidang.agencies.operations.naming import create_agency
from haidang.agencies.rules import mark_of_password
from haidang.foundation.operations import record_event

# Read out over the telephone: no letter that sounds or looks like another, no digit that looks like a letter.
PASSWORD_LETTERS = "abcdeghkmnpqrtuvxy346789"
PASSWORD_GROUPS, LETTERS_IN_GROUP = 4, 4


@transaction.atomic
def create_account(*, username: str, full_name: str, email: str, created_by: Any) -> tuple[Account, str]:
    """This function will create an account and return it with its one-time password. Raises LoginTaken."""
    password = _one_time_password()
    return _enter_account(username, full_name, email, password=password, by=created_by), password


@transaction.atomic
def prepare_account(*, username: str, full_name: str, email: str, created_by: Any) -> Account:
    """Create an account that nobody can log in with until it is given a password.

    This function will raise LoginTaken.
    """
    return _enter_account(username, full_name, email, password=None, by=created_by)


@transaction.atomic
def create_first_administrator(
    *, username: str, full_name: str, agency_name: str, on: date
) -> tuple[Account, str]:
    """This function will open an empty installation: an administrator in an agency, with a one-time password.

    Raises AdministratorExists once there is one.
    """
    if Post.objects.held_on(on).filter(role=Role.ADMINISTRATOR, account__is_active=True).exists():
        raise AdministratorExists
    account, password = create_account(username=username, full_name=full_name, email="", created_by=None)
    agency = create_agency(name=agency_name, kind=AgencyKind.OTHER, created_by=None)
    give_post(account=account, agency=agency, role=Role.ADMINISTRATOR, valid_from=on, given_by=None)
    return account, password


@transaction.atomic
def change_account(*, account: Account, full_name: str, email: str, changed_by: Any) -> Account:
    """This function will correct the name and e-mail of an account; the same ones again change nothing."""
    before = {"full_name": account.full_name, "email": account.email}
    if before == {"full_name": full_name, "email": email}:
        return account
    account.full_name, account.email = full_name, email
    account.save(update_fields=["full_name", "email"])
    record_event(
        actor=changed_by,
        act="agencies.change_account",
        subject=account,
        before=before,
        after={"full_name": full_name, "email": email},
    )
    return account


@transaction.atomic
def give_post(
    *,
    account: Account,
    agency: Agency,
    role: str,
    valid_from: date,
    given_by: Any,
    valid_to: date | None = None,
    title: str = "",
) -> Post:
    """Give an account a role in an agency from a day on, the last day excluded.

    This function will return the post that stands already where the same one is given again.
    """
    Account.objects.select_for_update().get(pk=account.pk)
    post, is_new = Post.objects.get_or_create(
        account=account, agency=agency, role=role, title=title, valid_from=valid_from, valid_to=valid_to
    )
    if not is_new:
        return post
    record_event(
        actor=given_by,
        act="agencies.give_post",
        subject=account,
        after={"role": role, "agency": agency.name, "from": valid_from, "to": valid_to},
    )
    return post


@transaction.atomic
def end_post(*, post: Post, on: date, ended_by: Any) -> Post:
    """End a post: from that day on it is not held. One that ends by then stays as it is.

    This function will raise LastAdministrator.
    """
    if post.valid_to is not None and post.valid_to <= on:
        return post
    if post.role == Role.ADMINISTRATOR:
        _require_other_administrator(post.account, on)
    post.valid_to = max(on, post.valid_from)
    post.save(update_fields=["valid_to"])
    record_event(
        actor=ended_by,
        act="agencies.end_post",
        subject=post.account,
        before={"role": post.role, "agency": post.agency.name},
        after={"to": post.valid_to},
    )
    return post


@transaction.atomic
def reset_password(*, account: Account, seen: str, reset_by: Any) -> str:
    """Give an account a one-time password, to be changed at the next log-in, and return it.

    `seen` is the mark of the password that the page showed (`mark_of_password`): a click too many would make the
    password useless that was just read out. This function will raise PasswordGivenMeanwhile for another mark.
    """
    account = Account.objects.select_for_update().get(pk=account.pk)
    if seen != mark_of_password(account):
        raise PasswordGivenMeanwhile
    password = _one_time_password()
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    forget_failed_log_ins(username=account.username)
    record_event(actor=reset_by, act="agencies.reset_password", subject=account)
    return password


@transaction.atomic
def change_own_password(*, account: Account, password: str) -> Account:
    """This function will set the password a person chose; it has been checked by the form."""
    account.set_password(password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    record_event(actor=account, act="agencies.change_own_password", subject=account)
    return account


@transaction.atomic
def deactivate_account(*, account: Account, on: date, deactivated_by: Any) -> Account:
    """This function will shut an account; what it did stays in the log. Raises LastAdministrator."""
    if account.posts.held_on(on).filter(role=Role.ADMINISTRATOR).exists():
        _require_other_administrator(account, on)
    return _set_active(account, is_active=False, act="agencies.deactivate_account", by=deactivated_by)


@transaction.atomic
def reactivate_account(*, account: Account, reactivated_by: Any) -> Account:
    """This function will open a shut account again, with the posts it still holds."""
    return _set_active(account, is_active=True, act="agencies.reactivate_account", by=reactivated_by)


@transaction.atomic
def unlock_account(*, account: Account, unlocked_by: Any) -> Account:
    """This function will forget the failed log-ins of an account, so that it can log in at once."""
    forget_failed_log_ins(username=account.username)
    record_event(actor=unlocked_by, act="agencies.unlock_account", subject=account)
    return account


def choose_language(*, account: Account, language: str) -> Account:
    """This function will keep the language of a person's screens."""
    account.language = language
    account.save(update_fields=["language"])
    return account


def choose_theme(*, account: Account, theme: str) -> Account:
    """This function will keep whether a person's screens are light, dark or as the machine is."""
    account.theme = theme
    account.save(update_fields=["theme"])
    return account


def _enter_account(username: str, full_name: str, email: str, *, password: str | None, by: Any) -> Account:
    if Account.objects.filter(username=username).exists():
        raise LoginTaken
    account = Account.objects.create_user(
        username=username, password=password, full_name=full_name, email=email, must_change_password=True
    )
    record_event(
        actor=by,
        act="agencies.create_account",
        subject=account,
        after={"username": username, "full_name": full_name},
    )
    return account


def _require_other_administrator(account: Account, on: date) -> None:
    others = Post.objects.held_on(on).filter(role=Role.ADMINISTRATOR, account__is_active=True)
    if not others.exclude(account=account).exists():
        raise LastAdministrator


def _set_active(account: Account, *, is_active: bool, act: str, by: Any) -> Account:
    changed = Account.objects.filter(pk=account.pk, is_active=not is_active).update(is_active=is_active)
    account.is_active = is_active
    if changed:
        record_event(actor=by, act=act, subject=account)
    return account


def _one_time_password() -> str:
    letters = [secrets.choice(PASSWORD_LETTERS) for _ in range(PASSWORD_GROUPS * LETTERS_IN_GROUP)]
    starts = range(0, len(letters), LETTERS_IN_GROUP)
    return "-".join("".join(letters[start : start + LETTERS_IN_GROUP]) for start in starts)
