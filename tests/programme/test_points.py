"""A letter whose points are sections without tasks."""

import pytest
from factories.programme import plan_answer, reviewed_reading, task_value

from haidang.programme.errors import NothingToAdopt
from haidang.programme.models import Item
from haidang.programme.operations.adopt import adopt_reading

pytestmark = pytest.mark.django_db

POINTS = [
    {"label": "1", "title": "Ban hành quy chế", "lines": [[4, 4]], "children": []},
    {
        "label": "2",
        "title": "Triển khai hoạt động",
        "lines": [[6, 6]],
        "children": [{"label": "a", "title": "Cung cấp thông tin", "lines": [[7, 7]], "children": []}],
    },
]


def test_points_of_a_letter_become_sections_once(officer):
    reading = reviewed_reading(plan_answer(0) | {"sections": POINTS})

    for _time in range(2):
        adopt_reading(reading=reading, adopted_by=officer, agency_choices={}, takes_points=True)

    found = Item.objects.order_by("id").values_list("kind", "label", "title", "parent__label", "lines")
    assert list(found) == [
        ("section", "1", "Ban hành quy chế", None, [[4, 4]]),
        ("section", "2", "Triển khai hoạt động", None, [[6, 6]]),
        ("section", "a", "Cung cấp thông tin", "2", [[7, 7]]),
    ]


def test_tasks_hang_under_the_points_of_their_paper(officer):
    task = task_value("2.1", group=None, lines=[[8, 9]])
    reading = reviewed_reading(plan_answer() | {"sections": POINTS, "tasks": [task]})

    adopt_reading(reading=reading, adopted_by=officer, agency_choices={}, takes_points=True)

    assert Item.objects.get(kind="task").parent.title == "Triển khai hoạt động"


def test_letter_without_findings_is_refused_when_its_points_are_not_wanted(officer):
    reading = reviewed_reading(plan_answer(0) | {"sections": POINTS})

    with pytest.raises(NothingToAdopt):
        adopt_reading(reading=reading, adopted_by=officer, agency_choices={})
