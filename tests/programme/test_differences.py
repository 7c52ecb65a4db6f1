"""A later reading of an adopted paper: what differs, and taking it over."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from factories.programme import adopted_programme, plan_answer, reviewed_reading, task_value

from haidang.documents.models import Document
from haidang.foundation.queries import events_of
from haidang.programme.errors import DifferenceGone
from haidang.programme.models import Item, Programme
from haidang.programme.operations.adding import TaskPlace, add_task
from haidang.programme.operations.difference import take_over_differences
from haidang.programme.operations.edit import ItemWords
from haidang.programme.queries.differences import reading_difference
from haidang.programme.queries.values import PlannedTiming

pytestmark = pytest.mark.django_db

AT = datetime(2024, 3, 1, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
FESTIVAL = "Tổ chức Lễ hội Áo dài du lịch Hà Nội"
BULLETIN = "Xuất bản Bản tin đối ngoại bằng tiếng Anh"
TRAINING = "Tập huấn nghiệp vụ cho cán bộ phụ trách thông tin đối ngoại"


def tasks(*titles, **fields):
    return [task_value(f"I.{number}", title=title, **fields) for number, title in enumerate(titles, start=1)]


def later_reading(programme: Programme, changed: list[dict]):
    paper = Document.objects.create(kind="Kế hoạch", number="12a/KH-UBND", corrects=programme.document)
    return reviewed_reading(plan_answer() | {"tasks": changed}, document=paper)


def take_over(programme, reading, officer, *, keys=None):
    wanted = [one.key for one in reading_difference(programme, reading)] if keys is None else keys
    return take_over_differences(
        programme=programme, reading=reading, keys=wanted, taken_by=officer, agency_choices={}, at=AT
    )


@pytest.fixture
def programme(officer):
    return adopted_programme(
        plan_answer() | {"tasks": tasks(FESTIVAL, BULLETIN, TRAINING)}, adopted_by=officer
    )


def test_same_words_are_no_difference_even_with_other_numbers(programme):
    reading = later_reading(programme, tasks(FESTIVAL, BULLETIN, TRAINING))

    assert reading_difference(programme, reading) == []


def test_a_task_that_was_added_by_hand_is_not_missing_in_a_later_reading(programme, officer):
    add_task(
        programme=programme,
        place=TaskPlace(),
        words=ItemWords("Tổ chức họp báo quý"),
        timing=PlannedTiming(),
        leads=[],
        partners=[],
        on=AT.date(),
        added_by=officer,
    )
    reading = later_reading(programme, tasks(FESTIVAL, BULLETIN))

    found = [(one.change, one.item.title) for one in reading_difference(programme, reading)]
    assert found == [("removed", TRAINING)]


def test_added_removed_and_changed_are_told_apart(programme):
    new = "Mời đoàn phóng viên nước ngoài vào Hà Nội đưa tin"
    reading = later_reading(programme, tasks(FESTIVAL, TRAINING, new))

    found = [
        (
            one.change,
            one.finding.label if one.finding else one.item.label,
            [(f.name, f.old, f.new) for f in one.fields],
        )
        for one in reading_difference(programme, reading)
    ]

    assert found == [
        ("changed", "I.2", [("label", "I.3", "I.2")]),
        ("removed", "I.2", []),
        ("added", "I.3", []),
    ]


def test_changed_fields_show_old_and_new(programme):
    changed = tasks(FESTIVAL, BULLETIN, TRAINING)
    changed[1] |= {"title": f"{BULLETIN} và tiếng Pháp", "lead": ["Sở Ngoại vụ"], "timing": None}
    reading = later_reading(programme, changed)

    [difference] = reading_difference(programme, reading)

    assert [(one.name, one.old, one.new) for one in difference.fields] == [
        ("title", BULLETIN, f"{BULLETIN} và tiếng Pháp"),
        ("timing", "Cả năm", ""),
        ("lead", "Sở Thông tin và Truyền thông", "Sở Ngoại vụ"),
    ]
    assert 85 <= difference.likeness < 100


def test_taking_over_a_removed_task_ends_it_and_deletes_nothing(programme, officer):
    before = Item.objects.count()
    reading = later_reading(programme, tasks(FESTIVAL, BULLETIN))

    [item] = take_over(programme, reading, officer)

    item.refresh_from_db()
    assert (item.title, item.ended_at) == (TRAINING, AT)
    assert Item.objects.count() == before
    assert {one.valid_to for one in item.assignments.all()} == {AT.date()}
    assert reading_difference(programme, reading) == []


def test_taking_over_a_new_lead_closes_one_assignment_and_opens_another(programme, officer):
    changed = tasks(FESTIVAL, BULLETIN, TRAINING)
    changed[0] |= {"lead": ["Sở Du lịch"]}
    reading = later_reading(programme, changed)

    [item] = take_over(programme, reading, officer)

    rows = (
        item.assignments.filter(role="lead")
        .order_by("id")
        .values_list("printed_name", "valid_from", "valid_to")
    )
    assert list(rows) == [
        ("Sở Thông tin và Truyền thông", None, AT.date()),
        ("Sở Du lịch", AT.date(), None),
    ]
    event = events_of(item).get()
    assert (event.before["lead"], event.after["lead"]) == (["Sở Thông tin và Truyền thông"], ["Sở Du lịch"])


def test_taking_over_an_added_task_puts_it_under_its_heading(programme, officer):
    reading = later_reading(programme, [*tasks(FESTIVAL, BULLETIN, TRAINING, "Mời phóng viên nước ngoài")])

    [item] = take_over(programme, reading, officer)

    assert (item.label, item.parent, item.finding.reading) == (
        "I.4",
        Item.objects.get(kind="section"),
        reading,
    )
    assert reading_difference(programme, reading) == []


def test_changed_sub_tasks_end_and_new_ones_take_their_place(officer):
    parts = [{"label": "(1)", "text": "Du xuân"}, {"label": "(2)", "text": "Giải chạy"}]
    programme = adopted_programme(
        plan_answer() | {"tasks": tasks(FESTIVAL, subtasks=parts)}, adopted_by=officer
    )
    reading = later_reading(
        programme, tasks(FESTIVAL, subtasks=[parts[0], {"label": "(2)", "text": "Giải cờ"}])
    )

    take_over(programme, reading, officer)

    rows = Item.objects.filter(kind="subtask").order_by("id").values_list("title", "ended_at")
    assert list(rows) == [("Du xuân", AT), ("Giải chạy", AT), ("Du xuân", None), ("Giải cờ", None)]


def test_difference_that_no_longer_holds_is_refused(programme, officer):
    reading = later_reading(programme, tasks(FESTIVAL, BULLETIN))
    [difference] = reading_difference(programme, reading)
    take_over(programme, reading, officer)

    with pytest.raises(DifferenceGone):
        take_over(programme, reading, officer, keys=[difference.key])
