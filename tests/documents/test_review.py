"""Decisions about findings: nobody overwrites anybody, raw values stay, everything is in the log."""

import pytest
from factories.agencies import make_officer
from factories.documents import NOON, doubt_value, finding_of, make_reading, plan_answer, task_value

from haidang.documents.errors import AnswerNotOffered, CannotReopen, ChangedMeanwhile, ReadingNotOpen
from haidang.documents.models import DocumentDoubt, Finding
from haidang.documents.operations.doubts import answer_doubt
from haidang.documents.operations.review import (
    accept_finding,
    accept_remaining,
    confirm_finding,
    correct_finding,
    reject_finding,
    reopen_finding,
)
from haidang.documents.queries.review import (
    confirmed_findings,
    findings_to_review,
    next_undecided,
    reading_progress,
)
from haidang.foundation.models import Event


@pytest.fixture
def reading(officer):
    return make_reading(plan_answer(doubts=[doubt_value("sum_differs")]), by=officer)


@pytest.fixture
def task(reading):
    return finding_of(reading)


def acts() -> list[str]:
    review = Event.objects.exclude(act__in=("documents.register_document", "documents.record_reading"))
    return list(review.order_by("id").values_list("act", flat=True))


def test_accepted_finding_says_who_and_counts_its_version(task, officer):
    decided = accept_finding(finding=task, version=1, decided_by=officer)

    assert (decided.state, decided.version, decided.decided_by) == ("accepted", 2, officer)
    assert acts() == ["documents.accept_finding"]


def test_correction_keeps_what_was_read(task, officer):
    read = task.value

    decided = correct_finding(
        finding=task, value=read | {"lead": ["Sở Du lịch"]}, version=1, decided_by=officer
    )

    assert (decided.state, decided.value["lead"], decided.raw) == ("corrected", ["Sở Du lịch"], read)
    entry = Event.objects.get(act="documents.correct_finding")
    assert (entry.before, entry.after["lead"]) == (read, ["Sở Du lịch"])


def test_form_sent_as_it_was_accepts_and_a_changed_one_corrects(reading, task, officer):
    heading = finding_of(reading, "heading")

    one = confirm_finding(finding=task, value=task.value, version=1, decided_by=officer)
    other = confirm_finding(
        finding=heading, value=heading.value | {"number": "13/KH-UBND"}, version=1, decided_by=officer
    )

    assert (one.state, other.state) == ("accepted", "corrected")


def test_confirmed_heading_describes_the_paper(reading, officer):
    heading = finding_of(reading, "heading")

    correct_finding(
        finding=heading, value=heading.value | {"number": "99/KH-UBND"}, version=1, decided_by=officer
    )

    reading.document.refresh_from_db()
    assert (reading.document.number, reading.document.number_key) == ("99/KH-UBND", "99/KH-UBND")


def test_second_reviewer_is_told_instead_of_overwriting(task, officer):
    second = make_officer("canbo2")
    seen_by_both = task.version
    correct_finding(
        finding=task, value=task.value | {"title": "Của người thứ nhất"}, version=1, decided_by=officer
    )

    with pytest.raises(ChangedMeanwhile) as told:
        correct_finding(
            finding=task,
            value=task.value | {"title": "Của người thứ hai"},
            version=seen_by_both,
            decided_by=second,
        )

    assert (told.value.by, told.value.current.value["title"]) == (str(officer), "Của người thứ nhất")
    assert Finding.objects.get(pk=task.pk).value["title"] == "Của người thứ nhất"


@pytest.mark.parametrize("act", [accept_finding, reject_finding, reopen_finding])
def test_no_decision_goes_through_upon_a_stale_version(task, officer, act):
    accept_finding(finding=task, version=1, decided_by=officer)
    task.refresh_from_db()

    with pytest.raises(ChangedMeanwhile):
        act(finding=task, version=1, decided_by=officer)

    assert Finding.objects.get(pk=task.pk).version == 2


def test_rejected_finding_can_be_taken_back(task, officer):
    rejected = reject_finding(finding=task, version=1, decided_by=officer)

    reopened = reopen_finding(finding=rejected, version=2, decided_by=officer)

    assert (rejected.state, reopened.state, reopened.version) == ("rejected", "proposed", 3)


def test_undecided_finding_cannot_be_taken_back(task, officer):
    with pytest.raises(CannotReopen):
        reopen_finding(finding=task, version=1, decided_by=officer)


def test_nothing_is_decided_about_a_paper_that_is_not_read(reading, task, officer):
    type(reading).objects.update(state="waiting")

    with pytest.raises(ReadingNotOpen):
        accept_finding(finding=task, version=1, decided_by=officer)


def test_remaining_are_accepted_when_sure_and_without_doubts(officer):
    tasks = [
        task_value("I.1", lines=[[1, 1]]),
        task_value("I.2", lines=[[2, 2]]),
        task_value("I.3", lines=[[3, 3]], confidence=0.5),
    ]
    reading = make_reading(plan_answer(tasks=tasks, doubts=[doubt_value(lines=(2, 2))]), by=officer)

    count = accept_remaining(reading=reading, kind="task", decided_by=officer, at=NOON)

    states = reading.findings.filter(kind="task").order_by("order").values_list("label", "state", "version")
    assert (count, list(states)) == (
        1,
        [("I.1", "accepted", 2), ("I.2", "proposed", 1), ("I.3", "proposed", 1)],
    )
    assert acts() == ["documents.accept_remaining"]


def test_progress_counts_tasks_and_obligatory_doubts(reading, task, officer):
    before = reading_progress(reading)
    accept_finding(finding=task, version=1, decided_by=officer)
    doubt = reading.doubts.get()
    answer_doubt(doubt=doubt, answer="kept", version=1, answered_by=officer)
    after = reading_progress(reading)

    assert (before.tasks, before.undecided_tasks, before.open_obligatory_doubts, before.is_ready) == (
        1,
        1,
        1,
        False,
    )
    assert (after.confirmed_tasks, after.undecided_tasks, after.open_obligatory_doubts, after.is_ready) == (
        1,
        0,
        0,
        True,
    )


def test_confirmed_and_undecided_part_the_findings(reading, task, officer):
    accept_finding(finding=task, version=1, decided_by=officer)

    assert list(confirmed_findings(reading)) == [task]
    assert [one.kind for one in findings_to_review(reading)] == ["heading"]
    assert next_undecided(task).kind == "heading"


def test_answer_of_a_doubt_is_kept_with_who_gave_it(reading, officer):
    doubt = answer_doubt(
        doubt=reading.doubts.get(), answer="kept", note=" xem lại ", version=1, answered_by=officer
    )

    assert (doubt.answer, doubt.note, doubt.version, doubt.answered_by) == ("kept", "xem lại", 2, officer)
    assert acts() == ["documents.answer_doubt"]


@pytest.mark.parametrize(("answer", "note"), [("agreed", ""), ("typed", "4,5"), ("typed", "  "), ("sai", "")])
def test_answer_that_was_not_offered_is_refused(reading, officer, answer, note):
    with pytest.raises(AnswerNotOffered):
        answer_doubt(doubt=reading.doubts.get(), answer=answer, note=note, version=1, answered_by=officer)

    assert DocumentDoubt.objects.get().answer == ""


def test_second_answer_upon_a_stale_version_is_refused(reading, officer):
    doubt = reading.doubts.get()
    answer_doubt(doubt=doubt, answer="kept", version=1, answered_by=officer)

    with pytest.raises(ChangedMeanwhile):
        answer_doubt(doubt=doubt, answer="computed", version=1, answered_by=officer)

    assert DocumentDoubt.objects.get().answer == "kept"


def test_number_typed_for_a_blank_one_becomes_the_papers_own_and_the_read_one_is_kept(officer):
    heading = {"kind": "Kế hoạch", "number": None, "date": None, "title": "Thông tin đối ngoại năm 2024"}
    reading = make_reading(plan_answer(heading=heading, doubts=[doubt_value("blank_number")]), by=officer)

    answer_doubt(
        doubt=reading.doubts.get(),
        answer="typed",
        note="74/KH-UBND ngày 07/3/2024",
        version=1,
        answered_by=officer,
    )

    found = reading.findings.get(kind="heading")
    assert (found.value["number"], found.value["date"], found.state) == (
        "74/KH-UBND",
        "2024-03-07",
        "corrected",
    )
    assert (found.raw["number"], found.raw["date"]) == (None, None)
    reading.document.refresh_from_db()
    assert str(reading.document) == "Kế hoạch 74/KH-UBND"
    assert acts() == ["documents.answer_doubt", "documents.correct_finding"]
