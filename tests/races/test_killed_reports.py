"""Processes killed at chance moments while units report and the city consolidates lose nothing they acknowledged.

Two hundred kills: evaluation/killed/reports.py.
"""

import random

KILLS_AT_ONCE, TURNS = 2, 3
SEED = 5


def test_reports_lose_nothing_and_count_nothing_twice_when_their_processes_are_killed(course, tmp_path):
    chance, journal = random.Random(SEED), str(tmp_path / "journal")
    course.do(("begin_round", {"units": 6}))

    for _turn in range(TURNS):
        killed = [
            ("report_until_killed", {"journal": journal, "seconds": chance.uniform(0.5, 1.5), "seed": seed})
            for seed in range(KILLS_AT_ONCE)
        ]
        assert course.race(*killed) == [None] * KILLS_AT_ONCE

    _issued, found = course.do(("issue", {}), ("faults_of_reports", {"journal": journal}))
    assert found["faults"] == []
    assert found["acknowledged"] > 0
    assert found["sent"] > 0
