"""Papers and readings for tests, made by the same operations as the screens and the work loop use."""

from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile

from haidang.documents.models import Document, DocumentReading, Finding
from haidang.documents.operations.queue import claim_reading
from haidang.documents.operations.recording import record_reading
from haidang.documents.operations.registering import register_document

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
# Lines 834 to 842 of seed 002, group I, task 6, with the number of each line counted from 1.
TASK_LINES = (
    "6",
    "Theo dõi và tổng hợp dư luận báo chí nước ngoài thông tin về",
    "thành phố Hà Nội.",
    "Cả năm",
    "Sở Thông tin và Truyền thông",
    "Thông tấn xã Việt Nam",
)


def make_document(
    text: str = "KẾ HOẠCH\nThông tin đối ngoại", *, name: str = "ke-hoach.txt", by: Any = None, **fields: Any
) -> Document:
    """This function will hand in a text; its reading waits."""
    return register_document(
        upload=ContentFile(text.encode(), name=name), name=name, registered_by=by, **fields
    )


def make_reading(
    answer: dict[str, Any] | None = None,
    *,
    texts: tuple[str, ...] = TASK_LINES,
    by: Any = None,
    name: str = "ke-hoach.txt",
    corrects: Document | None = None,
    **result: Any,
) -> DocumentReading:
    """This function will hand in a paper of these lines and record the answer as what was read in it."""
    document = make_document("\n".join(texts) + f"\n{name}", name=name, by=by, corrects=corrects)
    reading = claim_reading(worker="machine:1", at=NOON)
    assert reading is not None
    assert reading.document_id == document.pk
    return record_reading(reading=reading, result=reading_result(answer, texts=texts, **result), at=NOON)


def reading_result(
    answer: dict[str, Any] | None = None, *, texts: tuple[str, ...] = TASK_LINES, **parts: Any
) -> dict[str, Any]:
    """This function will give what the limited child gives for a paper of these lines."""
    told = {"file": {"name": "ke-hoach.txt", "kind": "text", "damaged": False}} | (answer or plan_answer())
    lines = [{"number": number, "raw": text, "text": text} for number, text in enumerate(texts, start=1)]
    return {"answer": told, "ordinal_answer": told, "lines": lines, "pages": [], "hidden": []} | parts


def plan_answer(**parts: Any) -> dict[str, Any]:
    """This function will give the answer for a plan of 2024 with one task and nothing else."""
    heading = {
        "kind": "Kế hoạch",
        "number": "12/KH-UBND",
        "issuer": "Ủy ban nhân dân thành phố Hà Nội",
        "date": "2024-01-15",
        "title": "Thông tin đối ngoại năm 2024",
    }
    return {"heading": heading, "tasks": [task_value()]} | parts


def task_value(label: str = "I.6", **fields: Any) -> dict[str, Any]:
    """This function will give task 6 of group I of the plan of seed 002, on the lines of TASK_LINES."""
    return {
        "label": label,
        "group": "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        "title": "Theo dõi và tổng hợp dư luận báo chí nước ngoài thông tin về thành phố Hà Nội.",
        "content": [],
        "lead": ["Sở Thông tin và Truyền thông"],
        "partners": ["Thông tấn xã Việt Nam"],
        "product": None,
        "timing": {
            "phrase": "Cả năm",
            "kind": "continuous",
            "spans": [["2024-01-01", "2024-12-31"]],
            "due": None,
            "strict": None,
            "every": None,
        },
        "subtasks": [],
        "quantity": None,
        "lines": [[1, 6]],
        "confidence": 0.98,
    } | fields


def doubt_value(code: str = "stale_year", lines: tuple[int, int] = (2, 2), **fields: Any) -> dict[str, Any]:
    """This function will give a doubt about one stretch of lines."""
    return {
        "code": code,
        "message": "“năm 2023” nằm trong kế hoạch năm 2024",
        "lines": [list(lines)],
    } | fields


def finding_of(reading: DocumentReading, kind: str = "task") -> Finding:
    """This function will return the first finding of a kind that stands in a reading."""
    findings = Finding.objects.filter(reading=reading, kind=kind).exclude(state="replaced")
    return findings.order_by("order", "id")[0]
