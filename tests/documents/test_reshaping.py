"""Findings split, merged and added by people; what they were made from stays."""

import pytest
from factories.documents import doubt_value, finding_of, make_reading, plan_answer, task_value

from haidang.documents.errors import CannotMerge, CannotReopen, CannotSplit, ChangedMeanwhile, NoSuchLines
from haidang.documents.models import Finding
from haidang.documents.operations.reshaping import (
    add_finding_from_lines,
    merge_findings,
    split_finding,
    undo_reshaping,
)
from haidang.documents.operations.review import accept_finding, reopen_finding

TEXTS = ("7", "Tổ chức hội nghị quốc tế", "Xuất bản đặc san đối ngoại hằng quý", "Sở Ngoại vụ")
LONG_TASK = task_value(
    title="Tổ chức hội nghị quốc tế",
    content=["Xuất bản đặc san đối ngoại hằng quý"],
    subtasks=[
        {"label": "(1)", "text": "Ngày Việt Nam ở nước ngoài", "partners": ["Sở Ngoại vụ"]},
        {"label": "(2)", "text": "Tuần văn hóa", "partners": []},
    ],
    lines=[[1, 4]],
)


@pytest.fixture
def reading(officer):
    return make_reading(
        plan_answer(tasks=[LONG_TASK], doubts=[doubt_value(lines=(3, 3))]), texts=TEXTS, by=officer
    )


def standing(reading) -> list[tuple]:
    rows = (
        Finding.objects.filter(reading=reading, kind="task").exclude(state="replaced").order_by("order", "id")
    )
    return [(one.value["title"], one.value["content"], one.lines, one.state, one.origin) for one in rows]


def test_task_is_split_at_a_paragraph_with_its_lines(reading, officer):
    split_finding(finding=finding_of(reading), part=1, version=1, decided_by=officer)

    assert standing(reading) == [
        ("Tổ chức hội nghị quốc tế", [], [[1, 2]], "proposed", "split"),
        ("Xuất bản đặc san đối ngoại hằng quý", [], [[3, 4]], "proposed", "split"),
    ]


def test_task_is_split_at_a_sub_task_with_its_partners(reading, officer):
    first, second = split_finding(finding=finding_of(reading), part=2, version=1, decided_by=officer)

    assert (first.value["subtasks"], first.value["content"]) == ([], LONG_TASK["content"])
    assert (second.value["title"], second.value["partners"]) == (
        "Ngày Việt Nam ở nước ngoài",
        ["Sở Ngoại vụ"],
    )
    assert [one["label"] for one in second.value["subtasks"]] == ["(2)"]


def test_doubt_goes_with_the_part_it_is_about(reading, officer):
    _first, second = split_finding(finding=finding_of(reading), part=1, version=1, decided_by=officer)

    assert reading.doubts.get().finding == second


def test_split_refuses_a_place_that_leaves_nothing(reading, officer):
    for part in (0, 4, 99):
        with pytest.raises(CannotSplit):
            split_finding(finding=finding_of(reading), part=part, version=1, decided_by=officer)

    assert len(standing(reading)) == 1


def test_heading_cannot_be_split(reading, officer):
    with pytest.raises(CannotSplit):
        split_finding(finding=finding_of(reading, "heading"), part=1, version=1, decided_by=officer)


def test_split_upon_a_stale_version_makes_nothing(reading, officer):
    finding = finding_of(reading)
    accept_finding(finding=finding, version=1, decided_by=officer)

    with pytest.raises(ChangedMeanwhile):
        split_finding(finding=finding, part=1, version=1, decided_by=officer)

    assert len(standing(reading)) == 1


def test_split_can_be_undone_until_a_part_is_decided(reading, officer):
    whole = finding_of(reading)
    first, second = split_finding(finding=whole, part=1, version=1, decided_by=officer)
    accept_finding(finding=first, version=1, decided_by=officer)

    with pytest.raises(CannotReopen):
        undo_reshaping(finding=second, version=1, decided_by=officer)
    reopen_finding(finding=first, version=2, decided_by=officer)
    restored = undo_reshaping(finding=second, version=1, decided_by=officer)

    assert list(Finding.objects.filter(kind="task").values_list("pk", "state")) == [(whole.pk, "proposed")]
    assert (restored.pk, reading.doubts.get().finding) == (whole.pk, whole)


def test_merge_can_be_undone(officer):
    reading = make_reading(plan_answer(tasks=[task_value("I.1"), task_value("I.2")]), by=officer)
    first, second = reading.findings.filter(kind="task").order_by("order")
    merged = merge_findings(first=first, second=second, versions=(1, 1), decided_by=officer)

    undo_reshaping(finding=merged, version=1, decided_by=officer)

    rows = Finding.objects.filter(kind="task").order_by("order").values_list("pk", "state")
    assert list(rows) == [(first.pk, "proposed"), (second.pk, "proposed")]


def test_merged_task_has_all_that_both_had(officer):
    tasks = [
        task_value("I.1", title="Tổ chức", lead=["Sở Du lịch"], lines=[[1, 2]]),
        task_value("I.2", title="quảng bá", lead=["Sở Ngoại vụ"], content=["trong năm"], lines=[[3, 4]]),
    ]
    reading = make_reading(plan_answer(tasks=tasks), by=officer)
    first, second = reading.findings.filter(kind="task").order_by("order")

    merged = merge_findings(first=first, second=second, versions=(1, 1), decided_by=officer)

    assert standing(reading) == [("Tổ chức", ["quảng bá", "trong năm"], [[1, 4]], "proposed", "merged")]
    assert merged.value["lead"] == ["Sở Du lịch", "Sở Ngoại vụ"]
    assert set(merged.made_from.all()) == {first, second}


def test_different_kinds_cannot_be_merged(reading, officer):
    with pytest.raises(CannotMerge):
        merge_findings(
            first=finding_of(reading),
            second=finding_of(reading, "heading"),
            versions=(1, 1),
            decided_by=officer,
        )


def test_merge_upon_a_stale_neighbour_changes_nothing(officer):
    reading = make_reading(plan_answer(tasks=[task_value("I.1"), task_value("I.2")]), by=officer)
    first, second = reading.findings.filter(kind="task").order_by("order")
    accept_finding(finding=second, version=1, decided_by=officer)

    with pytest.raises(ChangedMeanwhile):
        merge_findings(first=first, second=second, versions=(1, 1), decided_by=officer)

    assert [row[3] for row in standing(reading)] == ["proposed", "accepted"]


def test_added_finding_takes_the_text_of_its_lines(reading, officer):
    added = add_finding_from_lines(reading=reading, kind="task", lines=[2, 3, 99], added_by=officer)

    assert (added.value["title"], added.lines, added.raw, added.origin, added.state) == (
        "Tổ chức hội nghị quốc tế Xuất bản đặc san đối ngoại hằng quý",
        [[2, 3]],
        None,
        "added",
        "proposed",
    )


@pytest.mark.parametrize(
    "kind", ["target", "duty", "request", "report", "citation", "budget_row", "anniversary"]
)
def test_any_kind_can_be_added(reading, officer, kind):
    added = add_finding_from_lines(reading=reading, kind=kind, lines=[2], added_by=officer)

    assert "Tổ chức hội nghị quốc tế" in str(added.value)
    assert added.kind == kind


def test_lines_that_are_not_in_the_paper_make_no_finding(reading, officer):
    with pytest.raises(NoSuchLines):
        add_finding_from_lines(reading=reading, kind="task", lines=[500], added_by=officer)

    assert len(standing(reading)) == 1
