"""Changing an item by hand after adoption."""

from datetime import date

import pytest
from factories.agencies import make_agency
from factories.programme import adopted_programme, plan_answer

from haidang.engines.reckoning.timing import read_timing
from haidang.foundation.queries import events_of
from haidang.programme.errors import ItemChangedMeanwhile
from haidang.programme.models import Item
from haidang.programme.operations.edit import ItemWords, edit_item
from haidang.programme.queries.values import timing_as_planned

pytestmark = pytest.mark.django_db

TODAY = date(2024, 6, 12)


@pytest.fixture
def item(officer):
    adopted_programme(plan_answer(), adopted_by=officer)
    return Item.objects.get(kind="task")


def edited(item, officer, **changes):
    lead = item.assignments.get(role="lead", valid_to=None).agency
    wanted = {
        "version": item.version,
        "words": ItemWords(item.title),
        "timing": None,
        "leads": [lead],
        "partners": [],
        "on": TODAY,
    }
    return edit_item(item=item, edited_by=officer, **(wanted | changes))


def test_editing_keeps_history_of_assignments_and_log(item, officer):
    tourism = make_agency("Sở Du lịch")

    edited(item, officer, leads=[tourism], words=ItemWords("Theo dõi dư luận báo chí"))

    rows = item.assignments.order_by("id").values_list("role", "printed_name", "valid_from", "valid_to")
    assert list(rows) == [
        ("lead", "Sở Thông tin và Truyền thông", None, TODAY),
        ("partner", "Thông tấn xã Việt Nam", None, TODAY),
        ("lead", "Sở Du lịch", TODAY, None),
    ]
    event = events_of(item).get()
    assert (event.actor, event.before["lead"], event.after["title"]) == (
        officer,
        ["Sở Thông tin và Truyền thông"],
        "Theo dõi dư luận báo chí",
    )


def test_new_time_is_read_and_can_be_searched_by_month(item, officer):
    edited(item, officer, timing=timing_as_planned(read_timing("Quý III hoặc Quý IV/2024", 2024)))

    item.refresh_from_db()
    assert (item.timing_kind, item.starts_on, item.ends_on) == (
        "any_of",
        date(2024, 7, 1),
        date(2024, 12, 31),
    )
    assert item.months == "|2024-07|2024-08|2024-09|2024-10|2024-11|2024-12|"


def test_two_editors_never_overwrite_each_other(item, officer):
    stale = Item.objects.get(pk=item.pk)
    edited(item, officer, words=ItemWords("Người thứ nhất sửa"))

    with pytest.raises(ItemChangedMeanwhile):
        edited(stale, officer, version=1, words=ItemWords("Người thứ hai sửa"))

    assert Item.objects.get(pk=item.pk).title == "Người thứ nhất sửa"
