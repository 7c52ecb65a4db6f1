"""Acting for another: the holder of a post lets an account act for it during some days."""

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import Role
from haidang.agencies.errors import DelegationForbidden, DelegationHeld, DelegationToOneself
from haidang.agencies.models import Account, Delegation, Post
from haidang.foundation.operations import put_notice, record_event


@transaction.atomic
def give_delegation(
    *,
    post: Post,
    delegate: Account,
    valid_from: date,
    valid_to: date,
    reason: str,
    given_by: Account,
    on: date,
) -> Delegation:
    """Let an account act for a post, the last day excluded; the holder keeps the post.

    This function will raise DelegationForbidden unless `given_by` holds the post on that day itself,
    DelegationToOneself, or DelegationHeld when the days meet those of another one to the same account.
    """
    own = Post.objects.select_for_update().held_on(on).filter(pk=post.pk, account=given_by)
    if post.role == Role.ADMINISTRATOR or not own.exists():
        raise DelegationForbidden
    if delegate == given_by:
        raise DelegationToOneself
    others = Delegation.objects.filter(post=post, delegate=delegate)
    if others.filter(valid_from__lt=valid_to, valid_to__gt=valid_from).exists():
        raise DelegationHeld
    delegation = Delegation.objects.create(
        post=post, delegate=delegate, valid_from=valid_from, valid_to=valid_to, reason=reason
    )
    _record("agencies.give_delegation", delegation, given_by)
    put_notice(
        to=delegate,
        kind="agencies.delegation",
        title=format_lazy(_("{name} lets you act for the own post"), name=given_by.full_name),
        text=reason,
        address=reverse("agencies:delegations"),
        key=f"agencies.delegation:{delegation.pk}",
    )
    return delegation


@transaction.atomic
def revoke_delegation(*, delegation: Delegation, on: date, revoked_by: Any) -> Delegation:
    """This function will end a delegation on a day; one that has ended already stays as it is."""
    if delegation.valid_to <= on:
        return delegation
    delegation.valid_to = max(on, delegation.valid_from)
    delegation.save(update_fields=["valid_to"])
    _record("agencies.revoke_delegation", delegation, revoked_by)
    return delegation


def _record(act: str, delegation: Delegation, by: Any) -> None:
    facts = {
        "delegate": delegation.delegate.full_name,
        "role": delegation.post.role,
        "agency": delegation.post.agency.name,
        "from": delegation.valid_from,
        "to": delegation.valid_to,
        "reason": delegation.reason,
    }
    record_event(actor=by, act=act, subject=delegation.post.account, after=facts)
