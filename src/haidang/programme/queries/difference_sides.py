"""One row of a programme, or one finding of a later reading, as texts that can be laid side by side."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Prefetch

from haidang.documents.enums import FindingKind, FindingState
from haidang.documents.models import DocumentReading, Finding
from haidang.documents.queries.review import CONFIRMED_STATES
from haidang.programme.enums import AssignmentRole, BudgetLineKind, ItemKind
from haidang.programme.errors import UnreadableFinding
from haidang.programme.models import Assignment, BudgetAmount, BudgetLine, Item, LegalBasis, Programme
from haidang.programme.queries.adoption import is_adopted_kind, programme_title, programme_years
from haidang.programme.queries.names import name_key
from haidang.programme.queries.positions import order_of
from haidang.programme.queries.values import whole_dong

BUDGET_TOTAL = "budget_total"
Texts = Mapping[str, list[str]]

# The items that stand for a finding of their own, with the kind of that finding, in the order they are shown.
_KIND_OF_ITEM: dict[str, str] = {
    ItemKind.TASK: FindingKind.TASK,
    ItemKind.GOAL: FindingKind.TARGET,
    ItemKind.DUTY: FindingKind.DUTY,
    ItemKind.REQUEST: FindingKind.REQUEST,
    ItemKind.REPORT_REGIME: FindingKind.REPORT,
    ItemKind.ANNIVERSARY: FindingKind.ANNIVERSARY,
}
KINDS = (
    FindingKind.HEADING,
    *_KIND_OF_ITEM.values(),
    FindingKind.BUDGET_GROUP,
    FindingKind.BUDGET_ROW,
    BUDGET_TOTAL,
    FindingKind.CITATION,
)


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says of one thing: a row of the programme, or a finding of the later reading.

    `is_decided` is false for a finding that nobody has confirmed or rejected yet.
    """

    kind: str
    label: str
    title: str
    texts: Texts
    lines: list
    order: int
    row: Any = None
    finding: Finding | None = None
    is_decided: bool = True

    @property
    def name(self) -> str:
        """What tells this side from the others of its reading; a point has neither row nor finding, but its place."""
        of_row = f"{type(self.row).__name__}.{self.row.pk}" if self.row else ""
        of_finding = self.finding.pk if self.finding else ("" if self.row else f"at {self.order}")
        return f"{self.kind}.{of_row}.{of_finding}"


def programme_sides(programme: Programme) -> list[Side]:
    """This function will write down everything that holds in a programme."""
    items = [item_side(item) for item in items_with_parts(programme)]
    return [_programme_side(programme), *items, *_budget_sides(programme), *_basis_sides(programme)]


def reading_sides(reading: DocumentReading) -> list[Side]:
    """This function will write down everything a later reading says, with what nobody has decided yet."""
    states = [*CONFIRMED_STATES, FindingState.PROPOSED]
    findings = list(Finding.objects.filter(reading=reading, state__in=states).order_by("order", "id"))
    kept = [one for one in findings if is_adopted_kind(one)]
    sides = [_finding_side(one, reading) for one in kept]
    heading = next((one for one in findings if one.kind == FindingKind.HEADING), None)
    headings = [_heading_side(heading, reading, findings)] if heading else []
    has_budget = any(one.kind == FindingKind.BUDGET_ROW for one in kept)
    return [*headings, *sides, *(_printed_total(reading) if has_budget else [])]


def items_with_parts(programme: Programme) -> list[Item]:
    """This function will return the items that hold, with `held` assignments and `parts` below them."""
    open_parts = Assignment.objects.filter(valid_to=None).order_by("order", "id")
    below = Item.objects.without_tree_fields().filter(ended_at=None).order_by("position", "id")
    return list(
        Item.objects.without_tree_fields()
        .filter(programme=programme, kind__in=_KIND_OF_ITEM, ended_at=None)
        .exclude(parent__kind__in=[ItemKind.DUTY, ItemKind.REQUEST])
        .select_related("target", "finding")
        .prefetch_related(
            Prefetch("assignments", queryset=open_parts, to_attr="held"),
            Prefetch("children", queryset=below, to_attr="parts"),
        )
        .order_by("position", "id")
    )


def item_texts(item: Item) -> dict[str, list[str]]:
    """This function will write an item's fields as lists of texts; `held` and `parts` must be loaded."""
    return _ITEM_TEXTS[item.kind](item)


def finding_texts(finding: Finding) -> dict[str, list[str]]:
    """This function will write the fields of a finding as lists of texts, named as those of its row."""
    return _FINDING_TEXTS[finding.kind](finding.value | {"label": _label(finding)})


def budget_line_texts(line: BudgetLine) -> dict[str, list[str]]:
    """This function will write a budget line as texts; only what the paper states is compared, not the sums."""
    amounts = {amount.order: amount.stated_vnd for amount in line.amounts.all()}
    stated = {"amounts": [_shown_amount(amounts[order]) for order in sorted(amounts)]}
    if line.kind == BudgetLineKind.TOTAL:
        return stated
    texts = {"label": [line.label], "title": [line.text], "executor": [line.executor_name]}
    return texts | {"source": [line.source]} | stated


def basis_texts(basis: LegalBasis) -> dict[str, list[str]]:
    """This function will write a legal basis as texts: the paper's sign and its day."""
    paper = basis.document
    if basis.finding:
        return finding_texts(basis.finding)
    day = paper.issued_on.isoformat() if paper.issued_on else ""
    return {"title": [f"{paper.kind} {paper.number}".strip()], "date": [day], "words": [paper.title]}


def programme_texts(programme: Programme) -> dict[str, list[str]]:
    """This function will write the heading of a programme as texts: title, number, day, years."""
    paper = programme.document
    day = paper.issued_on.isoformat() if paper.issued_on else ""
    texts = {"number": [paper.number], "date": [day]}
    if programme.heading:
        value = programme.heading.value
        texts = {"number": [value.get("number") or ""], "date": [value.get("date") or ""]}
    years = [str(programme.first_year), str(programme.last_year)]
    return {"title": [programme.title]} | texts | {"years": years}


def item_side(item: Item) -> Side:
    """This function will write down one item; `held` and `parts` must be loaded (items_with_parts)."""
    kind = _KIND_OF_ITEM[item.kind]
    return Side(
        kind, item.label, item.title, item_texts(item), item.lines, order_of(item), item, item.finding
    )


def _programme_side(programme: Programme) -> Side:
    texts = programme_texts(programme)
    heading = programme.heading
    lines = heading.lines if heading else []
    return Side(FindingKind.HEADING, "", programme.title, texts, lines, 0, programme, heading)


def _budget_sides(programme: Programme) -> Iterator[Side]:
    kinds = {
        BudgetLineKind.GROUP: FindingKind.BUDGET_GROUP,
        BudgetLineKind.ROW: FindingKind.BUDGET_ROW,
        BudgetLineKind.TOTAL: BUDGET_TOTAL,
    }
    amounts = Prefetch("amounts", queryset=BudgetAmount.objects.order_by("order"))
    lines = BudgetLine.objects.filter(programme=programme, ended_at=None).select_related("finding")
    for line in lines.prefetch_related(amounts).order_by("order", "id"):
        texts = budget_line_texts(line)
        kind = kinds[BudgetLineKind(line.kind)]
        title = "" if kind == BUDGET_TOTAL else line.text
        yield Side(kind, line.label, title, texts, line.lines, line.order, line, line.finding)


def _basis_sides(programme: Programme) -> Iterator[Side]:
    bases = LegalBasis.objects.filter(programme=programme, ended_at=None)
    for basis in bases.select_related("document", "finding").order_by("finding__order", "id"):
        texts = basis_texts(basis)
        order = basis.finding.order if basis.finding else 0
        title = texts["title"][0]
        yield Side(FindingKind.CITATION, "", title, texts, basis.lines, order, basis, basis.finding)


def _finding_side(finding: Finding, reading: DocumentReading) -> Side:
    if finding.kind in {FindingKind.BUDGET_GROUP, FindingKind.BUDGET_ROW}:
        texts = _budget_finding_texts(finding, reading)
    else:
        texts = finding_texts(finding)
    return Side(
        finding.kind,
        _label(finding),
        texts["title"][0],
        texts,
        finding.lines,
        finding.order,
        finding=finding,
        is_decided=finding.state in CONFIRMED_STATES,
    )


def _heading_side(heading: Finding, reading: DocumentReading, findings: list[Finding]) -> Side:
    title = programme_title(reading, heading)
    issued_on = reading.document.issued_on or reading.asked_at.date()
    first, last = programme_years(title, findings, issued_on=issued_on)
    texts = {
        "title": [title],
        "number": [heading.value.get("number") or ""],
        "date": [heading.value.get("date") or ""],
        "years": [str(first), str(last)],
    }
    is_decided = heading.state in CONFIRMED_STATES
    return Side(
        FindingKind.HEADING, "", title, texts, heading.lines, 0, finding=heading, is_decided=is_decided
    )


def _printed_total(reading: DocumentReading) -> Iterator[Side]:
    """The total has no finding of its own: it stands in the answer, beside the lines it adds up."""
    budget = (reading.answer or {}).get("budget") or {}
    printed = list((budget.get("total") or {}).get("stated") or [])
    grand = (budget.get("grand_total") or {}).get("stated")
    if not printed and not grand:
        return
    width = len(budget.get("periods") or printed)
    every = [*[*printed, *[None] * width][:width], grand]
    amounts = [_amount_in_unit(one, budget.get("unit") or "") for one in every]
    yield Side(BUDGET_TOTAL, "", "", {"amounts": amounts}, [], 0)


def _task_item(item: Item) -> dict[str, list[str]]:
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


def _task_finding(value: Mapping[str, Any]) -> dict[str, list[str]]:
    subtasks = value.get("subtasks") or []
    named = [*(value.get("partners") or []), *(one for sub in subtasks for one in sub.get("partners") or [])]
    return {
        "label": [value["label"]],
        "title": [value.get("title") or ""],
        "content": list(value.get("content") or []),
        "product": [value.get("product") or ""],
        "timing": [(value.get("timing") or {}).get("phrase") or ""],
        "lead": list(value.get("lead") or []),
        "partners": list({name_key(one): one for one in named}.values()),
        "subtasks": [f"{sub.get('label') or ''} {sub.get('text') or ''}".strip() for sub in subtasks],
    }


def _goal_item(item: Item) -> dict[str, list[str]]:
    target = item.target
    return {
        "title": [item.title],
        "value": [_shown_value(target.comparison, target.value, target.unit)],
        "due": [_iso(target.due_on)],
        "phase": [_iso(target.phase_from), _iso(target.phase_to)],
    }


def _goal_finding(value: Mapping[str, Any]) -> dict[str, list[str]]:
    return {
        "title": [value.get("text") or value.get("subject") or ""],
        "value": [_shown_value(value.get("comparison") or "=", value.get("value"), value.get("unit") or "")],
        "due": [value.get("due") or ""],
        "phase": list(value.get("phase") or ["", ""]),
    }


def _duty_item(item: Item) -> dict[str, list[str]]:
    return {"title": [item.title], "duties": [part.title for part in item.parts]}


def _duty_finding(value: Mapping[str, Any]) -> dict[str, list[str]]:
    duties = [one.get("text") or "" for one in value.get("items") or []]
    return {"title": [value.get("agency") or ""], "duties": duties}


def _report_item(item: Item) -> dict[str, list[str]]:
    kept = {name: [item.details.get(name) or ""] for name in ("owed_by", "owed_to", "period")}
    return {"title": [item.title]} | kept | {"due": [_iso(item.due_on)]}


def _report_finding(value: Mapping[str, Any]) -> dict[str, list[str]]:
    kept = {name: [value.get(name) or ""] for name in ("owed_by", "owed_to", "period", "due")}
    return {"title": [value.get("name") or ""]} | kept


def _anniversary_item(item: Item) -> dict[str, list[str]]:
    years = item.details.get("years")
    return {"title": [item.title], "date": [_iso(item.due_on)], "years": [str(years or "")]}


def _anniversary_finding(value: Mapping[str, Any]) -> dict[str, list[str]]:
    title, years = value.get("title") or "", value.get("years")
    return {"title": [title], "date": [value.get("date") or ""], "years": [str(years or "")]}


def _citation_finding(value: Mapping[str, Any]) -> dict[str, list[str]]:
    named = f"{value.get('kind') or ''} {value.get('number') or ''}".strip()
    title = named if value.get("number") else f"{named} {value.get('title') or ''}".strip()
    return {"title": [title], "date": [value.get("date") or ""], "words": [value.get("title") or ""]}


def _budget_finding_texts(finding: Finding, reading: DocumentReading) -> dict[str, list[str]]:
    budget = (reading.answer or {}).get("budget") or {}
    value = finding.value
    unit = budget.get("unit") or value.get("unit") or ""
    is_group = finding.kind == FindingKind.BUDGET_GROUP
    printed = list((value.get("stated") if is_group else value.get("amounts")) or [])
    width = len(budget.get("periods") or value.get("periods") or [])
    total = value.get("total") or {}
    every = [*[*printed, *[None] * width][:width], *([total.get("stated")] if total else [])]
    return {
        "label": [value.get("label") or ""],
        "title": [value.get("title") or value.get("text") or ""],
        "executor": [value.get("executor") or ""],
        "source": [value.get("source") or ""],
        "amounts": [_amount_in_unit(one, unit) for one in every],
    }


def _amount_in_unit(amount: str | None, unit: str) -> str:
    """An amount in đồng as words; what is no amount stays as it is printed, and adopting it is refused."""
    try:
        return _shown_amount(whole_dong(None, amount, unit=unit))
    except UnreadableFinding:
        return str(amount)


def _shown_amount(amount: int | None) -> str:
    return "" if amount is None else f"{amount:,}".replace(",", ".") + " đồng"


def _shown_value(comparison: str, value: Any, unit: str) -> str:
    try:
        number = f"{Decimal(str(value)):f}"
    except InvalidOperation:
        number = str(value)
    number = number.rstrip("0").rstrip(".") if "." in number else number
    return " ".join(one for one in ("" if comparison == "=" else comparison, number, unit) if one)


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def _label(finding: Finding) -> str:
    return finding.value.get("label") or finding.label


_ITEM_TEXTS: dict[str, Callable[[Item], dict[str, list[str]]]] = {
    ItemKind.TASK: _task_item,
    ItemKind.GOAL: _goal_item,
    ItemKind.DUTY: _duty_item,
    ItemKind.REQUEST: _duty_item,
    ItemKind.REPORT_REGIME: _report_item,
    ItemKind.ANNIVERSARY: _anniversary_item,
}
_FINDING_TEXTS: dict[str, Callable[[Mapping[str, Any]], dict[str, list[str]]]] = {
    FindingKind.TASK: _task_finding,
    FindingKind.TARGET: _goal_finding,
    FindingKind.DUTY: _duty_finding,
    FindingKind.REQUEST: _duty_finding,
    FindingKind.REPORT: _report_finding,
    FindingKind.ANNIVERSARY: _anniversary_finding,
    FindingKind.CITATION: _citation_finding,
}
