"""What the columns of a task or budget table hold, told from their headings."""

import re
from dataclasses import dataclass
from typing import Literal

from haidang.engines.vietnamese.forms import folded_form

ColumnRole = Literal[
    "number", "content", "timing", "lead", "partners", "product", "money", "source", "note", "other"
]

_BODY = r"(?:cac )?(?:co quan|don vi|phong|bo phan|to chuc|so, ban, nganh|ca nhan)(?:, (?:don vi|to chuc|ca nhan|dia phuong))?"  # noqa: E501
# One alternative for each wording of a heading, longest first within a role; real headings in the test.
_TITLES: tuple[tuple[ColumnRole, str], ...] = (
    ("number", r"(?:stt|tt|so tt|so thu tu)"),
    ("partners", rf"(?:{_BODY} )?phoi hop(?: thuc hien)?"),
    (
        "lead",
        rf"(?:{_BODY} )?(?:chu tri|phu trach|dau moi|chiu trach nhiem)(?: thuc hien| tham muu| soan thao| trinh)?",
    ),
    ("lead", rf"{_BODY} (?:thuc hien|trien khai)|phan cong(?: thuc hien)?"),
    ("timing", r"tien do(?:,? thoi gian)?(?: thuc hien| hoan thanh)?"),
    (
        "timing",
        r"(?:du kien )?thoi gian(?:, tien do)?"
        r"(?: thuc hien| hoan thanh| trien khai| to chuc| trinh| ban hanh)?(?: du kien)?",
    ),
    ("timing", r"thoi (?:han|diem)(?: thuc hien| hoan thanh| trinh)?|han hoan thanh"),
    ("money", r"(?:du kien |du toan |nhu cau )?kinh phi(?: thuc hien| du kien)?"),
    ("source", r"nguon (?:von|kinh phi)"),
    (
        "product",
        r"(?:du kien )?(?:san pham|ket qua)(?: dau ra| du kien| dat duoc| hoan thanh)?|hinh thuc(?: van ban)?",
    ),
    ("note", r"ghi chu"),
    (
        "content",
        r"(?:ten )?(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|de an|du an|van ban|su kien)"
        r"(?:, (?:quy mo|nhiem vu|cong viec|giai phap))*"
        r"(?: (?:cong viec|nhiem vu|cong tac|hoat dong|thuc hien|trien khai|trong tam|cu the|chu yeu|chinh))*",
    ),
)
_TITLE_PATTERNS = tuple((role, re.compile(rf"(?:{title})(?= |$|\()")) for role, title in _TITLES)
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
    return _REMARK.sub("", folded_form(heading)).strip(" .:*/")


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


def _longest_title(words: list[str]) -> tuple[ColumnRole, int] | None:
    """The role and number of words of the longest heading that stands at the beginning of the words."""
    for count in range(min(len(words), 12), 0, -1):
        plain = folded_heading(" ".join(words[:count]))
        for role, pattern in _TITLE_PATTERNS:
            if pattern.fullmatch(plain):
                return role, count
    return None
