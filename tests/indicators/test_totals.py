"""Totals kept ready are those of a count of all figures, after every act that makes figures count or moves them."""

from datetime import date
from decimal import Decimal

import pytest
from factories.agencies import make_agency
from factories.indicators import give_figures, make_indicator, make_measures

from haidang.agencies.operations.duplicates import merge_duplicate, undo_duplicate
from haidang.agencies.queries.reach import Reach
from haidang.engines.reckoning.periods import half_period
from haidang.indicators.models import GivenTotal
from haidang.indicators.operations.totals import recount_totals
from haidang.indicators.queries.series import Asked, series_of
from haidang.indicators.queries.totals import pattern_of, sums_as_kept, totals_counted
from haidang.regimes.models import Measure
from haidang.regimes.operations.sending import stop_counting
from haidang.reports.models import Obligation

pytestmark = pytest.mark.django_db

PERIOD = half_period(2026, 1)
EVERYWHERE = Asked(Reach(is_everywhere=True, agencies=frozenset()), date(2026, 11, 1))


type Totals = dict[tuple[int, str], tuple[int, dict]]


def kept() -> Totals:
    rows = GivenTotal.objects.exclude(pattern="")
    return {(one.first_month, one.pattern): (one.units, one.sums) for one in rows}


def counted() -> Totals:
    return {
        (period[0], pattern): (one.units, sums_as_kept(one.sums))
        for period, found in totals_counted()
        for pattern, one in found.items()
    }


@pytest.fixture
def given(officer):
    """This fixture will return the obligations of three units: two gave both figures, one estimated only one."""
    make_measures()
    tourism, foreign, health = (make_agency(name) for name in ("Sở Du lịch", "Sở Ngoại vụ", "Sở Y tế"))
    return [
        give_figures(officer, tourism, PERIOD, {"tap-huan": 3, "can-bo": 4}),
        give_figures(officer, foreign, PERIOD, {"tap-huan": 1, "can-bo": 6}),
        give_figures(officer, health, PERIOD, {"can-bo": 90}, is_estimate=True),
    ]


def test_units_that_gave_the_same_figures_stand_together(given):
    trained, people = (Measure.objects.get(code=code).pk for code in ("tap-huan", "can-bo"))

    assert kept() == {
        (PERIOD.first, pattern_of({trained, people})): (
            2,
            {str(trained): ["4.0000", 0], str(people): ["10.0000", 0]},
        ),
        (PERIOD.first, pattern_of({people})): (1, {str(people): ["90.0000", 1]}),
    }


def test_sum_is_of_the_units_that_gave_all_of_its_figures(given, officer):
    ratio, people = make_indicator(officer), make_indicator(officer, code="can-bo", formula="can-bo")

    [share], [together] = series_of(ratio, EVERYWHERE), series_of(people, EVERYWHERE)

    assert (share.numerator, share.denominator, share.units, share.is_estimate) == (4, 10, 2, False)
    assert (together.numerator, together.units, together.is_estimate) == (100, 3, True)


def test_unit_that_counts_no_longer_leaves_its_total(given):
    before = kept()
    stop_counting(given[1])
    [both] = [one for one in kept().values() if len(one[1]) == 2]

    assert kept() == counted() != before
    assert both[0] == 1

    stop_counting(given[0])
    assert [units for units, _sums in kept().values()] == [1]


def test_figures_put_under_another_entry_of_one_body_move_their_total(given, officer):
    twin = make_agency("Sở Du lịch Hà Nội")
    other = half_period(2025, 2)
    asked = give_figures(officer, twin, other, {"can-bo": 5})
    Obligation.objects.filter(pk=asked.pk).update(what="regime:2")
    give_figures(officer, given[0].agency, other, {"tap-huan": 2})
    apart = kept()

    merger = merge_duplicate(duplicate=twin, kept=given[0].agency, reason="Một sở", merged_by=officer)

    assert kept() == counted() != apart
    [point] = [one for one in series_of(make_indicator(officer), EVERYWHERE) if one.period == other]
    assert (point.numerator, point.denominator) == (Decimal(2), Decimal(5))

    undo_duplicate(merger=merger, reason="Nhầm", undone_by=officer)
    assert kept() == counted() == apart


def test_recount_leaves_what_was_counted_and_mends_what_was_not(given):
    right = kept()
    GivenTotal.objects.exclude(pattern="").update(units=7)

    assert recount_totals() == 2
    assert kept() == right
