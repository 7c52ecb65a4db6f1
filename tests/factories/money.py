"""Budgets for tests: lines and amounts, entered as the screens enter them."""

from datetime import date
from typing import Any
from uuid import uuid4

from haidang.agencies.models import Agency
from haidang.programme.enums import BudgetEntryKind
from haidang.programme.models import BudgetEntry, BudgetLine, Programme
from haidang.programme.operations.budget_entries import (
    EntryFacts,
    LineFacts,
    add_budget_line,
    record_entry,
)

DAY = date(2024, 3, 1)


def make_line(programme: Programme, text: str = "In ấn phẩm", **facts: Any) -> BudgetLine:
    return add_budget_line(programme=programme, facts=LineFacts(text=text, **facts), added_by=None)


def make_entry(
    line: BudgetLine,
    amount_vnd: int = 1_000_000,
    kind: str = BudgetEntryKind.PLANNED,
    executor: Agency | None = None,
    **facts: Any,
) -> BudgetEntry:
    wanted = {"year": 2024, "dated_on": DAY, "executor": executor or line.executor} | facts
    return record_entry(
        line=line,
        facts=EntryFacts(kind=kind, amount_vnd=amount_vnd, **wanted),
        token=uuid4(),
        entered_by=None,
    )
