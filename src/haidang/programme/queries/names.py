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

# First words (folded) of a body's name and the kind they tell; the longest that fits counts.
_HEAD_WORDS = (
    ("bo", AgencyKind.MINISTRY),
    ("chinh phu", AgencyKind.MINISTRY),
    ("thu tuong", AgencyKind.MINISTRY),
    ("van phong chinh phu", AgencyKind.MINISTRY),
    ("quoc hoi", AgencyKind.MINISTRY),
    ("ubnd", AgencyKind.COMMITTEE),
    ("uy ban nhan dan", AgencyKind.COMMITTEE),
    ("hdnd", AgencyKind.COMMITTEE),
    ("hoi dong nhan dan", AgencyKind.COMMITTEE),
    ("bo chinh tri", AgencyKind.PARTY),
    ("ban bi thu", AgencyKind.PARTY),
    ("ban tuyen giao", AgencyKind.PARTY),
    ("ban dan van", AgencyKind.PARTY),
    ("ban to chuc", AgencyKind.PARTY),
    ("ban noi chinh", AgencyKind.PARTY),
    ("ban thuong vu", AgencyKind.PARTY),
    ("thanh uy", AgencyKind.PARTY),
    ("tinh uy", AgencyKind.PARTY),
    ("dang uy", AgencyKind.PARTY),
    ("huyen uy", AgencyKind.PARTY),
    ("van phong thanh uy", AgencyKind.PARTY),
    ("van phong tinh uy", AgencyKind.PARTY),
    ("so", AgencyKind.DEPARTMENT),
    ("cong an", AgencyKind.DEPARTMENT),
    ("bo chi huy", AgencyKind.DEPARTMENT),
    ("bo tu lenh", AgencyKind.DEPARTMENT),
    ("cuc", AgencyKind.DEPARTMENT),
    ("thanh tra", AgencyKind.DEPARTMENT),
    ("ban quan ly", AgencyKind.DEPARTMENT),
    ("van phong ubnd", AgencyKind.DEPARTMENT),
    ("van phong uy ban nhan dan", AgencyKind.DEPARTMENT),
    ("phong", AgencyKind.DIVISION),
    ("trung tam", AgencyKind.DIVISION),
    ("chi cuc", AgencyKind.DIVISION),
    ("van phong so", AgencyKind.DIVISION),
    ("bao", AgencyKind.PRESS),
    ("dai", AgencyKind.PRESS),
    ("tap chi", AgencyKind.PRESS),
    ("thong tan xa", AgencyKind.PRESS),
    ("lien hiep", AgencyKind.UNION),
    ("hoi", AgencyKind.UNION),
    ("hiep hoi", AgencyKind.UNION),
    ("lien doan", AgencyKind.UNION),
    ("thanh doan", AgencyKind.UNION),
    ("tinh doan", AgencyKind.UNION),
    ("uy ban mttq", AgencyKind.UNION),
    ("uy ban mat tran", AgencyKind.UNION),
    ("quan", AgencyKind.DISTRICT),
    ("huyen", AgencyKind.DISTRICT),
    ("thi xa", AgencyKind.DISTRICT),
    ("xa", AgencyKind.COMMUNE),
    ("phuong", AgencyKind.COMMUNE),
    ("thi tran", AgencyKind.COMMUNE),
)

# "Các sở, ban, ngành", "Mọi đơn vị", "cơ quan liên quan", "Phòng, đơn vị thuộc Sở": more than one body in one name.
_COLLECTIVE = re.compile(
    r"^(cac|moi|nhung|tat ca|toan the)\s"
    r"|\blien quan$"
    r"|^(so|ban|nganh|phong|don vi|co quan|to chuc|dia phuong|quan|huyen|thi xa|xa|phuong)\s*,\s"
    r"(so|ban|nganh|phong|don vi|co quan|to chuc|dia phuong|quan|huyen|thi xa|xa|phuong|doan the)\b"
    r"|^ubnd cac\s|^uy ban nhan dan cac\s"
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
    folded = folded_form(printed)
    if _COLLECTIVE.search(folded):
        return AgencyKind.GROUP
    fitting = [
        (len(head), kind) for head, kind in _HEAD_WORDS if folded == head or folded.startswith(f"{head} ")
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
