"""A letter whose points are sections without tasks."""

import pytest
from django.utils import timezone
from factories.programme import plan_answer, reviewed_reading, task_value

from haidang.documents.models import Document
from haidang.programme.errors import NothingToAdopt
from haidang.programme.models import Item
from haidang.programme.operations.adopt import adopt_reading
from haidang.programme.operations.difference import take_over_differences
from haidang.programme.queries.differences import reading_difference

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


LATER_POINTS = [
    {"label": "1", "title": "Ban hành quy chế trong quý I", "lines": [[4, 4]], "children": []},
    {
        "label": "2",
        "title": "Triển khai hoạt động",
        "lines": [[6, 6]],
        "children": [
            {"label": "a", "title": "Tập huấn người phát ngôn", "lines": [[8, 8]], "children": []},
        ],
    },
    {"label": "3", "title": "Chế độ báo cáo", "lines": [[9, 9]], "children": []},
]


def told(programme, reading):
    return [
        (one.kind, one.change, (one.new or one.old).label, (one.new or one.old).title)
        for one in reading_difference(programme, reading)
    ]


@pytest.fixture
def letter(officer):
    reading = reviewed_reading(plan_answer(0) | {"sections": POINTS})
    return adopt_reading(reading=reading, adopted_by=officer, agency_choices={}, takes_points=True)


@pytest.fixture
def later(letter):
    paper = Document.objects.create(kind="Công văn", number="12/UBND", corrects=letter.document)
    return reviewed_reading(plan_answer(0) | {"sections": LATER_POINTS}, document=paper)


def test_points_of_a_letter_issued_again_are_compared(letter, later):
    assert told(letter, later) == [
        ("point", "changed", "1", "Ban hành quy chế trong quý I"),
        ("point", "added", "2.a", "Tập huấn người phát ngôn"),
        ("point", "removed", "2.a", "Cung cấp thông tin"),
        ("point", "added", "3", "Chế độ báo cáo"),
    ]


def test_points_taken_over_differ_no_longer_and_stand_at_their_places(letter, later, officer):
    keys = [one.key for one in reading_difference(letter, later)]

    take_over_differences(
        programme=letter,
        reading=later,
        keys=keys,
        taken_by=officer,
        agency_choices={},
        at=timezone.localtime(),
    )

    assert reading_difference(letter, later) == []
    holding = Item.objects.filter(ended_at=None).order_by("id").values_list("label", "title", "parent__label")
    assert list(holding) == [
        ("1", "Ban hành quy chế trong quý I", None),
        ("2", "Triển khai hoạt động", None),
        ("a", "Tập huấn người phát ngôn", "2"),
        ("3", "Chế độ báo cáo", None),
    ]


def test_sections_of_a_plan_with_tasks_are_no_points_to_compare(officer):
    task = task_value("2.1", group=None, lines=[[8, 9]])
    reading = reviewed_reading(plan_answer() | {"sections": POINTS, "tasks": [task]})
    programme = adopt_reading(reading=reading, adopted_by=officer, agency_choices={})
    paper = Document.objects.create(kind="Kế hoạch", number="13/KH-UBND", corrects=programme.document)
    later = reviewed_reading(plan_answer() | {"sections": LATER_POINTS, "tasks": [task]}, document=paper)

    assert told(programme, later) == []
