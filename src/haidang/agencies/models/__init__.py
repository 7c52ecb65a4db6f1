"""Agencies over time, accounts and the posts that give accounts their rights."""

from haidang.agencies.models.accounts import (
    Account,
    AccountManager,
    Delegation,
    DelegationQuerySet,
    Post,
    PostQuerySet,
)
from haidang.agencies.models.people import Person, Seat, SeatQuerySet
from haidang.agencies.models.register import (
    Agency,
    AgencyName,
    AgencyQuerySet,
    DuplicateEntry,
    Duty,
    DutyQuerySet,
    Succession,
)
from haidang.agencies.models.reorganisations import Handover, Reorganisation

__all__ = [
    "Account",
    "AccountManager",
    "Agency",
    "AgencyName",
    "AgencyQuerySet",
    "Delegation",
    "DelegationQuerySet",
    "DuplicateEntry",
    "Duty",
    "DutyQuerySet",
    "Handover",
    "Person",
    "Post",
    "PostQuerySet",
    "Reorganisation",
    "Seat",
    "SeatQuerySet",
    "Succession",
]
