"""Answers to what the machine asks: they are kept, act on the finding behind the doubt, and can be taken back."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from haidang.documents.enums import DoubtAnswer, FindingKind, FindingState, ReadingState
from haidang.documents.errors import AnswerNotOffered, ChangedMeanwhile, ReadingNotOpen
from haidang.documents.models import DocumentDoubt, Finding
from haidang.documents.operations.describing import save_described
from haidang.documents.operations.doubt_effects import PartChange, changes_of_answer, value_with
from haidang.documents.operations.review import (
    accept_finding,
    correct_finding,
    reopen_finding,
    require_version,
)
from haidang.documents.queries.doubt_grounds import AnswerGround, answer_ground, answers_with_ground, value_at
from haidang.foundation.operations import record_event
from haidang.foundation.queries import events_of

ANSWERED = "documents.answer_doubt"


@transaction.atomic
def answer_doubt(
    *,
    doubt: DocumentDoubt,
    answer: str,
    version: int,
    answered_by: Any,
    note: str = "",
    finding_version: int | None = None,
) -> DocumentDoubt:
    """Keep a person's answer to one question and let it act; "" takes an answer back.

    This function will correct the finding behind the doubt where the answer says another value than the printed
    one; what was read stays beside it. `finding_version` is the version of that finding which the person saw.
    Raises AnswerNotOffered, TypedValueUnusable, ChangedMeanwhile and ReadingNotOpen.
    """
    _require_version(doubt, version)
    if not answer:
        take_back_answer(doubt=doubt, version=version, answered_by=answered_by)
        return doubt
    if doubt.answer:
        _undo_changes(doubt, answered_by)
    # As it stands now: another answer may have changed it since this doubt was loaded.
    doubt.finding = Finding.objects.filter(doubts=doubt).first()
    ground = answer_ground(doubt)
    _require_offered(doubt, ground, answer, note)
    changes = changes_of_answer(doubt, ground, answer=answer, note=note)
    if ground and answer == DoubtAnswer.COMPUTED:
        note = ground.offered
    if ground and changes and finding_version is not None:
        require_version(ground.finding, finding_version)
    _keep_answer(
        doubt, answer, note, version=version, answered_by=answered_by, changed=_told(ground, changes)
    )
    if ground and changes:
        _change_finding(ground.finding, changes, answered_by)
    return doubt


@transaction.atomic
def take_back_answer(*, doubt: DocumentDoubt, version: int, answered_by: Any) -> bool:
    """Take an answer back, and with it what it changed in a finding.

    This function will return whether nothing is left of the answer: False where somebody changed the finding since,
    which then stays as it is. Raises ChangedMeanwhile and ReadingNotOpen.
    """
    _require_version(doubt, version)
    is_undone = _undo_changes(doubt, answered_by)
    _keep_answer(doubt, "", "", version=version, answered_by=answered_by, changed=None)
    return is_undone


def _require_offered(doubt: DocumentDoubt, ground: AnswerGround | None, answer: str, note: str) -> None:
    is_empty = answer == DoubtAnswer.TYPED and not note.strip()
    if is_empty or answer not in answers_with_ground(doubt, ground):
        raise AnswerNotOffered


def _keep_answer(
    doubt: DocumentDoubt,
    answer: str,
    note: str,
    *,
    version: int,
    answered_by: Any,
    changed: dict[str, Any] | None,
) -> None:
    kept = DocumentDoubt.objects.filter(pk=doubt.pk, version=version).update(
        answer=answer,
        note=note.strip(),
        version=F("version") + 1,
        answered_by=answered_by,
        answered_at=timezone.now(),
    )
    if not kept:
        _require_version(doubt, version)
    before = {"answer": doubt.answer, "note": doubt.note}
    doubt.refresh_from_db()
    after = {"answer": answer, "note": doubt.note} | ({"changed": changed} if changed else {})
    record_event(actor=answered_by, act=ANSWERED, subject=doubt, before=before, after=after)


def _told(ground: AnswerGround | None, changes: list[PartChange]) -> dict[str, Any] | None:
    """What the log keeps of a change: enough to take it back."""
    if ground is None or not changes:
        return None
    return {
        "finding": ground.finding.pk,
        "version": ground.finding.version + 1,
        "state": ground.finding.state,
        "parts": [[list(one.place), one.before, one.after] for one in changes],
    }


def _change_finding(finding: Finding, changes: list[PartChange], answered_by: Any) -> None:
    value = value_with(finding.value, {one.place: one.after for one in changes})
    correct_finding(finding=finding, value=value, version=finding.version, decided_by=answered_by)
    _follow_label(finding, value)


def _undo_changes(doubt: DocumentDoubt, undone_by: Any) -> bool:
    """Put back what the last answer changed, unless it is not what stands there now."""
    last = events_of(doubt).filter(act=ANSWERED).first()
    changed = ((last.after if last else None) or {}).get("changed")
    if not doubt.answer or not changed:
        return True
    finding = Finding.objects.filter(pk=changed["finding"]).first()
    changes = [PartChange(tuple(place), before, after) for place, before, after in changed["parts"]]
    if finding is None or not _still_stands(finding, changes):
        return False
    value = value_with(finding.value, {one.place: one.before for one in changes})
    decided = correct_finding(finding=finding, value=value, version=finding.version, decided_by=undone_by)
    _follow_label(finding, value)
    _empty_described(decided, changes)
    is_latest = finding.version == changed["version"]
    untouched = FindingState.PROPOSED if value == finding.raw else FindingState.CORRECTED
    _restore_state(decided, changed["state"] if is_latest else untouched, undone_by)
    return True


def _still_stands(finding: Finding, changes: list[PartChange]) -> bool:
    is_gone = finding.state in (FindingState.REJECTED, FindingState.REPLACED)
    return not is_gone and all(value_at(finding.value, one.place) == one.after for one in changes)


def _restore_state(finding: Finding, state: str, decided_by: Any) -> None:
    if state == FindingState.PROPOSED:
        reopen_finding(finding=finding, version=finding.version, decided_by=decided_by)
    elif state == FindingState.ACCEPTED:
        accept_finding(finding=finding, version=finding.version, decided_by=decided_by)


def _follow_label(finding: Finding, value: dict[str, Any]) -> None:
    if value.get("label") != finding.value.get("label"):
        Finding.objects.filter(pk=finding.pk).update(label=value["label"])


def _empty_described(heading: Finding, changes: list[PartChange]) -> None:
    """A heading fills the data of its paper and never empties them: a number taken back has to be taken out."""
    if heading.kind != FindingKind.HEADING:
        return
    document = heading.reading.document
    taken = {one.place[0]: one.after for one in changes if one.before is None}
    if taken.get("number") and document.number == taken["number"]:
        document.number = ""
    if taken.get("date") and document.issued_on and document.issued_on.isoformat() == taken["date"]:
        document.issued_on = None
    save_described(document)


def _require_version(doubt: DocumentDoubt, version: int) -> None:
    current = (
        DocumentDoubt.objects.select_related("answered_by", "reading")
        .defer("reading__answer")
        .get(pk=doubt.pk)
    )
    if current.reading.state != ReadingState.READ:
        raise ReadingNotOpen
    if current.version != version:
        raise ChangedMeanwhile(str(current.answered_by or ""), current.answered_at, current)
