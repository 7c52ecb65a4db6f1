"""Several processes on the papers of one installation: each is kept once, read once, decided once, adopted once."""

import os

from repository import SOURCE

PLAN = (SOURCE / "documents/samples/ke-hoach-thanh-pho-2026.txt").read_text(encoding="utf-8")
LETTER = (SOURCE / "documents/samples/cong-van-huong-dan-2026.txt").read_text(encoding="utf-8")
DAMAGED = (SOURCE / "documents/samples/ke-hoach-xa-2026-hong.txt").read_text(encoding="utf-8")
BEGIN = ("begin_anew", {})
WORK = ("work", {})
CENSUS = ("census", {})
SECONDS_OF_WRITING = float(os.environ.get("HAIDANG_RACE_SECONDS", "2"))


def handing_in(text, **given):
    return ("hand_in", {"name": "van-ban.txt", "text": text} | given)


def test_work_loops_share_the_papers_and_read_each_once(course):
    course.do(BEGIN, handing_in(LETTER, copies=6))

    course.race(WORK, WORK, WORK)

    [found] = course.do(CENSUS)
    assert found["readings"] == [{"state": "read", "attempts": 1}] * 6
    assert found["acts"].count("documents.record_reading") == 6


def test_same_bytes_handed_in_at_once_are_one_paper(course):
    course.do(BEGIN)

    answers = course.race(*[handing_in(LETTER)] * 3)

    assert sorted(one["is_new"] for one in answers) == [False, False, True]
    assert len({one["document"] for one in answers}) == 1
    assert course.do(CENSUS)[0]["documents"] == 1


def test_two_officers_who_adopt_at_once_get_one_programme(course):
    adopting = ("adopt", {})
    course.do(BEGIN, handing_in(PLAN), WORK, ("accept_all", {}))

    answers = course.race(adopting, adopting)

    found, again, later = course.do(CENSUS, adopting, CENSUS)
    assert answers == [again, again]
    assert (found["programmes"], found["acts"].count("programme.adopt_reading")) == (1, 1)
    assert found["items"] == later["items"] > 0


def test_of_two_officers_who_correct_a_word_everywhere_at_once_one_is_told(course):
    course.do(BEGIN, handing_in(DAMAGED), WORK)

    answers = course.race(("correct_everywhere", {"text": "một"}), ("correct_everywhere", {"text": "hai"}))

    [said] = course.do(("words_said", {}))
    assert sorted(one["told"] for one in answers) == ["changed meanwhile", "done"]
    assert said["standing"] in (["một"] * len(said["standing"]), ["hai"] * len(said["standing"]))
    assert said["versions"] == [2] * len(said["versions"])


def test_of_two_officers_who_decide_at_once_one_is_told(course):
    rejecting = ("reject_first", {})
    course.do(BEGIN, handing_in(LETTER), WORK)

    answers = course.race(rejecting, rejecting)

    assert sorted(one["told"] for one in answers) == ["changed meanwhile", "done"]
    assert course.do(CENSUS)[0]["findings"][0] == {"version": 2, "state": "rejected"}


def test_writers_on_one_database_never_find_it_locked(course):
    course.do(BEGIN)

    answers = course.race(*[("write", {"seconds": SECONDS_OF_WRITING})] * 4)

    [log] = course.do(("verify_log", {}))
    print(f"{sum(one['written'] for one in answers) / SECONDS_OF_WRITING:.0f} transactions/s")
    assert [one["errors"] for one in answers] == [[], [], [], []]
    assert all(one["written"] for one in answers)
    assert course.do(CENSUS)[0]["acts"].count("races.write") == sum(one["written"] for one in answers)
    written = sum(one["written"] for one in answers)
    assert log["breaks"] == []
    assert log["entries"] == log["length"] >= written
