"""What the pages of obligations show: one's own work, one obligation, one unit, one round."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Prefetch, Q, QuerySet

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency
from haidang.agencies.rules import posts_today
from haidang.engines.reckoning.round_shares import Share
from haidang.foundation.models import Event
from haidang.foundation.queries import events_of
from haidang.programme.enums import AssignmentRole
from haidang.programme.queries.filters import assignments_on
from haidang.reports.enums import StandingFilter, SubmissionState
from haidang.reports.models import Evidence, Obligation, ObligationChange, ProductCount, Submission
from haidang.reports.queries.standing import (
    ObligationRow,
    Shares,
    obligation_rows,
    obligations_open_to,
    owes_true_figures,
    shares_of,
    standing_as,
    still_owed,
    with_facts,
)
from haidang.reports.rules import WORKING_ROLES

MOST_ROWS = 50
MOST_DONE = 10
MOST_EVENTS = 30


@dataclass(frozen=True, slots=True)
class MyWork:
    """What one person has to do: the next thing owed, what follows, what waits for a decision, what is done.

    `estimated` are reports of estimates whose data have closed: their true figures are to be sent.
    """

    agencies: tuple[Agency, ...]
    first: ObligationRow | None
    following: tuple[ObligationRow, ...]
    count_owed: int
    to_decide: tuple[ObligationRow, ...]
    count_to_decide: int
    estimated: tuple[ObligationRow, ...]
    done: tuple[ObligationRow, ...]


@dataclass(frozen=True, slots=True)
class WorkAtHome:
    """What the desk says of one's own work: the next thing owed, how many more, how many wait for a decision."""

    first: ObligationRow | None
    count_owed: int
    count_to_decide: int


@dataclass(frozen=True, slots=True)
class ObligationPage:
    """One obligation with everything that happened to it."""

    row: ObligationRow
    versions: tuple[Submission, ...]
    changes: tuple[ObligationChange, ...]
    parts: tuple[ObligationRow, ...]
    partners: tuple[Agency, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round, shown by one of its obligations: of how many it was asked, and how many answered."""

    obligation: Obligation
    due_on: date
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One round: shares over the units alive when data close, who was asked, and who has not answered."""

    obligation: Obligation
    complete: Share
    timely: Share
    waived: int
    rows: QuerySet[Obligation]
    missing: QuerySet[Obligation]


def my_agencies(account: Any) -> tuple[Agency, ...]:
    """This function will return the agencies for which a person works today, oldest post first."""
    held = [post.agency for post in posts_today(account) if post.role in WORKING_ROLES]
    return tuple({agency.pk: agency for agency in held}.values())


def my_work(account: Any, *, on: date) -> MyWork:
    """This function will gather what a person's agencies owe, nearest due day first, with a fixed number of queries."""
    agencies = my_agencies(account)
    own = with_facts(Obligation.objects.filter(agency__in=[one.pk for one in agencies]))
    owed = own.filter(still_owed()).order_by("due_on", "id")
    rows = obligation_rows(owed[: MOST_ROWS + 1], on=on)
    asked_of_me = _to_decide(account, agencies, on=on)
    estimated = own.filter(owes_true_figures(on=on)).order_by("trued_up_on", "id")
    done = own.filter(waived_on=None, fate__in=(SubmissionState.SENT, SubmissionState.ACCEPTED))
    return MyWork(
        agencies=agencies,
        first=rows[0] if rows else None,
        following=tuple(rows[1:MOST_ROWS]),
        count_owed=len(rows) if len(rows) <= MOST_ROWS else owed.count(),
        to_decide=tuple(obligation_rows(asked_of_me.order_by("due_on", "id")[:MOST_DONE], on=on)),
        count_to_decide=asked_of_me.count(),
        estimated=tuple(obligation_rows(estimated[:MOST_ROWS], on=on)),
        done=tuple(obligation_rows(done.order_by("-standing__sent_at", "-id")[:MOST_DONE], on=on)),
    )


def work_at_home(account: Any, *, on: date) -> WorkAtHome:
    """This function will tell with two queries what the desk says of one's own work."""
    mine = Q(agency__in=[one.pk for one in my_agencies(account)]) & still_owed()
    to_decide = _decided_by(account, my_agencies(account), on=on)
    counts = Obligation.objects.aggregate(
        owed=Count("pk", filter=mine), to_decide=Count("pk", filter=to_decide)
    )
    first = with_facts(Obligation.objects.filter(mine)).order_by("due_on", "id")[:1]
    rows = obligation_rows(first, on=on)
    return WorkAtHome(rows[0] if rows else None, counts["owed"], counts["to_decide"])


def obligation_page(obligation: Obligation, *, on: date) -> ObligationPage:
    """This function will gather an obligation (loaded with its facts) with versions, changes, parts and log."""
    parts = with_facts(obligation.parts.all()).order_by("agency__name", "id")
    return ObligationPage(
        row=obligation_rows([obligation], on=on)[0],
        versions=tuple(versions_of(obligation)),
        changes=tuple(
            obligation.changes.select_related("agency_before", "agency_after", "decided_by").order_by("-id")
        ),
        parts=tuple(obligation_rows(parts, on=on)),
        partners=tuple(partners_of(obligation, on=on)),
        events=tuple(events_of(obligation)[:MOST_EVENTS]),
    )


def versions_of(obligation: Obligation) -> QuerySet[Submission]:
    """This function will return the versions that were sent, the last one first, with what each holds."""
    sent = obligation.submissions.exclude(state=SubmissionState.DRAFT)
    return (
        sent.select_related("author", "agency", "decided_by")
        .prefetch_related(
            Prefetch("evidence", Evidence.objects.select_related("file").order_by("id")),
            Prefetch("products", ProductCount.objects.order_by("id")),
        )
        .order_by("-number")
    )


def draft_of(obligation: Obligation, account: Any) -> Submission | None:
    """This function will return what a person has written and not sent yet."""
    drafts = obligation.submissions.filter(author=account, state=SubmissionState.DRAFT)
    return drafts.order_by("id").first()


def partners_of(obligation: Obligation, *, on: date) -> QuerySet[Agency]:
    """This function will return the partners of an obligation's task on a day: parts may be asked of them."""
    if obligation.item_id is None or obligation.whole_id is not None:
        return Agency.objects.without_tree_fields().none()
    held = assignments_on(on).filter(item=obligation.item_id, role=AssignmentRole.PARTNER)
    agencies = Agency.objects.without_tree_fields().filter(pk__in=held.order_by().values("agency_id"))
    return agencies.alive_on(on).exclude(pk=obligation.agency_id).order_by("name", "id")


def unit_shares(agency: Agency, account: Any, *, on: date) -> Shares:
    """This function will count what one agency owes as far as an account may see it, n/d."""
    return shares_of(obligations_open_to(account).filter(agency=agency), on=on)


def rounds_open_to(account: Any, programme_id: int | None = None) -> Any:
    """This function will return the rounds (what, occurrence) an account may see, latest due day first, counted."""
    rows = obligations_open_to(account).filter(whole=None)
    if programme_id is not None:
        rows = rows.filter(programme=programme_id)
    asked = Q(waived_on=None)
    answered = asked & Q(fate__in=(SubmissionState.SENT, SubmissionState.ACCEPTED))
    return (
        rows.values("what", "occurrence")
        .annotate(
            due=Min("due_on"),
            one=Min("pk"),
            asked=Count("pk", filter=asked),
            answered=Count("pk", filter=answered),
        )
        .order_by("-due", "one")
    )


def round_rows(found: Iterable[dict[str, Any]]) -> list[RoundRow]:
    """This function will name the rounds of a page by one obligation of each."""
    found = list(found)
    named = Obligation.objects.in_bulk([one["one"] for one in found])
    return [RoundRow(named[one["one"]], one["due"], one["asked"], one["answered"]) for one in found]


def round_page(account: Any, *, what: str, occurrence: str) -> RoundPage | None:
    """Gather one round: shares n/d over the units alive on the day its data close, and who has not answered.

    This function will return nothing for a round of which the account may see no obligation. The shares are counted
    by the database, with one query, as the reckoning engine would count them.
    """
    rows = with_facts(obligations_open_to(account).filter(what=what, occurrence=occurrence))
    first = rows.order_by("agency__name", "id").first()
    if first is None:
        return None
    alive = _alive_on(first.closes_on)
    counted = shares_of(rows.filter(alive), on=first.closes_on)
    return RoundPage(
        obligation=first,
        complete=Share(counted.answered, counted.asked),
        timely=Share(counted.timely, counted.asked),
        waived=rows.filter(alive, waived_on__isnull=False).count(),
        rows=rows.order_by("agency__name", "id"),
        missing=rows.filter(alive, still_owed()).order_by("agency__name", "id"),
    )


def _to_decide(account: Any, agencies: Iterable[Agency], *, on: date) -> QuerySet[Obligation]:
    return with_facts(Obligation.objects.filter(_decided_by(account, agencies, on=on)))


def _decided_by(account: Any, agencies: Iterable[Agency], *, on: date) -> Q:
    """Sent versions that wait for this person: parts owed to their agencies; for officers all owed to nobody named."""
    mine = Q(owed_to__in=[one.pk for one in agencies])
    if any(post.role == Role.OFFICER for post in posts_today(account)):
        mine |= Q(owed_to=None)
    return mine & standing_as(StandingFilter.TO_DECIDE, on=on)


def _alive_on(day: date) -> Q:
    has_begun = Q(agency__valid_from=None) | Q(agency__valid_from__lte=day)
    return has_begun & (Q(agency__valid_to=None) | Q(agency__valid_to__gt=day))
