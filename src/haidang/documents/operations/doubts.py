"""Answers to what the machine asks."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from haidang.documents.enums import DoubtAnswer, FindingKind, ReadingState
from haidang.documents.errors import AnswerNotOffered, ChangedMeanwhile, ReadingNotOpen
from haidang.documents.models import DocumentDoubt, Finding
from haidang.documents.operations.review import correct_finding
from haidang.documents.rules import answers_offered
from haidang.engines.vietnamese.dates import find_dates
from haidang.engines.vietnamese.signs import find_signs
from haidang.foundation.operations import record_event

BLANK_NUMBER = "blank_number"


@transaction.atomic
def answer_doubt(
    *, doubt: DocumentDoubt, answer: str, version: int, answered_by: Any, note: str = ""
) -> DocumentDoubt:
    """Keep a person's answer to one question; "" takes an answer back.

    This function will change no finding: what is printed stays, and the answer says what holds. One answer acts:
    the number typed for a blank one becomes the paper's own. Raises AnswerNotOffered, also for a typed answer
    without a value, ChangedMeanwhile and ReadingNotOpen.
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
    if doubt.code == BLANK_NUMBER and answer == DoubtAnswer.TYPED:
        _fill_blank_number(doubt, answered_by)
    return doubt


def _fill_blank_number(doubt: DocumentDoubt, answered_by: Any) -> None:
    """The typed number, and a day typed with it, go into a heading that has none; what was read stays beside."""
    heading = (
        Finding.objects.filter(reading=doubt.reading_id, kind=FindingKind.HEADING).order_by("id").first()
    )
    signs = find_signs(doubt.note)
    if heading is None or heading.value.get("number") or not signs:
        return
    days = [found.date.isoformat() for found in find_dates(doubt.note)]
    value = heading.value | {"number": signs[0].number}
    if days and not heading.value.get("date"):
        value |= {"date": days[0]}
    correct_finding(finding=heading, value=value, version=heading.version, decided_by=answered_by)


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
