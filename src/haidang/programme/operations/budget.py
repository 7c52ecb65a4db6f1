"""The budget table of a paper as budget lines with amounts in whole đồng, stated and computed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from haidang.agencies.models import Agency
from haidang.documents.enums import FindingKind
from haidang.documents.models import Finding
from haidang.programme.enums import BudgetLineKind
from haidang.programme.models import BudgetAmount, BudgetLine, Programme
from haidang.programme.operations.values import whole_dong
from haidang.programme.queries.names import is_one_body, name_key

LONGEST_NAME = 300
LONGEST_PERIOD = 60


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """What holds for a whole table: its unit, its periods and the totals it prints."""

    unit: str
    periods: tuple[str, ...]
    totals: Mapping[str, Any]


@dataclass(slots=True)
class LineDraft:
    """A budget line with its amounts by column; the column after the last period is of all periods together."""

    line: BudgetLine
    stated: list[int | None] = field(default_factory=list)
    computed: list[int | None] = field(default_factory=list)
    rows: list["LineDraft"] = field(default_factory=list)


def adopt_budget(programme: Programme, findings: list[Finding], agencies: dict[str, Agency]) -> int:
    """Save a paper's budget table and return the number of lines.

    This function will keep what the table states beside what its lines add up to, and correct neither. The
    findings are the whole table: lines adopted before are made anew.
    Raises UnreadableFinding for an amount or unit that cannot be turned into whole đồng.
    """
    if not findings:
        return 0
    BudgetLine.objects.filter(programme=programme).delete()
    table = _budget_table(findings[0])
    groups = _groups_with_rows(programme, findings, agencies, table=table)
    for group in groups:
        if group.rows:
            group.computed = _sums(row.stated for row in group.rows)
    lines = [*groups, *_total_line(programme, groups, table)]
    _save_lines(programme, lines, table)
    return len(lines) + sum(len(group.rows) for group in groups)


def _budget_table(finding: Finding) -> BudgetTable:
    answer = (finding.reading.answer or {}).get("budget") or {}
    value = finding.value
    periods = answer.get("periods") or value.get("periods") or []
    totals = {
        "total": answer.get("total") or {},
        "grand": answer.get("grand_total") or {},
        "lines": answer.get("lines"),
    }
    return BudgetTable(answer.get("unit") or value.get("unit") or "", tuple(periods), totals)


def _groups_with_rows(
    programme: Programme, findings: list[Finding], agencies: dict[str, Agency], *, table: BudgetTable
) -> list[LineDraft]:
    """Groups in order with their rows; rows above the first group stand by themselves."""
    top: list[LineDraft] = []
    current: LineDraft | None = None
    for finding in sorted(findings, key=lambda one: one.order):
        draft = _line_draft(programme, finding, agencies, table=table)
        if finding.kind == FindingKind.BUDGET_GROUP:
            current = draft
        if draft is current or current is None:
            top.append(draft)
        else:
            current.rows.append(draft)
    return top


def _line_draft(
    programme: Programme, finding: Finding, agencies: dict[str, Agency], *, table: BudgetTable
) -> LineDraft:
    value = finding.value
    is_group = finding.kind == FindingKind.BUDGET_GROUP
    executor = value.get("executor") or ""
    line = BudgetLine(
        programme=programme,
        kind=BudgetLineKind.GROUP if is_group else BudgetLineKind.ROW,
        label=value.get("label") or "",
        text=value.get("title") or value.get("text") or "",
        executor_name=executor[:LONGEST_NAME],
        executor=agencies.get(name_key(executor)) if is_one_body(executor) else None,
        source=(value.get("source") or "")[:LONGEST_NAME],
        order=finding.order,
        finding=finding,
        lines=finding.lines,
    )
    width = len(table.periods)
    printed = [*((value.get("stated") if is_group else value.get("amounts")) or []), *[None] * width][:width]
    total = value.get("total") or {}
    amounts = [*printed, *([total.get("stated")] if total else [])]
    return LineDraft(line, stated=[whole_dong(finding, one, unit=table.unit) for one in amounts])


def _sums(columns_of_rows: Iterable[list[int | None]]) -> list[int | None]:
    """The sum of each column over rows, None where no row has an amount."""
    rows = list(columns_of_rows)
    width = max((len(row) for row in rows), default=0)
    columns = [[row[index] for row in rows if index < len(row)] for index in range(width)]
    known = [[amount for amount in column if amount is not None] for column in columns]
    return [sum(column) if column else None for column in known]


def _total_line(programme: Programme, groups: list[LineDraft], table: BudgetTable) -> Iterator[LineDraft]:
    """The table's own total, where it prints one, with what all lines add up to."""
    printed = list(table.totals["total"].get("stated") or [])
    grand = table.totals["grand"]
    if not printed and not grand:
        return
    stated = [whole_dong(None, one, unit=table.unit) for one in [*printed, *([None] * len(table.periods))]]
    stated = [*stated[: len(table.periods)], whole_dong(None, grand.get("stated"), unit=table.unit)]
    line = BudgetLine(
        programme=programme,
        kind=BudgetLineKind.TOTAL,
        text=grand.get("in_words") or "",
        order=max(row.line.order for group in groups for row in [group, *group.rows]) + 1,
        lines=table.totals["lines"] or [],
    )
    computed = _sums((group.computed or group.stated)[: len(table.periods)] for group in groups)
    known = [amount for amount in computed if amount is not None]
    yield LineDraft(line, stated=stated, computed=[*computed, sum(known) if known else None])


def _save_lines(programme: Programme, top: list[LineDraft], table: BudgetTable) -> None:
    BudgetLine.objects.bulk_create([draft.line for draft in top])
    for draft in top:
        for row in draft.rows:
            row.line.group = draft.line
    BudgetLine.objects.bulk_create([row.line for draft in top for row in draft.rows])
    every = [one for draft in top for one in [draft, *draft.rows]]
    BudgetAmount.objects.bulk_create([amount for draft in every for amount in _amounts(draft, table)])
    programme.budget_unit = table.unit
    programme.save(update_fields=["budget_unit"])


def _amounts(draft: LineDraft, table: BudgetTable) -> Iterator[BudgetAmount]:
    periods = [*table.periods, ""]
    for order in range(max(len(draft.stated), len(draft.computed))):
        yield BudgetAmount(
            line=draft.line,
            period=periods[min(order, len(periods) - 1)][:LONGEST_PERIOD],
            order=order,
            stated_vnd=draft.stated[order] if order < len(draft.stated) else None,
            computed_vnd=draft.computed[order] if order < len(draft.computed) else None,
        )
