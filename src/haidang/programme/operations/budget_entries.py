"""Amounts of a budget as they are proposed, planned, allocated and spent: entered, and corrected by a further entry."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Sum

from haidang.agencies.models import Account, Agency
from haidang.documents.models import Document
from haidang.engines.vietnamese.dates import written_day
from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.money import written_dong
from haidang.foundation.counts import ShownCount
from haidang.foundation.operations import record_event
from haidang.programme.enums import BudgetLineKind
from haidang.programme.errors import (
    AmountChangedMeanwhile,
    BodyNotAlive,
    BudgetLineTaken,
    NothingToCorrect,
    PeriodOutsideYears,
)
from haidang.programme.models import BudgetEntry, BudgetLine, Item, Programme

# Accounts of a year are closed in the year after it.
_YEARS_AFTER = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """What an entry says; the quarter is 0 for the whole year, the paper is named in words or by its sign."""

    kind: str
    amount_vnd: int
    year: int
    dated_on: date
    quarter: int = 0
    source: str = ""
    executor: Agency | None = None
    paper_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """The words of a budget line made by hand."""

    text: str
    label: str = ""
    group: str = ""
    source: str = ""
    executor: Agency | None = None
    item: Item | None = None


@transaction.atomic
def record_entry(
    *, line: BudgetLine, facts: EntryFacts, token: UUID, entered_by: Account | None
) -> BudgetEntry:
    """Enter one amount of a budget line, in whole đồng and not negative.

    This function will return the entry that the same form made before, when it is sent twice. Raises
    PeriodOutsideYears, BodyNotAlive.
    """
    made = BudgetEntry.objects.filter(token=token).first()
    if made:
        return made
    _require_period(line.programme, facts.year)
    _require_alive(facts)
    entry = BudgetEntry.objects.create(
        line=line,
        kind=facts.kind,
        amount_vnd=facts.amount_vnd,
        year=facts.year,
        quarter=facts.quarter,
        source=facts.source,
        executor=facts.executor,
        dated_on=facts.dated_on,
        paper=_paper_of_sign(facts.paper_words),
        paper_words=facts.paper_words,
        token=token,
        entered_by=entered_by,
    )
    _record("programme.enter_amount", entry, entered_by, after=_told(entry))
    return entry


@transaction.atomic
def correct_entry(
    *, entry: BudgetEntry, right_vnd: int, seen_vnd: int, reason: str, token: UUID, corrected_by: Account
) -> BudgetEntry:
    """Correct an amount by a further entry of the difference; the first entry stays as it was.

    This function will return the correction that the same form made before, when it is sent twice. Raises
    AmountChangedMeanwhile unless the amount is still the one that was shown, and NothingToCorrect.
    """
    made = BudgetEntry.objects.filter(token=token).first()
    if made:
        return made
    first = BudgetEntry.objects.select_for_update().get(pk=entry.corrects_id or entry.pk)
    stands = amount_standing(first)
    if stands != seen_vnd:
        raise AmountChangedMeanwhile(str(ShownCount(stands)))
    if right_vnd == stands:
        raise NothingToCorrect
    correction = BudgetEntry.objects.create(
        line_id=first.line_id,
        kind=first.kind,
        amount_vnd=right_vnd - stands,
        year=first.year,
        quarter=first.quarter,
        source=first.source,
        executor=first.executor,
        dated_on=first.dated_on,
        paper=first.paper,
        paper_words=first.paper_words,
        corrects=first,
        reason=reason,
        token=token,
        entered_by=corrected_by,
    )
    _record(
        "programme.correct_amount",
        first,
        corrected_by,
        before={"amount": written_dong(stands)},
        after={**_told(first), "amount": written_dong(right_vnd), "reason": reason},
    )
    return correction


@transaction.atomic
def add_budget_line(*, programme: Programme, facts: LineFacts, added_by: Account | None) -> BudgetLine:
    """Add a line to a budget by hand; its group is made when there is none of these words.

    This function will raise BudgetLineTaken for words that stand in the group already.
    """
    lines = BudgetLine.objects.filter(programme=programme, ended_at=None)
    group = _group_called(programme, facts.group)
    if any(folded_form(one.text) == folded_form(facts.text) for one in lines.filter(group=group)):
        raise BudgetLineTaken
    line = BudgetLine.objects.create(
        programme=programme,
        group=group,
        label=facts.label,
        text=facts.text,
        source=facts.source,
        executor=facts.executor,
        executor_name=facts.executor.name if facts.executor else "",
        item=facts.item,
        order=_next_order(programme),
    )
    record_event(
        actor=added_by,
        act="programme.add_budget_line",
        subject=line,
        after={
            "text": line.text,
            "group": facts.group,
            "source": line.source,
            "executor": line.executor_name,
        },
    )
    return line


def amount_standing(entry: BudgetEntry) -> int:
    """This function will give the amount of an entry with all its corrections."""
    corrected = BudgetEntry.objects.filter(corrects=entry).aggregate(total=Sum("amount_vnd"))["total"]
    return entry.amount_vnd + (corrected or 0)


def _group_called(programme: Programme, text: str) -> BudgetLine | None:
    if not text:
        return None
    groups = BudgetLine.objects.filter(programme=programme, kind=BudgetLineKind.GROUP, ended_at=None)
    for group in groups.order_by("order", "id"):
        if folded_form(group.text) == folded_form(text):
            return group
    return BudgetLine.objects.create(
        programme=programme, kind=BudgetLineKind.GROUP, text=text, order=_next_order(programme)
    )


def _next_order(programme: Programme) -> int:
    last = BudgetLine.objects.filter(programme=programme).aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


def _require_period(programme: Programme, year: int) -> None:
    if not programme.first_year <= year <= programme.last_year + _YEARS_AFTER:
        raise PeriodOutsideYears(year, programme.first_year, programme.last_year)


def _require_alive(facts: EntryFacts) -> None:
    body, day = facts.executor, facts.dated_on
    if body is None:
        return
    if (body.valid_from and body.valid_from > day) or (body.valid_to and body.valid_to <= day):
        raise BodyNotAlive(body.name, written_day(day))


def _paper_of_sign(words: str) -> Document | None:
    """The one paper that bears this number; words that name none stay words."""
    found = list(Document.objects.filter(number=words.strip()).order_by("id")[:2]) if words.strip() else []
    return found[0] if len(found) == 1 else None


def _told(entry: BudgetEntry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "amount": written_dong(entry.amount_vnd),
        "budget_year": entry.year,
        "quarter": entry.quarter or "",
        "source": entry.source,
        "executor": entry.executor.name if entry.executor else "",
        "paper": entry.paper_words,
    }


def _record(act: str, entry: BudgetEntry, by: Account | None, **facts: Any) -> None:
    record_event(actor=by, act=act, subject=entry.line, **facts)
