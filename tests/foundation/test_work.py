"""The work loop: every piece gets its turn, and one that fails stops no other."""

import logging
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from haidang.foundation.management.commands.work import do_due_work, pieces_of_work
from haidang.foundation.work import DailySweep


def test_do_due_work_runs_every_piece_and_tells_whether_one_did_something(db):
    turns = []

    def nothing_to_do() -> bool:
        turns.append("nothing")
        return False

    def something_done() -> bool:
        turns.append("something")
        return True

    assert do_due_work([something_done, nothing_to_do]) is True
    assert do_due_work([nothing_to_do]) is False
    assert turns == ["something", "nothing", "nothing"]


def test_do_due_work_logs_a_failing_piece_and_goes_on(db, caplog):
    def failing() -> bool:
        raise RuntimeError("hỏng")

    with caplog.at_level(logging.ERROR):
        assert do_due_work([failing, lambda: True]) is True

    assert [record.exc_info[0] for record in caplog.records] == [RuntimeError]


def test_pieces_of_work_are_gathered_from_the_apps():
    assert all(callable(piece) for piece in pieces_of_work())


def test_disk_is_swept_once_a_day(db):
    now = [datetime(2026, 6, 1, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))]
    sweep = DailySweep(clock=lambda: now[0])

    looked = []
    for hours in (0, 23, 1):
        now[0] += timedelta(hours=hours)
        sweep()
        looked.append(sweep.swept_at == now[0])

    assert looked == [True, False, True]
