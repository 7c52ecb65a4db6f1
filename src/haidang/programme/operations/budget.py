"""The budget table of a paper as budget lines with amounts in whole đồng, stated and computed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from haidang.agencies.models import Agency
from haidang.documents.enums import FindingKind, FindingState
from haidang.documents.models import DocumentReading, Finding
from haidang.programme.enums import BudgetLineKind
from haidang.programme.models import BudgetAmount, BudgetLine, Programme
from haidang.programme.queries.names import is_one_body, name_key
from haidang.programme.queries.values import whole_dong

LONGEST_NAME = 300
LONGEST_PERIOD = 60
_KEPT_FIELDS = ("label", "text", "executor_name", "executor", "source", "order", "lines", "group")


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
    rows: list["LineDraft"] = field(default_factory=list)


def adopt_budget(programme: Programme, findings: list[Finding], agencies: dict[str, Agency]) -> int:
    """Save a paper's budget table and return the number of its lines.

    This function will keep what the table states beside what its lines add up to, and correct neither. The
    findings are the whole table: a line that was adopted before stays the same row, with its sums reckoned anew.
    Raises UnreadableFinding for an amount or unit that cannot be turned into whole đồng.
    """
    if not findings:
        return 0
    table = _budget_table(findings[0].reading, findings[0])
    groups = _groups_with_rows(programme, findings, agencies, table=table)
    lines = [*groups, *_total_line(programme, groups, table)]
    _save_lines(programme, lines, table)
    reckon_budget(programme)
    return len(lines) + sum(len(group.rows) for group in groups)


def change_budget_line(
    programme: Programme,
    line: BudgetLine | None,
    finding: Finding | None,
    *,
    agencies: dict[str, Agency],
    at: datetime,
) -> BudgetLine:
    """Add, change or end one line of a budget after a later reading, and reckon the sums anew.

    This function will add a line when there is none, and end it (with the lines of a group) without a finding.
    """
    if finding is None:
        ended = BudgetLine.objects.filter(Q(pk=line.pk if line else None) | Q(group=line))
        ended.update(ended_at=at)
        reckon_budget(programme)
        return line or BudgetLine()
    table = _budget_table(finding.reading, finding)
    draft = _line_draft(programme, finding, agencies, table=table)
    if line:
        draft.line.pk, draft.line.order, draft.line.group_id = line.pk, line.order, line.group_id
    else:
        draft.line.group = _group_for(programme, finding)
    draft.line.save()
    _save_amounts([draft], table)
    reckon_budget(programme)
    return draft.line


def change_printed_total(programme: Programme, reading: DocumentReading) -> BudgetLine:
    """This function will take over the totals that a later reading prints."""
    table = _budget_table(reading)
    line = BudgetLine.objects.get(programme=programme, kind=BudgetLineKind.TOTAL, ended_at=None)
    line.text = table.totals["grand"].get("in_words") or ""
    line.save(update_fields=["text"])
    _save_amounts([LineDraft(line, stated=_printed_totals(table))], table)
    reckon_budget(programme)
    return line


def reckon_budget(programme: Programme) -> None:
    """This function will add up the lines of every group and of the whole table, beside what the table states."""
    lines = list(BudgetLine.objects.filter(programme=programme, ended_at=None).prefetch_related("amounts"))
    tops = [line for line in lines if line.group_id is None and line.kind != BudgetLineKind.TOTAL]
    sums = {top.pk: _sums(_stated(row) for row in lines if row.group_id == top.pk) for top in tops}
    width = max((len(_stated(line)) for line in lines if line.kind == BudgetLineKind.TOTAL), default=1) - 1
    whole = _sums((sums[top.pk] or _stated(top))[:width] for top in tops)
    known = [amount for amount in whole if amount is not None]
    of_all = [*whole, *[None] * (width - len(whole)), sum(known) if known else None]
    for line in lines:
        computed = of_all if line.kind == BudgetLineKind.TOTAL else sums.get(line.pk) or []
        _write_computed(line, computed)


def _stated(line: BudgetLine) -> list[int | None]:
    return [amount.stated_vnd for amount in sorted(line.amounts.all(), key=lambda one: one.order)]


def _write_computed(line: BudgetLine, computed: list[int | None]) -> None:
    changed = []
    for amount in line.amounts.all():
        value = computed[amount.order] if amount.order < len(computed) else None
        if amount.computed_vnd != value:
            amount.computed_vnd = value
            changed.append(amount)
    BudgetAmount.objects.bulk_update(changed, ["computed_vnd"])


def _group_for(programme: Programme, finding: Finding) -> BudgetLine | None:
    """The group of the programme that is called as the group row above a new line; None above the first group."""
    if finding.kind == FindingKind.BUDGET_GROUP:
        return None
    above = Finding.objects.filter(
        reading=finding.reading, kind=FindingKind.BUDGET_GROUP, order__lt=finding.order
    )
    group = above.exclude(state__in=[FindingState.REJECTED, FindingState.REPLACED]).order_by("-order").first()
    if group is None:
        return None
    tops = BudgetLine.objects.filter(programme=programme, kind=BudgetLineKind.GROUP, ended_at=None)
    value = group.value
    return (
        tops.filter(finding=group).first()
        or tops.filter(text=value.get("title") or "").first()
        or tops.filter(label=value.get("label") or "").first()
    )


def _budget_table(reading: DocumentReading, finding: Finding | None = None) -> BudgetTable:
    answer = (reading.answer or {}).get("budget") or {}
    value = finding.value if finding else {}
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
    """The table's own total, where it prints one."""
    if not table.totals["total"].get("stated") and not table.totals["grand"]:
        return
    line = BudgetLine(
        programme=programme,
        kind=BudgetLineKind.TOTAL,
        text=table.totals["grand"].get("in_words") or "",
        order=max(row.line.order for group in groups for row in [group, *group.rows]) + 1,
        lines=table.totals["lines"] or [],
    )
    yield LineDraft(line, stated=_printed_totals(table))


def _printed_totals(table: BudgetTable) -> list[int | None]:
    width = len(table.periods)
    printed = [*(table.totals["total"].get("stated") or []), *[None] * width][:width]
    return [whole_dong(None, one, unit=table.unit) for one in [*printed, table.totals["grand"].get("stated")]]


def _save_lines(programme: Programme, top: list[LineDraft], table: BudgetTable) -> None:
    """Lines adopted before keep their rows: other tables and people's bookmarks point at them."""
    saved = BudgetLine.objects.filter(programme=programme, ended_at=None)
    known = {line.finding_id or line.kind: line.pk for line in saved}
    for level in (top, [row for draft in top for row in draft.rows]):
        for draft in level:
            draft.line.pk = known.get(draft.line.finding_id or draft.line.kind)
        BudgetLine.objects.bulk_create([draft.line for draft in level if draft.line.pk is None])
        kept = [draft.line for draft in level if draft.line.finding_id in known or draft.line.kind in known]
        BudgetLine.objects.bulk_update(kept, _KEPT_FIELDS)
        for draft in level:
            for row in draft.rows:
                row.line.group = draft.line
    _save_amounts([one for draft in top for one in [draft, *draft.rows]], table)
    programme.budget_unit = table.unit
    programme.save(update_fields=["budget_unit"])


def _save_amounts(drafts: list[LineDraft], table: BudgetTable) -> None:
    amounts = [amount for draft in drafts for amount in _amounts(draft, table)]
    BudgetAmount.objects.bulk_create(
        amounts,
        update_conflicts=True,
        unique_fields=["line", "order"],
        update_fields=["period", "stated_vnd"],
    )


def _amounts(draft: LineDraft, table: BudgetTable) -> Iterator[BudgetAmount]:
    periods = [*table.periods, ""]
    for order, stated in enumerate(draft.stated):
        yield BudgetAmount(
            line=draft.line,
            period=periods[min(order, len(periods) - 1)][:LONGEST_PERIOD],
            order=order,
            stated_vnd=stated,
        )
