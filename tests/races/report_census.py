"""What must hold of reports after a process was killed: nothing lost, nothing half, nothing counted twice."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Sum

from haidang.foundation.models import Event, StoredFile
from haidang.foundation.queries.chain import breaks_of_chain
from haidang.regimes.models import Consolidation, IssuedFigure, MeasureValue, Narrative, Signature
from haidang.regimes.queries.consolidation_content import is_as_issued
from haidang.reports.models import Submission


def faults_found(journal: list[dict[str, Any]]) -> dict[str, Any]:
    """This function will return every fault, with how much was looked at; the journal holds what was acknowledged."""
    sent = list(
        Submission.objects.exclude(state="draft")
        .filter(obligation__agency__name__startswith="Sở ")
        .select_related("obligation")
        .order_by("obligation", "number")
    )
    issued = list(Consolidation.objects.filter(state="issued").select_related("docx").order_by("id"))
    faults = [
        *_lost(journal),
        *_half_reports(sent),
        *_wrong_counts(sent),
        *(fault for one in issued for fault in _issued_faults(one)),
        *(f"log: {one}" for one in breaks_of_chain()),
    ]
    return {
        "faults": faults,
        "acknowledged": sum(line["told"] in ("done", True) for line in journal),
        "sent": len(sent),
        "issued": len(issued),
        "stray_files": len(_stray_files()),
    }


def _lost(journal: list[dict[str, Any]]) -> Iterator[str]:
    for line in journal:
        if line["told"] == "done" and line["act"] in ("sign", "accept", "give_back"):
            version = Submission.objects.filter(
                obligation__agency__name=f"Sở {line['unit']}", number=line["number"]
            ).first()
            if version is None:
                yield f"lost: {line}"
            elif line["act"] == "sign":
                yield from _not_as_sent(version, line)
            elif version.decided_on is None:
                yield f"decision lost: {line}"


def _not_as_sent(version: Submission, line: dict[str, Any]) -> Iterator[str]:
    texts = set(version.narratives.exclude(text="").values_list("text", flat=True))
    numbers = set(version.values.values_list("number", flat=True))
    if texts != {line["text"]} or numbers != {Decimal(line["figure"])}:
        yield f"not as it was sent: {line} {texts} {numbers}"


def _half_reports(sent: list[Submission]) -> Iterator[str]:
    """A version that was sent has its words, its figure, its signature and its two entries in the log."""
    keys = [one.pk for one in sent]
    words = Counter(
        Narrative.objects.filter(submission__in=keys, is_filled=True).values_list("submission", flat=True)
    )
    figures = Counter(MeasureValue.objects.filter(submission__in=keys).values_list("submission", flat=True))
    signed = set(
        Signature.objects.filter(submission__in=keys, signed_at__isnull=False).values_list(
            "submission", flat=True
        )
    )
    acts = Counter(Event.objects.values_list("act", flat=True))
    for one in sent:
        if (words[one.pk], figures[one.pk], one.pk in signed) != (2, 1, True):
            yield f"half: {one} {words[one.pk]} {figures[one.pk]} {one.pk in signed}"
    if acts["regimes.sign_report"] != len(sent):
        yield f"signed {acts['regimes.sign_report']}, sent {len(sent)}"


def _wrong_counts(sent: list[Submission]) -> Iterator[str]:
    by_obligation: dict[int, list[Submission]] = {}
    for one in sent:
        by_obligation.setdefault(one.obligation_id, []).append(one)
    expected = Decimal(0)
    for versions in by_obligation.values():
        owed = versions[0].obligation
        accepted = [one for one in versions if one.state == "accepted"]
        if [one.number for one in versions] != list(range(1, len(versions) + 1)):
            yield f"numbers: {owed.pk} {[one.number for one in versions]}"
        if len(accepted) > 1 or sum(one.state == "sent" for one in versions) > 1:
            yield f"two that count: {owed.pk}"
        standing = accepted[0] if accepted else versions[-1]
        if (owed.standing_id, owed.fate) != (standing.pk, standing.state):
            yield f"standing: {owed.pk} {owed.standing_id} {owed.fate}, expected {standing.pk} {standing.state}"
        expected += sum((one.values.get().number for one in accepted), Decimal(0))
    counting = MeasureValue.objects.filter(counts=True)
    if counting.exclude(submission__state="accepted").exists():
        yield "a figure counts whose report was not accepted"
    total = counting.aggregate(total=Sum("number"))["total"] or Decimal(0)
    if total != expected:
        yield f"total {total}, expected {expected}"


def _issued_faults(one: Consolidation) -> Iterator[str]:
    """An issued report is whole: its numbers are what they stood on, its file is there, its answer and entry once."""
    if not is_as_issued(one):
        yield f"not as issued: {one}"
    for figure in one.figures.exclude(how="count"):
        stood_on = sum((Decimal(row["number"]) for row in figure.stood_on), Decimal(0))
        if figure.stood_on and figure.number != stood_on:
            yield f"number: {figure} {stood_on}"
        yield from _mixed_moments(one, figure)
    with one.docx.file.open("rb") as paper:
        if hashlib.sha256(paper.read()).hexdigest() != one.docx.sha256:
            yield f"file: {one}"
    if one.obligation_id and not one.submission_id:
        yield f"not answered upwards: {one}"
    entries = Event.objects.filter(act="regimes.issue_consolidation", subject_id=str(one.pk))
    if entries.count() != 1:
        yield f"entries of issuing {one}: {entries.count()}"


def _mixed_moments(one: Consolidation, figure: IssuedFigure) -> Iterator[str]:
    """What counts was accepted when the report was gathered, and what was accepted counts: one figure a unit here."""
    accepted = {
        (kept["obligation"], kept["version"]) for kept in one.frozen["inputs"] if kept["state"] == "accepted"
    }
    counted = {(row["obligation"], row["version"]) for row in figure.stood_on}
    if counted != accepted:
        yield f"of two moments: {figure} counts {sorted(counted)}, accepted {sorted(accepted)}"


def _stray_files() -> set[str]:
    """Files on the disk that nothing names: of acts that were killed before they were committed."""
    root = Path(default_storage.location)
    known = set(StoredFile.objects.values_list("file", flat=True))
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()} - known
