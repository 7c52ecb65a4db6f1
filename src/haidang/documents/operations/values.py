"""Values of findings taken apart and put together; each is the object of its kind in `haidang read --json`."""

from collections.abc import Callable
from typing import Any

from haidang.documents.enums import FindingKind
from haidang.documents.errors import CannotSplit

Value = dict[str, Any]


def split_value(kind: str, value: Value, part: int) -> tuple[Value, Value]:
    """This function will part a task at a paragraph or sub-task, or duties at an item, counted from 1."""
    if kind != FindingKind.TASK:
        return _split_items(value, part)
    paragraphs = list(value.get("content") or [])
    if 1 <= part <= len(paragraphs):
        return _split_paragraphs(value, part - 1)
    return _split_subtasks(value, part - len(paragraphs) - 1)


def splitting_points(kind: str, value: Value) -> list[str]:
    """This function will name the parts at which a value can be split, in the order `split_value` counts them."""
    if kind == FindingKind.TASK:
        return [*(value.get("content") or []), *(one["text"] for one in value.get("subtasks") or [])]
    return [item["text"] for item in (value.get("items") or [])[1:]]


def merged_value(kind: str, first: Value, second: Value) -> Value:
    """This function will put the second value behind the first; what only one of them has is kept."""
    if kind != FindingKind.TASK:
        return {**first, "items": [*first["items"], *second["items"]]}
    return {
        **first,
        "content": [*_texts(first, "content"), second["title"], *_texts(second, "content")],
        "lead": _united(first, second, "lead"),
        "partners": _united(first, second, "partners"),
        "timing": first.get("timing") or second.get("timing"),
        "product": first.get("product") or second.get("product"),
        "quantity": "; ".join(filter(None, (first.get("quantity"), second.get("quantity")))) or None,
        "subtasks": [*(first.get("subtasks") or []), *(second.get("subtasks") or [])],
    }


def value_from_text(kind: str, texts: list[str]) -> Value:
    """This function will make the value of a new finding from marked lines; fields not in them stay empty."""
    text = " ".join(" ".join(texts).split())
    return {**_EMPTY[kind](text), "confidence": 1.0}


def _split_paragraphs(value: Value, at: int) -> tuple[Value, Value]:
    paragraphs = value["content"]
    first = {**value, "content": paragraphs[:at], "subtasks": []}
    second = {**value, "title": paragraphs[at], "content": paragraphs[at + 1 :]}
    return first, second


def _split_subtasks(value: Value, at: int) -> tuple[Value, Value]:
    subtasks = value.get("subtasks") or []
    if not 0 <= at < len(subtasks):
        raise CannotSplit
    own = subtasks[at]
    first = {**value, "subtasks": subtasks[:at]}
    second = {
        **value,
        "title": own["text"],
        "content": [],
        "partners": own.get("partners") or value.get("partners") or [],
        "subtasks": subtasks[at + 1 :],
    }
    return first, second


def _split_items(value: Value, part: int) -> tuple[Value, Value]:
    items = value.get("items") or []
    if not 1 <= part < len(items):
        raise CannotSplit
    return {**value, "items": items[:part]}, {**value, "items": items[part:]}


def _texts(value: Value, field: str) -> list[str]:
    return list(value.get(field) or [])


def _united(first: Value, second: Value, field: str) -> list[str]:
    return list(dict.fromkeys([*_texts(first, field), *_texts(second, field)]))


def _empty_task(text: str) -> Value:
    return {
        "label": "",
        "group": None,
        "title": text,
        "content": [],
        "lead": [],
        "partners": [],
        "product": None,
        "timing": None,
        "subtasks": [],
        "quantity": None,
    }


def _empty_target(text: str) -> Value:
    return {
        "text": text,
        "subject": text,
        "value": "",
        "unit": "%",
        "comparison": "=",
        "due": None,
        "phase": None,
    }


def _empty_duty(text: str) -> Value:
    return {"agency": "", "items": [{"text": text, "lines": []}]}


def _empty_report(text: str) -> Value:
    return {
        "name": text,
        "period": "periodic",
        "due": None,
        "strict": None,
        "owed_by": None,
        "owed_to": None,
    }


def _empty_citation(text: str) -> Value:
    return {"kind": "", "number": None, "date": None, "issuer": None, "title": text, "basis": False}


def _empty_budget_line(text: str) -> Value:
    return {"label": "", "text": text, "amounts": [], "total": None, "executor": None, "source": None}


def _empty_budget_group(text: str) -> Value:
    return {"label": "", "title": text, "executor": None, "stated": [], "computed": []}


_EMPTY: dict[str, Callable[[str], Value]] = {
    FindingKind.HEADING: lambda text: {
        "kind": None,
        "number": None,
        "date": None,
        "issuer": None,
        "title": text,
    },
    FindingKind.TASK: _empty_task,
    FindingKind.TARGET: _empty_target,
    FindingKind.DUTY: _empty_duty,
    FindingKind.REQUEST: _empty_duty,
    FindingKind.REPORT: _empty_report,
    FindingKind.CITATION: _empty_citation,
    FindingKind.BUDGET_GROUP: _empty_budget_group,
    FindingKind.BUDGET_ROW: _empty_budget_line,
    FindingKind.ADDRESSEE: lambda text: {"name": text, "kind": None},
    FindingKind.ANNIVERSARY: lambda text: {"title": text, "date": None, "years": None},
}
