"""What a person decides about a finding. Every decision names the version it was made upon."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from haidang.documents.enums import FindingKind, FindingState, ReadingState
from haidang.documents.errors import CannotReopen, ChangedMeanwhile, ReadingNotOpen
from haidang.documents.models import Finding
from haidang.documents.operations.describing import describe_document
from haidang.documents.queries.review import findings_without_doubts
from haidang.foundation.operations import record_event

DECIDED_STATES = (FindingState.ACCEPTED, FindingState.CORRECTED, FindingState.REJECTED)


@transaction.atomic
def confirm_finding(*, finding: Finding, value: dict[str, Any], version: int, decided_by: Any) -> Finding:
    """This function will accept a finding whose form was sent as it was, and correct one whose form was changed."""
    if value == finding.value:
        return accept_finding(finding=finding, version=version, decided_by=decided_by)
    return correct_finding(finding=finding, value=value, version=version, decided_by=decided_by)


@transaction.atomic
def accept_finding(*, finding: Finding, version: int, decided_by: Any) -> Finding:
    """This function will accept a finding as its value stands. Raises ChangedMeanwhile, ReadingNotOpen."""
    corrected = finding.raw is not None and finding.value != finding.raw
    state = FindingState.CORRECTED if corrected else FindingState.ACCEPTED
    decided = _decide(finding, version, decided_by, state=state)
    _record(decided_by, "documents.accept_finding", decided, before=None, after=None)
    return decided


@transaction.atomic
def correct_finding(*, finding: Finding, value: dict[str, Any], version: int, decided_by: Any) -> Finding:
    """This function will put a person's value in the place of the read one, which is kept beside it."""
    before = finding.value
    decided = _decide(finding, version, decided_by, state=FindingState.CORRECTED, value=value)
    _record(decided_by, "documents.correct_finding", decided, before=before, after=value)
    return decided


@transaction.atomic
def reject_finding(*, finding: Finding, version: int, decided_by: Any) -> Finding:
    """This function will set a finding aside: it becomes nothing, and can be taken back."""
    decided = _decide(finding, version, decided_by, state=FindingState.REJECTED)
    _record(decided_by, "documents.reject_finding", decided, before=None, after=None)
    return decided


@transaction.atomic
def reopen_finding(*, finding: Finding, version: int, decided_by: Any) -> Finding:
    """This function will take a decision back: the finding waits again. Raises CannotReopen."""
    if require_version(finding, version).state not in DECIDED_STATES:
        raise CannotReopen
    decided = _decide(finding, version, decided_by, state=FindingState.PROPOSED)
    _record(decided_by, "documents.reopen_finding", decided, before=None, after=None)
    return decided


@transaction.atomic
def accept_remaining(*, reading: Any, kind: str, decided_by: Any, at: datetime) -> int:
    """Accept all findings of a kind that the machine is sure of and that no open doubt is about.

    This function will return how many there were; the log keeps which.
    """
    if reading.state != ReadingState.READ:
        raise ReadingNotOpen
    chosen = list(findings_without_doubts(reading, kind).values_list("pk", flat=True))
    accepted = Finding.objects.filter(pk__in=chosen, state=FindingState.PROPOSED).update(
        state=FindingState.ACCEPTED, version=F("version") + 1, decided_by=decided_by, decided_at=at
    )
    if accepted:
        record_event(
            actor=decided_by, act="documents.accept_remaining", subject=reading, after={"findings": chosen}
        )
    return accepted


def require_version(finding: Finding, version: int) -> Finding:
    """This function will return a finding as it stands, and refuse one that is no longer what the person saw.

    Raises ChangedMeanwhile, ReadingNotOpen.
    """
    current = (
        Finding.objects.select_related("decided_by", "reading").defer("reading__answer").get(pk=finding.pk)
    )
    if current.reading.state != ReadingState.READ:
        raise ReadingNotOpen
    if current.version != version:
        raise ChangedMeanwhile(str(current.decided_by or ""), current.decided_at, current)
    return current


def replace_finding(finding: Finding, version: int, decided_by: Any) -> Finding:
    """This function will mark a finding as replaced by what a split or merge makes of it."""
    return _decide(finding, version, decided_by, state=FindingState.REPLACED)


def restore_finding(finding: Finding, decided_by: Any) -> Finding:
    """This function will let a finding that was replaced stand and wait again."""
    return _decide(finding, finding.version, decided_by, state=FindingState.PROPOSED)


def _decide(finding: Finding, version: int, decided_by: Any, **fields: Any) -> Finding:
    """The one place where a finding changes: an update that asks for the version the person has seen."""
    require_version(finding, version)
    changed = Finding.objects.filter(pk=finding.pk, version=version).update(
        **fields, version=F("version") + 1, decided_by=decided_by, decided_at=timezone.now()
    )
    if not changed:
        require_version(finding, version)
    rows = Finding.objects.select_related("reading__document", "decided_by").defer("reading__answer")
    decided = rows.get(pk=finding.pk)
    is_confirmed = decided.state in (FindingState.ACCEPTED, FindingState.CORRECTED)
    if decided.kind == FindingKind.HEADING and is_confirmed:
        describe_document(document=decided.reading.document, heading=decided.value)
    return decided


def _record(actor: Any, act: str, finding: Finding, *, before: Any, after: Any) -> None:
    record_event(actor=actor, act=act, subject=finding, before=before, after=after)
