"""What the agencies app reads: who bears a name on a day, who follows whom, accounts and the register."""

from haidang.agencies.queries.accounts import (
    accounts_matching,
    is_locked_out,
    posts_of,
)
from haidang.agencies.queries.reach import Reach, reach_to_see, reach_to_write
from haidang.agencies.queries.register import (
    AgencyFilter,
    AgencyProposal,
    agencies_filtered,
    agencies_matching,
    agencies_open_to_posts,
    agencies_with_units,
    agency_named,
    agency_proposals,
    agency_with_names,
    body_of_register,
    names_on,
    units_of,
)
from haidang.agencies.queries.succession import (
    DutyNow,
    PresentAgencies,
    SuccessionStep,
    acts_of,
    agency_on,
    duties_of,
    is_alive_on,
    who_is_it_now,
)

__all__ = [
    "AgencyFilter",
    "AgencyProposal",
    "DutyNow",
    "PresentAgencies",
    "Reach",
    "SuccessionStep",
    "acts_of",
    "accounts_matching",
    "agencies_filtered",
    "agencies_matching",
    "agencies_open_to_posts",
    "agencies_with_units",
    "agency_named",
    "agency_on",
    "agency_proposals",
    "agency_with_names",
    "body_of_register",
    "duties_of",
    "is_alive_on",
    "is_locked_out",
    "names_on",
    "posts_of",
    "reach_to_see",
    "reach_to_write",
    "units_of",
    "who_is_it_now",
]
