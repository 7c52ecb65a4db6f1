"""The log of actions: filters and a fixed number of queries."""

import pytest
from factories.agencies import make_agency

from haidang.foundation.operations import record_event

pytestmark = pytest.mark.django_db

# Session, account, posts of the reader; number of entries, entries; people for the filter.
QUERIES_OF_LOG = 6


@pytest.mark.parametrize("rows", [1, 3])
def test_log_takes_the_same_queries_for_any_number_of_rows(
    administrator, log_in, django_assert_num_queries, rows
):
    client = log_in(administrator)
    for number in range(rows):
        record_event(actor=administrator, act="tests.visit", subject=make_agency(f"Hội {number}"))

    with django_assert_num_queries(QUERIES_OF_LOG):
        page = client.get("/nhat-ky/?words=Hội").content.decode()

    assert page.count('<th scope="row">') == rows * 2


def test_log_narrows_by_who_and_which_act(administrator, officer, log_in):
    record_event(actor=officer, act="agencies.give_post", subject=officer)
    record_event(actor=administrator, act="agencies.end_post", subject=officer)
    address = f"/nhat-ky/?actor={officer.pk}&act=agencies.give_post"

    page = log_in(administrator).get(address)

    assert [event.act for event in page.context["page"]] == ["agencies.give_post"]
    assert "giao vai trò" in page.content.decode()


def test_log_says_at_the_field_how_a_day_is_written(administrator, log_in):
    page = log_in(administrator).get("/nhat-ky/?day=2026-13-45").content.decode()

    assert "Ghi ngày theo dạng 15/6/2026." in page
