"""What a reading found is kept: lines, findings, doubts, the paper's own data and its relations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from haidang.documents.enums import OBLIGATORY_DOUBTS, FindingKind, PicturesState, ReadingState
from haidang.documents.errors import ClaimLost
from haidang.documents.models import DocumentDoubt, DocumentLine, DocumentReading, Finding, UncertainWord
from haidang.documents.operations.describing import describe_document, take_over_stub
from haidang.documents.operations.relating import relate_cited_papers
from haidang.documents.operations.scans import drop_scans
from haidang.documents.operations.uncertain import least_certain_words
from haidang.documents.rules import PAGE_CODES, line_numbers
from haidang.foundation.operations import record_event

ROWS_AT_ONCE = 500
LONGEST_LABEL = 60
PICTURED_KINDS = ("pdf", "docx", "scan", "image")
HEADING_FIELDS = ("kind", "number", "issuer", "date", "title")
# Lists of the answer that hold one found thing an entry, in the order in which they are reviewed.
FOUND_LISTS = (
    ("tasks", FindingKind.TASK),
    ("targets", FindingKind.TARGET),
    ("duties", FindingKind.DUTY),
    ("requests", FindingKind.REQUEST),
    ("citations", FindingKind.CITATION),
    ("reports", FindingKind.REPORT),
    ("anniversaries", FindingKind.ANNIVERSARY),
    ("recipients_of_letter", FindingKind.ADDRESSEE),
)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found, before it is a row."""

    kind: str
    label: str
    value: dict[str, Any]


@transaction.atomic
def record_reading(*, reading: DocumentReading, result: Mapping[str, Any], at: datetime) -> DocumentReading:
    """Keep what a reading found, all or nothing.

    This function will write the lines, the words the machine is least sure of, one finding for each found thing,
    the doubts with the finding they are about, the data of the paper and its relations to the papers it cites.
    Where the paper was known by citation only, that row takes the file. Raises ClaimLost when another worker has
    the reading now.
    """
    answer, ordinal = result["answer"], result["ordinal_answer"]
    _close_claim(reading, result, at)
    _write_lines(reading, result["lines"])
    _write_uncertain_words(reading, result["lines"])
    findings = _write_findings(reading, ordinal)
    _write_doubts(reading, ordinal.get("doubts") or [], findings)
    take_over_stub(reading=reading, heading=answer.get("heading") or {})
    describe_document(document=reading.document, heading=answer.get("heading") or {})
    relate_cited_papers(reading=reading, findings=findings)
    record_event(
        actor=None,
        act="documents.record_reading",
        subject=reading,
        after={"lines": reading.line_count, "findings": len(findings)},
    )
    transaction.on_commit(lambda: drop_scans([reading.pk]))
    return reading


def found_things(ordinal: Mapping[str, Any]) -> Iterator[Found]:
    """This function will yield what an answer holds, one entry for each row that a person decides about."""
    heading = ordinal.get("heading") or {}
    if any(heading.get(name) for name in HEADING_FIELDS):
        yield Found(FindingKind.HEADING, heading.get("number") or "", _heading_with_lines(heading))
    for name, kind in FOUND_LISTS:
        for position, value in enumerate(ordinal.get(name) or [], start=1):
            yield Found(kind, _label_of(value, position), value)
    yield from _budget_things(ordinal.get("budget") or {})


def _close_claim(reading: DocumentReading, result: Mapping[str, Any], at: datetime) -> None:
    file, lines, pages = result["answer"].get("file") or {}, result["lines"], result.get("pages") or []
    pictured = file.get("kind") in PICTURED_KINDS
    closed = DocumentReading.objects.filter(
        pk=reading.pk, state=ReadingState.RUNNING, attempts=reading.attempts
    ).update(
        state=ReadingState.READ,
        finished_at=at,
        answer=result["answer"],
        hidden=[line.get("text") or "" for line in result.get("hidden") or []],
        file_kind=file.get("kind") or "",
        is_damaged=bool(file.get("damaged")),
        line_count=len(lines),
        page_count=len(pages),
        page_notes=result.get("notes") or [],
        page_sizes=[_size_of_page(page) for page in pages],
        pictures=PicturesState.WAITING if pictured else PicturesState.NONE,
    )
    if not closed:
        raise ClaimLost
    reading.refresh_from_db()


def _size_of_page(page: Mapping[str, Any]) -> list[Any]:
    return [page["number"], page["width"], page["height"], page.get("turned", 0), page.get("skew", 0.0)]


def _write_lines(reading: DocumentReading, lines: list[Mapping[str, Any]]) -> None:
    damaged = reading.is_damaged
    rows = (
        DocumentLine(
            reading=reading,
            number=line["number"],
            text=line.get("text") or "",
            raw=_raw_beside(line) if damaged or line.get("tokens") else "",
            page=line.get("page"),
            number_on_page=line.get("number_on_page"),
            box=line.get("box"),
            table=line.get("table"),
            row=line.get("row"),
            paragraph=line.get("paragraph"),
            is_bold=bool(line.get("is_bold")),
            is_furniture=bool(line.get("is_furniture")),
        )
        for line in lines
    )
    DocumentLine.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def _raw_beside(line: Mapping[str, Any]) -> str:
    """The line as the file has it, "" where it says the same; blanks are no words."""
    raw, text = line.get("raw") or "", line.get("text") or ""
    return raw if " ".join(raw.split()) != text else ""


def _write_uncertain_words(reading: DocumentReading, lines: list[Mapping[str, Any]]) -> None:
    words = UncertainWord.objects.bulk_create(least_certain_words(reading, lines), batch_size=ROWS_AT_ONCE)
    if words:
        reading.uncertain_count = sum(word.is_listed for word in words)
        reading.save(update_fields=["uncertain_count"])


def _write_findings(reading: DocumentReading, ordinal: Mapping[str, Any]) -> list[Finding]:
    rows = [
        Finding(
            reading=reading,
            kind=found.kind,
            label=found.label[:LONGEST_LABEL],
            order=order,
            raw=found.value,
            value=found.value,
            lines=found.value.get("lines") or [],
            confidence=_share(found.value.get("confidence")),
        )
        for order, found in enumerate(found_things(ordinal), start=1)
    ]
    return Finding.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def _write_doubts(reading: DocumentReading, doubts: list[Mapping[str, Any]], findings: list[Finding]) -> None:
    owners = [(set(line_numbers(finding.lines)), finding) for finding in findings]
    rows = [
        DocumentDoubt(
            reading=reading,
            finding=_finding_of_doubt(doubt, owners),
            code=doubt["code"],
            message=doubt["message"],
            lines=doubt.get("lines") or [],
            order=order,
            is_obligatory=doubt["code"] in OBLIGATORY_DOUBTS,
        )
        for order, doubt in enumerate(doubts, start=1)
    ]
    DocumentDoubt.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def _finding_of_doubt(doubt: Mapping[str, Any], owners: list[tuple[set[int], Finding]]) -> Finding | None:
    """The finding that shares lines with the doubt; of several the one that is most about those lines."""
    if doubt["code"] in PAGE_CODES:
        return None
    numbers = set(line_numbers(doubt.get("lines") or []))
    sharing = [(len(numbers & lines) / len(lines), finding) for lines, finding in owners if numbers & lines]
    return max(sharing, key=lambda pair: pair[0])[1] if sharing else None


def _label_of(value: Mapping[str, Any], position: int) -> str:
    return str(value.get("label") or value.get("number") or position)


def _budget_things(budget: Mapping[str, Any]) -> Iterator[Found]:
    for group in budget.get("groups") or []:
        label = str(group.get("label") or "")
        yield Found(FindingKind.BUDGET_GROUP, label, {k: v for k, v in group.items() if k != "lines_of"})
        for row in group.get("lines_of") or []:
            yield Found(FindingKind.BUDGET_ROW, f"{label}.{row.get('label') or ''}".strip("."), row)


def _heading_with_lines(heading: Mapping[str, Any]) -> dict[str, Any]:
    places = (heading.get("_field_lines") or {}).values()
    read_from = sorted({number for place in places for number in line_numbers(place)})
    return {**heading, "lines": heading.get("_lines") or [[number, number] for number in read_from]}


def _share(confidence: Any) -> float:
    return min(1.0, max(0.0, float(confidence))) if confidence is not None else 1.0
