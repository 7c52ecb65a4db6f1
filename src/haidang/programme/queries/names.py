"""The names of bodies that a reading's confirmed findings print, and which agencies they may mean."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from haidang.agencies.enums import AgencyKind
from haidang.agencies.errors import AgencyAmbiguous, AgencyUnknown
from haidang.agencies.models import Agency
from haidang.agencies.queries import AgencyProposal, agency_named, agency_proposals
from haidang.documents.enums import FindingKind
from haidang.documents.models import Finding
from haidang.engines.vietnamese.forms import compared_form, folded_form

Standing = Literal["exact", "ambiguous", "group", "unknown"]

# Below this likeness (0 to 1) a proposal is another body of the same kind ("Sở Y tế", "Sở Nội vụ"), not a spelling.
LEAST_LIKENESS = 0.72

# First words of a body's name, in compared form, and the kind they tell; the longest that fits counts.
# With their marks: "Bảo tàng" is no "Báo", "Đại sứ quán" no "Đài".
_HEAD_WORDS: dict[str, tuple[str, ...]] = {
    AgencyKind.MINISTRY: (
        "bộ",
        "chính phủ",
        "thủ tướng",
        "văn phòng chính phủ",
        "quốc hội",
    ),
    AgencyKind.COMMITTEE: (
        "ubnd",
        "ủy ban nhân dân",
        "hđnd",
        "hội đồng nhân dân",
    ),
    AgencyKind.PARTY: (
        "bộ chính trị",
        "ban bí thư",
        "ban tuyên giáo",
        "ban dân vận",
        "ban tổ chức",
        "ban nội chính",
        "ban thường vụ",
        "thành ủy",
        "tỉnh ủy",
        "đảng ủy",
        "huyện ủy",
        "quận ủy",
        "văn phòng thành ủy",
        "văn phòng tỉnh ủy",
    ),
    AgencyKind.DEPARTMENT: (
        "sở",
        "công an",
        "bộ chỉ huy",
        "bộ tư lệnh",
        "cục",
        "thanh tra",
        "ban quản lý",
        "văn phòng ubnd",
        "văn phòng ủy ban nhân dân",
    ),
    AgencyKind.DIVISION: (
        "phòng",
        "trung tâm",
        "chi cục",
        "văn phòng sở",
    ),
    AgencyKind.PRESS: (
        "báo",
        "đài phát thanh",
        "đài truyền hình",
        "đài ptth",
        "đài pt-th",
        "đài tiếng nói",
        "tạp chí",
        "thông tấn xã",
    ),
    AgencyKind.UNION: (
        "liên hiệp",
        "hội",
        "hiệp hội",
        "liên đoàn",
        "thành đoàn",
        "tỉnh đoàn",
        "ủy ban mttq",
        "ủy ban mặt trận",
    ),
    AgencyKind.DISTRICT: (
        "quận",
        "huyện",
        "thị xã",
    ),
    AgencyKind.COMMUNE: (
        "xã",
        "phường",
        "thị trấn",
    ),
}

# More than one body in one name: "Các sở, ban, ngành", "Mọi đơn vị", "cơ quan liên quan", "Phòng, đơn vị thuộc Sở",
# "Công an các đơn vị, địa phương", "UBND cấp xã", "UBND 126 xã, phường". "Hiệp hội các đô thị", "Ban Quản lý các khu
# công nghiệp" are one body each.
_UNITS = (
    "so|ban|nganh|phong|don vi|co quan|to chuc|dia phuong|doan the"
    "|tinh|thanh pho|quan|huyen|thi xa|xa|phuong|dac khu"
)
_COLLECTIVE = re.compile(
    r"^(cac|moi|nhung|tat ca|toan the)\s"
    r"|\blien quan$"
    rf"|^({_UNITS})\s*,\s({_UNITS})\b"
    r"|^ubnd cac\s|^uy ban nhan dan cac\s"
    rf"|^(?!hoi |hiep hoi |lien hiep |lien doan |ban quan ly ).*\b(cac|moi|\d+)\s({_UNITS})\b"
    r"|\bcap (xa|huyen)$"
)


@dataclass(frozen=True, slots=True)
class NameRow:
    """One printed name, what it may mean and how often it stands in the findings."""

    key: str
    printed: str
    uses: int
    lines: list
    standing: Standing
    agency: Agency | None
    proposals: tuple[AgencyProposal, ...]
    guessed_kind: str


def name_key(printed: str) -> str:
    """This function will make names alike that differ only in capitals, tone placement and edge punctuation."""
    return compared_form(printed)


def guessed_kind(printed: str) -> str:
    """This function will guess what kind of body a name means from its first words; `other` when none tells."""
    if _COLLECTIVE.search(folded_form(printed)):
        return AgencyKind.GROUP
    name = f"{compared_form(printed)} "
    fitting = [
        (len(head), kind)
        for kind, heads in _HEAD_WORDS.items()
        for head in heads
        if name.startswith(f"{head} ")
    ]
    return max(fitting)[1] if fitting else AgencyKind.OTHER


def is_one_body(printed: str | None) -> bool:
    """This function will tell whether a name can be one agency (or one named group), and not a list of several."""
    if not printed:
        return False
    return guessed_kind(printed) == AgencyKind.GROUP or not re.search(r"[,;]", printed)


def names_in(finding: Finding) -> Iterator[str]:
    """This function will yield the names of bodies a finding prints, as printed, in order."""
    value = finding.value or {}
    if finding.kind == FindingKind.TASK:
        yield from _task_names(value)
    elif finding.kind in {FindingKind.DUTY, FindingKind.REQUEST}:
        yield from _single_name(value, "agency")
    elif finding.kind == FindingKind.REPORT:
        yield from (name for name in _single_name(value, "owed_by") if is_one_body(name))
    elif finding.kind in {FindingKind.BUDGET_GROUP, FindingKind.BUDGET_ROW}:
        yield from (name for name in _single_name(value, "executor") if is_one_body(name))
    elif finding.kind == FindingKind.HEADING:
        yield from _single_name(value, "issuer")


def names_to_match(findings: Iterable[Finding], *, on: date) -> list[NameRow]:
    """List every printed name of a body with what it may mean on a day.

    This function will give one row for each different name, in the order of the paper: `exact` has its agency,
    `ambiguous` must be chosen among the proposals, `group` is a collective name, `unknown` will be created.
    """
    gathered: dict[str, tuple[str, list[Finding]]] = {}
    for finding in findings:
        for printed in names_in(finding):
            gathered.setdefault(name_key(printed), (printed, []))[1].append(finding)
    return [_name_row(key, printed, users=users, on=on) for key, (printed, users) in gathered.items() if key]


def _task_names(value: Mapping[str, Any]) -> Iterator[str]:
    yield from value.get("lead") or []
    yield from value.get("partners") or []
    for subtask in value.get("subtasks") or []:
        yield from subtask.get("partners") or []


def _single_name(value: Mapping[str, Any], field: str) -> Iterator[str]:
    if printed := value.get(field):
        yield printed


def _name_row(key: str, printed: str, *, users: list[Finding], on: date) -> NameRow:
    standing, agency, proposals = match_name(printed, on=on)
    return NameRow(
        key=key,
        printed=printed,
        uses=len(users),
        lines=users[0].lines,
        standing=standing,
        agency=agency,
        proposals=proposals,
        guessed_kind=guessed_kind(printed),
    )


def match_name(printed: str, *, on: date) -> tuple[Standing, Agency | None, tuple[AgencyProposal, ...]]:
    """Find what a printed name means on a day, without deciding anything that is not certain.

    This function will return the standing, the agency when it is certain, and the proposals when it is not.
    """
    try:
        return "exact", agency_named(printed, on=on), ()
    except AgencyAmbiguous:
        return "ambiguous", None, tuple(agency_proposals(printed, on=on))
    except AgencyUnknown:
        return _unknown_name(printed, on=on)


def _unknown_name(printed: str, *, on: date) -> tuple[Standing, None, tuple[AgencyProposal, ...]]:
    if guessed_kind(printed) == AgencyKind.GROUP:
        return "group", None, ()
    near = tuple(one for one in agency_proposals(printed, on=on) if one.score >= LEAST_LIKENESS)
    return ("ambiguous" if near else "unknown"), None, near
