"""Reviewed papers and programmes for tests, built from the object of `haidang read --json`."""

from datetime import date
from typing import Any

from factories import documents

from haidang.agencies.models import Account
from haidang.documents.enums import FindingKind, FindingState, ReadingState
from haidang.documents.models import Document, DocumentLine, DocumentReading, Finding
from haidang.programme.models import Programme
from haidang.programme.operations.adopt import adopt_reading

_LISTS = (
    ("tasks", FindingKind.TASK),
    ("targets", FindingKind.TARGET),
    ("duties", FindingKind.DUTY),
    ("requests", FindingKind.REQUEST),
    ("reports", FindingKind.REPORT),
    ("citations", FindingKind.CITATION),
    ("anniversaries", FindingKind.ANNIVERSARY),
)


def reviewed_reading(
    answer: dict[str, Any], *, state: str = FindingState.ACCEPTED, document: Document | None = None
) -> DocumentReading:
    """This function will store an answer of the reading engine as a reading whose findings all have one state."""
    heading = answer.get("heading") or {}
    document = document or Document.objects.create(
        kind=heading.get("kind") or "Kế hoạch",
        number=heading.get("number") or "12/KH-UBND",
        issued_on=date.fromisoformat(heading.get("date") or "2024-01-15"),
        title=heading.get("title") or "",
    )
    reading = DocumentReading.objects.create(document=document, state=ReadingState.READ, answer=answer)
    values = [(FindingKind.HEADING, heading)] if heading else []
    values += [(kind, value) for name, kind in _LISTS for value in answer.get(name) or []]
    values += list(_budget_values(answer.get("budget") or {}))
    Finding.objects.bulk_create(
        Finding(
            reading=reading,
            kind=kind,
            label=value.get("label") or "",
            order=order,
            raw=value,
            value=value,
            lines=value.get("lines") or [],
            state=state,
        )
        for order, (kind, value) in enumerate(values, start=1)
    )
    return reading


def paper_lines(reading: DocumentReading, texts: dict[int, str]) -> None:
    """This function will give a reading lines of text by their numbers."""
    DocumentLine.objects.bulk_create(
        DocumentLine(reading=reading, number=number, text=text) for number, text in texts.items()
    )


def task_value(label: str = "I.1", **fields: Any) -> dict[str, Any]:
    """This function will return task 6 of the plan of seed 002 as the engine answers it, on the lines of the seed."""
    return documents.task_value(label, **({"lines": [[834, 842]], "confidence": 1.0} | fields))


def adopted_programme(answer: dict[str, Any], *, adopted_by: Account) -> Programme:
    """This function will adopt an answer with all its findings accepted."""
    return adopt_reading(reading=reviewed_reading(answer), adopted_by=adopted_by, agency_choices={})


def plan_answer(tasks: int = 1, **fields: Any) -> dict[str, Any]:
    """This function will return the answer for a plan of 2024 with so many tasks in one group."""
    return {
        "heading": {
            "kind": "Kế hoạch",
            "number": "12/KH-UBND",
            "issuer": "Ủy ban nhân dân thành phố Hà Nội",
            "date": "2024-01-15",
            "title": "Thông tin đối ngoại năm 2024",
        },
        "tasks": [task_value(f"I.{number}") for number in range(1, tasks + 1)],
    } | fields


def _budget_values(budget: dict[str, Any]):
    for group in budget.get("groups") or []:
        yield FindingKind.BUDGET_GROUP, {name: kept for name, kept in group.items() if name != "lines_of"}
        yield from ((FindingKind.BUDGET_ROW, row) for row in group["lines_of"])
