"""What the agencies app reads: who bears a name on a day, who follows whom, accounts and the register."""

from haidang.agencies.queries.accounts import (
    accounts_matching,
    is_locked_out,
    posts_of,
)
from haidang.agencies.queries.register import (
    AgencyProposal,
    agencies_matching,
    agencies_open_to_posts,
    agency_named,
    agency_proposals,
    agency_with_names,
    names_on,
)
from haidang.agencies.queries.succession import (
    DutyNow,
    PresentAgencies,
    SuccessionStep,
    acts_of,
    agency_on,
    who_is_it_now,
)

__all__ = [
    "AgencyProposal",
    "DutyNow",
    "PresentAgencies",
    "SuccessionStep",
    "acts_of",
    "accounts_matching",
    "agencies_matching",
    "agencies_open_to_posts",
    "agency_named",
    "agency_on",
    "agency_proposals",
    "agency_with_names",
    "is_locked_out",
    "names_on",
    "posts_of",
    "who_is_it_now",
]
