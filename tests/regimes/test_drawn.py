"""Figures drawn from recorded work: each is the sum of the rows that its page shows."""

from datetime import date

import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.programme import adopted_programme, plan_answer
from factories.reports import owed, send
from factories.tickets import make_ticket

from haidang.agencies.enums import Role
from haidang.programme.models import Item
from haidang.regimes.queries.drawn import drawn_kinds
from haidang.regimes.registry import figure_sources
from haidang.reports.enums import ObligationKind, WorkProgress
from haidang.reports.models import Obligation
from haidang.reports.queries.answers import Product

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def unit(db):
    return make_agency("Sở Du lịch")


def drawn(unit, *keys: str) -> list[int]:
    return [int(figure_sources[key].reader([unit.pk], FIRST, LAST)[unit.pk]) for key in keys]


def test_products_are_counted_by_kind_and_language(unit, officer):
    answered = owed(officer, unit)
    products = (Product("news", 3, "en"), Product("news", 2, "vi"), Product("event", 1))
    send(answered, officer, products=products)

    assert drawn(
        unit, "products", "products.news", "products.news.en", "products.foreign", "products.event"
    ) == [6, 5, 3, 3, 1]


def test_unit_without_a_record_has_zero(unit):
    assert drawn(unit, "products", "tasks", "tickets", "obligations") == [0, 0, 0, 0]


def test_obligations_and_tickets_are_counted(unit, officer):
    send(owed(officer, unit), officer)
    owed(officer, unit, title="Việc khác")
    make_ticket(unit, officer, text="Thiếu biên dịch viên", on=date(2026, 6, 12))

    assert drawn(unit, "obligations", "obligations.timely", "obligations.owed") == [2, 1, 1]
    assert drawn(unit, "tickets", "tickets.answered", "tickets.open") == [1, 0, 1]


def test_four_classes_of_tasks_add_up_to_all(unit, officer):
    programme = adopted_programme(plan_answer(2), adopted_by=officer)
    items = list(Item.objects.filter(programme=programme).order_by("id")[:2])
    told = [WorkProgress.DONE, None] if len(items) > 1 else [WorkProgress.DONE]
    for item, progress in zip(items, told, strict=True):
        obligation = owed(officer, unit, title=item.title)
        Obligation.objects.filter(pk=obligation.pk).update(kind=ObligationKind.PROGRESS, item=item)
        if progress:
            send(obligation, officer, progress=progress)

    classes = drawn(unit, "tasks.done", "tasks.in_progress", "tasks.late", "tasks.not_begun")

    assert (classes, drawn(unit, "tasks")) == ([1, 0, len(items) - 1, 0], [sum(classes)])


def test_page_shows_the_rows_that_the_figure_is_the_sum_of(unit, officer, log_in):
    send(owed(officer, unit), officer, products=(Product("news", 3, "en"), Product("news", 2, "vi")))
    address = figure_sources["products.news"].address(unit.pk, FIRST, LAST)

    page = log_in(officer).get(address).content.decode()

    assert page.count('data-label="Tính"') == 2
    assert ": 5</h1>" in page


def test_neighbour_does_not_see_the_rows(unit, log_in):
    neighbour = make_person(Role.FOCAL, "langgieng", make_agency("Sở Y tế"))
    address = figure_sources["tasks"].address(unit.pk, FIRST, LAST)

    assert log_in(neighbour).get(address).status_code == 404


def test_page_without_days_is_not_there(unit, officer, log_in):
    place = reverse("regimes:figure_rows", args=[unit.pk, "tasks"])

    assert [
        log_in(officer).get(place).status_code,
        log_in(officer).get(f"{place}?tu=x&den=y").status_code,
    ] == [
        404,
        404,
    ]


def test_every_drawn_figure_has_a_key_of_its_own():
    keys = [one.key for one in drawn_kinds()]

    assert (len(keys), set(keys) <= set(figure_sources)) == (len(set(keys)), True)
