"""The one object that a reading is told in; its form is that of `haidang read --json`."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from haidang.engines.reading.findings import (
    BudgetFound,
    BudgetGroupFound,
    BudgetRowFound,
    CitationFound,
    DutyFound,
    HeadingFound,
    Reading,
    ReportDutyFound,
    SectionFound,
    TargetFound,
    TaskFound,
    TimingFound,
)
from haidang.engines.reading.paper import Paper
from haidang.engines.reading.places import found_places, line_ranges

type Placing = Callable[[Iterable[int]], list[Any]]
type Found = dict[str, Any]


def answer_object(paper: Paper, reading: Reading, *, by_ordinal: bool = False) -> Found:
    """Tell a reading as plain data.

    This function will always give every key; what is not in the paper is null or []. Places have the form of the
    file's kind; `by_ordinal` asks for ranges of `Line.number` instead, with further keys that begin with "_".
    """

    def place(numbers: Iterable[int]) -> list[Any]:
        return list(line_ranges(paper, numbers)) if by_ordinal else found_places(paper, numbers)

    answer: Found = {
        "file": _told_file(paper),
        "heading": _told_heading(reading.heading),
        "citations": [_told_citation(one, place) for one in reading.citations],
        "sections": [_told_section(one, place) for one in reading.sections],
        "tasks": [_told_task(one, place) for one in reading.tasks],
        "duties": [_told_duty(one, place) for one in reading.duties],
        "requests": [_told_duty(one, place) for one in reading.requests],
        "targets": [_told_target(one, place) for one in reading.targets],
        "reports": [_told_report(one, place) for one in reading.reports],
        "budget": _told_budget(reading.budget, place) if reading.budget else None,
        "recipients_of_letter": [
            {"name": one.name, "kind": one.kind, "lines": place(one.lines)} for one in reading.addressees
        ],
        "anniversaries": [
            {
                "title": one.title,
                "date": _iso(one.dated),
                "years": one.years,
                "lines": place(one.lines),
                "confidence": one.confidence,
            }
            for one in reading.anniversaries
        ],
        "doubts": [
            {"code": one.code, "message": one.message, "lines": place(one.lines)} for one in reading.doubts
        ],
    }
    return _with_screen_keys(answer, reading, place) if by_ordinal else answer


def _with_screen_keys(answer: Found, reading: Reading, place: Placing) -> Found:
    """What the review screen needs beyond the answer: the lines of each field, and every line explained."""
    for told, task in zip(answer["tasks"], reading.tasks, strict=True):
        told["_field_lines"] = {name: place(lines) for name, lines in task.field_lines.items()}
        told["_table_header"] = list(task.table_header)
    heading = reading.heading
    answer["heading"]["_lines"] = place(heading.lines)
    answer["heading"]["_field_lines"] = {name: place(lines) for name, lines in heading.field_lines.items()}
    return answer | {"_used_lines": place(reading.used_lines)}


def _told_file(paper: Paper) -> Found:
    return {
        "name": paper.name,
        "sha256": paper.sha256,
        "kind": paper.kind,
        "pages": len(paper.pages) or None,
        "lines": len(paper.lines),
        "damaged": paper.is_damaged,
    }


def _told_heading(heading: HeadingFound) -> Found:
    signer = heading.signer
    return {
        "kind": heading.kind,
        "number": heading.number,
        "issuer": heading.issuer,
        "place": heading.place,
        "date": _iso(heading.dated),
        "title": heading.title,
        "signer": {"name": signer.name, "title": signer.title, "on_behalf": signer.on_behalf}
        if signer
        else None,
        "recipients": [{"name": one.name, "purpose": one.purpose} for one in heading.recipients],
    }


def _told_citation(one: CitationFound, place: Placing) -> Found:
    return {
        "kind": one.kind,
        "number": one.number,
        "date": _iso(one.dated),
        "issuer": one.issuer,
        "title": one.title,
        "basis": one.basis,
        "lines": place(one.lines),
        "confidence": one.confidence,
    }


def _told_section(one: SectionFound, place: Placing) -> Found:
    return {
        "label": one.label,
        "title": one.title,
        "lines": place(one.lines),
        "children": [_told_section(child, place) for child in one.children],
    }


def _told_task(one: TaskFound, place: Placing) -> Found:
    return {
        "label": one.label,
        "group": one.group,
        "title": one.title,
        "content": list(one.content),
        "lead": list(one.lead),
        "partners": list(one.partners),
        "product": one.product,
        "timing": _told_timing(one.timing) if one.timing else None,
        "subtasks": [
            {
                "label": part.label,
                "text": part.text,
                "partners": list(part.partners),
                "lines": place(part.lines),
            }
            for part in one.subtasks
        ],
        "quantity": one.quantity,
        "lines": place(one.lines),
        "confidence": one.confidence,
    }


def _told_timing(timing: TimingFound) -> Found:
    return {
        "phrase": timing.phrase,
        "kind": timing.kind,
        "spans": [[first.isoformat(), last.isoformat()] for first, last in timing.spans],
        "due": _iso(timing.due),
        "strict": timing.strict,
        "every": timing.every,
    }


def _told_duty(one: DutyFound, place: Placing) -> Found:
    return {
        "agency": one.agency,
        "items": [{"text": item.text, "lines": place(item.lines)} for item in one.items],
        "lines": place(one.lines),
        "confidence": one.confidence,
    }


def _told_target(one: TargetFound, place: Placing) -> Found:
    return {
        "text": one.text,
        "subject": one.subject,
        "value": written_amount(one.value),
        "unit": one.unit,
        "comparison": one.comparison,
        "due": _iso(one.due),
        "phase": [day.isoformat() for day in one.phase] if one.phase else None,
        "lines": place(one.lines),
        "confidence": one.confidence,
    }


def _told_report(one: ReportDutyFound, place: Placing) -> Found:
    return {
        "name": one.name,
        "period": one.period,
        "due": _iso(one.due),
        "strict": one.strict,
        "owed_by": one.owed_by,
        "owed_to": one.owed_to,
        "lines": place(one.lines),
        "confidence": one.confidence,
    }


def _told_budget(budget: BudgetFound, place: Placing) -> Found:
    return {
        "unit": budget.unit,
        "periods": list(budget.periods),
        "groups": [_told_budget_group(one, place) for one in budget.groups],
        "total": {"stated": _amounts(budget.stated), "computed": _amounts(budget.computed)},
        "grand_total": {
            "stated": written_amount(budget.grand_stated),
            "computed": written_amount(budget.grand_computed),
            "in_words": budget.in_words,
        },
        "lines": place(budget.lines),
        "confidence": budget.confidence,
    }


def _told_budget_group(one: BudgetGroupFound, place: Placing) -> Found:
    return {
        "label": one.label,
        "title": one.title,
        "executor": one.executor,
        "stated": _amounts(one.stated),
        "computed": _amounts(one.computed),
        "lines_of": [_told_budget_row(row, place) for row in one.rows],
        "lines": place(one.lines),
    }


def _told_budget_row(one: BudgetRowFound, place: Placing) -> Found:
    total = one.total
    return {
        "label": one.label,
        "text": one.text,
        "amounts": _amounts(one.amounts),
        "total": {"stated": written_amount(total[0]), "computed": written_amount(total[1])}
        if total
        else None,
        "executor": one.executor,
        "source": one.source,
        "lines": place(one.lines),
        "confidence": one.confidence,
    }


def _amounts(amounts: Sequence[Decimal | None]) -> list[str | None]:
    return [written_amount(amount) for amount in amounts]


def written_amount(amount: Decimal | None) -> str | None:
    """This function will write an amount without zeros that say nothing: 0.730 is "0.73", 4.0 is "4"."""
    return None if amount is None else format(amount.normalize(), "f")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
