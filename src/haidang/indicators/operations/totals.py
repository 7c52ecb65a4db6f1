"""Totals of what units gave are kept by the acts that make figures count or count no longer."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from haidang.agencies.models import Agency
from haidang.indicators.models import GivenTotal
from haidang.indicators.queries.totals import (
    Place,
    Sums,
    Together,
    figures_given,
    pattern_of,
    put_together,
    sums_as_kept,
    sums_as_read,
    totals_counted,
)
from haidang.regimes.models import MeasureValue
from haidang.reports.models import Obligation

_AT_ONCE = 500


@contextmanager
def keeping_totals_of_reports(obligations: Sequence[Obligation]) -> Iterator[None]:
    """This function will keep the totals right around an act that makes figures of obligations count, or not."""
    with _keeping(MeasureValue.objects.filter(submission__obligation__in=obligations)):
        yield


@contextmanager
def keeping_totals_of_agencies(agencies: Sequence[Agency]) -> Iterator[None]:
    """This function will keep the totals right around an act that moves figures from one agency to another."""
    with _keeping(MeasureValue.objects.filter(agency__in=agencies, counts=True), agencies):
        yield


@transaction.atomic
def recount_totals() -> int:
    """This function will count all totals anew, and tell how many there are; what it leaves is what was counted."""
    _hold(set(GivenTotal.objects.filter(pattern="").values_list("first_month", "last_month")))
    GivenTotal.objects.exclude(pattern="").delete()
    made = 0
    for period, found in totals_counted():
        _hold({period})
        rows = [_row(period, pattern, total) for pattern, total in found.items()]
        made += len(GivenTotal.objects.bulk_create(rows, batch_size=_AT_ONCE))
    return made


@contextmanager
def _keeping(values: object, agencies: Sequence[Agency] = ()) -> Iterator[None]:
    """What is read before the act is read behind the rows of its periods, so that two acts come one after the other."""
    named = values.order_by().values_list("first_month", "last_month", "agency").distinct()  # type: ignore[attr-defined]
    places = {Place(*one) for one in named}
    if not places:
        yield
        return
    places |= {Place(*one.period, agency.pk) for one in list(places) for agency in agencies}
    with transaction.atomic(savepoint=False):
        _hold({one.period for one in places})
        before = figures_given(places)
        yield
        _put_all(before, figures_given(places))


def _hold(periods: Collection[tuple[int, int]]) -> None:
    held = GivenTotal.objects.select_for_update()
    for first, last in sorted(periods):
        own_row: dict[str, Any] = {"first_month": first, "last_month": last, "pattern": ""}
        if held.filter(**own_row).first() is None:
            GivenTotal.objects.get_or_create(**own_row)
            held.get(**own_row)


def _put_all(before: Mapping[Place, Sums], after: Mapping[Place, Sums]) -> None:
    """Takes units out of the totals they were in and puts them into those they are in now; each is written once."""
    changed = {place for place in before.keys() | after.keys() if before.get(place) != after.get(place)}
    moves: defaultdict[tuple[tuple[int, int], str], list[tuple[Sums, int]]] = defaultdict(list)
    for place in sorted(changed, key=lambda one: (one.period, one.agency)):
        for given, units in ((before.get(place), -1), (after.get(place), 1)):
            if given:
                moves[place.period, pattern_of(given)].append((given, units))
    rows = GivenTotal.objects.filter(pattern__in={pattern for _period, pattern in moves})
    known = {((one.first_month, one.last_month), one.pattern): one for one in rows} if moves else {}
    for (period, pattern), moved in moves.items():
        _put(known.get((period, pattern)), period, pattern, moved)


def _put(
    known: GivenTotal | None, period: tuple[int, int], pattern: str, moved: Iterable[tuple[Sums, int]]
) -> None:
    total = Together(known.units, sums_as_read(known.sums)) if known else Together()
    for sums, units in moved:
        put_together(total, sums, units=units)
    if known is None:
        _row(period, pattern, total).save()
    elif total.units:
        GivenTotal.objects.filter(pk=known.pk).update(units=total.units, sums=sums_as_kept(total.sums))
    else:
        known.delete()


def _row(period: tuple[int, int], pattern: str, total: Together) -> GivenTotal:
    return GivenTotal(
        first_month=period[0],
        last_month=period[1],
        pattern=pattern,
        units=total.units,
        sums=sums_as_kept(total.sums),
    )
