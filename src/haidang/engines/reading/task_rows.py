"""Tasks of a table: one row, one task; group rows give the groups."""

import re
from collections.abc import Iterator, Sequence

from haidang.engines.reading.bodies import split_numbered_bodies
from haidang.engines.reading.column_roles import ColumnRole, folded_heading
from haidang.engines.reading.duty_cells import has_lead_column, read_row_duty
from haidang.engines.reading.findings import Lines, SubtaskFound, TaskFound
from haidang.engines.reading.paper import Cell, Row
from haidang.engines.reading.plan_years import PlanYears
from haidang.engines.reading.row_groups import (
    RowGroup,
    group_in_row,
    groups_over,
    groups_with,
    label_under,
    numbered_group,
)
from haidang.engines.reading.subtasks import (
    read_subtasks,
    split_lettered_parts,
    split_numbered_parts,
    split_part_paragraphs,
)
from haidang.engines.reading.tables import WholeTable
from haidang.engines.reading.task_timings import find_timing

_NUMBER_OPENING = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]\s+")
_BULLET = re.compile(r"^\s*(?:[-–+*•]|[a-zđ]\))\s+")
_INLINE_BULLET = re.compile(r"\s[-–+•]\s(?=\S)")
_FEWEST_LABEL_WORDS = 2
_MOST_LABEL_WORDS = 4
_SUM = re.compile(r"(?:tổng(?: cộng| số| kinh phí)?|cộng)\b\W*$", re.IGNORECASE)
_BEGINNING = re.compile(r"bắt đầu|khởi công|\btừ\b", re.IGNORECASE)
_AMOUNT = re.compile(r"[\d.,]+")
_COUNT = re.compile(r"so luong|quy mo")
_FEWEST_BUDGET_COLUMNS = 2
_DUTY_ROLES: tuple[ColumnRole, ...] = ("lead", "bodies", "person", "partners", "timing")
_ROLES_OF_TASKS_ALONE: tuple[ColumnRole, ...] = ("bodies", "person", "partners", "timing")
_EDGE = " :;"
_NO_CELL = Cell()
_NO_ROW = Row(())
_UNREAD_CONFIDENCE = 0.6
_MISSING_CONFIDENCE = 0.7


def is_task_table(table: WholeTable) -> bool:
    """This function will tell whether a table gives tasks: a content and a lead, a partner or a timing."""
    has_content = table.column_of("content") is not None
    has_duty = any(table.column_of(role) is not None for role in _DUTY_ROLES)
    return has_content and has_duty and not _is_budget(table)


def _is_budget(table: WholeTable) -> bool:
    """Several columns of amounts, or one that is summed up where nothing but who spends it stands beside it.

    Tasks with what they cost have a timing or partners too, or amounts that nobody sums up.
    """
    amounts = [place for place in range(len(table.titles)) if _holds_amounts(table, place)]
    if len(amounts) >= _FEWEST_BUDGET_COLUMNS:
        return True
    is_timed_or_shared = any(table.column_of(role) is not None for role in _ROLES_OF_TASKS_ALONE)
    return not is_timed_or_shared and any(_is_summed(table, place) for place in amounts)


def _holds_amounts(table: WholeTable, place: int) -> bool:
    if table.titles[place].role not in {"other", "money"}:
        return False
    texts = [row.cells[place].text for row in table.rows if place < len(row.cells) and row.cells[place].text]
    return len(texts) > 1 and sum(1 for text in texts if _AMOUNT.fullmatch(text)) > len(texts) / 2


def _is_summed(table: WholeTable, place: int) -> bool:
    """Whether a row "Tổng cộng" has an amount in a column; things that are counted are no money."""
    if _COUNT.match(folded_heading(table.titles[place].text)):
        return False
    sums = [row.cells for row in table.rows if any(_SUM.match(cell.text) for cell in row.cells)]
    return any(place < len(cells) and _AMOUNT.fullmatch(cells[place].text) for cells in sums)


def read_table_tasks(table: WholeTable, plan_year: PlanYears) -> Iterator[TaskFound]:
    """This function will read the tasks of a table, row by row, each under the group row above it.

    A task's label is its group's label and its own number ("IV.7"); without groups, its number. The title is
    the first paragraph of the content cell, the further ones are its content.
    """
    groups: tuple[RowGroup, ...] = ()
    before = ""
    for row, below in zip(table.rows, [*table.rows[1:], _NO_ROW], strict=True):
        number = number_of_row(table, row)
        if found := group_in_row(row) or numbered_group(row, number, number_of_row(table, below)):
            groups, before = groups_with(groups, found), ""
        elif _cell(table, row, "content").text and not (
            _SUM.match(_cell(table, row, "content").text) and not number
        ):
            groups, before = groups_over(groups, number, before), number
            yield _task_in(table, row, groups, plan_year=plan_year)


def _cell(table: WholeTable, row: Row, role: ColumnRole) -> Cell:
    place = table.column_of(role)
    return row.cells[place] if place is not None and place < len(row.cells) else _NO_CELL


def _task_in(table: WholeTable, row: Row, groups: Sequence[RowGroup], *, plan_year: PlanYears) -> TaskFound:
    title, content, subtasks = _words_of(table, row)
    timing_cell = _timing_cell(table, row)
    timing = find_timing(timing_cell.text, timing_cell.lines, plan_year) if timing_cell.text else None
    duty = read_row_duty(table, row)
    sureness = min(table.sureness_of(row), duty.confidence)
    if timing is not None and timing.kind == "unread":
        sureness = min(sureness, _UNREAD_CONFIDENCE)
    if has_lead_column(table) and not duty.lead:
        sureness = min(sureness, _MISSING_CONFIDENCE)
    return TaskFound(
        label=label_under(groups, number_of_row(table, row)),
        title=title,
        lines=_lines_of(table, row),
        group=groups[-1].title if groups else None,
        content=content,
        lead=duty.lead,
        partners=duty.partners,
        product=_cell(table, row, "product").text or None,
        timing=timing,
        subtasks=subtasks,
        confidence=sureness,
        field_lines=_field_lines(table, row) | ({"group": groups[-1].lines} if groups else {}),
        table_header=tuple(heading.text for heading in table.titles),
    )


def number_of_row(table: WholeTable, row: Row) -> str:
    """This function will return the number of a row, of its own cell or at the beginning of its content."""
    if table.column_of("number") is not None:
        return _cell(table, row, "number").text.strip(" .)")
    opening = _NUMBER_OPENING.match(_cell(table, row, "content").text)
    return opening[1] if opening else ""


def _lines_of(table: WholeTable, row: Row) -> Lines:
    """The lines of a row; in a flattened table also what stands between them, which is its own."""
    if table.is_flattened and row.lines:
        return tuple(range(row.lines[0], row.lines[-1] + 1))
    return row.lines


def _timing_cell(table: WholeTable, row: Row) -> Cell:
    """The timing, of one column or of two, "Bắt đầu" and "Kết thúc"; both filled, they are read as one span."""
    places = [
        place for place, title in enumerate(table.titles) if title.role == "timing" and place < len(row.cells)
    ]
    if len(places) == 2 and _BEGINNING.search(table.titles[places[0]].text):
        begin, end = (row.cells[place] for place in places)
        if begin.text and end.text:
            return Cell((f"Từ {begin.text} đến {end.text}",), tuple(sorted({*begin.lines, *end.lines})))
        return begin if begin.text else end
    return _cell(table, row, "timing")


def _words_of(table: WholeTable, row: Row) -> tuple[str, tuple[str, ...], tuple[SubtaskFound, ...]]:
    """Title, further paragraphs and numbered parts of the content cell."""
    cell = _cell(table, row, "content")
    paragraphs = [
        _BULLET.sub("", part)
        for paragraph in cell.paragraphs
        for listed in split_lettered_parts(paragraph)
        for part in _split_bullets(listed)
    ]
    before, listed_parts = split_part_paragraphs(paragraphs)
    whole, parts = split_numbered_parts(" ".join(paragraphs))
    if listed_parts or parts:
        partners = split_numbered_bodies(_cell(table, row, "partners").text)
        subtasks = read_subtasks(listed_parts or parts, partners, cell.lines)
        return (
            (before[0].strip().rstrip(_EDGE), before[1:], subtasks) if listed_parts else (whole, (), subtasks)
        )
    title = paragraphs[0]
    if table.column_of("number") is None:
        title = _NUMBER_OPENING.sub("", title, count=1)
    return title.strip().rstrip(_EDGE), tuple(paragraphs[1:]), ()


def _split_bullets(paragraph: str) -> list[str]:
    """Bullets that a text file prints behind one another: "...; - Nội dung: ..." (not "Việt Nam - Hàn Quốc: ...")."""
    starts = [
        mark.start()
        for mark in _INLINE_BULLET.finditer(paragraph)
        if paragraph[mark.start() - 1] in ";:" or _opens_label(paragraph[mark.end() :])
    ]
    stops = [*starts[1:], len(paragraph)] if starts else []
    return [
        paragraph[: starts[0]] if starts else paragraph,
        *map(paragraph.__getitem__, map(slice, starts, stops)),
    ]


def _opens_label(text: str) -> bool:
    """ "Quy mô: ...": a word with a capital, then one to three without."""
    words = text.split(":")[0].split() if ":" in text else []
    is_short = _FEWEST_LABEL_WORDS <= len(words) <= _MOST_LABEL_WORDS
    return is_short and words[0][0].isupper() and all(word.islower() for word in words[1:])


def _field_lines(table: WholeTable, row: Row) -> dict[str, Lines]:
    roles: Sequence[tuple[str, ColumnRole]] = (
        ("number", "number"), ("title", "content"), ("lead", "person"), ("lead", "bodies"), ("lead", "lead"),
        ("partners", "bodies"), ("partners", "partners"),
        ("timing", "timing"), ("product", "product"),
    )  # fmt: skip
    return {name: cell.lines for name, role in roles if (cell := _cell(table, row, role)).lines}
