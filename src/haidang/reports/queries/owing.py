"""What a programme makes bodies owe: its tasks by their timings, its report duties by their periods."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from haidang.engines.reckoning.calendars import CALENDARS
from haidang.engines.reckoning.occurrences import Occurrence, Owed, OwingFinding, OwingRules
from haidang.engines.reckoning.owed_by_report import ReportDuty, owed_by_report, trued_up_after
from haidang.engines.reckoning.owed_by_timing import owed_by_timing
from haidang.engines.reckoning.timing import Timing
from haidang.programme.enums import ItemKind, TimingKind
from haidang.programme.models import Item, Programme
from haidang.reports.enums import ObligationKind
from haidang.reports.models import OwingSetting

OWING_KINDS = (ItemKind.TASK, ItemKind.REPORT_REGIME)
PERIODIC = "periodic"


@dataclass(frozen=True, slots=True)
class OwedOccurrence:
    """One thing that an item asks for once, whoever owes it."""

    item: Item
    occurrence: Occurrence
    trued_up_on: date | None

    @property
    def kind(self) -> ObligationKind:
        return ObligationKind.REPORT if self.occurrence.asks == "report" else ObligationKind.PROGRESS

    @property
    def what(self) -> str:
        return what_of(self.item)

    @property
    def key(self) -> str:
        """This property will name the round on a form: item and occurrence."""
        return f"{self.item.pk}|{self.occurrence.key}"


@dataclass(frozen=True, slots=True)
class ProgrammeOwing:
    """All that a programme asks for in a span of days, what a person should know of it, and what waits for a call."""

    owed: tuple[OwedOccurrence, ...]
    findings: tuple[tuple[Item, OwingFinding], ...]
    on_call: tuple[Item, ...]


def what_of(item: Item) -> str:
    """This function will return the key of what is owed for an item, the same in all its rounds."""
    return f"item:{item.pk}"


def rules_of(programme: Programme) -> OwingRules:
    """This function will return the rules by which a programme's words become obligations."""
    setting = OwingSetting.objects.filter(programme=programme).first()
    if setting is None:
        return OwingRules()
    return OwingRules(
        calendar=CALENDARS[setting.calendar],
        evidence_months=setting.evidence_months,
        days_after_close=setting.days_after_close,
    )


def owed_by_programme(programme: Programme, *, first: date, last: date) -> ProgrammeOwing:
    """Tell what the tasks and report duties of a programme ask for that is due in a span of days, both included.

    This function will leave out items that have ended. What is odd about an item is told whenever the item is.
    """
    rules = rules_of(programme)
    items = list(_owing_items(programme))
    owed = {item.pk: owed_by_item(item, programme, rules) for item in items}
    return ProgrammeOwing(
        owed=tuple(_within(items, owed, rules, (first, last))),
        findings=tuple(
            (item, finding)
            for item in items
            for finding in owed[item.pk].findings
            if _concerns(finding, owed[item.pk], (first, last))
        ),
        on_call=tuple(item for item in items if owed[item.pk].on_call),
    )


def owed_by_item(item: Item, programme: Programme, rules: OwingRules) -> Owed:
    """This function will ask the reckoning engine what an item makes somebody owe."""
    if item.kind == ItemKind.REPORT_REGIME:
        every = item.details.get("period") or item.every or PERIODIC
        duty = ReportDuty(every, item.due_on, item.is_strict if item.due_on else None)
        return owed_by_report(duty, (programme.first_year, programme.last_year), rules)
    return owed_by_timing(_timing_of(item), _words_of(item), rules=rules, last_year=programme.last_year)


def _owing_items(programme: Programme) -> Iterable[Item]:
    return (
        Item.objects.without_tree_fields()
        .filter(programme=programme, kind__in=OWING_KINDS, ended_at=None)
        .order_by("position", "id")
    )


def _timing_of(item: Item) -> Timing:
    spans = tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in item.timing_spans)
    return Timing(
        phrase=item.timing_phrase,
        kind=item.timing_kind or TimingKind.UNREAD,
        spans=spans,
        due=item.due_on,
        strict=item.is_strict if item.due_on else None,
        every=item.every or None,
    )


def _words_of(item: Item) -> str:
    return " ".join([item.title, *item.content, item.product])


def _within(
    items: Iterable[Item], owed: dict[int, Owed], rules: OwingRules, span: tuple[date, date]
) -> Iterator[OwedOccurrence]:
    for item in items:
        for one in owed[item.pk].occurrences:
            if span[0] <= one.due_on <= span[1]:
                trued_up = trued_up_after(one, rules) if one.is_estimate else None
                yield OwedOccurrence(item, one, trued_up)


def _concerns(finding: OwingFinding, owed: Owed, span: tuple[date, date]) -> bool:
    if finding.key is None:
        return True
    due = {one.key: one.due_on for one in owed.occurrences}
    return finding.key in due and span[0] <= due[finding.key] <= span[1]
