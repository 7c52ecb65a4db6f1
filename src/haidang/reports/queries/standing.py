"""How obligations stand on a day: stored facts go to the reckoning engine, and to the database as conditions."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from haidang.agencies.queries import reach_to_see
from haidang.engines.reckoning.obligation_state import (
    DEFAULT_STATE_RULES,
    Extension,
    ObligationFacts,
    ObligationState,
    SubmissionFact,
    state_on,
)
from haidang.engines.reckoning.obligation_state import (
    SubmissionKind as EngineKind,
)
from haidang.engines.reckoning.working_days import add_working_days
from haidang.engines.vietnamese.forms import folded_form
from haidang.reports.enums import ChangeKind, StandingFilter, SubmissionKind, SubmissionState
from haidang.reports.models import Obligation, Submission

KINDS_OF_ENGINE: dict[SubmissionKind, EngineKind] = {
    SubmissionKind.REPORT: "report",
    SubmissionKind.EVIDENCE: "evidence",
    SubmissionKind.NIL: "nil",
    SubmissionKind.ESTIMATE: "estimate",
}
_OPEN = Q(waived_on=None, standing=None)
_ANSWERED = (SubmissionState.SENT, SubmissionState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class ObligationRow:
    """An obligation with how it stands on a day."""

    obligation: Obligation
    state: ObligationState

    @property
    def return_reason(self) -> str:
        standing = self.obligation.standing
        return standing.return_reason if standing and self.state.code == "returned" else ""


@dataclass(frozen=True, slots=True)
class ObligationFilter:
    """What a person looks for; an empty field asks for nothing."""

    words: str = ""
    agency_id: int | None = None
    programme_id: int | None = None
    standing: str = ""
    due_from: date | None = None
    due_to: date | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Shares:
    """How many of how many: answered and answered in time of those asked (waived ones left out), late ones."""

    asked: int
    answered: int
    timely: int
    late: int

    @property
    def timely_ratio(self) -> Decimal | None:
        return Decimal(self.timely) / self.asked if self.asked else None


def obligations_open_to(account: Any) -> QuerySet[Obligation]:
    """This function will return the obligations an account may see: of its agencies, and owed to them."""
    reach = reach_to_see(account)
    rows = Obligation.objects.all()
    if reach.is_everywhere:
        return rows
    return rows.filter(Q(agency__in=reach.agencies) | Q(owed_to__in=reach.agencies))


def with_facts(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """This function will load with obligations what their standing needs and their rows show."""
    return rows.select_related("agency", "owed_to", "standing", "programme__document", "item")


def obligation_rows(obligations: Any, *, on: date) -> list[ObligationRow]:
    """This function will say of loaded obligations how each stands today; no query for any of them."""
    return [ObligationRow(one, state_on(facts_now(one), on)) for one in obligations]


def facts_now(obligation: Obligation) -> ObligationFacts:
    """Say what is stored of an obligation in the engine's words, from its own row and the version that counts.

    The day of the first version tells whether the answer was timely; how versions between the first and the one
    that counts fared does not change how it stands now.
    """
    facts: tuple[SubmissionFact, ...] = ()
    if obligation.standing is not None and obligation.first_sent_on is not None:
        first = SubmissionFact(0, "report", obligation.first_sent_on)
        facts = (first, submission_fact(obligation.standing))
    return ObligationFacts(obligation.due_on, facts, (), obligation.waived_on)


def facts_of_all(obligation: Obligation) -> ObligationFacts:
    """This function will say everything that happened to an obligation (prefetched), for a look at any past day."""
    facts = [submission_fact(one) for one in obligation.submissions.all() if one.number is not None]
    extensions = [
        Extension(one.changed_on, one.due_after)
        for one in obligation.changes.all()
        if one.kind == ChangeKind.EXTEND and one.due_after
    ]
    return ObligationFacts(
        obligation.opened_due_on,
        tuple(sorted(facts, key=lambda one: one.version)),
        tuple(extensions),
        obligation.waived_on,
    )


def submission_fact(submission: Submission) -> SubmissionFact:
    """This function will say in the engine's words what happened to one version."""
    state, decided_on = submission.state, submission.decided_on
    was_accepted = state == SubmissionState.ACCEPTED or (
        state == SubmissionState.SUPERSEDED and decided_on is not None
    )
    return SubmissionFact(
        submission.number or 0,
        KINDS_OF_ENGINE[SubmissionKind(submission.kind)],
        submission.sent_on,
        returned_on=decided_on if state == SubmissionState.RETURNED else None,
        accepted_on=decided_on if was_accepted else None,
    )


def standing_as(code: str, *, on: date) -> Q:
    """This function will return the condition under which obligations stand so on a day, as the engine would say."""
    soon_until = add_working_days(on, DEFAULT_STATE_RULES.soon_days + 1)
    accepted = Q(waived_on=None, fate=SubmissionState.ACCEPTED)
    conditions = {
        StandingFilter.LATE: _OPEN & Q(due_on__lt=on),
        StandingFilter.DUE_SOON: _OPEN & Q(due_on__gte=on, due_on__lt=soon_until),
        StandingFilter.NOT_YET_DUE: _OPEN & Q(due_on__gte=soon_until),
        StandingFilter.TO_DECIDE: Q(waived_on=None, fate=SubmissionState.SENT),
        StandingFilter.RETURNED: Q(waived_on=None, fate=SubmissionState.RETURNED),
        StandingFilter.ACCEPTED: accepted & ~Q(standing__kind=SubmissionKind.NIL),
        StandingFilter.NIL: accepted & Q(standing__kind=SubmissionKind.NIL),
        StandingFilter.WAIVED: Q(waived_on__isnull=False),
    }
    return conditions[StandingFilter(code)]


def still_owed() -> Q:
    """This function will return the condition under which somebody still has to do something."""
    return Q(waived_on=None) & (Q(standing=None) | Q(fate=SubmissionState.RETURNED))


def only_estimated() -> Q:
    """Return the condition under which an estimate counts and no true figures were sent.

    An accepted estimate counts until the version in its place is accepted too: one that waits for that was sent.
    """
    sent = Submission.objects.filter(
        obligation=OuterRef("pk"), state=SubmissionState.SENT, sent_on__gt=OuterRef("closes_on")
    )
    return Q(standing__kind=SubmissionKind.ESTIMATE) & ~Q(Exists(sent))


def owes_true_figures(*, on: date) -> Q:
    """Return the condition under which true figures are to be sent now.

    An estimate was reported, its data have closed since, and no version was sent after that.
    """
    closed = Q(waived_on=None, fate__in=_ANSWERED, trued_up_on__isnull=False, closes_on__lt=on)
    return closed & only_estimated()


def true_figures_to_come(*, on: date) -> Q:
    """This function will return the condition under which true figures are owed, or will be once data have closed."""
    is_open = Q(standing=None) | Q(fate=SubmissionState.RETURNED) | Q(standing__kind=SubmissionKind.ESTIMATE)
    to_close = Q(waived_on=None, trued_up_on__isnull=False, closes_on__gte=on) & is_open
    return to_close | owes_true_figures(on=on)


def has_true_figures() -> Q:
    """This function will return the condition under which what was answered is no estimate, or not any more."""
    return Q(fate__in=_ANSWERED) & ~only_estimated()


def obligations_filtered(rows: QuerySet[Obligation], asked: ObligationFilter) -> QuerySet[Obligation]:
    """This function will keep what a person looks for, however it stands (`standing_as` says that of a day)."""
    rows = with_words(rows, asked.words)
    plain = {
        "agency": asked.agency_id,
        "programme": asked.programme_id,
        "kind": asked.kind or None,
        "due_on__gte": asked.due_from,
        "due_on__lte": asked.due_to,
    }
    return rows.filter(**{name: value for name, value in plain.items() if value is not None})


def with_words(rows: QuerySet[Obligation], words: str) -> QuerySet[Obligation]:
    """This function will keep what has every word in its title, its agency or the answer that counts, marks or not."""
    for word in folded_form(words).split():
        is_in_answer = Q(standing__folded_text__contains=word)
        rows = rows.filter(
            Q(folded_text__contains=word) | Q(agency__folded_name__contains=word) | is_in_answer
        )
    return rows


def shares_of(rows: QuerySet[Obligation], *, on: date) -> Shares:
    """This function will count with one query how many of some obligations are answered, in time and late, n/d."""

    asked = Q(waived_on=None)
    answered = asked & Q(fate__in=_ANSWERED)
    counts = rows.order_by().aggregate(
        asked=Count("pk", filter=asked),
        answered=Count("pk", filter=answered),
        timely=Count("pk", filter=answered & Q(first_sent_on__lte=F("due_on"))),
        late=Count("pk", filter=standing_as(StandingFilter.LATE, on=on)),
    )
    return Shares(**counts)
