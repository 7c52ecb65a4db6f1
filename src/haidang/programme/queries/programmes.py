"""Programmes as a list, and what each of their tabs shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Prefetch, Q, QuerySet

from haidang.agencies.rules import may_see_programmes
from haidang.documents.queries.laws import LawStanding, laws_standing
from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.enums import BudgetLineKind, ItemKind
from haidang.programme.models import BudgetAmount, BudgetLine, Item, LegalBasis, Programme
from haidang.programme.queries.filters import (
    WORK_KINDS,
    assignments_on,
    held_on,
    items_on,
    leads_of_item,
    unsure_agencies,
    with_places,
)
from haidang.programme.queries.timeline import Timeline, column_of, due_mark


@dataclass(frozen=True, slots=True)
class ProgrammeSummary:
    """What the cards above a programme say; all of it counted, nothing about progress."""

    tasks: int
    groups: int
    no_lead: int
    unsure_lead: int
    targets: int
    duties: int
    requests: int
    reports: int
    budget_lines: int
    budget_differences: int
    legal_bases: int
    changed_bases: int
    anniversaries: int


@dataclass(frozen=True, slots=True)
class BasisRow:
    """A paper a programme stands on, with its law of the day."""

    basis: LegalBasis
    standing: LawStanding


@dataclass(frozen=True, slots=True)
class ReportMark:
    """A report duty that is due in a column of the timeline."""

    item: Item
    mark: int


@dataclass(frozen=True, slots=True)
class ReportCell:
    """One column of the timeline with the report duties due in it."""

    marks: tuple[ReportMark, ...]


@dataclass(frozen=True, slots=True)
class BudgetBlock:
    """A group of a budget with its lines, or a line that stands by itself."""

    line: BudgetLine
    rows: tuple[BudgetLine, ...]


def programmes_open_to(account: Any) -> QuerySet[Programme]:
    """This function will return the programmes that an account may see."""
    programmes = Programme.objects.select_related("document", "owner")
    return programmes if may_see_programmes(account) else programmes.none()


def programme_list(*, for_user: Any, words: str = "", year: int | None = None) -> QuerySet[Programme]:
    """This function will return programmes with their number of tasks, latest years first."""
    found = programmes_open_to(for_user).annotate(
        task_count=Count("items", filter=Q(items__kind=ItemKind.TASK, items__ended_at=None))
    )
    if year:
        found = found.filter(first_year__lte=year, last_year__gte=year)
    for word in folded_form(words).split():
        found = found.filter(Q(folded_title__contains=word))
    return found.order_by("-first_year", "-id")


def programme_choices(*, for_user: Any) -> QuerySet[Programme]:
    """This function will return programmes to choose from by their titles, latest years first."""
    found = programmes_open_to(for_user).select_related(None).only("title")
    return found.order_by("-first_year", "-id")


def programme_summary(programme: Programme, *, on: date) -> ProgrammeSummary:
    """This function will count what a programme holds on a day, in six queries."""
    is_task = Q(kind=ItemKind.TASK)
    below = Q(parent__isnull=False)
    numbers = (
        items_on(on)
        .filter(programme=programme)
        .order_by()
        .aggregate(
            tasks=Count("id", filter=is_task),
            groups=Count("id", filter=Q(kind=ItemKind.SECTION)),
            no_lead=Count("id", filter=is_task & ~Q(Exists(leads_of_item(on=on)))),
            unsure_lead=Count(
                "id", filter=is_task & Q(Exists(leads_of_item(on=on).filter(unsure_agencies(on=on))))
            ),
            targets=Count("id", filter=Q(kind=ItemKind.GOAL)),
            duties=Count("id", filter=Q(kind=ItemKind.DUTY) & below),
            requests=Count("id", filter=Q(kind=ItemKind.REQUEST) & below),
            reports=Count("id", filter=Q(kind=ItemKind.REPORT_REGIME)),
            anniversaries=Count("id", filter=Q(kind=ItemKind.ANNIVERSARY)),
        )
    )
    budget = BudgetLine.objects.filter(held_on(on), programme=programme).aggregate(
        budget_lines=Count("id", filter=Q(kind=BudgetLineKind.ROW), distinct=True),
        budget_differences=Count("amounts", filter=differing_amounts("amounts__")),
    )
    bases = bases_standing(programme, on=on)
    changed = sum(one.standing.is_out_of_date for one in bases)
    return ProgrammeSummary(**numbers, **budget, legal_bases=len(bases), changed_bases=changed)


def work_kinds(programme: Programme, *, on: date) -> list[str]:
    """This function will return the kinds of work that a programme has, tasks first."""
    has = set(items_on(on).filter(programme=programme).order_by().values_list("kind", flat=True).distinct())
    return [kind for kind in WORK_KINDS if kind in has]


def differing_amounts(prefix: str = "") -> Q:
    """This function will tell amounts where what is printed is not what the lines add up to."""
    known = Q(**{f"{prefix}stated_vnd__isnull": False, f"{prefix}computed_vnd__isnull": False})
    return known & ~Q(**{f"{prefix}stated_vnd": F(f"{prefix}computed_vnd")})


def items_of_kind(programme: Programme, kinds: Sequence[str], *, on: date) -> QuerySet[Item]:
    """This function will return the items of some kinds in the order of the paper, with parts, targets, parents."""
    return (
        with_places(items_on(on))
        .filter(programme=programme, kind__in=kinds)
        .select_related("parent", "target")
        .prefetch_related(Prefetch("assignments", queryset=assignments_on(on), to_attr="held"))
        .order_by("position", "id")
    )


def bodies_with_duties(programme: Programme, kind: str, *, on: date) -> list[Item]:
    """This function will return the bodies that a paper gives duties or requests, each with `duties` below it."""
    items = list(items_of_kind(programme, [kind], on=on))
    heads = [item for item in items if item.parent_id is None]
    for head in heads:
        head.duties = [item for item in items if item.parent_id == head.pk]
    return heads


def report_cells(programme: Programme, timeline: Timeline, *, on: date) -> list[ReportCell]:
    """This function will place the report duties that have a day into the columns of the timeline."""
    cells: list[list[ReportMark]] = [[] for _column in timeline.columns]
    dated = items_on(on).filter(programme=programme, kind=ItemKind.REPORT_REGIME, due_on__isnull=False)
    for item in dated.order_by("due_on", "id"):
        at = column_of(item.due_on, timeline.columns) if item.due_on else None
        if item.due_on and at is not None:
            cells[at].append(ReportMark(item, due_mark(item.due_on, timeline.columns[at])))
    return [ReportCell(tuple(marks)) for marks in cells]


def budget_table(programme: Programme, *, on: date) -> list[BudgetBlock]:
    """This function will return the top lines of a budget on a day, each with the lines below it, all with amounts."""
    lines = list(
        BudgetLine.objects.filter(held_on(on), programme=programme)
        .select_related("executor")
        .prefetch_related(Prefetch("amounts", queryset=BudgetAmount.objects.order_by("order")))
        .order_by("order", "id")
    )
    tops = [line for line in lines if line.group_id is None]
    return [BudgetBlock(top, tuple(row for row in lines if row.group_id == top.pk)) for top in tops]


def budget_periods(blocks: list[BudgetBlock]) -> list[str]:
    """This function will return the columns of a budget in order, "" being that of all periods together."""
    every = [line for block in blocks for line in (block.line, *block.rows)]
    by_order = {amount.order: amount.period for line in every for amount in line.amounts.all()}
    return [by_order[order] for order in sorted(by_order)]


def points_in_order(programme: Programme, *, on: date) -> list[Item]:
    """This function will return the headings and points of a programme in the order of the paper."""
    items = list(items_of_kind(programme, [ItemKind.SECTION], on=on).select_related("parent"))
    return sorted(
        items, key=lambda one: (min((pair[0] for pair in one.lines), default=0), one.position, one.pk)
    )


def bases_standing(programme: Programme, *, on: date) -> list[BasisRow]:
    """This function will tell of every paper a programme stands on how it stands on a day, in four queries."""
    bases = list(legal_bases_of(programme, on=on))
    standing = laws_standing([one.document for one in bases], on=on) if bases else {}
    return [BasisRow(one, standing[one.document_id]) for one in bases]


def legal_bases_of(programme: Programme, *, on: date) -> QuerySet[LegalBasis]:
    """This function will return the papers a programme stands on on a day, in the order the paper names them."""
    bases = LegalBasis.objects.filter(held_on(on), programme=programme).select_related("document", "finding")
    return bases.order_by(F("finding__order").asc(nulls_last=True), "id")
