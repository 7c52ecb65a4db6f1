"""How far items came is told to the plan that goes on from them."""

from datetime import date

import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.programme import adopted_programme, plan_answer
from factories.reports import owed, send

from haidang.agencies.enums import Role
from haidang.programme.models import Item, Programme
from haidang.programme.operations.making import start_plan
from haidang.programme.queries.making import DraftHead
from haidang.programme.queries.making_copy import outline_content
from haidang.programme.registry import ItemStanding, item_standings
from haidang.reports.models import Obligation

pytestmark = pytest.mark.django_db

ASKED, DUE, AFTER = date(2024, 6, 12), date(2024, 6, 19), date(2024, 7, 1)


@pytest.fixture
def programme(officer) -> Programme:
    return adopted_programme(plan_answer(tasks=5), adopted_by=officer)


@pytest.fixture
def tasks(officer, programme) -> list[Item]:
    """This fixture will return five tasks: not answered, held up, done, due later, asked of nobody."""
    items = list(Item.objects.filter(programme=programme, kind="task").order_by("position", "id"))
    department = make_agency("Sở Du lịch")
    focal = make_person(Role.FOCAL, "daumoi", department)
    progress = ("", "obstacle", "done", "")
    for item, said in zip(items, progress, strict=False):
        one = owed(officer, department, due_on=DUE, today=ASKED)
        Obligation.objects.filter(pk=one.pk).update(item=item, programme=programme)
        if said:
            send(one, focal, progress=said, on=ASKED)
    Obligation.objects.filter(item=items[3]).update(due_on=date(2999, 12, 1))
    return items


def test_items_stand_as_they_were_answered(officer, tasks):
    keys = [item.pk for item in tasks]

    assert item_standings(keys, officer, AFTER) == {
        tasks[0].pk: ItemStanding("đã báo 0/1", is_unfinished=True),
        tasks[1].pk: ItemStanding("đã báo 1/1; vướng mắc", is_unfinished=True),
        tasks[2].pk: ItemStanding("đã báo 1/1; đã xong", is_unfinished=False),
    }


def test_what_other_units_answered_is_told_to_nobody_else(tasks):
    stranger = make_person(Role.FOCAL, "nguoi-la", make_agency("Sở Y tế"))

    assert item_standings([item.pk for item in tasks], stranger, AFTER) == {}


def test_standings_take_one_query(officer, tasks, django_assert_num_queries):
    officer.posts.count()
    item_standings([tasks[0].pk], officer, AFTER)

    for number in (1, 5):
        with django_assert_num_queries(1):
            item_standings([item.pk for item in tasks[:number]], officer, AFTER)


def test_unfinished_tasks_are_chosen_beforehand_with_their_standing(officer, programme, tasks, log_in):
    plan = start_plan(
        owner=make_agency("Ủy ban nhân dân thành phố"),
        content=outline_content(DraftHead("Kế hoạch năm 2027", 2027, 2027)),
        source=None,
        token="a" * 16,
        made_by=officer,
    )

    page = log_in(officer).get(reverse("programme:take_tasks", args=[plan.pk]), {"tu": programme.pk})

    form = page.context["form"]
    assert form["tasks"].value() == [str(tasks[0].pk), str(tasks[1].pk)]
    shown = page.content.decode()
    assert shown.count(" checked") == 2
    assert "đã báo 1/1; vướng mắc" in shown
