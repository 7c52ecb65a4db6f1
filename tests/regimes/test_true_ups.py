"""True figures over estimates in editions as they are kept: an update adds the difference, in all and by unit."""

import os
from decimal import Decimal

import pytest
from django.db import transaction
from factories.agencies import make_agency, make_officer
from factories.consolidation import ISSUED, begun, report_of
from factories.regimes import FIRST_HALF, TODAY, at_noon, make_measure, regime_with_form
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haidang.regimes.models import Consolidation, MeasureValue
from haidang.regimes.operations.consolidation import ask_to_issue, issue_next_consolidation
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.consolidation_updates import changes_since
from haidang.reports.models import Obligation

pytestmark = pytest.mark.django_db

UNITS = ("Sở Du lịch", "Sở Ngoại vụ", "Sở Y tế")
# More of them: HAIDANG_EXAMPLES=200.
EXAMPLES = int(os.environ.get("HAIDANG_EXAMPLES", "8"))
NUMBERS = st.tuples(st.integers(0, 50), st.integers(0, 9), st.integers(0, 30))
GIVEN = st.lists(st.none() | NUMBERS, min_size=len(UNITS), max_size=len(UNITS))
# A report of nothing is not issued.
FIRST_GIVEN = GIVEN.filter(any)


def open_year(officer):
    """This function will open a round that is due before its data close, of a sum, a ratio's parts and the ratio."""
    top, below = make_measure("da-tap-huan", "Đã tập huấn"), make_measure("can-bo", "Cán bộ")
    ratio = make_measure("ty-le", "Tỷ lệ", numerator=top, denominator=below)
    for name in UNITS:
        make_agency(name)
    regime = regime_with_form(officer, make_measure(), top, below, ratio, calendar="civil")
    return open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY).report_round


def issue(made: Consolidation, officer) -> Consolidation:
    """This function will issue a report with a file of four letters: what is checked here are its numbers."""
    made.refresh_from_db()
    ask_to_issue(consolidation=made, version=made.version, facts=ISSUED, asked_by=officer)
    assert issue_next_consolidation(write=lambda _made, _gathered: b"DOCX", at=at_noon())
    made.refresh_from_db()
    return made


def numbers_of(made: Consolidation) -> dict[str, Decimal | None]:
    return {one.key: one.number for one in made.figures.filter(measure__isnull=False)}


def told_by_units(opened, key: str) -> Decimal | None:
    rows = MeasureValue.objects.filter(
        counts=True, measure__code=key, submission__obligation__what=opened.what
    )
    numbers = list(rows.values_list("number", flat=True))
    return sum(numbers, Decimal(0)) if numbers else None


def report_all(opened, officer, given, *, version: int) -> None:
    for name, numbers in zip(UNITS, given, strict=True):
        if numbers is not None:
            report_of(opened, name, f"{name} báo lần {version}.", numbers, officer)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(estimates=FIRST_GIVEN, actual=GIVEN)
def test_update_less_what_was_reported_is_the_difference_in_kept_editions(estimates, actual):
    before = transaction.savepoint_create()
    check_differences(estimates, actual)
    transaction.savepoint_rollback(before)


def check_differences(estimates, actual) -> None:
    officer = make_officer("canbo-so-thuc")
    opened = open_year(officer)
    assert opened.is_estimate
    report_all(opened, officer, estimates, version=1)
    first = issue(begun(opened, officer), officer)
    reported = numbers_of(first)
    assert {key: reported[key] for key in ("tin-bai", "da-tap-huan", "can-bo")} == {
        key: told_by_units(opened, key) for key in ("tin-bai", "da-tap-huan", "can-bo")
    }

    report_all(opened, officer, actual, version=2)
    told = {one.key: one for one in changes_since(first)}
    updated = numbers_of(issue(begun(opened, officer), officer))

    changed = {key for key in reported if reported[key] != updated[key]}
    assert changed <= told.keys()
    for key, one in told.items():
        assert (one.reported.number, one.updated.number) == (reported[key], updated[key])
        if None not in (reported[key], updated[key]):
            assert one.difference == updated[key] - reported[key]
    for place, key in enumerate(("tin-bai", "da-tap-huan", "can-bo")):
        by_unit = sum(
            (after[place] - (before[place] if before else 0))
            for before, after in zip(estimates, actual, strict=True)
            if after is not None
        )
        assert (updated[key] or 0) - (reported[key] or 0) == by_unit
    assert Obligation.objects.filter(what=opened.what).count() == len(UNITS)
