"""Totals of what units gave are kept by the acts that make figures count or count no longer."""

from collections.abc import Collection, Iterator, Sequence
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
def keeping_totals_of_report(obligation: Obligation) -> Iterator[None]:
    """This function will keep the totals right around an act that makes figures of an obligation count, or not."""
    with _keeping(MeasureValue.objects.filter(submission__obligation=obligation)):
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
        after = figures_given(places)
        for place in sorted(places, key=lambda one: (one.period, one.agency)):
            was, now = before.get(place, {}), after.get(place, {})
            if was != now:
                _put(place, was, units=-1)
                _put(place, now, units=1)


def _hold(periods: Collection[tuple[int, int]]) -> None:
    held = GivenTotal.objects.select_for_update()
    for first, last in sorted(periods):
        own_row: dict[str, Any] = {"first_month": first, "last_month": last, "pattern": ""}
        if held.filter(**own_row).first() is None:
            GivenTotal.objects.get_or_create(**own_row)
            held.get(**own_row)


def _put(place: Place, sums: Sums, *, units: int) -> None:
    if not sums:
        return
    spans = {"first_month": place.first_month, "last_month": place.last_month}
    pattern = pattern_of(sums)
    known = GivenTotal.objects.filter(pattern=pattern, **spans).first()
    total = Together(known.units, sums_as_read(known.sums)) if known else Together()
    put_together(total, sums, units=units)
    if known is None:
        _row(place.period, pattern, total).save()
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
