"""Findings a person makes: one split in two, two merged into one, one added from marked lines."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from haidang.documents.enums import FindingKind, FindingOrigin, FindingState, ReadingState
from haidang.documents.errors import CannotMerge, CannotReopen, CannotSplit, NoSuchLines, ReadingNotOpen
from haidang.documents.models import DocumentDoubt, DocumentLine, DocumentReading, Finding
from haidang.documents.operations.review import replace_finding, require_version, restore_finding
from haidang.documents.operations.values import merged_value, split_value, value_from_text
from haidang.documents.rules import SPLITTABLE_KINDS, line_numbers, line_ranges
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import record_event

# So many letters of a paragraph tell on which line it begins; shorter ones repeat.
LETTERS_THAT_TELL = 14


@transaction.atomic
def split_finding(*, finding: Finding, part: int, version: int, decided_by: Any) -> tuple[Finding, Finding]:
    """Make two findings of one, the second beginning with its `part`-th part (from 1).

    This function will count the paragraphs of a task and then its sub-tasks, or the items of a body's
    duties; both keep lead, partners and timing, and both start undecided. Raises CannotSplit.
    """
    if finding.kind not in SPLITTABLE_KINDS:
        raise CannotSplit
    first, second = split_value(finding.kind, finding.value, part)
    replace_finding(finding, version, decided_by)
    upper, lower = _lines_of_parts(finding, second)
    made = (_make(finding, {**first, "lines": upper}), _make(finding, {**second, "lines": lower}))
    for one in made:
        one.made_from.add(finding)
    _hand_over_doubts([finding], list(made))
    record_event(
        actor=decided_by,
        act="documents.split_finding",
        subject=finding,
        before=finding.value,
        after={"parts": [one.pk for one in made]},
    )
    return made


@transaction.atomic
def merge_findings(*, first: Finding, second: Finding, versions: tuple[int, int], decided_by: Any) -> Finding:
    """This function will make one finding of two neighbours of one kind, still undecided. Raises CannotMerge."""
    mergeable = first.kind == second.kind and first.kind in SPLITTABLE_KINDS
    if not mergeable or first.reading_id != second.reading_id or first.pk == second.pk:
        raise CannotMerge
    replace_finding(first, versions[0], decided_by)
    replace_finding(second, versions[1], decided_by)
    lines = line_ranges([*line_numbers(first.lines), *line_numbers(second.lines)])
    value = {**merged_value(first.kind, first.value, second.value), "lines": lines}
    merged = _make(first, value, origin=FindingOrigin.MERGED)
    merged.made_from.add(first, second)
    _hand_over_doubts([first, second], [merged])
    record_event(
        actor=decided_by,
        act="documents.merge_findings",
        subject=merged,
        before={"findings": [first.pk, second.pk]},
        after=value,
    )
    return merged


@transaction.atomic
def undo_reshaping(*, finding: Finding, version: int, decided_by: Any) -> Finding:
    """Take a split or merge back by one of the findings it made, and return the first that stands again.

    This function will drop what was made, because nobody has decided about it. Raises CannotReopen where
    somebody has, or where it was split or merged further.
    """
    require_version(finding, version)
    sources = list(finding.made_from.order_by("order", "id"))
    made = list(Finding.objects.filter(made_from__in=sources).distinct())
    if not sources or any(one.state != FindingState.PROPOSED for one in made):
        raise CannotReopen
    restored = [restore_finding(source, decided_by) for source in sources]
    _hand_over_doubts(made, restored)
    record_event(
        actor=decided_by,
        act="documents.undo_reshaping",
        subject=restored[0],
        before={"findings": [one.pk for one in made]},
        after={"findings": [one.pk for one in restored]},
    )
    Finding.objects.filter(pk__in=[one.pk for one in made]).delete()
    return restored[0]


@transaction.atomic
def add_finding_from_lines(
    *, reading: DocumentReading, kind: str, lines: list[int], added_by: Any
) -> Finding:
    """Add what the machine did not see, from lines that a person marked.

    This function will take the text of the lines as it is; the other fields are left to the person, and the
    finding starts undecided. One that was added from the same lines and not yet touched is returned instead.
    Raises NoSuchLines, ReadingNotOpen.
    """
    if reading.state != ReadingState.READ:
        raise ReadingNotOpen
    marked = DocumentLine.objects.filter(reading=reading, number__in=lines).order_by("number")
    texts = {line.number: line.text for line in marked if line.text.strip()}
    if not texts:
        raise NoSuchLines
    places = line_ranges(texts)
    DocumentReading.objects.select_for_update().get(pk=reading.pk)
    untouched = Finding.objects.filter(reading=reading, kind=kind, origin=FindingOrigin.ADDED, version=1)
    if standing := untouched.filter(state=FindingState.PROPOSED, lines=places).order_by("pk").first():
        return standing
    finding = Finding.objects.create(
        reading=reading,
        kind=kind,
        label="+",
        order=_order_at(reading, kind, min(texts)),
        raw=None,
        value={**value_from_text(kind, list(texts.values())), "lines": places},
        lines=places,
        origin=FindingOrigin.ADDED,
    )
    record_event(
        actor=added_by, act="documents.add_finding", subject=finding, after={"kind": kind, "lines": places}
    )
    return finding


def _make(source: Finding, value: dict[str, Any], *, origin: str = FindingOrigin.SPLIT) -> Finding:
    return Finding.objects.create(
        reading=source.reading,
        kind=source.kind,
        label=source.label,
        order=source.order,
        raw=source.raw,
        value=value,
        lines=value["lines"],
        confidence=source.confidence,
        origin=origin,
    )


def _lines_of_parts(finding: Finding, second: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """Where the second part begins in the paper; when that cannot be told, both cite all the lines."""
    numbers = line_numbers(finding.lines)
    beginning = folded_form(_opening_words(finding.kind, second))[:LETTERS_THAT_TELL]
    rows = DocumentLine.objects.filter(reading=finding.reading, number__in=numbers).order_by("number")
    starts = [row.number for row in rows if beginning and beginning in folded_form(row.text)]
    if not starts or starts[0] == numbers[0]:
        return finding.lines, finding.lines
    upper = [number for number in numbers if number < starts[0]]
    return line_ranges(upper), line_ranges(number for number in numbers if number >= starts[0])


def _opening_words(kind: str, value: dict[str, Any]) -> str:
    if kind == FindingKind.TASK:
        return value.get("title") or ""
    return value["items"][0]["text"]


def _hand_over_doubts(sources: list[Finding], made: list[Finding]) -> None:
    for doubt in DocumentDoubt.objects.filter(finding__in=sources):
        cited = set(line_numbers(doubt.lines))
        doubt.finding = next((one for one in made if cited & set(line_numbers(one.lines))), made[0])
        doubt.save(update_fields=["finding"])


def _order_at(reading: DocumentReading, kind: str, first_line: int) -> int:
    """The place of a new finding: behind those of its kind that begin before it."""
    rows = Finding.objects.filter(reading=reading, kind=kind).exclude(state=FindingState.REPLACED)
    before = [row.order for row in rows if min(line_numbers(row.lines), default=0) <= first_line]
    if before:
        return max(before)
    return rows.aggregate(last=Max("order"))["last"] or 0
