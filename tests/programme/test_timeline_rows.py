"""The course of a programme: phases as bands, work as bars with its rounds, and the same in order of time."""

import re
from datetime import date

import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.programme import adopted_programme, plan_answer, task_value
from factories.reports import owed, send

from haidang.agencies.enums import Role
from haidang.programme.models import Item, Programme
from haidang.programme.queries.board import board_groups
from haidang.programme.queries.filters import ItemFilter
from haidang.programme.queries.timeline import place_of, quarter_timeline
from haidang.programme.queries.timeline_rows import (
    Bar,
    Mark,
    RoundCounts,
    drawn_ground,
    drawn_groups,
    drawn_phases,
    rows_by_time,
)
from haidang.programme.registry import ItemRound
from haidang.reports.models import Obligation

pytestmark = pytest.mark.django_db

ON = date(2024, 7, 1)
WINDOW = {"phrase": "Quý II", "kind": "window", "spans": [["2024-04-01", "2024-06-30"]]}
ANY_OF = {
    "phrase": "Quý I hoặc Quý IV",
    "kind": "any_of",
    "spans": [["2024-01-01", "2024-03-31"], ["2024-10-01", "2024-12-31"]],
}
BY_DATE = {
    "phrase": "trước ngày 01/10/2024",
    "kind": "by_date",
    "spans": [],
    "due": "2024-10-01",
    "strict": True,
}
ON_DEMAND = {"phrase": "Khi có yêu cầu", "kind": "ad_hoc", "spans": []}
NOTHING = {"due": None, "strict": None, "every": None}


@pytest.fixture
def programme(officer) -> Programme:
    timings = (None, WINDOW, ANY_OF, BY_DATE, ON_DEMAND)
    tasks = [
        task_value(f"I.{number}", **({"timing": NOTHING | timing} if timing else {}))
        for number, timing in enumerate(timings, start=1)
    ]
    return adopted_programme(plan_answer() | {"tasks": tasks}, adopted_by=officer)


def rounds_of(officer, item: Item, *, answered_on: date) -> None:
    """Two rounds of one item: the first answered, the second not."""
    department = make_agency("Sở Du lịch")
    focal = make_person(Role.FOCAL, "daumoi", department)
    for number, due_on in enumerate((date(2024, 3, 30), date(2024, 6, 28))):
        one = owed(officer, department, due_on=due_on, today=date(2024, 3, 1))
        Obligation.objects.filter(pk=one.pk).update(item=item, programme=item.programme)
        if number == 0:
            send(one, focal, on=answered_on)


def drawn(programme: Programme, account, *, on: date = ON):
    timeline = quarter_timeline(programme, on=on)
    groups = board_groups(programme, ItemFilter(), opened=None, timeline=timeline, on=on)
    return timeline, drawn_groups(groups, timeline, account=account, on=on)


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (2024, 2024, ["Quý I", "Quý II", "Quý III", "Quý IV"]),
        (
            2024,
            2025,
            [f"Quý {quarter}/{year}" for year in (2024, 2025) for quarter in ("I", "II", "III", "IV")],
        ),
        (2026, 2030, ["2026", "2027", "2028", "2029", "2030"]),
    ],
)
def test_columns_are_quarters_or_the_years_of_a_long_plan(first, last, labels):
    timeline = quarter_timeline(Programme(first_year=first, last_year=last), on=ON)

    assert [one.label for one in timeline.columns] == labels


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2023, 12, 31), 0),
        (date(2024, 1, 1), 0),
        (date(2024, 4, 1), 25),
        (date(2024, 8, 16), 62.5),
        (date(2025, 1, 1), 100),
    ],
)
def test_day_stands_where_its_quarter_is_drawn(day, place):
    assert place_of(day, quarter_timeline(Programme(first_year=2024, last_year=2024), on=ON).columns) == place


def test_every_kind_of_time_has_its_bar(programme, officer):
    _timeline, groups = drawn(programme, officer)

    assert [(row.row.item.label, row.bars, row.dues) for row in groups[0].rows] == [
        ("I.1", (Bar("0.00%", "100.00%", "con"),), ()),
        ("I.2", (Bar("25.00%", "25.00%", "win"),), ()),
        ("I.3", (Bar("0.00%", "25.00%", "any"), Bar("75.00%", "25.00%", "any")), ()),
        ("I.4", (Bar("0.00%", "75.27%", "due"),), (Mark("75.00%", "trước ngày 01/10", is_turned=True),)),
        ("I.5", (), ()),
    ]


def test_standing_task_is_a_bar_over_the_year_with_its_rounds(programme, officer):
    item = Item.objects.get(programme=programme, label="I.1")
    rounds_of(officer, item, answered_on=date(2024, 3, 20))

    _timeline, groups = drawn(programme, officer)

    row = groups[0].rows[0]
    assert row.rounds == (
        ItemRound(date(2024, 3, 30), asked=1, answered=1, late=0),
        ItemRound(date(2024, 6, 28), asked=1, answered=0, late=1),
    )
    assert [(one.at, one.shape) for one in row.marks] == [("24.45%", "done"), ("49.18%", "late")]
    assert row.counts == RoundCounts(due=2, answered=1, late=1, next_on=None)


def test_rounds_of_other_units_are_shown_to_nobody_else(programme, officer):
    item = Item.objects.get(programme=programme, label="I.1")
    rounds_of(officer, item, answered_on=date(2024, 3, 20))
    stranger = make_person(Role.FOCAL, "nguoi-la", make_agency("Sở Y tế"))

    _timeline, groups = drawn(programme, stranger)

    assert [row.rounds for row in groups[0].rows] == [()] * 5


def test_list_goes_by_time_and_says_which_quarter_is_now(programme, officer):
    timeline, groups = drawn(programme, officer)

    stretches = rows_by_time(groups, timeline)

    assert [(one.label, one.is_now, [row.row.item.label for row in one.rows]) for one in stretches] == [
        ("Toàn bộ thời gian", False, ["I.1"]),
        ("Quý I", False, ["I.3"]),
        ("Quý II", False, ["I.2"]),
        ("Quý III", True, []),
        ("Quý IV", False, ["I.4"]),
        ("Không ghi ngày cụ thể", False, ["I.5"]),
    ]


def test_line_of_the_day_is_drawn_within_the_plan_only(programme):
    inside = drawn_ground(quarter_timeline(programme, on=ON), on=ON)
    outside = drawn_ground(quarter_timeline(programme, on=date(2025, 1, 1)), on=date(2025, 1, 1))

    assert inside.lines == ("0.00%", "25.00%", "50.00%", "75.00%")
    assert (inside.now, outside.now) == (Mark("50.00%", "01/7"), None)


def test_phases_that_targets_name_are_bands(officer):
    targets = [
        {
            "text": f"{value}% cán bộ",
            "subject": f"cán bộ {value}",
            "value": value,
            "unit": "%",
            "phase": phase,
            "lines": [[3, 3]],
        }
        for value, phase in (("50", PHASES[0]), ("60", PHASES[0]), ("90", PHASES[1]))
    ]
    programme = adopted_programme(plan_answer() | {"targets": targets}, adopted_by=officer)
    Programme.objects.filter(pk=programme.pk).update(first_year=2013, last_year=2020)
    programme.refresh_from_db()

    phases = drawn_phases(programme, quarter_timeline(programme, on=ON), on=ON)

    assert [(one.first_year, one.last_year, one.targets, one.bar) for one in phases] == [
        (2013, 2015, 2, Bar("0.00%", "37.50%", "plain")),
        (2016, 2020, 1, Bar("37.50%", "62.50%", "tint")),
    ]


PHASES = (["2013-01-01", "2015-12-31"], ["2016-01-01", "2020-12-31"])


@pytest.mark.parametrize("tasks", [1, 3])
def test_timeline_takes_the_same_number_of_queries(officer, log_in, tasks, django_assert_num_queries):
    programme = adopted_programme(plan_answer(tasks), adopted_by=officer)
    client = log_in(officer)
    address = reverse("programme:page", args=[programme.pk]) + "?xem=dong-thoi-gian"

    with django_assert_num_queries(18):
        client.get(address)


def test_page_draws_without_style_in_its_elements_and_keeps_the_filter(programme, officer, log_in):
    address = reverse("programme:page", args=[programme.pk]) + "?xem=dong-thoi-gian&thang=2024-Q2"

    page = log_in(officer).get(address + "&ngay=01/07/2024").content.decode()

    assert "style=" not in page
    assert re.findall(r'<th scope="row">\s*<span><b class="num">(.*?)</b>', page) == ["I.1", "I.2"]
    assert re.findall(r'<rect class="tl-win" x="(.*?)" width="(.*?)"', page) == [("25.00%", "25.00%")]
    assert re.findall(r'<h2 class="sec">([^<]*?) ?(?:<|$)', page) == [
        "Toàn bộ thời gian",
        "Quý II",
        "Quý III",
    ]
