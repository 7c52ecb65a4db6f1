"""Who holds which role of the ladder of reminders on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from haidang.agencies.enums import Role
from haidang.agencies.models import Account, Agency, Post
from haidang.reports.enums import ReminderRole

_ROLES = (Role.FOCAL, Role.LEADER, Role.OFFICER)


@dataclass(slots=True)
class PeopleOnDay:
    """The posts of a day, read once: focal persons and leaders of every body, and the officers."""

    on: date
    accounts: dict[str, Account] = field(init=False)
    _posts: dict[int, list[Post]] = field(init=False)
    _officers: tuple[str, ...] = field(init=False)
    _heads_of_officers: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        held = Post.objects.held_on(self.on).filter(role__in=_ROLES, account__is_active=True)
        posts: list[Post] = list(held.select_related("account").order_by("id"))
        self.accounts = {str(post.account_id): post.account for post in posts}
        self._posts = defaultdict(list)
        for post in posts:
            self._posts[post.agency_id].append(post)
        self._officers = _with_role(posts, Role.OFFICER)
        bodies = {post.agency_id for post in posts if post.role == Role.OFFICER}
        self._heads_of_officers = _with_role(
            [post for post in posts if post.agency_id in bodies], Role.LEADER
        )

    def of(self, body: Agency | None, *, owner: int | None) -> Mapping[str, tuple[str, ...]]:
        """Name who is told for a body that has something to do; nobody named is the standing body.

        This function will take as leader those of the body that issued the programme (`owner`, a key).
        """
        own = self._posts.get(body.pk, []) if body else []
        parent = self._posts.get(body.parent_id, []) if body and body.parent_id else []
        return {
            ReminderRole.FOCAL: _with_role(own, Role.FOCAL) if body else self._officers,
            ReminderRole.HEAD: _with_role(own, Role.LEADER) if body else self._heads_of_officers,
            ReminderRole.STANDING_BODY: self._officers,
            ReminderRole.PARENT: _with_role(parent, Role.FOCAL),
            ReminderRole.LEADER: _with_role(self._posts.get(owner, []), Role.LEADER) if owner else (),
        }


def _with_role(posts: Iterable[Post], role: Role) -> tuple[str, ...]:
    return tuple(str(post.account_id) for post in posts if post.role == role)
