"""Rows of a programme's tables that came in a workbook: tasks edited and added, amounts entered and corrected."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction

from haidang.agencies.models import Account, Agency
from haidang.agencies.queries.bodies import BodiesByDay
from haidang.engines.reckoning.timing import Timing, read_timing
from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.enums import BudgetLineKind
from haidang.programme.models import BudgetEntry, BudgetLine, Item, Programme
from haidang.programme.operations.adding import TaskPlace, add_task
from haidang.programme.operations.budget_entries import (
    EntryFacts,
    LineFacts,
    add_budget_line,
    amount_standing,
    correct_entry,
    record_entry,
)
from haidang.programme.operations.edit import ItemWords, edit_item
from haidang.programme.queries.values import PlannedTiming, timing_as_planned

Rows = Iterable[tuple[str, Mapping[str, Any]]]
_ENTRY = "S"


@transaction.atomic
def import_tasks(
    *,
    programme: Programme,
    rows: Rows,
    body_named: Callable[[str, str], Agency],
    group_named: Callable[[str], Item | None],
    on: date,
    imported_by: Account,
) -> None:
    """Edit the tasks of checked rows, each as by hand, and add those without a key at the end of their groups.

    This function will ask `body_named` for the body of a key and a name, `group_named` for the group of its words.
    """
    tasks = Item.objects.without_tree_fields().filter(programme=programme, ended_at=None)
    for key, values in rows:
        words = ItemWords(values["title"], values["content"], values["product"])
        leads = [body_named(key, name) for name in values["leads"]]
        partners = [body_named(key, name) for name in values["partners"]]
        if not key:
            add_task(
                programme=programme,
                place=TaskPlace(values["label"], group_named(values["group"])),
                words=words,
                timing=_timing_read(programme, values["timing"]),
                leads=leads,
                partners=partners,
                on=on,
                added_by=imported_by,
            )
            continue
        item = tasks.get(pk=int(key))
        edit_item(
            item=item,
            version=item.version,
            edited_by=imported_by,
            words=words,
            timing=_timing(programme, item, values["timing"]),
            leads=leads,
            partners=partners,
            on=on,
        )


@transaction.atomic
def import_budget(*, programme: Programme, rows: Rows, on: date, imported_by: Account) -> None:
    """This function will enter and correct the amounts of checked rows; lines that are not there yet are added."""
    bodies = BodiesByDay()
    for key, values in rows:
        if key.startswith(_ENTRY):
            _correct(programme, int(key[1:]), values, imported_by)
            continue
        day = values["dated_on"] or on
        body = bodies.named(values["executor"], on=day) if values["executor"] else None
        line = _line_of(programme, values, body, imported_by)
        if values["kind"]:
            _enter(line, values, body, imported_by)


def _timing(programme: Programme, item: Item, phrase: str) -> PlannedTiming | None:
    """The new time; None leaves it as it is."""
    return None if phrase.split() == item.timing_phrase.split() else _timing_read(programme, phrase)


def _timing_read(programme: Programme, phrase: str) -> PlannedTiming:
    timing = read_timing(phrase, programme.first_year, programme.last_year) if phrase else Timing("", "")
    return timing_as_planned(timing)


def _correct(programme: Programme, pk: int, values: Mapping[str, Any], by: Account) -> None:
    entry = BudgetEntry.objects.get(pk=pk, line__programme=programme, corrects=None)
    correct_entry(
        entry=entry,
        right_vnd=values["amount"],
        seen_vnd=amount_standing(entry),
        reason=values["reason"],
        token=uuid4(),
        corrected_by=by,
    )


def _enter(line: BudgetLine, values: Mapping[str, Any], body: Agency | None, by: Account) -> None:
    record_entry(
        line=line,
        facts=EntryFacts(
            kind=values["kind"],
            amount_vnd=values["amount"],
            year=values["year"],
            quarter=values["quarter"],
            source=values["source"],
            executor=body,
            dated_on=values["dated_on"],
            paper_words=values["paper"],
        ),
        token=uuid4(),
        entered_by=by,
    )


def _line_of(programme: Programme, values: Mapping[str, Any], body: Agency | None, by: Account) -> BudgetLine:
    """The line of these words in this group, made when there is none."""
    lines = BudgetLine.objects.filter(programme=programme, ended_at=None).exclude(kind=BudgetLineKind.TOTAL)
    wanted = (folded_form(values["group"]), folded_form(values["text"]))
    for line in lines.select_related("group", "programme", "executor").order_by("order", "id"):
        if (folded_form(line.group.text if line.group else ""), folded_form(line.text)) == wanted:
            return line
    facts = LineFacts(text=values["text"], group=values["group"], source=values["source"], executor=body)
    return add_budget_line(programme=programme, facts=facts, added_by=by)
