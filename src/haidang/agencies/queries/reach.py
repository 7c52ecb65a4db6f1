"""How far an account reaches: the agencies whose work it may see and do, by the posts held today.

Officers of the standing body and leaders follow every agency; a focal person and a reader see their own agency
and the units below it. Only an officer and a focal person may write.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency
from haidang.agencies.rules import posts_today

_SEE_ALL = (Role.OFFICER, Role.LEADER)
_WRITE = (Role.OFFICER, Role.FOCAL)
_CALL = (*_SEE_ALL, Role.FOCAL)


@dataclass(frozen=True, slots=True)
class Reach:
    """The agencies an account reaches: all of them, or those with these keys."""

    is_everywhere: bool
    agencies: frozenset[int]

    def covers(self, agency_id: int | None) -> bool:
        """This function will tell whether an agency is within reach; no agency is in reach of all alone."""
        return self.is_everywhere or agency_id in self.agencies

    def narrow(self, rows: QuerySet, field: str = "agency") -> QuerySet:
        """This function will keep the rows whose `field` names an agency within reach."""
        return rows if self.is_everywhere else rows.filter(**{f"{field}__in": self.agencies})


def reach_to_see(account: Any) -> Reach:
    """This function will tell whose work an account may see today. Kept with the loaded account."""
    if not hasattr(account, "_reach_to_see"):
        posts = posts_today(account) if account.is_authenticated and account.is_active else []
        account._reach_to_see = _reach([post for post in posts if post.role != Role.ADMINISTRATOR], _SEE_ALL)
    return account._reach_to_see


def reach_to_write(account: Any) -> Reach:
    """This function will tell for whom an account may write today. Kept with the loaded account."""
    if not hasattr(account, "_reach_to_write"):
        posts = posts_today(account) if account.is_authenticated and account.is_active else []
        account._reach_to_write = _reach([post for post in posts if post.role in _WRITE], (Role.OFFICER,))
    return account._reach_to_write


def reach_of_contacts(account: Any) -> Reach:
    """This function will tell of whose people an account may see telephone and e-mail today.

    Officers and leaders call every agency, a focal person the own one and its units; readers and administrators none.
    """
    posts = posts_today(account) if account.is_authenticated and account.is_active else []
    return _reach([post for post in posts if post.role in _CALL], _SEE_ALL)


def reach_of_own_units(account: Any) -> Reach:
    """This function will tell for which agencies an account answers itself: those of its posts and the units below.

    An officer who may write for every agency still reads papers for the own one only.
    """
    posts = posts_today(account) if account.is_authenticated and account.is_active else []
    return _reach([post for post in posts if post.role in _WRITE], ())


def _reach(posts: list, everywhere: tuple[str, ...]) -> Reach:
    if any(post.role in everywhere for post in posts):
        return Reach(is_everywhere=True, agencies=frozenset())
    own = frozenset(post.agency_id for post in posts)
    return Reach(is_everywhere=False, agencies=own | _units_below(own))


def _units_below(agencies: frozenset[int]) -> frozenset[int]:
    """The units under some agencies, at every depth; one query for each level of the register."""
    below: set[int] = set()
    level = agencies
    while level:
        children = Agency.objects.without_tree_fields().filter(parent__in=level).values_list("pk", flat=True)
        level = frozenset(children) - below - agencies
        below |= level
    return frozenset(below)
