"""Items found by words over all programmes."""

import pytest
from factories.agencies import make_account
from factories.programme import adopted_programme, plan_answer, task_value

from haidang.programme.queries import items_matching

pytestmark = pytest.mark.django_db


@pytest.fixture
def tasks(officer):
    answer = plan_answer() | {
        "tasks": [
            task_value("I.1", title="Tổ chức Lễ hội Áo dài"),
            task_value("I.2", title="Quảng bá điểm đến", lead=["Sở Du lịch"]),
        ]
    }
    return adopted_programme(answer, adopted_by=officer)


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("lễ hội", ["I.1"]),
        ("le hoi", ["I.1"]),
        ("diem den du lich", ["I.2"]),
        ("hoi dien dan", []),
        ("  ", []),
    ],
)
def test_words_are_found_with_and_without_marks(tasks, officer, words, labels):
    assert [item.label for item in items_matching(words, for_user=officer)] == labels


def test_those_without_a_post_find_nothing(tasks, officer):
    assert items_matching("lễ hội", for_user=officer).count() == 1
    assert items_matching("lễ hội", for_user=make_account("ngoai")).count() == 0
