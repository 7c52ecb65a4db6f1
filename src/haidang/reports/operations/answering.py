"""Answers: a draft that loses nothing, a version that is sent once, a decision that locks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
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
from haidang.reports.registry import after_acceptance, before_acceptance

MOST_CHARACTERS_OF_RECORD = 500
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

    This function will be called within the transaction of such an act.
    """
    if sent := _sent_before(obligation, key):
        return Sent(sent, is_new=False)
    try:
        _claim(obligation, version)
    except ObligationChangedMeanwhile:
        # The same form may have come by another process while this one waited for the row.
        if sent := _sent_before(obligation, key):
            return Sent(sent, is_new=False)
        raise
    today = timezone.localdate(at)
    _refuse_unfit(obligation, today)
    submission = draft or _draft_of(obligation, author)
    if not answer.is_nil and draft is None and _says_nothing(answer, submission):
        raise NothingSaid
    _mark_sent(submission, obligation, key=key, at=at)
    _fill(submission, answer, obligation, on=today)
    _let_count(submission, obligation)
    return Sent(submission, is_new=True)


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
    try:
        obligation = _decide(submission, SubmissionState.ACCEPTED, decided_by=decided_by, on=on, reason="")
    except AlreadyDecided:
        if _is_state(submission, SubmissionState.ACCEPTED):
            return submission
        raise
    for check in before_acceptance:
        check(submission, words.strip())
    if submission.number != FIRST:
        before = obligation.submissions.filter(state=SubmissionState.ACCEPTED).exclude(pk=submission.pk)
        before.update(state=SubmissionState.SUPERSEDED)
    _write(obligation, version=obligation.version + 1, **_counting(submission))
    for follow in after_acceptance:
        follow(submission)
    record_event(
        actor=decided_by,
        act="reports.accept_submission",
        subject=obligation,
        after={"version": submission.number} | ({"reason": words.strip()} if words.strip() else {}),
    )
    return submission


def accept_submissions(
    *, submissions: Sequence[Submission], decided_by: Account, on: date
) -> tuple[int, int]:
    """Accept versions one by one, each in a transaction of its own.

    This function will return how many were accepted, and how many were left: decided meanwhile, or to be accepted with
    a word only.
    """
    left = 0
    for one in submissions:
        try:
            accept_submission(submission=one, decided_by=decided_by, on=on)
        except (AlreadyDecided, WordsWanted):
            left += 1
    return len(submissions) - left, left


@transaction.atomic
def return_submission(*, submission: Submission, decided_by: Account, reason: str, on: date) -> Submission:
    """Return a version with the reason; an accepted one before it stands on.

    This function will raise ReasonMissing, and AlreadyDecided for a version that no longer waits.
    """
    if not reason.strip():
        raise ReasonMissing
    obligation = _decide(
        submission, SubmissionState.RETURNED, decided_by=decided_by, on=on, reason=reason.strip()
    )
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


def _claim(obligation: Obligation, version: int) -> None:
    """Take the row for this act; whoever saw an older state of it is refused."""
    claimed = Obligation.objects.filter(pk=obligation.pk, version=version).update(version=F("version") + 1)
    obligation.refresh_from_db(from_queryset=Obligation.objects.select_related("agency"))
    if not claimed:
        raise ObligationChangedMeanwhile


def _sent_before(obligation: Obligation, key: str) -> Submission | None:
    if not key:
        return None
    sent = obligation.submissions.exclude(state=SubmissionState.DRAFT)
    return sent.filter(key=key).order_by("id").first()


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


def _mark_sent(submission: Submission, obligation: Obligation, *, key: str, at: datetime) -> None:
    """Make of an answer the next version, in memory: `_fill` saves it with what it says."""
    earlier = obligation.submissions.exclude(state=SubmissionState.DRAFT)
    last = earlier.aggregate(last=Max("number"))["last"] or 0
    if last:
        earlier.filter(state=SubmissionState.SENT).update(state=SubmissionState.SUPERSEDED)
    submission.number, submission.key, submission.state = last + FIRST, key, SubmissionState.SENT
    submission.sent_at, submission.sent_on = at, timezone.localdate(at)


def _let_count(submission: Submission, obligation: Obligation) -> None:
    """A version that was sent counts, unless one was accepted before it."""
    changed = {} if obligation.fate == SubmissionState.ACCEPTED else _counting(submission)
    _write(obligation, first_sent_on=obligation.first_sent_on or submission.sent_on, **changed)


def _write(obligation: Obligation, **changed: Any) -> None:
    """Change an obligation that this act holds, on its row and in memory alike."""
    Obligation.objects.filter(pk=obligation.pk).update(**changed)
    for name, value in changed.items():
        setattr(obligation, name, value)


def _counting(submission: Submission) -> dict[str, Any]:
    """What an obligation keeps of the version that counts: which it is, how it stands and since which day."""
    days = (submission.sent_on, submission.decided_on)
    return {"standing": submission, "fate": submission.state, "fate_on": max(filter(None, days))}


def _is_state(submission: Submission, state: str) -> bool:
    return Submission.objects.filter(pk=submission.pk, state=state).exists()


def _decide(
    submission: Submission, state: SubmissionState, *, decided_by: Account, on: date, reason: str
) -> Obligation:
    # The obligation before its versions, as sending takes them: two who took them crosswise would wait for each other.
    obligation = Obligation.objects.select_for_update().get(pk=submission.obligation_id)
    decision = {"state": state, "decided_by": decided_by, "decided_on": on, "return_reason": reason}
    waiting = Submission.objects.filter(pk=submission.pk, state=SubmissionState.SENT)
    if not waiting.update(**decision):
        raise AlreadyDecided
    # A version that was sent changes by decisions alone: the rest of it is as it was loaded.
    for name, value in decision.items():
        setattr(submission, name, value)
    submission.obligation = obligation
    return obligation
