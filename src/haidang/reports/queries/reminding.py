"""Who is to be reminded of what: open obligations near their due day, the people of their agencies, what was sent."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, QuerySet

from haidang.agencies.enums import Role
from haidang.agencies.models import Account, Post
from haidang.engines.reckoning.reminder_ladder import RemindedObligation
from haidang.reports.models import Obligation, SentReminder
from haidang.reports.queries.standing import still_owed

# The ladder reaches 15 working days to both sides; with every holiday in between that is less than this.
DAYS_ABOUT_THE_DUE_DAY = 45


@dataclass(frozen=True, slots=True)
class RemindedWork:
    """What may be reminded of on a day, in the engine's words, with the rows and people behind its keys."""

    reminded: tuple[RemindedObligation, ...]
    obligations: dict[str, Obligation]
    people: dict[str, Account]
    digested: dict[str, date]


def reminded_work(*, on: date) -> RemindedWork:
    """This function will gather with six queries what may be reminded of on a day."""
    about = timedelta(days=DAYS_ABOUT_THE_DUE_DAY)
    rows = Obligation.objects.filter(still_owed(), due_on__range=(on - about, on + about))
    obligations = list(rows.select_related("agency", "programme").order_by("due_on", "id"))
    posts = _posts_by_agency(on)
    sent = _steps_sent(obligations)
    officers = tuple(
        str(post.account_id) for held in posts.values() for post in held if _is(post, Role.OFFICER)
    )
    return RemindedWork(
        reminded=tuple(
            RemindedObligation(
                key=str(one.pk),
                due_on=one.due_on,
                opened_at=one.opened_at,
                people=_people_of(one, posts, officers),
                sent=frozenset(sent[one.pk, one.due_on]),
            )
            for one in obligations
        ),
        obligations={str(one.pk): one for one in obligations},
        people={str(post.account_id): post.account for held in posts.values() for post in held},
        digested=_last_digests(),
    )


def _posts_by_agency(on: date) -> dict[int, list[Post]]:
    held: defaultdict[int, list[Post]] = defaultdict(list)
    roles = (Role.FOCAL, Role.LEADER, Role.OFFICER)
    posts = Post.objects.held_on(on).filter(role__in=roles, account__is_active=True)
    for post in posts.select_related("account").order_by("id"):
        held[post.agency_id].append(post)
    return held


def _people_of(
    obligation: Obligation, posts: dict[int, list[Post]], officers: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """Focal persons and heads of the agency, the officers, the leaders of the body that issued the programme."""
    own = posts.get(obligation.agency_id, [])
    owner = obligation.programme.owner_id if obligation.programme else None
    above = posts.get(owner, []) if owner else []
    return {
        "focal": _with_role(own, Role.FOCAL),
        "head": _with_role(own, Role.LEADER),
        "standing_body": officers,
        "leader": _with_role(above, Role.LEADER),
    }


def _with_role(posts: Iterable[Post], role: Role) -> tuple[str, ...]:
    return tuple(str(post.account_id) for post in posts if _is(post, role))


def _is(post: Post, role: Role) -> bool:
    return post.role == role


def _steps_sent(obligations: Iterable[Obligation]) -> defaultdict[tuple[int, date], set[int]]:
    steps: defaultdict[tuple[int, date], set[int]] = defaultdict(set)
    keys = [one.pk for one in obligations]
    for obligation, due_on, step in _sent_of(keys).values_list("obligation", "due_on", "step"):
        steps[obligation, due_on].add(step)
    return steps


def _sent_of(keys: list[int]) -> QuerySet[SentReminder]:
    """All rows where there are many keys: a list of thousands is no condition for a database."""
    return SentReminder.objects.filter(obligation__in=keys) if len(keys) < 500 else SentReminder.objects.all()


def _last_digests() -> dict[str, date]:
    rows = SentReminder.objects.filter(is_urgent=False).values("person").annotate(last=Max("sent_on"))
    return {str(row["person"]): row["last"] for row in rows.order_by()}
