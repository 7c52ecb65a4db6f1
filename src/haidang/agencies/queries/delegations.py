"""Who acts for whom, and what a person who leaves a post still holds open."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from haidang.agencies import registry
from haidang.agencies.models import Account, Delegation, Post, Seat
from haidang.agencies.registry import LeftOpen

MOST_NAMESAKES = 5


@dataclass(frozen=True, slots=True)
class Leaving:
    """A post that ends or has ended, and what its holder still held open there."""

    post: Post
    open_work: list[LeftOpen]


def delegations_given(account: Account) -> models.QuerySet[Delegation]:
    """This function will return the delegations of an account's own posts, latest first."""
    given = Delegation.objects.filter(post__account=account)
    return given.select_related("delegate", "post__agency").order_by("-valid_from", "-id")


def accounts_called(words: str) -> list[Account]:
    """This function will return the open accounts with this login or, when there is none, with this full name."""
    open_ones = Account.objects.filter(is_active=True).order_by("full_name", "id")
    by_login = list(open_ones.filter(username=words))
    return by_login or list(open_ones.filter(full_name__iexact=words)[:MOST_NAMESAKES])


def leaving_of(post: Post, *, on: date) -> Leaving:
    """This function will gather from every app what the holder of a post holds open on a day."""
    work = [one for reader in registry.left_open_readers for one in reader(post, on)]
    return Leaving(post, work)


def seats_and_delegations_of(post: Post, on: date) -> list[LeftOpen]:
    """This function will tell which seats in the agency and which delegations the holder of a post leaves open."""
    seats = Seat.objects.held_on(on).filter(person__account=post.account_id, agency=post.agency_id)
    given = Delegation.objects.filter(post=post, valid_to__gt=on).select_related("delegate")
    return [
        *(
            LeftOpen(
                _("Seat in the directory: %(kind)s") % {"kind": seat.get_kind_display()},
                reverse("agencies:seat", args=[seat.pk]),
            )
            for seat in seats.order_by("id")
        ),
        *(
            LeftOpen(
                _("Delegation to %(name)s ends with the post") % {"name": one.delegate},
                reverse("agencies:leaving", args=[post.pk]),
                one.valid_to,
            )
            for one in given.order_by("id")
        ),
    ]
