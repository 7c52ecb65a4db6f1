"""What the product writes, its own reader reads: the same tasks, report duties and legal bases."""

import os
from datetime import date
from itertools import count, groupby

import pytest
from factories.papers import seed_paper
from factories.plans import HEAD, YEAR, plans, registered_names
from hypothesis import HealthCheck, given, settings

from haidang.engines.drafting.official_paper import draft_paper
from haidang.engines.drafting.plan_numbers import point_labels
from haidang.engines.drafting.plan_paper import plan_paper
from haidang.engines.drafting.plan_points import PlanBody, PlanPoint, tasks_of
from haidang.engines.reading.bodies import split_bodies
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.read_paper import read_paper
from haidang.engines.reckoning.timing import read_timing

EXAMPLES = int(os.environ.get("HAIDANG_PLAN_EXAMPLES", "12"))


def read_again(points, folder, *, is_tabled):
    path = folder / "plan.docx"
    path.write_bytes(draft_paper(plan_paper(HEAD, points, is_tabled=is_tabled)))
    return read_paper(open_paper(path))


def written_tasks(points):
    labels = point_labels(points)
    return [
        {
            "label": labels[task.key],
            "title": task.title,
            "content": task.content,
            "product": task.product or None,
            "lead": tuple(one.name for one in task.lead),
            "partners": tuple(one.name for one in task.all_partners),
            "timing": read_timing(task.timing, YEAR) if task.timing else None,
            "subtasks": [
                (f"({number})", part.title, {one.name for one in part.partners})
                for number, part in enumerate(task.children, start=1)
            ],
        }
        for task in tasks_of(points)
    ]


def read_tasks(reading):
    return [
        {
            "label": task.label,
            "title": task.title,
            "content": task.content,
            "product": task.product,
            "lead": task.lead,
            "partners": tuple(dict.fromkeys(task.partners)),
            "timing": read_timing(task.timing.phrase, YEAR) if task.timing else None,
            "subtasks": [(part.label, part.text, set(part.partners)) for part in task.subtasks],
        }
        for task in reading.tasks
    ]


def written_reports(points):
    return [
        (
            point.title,
            told["period"],
            date.fromisoformat(told["due"]) if told.get("due") else None,
            bool(told["strict"]) if told.get("due") else None,
            told["owed_by"],
            told["owed_to"],
        )
        for point in points
        if point.kind == "report" and (told := point.details)
    ]


@pytest.mark.parametrize("is_tabled", [True, False], ids=["table", "blocks"])
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(points=plans())
def test_a_plan_that_was_written_is_read_as_it_was_meant(tmp_path, is_tabled, points):
    reading = read_again(points, tmp_path, is_tabled=is_tabled)

    assert read_tasks(reading) == written_tasks(points)
    assert [
        (one.name, one.period, one.due, one.strict, one.owed_by, one.owed_to) for one in reading.reports
    ] == written_reports(points)
    assert [(one.number, one.dated.isoformat()) for one in reading.citations if one.basis] == [
        (point.details["number"], point.details["date"]) for point in points if point.kind == "basis"
    ]


def plan_after(reading):
    """A plan with the tasks that were read in a paper, group by group."""
    keys = count(1)
    groups = groupby(reading.tasks, key=lambda task: (task.label.rpartition(".")[0], task.group))
    parts = [
        PlanPoint(
            next(keys),
            "section",
            (group or "Nhiệm vụ").strip(" .:;"),
            children=tuple(task_after(task, keys) for task in tasks),
        )
        for (_label, group), tasks in groups
    ]
    return (PlanPoint(next(keys), "section", "Nội dung", children=tuple(parts)),)


def task_after(task, keys):
    of_parts = {name for part in task.subtasks for name in part.partners}
    return PlanPoint(
        next(keys),
        "task",
        task.title.strip(" .:;,"),
        content=task.content,
        product=(task.product or "").rstrip(" .;"),
        timing=task.timing.phrase.rstrip(" .;") if task.timing else "",
        lead=tuple(map(PlanBody, task.lead)),
        partners=tuple(PlanBody(name) for name in task.partners if name not in of_parts),
        children=tuple(
            PlanPoint(next(keys), "subtask", part.text, partners=tuple(map(PlanBody, part.partners)))
            for part in task.subtasks
        ),
    )


@pytest.mark.parametrize("is_tabled", [True, False], ids=["table", "blocks"])
@pytest.mark.parametrize(("number", "tasks"), [("001", 11), ("002", 53)])
def test_real_plans_written_anew_are_read_as_before(tmp_path, number, tasks, is_tabled):
    points = plan_after(read_paper(seed_paper(number)))

    again = read_tasks(read_again(points, tmp_path, is_tabled=is_tabled))

    assert len(again) == tasks
    assert [with_partners_sorted(task) for task in again] == [
        with_partners_sorted(task) for task in written_tasks(points)
    ]


def with_partners_sorted(task):
    """The paper prints those of the whole task first, then those of its parts."""
    return task | {"partners": sorted(task["partners"])}


def test_every_name_of_the_register_stays_whole_in_a_list_of_bodies():
    names = registered_names()

    assert [
        name
        for name in names
        if split_bodies(f"Sở Nội vụ; {name}; Sở Y tế") != ("Sở Nội vụ", name, "Sở Y tế")
    ] == []
