"""What opening a round would open: how many obligations for whom, what is open already, and what cannot be asked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from haidang.agencies.queries.groups import KindFollowed
from haidang.engines.reckoning.occurrences import OwingFinding
from haidang.programme.enums import ItemKind
from haidang.programme.models import Item, Programme
from haidang.reports.models import Obligation
from haidang.reports.queries.owers import OwersOfProgramme, WhyNobody
from haidang.reports.queries.owing import OwedOccurrence, owed_by_programme


@dataclass(frozen=True, slots=True)
class RoundToOpen:
    """One thing that an item asks for once, who owes it, and who of them is asked already."""

    owed: OwedOccurrence
    agencies: tuple[int, ...]
    open_already: frozenset[int]
    not_assignable: tuple[tuple[str, WhyNobody], ...]
    is_for_all_leads: bool
    followed: tuple[tuple[str, KindFollowed], ...] = ()

    @property
    def new(self) -> tuple[int, ...]:
        """This property will return the agencies that would be asked now."""
        return tuple(one for one in self.agencies if one not in self.open_already)


@dataclass(frozen=True, slots=True)
class OpeningPlan:
    """The rounds of a programme that are due in a span, and what a person should know before opening them."""

    programme: Programme
    first: date
    last: date
    rounds: tuple[RoundToOpen, ...]
    findings: tuple[tuple[Item, OwingFinding], ...]
    on_call: tuple[Item, ...]

    @property
    def count_new(self) -> int:
        return sum(len(one.new) for one in self.rounds)

    @property
    def count_open(self) -> int:
        return sum(len(one.open_already) for one in self.rounds)


def opening_plan(
    programme: Programme, *, first: date, last: date, for_all_leads: Iterable[int] = ()
) -> OpeningPlan:
    """Reckon what a programme's rounds due in a span of days would ask of whom; nothing is written.

    This function will take every lead of the programme for the report duties (keys of items) in `for_all_leads`
    whose paper does not say which bodies owe them; without that choice nobody is asked.
    """
    owing = owed_by_programme(programme, first=first, last=last)
    owers = OwersOfProgramme(programme)
    chosen = frozenset(for_all_leads)
    known = _open_already(owing.owed)
    rounds = tuple(_round(one, owers, known[one.what, one.occurrence.key], chosen) for one in owing.owed)
    return OpeningPlan(programme, first, last, rounds, owing.findings, owing.on_call)


def _round(
    owed: OwedOccurrence, owers: OwersOfProgramme, known: frozenset[int], chosen: frozenset[int]
) -> RoundToOpen:
    on = owed.occurrence.closes_on
    found = owers.owers_of(owed.item, on=on)
    is_for_all = not found.agencies and owed.item.kind == ItemKind.REPORT_REGIME and owed.item.pk in chosen
    agencies = owers.all_leads(on=on) if is_for_all else found.agencies
    return RoundToOpen(
        owed,
        agencies,
        known & frozenset(agencies),
        () if is_for_all else found.not_assignable,
        is_for_all,
        found.followed,
    )


def _open_already(owed: Iterable[OwedOccurrence]) -> defaultdict[tuple[str, str], frozenset[int]]:
    asked: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    owed = list(owed)
    # A handed over obligation is asked of its new holder; its first one must not be asked again.
    rows = Obligation.objects.filter(
        what__in={one.what for one in owed}, occurrence__in={one.occurrence.key for one in owed}
    )
    for what, occurrence, agency in rows.values_list("what", "occurrence", "agency_id"):
        asked[what, occurrence].add(agency)
    moved = rows.filter(changes__agency_before__isnull=False)
    for what, occurrence, agency in moved.values_list("what", "occurrence", "changes__agency_before"):
        asked[what, occurrence].add(agency)
    return defaultdict(frozenset, {key: frozenset(found) for key, found in asked.items()})
