"""The tree of a plan: every move keeps every point once, and a number is told from its place."""

from contextlib import suppress
from dataclasses import replace
from itertools import count

import pytest
from factories.plans import plans
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from haidang.engines.drafting.plan_edits import (
    MOVES,
    ImpossibleMove,
    PointGone,
    added_point,
    changed_point,
    indented_point,
    lowered_point,
    outdented_point,
    point_with,
    possible_moves,
    raised_point,
    restored_points,
    without_point,
)
from haidang.engines.drafting.plan_numbers import point_labels, roman_number
from haidang.engines.drafting.plan_paper import named_partners, report_line
from haidang.engines.drafting.plan_points import PlanBody, PlanPoint, every_point, plain_points, points_from
from haidang.engines.drafting.plan_years import moved_years, names_old_year


def part(key, title, *children):
    return PlanPoint(key, "section", title, children=children)


def task(key, title, *children):
    return PlanPoint(key, "task", title, children=children)


TREE = (
    part(1, "Mục đích", part(2, "Yêu cầu")),
    part(3, "Nội dung", part(4, "Tin", task(5, "Bản tin")), task(6, "Họp")),
)


def outline(points, depth=0):
    return [line for one in points for line in ((depth, one.title), *outline(one.children, depth + 1))]


def test_numbers_follow_the_place_of_each_point():
    assert point_labels(TREE) == {1: "I", 2: "I.1", 3: "II", 4: "II.1", 5: "II.1.1", 6: "II.2"}


def test_roman_numbers():
    assert [roman_number(one) for one in (1, 4, 9, 14, 19, 40)] == ["I", "IV", "IX", "XIV", "XIX", "XL"]


def test_up_and_down_change_neighbours_of_one_kind():
    raised = raised_point(TREE, 3)

    assert outline(raised)[0] == (0, "Nội dung")
    assert lowered_point(raised, 3) == TREE
    with pytest.raises(ImpossibleMove):
        raised_point(TREE, 6)  # a task among parts: the part before it is of another kind


def test_in_and_out_put_a_task_below_the_part_before_it_and_beside_it_again():
    inside = indented_point(TREE, 6)

    assert outline(inside)[-2:] == [(2, "Bản tin"), (2, "Họp")]
    assert outdented_point(inside, 6) == TREE


def test_a_part_goes_no_deeper_than_two_levels():
    with pytest.raises(ImpossibleMove):
        indented_point(TREE, 3)


def test_a_point_that_is_gone_is_told():
    with pytest.raises(PointGone):
        point_with(without_point(TREE, 4), 5)


def test_a_task_cannot_stand_at_the_top():
    with pytest.raises(ImpossibleMove):
        added_point(TREE, task(9, "Việc"), below=None)


def test_changed_words_leave_what_stands_below():
    changed = changed_point(TREE, replace(part(3, "Nhiệm vụ"), changed=7))

    assert outline(changed)[2:] == [(0, "Nhiệm vụ"), (1, "Tin"), (2, "Bản tin"), (1, "Họp")]


def test_going_back_marks_what_comes_back():
    later = changed_point(without_point(TREE, 2), replace(task(6, "Hội nghị"), changed=3))

    back = restored_points(later, TREE, revision=4)

    assert outline(back) == outline(TREE)
    assert [one.key for one in every_point(back) if one.changed == 4] == [2, 6]


def moves_that_work(points, key):
    works = []
    for name, move in MOVES.items():
        with suppress(ImpossibleMove):
            move(points, key)
            works.append(name)
    return tuple(works)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans(), some.randoms(use_true_random=False))
def test_no_move_loses_or_doubles_a_point(points, chance):
    keys = sorted(one.key for one in every_point(points))
    for _time in range(10):
        key = chance.choice(keys)
        moves = possible_moves(points)[key]
        assert moves == moves_that_work(points, key)
        if moves:
            points = MOVES[chance.choice(moves)](points, key)

    assert sorted(one.key for one in every_point(points)) == keys
    assert points_from(plain_points(points)) == points
    numbered = [one for one in every_point(points) if one.kind in {"section", "task"}]
    assert len({point_labels(points)[one.key] for one in numbered}) == len(numbered)


def test_partners_of_sub_tasks_are_named_with_their_numbers():
    fair = PlanPoint(1, "task", "Tuần lễ", partners=(PlanBody("Sở Ngoại vụ"),), children=(
        PlanPoint(2, "subtask", "Khai mạc", partners=(PlanBody("Sở Du lịch"),)),
        PlanPoint(3, "subtask", "Bế mạc", partners=(PlanBody("Công an"), PlanBody("Sở Du lịch"))),
    ))  # fmt: skip

    assert named_partners(fair) == "Sở Ngoại vụ; (1)(2) Sở Du lịch; (2) Công an"


def test_a_report_duty_is_one_sentence():
    told = {
        "period": "half_year",
        "due": "2026-06-20",
        "strict": "1",
        "owed_by": "Sở Y tế",
        "owed_to": "UBND Thành phố",
    }
    point = next(iter([PlanPoint(next(count(1)), "report", "báo cáo kết quả", details=told)]))

    assert report_line(point) == (
        "- Đề nghị Sở Y tế gửi báo cáo kết quả định kỳ 6 tháng trước ngày 20/6/2026 về UBND Thành phố."
    )


def test_years_move_on_and_phrases_stay():
    assert moved_years("Quý III hoặc Quý IV/2024", by=1) == "Quý III hoặc Quý IV/2025"
    assert moved_years("Thường xuyên", by=1) == "Thường xuyên"


@pytest.mark.parametrize(("text", "year"), [
    ("Tổng kết Kế hoạch năm 2025", 2025),
    ("Quyết định số 16/2025/QĐ-UBND", None),
    ("Kỷ niệm Ngày Giải phóng Thủ đô năm 1954", None),
    ("Giai đoạn 2026-2030", None),
])  # fmt: skip
def test_an_old_year_is_one_shortly_before_the_plan(text, year):
    assert names_old_year(text, 2026) == year
