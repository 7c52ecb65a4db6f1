"""Coverage of a programme by the plans below it: shares, the matrix, the list of what is missing."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.levels import NOW, linked, make_plan, task_of

from haidang.agencies.enums import AgencyKind, Role
from haidang.agencies.queries.reach import Reach
from haidang.engines.reckoning.round_shares import Share
from haidang.programme.enums import CoverageGap, MatchState, UnitScope
from haidang.programme.models import ItemMatch
from haidang.programme.operations.links import decide_matches, match_by_hand
from haidang.programme.operations.plan_calls import call_for_plans
from haidang.programme.queries.coverage import point_rows, programme_coverage
from haidang.programme.queries.coverage_gaps import GapFilter, coverage_gaps, gap_counts

pytestmark = pytest.mark.django_db

EVERYWHERE = Reach(is_everywhere=True, agencies=frozenset())
PRESS = "Theo dõi và tổng hợp dư luận báo chí nước ngoài viết về thành phố"
COURSE = "Tập huấn nghiệp vụ cho người phát ngôn và cán bộ đầu mối"
BOOK = "Xuất bản sách ảnh giới thiệu di sản bằng hai thứ tiếng"
TODAY = date(2026, 6, 1)


@pytest.fixture
def culture():
    return make_agency("Sở Văn hóa và Thể thao")


@pytest.fixture
def tourism():
    return make_agency("Sở Du lịch")


@pytest.fixture
def city(officer, culture, tourism):
    leads = [[culture.name], [culture.name], [tourism.name]]
    return make_plan("15/KH-UBND", [PRESS, COURSE, BOOK], adopted_by=officer, leads=leads)


@pytest.fixture
def covered(city, culture, tourism, officer):
    """This fixture will confirm one of the culture plan's two tasks, and leave its own second point without one."""
    plan = make_plan("09/KH-SVH", [PRESS, "Thay đèn hành lang"], adopted_by=officer, owner=culture)
    link = linked(city, plan, decided_by=officer)
    match_by_hand(
        link=link,
        above=task_of(city, "I.1"),
        below=task_of(plan, "I.1"),
        decided_by=officer,
        at=NOW,
    )
    return plan


def test_points_and_tasks_are_counted_as_n_of_d(city, covered):
    coverage = programme_coverage(city, reach=EVERYWHERE, on=TODAY)

    assert (coverage.tops, coverage.leaves) == (Share(1, 3), Share(1, 3))
    assert (coverage.counted.linked, coverage.linked_of(covered)) == (Share(1, 2), Share(1, 2))


def test_proposals_count_nothing_before_a_person_confirms_them(city, culture, officer):
    plan = make_plan("09/KH-SVH", [PRESS], adopted_by=officer, owner=culture)
    linked(city, plan, decided_by=officer)

    before = programme_coverage(city, reach=EVERYWHERE, on=TODAY)
    match = ItemMatch.objects.get(above__label="I.1")
    decide_matches(
        link=match.link, versions={match.pk: 1}, state=MatchState.CONFIRMED, decided_by=officer, at=NOW
    )
    after = programme_coverage(city, reach=EVERYWHERE, on=TODAY)

    assert (before.tops, dict(before.waiting)) == (Share(0, 3), {(match.above_id, plan.pk): 1})
    assert (after.tops, dict(after.waiting)) == (Share(1, 3), {})


def test_matrix_says_what_the_plan_of_the_lead_itself_lacks(city, covered):
    coverage = programme_coverage(city, reach=EVERYWHERE, on=TODAY)

    rows = point_rows(coverage, coverage.plans)

    assert [
        (row.point.label, row.is_covered, str(row.share), row.cells[0].confirmed, row.cells[0].is_missing)
        for row in rows
    ] == [("I.1", True, "1/1", 1, False), ("I.2", False, "0/1", 0, True), ("I.3", False, "0/1", 0, False)]


def test_gaps_are_listed_by_kind_with_whose_they_are(city, covered, culture, tourism, officer):
    call_for_plans(
        programme=city,
        scope=UnitScope.DEPARTMENT,
        under=None,
        due_on=date(2026, 3, 31),
        called_by=officer,
        at=NOW,
    )
    coverage = programme_coverage(city, reach=EVERYWHERE, on=TODAY)

    rows = coverage_gaps(coverage, GapFilter())

    assert [(row.kind, row.label, row.units, row.is_late) for row in rows] == [
        (CoverageGap.NO_TASK, "I.2", (culture,), False),
        (CoverageGap.NO_TASK, "I.3", (tourism,), False),
        (CoverageGap.NO_PLAN, "", (tourism,), True),
        (CoverageGap.NO_POINT, "I.2", (culture,), False),
    ]
    assert gap_counts(coverage) == {"no_task": 2, "lead_no_task": 0, "no_plan": 1, "no_point": 1}
    of_tourism = coverage_gaps(coverage, GapFilter(unit_id=tourism.pk, words="sach anh"))
    assert [(row.kind, row.label) for row in of_tourism] == [(CoverageGap.NO_TASK, "I.3")]


def test_lead_without_a_task_is_told_where_another_plan_has_one(city, covered, tourism, officer):
    other = make_plan("10/KH-SDL", [COURSE], adopted_by=officer, owner=tourism)
    link = linked(city, other, decided_by=officer)
    match_by_hand(
        link=link, above=task_of(city, "I.2"), below=task_of(other, "I.1"), decided_by=officer, at=NOW
    )

    coverage = programme_coverage(city, reach=EVERYWHERE, on=TODAY)

    rows = coverage_gaps(coverage, GapFilter(kind=CoverageGap.LEAD_WITHOUT_TASK))
    assert [(row.label, row.plan) for row in rows] == [("I.2", covered)]


def test_sub_point_carried_out_carries_its_point(officer, culture):
    sections = [
        {
            "label": "6",
            "title": "Triển khai hoạt động",
            "lines": [[4, 4]],
            "children": [
                {"label": "a", "title": "Cung cấp thông tin", "lines": [[5, 5]], "children": []},
                {"label": "b", "title": "Quảng bá hình ảnh", "lines": [[9, 9]], "children": []},
            ],
        },
        {"label": "7", "title": "Kinh phí", "lines": [[12, 12]], "children": []},
    ]
    letter = make_plan("118/CV", [], adopted_by=officer, sections=sections)
    plan = make_plan("15/KH-UBND", [PRESS], adopted_by=officer, owner=culture)
    link = linked(letter, plan, decided_by=officer)
    point = letter.items.get(label="a")
    match_by_hand(link=link, above=point, below=task_of(plan, "I.1"), decided_by=officer, at=NOW)

    coverage = programme_coverage(letter, reach=EVERYWHERE, on=TODAY)

    assert (coverage.tops, coverage.leaves) == (Share(1, 2), Share(1, 3))
    assert [
        (row.point.label, row.is_covered, row.cells[0].confirmed)
        for row in point_rows(coverage, coverage.plans)
    ] == [
        ("6", True, 1),
        ("6.a", True, 1),
        ("6.b", False, 0),
        ("7", False, 0),
    ]
    assert [row.label for row in coverage_gaps(coverage, GapFilter(kind="no_task"))] == ["6.b", "7"]


def test_local_plans_have_a_denominator_on_each_side_of_the_day_on_which_districts_end(officer):
    province = make_agency("Thành phố Hà Nội", AgencyKind.PROVINCE)
    city = make_plan("15/KH-UBND", [PRESS], adopted_by=officer, owner=province, issued_on=date(2025, 1, 15))
    districts = [_unit(f"Quận {number}", "district", province, until=date(2025, 7, 1)) for number in range(3)]
    communes = [_unit(f"Phường {number}", "commune", province, since=date(2025, 7, 1)) for number in range(5)]
    for number, unit in enumerate([*districts[:2], *communes[:4]]):
        issued_on = date(2025, 3, 1) if unit in districts else date(2025, 9, 1)
        plan = make_plan(f"{number}/KH", [PRESS], adopted_by=officer, owner=unit, issued_on=issued_on)
        linked(city, plan, decided_by=officer)
    call_for_plans(
        programme=city,
        scope=UnitScope.LOCAL,
        under=province,
        due_on=date(2025, 6, 30),
        called_by=officer,
        at=NOW,
    )

    [after] = programme_coverage(city, reach=EVERYWHERE, on=date(2025, 12, 14)).rounds
    [before] = programme_coverage(city, reach=EVERYWHERE, on=date(2025, 6, 30)).rounds

    assert [(one.day, one.complete, one.timely) for one in after.in_order] == [
        (date(2025, 6, 30), Share(2, 3), Share(2, 3)),
        (date(2025, 12, 14), Share(4, 5), Share(0, 5)),
    ]
    assert [(one.day, one.complete) for one in before.in_order] == [(date(2025, 6, 30), Share(2, 3))]
    assert (after.missing, before.missing) == ((communes[4],), (districts[2],))


def _unit(name: str, kind: str, parent, *, since: date | None = None, until: date | None = None):
    unit = make_agency(name, kind, parent=parent)
    unit.valid_from, unit.valid_to = since, until
    unit.save()
    return unit


# The list names the tasks that carry out nothing with one query more.
VIEWS = [
    ("", 14),
    ("?xem=danh-sach", 15),
    ("?xem=danh-sach&loai=no_plan&don_vi=1&q=x", 14),
    ("?loai=zzz&don_vi=abc&trang=9", 14),
]


@pytest.mark.parametrize(("query", "queries"), VIEWS)
@pytest.mark.parametrize("plans", [1, 3])
def test_page_takes_a_fixed_number_of_queries(
    city, officer, query, queries, plans, log_in, django_assert_num_queries
):
    call_for_plans(
        programme=city, scope=UnitScope.DEPARTMENT, under=None, due_on=TODAY, called_by=officer, at=NOW
    )
    for number in range(plans):
        unit = make_agency(f"Sở {number}")
        plan = make_plan(f"{number}/KH", [PRESS, BOOK], adopted_by=officer, owner=unit)
        linked(city, plan, decided_by=officer)
    client = log_in(officer)
    address = reverse("programme:coverage", args=[city.pk]) + query

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def test_focal_person_sees_the_own_unit_only(city, covered, culture, tourism, officer, log_in):
    call_for_plans(
        programme=city,
        scope=UnitScope.DEPARTMENT,
        under=None,
        due_on=date(2026, 3, 31),
        called_by=officer,
        at=NOW,
    )
    address = reverse("programme:coverage", args=[city.pk]) + "?xem=danh-sach&loai=no_plan&ngay=01/6/2026"
    focal = make_person(Role.FOCAL, "dau-moi", culture)

    everything = log_in(officer).get(address).content.decode()
    own = log_in(focal).get(address)

    assert "Sở Du lịch" in everything.split('id="rows"')[1]
    assert list(own.context["page"].object_list) == []
    [round_] = own.context["coverage"].rounds
    assert round_.standing.complete == Share(1, 1)


def test_workbook_has_the_gaps_asked_for_and_the_matrix(city, covered, officer, log_in):
    address = reverse("programme:export_coverage", args=[city.pk]) + "?loai=no_task&ngay=01/6/2026"

    book = openpyxl.load_workbook(BytesIO(log_in(officer).get(address).content))

    missing, matrix = book.worksheets
    assert [row[1:3] for row in missing.iter_rows(min_row=3, values_only=True)] == [
        ("I.2", COURSE),
        ("I.3", BOOK),
    ]
    assert list(matrix.iter_rows(min_row=2, values_only=True)) == [
        ("TT", "Nội dung", "Đơn vị có việc", "Sở Văn hóa và Thể thao"),
        ("I.1", PRESS, "1/1", 1),
        ("I.2", COURSE, "0/1", "thiếu"),
        ("I.3", BOOK, "0/1", None),
    ]
