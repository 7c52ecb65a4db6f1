"""The log of actions: filters and a fixed number of queries."""

import re

import pytest
from factories.agencies import make_agency
from repository import SOURCE

from haidang.engines.reading.answer import answer_object
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.read_paper import read_paper
from haidang.foundation import registry
from haidang.foundation.operations import record_event

pytestmark = pytest.mark.django_db

SAMPLE = SOURCE / "documents/samples/ke-hoach-thanh-pho-2026.txt"
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


def test_log_finds_the_entry_that_the_audit_names(administrator, officer, log_in):
    record_event(actor=officer, act="agencies.give_post", subject=officer)
    wanted = record_event(actor=administrator, act="agencies.end_post", subject=officer)

    page = log_in(administrator).get(f"/nhat-ky/?number={wanted.number}")

    assert list(page.context["page"]) == [wanted]
    assert f"mục số {wanted.number}" in page.content.decode()


def test_log_says_at_the_field_how_a_day_is_written(administrator, log_in):
    page = log_in(administrator).get("/nhat-ky/?day=2026-13-45").content.decode()

    assert "Ghi ngày theo dạng 15/6/2026." in page


def test_values_inside_values_are_told_for_people(administrator, officer, log_in):
    before = {
        "title": "Mở lớp",
        "lead": ["Sở Y tế"],
        "timing": {"phrase": "Quý II", "kind": "window", "spans": [["2026-04-01", "2026-06-30"]]},
        "subtasks": [],
        "lines": [[3, 5], [9, 9]],
        "_field_lines": {"title": [[3, 3]]},
    }
    after = before | {
        "lead": ["Sở Du lịch", "Sở Y tế"],
        "timing": {"phrase": "Trước ngày 10/6"},
        "subtasks": [{"label": "(1)", "text": "In", "partners": [], "lines": [[4, 4]]}],
    }
    record_event(actor=officer, act="documents.correct_finding", subject=officer, before=before, after=after)
    record_event(
        actor=officer,
        act="documents.add_finding",
        subject=officer,
        after={
            "kind": "task",
            "lines": [[3, 5], [9, 9]],
            "spans": [["2026-04-01", "2026-06-30"]],
            "strict": True,
        },
    )

    page = log_in(administrator).get("/nhat-ky/").content.decode()

    assert re.findall(r'<td class="mute">(.*?)</td>', page)[:4] == [
        "",
        "loại: việc; các ngày: 01/4/2026–30/6/2026; trước ngày đó: có; dòng: 3–5, 9",
        "chủ trì: Sở Y tế; tiến độ: Quý II",
        "chủ trì: Sở Du lịch, Sở Y tế; tiến độ: Trước ngày 10/6; hoạt động: (số: (1); nội dung: In; dòng: 4)",
    ]


def test_every_part_of_a_reading_has_its_name_in_the_log():
    answer = answer_object(paper := open_paper(SAMPLE), read_paper(paper), by_ordinal=True)
    kinds = ("heading", "citations", "tasks", "duties", "targets", "reports", "budget", "anniversaries")

    unnamed = {name for kind in kinds for name in names_in(answer[kind])} - registry.fact_names.keys()

    assert unnamed == set()


def names_in(part) -> set[str]:
    """This function will gather the names of all parts of a value that people see."""
    if isinstance(part, list):
        return {name for one in part for name in names_in(one)}
    if not isinstance(part, dict):
        return set()
    inside = {name for value in part.values() for name in names_in(value)}
    return inside | {name for name in part if not name.startswith("_")}
