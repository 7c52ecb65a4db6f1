"""Figures drawn from recorded work: each is the sum of the rows that its page shows."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.money import make_entry, make_line
from factories.programme import adopted_programme, plan_answer
from factories.reports import owed, send
from factories.tickets import make_ticket

from haidang.agencies.enums import Role
from haidang.programme.enums import ItemKind
from haidang.programme.models import Item, Programme
from haidang.regimes.queries.drawn import drawn_kinds
from haidang.regimes.registry import figure_sources
from haidang.reports.enums import ObligationKind, WorkProgress
from haidang.reports.models import Briefing, Obligation
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
    programme = adopted_programme(plan_answer(tasks=2), adopted_by=officer)
    for item, progress in zip(
        Item.objects.filter(programme=programme, kind=ItemKind.TASK).order_by("id"),
        [WorkProgress.DONE, None],
        strict=True,
    ):
        obligation = owed(officer, unit, title=item.title)
        Obligation.objects.filter(pk=obligation.pk).update(kind=ObligationKind.PROGRESS, item=item)
        if progress:
            send(Obligation.objects.get(pk=obligation.pk), officer, progress=progress)

    classes = drawn(unit, "tasks.done", "tasks.in_progress", "tasks.late", "tasks.not_begun")

    assert (classes, drawn(unit, "tasks")) == ([1, 0, 1, 0], [2])


def test_unit_its_focal_person_and_its_plan_are_counted(unit, officer):
    make_person(Role.FOCAL, "dulich", unit)
    other = make_agency("Sở Y tế")
    Programme.objects.filter(pk=adopted_programme(plan_answer(), adopted_by=officer).pk).update(
        owner=unit, first_year=2026, last_year=2026
    )

    assert drawn(unit, "unit", "unit.focal", "unit.plan") == [1, 1, 1]
    assert drawn(other, "unit", "unit.focal", "unit.plan") == [1, 0, 0]


def test_briefing_counts_for_the_unit_whose_people_held_it(unit):
    host = make_person(Role.OFFICER, "giaoban", unit)
    for held_on, minutes in ((date(2026, 3, 10), "Đã họp."), (date(2026, 6, 10), "")):
        Briefing.objects.create(
            key=str(held_on),
            kind="quarterly",
            title="Giao ban",
            held_on=held_on,
            minutes=minutes,
            made_by=host,
        )

    assert drawn(unit, "briefings") == [1]


def test_money_is_counted_in_millions_by_its_papers(unit, officer):
    programme = adopted_programme(plan_answer(), adopted_by=officer)
    Programme.objects.filter(pk=programme.pk).update(first_year=2025, last_year=2026)
    line = make_line(Programme.objects.get(pk=programme.pk), executor=unit)
    for kind, amount, year, day in (
        ("allocated", 120_000_000, 2026, date(2026, 1, 10)),
        ("allocated", 90_000_000, 2025, date(2025, 1, 10)),
        ("spent", 30_500_000, 2026, date(2026, 3, 31)),
    ):
        make_entry(line, amount, kind, year=year, dated_on=day)

    told = [
        figure_sources[key].reader([unit.pk], FIRST, LAST)[unit.pk]
        for key in ("money.allocated", "money.spent")
    ]

    assert told == [Decimal(120), Decimal("30.5")]


def test_page_shows_the_rows_that_the_figure_is_the_sum_of(unit, officer, log_in):
    send(owed(officer, unit), officer, products=(Product("news", 3, "en"), Product("news", 2, "vi")))
    address = figure_sources["products.news"].address(unit.pk, FIRST, LAST)

    page = log_in(officer).get(address).content.decode()

    assert page.count('data-of="Tính:"') == 2
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
