"""A plan as the official paper it becomes: the same tree, as a table in an appendix or as blocks in the body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from haidang.engines.drafting.paper_parts import (
    Appendix,
    Block,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    SignatureBlock,
    TableGroup,
    TaskTable,
)
from haidang.engines.drafting.plan_numbers import has_tasks, own_number, point_labels, roman_number
from haidang.engines.drafting.plan_points import PlanBody, PlanPoint, tasks_of
from haidang.engines.vietnamese.dates import written_day

KIND = "KẾ HOẠCH"
_COLUMNS = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện")
_PRODUCT = "Sản phẩm"
_MONEY_COLUMNS = ("TT", "Hạng mục", "Nơi thực hiện", "Nguồn kinh phí", "Kinh phí (đồng)")
_SEE_APPENDIX = "Các nhiệm vụ cụ thể được nêu tại Phụ lục kèm theo Kế hoạch này."
_REPORTS = "CHẾ ĐỘ BÁO CÁO"
_FILED = "Lưu: VT"
_PERIOD_WORDS = {
    "day": "hằng ngày",
    "week": "hằng tuần",
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half_year": "6 tháng",
    "year": "hằng năm",
    "periodic": "",
    "ad_hoc": "",
}


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What stands at the top and at the foot of a plan. `number` is the whole sign, or "/KH-..." while it has none."""

    issuer: str
    title: str
    place: str
    number: str
    year: int
    superior: str = ""
    dated: date | None = None
    authority: tuple[str, ...] = ()
    signer: str = ""


def plan_paper(head: PlanHead, points: tuple[PlanPoint, ...], *, is_tabled: bool) -> OfficialPaper:
    """Lay a plan out as an official paper.

    This function will number every point from where it stands. With `is_tabled` the tasks go into a table on sheets
    on their side, else they stand in the body with a labelled line for each field. What a plan says is the same in
    both: read again, it gives the same tasks, report duties and legal bases.
    """
    labels = point_labels(points)
    sections = [point for point in points if point.kind == "section"]
    body = [block for section in sections for block in _section_blocks(section, labels, is_tabled=is_tabled)]
    tables = [_task_appendix(head, sections, labels)] if is_tabled and any(map(has_tasks, sections)) else []
    money = [point for point in points if point.kind == "group"]
    tables += [_money_appendix(head, money)] if money else []
    return OfficialPaper(
        letterhead=Letterhead(
            issuer=head.issuer.upper(),
            number=head.number,
            place=head.place,
            superior=head.superior.upper() or None,
            dated=head.dated,
            year=head.year,
        ),
        kind=KIND,
        title=head.title,
        citations=tuple(_cited(points)),
        body=(*body, *_report_blocks(points, len(sections))),
        signature=SignatureBlock(head.authority or ("",), head.signer),
        recipients=_recipients(points),
        appendices=tuple(_numbered(tables)),
    )


def basis_line(text: str) -> str:
    """This function will write a legal basis as papers open it: "Căn cứ Quyết định số ..."."""
    words = text.strip(" ;.")
    return words if words.lower().startswith(("căn cứ", "thực hiện", "theo ")) else f"Căn cứ {words}"


def report_line(point: PlanPoint) -> str:
    """This function will write a report duty as one sentence, in the order in which papers write it."""
    told, period = point.details, point.details.get("period", "")
    parts = [f"Đề nghị {told['owed_by']} gửi" if told.get("owed_by") else "Gửi", point.title]
    if period == "ad_hoc":
        parts.append("đột xuất khi có yêu cầu")
    else:
        parts += ["định kỳ", _PERIOD_WORDS.get(period, "")]
    if told.get("due"):
        due = date.fromisoformat(told["due"])
        parts.append(f"{'trước' if told.get('strict') else 'chậm nhất'} ngày {written_day(due)}")
    if told.get("owed_to"):
        parts.append(f"về {told['owed_to']}")
    return f"- {' '.join(part for part in parts if part)}."


def named_partners(task: PlanPoint) -> str:
    """This function will list who takes part, with the numbers of the sub-tasks: "Sở A; (1)(3) Sở B"."""
    parts: dict[str, list[int]] = {}
    for number, part in enumerate(task.children, start=1):
        for one in part.partners:
            parts.setdefault(one.name, []).append(number)
    whole = [one.name for one in task.partners]
    numbered = ["".join(f"({number})" for number in found) + f" {name}" for name, found in parts.items()]
    return "; ".join([*whole, *numbered])


def _cited(points: tuple[PlanPoint, ...]) -> Iterator[str]:
    bases = [basis_line(point.title) for point in points if point.kind == "basis"]
    for place, text in enumerate(bases, start=1):
        yield f"{text}{'.' if place == len(bases) else ';'}"


def _section_blocks(section: PlanPoint, labels: Mapping[int, str], *, is_tabled: bool) -> Iterator[Block]:
    label = labels[section.key]
    is_top = "." not in label
    title = section.title.upper() if is_top else section.title
    yield Heading(f"{own_number(label)}. {title}", level=1 if is_top else 2)
    yield from (Paragraph(f"- {text}") for text in section.content)
    for child in section.children:
        if child.kind == "section":
            yield from _section_blocks(child, labels, is_tabled=is_tabled)
        elif not is_tabled:
            yield from _task_blocks(child, labels)
    if is_tabled and is_top and has_tasks(section):
        yield Paragraph(_SEE_APPENDIX)


def _task_blocks(task: PlanPoint, labels: Mapping[int, str]) -> Iterator[Block]:
    yield Heading(f"{own_number(labels[task.key])}. {task.title}", level=3)
    for place, text in enumerate(task.content):
        yield Paragraph(f"- Nội dung: {text}" if place == 0 else f"+ {text}")
    if task.children:
        yield Paragraph(f"- Các việc cụ thể: {_subtask_words(task)}.")
    fields = (
        ("Cơ quan chủ trì", _names(task.lead)),
        ("Cơ quan phối hợp", named_partners(task)),
        ("Thời gian thực hiện", task.timing),
        (_PRODUCT, task.product),
    )
    yield from (Paragraph(f"- {label}: {words.rstrip('.;')}.") for label, words in fields if words)


def _subtask_words(task: PlanPoint) -> str:
    return "; ".join(f"({number}) {part.title}" for number, part in enumerate(task.children, start=1))


def _names(bodies: tuple[PlanBody, ...]) -> str:
    return "; ".join(one.name for one in bodies)


def _report_blocks(points: tuple[PlanPoint, ...], count: int) -> Iterator[Block]:
    reports = [point for point in points if point.kind == "report"]
    if reports:
        yield Heading(f"{roman_number(count + 1)}. {_REPORTS}")
        yield from (Paragraph(report_line(point)) for point in reports)


def _recipients(points: tuple[PlanPoint, ...]) -> tuple[str, ...]:
    named = [point.title.strip(" ;.") for point in points if point.kind == "recipient"]
    is_filed = any(name.lower().startswith("lưu") for name in named)
    return tuple(named if is_filed else [*named, _FILED])


def _task_appendix(head: PlanHead, sections: list[PlanPoint], labels: Mapping[int, str]) -> Appendix:
    has_product = any(task.product for task in tasks_of(tuple(sections)))
    columns = (*_COLUMNS[:2], _PRODUCT, *_COLUMNS[2:]) if has_product else _COLUMNS
    groups = [
        group
        for section in sections
        if has_tasks(section)
        for group in _table_groups(section, labels, has_product=has_product)
    ]
    table = TaskTable((), columns, tuple(groups), landscape=True)
    return Appendix(("DANH MỤC NHIỆM VỤ",), (table,), note=_attached_to(head), landscape=True)


def _table_groups(
    section: PlanPoint, labels: Mapping[int, str], *, has_product: bool
) -> Iterator[TableGroup]:
    """A heading row for the part, its tasks, and the same for the parts in it, in the order of the plan."""
    label, title = own_number(labels[section.key]), section.title
    rows: list[tuple[str, ...]] = []
    for child in section.children:
        if child.kind == "task":
            rows.append(_task_row(child, labels, has_product=has_product))
            continue
        if label or rows:
            yield TableGroup(label, title, tuple(rows))
        label, title, rows = "", "", []
        if has_tasks(child):
            yield from _table_groups(child, labels, has_product=has_product)
    if label or rows:
        yield TableGroup(label, title, tuple(rows))


def _task_row(task: PlanPoint, labels: Mapping[int, str], *, has_product: bool) -> tuple[str, ...]:
    parts = [f"({number}) {part.title};" for number, part in enumerate(task.children, start=1)]
    content = "\n".join([task.title, *task.content, *parts])
    product = (task.product,) if has_product else ()
    bodies = (_names(task.lead).replace("; ", ";\n"), named_partners(task).replace("; ", ";\n"))
    return (own_number(labels[task.key]), content, *product, *bodies, task.timing)


def _money_appendix(head: PlanHead, groups: list[PlanPoint]) -> Appendix:
    told = [
        TableGroup(
            roman_number(place),
            group.title,
            tuple(_money_row(number, line) for number, line in enumerate(group.children, start=1)),
            cells=("", "", _amount(_sum_of(group))),
        )
        for place, group in enumerate(groups, start=1)
    ]
    total = ("", "Tổng cộng", "", "", _amount(sum(map(_sum_of, groups))))
    table = TaskTable((), _MONEY_COLUMNS, tuple(told), totals=(total,))
    return Appendix(("DỰ TOÁN KINH PHÍ",), (table,), note=_attached_to(head))


def _money_row(number: int, line: PlanPoint) -> tuple[str, ...]:
    told = line.details
    return (
        str(number),
        line.title,
        told.get("executor", ""),
        told.get("source", ""),
        _amount(int(told["amount"])),
    )


def _sum_of(group: PlanPoint) -> int:
    return sum(int(line.details["amount"]) for line in group.children)


def _amount(amount_vnd: int) -> str:
    return f"{amount_vnd:,}".replace(",", ".")


def _attached_to(head: PlanHead) -> str:
    day = f" ngày {written_day(head.dated)}" if head.dated else ""
    number = f" số {head.number}" if head.dated else ""
    return f"(Kèm theo Kế hoạch{number}{day} của {head.issuer})"


def _numbered(appendices: list[Appendix]) -> Iterator[Appendix]:
    for place, one in enumerate(appendices, start=1):
        name = f"PHỤ LỤC {roman_number(place)}" if len(appendices) > 1 else "PHỤ LỤC"
        yield Appendix((name, *one.title), one.body, one.note, one.landscape)
