"""What the columns of a task or budget table hold, told from their headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from haidang.engines.vietnamese.forms import folded_form

ColumnRole = Literal[
    "number", "content", "timing", "lead", "partners", "bodies", "person", "product", "money", "source", "note",
    "other",
]  # fmt: skip

_BODY = (
    r"(?:cac )?(?:co quan|don vi|phong|bo phan|to chuc|so, ban, nganh|ca nhan)"
    r"(?:(?:, | va )(?:co quan|don vi|to chuc|ca nhan|dia phuong))*"
)
_WORK = r"(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|de an|du an|van ban|su kien|chuong trinh|mo hinh|phan viec)"
# One alternative for each wording of a heading, longest first within a role; real headings in the test.
_TITLES: tuple[tuple[ColumnRole, str], ...] = (
    ("number", r"(?:stt|tt|so tt|so thu tu)"),
    ("partners", rf"(?:{_BODY} )?phoi hop(?: thuc hien| trien khai)?"),
    (
        "lead",
        rf"(?:{_BODY} )?(?:chu tri|phu trach|dau moi|chiu trach nhiem)"
        r"(?: thuc hien| tham muu| soan thao| trinh| trien khai)*",
    ),
    ("lead", rf"{_BODY}(?: (?:duoc giao|thuc hien|trien khai|tham muu))?|phan cong(?: thuc hien| nhiem vu)?"),
    (
        "bodies",
        rf"(?:{_BODY} )?chu tri(?: thuc hien)?(?:, | va |, va | - )(?:{_BODY} )?phoi hop(?: thuc hien)?",
    ),
    (
        "person",
        r"(?:nguoi|lanh dao|can bo|cong chuc|dong chi|chuyen vien|thanh vien)"
        r"(?: (?:so|phong|ubnd|don vi|ban|xa|huyen))*"
        r" (?:phu trach|thuc hien|chi dao|theo doi|chiu trach nhiem|tham muu|dau moi)",
    ),
    ("timing", r"tien do(?:,? thoi gian)?(?: thuc hien| hoan thanh)?"),
    (
        "timing",
        r"(?:du kien |moc )?thoi gian(?:, (?:tien do|dia diem))?"
        r"(?: thuc hien| bat dau| hoan thanh| ket thuc| trien khai| to chuc| trinh| ban hanh)*(?: du kien)?",
    ),
    (
        "timing",
        r"thoi (?:han|diem)(?: thuc hien| hoan thanh| trinh)?|(?:han|ngay) hoan thanh|bat dau|ket thuc",
    ),
    ("money", r"(?:du kien |du toan |nhu cau |tong )?kinh phi(?: thuc hien| du kien)?"),
    ("source", r"(?:kinh phi, )?nguon (?:von|kinh phi|luc)"),
    (
        "product",
        r"(?:du kien |yeu cau )?(?:san pham|ket qua)(?:(?:, | va )(?:san pham|ket qua))?"
        r"(?: dau ra| du kien| dat duoc| hoan thanh| can dat| chu yeu| thuc hien)*|dau ra|hinh thuc(?: van ban)?",
    ),
    ("note", r"ghi chu|luu y"),
    (
        "other",
        r"dia diem(?: to chuc| thuc hien)?|(?:doi tuong|thanh phan)(?: tham gia)?|quy mo|so luong|don vi tinh|"
        r"(?:muc tieu|chi tieu|yeu cau)|can cu(?: phap ly)?|cap (?:trinh|ban hanh|phe duyet|co tham quyen)|linh vuc",
    ),
    (
        "content",
        rf"(?:(?:ten|cac|danh muc) )*{_WORK}(?:(?:, | va )(?:quy mo|giai phap|muc tieu|chi tieu|{_WORK}))*"
        r"(?: (?:cong viec|nhiem vu|cong tac|hoat dong|thuc hien|trien khai|trong tam|cu the|chu yeu|chinh))*",
    ),
)
_TITLE_PATTERNS = tuple((role, re.compile(rf"(?:{title})(?= |$)")) for role, title in _TITLES)
_SLASH = re.compile(r" ?/ ?")
_REMARK = re.compile(r" ?\([^)]*\)")


@dataclass(frozen=True, slots=True)
class ColumnTitle:
    """One heading: what the column holds, and the heading as the paper prints it."""

    role: ColumnRole
    text: str


def role_of_heading(heading: str) -> ColumnRole:
    """This function will tell what a column with this heading holds; "other" when no wording is known."""
    plain = folded_heading(heading)
    matches = [(role, found.end()) for role, pattern in _TITLE_PATTERNS if (found := pattern.match(plain))]
    if not matches:
        return "other"
    role, length = max(matches, key=lambda match: match[1])
    return role if role != "number" or length == len(plain) else "other"


def folded_heading(heading: str) -> str:
    """This function will fold a heading for comparison: no marks, no remarks in brackets, no edge punctuation."""
    return _SLASH.sub(", ", _REMARK.sub("", folded_form(heading)).strip(" .:*/,-"))


def split_headings(text: str) -> tuple[ColumnTitle, ...]:
    """This function will split headings printed one after another; () when some of the text is no heading.

    A flattened table gives its header as "TT Nội dung, quy mô công việc Tiến độ thời gian Cơ quan phụ trách".
    """
    words = text.split()
    titles: list[ColumnTitle] = []
    start = 0
    while start < len(words):
        found = _longest_title(words[start:])
        if found is None:
            return ()
        role, count = found
        titles.append(ColumnTitle(role, " ".join(words[start : start + count])))
        start += count
    return tuple(titles)


def split_headings_loosely(lines: Sequence[str]) -> tuple[ColumnTitle, ...]:
    """This function will split the lines of a header, words that are no known heading taken for a column of their own.

    Such a column begins with a capital; it ends where a known heading begins, or where the next line does. Small
    letters behind a known heading go on with it ("Nguồn lực bảo đảm").
    """
    words = [word for line in lines for word in line.split()]
    starts = set(_line_starts(lines)) if not "".join(lines).isupper() else set()
    titles: list[ColumnTitle] = []
    is_unknown = False
    place = 0
    while place < len(words):
        found = _longest_title(words[place:]) if words[place][0].isupper() else None
        role, count = found or ("other", 1)
        begins = found is not None or (words[place][0].isupper() and (not is_unknown or place in starts))
        if begins or not titles:
            titles.append(ColumnTitle(role, " ".join(words[place : place + count])))
            is_unknown = found is None
        else:
            titles[-1] = ColumnTitle(titles[-1].role, f"{titles[-1].text} {words[place]}")
        place += count
    return tuple(titles)


def _line_starts(lines: Sequence[str]) -> Iterator[int]:
    """At which word of the joined text each line begins."""
    count = 0
    for line in lines:
        yield count
        count += len(line.split())


def _longest_title(words: list[str]) -> tuple[ColumnRole, int] | None:
    """The role and number of words of the longest heading that stands at the beginning of the words."""
    for count in range(min(len(words), 12), 0, -1):
        plain = folded_heading(" ".join(words[:count]))
        for role, pattern in _TITLE_PATTERNS:
            if pattern.fullmatch(plain):
                return role, count
    return None
