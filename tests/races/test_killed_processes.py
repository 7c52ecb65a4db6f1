"""A process that is killed half-way loses nothing, and leaves nothing of a secret paper."""

from pathlib import Path

import pytest
from repository import SOURCE

LETTER = (SOURCE / "documents/samples/cong-van-huong-dan-2026.txt").read_text(encoding="utf-8")
SECRET = "UBND TỈNH\nMẬT\nSố: 1/KH-UBND\n\nKẾ HOẠCH\nVề việc Chuyên-án-Sao-Khuê"
WORDS = ["Chuyên-án-Sao-Khuê", "sao-khue-2026.txt"]


BEGIN = ("begin_anew", {})
WORK = ("work", {})
CENSUS = ("census", {})


def handing_in(name, text):
    return ("hand_in", {"name": name, "text": text})


def dying(where):
    return ("work_and_die", {"where": where})


def stored_bytes(folder: Path) -> bytes:
    """This function will join all that stands on the disk, the database's own log included."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_paper_whose_reader_was_killed_is_read_by_the_next_one(course):
    course.do(BEGIN, handing_in("cong-van.txt", LETTER))

    assert course.race(dying("reading")) == [None]
    [_turns, found] = course.do(WORK, CENSUS)

    assert found["readings"] == [{"state": "read", "attempts": 2}]
    assert found["acts"].count("documents.record_reading") == 1


def test_paper_that_kills_every_reader_is_refused_in_the_end(course):
    course.do(BEGIN, handing_in("cong-van.txt", LETTER))

    for _attempt in range(3):
        course.race(dying("reading"))
    [_turns, found] = course.do(WORK, CENSUS)

    assert found["readings"] == [{"state": "refused", "attempts": 4}]


@pytest.mark.parametrize("where", ["marked", "files gone"])
def test_secret_paper_is_gone_although_the_process_was_killed_while_it_purged(course, where):
    course.do(BEGIN, handing_in("sao-khue-2026.txt", SECRET))

    assert course.race(dying(where)) == [None]
    _turns, found, words = course.do(WORK, CENSUS, ("words_left", {"words": WORDS}))

    assert words == {"left": []}
    disk = stored_bytes(course.data_folder)
    assert [word for word in WORDS if word.encode() in disk] == []
    assert (found["documents"], found["acts"].count("documents.purge_secret_document")) == (0, 1)


@pytest.mark.parametrize("what", ["ask_communes", "merge_communes"])
def test_act_that_is_killed_half_way_leaves_nothing_and_is_done_again_once(course, what):
    """A request to every commune of the country, and a reorganisation: all of it or nothing."""
    before = course.do(BEGIN, ("found_communes", {"count": 3300}))[1]

    assert course.race((what, {"dies": True})) == [None]
    [after] = course.do(("standing_work", {}))
    done, log = course.do((what, {}), ("verify_log", {}))

    assert after == before
    assert log["breaks"] == []
    expected = {
        "ask_communes": before | {"obligations": 3300, "entries": before["entries"] + 1},
        "merge_communes": before | {"communes": 3299, "reorganisations": 1, "entries": done["entries"]},
    }
    assert done == expected[what]
    assert done["entries"] > before["entries"]
