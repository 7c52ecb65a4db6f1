"""Several people and workers on the reports of one round at the same moment: each is told, nothing is lost or counted
twice, and nobody waits for somebody who waits for him."""

import pytest

TURNS = 5
SENT, ACCEPTED, SUPERSEDED = "sent", "accepted", "superseded"


def begin(course, units=1):
    course.do(("begin_round", {"units": units}))


def written(turn, unit=0):
    return ("write_report", {"unit": unit, "turn": turn})


def signed(turn, unit=0, **fields):
    return ("sign", {"unit": unit, "turn": turn} | fields)


def standing(course):
    [told, found] = course.do(("reports_told", {}), ("faults_of_reports", {}))
    assert found["faults"] == []
    return told


def test_of_two_people_who_sign_the_same_draft_one_sends_it(course):
    begin(course)
    course.do(written(1))

    answers = course.race(signed(1), signed(2, by="canbo"))

    assert sorted(one["told"] for one in answers) == ["SignedMeanwhile", "done"]
    assert standing(course)["versions"] == [[1, SENT]]


def test_same_signature_that_comes_twice_sends_once_and_tells_both_the_same(course):
    begin(course)
    course.do(written(1))

    answers = course.race(signed(1), signed(1))

    assert answers == [{"told": "done", "number": 1}] * 2
    assert standing(course)["versions"] == [[1, SENT]]


@pytest.mark.parametrize("turn", range(TURNS))
def test_report_that_is_accepted_while_its_next_version_is_sent_counts_once(course, turn):
    begin(course)
    course.do(written(1), signed(1), written(2))

    accepting, sending = course.race(("accept", {"unit": 0, "number": 1}), signed(2))

    told = standing(course)
    assert (accepting["told"], sending["told"], told["versions"], told["counting"]) in [
        ("done", "done", [[1, ACCEPTED], [2, SENT]], [1_000_001]),
        ("done", "ObligationChangedMeanwhile", [[1, ACCEPTED], [None, "draft"]], [1_000_001]),
        ("AlreadyDecided", "done", [[1, SUPERSEDED], [2, SENT]], []),
    ]


@pytest.mark.parametrize("turn", range(TURNS))
def test_report_that_is_written_while_it_is_signed_is_sent_as_it_was_read(course, turn):
    begin(course)
    course.do(written(1))

    writing, signing = course.race(written(2), signed(1))

    told = standing(course)
    assert (writing["told"], signing["told"], [state for _number, state in told["versions"]]) in [
        ("done", "DraftChangedMeanwhile", ["draft"]),
        ("done", "done", [SENT]),
        ("done", "done", [SENT, "draft"]),
        ("ReportSentMeanwhile", "done", [SENT]),
    ]


@pytest.mark.parametrize("turn", range(TURNS))
def test_report_that_comes_while_the_round_closes_is_kept(course, turn):
    begin(course)
    course.do(written(1))

    closing, sending = course.race(("close", {}), signed(1))

    assert (closing["told"], sending["told"]) == ("done", "done")
    told = standing(course)
    assert (told["versions"], told["rounds"]) == ([[1, SENT]], ["closed"])


def test_workers_that_open_the_same_round_open_it_once(course):
    begin(course, units=3)
    [before] = course.do(("reports_told", {}))

    answers = course.race(*[("open_next_round", {})] * 3)

    assert sorted(one["told"] for one in answers) == [False, False, True]
    told = standing(course)
    assert (told["rounds"], told["owed"]) == (["open", "open"], 2 * before["owed"])


def test_of_two_officers_who_begin_to_consolidate_both_get_the_same_report(course):
    begin(course)
    course.do(written(1), signed(1), ("accept", {"unit": 0}))

    answers = course.race(("begin_report", {}), ("begin_report", {}))

    assert answers[0] == answers[1]
    assert standing(course)["consolidations"] == [[1, "draft"]]


def test_of_two_officers_who_write_the_same_section_one_is_told(course):
    begin(course)
    course.do(written(1), signed(1), ("accept", {"unit": 0}), ("begin_report", {}))

    answers = course.race(("keep_piece", {"text": "Một"}), ("keep_piece", {"text": "Hai", "by": "canbo2"}))

    assert sorted(one["told"] for one in answers) == ["PartChangedMeanwhile", "done"]


def test_report_that_two_ask_to_issue_and_three_workers_write_is_issued_once(course):
    begin(course, units=3)
    for unit in range(3):
        course.do(written(1, unit), signed(1, unit), ("accept", {"unit": unit}))
    course.do(("begin_report", {}))

    asked = course.race(("ask_issuing", {"version": 1}), ("ask_issuing", {"version": 1, "by": "canbo2"}))
    course.race(*[("issue", {})] * 3)

    assert {one["told"] for one in asked} <= {"done", "ConsolidationChangedMeanwhile"}
    told, found = course.do(("reports_told", {}), ("faults_of_reports", {}))
    assert (found["faults"], found["issued"]) == ([], 1)
    assert told["consolidations"] == [[1, "issued"]]
    assert told["counting"] == [1_000_001, 2_000_001, 3_000_001]


@pytest.mark.parametrize("before", ["reports_obligation", "regimes_measurevalue", "regimes_pick"])
def test_report_accepted_while_another_is_gathered_counts_in_all_of_it_or_in_nothing(course, before):
    begin(course, units=2)
    for unit in range(2):
        course.do(written(1, unit), signed(1, unit))
    course.do(("accept", {"unit": 0}), ("begin_report", {}), ("ask_issuing", {}))

    course.race(("issue_while_accepted", {"unit": 1, "before": before}))

    told, found = course.do(("reports_told", {}), ("faults_of_reports", {}))
    assert (told["counting"], found["issued"], found["faults"]) == ([1_000_001, 2_000_001], 1, [])


@pytest.mark.parametrize("where", ["written", "file kept"])
def test_report_whose_writer_was_killed_waits_and_is_issued_once(course, where):
    begin(course)
    course.do(written(1), signed(1), ("accept", {"unit": 0}), ("begin_report", {}), ("ask_issuing", {}))

    assert course.race(("issue_and_die", {"where": where})) == [None]
    half = standing(course)
    course.do(("issue", {}))

    assert half["consolidations"] == [[1, "waiting"]]
    told, found = course.do(("reports_told", {}), ("faults_of_reports", {}))
    assert (told["consolidations"], found["issued"], found["faults"]) == ([[1, "issued"]], 1, [])
