"""How a paper stands to the papers it cites: legal basis, carries out, amends, replaces, cites."""

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from haidang.documents.enums import FindingKind, RelationKind
from haidang.documents.errors import RelationToItself
from haidang.documents.models import Document, DocumentLine, DocumentReading, DocumentRelation, Finding
from haidang.documents.operations.describing import save_described
from haidang.documents.queries.papers import paper_cited
from haidang.documents.rules import line_numbers
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import record_event

# How far before a sign the words stand that say what it is cited for.
REACH_BEFORE = 90
# "Thực hiện Kế hoạch số 20/KH-UBND", "Triển khai thực hiện Chỉ thị số 28/CT-TTg" in the opening of a paper.
_CARRIES_OUT = re.compile(
    r"(?:thuc hien|trien khai)(?: noi dung| cac nhiem vu tai)? [a-z ]{2,40}(?: so)?:? ?$"
)
# "Quyết định này thay thế Quyết định số ...", "Thay thế Kế hoạch số ..."
_REPLACES = re.compile(r"(?:nay (?:se )?|^)(?:thay the|bai bo) [a-z ]{0,60}(?: so)?:? ?$")
_AMENDS = re.compile(r"(?:nay (?:se )?|^)(?:sua doi|bo sung|dieu chinh)[a-z0-9, ]{0,80}(?: so)?:? ?$")
# The opening: what stands before the first task or section; beyond this many lines nothing opens a paper.
LINES_OF_OPENING = 80


def relate_cited_papers(*, reading: DocumentReading, findings: list[Finding]) -> None:
    """Write the relations of a paper from the citations found in it.

    This function will find each cited paper by number and day, make it known without a file when nobody has
    handed it in, and leave out what the paper says about itself. Relations of an earlier reading of the
    same paper stay.
    """
    lines = _texts_of(reading, findings)
    opening_ends = _end_of_opening(findings)
    for finding in findings:
        if finding.kind != FindingKind.CITATION or not (
            finding.value.get("number") or finding.value.get("title")
        ):
            continue
        cited = paper_cited(finding.value) or make_stub(finding.value)
        if cited.pk == reading.document_id:
            continue
        kind = _relation_of(finding, lines, opening_ends=opening_ends, title=reading.document.title)
        DocumentRelation.objects.get_or_create(
            source=reading.document, target=cited, kind=kind, defaults={"lines": finding.lines}
        )


@transaction.atomic
def add_relation(
    *, source: Document, target: Document, kind: str, lines: list[Any], added_by: Any
) -> DocumentRelation:
    """This function will relate two papers by hand. Raises RelationToItself."""
    if source.pk == target.pk:
        raise RelationToItself
    relation, is_new = DocumentRelation.objects.get_or_create(
        source=source, target=target, kind=kind, defaults={"lines": lines}
    )
    if is_new:
        record_event(
            actor=added_by,
            act="documents.add_relation",
            subject=source,
            after={"kind": kind, "paper": str(target)},
        )
    return relation


@transaction.atomic
def remove_relation(*, relation: DocumentRelation, removed_by: Any) -> None:
    """This function will take a relation away; what it was stays in the log."""
    record_event(
        actor=removed_by,
        act="documents.remove_relation",
        subject=relation.source,
        before={"kind": relation.kind, "paper": str(relation.target), "lines": relation.lines},
    )
    relation.delete()


def make_stub(value: Mapping[str, Any]) -> Document:
    """This function will make a paper known by what a citation of it says, without a file."""
    return save_described(Document(**described_by_citation(value)))


def described_by_citation(value: Mapping[str, Any]) -> dict[str, Any]:
    """This function will turn the value of a citation into the data of the paper that it cites."""
    return {
        "kind": (value.get("kind") or "")[:80],
        "number": (value.get("number") or "")[:80],
        "issued_on": value.get("date") or None,
        "issuer_name": (value.get("issuer") or "")[:300],
        "title": value.get("title") or "",
    }


def _relation_of(
    finding: Finding, lines: Mapping[int, str], *, opening_ends: int, title: str
) -> RelationKind:
    before = _words_before(finding, lines)
    if _REPLACES.search(before) or _is_named_in(title, finding, "thay the"):
        return RelationKind.REPLACES
    if _AMENDS.search(before) or _is_named_in(title, finding, "sua doi"):
        return RelationKind.AMENDS
    if _first_line(finding) <= opening_ends and _CARRIES_OUT.search(before):
        return RelationKind.CARRIES_OUT
    return RelationKind.LEGAL_BASIS if finding.value.get("basis") else RelationKind.CITES


def _words_before(finding: Finding, lines: Mapping[int, str]) -> str:
    """The words before the sign in its sentence, folded; "" where the sign cannot be found in its lines."""
    first = _first_line(finding)
    text = folded_form(" ".join(lines.get(number, "") for number in range(first - 1, first + 3)))
    at = text.find(folded_form(finding.value.get("number") or ""))
    if at <= 0:
        return ""
    return re.split(r"[.;:!?](?= )", text[max(0, at - REACH_BEFORE) : at])[-1].lstrip(" -+")


def _is_named_in(title: str, finding: Finding, words: str) -> bool:
    folded, number = folded_form(title), folded_form(finding.value.get("number") or "")
    return bool(number) and number in folded and folded.startswith(("ve viec " + words, words))


def _texts_of(reading: DocumentReading, findings: list[Finding]) -> dict[int, str]:
    firsts = [_first_line(one) for one in findings if one.kind == FindingKind.CITATION]
    wanted = sorted({number for first in firsts for number in range(first - 1, first + 3)})
    rows = DocumentLine.objects.filter(reading=reading, number__in=wanted).values_list("number", "text")
    return dict(rows)


def _end_of_opening(findings: list[Finding]) -> int:
    tasks = [_first_line(one) for one in findings if one.kind == FindingKind.TASK]
    return min([LINES_OF_OPENING, *(first - 1 for first in tasks if first)])


def _first_line(finding: Finding) -> int:
    return min(line_numbers(finding.lines), default=0)
