"""What a person has to settle before a reading can be trusted: one list, in the order of the paper."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from haidang.engines.reading.budget_doubts import find_budget_doubts
from haidang.engines.reading.findings import Doubt, Lines, Reading, ReportDutyFound, TaskFound
from haidang.engines.reading.page_doubts import find_page_doubts
from haidang.engines.reading.paper import Line, Paper
from haidang.engines.reading.quantities import competing_quantities
from haidang.engines.reading.running_text import folded_letters
from haidang.engines.reading.task_timings import is_quarter_unsure
from haidang.engines.reading.text_doubts import find_text_doubts
from haidang.engines.reckoning.calendars import DECREE_09_2019
from haidang.engines.reckoning.periods import half_period, year_period
from haidang.engines.vietnamese.dates import written_day

# Below this the reader itself says that it may be wrong; the evaluation of tasks watches the number.
_LOW_CONFIDENCE = 0.6
_EITHER_QUARTER = 0.5  # "Quý 11" of a damaged paper: the second or the third
_ROW_LABEL = re.compile(r"[ivxl]{1,6}[.)]?|\d{1,3}[.)]?")
_LONGEST_QUOTE = 60
_UNSURE = 0.6  # of a mended word: the machine itself would often take another
# What was wrong with the letters of a text, and what was done about it.
_MENDED = {
    "damaged": "bị hỏng do nhận dạng từ ảnh, máy đã sửa từng dòng",
    "unmarked": "gõ không dấu, máy đã thêm dấu",
    "tcvn3": "dùng bảng mã cũ TCVN3, máy đã chuyển sang Unicode",
    "vni": "dùng bảng mã cũ VNI, máy đã chuyển sang Unicode",
    "vps": "dùng bảng mã cũ VPS, máy đã chuyển sang Unicode",
    "viscii": "dùng bảng mã cũ VISCII, máy đã chuyển sang Unicode",
}
_LONGEST_MESSAGE = 300
_LAST_MONTH_FOR_YEAR_BEFORE, _LAST_MONTH_FOR_FIRST_HALF = 3, 8


def find_doubts(paper: Paper, reading: Reading, plan_year: int | None = None) -> tuple[Doubt, ...]:
    """Find everything in a reading that a person has to look at, ordered by line.

    This function will correct nothing and say in a Vietnamese sentence, with the values, what differs.
    """
    found = [
        *find_text_doubts(paper, reading, plan_year),
        *_task_doubts(reading),
        *_unread_lines(paper, reading),
        *(doubt for report in reading.reports for doubt in _report_doubts(report)),
        *(find_budget_doubts(reading.budget) if reading.budget else ()),
    ]
    ordered = sorted(found, key=lambda doubt: (doubt.lines[:1] or (0,), doubt.code, doubt.message))
    return tuple(_shortened(doubt) for doubt in (*_paper_doubts(paper), *ordered))


def _shortened(doubt: Doubt) -> Doubt:
    """A message stays readable beside its lines, which have the whole words anyway."""
    if len(doubt.message) <= _LONGEST_MESSAGE:
        return doubt
    return replace(doubt, message=f"{doubt.message[:_LONGEST_MESSAGE].rsplit(' ', 1)[0]} …")


def _paper_doubts(paper: Paper) -> Iterator[Doubt]:
    if paper.text_kind in _MENDED:
        unsure = [line.number for line in paper.lines for token in line.tokens if token.confidence < _UNSURE]
        left = f"; còn {len(unsure)} từ chưa chắc" if unsure else ""
        message = f"Bản chữ {_MENDED[paper.text_kind]}{left}; cần đối chiếu với bản gốc."
        yield Doubt("damaged_text", message, ())
    pages: dict[int | None, list[Line]] = {}
    for line in paper.hidden:
        pages.setdefault(line.page, []).append(line)
    yield from (_hidden_doubt(page, lines) for page, lines in pages.items())
    yield from find_page_doubts(paper)


def _hidden_doubt(page: int | None, lines: list[Line]) -> Doubt:
    place = f"Trang {page}" if page else "Văn bản"
    count = f" ({len(lines)} dòng)" if len(lines) > 1 else ""
    quoted = lines[0].text[:_LONGEST_QUOTE]
    message = f"{place} có chữ ẩn{count}, không tính là nội dung: “{quoted}”."
    return Doubt("hidden_text", message, tuple(line.number for line in lines))


def _task_doubts(reading: Reading) -> Iterator[Doubt]:
    for task in reading.tasks:
        if not task.lead:
            hint = f" (đề mục phía trên: {task.group})" if task.group else ""
            yield Doubt("unknown_lead", f"Nhiệm vụ {task.label} không ghi cơ quan chủ trì{hint}.", task.lines)
        if task.timing is None and (task.table_header or task.confidence < _LOW_CONFIDENCE):
            yield Doubt("missing_cell", f"Nhiệm vụ {task.label} không ghi thời gian.", task.lines)
        if task.timing is not None and task.timing.kind == "unread":
            message = f"Không hiểu thời gian “{task.timing.phrase}” của nhiệm vụ {task.label}."
            yield Doubt("unread_timing", message, task.timing.lines or task.lines)
        rivals = competing_quantities(task)
        if rivals:
            told = ", ".join(f"“{one.text}”" for one in rivals)
            message = f"Nhiệm vụ {task.label} ghi các số lượng khác nhau: {told}."
            yield Doubt("quantities_differ", message, task.field_lines.get("quantity") or task.lines)
        if task.timing is not None and is_quarter_unsure(task.timing.phrase):
            yield _unsure_task(task, _EITHER_QUARTER, task.timing.lines or task.lines)
        elif task.confidence < _LOW_CONFIDENCE:
            yield _unsure_task(task, task.confidence, task.lines)


def _unsure_task(task: TaskFound, sure: float, lines: Lines) -> Doubt:
    return Doubt("low_confidence", f"Nhiệm vụ {task.label} đọc chưa chắc ({sure:.0%}).", lines)


def _unread_lines(paper: Paper, reading: Reading) -> Iterator[Doubt]:
    """Lines between the first and the last row of a table of tasks that neither a task nor its headings explain."""
    tabled = [task for task in reading.tasks if task.table_header]
    if not tabled:
        return
    explained = {number for task in reading.tasks for number in task.lines} | reading.used_lines
    known = folded_letters(" ".join({*tabled[0].table_header, *(task.group or "" for task in tabled)}))
    numbers = [number for task in tabled for number in task.lines]
    for line in paper.lines[min(numbers) - 1 : max(numbers)]:
        words = folded_letters(line.text).strip(" .")
        is_known = all(word in known or _ROW_LABEL.fullmatch(word) for word in words.split())
        if words and not line.is_furniture and line.number not in explained and not is_known:
            quoted = line.text[:_LONGEST_QUOTE]
            yield Doubt(
                "unread_lines", f"Dòng trong bảng nhiệm vụ chưa đọc được: “{quoted}”.", (line.number,)
            )


def _report_doubts(report: ReportDutyFound) -> Iterator[Doubt]:
    """A report that is due before the data of its period are closed (seed 002: year, due 20/11, closed 14/12)."""
    closing = _closing_day(report)
    if report.due is not None and closing is not None and report.due < closing:
        due, closed = (written_day(day) for day in (report.due, closing))
        message = f"“{report.name}” phải nộp ngày {due}, trước ngày chốt số liệu của kỳ ({closed})."
        yield Doubt("due_before_close", message, report.lines)


def _closing_day(report: ReportDutyFound) -> date | None:
    """Decree 09/2019: data of a period close on the 14th of its last month. A due day in January to March is one
    for the year before."""
    if report.due is None or report.due.month <= _LAST_MONTH_FOR_YEAR_BEFORE:
        return None
    if report.period == "half_year":
        half = 1 if report.due.month <= _LAST_MONTH_FOR_FIRST_HALF else 2
        return DECREE_09_2019.closes_on(half_period(report.due.year, half))
    return DECREE_09_2019.closes_on(year_period(report.due.year)) if report.period == "year" else None
