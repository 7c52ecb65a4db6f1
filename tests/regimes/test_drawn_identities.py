"""Whatever was asked and answered: parts of drawn figures add up to their whole, and no part exceeds it."""

import os
from datetime import date

import pytest
from django.db import transaction
from factories.agencies import make_agency
from factories.indicators import make_indicator
from factories.programme import adopted_programme, plan_answer
from factories.reports import owed, send
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haidang.agencies.queries.reach import Reach
from haidang.indicators.models import Indicator
from haidang.indicators.queries.series import Asked, series_of
from haidang.programme.enums import ItemKind
from haidang.programme.models import Item
from haidang.regimes.registry import figure_sources
from haidang.reports.enums import ObligationKind, ProductKind, ProductLanguage, WorkProgress
from haidang.reports.models import Obligation
from haidang.reports.queries.answers import Product

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("HAIDANG_EXAMPLES", "12"))
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
CLASSES = ("tasks.done", "tasks.in_progress", "tasks.late", "tasks.not_begun")
SHARES = (
    "viec-da-bao / viec-phai-bao",
    "viec-dung-han / viec-phai-bao",
    "ke-hoach-da-lap / ke-hoach-phai-lap",
)
PRODUCTS = st.builds(
    Product,
    st.sampled_from([one.value for one in ProductKind]),
    st.integers(1, 9),
    st.sampled_from(["", *(one.value for one in ProductLanguage)]),
)
# Of which task, due on which day to come, answered how, with what; released or not.
WORK = st.tuples(
    st.integers(0, 2),
    st.dates(date(2026, 6, 12), date(2026, 8, 31)),
    st.sampled_from([None, *WorkProgress]),
    st.lists(PRODUCTS, max_size=3, unique_by=lambda one: (one.kind, one.language)),
    st.booleans(),
)


@pytest.fixture
def place(officer):
    """This fixture will return an officer, a unit and three tasks that may be asked about."""
    programme = adopted_programme(plan_answer(tasks=3), adopted_by=officer)
    for at, formula in enumerate(SHARES):
        make_indicator(officer, code=f"phan-{at}", formula=formula)
    tasks = Item.objects.filter(programme=programme, kind=ItemKind.TASK).order_by("id")
    return officer, make_agency("Sở Du lịch"), list(tasks)


def ask_and_answer(place, at: int, work) -> None:
    officer, unit, tasks = place
    task, due_on, progress, products, is_waived = work
    asked = owed(officer, unit, title=f"Việc {at}", due_on=due_on)
    Obligation.objects.filter(pk=asked.pk).update(kind=ObligationKind.PROGRESS, item=tasks[task])
    asked.refresh_from_db()
    if progress is not None:
        send(asked, officer, progress=progress, products=tuple(products))
    if is_waived:
        Obligation.objects.filter(pk=asked.pk).update(waived_on=due_on)


def drawn(unit, key: str) -> int:
    return int(figure_sources[key].reader([unit.pk], FIRST, LAST)[unit.pk])


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(works=st.lists(WORK, max_size=6))
def test_parts_of_drawn_figures_add_up_to_their_whole(place, works):
    unit = place[1]
    with transaction.atomic():
        for at, work in enumerate(works):
            ask_and_answer(place, at, work)

        assert (
            sum(drawn(unit, one) for one in CLASSES) == drawn(unit, "tasks") <= len({one[0] for one in works})
        )
        assert sum(drawn(unit, f"products.{one.value}") for one in ProductKind) == drawn(unit, "products")
        assert drawn(unit, "products.foreign") <= drawn(unit, "products")
        assert drawn(unit, "obligations.timely") <= drawn(unit, "obligations.answered")
        assert drawn(unit, "obligations.answered") <= drawn(unit, "obligations")
        everywhere = Asked(Reach(is_everywhere=True, agencies=frozenset()), date(2026, 12, 31))
        for indicator in Indicator.objects.all():
            for point in series_of(indicator, everywhere):
                assert 0 <= point.numerator <= point.denominator
        transaction.set_rollback(True)
