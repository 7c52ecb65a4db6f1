"""Due dates of items: those of agencies in reach, on the last day on which they are in time."""

from datetime import date

import pytest
from factories.agencies import make_person
from factories.programme import adopted_programme, plan_answer, task_value

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency
from haidang.programme.models import Item
from haidang.programme.queries.due_dates import due_items

pytestmark = pytest.mark.django_db

DAY = date(2024, 5, 1)


def timing(
    phrase: str, kind: str, *, spans: tuple = (), due: str | None = None, strict: bool = False
) -> dict:
    return {
        "phrase": phrase,
        "kind": kind,
        "spans": [list(span) for span in spans],
        "due": due,
        "strict": strict,
        "every": None,
    }


@pytest.fixture
def programme(officer):
    tasks = [
        task_value("I.1", title="Cả năm"),
        task_value(
            "I.2",
            title="Trước ngày 20/6",
            timing=timing("Trước 20/6/2024", "by_date", due="2024-06-20", strict=True),
        ),
        task_value(
            "I.3",
            title="Trong quý III",
            lead=["Sở Du lịch"],
            partners=[],
            timing=timing("Quý III/2024", "window", spans=(("2024-07-01", "2024-09-30"),)),
        ),
        task_value(
            "I.4",
            title="Đã qua lâu",
            timing=timing("15/01/2024", "by_date", due="2024-01-15"),
        ),
    ]
    return adopted_programme(plan_answer(tasks=0) | {"tasks": tasks}, adopted_by=officer)


def days_of(account) -> list[tuple[str, date]]:
    return [(due.title, due.day) for due in due_items(account, DAY)]


def test_officer_sees_what_is_due_to_all_agencies(programme, officer):
    assert sorted(days_of(officer)) == [
        ("I.2 Trước ngày 20/6", date(2024, 6, 19)),
        ("I.3 Trong quý III", date(2024, 9, 30)),
    ]


def test_focal_person_sees_what_is_due_to_the_own_unit(programme):
    tourism = make_person(Role.FOCAL, "du-lich", Agency.objects.get(name="Sở Du lịch"))
    item = Item.objects.get(title="Trong quý III")

    [due] = due_items(tourism, DAY)

    assert (due.key, due.day, due.address) == (
        f"item-{item.pk}",
        date(2024, 9, 30),
        f"/chuong-trinh/viec/{item.pk}/",
    )
    assert due.text == f"Sở Du lịch\nQuý III/2024\n{programme}"


def test_whoever_holds_another_post_sees_nothing(programme):
    assert days_of(make_person(Role.ADMINISTRATOR, "quantri")) == []


def test_due_items_take_the_same_queries_for_any_number(programme, officer, django_assert_num_queries):
    days_of(officer)
    with django_assert_num_queries(2):
        assert len(days_of(officer)) == 2
