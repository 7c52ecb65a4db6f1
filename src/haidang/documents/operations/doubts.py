"""Answers to what the machine asks."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from haidang.documents.enums import DoubtAnswer, ReadingState
from haidang.documents.errors import AnswerNotOffered, ChangedMeanwhile, ReadingNotOpen
from haidang.documents.models import DocumentDoubt
from haidang.documents.rules import answers_offered
from haidang.foundation.operations import record_event


@transaction.atomic
def answer_doubt(
    *, doubt: DocumentDoubt, answer: str, version: int, answered_by: Any, note: str = ""
) -> DocumentDoubt:
    """Keep a person's answer to one question; "" takes an answer back.

    This function will change no finding: what is printed stays, and the answer says what holds. Raises
    AnswerNotOffered, also for a typed answer without a value, ChangedMeanwhile and ReadingNotOpen.
    """
    if answer and answer not in answers_offered(doubt.code):
        raise AnswerNotOffered
    if answer == DoubtAnswer.TYPED and not note.strip():
        raise AnswerNotOffered
    _require_version(doubt, version)
    changed = DocumentDoubt.objects.filter(pk=doubt.pk, version=version).update(
        answer=answer,
        note=note.strip(),
        version=F("version") + 1,
        answered_by=answered_by,
        answered_at=timezone.now(),
    )
    if not changed:
        _require_version(doubt, version)
    before = {"answer": doubt.answer, "note": doubt.note}
    doubt.refresh_from_db()
    record_event(
        actor=answered_by,
        act="documents.answer_doubt",
        subject=doubt,
        before=before,
        after={"answer": answer, "note": doubt.note},
    )
    return doubt


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
