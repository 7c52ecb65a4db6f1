"""Totals of budget entries by any cut, with a fixed number of queries; what an account may see of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Sum, TextField, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.agencies.queries.reach import reach_to_see, reach_to_write
from haidang.agencies.rules import may_see_programmes
from haidang.engines.reckoning import budget_cuts
from haidang.programme.enums import BudgetEntryKind, BudgetLineKind
from haidang.programme.models import BudgetEntry, BudgetLine, Programme

CUTS = {
    "chuong-trinh": gettext_lazy("programme of the budget"),
    "nhom": gettext_lazy("group of lines"),
    "dong": gettext_lazy("line of the budget"),
    "don-vi": gettext_lazy("body that executes"),
    "nguon": gettext_lazy("source of the money"),
    "nam": gettext_lazy("year of the budget"),
    "ky": gettext_lazy("year and quarter"),
}
_FIELDS = {
    "chuong-trinh": ("line__programme_id", "line__programme__title"),
    "nhom": ("group_text",),
    "dong": ("line_id", "line__text"),
    "don-vi": ("executor_id", "executor__name"),
    "nguon": ("source",),
    "nam": ("year",),
    "ky": ("year", "quarter"),
}


@dataclass(frozen=True, slots=True)
class KindSums:
    """Amounts of one cell of a cut by kind, whole đồng; None where there is no entry of the kind."""

    proposed: int | None = None
    planned: int | None = None
    allocated: int | None = None
    spent: int | None = None

    @property
    def allocated_excess(self) -> int | None:
        """How much more was allocated than planned; negative where less; None where one of them is missing."""
        return None if self.allocated is None or self.planned is None else self.allocated - self.planned

    @property
    def left(self) -> int | None:
        """What of the allocated money is not spent yet; negative where more was spent."""
        return None if self.allocated is None else self.allocated - (self.spent or 0)


@dataclass(frozen=True, slots=True)
class CutRow:
    """One row of a cut: the words of each cut, and its sums. `key` is that of the first cut, for a link."""

    names: tuple[str, ...]
    key: Any
    sums: KindSums


@dataclass(frozen=True, slots=True)
class BudgetCut:
    """A whole cut: its rows in order and the total of all of them."""

    rows: tuple[CutRow, ...]
    total: KindSums


def entries_open_to(account: Any) -> QuerySet[BudgetEntry]:
    """This function will return the entries an account may see: of bodies within its reach."""
    entries = BudgetEntry.objects.filter(line__ended_at=None)
    if not may_see_programmes(account):
        return entries.none()
    return reach_to_see(account).narrow(entries, "executor")


def cut_entries(entries: QuerySet[BudgetEntry], cuts: Sequence[str]) -> BudgetCut:
    """Add up entries by cuts, in one query; the total adds up its rows.

    This function will keep entries without a value of a cut under words that say so.
    """
    fields = [field for cut in cuts for field in _FIELDS[cut]]
    sums = {kind.value: Sum("amount_vnd", filter=Q(kind=kind)) for kind in BudgetEntryKind}
    rows = list(entries.annotate(group_text=_group_text()).order_by(*fields).values(*fields).annotate(**sums))
    found = [CutRow(_names(row, cuts), row[fields[0]], _sums_of([row])) for row in rows]
    return BudgetCut(tuple(sorted(found, key=lambda row: row.names)), _sums_of(rows))


def kinds_to_enter(account: Any, line: BudgetLine) -> list[BudgetEntryKind]:
    """This function will tell which kinds of amounts an account may enter in a line.

    Officers enter all of them, a focal person what the own bodies have spent.
    """
    reach = reach_to_write(account)
    if reach.is_everywhere:
        return list(BudgetEntryKind)
    return [BudgetEntryKind.SPENT] if line.executor_id and reach.covers(line.executor_id) else []


def years_of_entries(account: Any) -> list[int]:
    """This function will return the years that have entries, newest first."""
    years = entries_open_to(account).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def line_sums(programme: Programme, *, for_user: Any) -> dict[int, KindSums]:
    """This function will give the sums of each line of a programme that has entries, in one query."""
    entries = entries_open_to(for_user).filter(line__programme=programme)
    sums = {kind.value: Sum("amount_vnd", filter=Q(kind=kind)) for kind in BudgetEntryKind}
    rows = entries.order_by().values("line_id").annotate(**sums)
    return {row["line_id"]: _sums_of([row]) for row in rows}


def sums_with_groups(
    groups: Iterable[tuple[BudgetLine, Sequence[BudgetLine]]], sums: Mapping[int, KindSums], total: KindSums
) -> dict[int, KindSums]:
    """This function will add to the sums of lines those of their groups, and the total for a printed total line."""
    found = dict(sums)
    for top, rows in groups:
        if top.kind == BudgetLineKind.TOTAL:
            found[top.pk] = total
        elif own := [sums[line.pk] for line in (top, *rows) if line.pk in sums]:
            found[top.pk] = _sums_of([asdict(one) for one in own])
    return found


def rate_differences(lines: Iterable[BudgetLine]) -> dict[int, list[budget_cuts.RateDifference]]:
    """This function will find the printed amounts that the yearly rate in a line's words does not make."""
    told = [
        budget_cuts.BudgetLine(
            key=str(line.pk), text=line.text, amounts={"planned": amount.stated_vnd}, period=amount.period
        )
        for line in lines
        for amount in line.amounts.all()
        if amount.stated_vnd is not None and amount.period
    ]
    found: dict[int, list[budget_cuts.RateDifference]] = {}
    for difference in budget_cuts.rate_differences(told, "planned"):
        found.setdefault(int(difference.key), []).append(difference)
    return found


def entries_of_line(line: BudgetLine, *, for_user: Any) -> QuerySet[BudgetEntry]:
    """This function will return the entries of a line that were not made as corrections, each with those it has."""
    entries = entries_open_to(for_user).filter(line=line, corrects=None)
    return (
        with_standing_amounts(entries)
        .select_related("executor", "paper", "entered_by")
        .prefetch_related("corrections__entered_by")
        .order_by("year", "quarter", "kind", "id")
    )


def with_standing_amounts(entries: QuerySet[BudgetEntry]) -> QuerySet[Any]:
    """This function will give each entry its amount with all its corrections, as `stands_vnd`."""
    corrected = (
        BudgetEntry.objects.filter(corrects=OuterRef("pk"))
        .order_by()
        .values("corrects")
        .annotate(total=Sum("amount_vnd"))
        .values("total")
    )
    return entries.annotate(stands_vnd=F("amount_vnd") + Coalesce(Subquery(corrected), 0))


def _group_text() -> Coalesce:
    of_itself = Case(When(line__kind=BudgetLineKind.GROUP, then=F("line__text")), output_field=TextField())
    return Coalesce(F("line__group__text"), of_itself, Value(""), output_field=TextField())


def _sums_of(rows: Sequence[Mapping[str, Any]]) -> KindSums:
    def total(kind: str) -> int | None:
        known = [row[kind] for row in rows if row[kind] is not None]
        return int(sum(known)) if known else None

    return KindSums(*(total(kind.value) for kind in BudgetEntryKind))


def _names(row: dict[str, Any], cuts: Sequence[str]) -> tuple[str, ...]:
    return tuple(_name(row, cut) for cut in cuts)


def _name(row: dict[str, Any], cut: str) -> str:
    if cut in ("nam", "ky"):
        is_quarter = cut == "ky" and row["quarter"]
        return _("Quarter %(quarter)d/%(year)d") % row if is_quarter else _("Year %(year)d") % row
    return row[_FIELDS[cut][-1]] or _("(not named)")
