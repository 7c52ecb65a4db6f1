"""Answers: a draft that loses nothing, a version that is sent once, a decision that locks it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from haidang.agencies.models import Account
from haidang.agencies.queries import is_alive_on
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import Entry, record_event, record_events
from haidang.reports.enums import ObligationKind, SubmissionKind, SubmissionState
from haidang.reports.errors import (
    AgencyEnded,
    AlreadyDecided,
    NothingSaid,
    ObligationChangedMeanwhile,
    ObligationClosed,
    ReasonMissing,
    WordsWanted,
)
from haidang.reports.models import Evidence, Obligation, ProductCount, Submission
from haidang.reports.operations.evidence import add_files, remove_evidence, set_links
from haidang.reports.queries.answers import Answer
from haidang.reports.registry import after_acceptance, wanting_words

MOST_CHARACTERS_OF_RECORD = 500
# So many answers are accepted in one transaction: whoever else writes waits for a moment only.
ACCEPTED_AT_ONCE = 100
FIRST = 1


@dataclass(frozen=True, slots=True)
class Sent:
    """The version that was sent, and whether this sending made it: the same form sent again makes none."""

    submission: Submission
    is_new: bool


@transaction.atomic
def keep_draft(*, obligation: Obligation, author: Account, answer: Answer) -> Submission:
    """This function will keep what a person has written so far; each person has one draft for an obligation."""
    draft = _draft_of(obligation, author)
    is_new = draft.pk is None
    _fill(draft, answer, obligation)
    if is_new:
        record_event(actor=author, act="reports.keep_draft", subject=obligation)
    return draft


@transaction.atomic
def send_submission(
    *,
    obligation: Obligation,
    version: int,
    author: Account,
    answer: Answer,
    key: str,
    at: datetime,
    draft: Submission | None = None,
) -> Sent:
    """Send an answer as the next version: the draft given (one that several people wrote), else the author's own.

    This function will give back what was sent before under the same key. A version that waits for a decision is
    replaced; an accepted one stays until this one is accepted too. Raises ObligationChangedMeanwhile where the
    obligation is not as it was shown, ObligationClosed, AgencyEnded and NothingSaid.
    """
    hold_obligation(obligation)
    sent = deliver_submission(
        obligation=obligation, version=version, author=author, answer=answer, key=key, at=at, draft=draft
    )
    if sent.is_new:
        record_events([sending_entry(sent.submission, obligation, author)])
    return sent


def deliver_submission(
    *,
    obligation: Obligation,
    version: int,
    author: Account,
    answer: Answer,
    key: str,
    at: datetime,
    draft: Submission | None = None,
) -> Sent:
    """Do what `send_submission` does but for its entry in the log, which an act that writes more puts last.

    This function will be called within the transaction of such an act, which holds the obligation.
    """
    earlier = _sent_before(obligation)
    if same := next((one for one in earlier if key and one.key == key), None):
        return Sent(same, is_new=False)
    if obligation.version != version:
        raise ObligationChangedMeanwhile
    today = timezone.localdate(at)
    _refuse_unfit(obligation, today)
    submission = draft or _draft_of(obligation, author)
    if not answer.is_nil and draft is None and _says_nothing(answer, submission):
        raise NothingSaid
    _mark_sent(submission, earlier, key=key, at=at)
    _fill(submission, answer, obligation, on=today)
    _let_count(submission, obligation)
    return Sent(submission, is_new=True)


def hold_obligation(obligation: Obligation) -> None:
    """This function will hold the row for the act of its caller, and load it as it is now, whatever it was seen as."""
    held = Obligation.objects.select_for_update(of=("self",)).select_related("agency")
    obligation.refresh_from_db(from_queryset=held)


def sending_entry(submission: Submission, obligation: Obligation, author: Account) -> Entry:
    """This function will say what the log keeps of a version that was sent."""
    return Entry(author, "reports.send_submission", obligation, after=submission_record(submission))


@transaction.atomic
def accept_submission(
    *, submission: Submission, decided_by: Account, on: date, words: str = ""
) -> Submission:
    """Accept a version that was sent: it is locked, and an accepted one before it is superseded.

    This function will do nothing for a version that is accepted already, and raise AlreadyDecided for one that
    was returned or replaced, WordsWanted for one that counts only with a word why.
    """
    if _accept([submission], decided_by=decided_by, on=on, words=words.strip()):
        return submission
    state = Submission.objects.values_list("state", flat=True).get(pk=submission.pk)
    if state == SubmissionState.SENT:
        raise WordsWanted
    if state != SubmissionState.ACCEPTED:
        raise AlreadyDecided
    return submission


def accept_submissions(
    *, submissions: Sequence[Submission], decided_by: Account, on: date
) -> tuple[int, int]:
    """Accept versions, so many in one transaction. The queries of one transaction are fixed but for kept totals.

    This function will return how many were accepted, and how many were left: decided meanwhile, or to be accepted with
    a word only.
    """
    accepted = 0
    for some in batched(submissions, ACCEPTED_AT_ONCE):
        with transaction.atomic():
            taken = {one.pk for one in _accept(some, decided_by=decided_by, on=on, words="")}
            others = [one.pk for one in some if one.pk not in taken]
            known = Submission.objects.filter(pk__in=others, state=SubmissionState.ACCEPTED)
            accepted += len(taken) + (known.count() if others else 0)
    return accepted, len(submissions) - accepted


@transaction.atomic
def return_submission(*, submission: Submission, decided_by: Account, reason: str, on: date) -> Submission:
    """Return a version with the reason; an accepted one before it stands on.

    This function will raise ReasonMissing, and AlreadyDecided for a version that no longer waits.
    """
    if not reason.strip():
        raise ReasonMissing
    (obligation,) = _held_obligations([submission]).values()
    decision = {
        "state": SubmissionState.RETURNED,
        "decided_by": decided_by,
        "decided_on": on,
        "return_reason": reason.strip(),
    }
    if not _waiting([submission]).update(**decision):
        raise AlreadyDecided
    for name, value in decision.items():
        setattr(submission, name, value)
    submission.obligation = obligation
    changed = _counting(submission) if obligation.standing_id == submission.pk else {}
    _write(obligation, version=obligation.version + 1, **changed)
    record_event(
        actor=decided_by,
        act="reports.return_submission",
        subject=obligation,
        after={"version": submission.number, "reason": reason.strip()},
    )
    return submission


def submission_record(submission: Submission) -> dict:
    """This function will say of a version what the log keeps."""
    return {
        "version": submission.number,
        "kind": submission.kind,
        "progress": submission.progress,
        "text": submission.text[:MOST_CHARACTERS_OF_RECORD],
        "figure": f"{submission.figure.normalize():f} {submission.unit}".strip()
        if submission.figure is not None
        else "",
    }


def _sent_before(obligation: Obligation) -> list[Submission]:
    versions = obligation.submissions.exclude(state=SubmissionState.DRAFT)
    return list(versions.order_by("id"))


def _refuse_unfit(obligation: Obligation, today: date) -> None:
    if obligation.waived_on is not None:
        raise ObligationClosed
    if not is_alive_on(obligation.agency, today):
        raise AgencyEnded(obligation.agency)


def _draft_of(obligation: Obligation, author: Account) -> Submission:
    drafts = Submission.objects.filter(obligation=obligation, author=author, state=SubmissionState.DRAFT)
    return drafts.order_by("id").first() or Submission(
        obligation=obligation, agency_id=obligation.agency_id, author=author
    )


def _fill(submission: Submission, answer: Answer, obligation: Obligation, *, on: date | None = None) -> None:
    submission.agency_id = obligation.agency_id
    submission.kind = _kind_of(answer, obligation, on)
    submission.progress = "" if answer.is_nil else answer.progress
    submission.text, submission.unit = answer.text, answer.unit if answer.figure is not None else ""
    submission.folded_text = folded_form(answer.text)
    submission.figure = answer.figure
    is_new = submission.pk is None
    submission.obligation = obligation
    submission.save()
    if not is_new:
        remove_evidence(submission=submission, keys=answer.dropped_evidence)
        submission.products.all().delete()
    if answer.links or not is_new:
        set_links(submission=submission, links=answer.links)
    if answer.files:
        add_files(submission=submission, files=answer.files)
    ProductCount.objects.bulk_create(
        ProductCount(
            submission=submission, kind=one.kind, number=one.number, language=one.language, topic=one.topic
        )
        for one in answer.products
    )


def _kind_of(answer: Answer, obligation: Obligation, on: date | None) -> str:
    """What is sent after its data closed is no estimate any more, though it was due before."""
    if answer.is_nil:
        return SubmissionKind.NIL
    if obligation.is_estimate and (on is None or on <= obligation.closes_on):
        return SubmissionKind.ESTIMATE
    is_work = obligation.kind == ObligationKind.PROGRESS
    return SubmissionKind.EVIDENCE if is_work else SubmissionKind.REPORT


def _says_nothing(answer: Answer, draft: Submission) -> bool:
    """Asked before anything is written, so that no file is left on the disk by an act that fails."""
    if answer.text.strip() or answer.figure is not None or answer.links or answer.products or answer.files:
        return False
    kept = Evidence.objects.filter(submission=draft.pk).exclude(file=None)
    return not kept.exclude(pk__in=answer.dropped_evidence).exists()


def _mark_sent(submission: Submission, earlier: Sequence[Submission], *, key: str, at: datetime) -> None:
    """Make of an answer the next version, in memory: `_fill` saves it with what it says."""
    if waiting := [one.pk for one in earlier if one.state == SubmissionState.SENT]:
        Submission.objects.filter(pk__in=waiting).update(state=SubmissionState.SUPERSEDED)
    last = max((one.number or 0 for one in earlier), default=0)
    submission.number, submission.key, submission.state = last + FIRST, key, SubmissionState.SENT
    submission.sent_at, submission.sent_on = at, timezone.localdate(at)


def _let_count(submission: Submission, obligation: Obligation) -> None:
    """A version that was sent counts, unless one was accepted before it; whoever saw the state before is refused."""
    changed = {} if obligation.fate == SubmissionState.ACCEPTED else _counting(submission)
    _write(
        obligation,
        version=obligation.version + 1,
        first_sent_on=obligation.first_sent_on or submission.sent_on,
        **changed,
    )


def _write(obligation: Obligation, **changed: Any) -> None:
    """Change an obligation that this act holds, on its row and in memory alike."""
    Obligation.objects.filter(pk=obligation.pk).update(**changed)
    for name, value in changed.items():
        setattr(obligation, name, value)


def _counting(submission: Submission) -> dict[str, Any]:
    """What an obligation keeps of the version that counts: which it is, how it stands and since which day."""
    days = (submission.sent_on, submission.decided_on)
    return {"standing": submission, "fate": submission.state, "fate_on": max(filter(None, days))}


def _accept(
    submissions: Sequence[Submission], *, decided_by: Account, on: date, words: str
) -> list[Submission]:
    """Those of the versions that waited for a decision, accepted; without a word, those that want none."""
    held = _held_obligations(submissions)
    waiting = set(_waiting(submissions).values_list("pk", flat=True))
    if not words:
        for wanting in wanting_words:
            waiting -= set(wanting([one for one in submissions if one.pk in waiting]))
    taken = [one for one in submissions if one.pk in waiting]
    if not taken:
        return []
    if again := [one.obligation_id for one in taken if one.number != FIRST]:
        earlier = Submission.objects.filter(obligation__in=again, state=SubmissionState.ACCEPTED)
        earlier.update(state=SubmissionState.SUPERSEDED)
    Submission.objects.filter(pk__in=waiting).update(
        state=SubmissionState.ACCEPTED, decided_by=decided_by, decided_on=on, return_reason=""
    )
    for one in taken:
        # A version that was sent changes by decisions alone: the rest of it is as it was loaded.
        one.obligation, one.state = held[one.obligation_id], SubmissionState.ACCEPTED
        one.decided_by, one.decided_on, one.return_reason = decided_by, on, ""
    _let_all_count(taken)
    for follow in after_acceptance:
        follow(taken)
    record_events([_acceptance_entry(one, decided_by, words) for one in taken])
    return taken


def _acceptance_entry(submission: Submission, decided_by: Account, words: str) -> Entry:
    said = {"version": submission.number} | ({"reason": words} if words else {})
    return Entry(decided_by, "reports.accept_submission", submission.obligation, after=said)


def _let_all_count(submissions: Sequence[Submission]) -> None:
    """Each counts for its obligation from now on, whatever counted before."""
    days: defaultdict[date, list[int]] = defaultdict(list)
    for one in submissions:
        counting = _counting(one)
        days[counting["fate_on"]].append(one.obligation_id)
        for name, value in counting.items():
            setattr(one.obligation, name, value)
        one.obligation.version += 1
    own = Submission.objects.filter(obligation=OuterRef("pk"), pk__in=[one.pk for one in submissions])
    for day, keys in days.items():
        Obligation.objects.filter(pk__in=keys).update(
            version=F("version") + 1,
            standing=Subquery(own.values("pk")[:1]),
            fate=SubmissionState.ACCEPTED,
            fate_on=day,
        )


def _held_obligations(submissions: Sequence[Submission]) -> dict[int, Obligation]:
    """Holds what versions answer until the act is done, before the versions, as sending takes them.

    Two who took them crosswise, or several in another order, would wait for each other.
    """
    keys = {one.obligation_id for one in submissions}
    return {one.pk: one for one in Obligation.objects.select_for_update().filter(pk__in=keys).order_by("pk")}


def _waiting(submissions: Sequence[Submission]) -> QuerySet[Submission]:
    return Submission.objects.filter(pk__in=[one.pk for one in submissions], state=SubmissionState.SENT)
