"""What a later reading of a paper says otherwise than its programme: tasks added, removed, changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.db.models import Prefetch
from rapidfuzz import fuzz, process

from haidang.documents.enums import FindingKind
from haidang.documents.models import DocumentReading, Finding
from haidang.documents.queries.review import confirmed_findings
from haidang.engines.vietnamese.forms import compared_form, folded_form
from haidang.programme.enums import AssignmentRole, ItemKind
from haidang.programme.models import Assignment, Item, Programme
from haidang.programme.queries.names import name_key
from haidang.programme.queries.positions import order_of

# The same number and six letters in ten alike is the same task reworded; with another number nearly all must be
# alike, since appendices repeat "Xây dựng và tham mưu UBND Thành phố ban hành Kế hoạch ..." many times.
LEAST_LIKENESS_SAME_LABEL = 60
LEAST_LIKENESS = 85
WHOLE = 100

Change = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a task as the programme has it and as the later reading has it."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One task that differs. `likeness` is 0 to 100 between the words of both; 0 where one side is missing."""

    key: str
    change: Change
    item: Item | None
    finding: Finding | None
    fields: tuple[FieldChange, ...]
    likeness: int


def reading_difference(programme: Programme, reading: DocumentReading) -> list[Difference]:
    """Compare the tasks of a programme with those confirmed in a later reading.

    This function will pair tasks with the same words first, then those with the same number and like words,
    then the most alike; what is left over was removed or added. Pairs that say the same are left out.
    """
    items = tasks_with_parts(programme)
    findings = [one for one in confirmed_findings(reading) if one.kind == FindingKind.TASK]
    pairs = _paired(items, findings)
    paired_items = {item.pk for item, _finding in pairs}
    paired_findings = {finding.pk for _item, finding in pairs}
    found = list(_changed(pairs))
    found += [_one_sided("removed", item=item) for item in items if item.pk not in paired_items]
    found += [_one_sided("added", finding=one) for one in findings if one.pk not in paired_findings]
    return sorted(found, key=_place)


def tasks_with_parts(programme: Programme) -> list[Item]:
    """This function will return the tasks that hold, with `held` assignments and `parts` below them."""
    open_parts = Assignment.objects.filter(valid_to=None).order_by("order", "id")
    below = Item.objects.without_tree_fields().filter(kind=ItemKind.SUBTASK, ended_at=None)
    return list(
        Item.objects.without_tree_fields()
        .filter(programme=programme, kind=ItemKind.TASK, ended_at=None)
        .prefetch_related(
            Prefetch("assignments", queryset=open_parts, to_attr="held"),
            Prefetch("children", queryset=below.order_by("position", "id"), to_attr="parts"),
        )
        .order_by("position", "id")
    )


def _place(difference: Difference) -> tuple[int, int]:
    """The order of the later paper; what was removed stands where it stood."""
    if difference.finding:
        return difference.finding.order, 0
    return (order_of(difference.item) if difference.item else 0), 1


def _paired(items: list[Item], findings: list[Finding]) -> list[tuple[Item, Finding]]:
    pairs: list[tuple[Item, Finding]] = []
    for rule in (_same_words, _same_label, _most_alike):
        paired = {item.pk for item, _finding in pairs}
        taken = {finding.pk for _item, finding in pairs}
        open_items = [item for item in items if item.pk not in paired]
        pairs += rule(open_items, [one for one in findings if one.pk not in taken])
    return pairs


def _same_words(items: list[Item], findings: list[Finding]) -> list[tuple[Item, Finding]]:
    """The same words pair, those with the same number before others."""
    waiting: dict[str, list[Finding]] = {}
    for finding in findings:
        waiting.setdefault(folded_form(_title(finding)), []).append(finding)
    pairs = []
    for item in items:
        fitting = waiting.get(folded_form(item.title), [])
        if fitting:
            best = min(fitting, key=lambda one: (_label(one) != item.label, one.order))
            fitting.remove(best)
            pairs.append((item, best))
    return pairs


def _same_label(items: list[Item], findings: list[Finding]) -> list[tuple[Item, Finding]]:
    by_label: dict[str, Finding] = {}
    for finding in reversed(findings):
        by_label[_label(finding)] = finding
    pairs = []
    for item in items:
        same = by_label.get(item.label) if item.label else None
        if same and text_likeness(item, same) >= LEAST_LIKENESS_SAME_LABEL:
            pairs.append((item, by_label.pop(item.label)))
    return pairs


def _most_alike(items: list[Item], findings: list[Finding]) -> list[tuple[Item, Finding]]:
    texts = {finding.pk: folded_form(_title(finding)) for finding in findings}
    scored = [
        (score, item.position, item, pk)
        for item in items
        for _text, score, pk in process.extract(
            folded_form(item.title), texts, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS, limit=3
        )
    ]
    by_pk = {finding.pk: finding for finding in findings}
    pairs: dict[int, tuple[Item, Finding]] = {}
    for _score, _position, item, pk in sorted(scored, key=lambda one: (-one[0], one[1])):
        if item.pk not in pairs and pk in by_pk:
            pairs[item.pk] = (item, by_pk.pop(pk))
    return list(pairs.values())


def text_likeness(item: Item, finding: Finding) -> int:
    """This function will say how alike the words of a task are on both sides, 0 to 100."""
    return round(fuzz.ratio(folded_form(item.title), folded_form(_title(finding))))


def _changed(pairs: list[tuple[Item, Finding]]) -> Iterator[Difference]:
    for item, finding in pairs:
        if finding.pk != item.finding_id and (fields := tuple(_field_changes(item, finding))):
            key = f"{item.pk}.{item.version}-{finding.pk}.{finding.version}"
            yield Difference(key, "changed", item, finding, fields, text_likeness(item, finding))


def _one_sided(change: Change, *, item: Item | None = None, finding: Finding | None = None) -> Difference:
    key = "-".join(f"{one.pk}.{one.version}" if one else "" for one in (item, finding))
    return Difference(key, change, item, finding, (), 0)


def _field_changes(item: Item, finding: Finding) -> Iterator[FieldChange]:
    old, new = item_texts(item), finding_texts(finding)
    for name in new:
        if _compared(name, old[name]) != _compared(name, new[name]):
            yield FieldChange(name, "; ".join(old[name]), "; ".join(new[name]))


def item_texts(item: Item) -> dict[str, list[str]]:
    """This function will write a task's fields as lists of texts; `held` and `parts` must be loaded."""
    return {
        "label": [item.label],
        "title": [item.title],
        "content": list(item.content),
        "product": [item.product],
        "timing": [item.timing_phrase],
        "lead": [one.printed_name for one in item.held if one.role == AssignmentRole.LEAD],
        "partners": [one.printed_name for one in item.held if one.role == AssignmentRole.PARTNER],
        "subtasks": [f"{part.label} {part.title}".strip() for part in item.parts],
    }


def finding_texts(finding: Finding) -> dict[str, list[str]]:
    """This function will write the fields of a finding of a task as lists of texts."""
    value = finding.value
    subtasks = value.get("subtasks") or []
    named = [*(value.get("partners") or []), *(one for sub in subtasks for one in sub.get("partners") or [])]
    return {
        "label": [_label(finding)],
        "title": [_title(finding)],
        "content": list(value.get("content") or []),
        "product": [value.get("product") or ""],
        "timing": [(value.get("timing") or {}).get("phrase") or ""],
        "lead": list(value.get("lead") or []),
        "partners": list({name_key(one): one for one in named}.values()),
        "subtasks": [f"{sub.get('label') or ''} {sub.get('text') or ''}".strip() for sub in subtasks],
    }


def _compared(name: str, texts: list[str]) -> list[str]:
    compared = [compared_form(text) for text in texts]
    return sorted(compared) if name in {"lead", "partners"} else compared


def _title(finding: Finding) -> str:
    return finding.value.get("title") or ""


def _label(finding: Finding) -> str:
    return finding.value.get("label") or finding.label
