"""The rounds of one item: what is late, under way or next stands open, the many others are folded away."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories.agencies import make_agency
from factories.programme import adopted_programme, plan_answer
from factories.reports import owed

from haidang.reports.models import Obligation
from haidang.reports.queries.item_rounds import rounds_of_item

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def item(officer):
    return adopted_programme(plan_answer(tasks=1), adopted_by=officer).items.get(kind="task")


@pytest.fixture
def agency(db):
    return make_agency("Sở Du lịch")


def weekly(officer, agency, item, *, weeks: range, on=TODAY) -> list[int]:
    """One round a week: due three days after a week of data; week 0 holds today."""
    keys = []
    for week in weeks:
        one = owed(officer, agency, title=f"Báo cáo tuần {week}")
        first = on + timedelta(weeks=week) - timedelta(days=3)
        Obligation.objects.filter(pk=one.pk).update(
            item=item, opens_on=first, closes_on=first + timedelta(days=6), due_on=first + timedelta(days=6)
        )
        keys.append(one.pk)
    return keys


def keys_of(rows) -> list[int]:
    return [row.obligation.pk for row in rows]


def waive(keys) -> None:
    Obligation.objects.filter(pk__in=keys).update(waived_on=TODAY)


def test_late_current_and_next_rounds_stand_open_and_all_others_are_folded(officer, agency, item):
    rounds = weekly(officer, agency, item, weeks=range(-10, 11))
    waive(rounds[:9])

    shown = rounds_of_item(item, officer, on=TODAY)

    assert keys_of(shown.near) == rounds[9:12]
    assert keys_of(shown.folded) == [*rounds[:9], *rounds[12:]]
    assert shown.count_folded == 18


def test_few_rounds_are_not_folded(officer, agency, item):
    rounds = weekly(officer, agency, item, weeks=range(-4, 4))
    waive(rounds[:4])

    shown = rounds_of_item(item, officer, on=TODAY)

    assert (keys_of(shown.near), shown.folded, shown.count_folded) == (rounds, [], 0)


def test_last_round_stands_open_where_all_is_over(officer, agency, item):
    rounds = weekly(officer, agency, item, weeks=range(-12, -1))
    waive(rounds)

    shown = rounds_of_item(item, officer, on=TODAY)

    assert (keys_of(shown.near), keys_of(shown.folded)) == (rounds[-1:], rounds[:-1])


@pytest.mark.parametrize("last", [10, 40])
def test_rounds_are_found_with_the_same_queries_whatever_their_number(
    officer, agency, item, django_assert_num_queries, last
):
    weekly(officer, agency, item, weeks=range(last))
    rounds_of_item(item, officer, on=TODAY)

    with django_assert_num_queries(4):
        rounds_of_item(item, officer, on=TODAY)


def test_page_of_an_item_says_how_many_rounds_are_folded(officer, agency, item, log_in):
    rounds = weekly(officer, agency, item, weeks=range(-10, 11))
    waive(rounds[:9])

    page = log_in(officer).get(reverse("programme:item", args=[item.pk])).text

    assert "18/18 kỳ khác: đã xong hoặc chưa đến hạn" in page
    assert [page.index(reverse("reports:obligation", args=[one])) for one in rounds[9:12]] < [
        page.index("kỳ khác")
    ] * 3
