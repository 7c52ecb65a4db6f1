"""The findings that quote words on which a person decides: found by their lines, and given their new values."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils import timezone

from haidang.documents.enums import FindingKind, FindingState
from haidang.documents.models import DocumentLine, DocumentReading, Finding
from haidang.documents.operations.describing import describe_document
from haidang.documents.operations.recording import ROWS_AT_ONCE
from haidang.documents.queries.years import plan_years
from haidang.documents.rules import line_numbers, timing_value

CONFIRMED_STATES = (FindingState.ACCEPTED, FindingState.CORRECTED)
HEADING_FIELDS = {"number": "number", "issuer": "issuer_name", "title": "title"}


def findings_on_lines(reading: DocumentReading, numbers: Collection[int]) -> list[Finding]:
    """This function will return the findings of a reading that cite one of the lines, held for a change."""
    rows = Finding.objects.select_for_update().filter(reading=reading).order_by("pk")
    wanted = set(numbers)
    return [finding for finding in rows if wanted & set(line_numbers(finding.lines))]


def texts_of_lines(reading: DocumentReading, findings: Iterable[Finding]) -> dict[int, str]:
    """This function will return the texts of all cited lines; a paper's lines are one query, whatever is cited."""
    cited = {number for finding in findings for number in line_numbers(finding.lines)}
    if not cited:
        return {}
    lines = DocumentLine.objects.filter(reading=reading, number__gte=min(cited), number__lte=max(cited))
    return dict(lines.order_by("number").values_list("number", "text"))


def cited_texts(finding: Finding, texts: Mapping[int, str]) -> dict[int, str]:
    """This function will return the texts of the lines that a finding cites, by number."""
    return {number: texts[number] for number in line_numbers(finding.lines) if number in texts}


def put_values(reading: DocumentReading, values: Mapping[Finding, Any], decided_by: Any) -> int:
    """This function will give findings their new values and return how many of them are other ones.

    A timing whose phrase has changed is read again; the paper is described anew where its heading changes.
    """
    changed = [finding for finding, value in values.items() if value != finding.value]
    for finding in changed:
        _put_value(finding, reading, values[finding], decided_by)
    fields = ["value", "state", "version", "decided_by", "decided_at"]
    Finding.objects.bulk_update(changed, fields, batch_size=ROWS_AT_ONCE)
    return len(changed)


def _put_value(finding: Finding, reading: DocumentReading, value: dict[str, Any], decided_by: Any) -> None:
    before = finding.value
    finding.value = _with_timing_read(before, value, reading)
    finding.version += 1
    finding.decided_by, finding.decided_at = decided_by, timezone.now()
    if finding.state in CONFIRMED_STATES:
        is_as_read = finding.raw is None or finding.value == finding.raw
        finding.state = FindingState.ACCEPTED if is_as_read else FindingState.CORRECTED
    if finding.kind == FindingKind.HEADING:
        _describe_anew(finding, before, reading)


def _with_timing_read(
    before: Mapping[str, Any], value: dict[str, Any], reading: DocumentReading
) -> dict[str, Any]:
    """A timing whose phrase has changed is read again."""
    timing = value.get("timing")
    if not isinstance(timing, dict) or timing == before.get("timing"):
        return value
    return {**value, "timing": timing_value(timing.get("phrase"), plan_years(reading))}


def _describe_anew(heading: Finding, before: Mapping[str, Any], reading: DocumentReading) -> None:
    """The paper follows its heading, except where a person has given it other data by hand."""
    if heading.state in (FindingState.REJECTED, FindingState.REPLACED):
        return
    document = reading.document
    followed = {
        name: heading.value.get(name)
        for name, field in HEADING_FIELDS.items()
        if getattr(document, field) == (before.get(name) or "")
    }
    describe_document(document=document, heading=followed)
