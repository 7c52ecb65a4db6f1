"""How much of something a task asks for: "tổ chức 02 lớp", "05 phóng sự", "mỗi tuần ít nhất 15 tin, bài".

Only what is made or held is counted, behind its verb, its label or "ít nhất", or at the head of the product. People,
places, pages and minutes say something else.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from haidang.engines.reading.findings import Lines, TaskFound
from haidang.engines.reading.paper import Paper
from haidang.engines.reading.running_text import folded_letters, join_lines
from haidang.engines.vietnamese.numbers import read_number

_UNITS = (
    "lop", "khoa", "hoi nghi", "hoi thao", "toa dam", "dien dan", "cuoc", "dot", "chuyen", "doan", "buoi", "phien",
    "tin, bai", "tin bai", "tin", "bai viet", "bai", "phong su", "phim", "video clip", "video", "clip", "chuyen muc",
    "chuyen trang", "chuyen de", "chuong trinh", "su kien", "an pham", "san pham", "ban tin", "so ban tin", "so",
    "cuon", "bo", "tap", "to roi", "to gap", "cum pa-no", "pa-no", "gian hang", "mo hinh", "trien lam", "bao cao",
    "infographic",
)  # fmt: skip
_MAKING = (
    "to chuc", "mo", "xay dung", "san xuat", "xuat ban", "phat hanh", "dang", "dang tai", "phat song", "bien soan",
    "bien tap", "in", "thuc hien", "dat hang", "lap dat", "duy tri", "don", "moi", "viet", "dich", "hoan thanh",
    "ban hanh", "thiet lap", "phat", "tham gia", "phoi hop to chuc", "dang cai",
)  # fmt: skip
_COMPARED = r"(?:it nhat|toi thieu|khong duoi|khong it hon|khoang|tren|tu)\s+"
_LEAST = r"(?:it nhat|toi thieu|khong duoi|khong it hon)\s+"
_TIME = r"(?:ngay|tuan|thang|quy|nam)"
_RATE = rf"(?:(?:moi|hang)\s+{_TIME},?\s+)"
_RATE_BEHIND = rf"(?:\s*/\s*{_TIME}\b|\s+(?:moi|hang)\s+{_TIME}\b)"
_FIGURE = r"(?P<figure>\d{1,3}(?:\.\d{3})+|\d{1,4})(?:\s*(?:[-–]|den)\s*\d{1,4})?"
_COUNT = (
    rf"{_FIGURE}\s+(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b(?!\s+(?:lieu|phan|luong|nguoi))"
    rf"{_RATE_BEHIND}?"
)
_BEHIND_VERB = re.compile(
    rf"\b(?:{'|'.join(sorted(_MAKING, key=len, reverse=True))})\s+(?:duoc\s+)?"
    rf"(?P<told>{_RATE}?(?:{_COMPARED})?{_COUNT})"
)
_BEHIND_LEAST = re.compile(rf"(?P<told>{_RATE}?{_LEAST}{_COUNT})")
_BEHIND_LABEL = re.compile(
    rf"\b(?:so luong|quy mo|chi tieu|khoi luong)\s*:\s*(?P<told>(?:{_COMPARED})?{_COUNT})"
)
_LISTED = re.compile(rf"\s*(?:,|\bva\b|;)\s*(?P<told>(?:{_COMPARED})?{_COUNT})")
_PRODUCT_HEAD = re.compile(rf"\W*(?P<told>(?:{_COMPARED})?{_COUNT})")
# "mỗi lớp ít nhất 20 bài" counts within one, and what is done already is no task.
_WITHIN_ONE = re.compile(rf"\b(?:moi|tung)\s+(?!{_TIME}\b)\w+(?:\s+\w+)?\s+$")
_ALREADY = re.compile(r"\b(?:da|hien co|hien nay)\s+(?:\w+\s+){0,2}$")


@dataclass(frozen=True, slots=True)
class QuantityFound:
    """As printed ("ít nhất 20 tin, bài"), the number in it and what is counted, folded."""

    text: str
    number: Decimal
    unit: str


def with_quantities(paper: Paper, tasks: Sequence[TaskFound]) -> tuple[TaskFound, ...]:
    """This function will give each task the quantities that its words ask for, with the lines they stand on."""
    return tuple(_with_quantity(paper, task) for task in tasks)


def competing_quantities(task: TaskFound) -> tuple[QuantityFound, ...]:
    """This function will return the quantities of a task of which two count the same thing differently; () without."""
    found = _quantities_of(task)
    numbers: dict[str, set[Decimal]] = {}
    for one in found:
        numbers.setdefault(one.unit, set()).add(one.number)
    return tuple(one for one in found if len(numbers[one.unit]) > 1)


def find_quantities(text: str, *, is_product: bool = False) -> tuple[QuantityFound, ...]:
    """This function will return what a text asks for in numbers, in its order; a product may begin with the number."""
    folded = folded_letters(text)
    heads = [
        match
        for pattern in (_BEHIND_VERB, _BEHIND_LEAST, _BEHIND_LABEL)
        for match in pattern.finditer(folded)
        if not _WITHIN_ONE.search(folded, 0, match.start("told"))
        and not _ALREADY.search(folded, 0, match.start())
    ]
    heads += [match for match in (_PRODUCT_HEAD.match(folded),) if match and is_product]
    places = {match.span("told"): match for head in heads for match in _with_listed(folded, head)}
    kept = [places[place] for place in sorted(places) if not _lies_inside(place, places)]
    return tuple(_quantity_at(text, match) for match in kept)


def _with_listed(folded: str, head: re.Match[str]) -> Iterator[re.Match[str]]:
    """The first number and those listed behind it: "02 lớp, 03 hội nghị và 01 cuộc"."""
    following: re.Match[str] | None = head
    while following:
        yield following
        following = _LISTED.match(folded, following.end())


def _lies_inside(place: tuple[int, int], places: Iterable[tuple[int, int]]) -> bool:
    return any(other != place and other[0] <= place[0] and place[1] <= other[1] for other in places)


def _quantity_at(text: str, match: re.Match[str]) -> QuantityFound:
    return QuantityFound(
        " ".join(text[match.start("told") : match.end("told")].split()),
        read_number(match["figure"]),
        match["unit"],
    )


def _quantities_of(task: TaskFound) -> tuple[QuantityFound, ...]:
    """Of title, content and product, each counted thing once."""
    found = [one for text in (task.title, *task.content) for one in find_quantities(text)]
    found += find_quantities(task.product or "", is_product=True)
    once = {(one.number, one.unit): one for one in reversed(found)}
    return tuple(dict.fromkeys(once[one.number, one.unit] for one in found))


def _with_quantity(paper: Paper, task: TaskFound) -> TaskFound:
    found = _quantities_of(task)
    if not found:
        return task
    lines = sorted({number for one in found for number in _lines_with(paper, task, one.text)})
    return replace(
        task,
        quantity="; ".join(one.text for one in found),
        field_lines=task.field_lines | {"quantity": tuple(lines)},
    )


def _lines_with(paper: Paper, task: TaskFound, words: str) -> Lines:
    """The lines of a task that print the words; those of its title where a table parts them over cells."""
    running = join_lines(paper.line(number) for number in task.lines)
    printed = re.search(r"\s+".join(map(re.escape, words.split())), running.text)
    return (
        running.lines_between(*printed.span()) if printed else task.field_lines.get("title", task.lines[:1])
    )
