"""What became of one line of a paper: which finding uses it, or why none does."""

from collections.abc import Iterator

from haidang.engines.reading.findings import HeadingFound, Lines, Reading, SectionFound, TaskFound
from haidang.engines.reading.paper import Line, Paper

_FIELD_NAMES = {
    "kind": "loại văn bản",
    "number": "số, ký hiệu",
    "issuer": "cơ quan ban hành",
    "place": "địa danh",
    "date": "ngày ban hành",
    "title": "trích yếu, tên gọi",
    "signer": "người ký",
    "recipients": "nơi nhận",
    "lead": "cơ quan chủ trì",
    "partners": "cơ quan phối hợp",
    "timing": "thời gian",
    "product": "sản phẩm",
}


def explain_line(paper: Paper, reading: Reading, number: int) -> list[str]:
    """Tell in Vietnamese sentences what became of a line.

    This function will name every finding that uses the line, or say that it is empty, page furniture, or read
    but used by nothing. A number that the paper does not have gives one sentence that says so.
    """
    if not 1 <= number <= len(paper.lines):
        return [f"Văn bản có {len(paper.lines)} dòng; không có dòng {number}."]
    line = paper.line(number)
    uses = list(_uses(reading, number))
    told = [f"Dòng {number}: {line.text}" if line.text else f"Dòng {number} là dòng trống."]
    told += [f"Dùng cho {use}." for use in uses]
    return told if uses else told + _why_unused(line)


def _why_unused(line: Line) -> list[str]:
    if not line.text:
        return []
    if line.is_furniture:
        return ["Là đầu trang, chân trang hoặc số trang, không phải nội dung."]
    return ["Chưa dùng cho kết quả nào: là lời dẫn, nội dung chung, hoặc phần chưa đọc được."]


def _uses(reading: Reading, number: int) -> Iterator[str]:
    yield from _heading_uses(reading.heading, number)
    for section in reading.sections:
        yield from _section_uses(section, number, "")
    for task in reading.tasks:
        yield from _task_uses(task, number)
    for name, lines in _other_findings(reading):
        if number in lines:
            yield name


def _heading_uses(heading: HeadingFound, number: int) -> Iterator[str]:
    for field, lines in heading.field_lines.items():
        if number in lines:
            yield f"phần thể thức: {_FIELD_NAMES.get(field, field)}"


def _section_uses(section: SectionFound, number: int, above: str) -> Iterator[str]:
    label = f"{above}.{section.label}" if above else section.label
    if number in section.lines:
        yield f"đề mục {label}"
    for child in section.children:
        yield from _section_uses(child, number, label)


def _task_uses(task: TaskFound, number: int) -> Iterator[str]:
    if number not in task.lines:
        return
    fields = [_FIELD_NAMES.get(name, name) for name, lines in task.field_lines.items() if number in lines]
    yield f"nhiệm vụ {task.label}" + (f" ({', '.join(fields)})" if fields else "")


def _other_findings(reading: Reading) -> Iterator[tuple[str, Lines]]:
    for citation in reading.citations:
        yield f"văn bản viện dẫn {citation.number or citation.title}", citation.lines
    for duty in reading.duties:
        yield f"trách nhiệm của {duty.agency}", duty.lines
    for request in reading.requests:
        yield f"kiến nghị với {request.agency}", request.lines
    for target in reading.targets:
        yield f"chỉ tiêu {target.value}{target.unit}", target.lines
    for report in reading.reports:
        yield f"chế độ {report.name}", report.lines
    if reading.budget:
        yield from (
            (f"dòng kinh phí {row.label}", row.lines) for g in reading.budget.groups for row in g.rows
        )
        yield "bảng kinh phí", reading.budget.lines
    for addressee in reading.addressees:
        yield f"nơi nhận công văn {addressee.name}", addressee.lines
    for anniversary in reading.anniversaries:
        yield f"kỷ niệm {anniversary.title}", anniversary.lines
    for doubt in reading.doubts:
        yield f"nghi vấn {doubt.code}", doubt.lines
