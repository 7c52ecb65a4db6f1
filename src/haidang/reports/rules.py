"""Who may do what about obligations, by the agencies an account reaches today."""

from typing import Any

from haidang.agencies.enums import Role
from haidang.agencies.queries import reach_to_see, reach_to_write
from haidang.agencies.rules import may_adopt_programme, posts_today
from haidang.reports.models import Obligation, Ticket

WORKING_ROLES = (Role.FOCAL, Role.OFFICER)


def may_work(account: Any) -> bool:
    """This function will tell who has work of an agency to do: focal persons and officers."""
    return account.is_authenticated and any(post.role in WORKING_ROLES for post in posts_today(account))


def may_lead(account: Any) -> bool:
    """This function will tell who sees the sheet of everything: leaders, and officers who prepare it."""
    return account.is_authenticated and reach_to_see(account).is_everywhere


def may_open_rounds(account: Any) -> bool:
    """This function will tell who may open rounds, ask, extend, waive and hand over: officers."""
    return may_adopt_programme(account)


def may_answer(account: Any, obligation: Obligation) -> bool:
    """This function will tell who may answer: who writes for the agency that owes."""
    return reach_to_write(account).covers(obligation.agency_id)


def is_own(account: Any, obligation: Obligation) -> bool:
    """This function will tell whether an obligation is that of a body in which the person works today."""
    posts = [post for post in posts_today(account) if post.role in WORKING_ROLES]
    return any(post.agency_id == obligation.agency_id for post in posts)


def may_decide(account: Any, obligation: Obligation) -> bool:
    """This function will tell who may accept or return: who writes for whom it is owed to, else an officer."""
    if obligation.owed_to_id is None:
        return may_open_rounds(account)
    return reach_to_write(account).covers(obligation.owed_to_id)


def may_raise(account: Any, agency_id: int | None) -> bool:
    """This function will tell who may raise a ticket for an agency, ask again and withdraw it: who writes for it."""
    return reach_to_write(account).covers(agency_id)


def may_answer_ticket(account: Any, ticket: Ticket) -> bool:
    """This function will tell who may answer: who writes for the addressee, else an officer."""
    return reach_to_write(account).covers(ticket.addressee_id)


def may_settle_ticket(account: Any, ticket: Ticket) -> bool:
    """This function will tell who may say that a ticket is settled: the unit that raised it, or an officer."""
    return reach_to_write(account).covers(ticket.agency_id)
