"""A paper's budget table: its lines in groups, what is printed as sums and what the lines make."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from haidang.engines.reading.budget_columns import (
    BudgetColumns,
    BudgetRow,
    count_header_rows,
    find_unit,
    read_columns,
    read_row,
    uses_decimal_dots,
)
from haidang.engines.reading.budget_text import read_text_budget
from haidang.engines.reading.findings import BudgetFound, BudgetGroupFound, BudgetRowFound, Lines
from haidang.engines.reading.paper import Paper, Row, Table
from haidang.engines.reading.running_text import folded_letters
from haidang.engines.reckoning.sums import column_sums

_SUM = re.compile(r"^(?:tong cong|tong so|tong|cong|tong kinh phi|tong muc|tong du toan)\b")
_IN_WORDS = re.compile(r"^\W*\(?\s*(?:bang chu|viet bang chu|so tien bang chu|tong so tien bang chu)\s*:?\s*")
_GROUP_LABEL = re.compile(r"[IVXL]{1,6}|[A-HĐ]")
_NAMES_UNIT = re.compile(r"don vi|dvt|\(\s*(?:ty|trieu|nghin|ngan)?\s*dong\s*\)")
_UNIT_REACH = 8  # lines above a table in which its unit may stand
type Amounts = tuple[Decimal | None, ...]


def read_budget(paper: Paper, tables: Sequence[Table]) -> BudgetFound | None:
    """Read the budget table of a paper, or the budget in its sentences, or null where it has neither.

    This function will put together a table broken over pages, take rows with a Roman label or a capital letter
    for groups, and give stated sums (printed) and computed ones (made from the lines). Amounts stay in the
    table's unit. Seed 003 lines 462-496.
    """
    for table in _whole_tables(tables):
        columns = read_columns(table, unit_above=_unit_above(paper, table))
        if columns is not None:
            return _read_budget_table(paper, table, columns)
    return read_text_budget(paper)


def _whole_tables(tables: Sequence[Table]) -> list[Table]:
    """Tables that go on over a page break: the same number of columns, the heading repeated or left out."""
    whole: list[Table] = []
    for table in tables:
        header = table.rows[: count_header_rows(table)]
        if whole and _goes_on(whole[-1], table):
            repeated = _texts(header) == _texts(whole[-1].rows[: count_header_rows(whole[-1])])
            whole[-1] = Table(whole[-1].rows + (table.rows[len(header) :] if repeated else table.rows))
        else:
            whole.append(table)
    return whole


def _goes_on(before: Table, table: Table) -> bool:
    same_width = len(before.rows[-1].cells) == len(table.rows[0].cells)
    header = table.rows[: count_header_rows(table)]
    is_repeated = _texts(header) == _texts(before.rows[: count_header_rows(before)])
    return same_width and (not header or is_repeated) and read_columns(before) is not None


def _texts(rows: Sequence[Row]) -> list[str]:
    return [cell.text for row in rows for cell in row.cells]


def _read_budget_table(paper: Paper, table: Table, columns: BudgetColumns) -> BudgetFound:
    dots = uses_decimal_dots(table, columns)
    body = [read_row(row, columns, dot_is_decimal=dots) for row in table.rows[count_header_rows(table) :]]
    rows = _joined_rows(body)
    listed = [row for row in rows if not _is_sum(row) and (row.label or row.text)]
    sums = [row for row in rows if _is_sum(row) or not (row.label or row.text)]
    groups = tuple(_groups_of(listed))
    computed = column_sums([group.computed for group in groups]) if groups else ()
    stated = next((row.amounts for row in sums if _is_sum(row)), tuple(None for _ in columns.amounts))
    in_words, word_lines = _amount_in_words(paper, table.lines)
    return BudgetFound(
        unit=columns.unit or _unit_above(paper, table) or "đồng",
        periods=columns.periods,
        groups=groups,
        stated=stated,
        computed=computed,
        grand_stated=_grand_stated(sums, stated),
        grand_computed=sum((amount for amount in computed if amount is not None), Decimal(0)),
        in_words=in_words,
        lines=(*table.lines, *word_lines),
    )


def _is_sum(row: BudgetRow) -> bool:
    words = folded_letters(row.text or row.label).strip()
    return bool(_SUM.match(words)) and (not row.label or not row.text or row.label == row.text)


def _joined_rows(rows: Sequence[BudgetRow]) -> list[BudgetRow]:
    """A row without label and amounts goes on from the row before it, over a page break (seed 003 line 472)."""
    joined: list[BudgetRow] = []
    for row in rows:
        is_rest = not row.label and not any(amount is not None for amount in (*row.amounts, row.total))
        if joined and is_rest and not _is_sum(row):
            joined[-1] = _with_rest(joined[-1], row)
        elif joined and _is_part(joined, row):
            joined[-1] = replace(joined[-1], lines=(*joined[-1].lines, *row.lines))
        else:
            joined.append(row)
    return joined


def _is_part(before: Sequence[BudgetRow], row: BudgetRow) -> bool:
    """1.1 below 1 and bullets below a numbered row are parts of its amount, not further amounts."""
    above = before[-1]
    is_deeper = row.label.count(".") > above.label.count(".") and row.label.startswith(f"{above.label}.")
    is_bullet = bool(above.label) and row.label in ("-", "+", "•") and not _GROUP_LABEL.fullmatch(above.label)
    return (is_deeper or is_bullet) and any(amount is not None for amount in above.amounts)


def _with_rest(row: BudgetRow, rest: BudgetRow) -> BudgetRow:
    return replace(
        row,
        text=f"{row.text} {rest.text}".strip(),
        executor=_joined(row.executor, rest.executor),
        source=_joined(row.source, rest.source),
        lines=(*row.lines, *rest.lines),
    )


def _joined(first: str | None, second: str | None) -> str | None:
    return " ".join(part for part in (first, second) if part) or None


def _groups_of(rows: Sequence[BudgetRow]) -> list[BudgetGroupFound]:
    """Rows under their group rows; rows before the first group row are a group without a label."""
    groups: list[tuple[BudgetRow | None, list[BudgetRow]]] = []
    for row in rows:
        if _GROUP_LABEL.fullmatch(row.label):
            groups.append((row, []))
        elif groups:
            groups[-1][1].append(row)
        else:
            groups.append((None, [row]))
    return [_group_of(head, below) for head, below in groups]


def _group_of(head: BudgetRow | None, below: Sequence[BudgetRow]) -> BudgetGroupFound:
    """A group row without lines of its own is its own only line when sums are made."""
    counted = [row.amounts for row in below] or ([head.amounts] if head else [])
    return BudgetGroupFound(
        label=head.label if head else "",
        title=head.text if head else "",
        executor=head.executor if head else None,
        stated=head.amounts if head else tuple(None for _ in counted[0]),
        computed=column_sums(counted),
        rows=tuple(_line_of(row) for row in below),
        lines=head.lines if head else tuple(number for row in below for number in row.lines),
    )


def _line_of(row: BudgetRow) -> BudgetRowFound:
    made = [amount for amount in row.amounts if amount is not None]
    total = (row.total, sum(made, Decimal(0))) if row.total is not None else None
    return BudgetRowFound(
        label=row.label,
        text=row.text,
        amounts=row.amounts,
        executor=row.executor,
        source=row.source,
        lines=row.lines,
        total=total,
    )


def _grand_stated(sums: Sequence[BudgetRow], stated: Amounts) -> Decimal | None:
    """The one amount below the sums of the periods, the total of the sum row, or the only period's sum."""
    with_total = next((row.total for row in sums if row.total is not None), None)
    if with_total is not None:
        return with_total
    if len(stated) == 1:
        return stated[0]
    alone = [[amount for amount in row.amounts if amount is not None] for row in sums[1:]]
    return next((amounts[0] for amounts in alone if len(amounts) == 1), None)


def _unit_above(paper: Paper, table: Table) -> str | None:
    first = table.lines[0] if table.lines else 1
    above = [line.text for line in paper.lines[max(0, first - 1 - _UNIT_REACH) : first]]
    named = [
        unit
        for text in reversed(above)
        if _NAMES_UNIT.search(folded_letters(text)) and (unit := find_unit(text))
    ]
    return named[0] if named else None


def _amount_in_words(paper: Paper, table_lines: Lines) -> tuple[str | None, Lines]:
    last = table_lines[-1] if table_lines else 0
    for line in paper.lines[max(0, last - 3) : last + 12]:
        opening = _IN_WORDS.match(folded_letters(line.text))
        if opening:
            return line.text[opening.end() :].strip(" .*_/()"), (line.number,)
    return None, ()
