"""The queue survives dead workers, never gives one paper to two, and keeps why a paper was refused."""

import os
import socket
from datetime import timedelta

import pytest
from factories.documents import NOON, TASK_LINES, make_document, reading_result

from haidang.documents.errors import ClaimLost
from haidang.documents.models import Document, DocumentReading
from haidang.documents.operations.queue import (
    SILENCE_OF_THE_DEAD,
    ProgressKeeper,
    claim_reading,
    refuse_reading,
    worker_name,
)
from haidang.documents.operations.reading import read_waiting_document
from haidang.documents.operations.recording import record_reading
from haidang.engines.reading.errors import ProgramFault, Refused

LIVING = f"{socket.gethostname()}:{os.getppid()}"
pytestmark = pytest.mark.django_db


def dead_worker() -> str:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return f"{socket.gethostname()}:{child}"


def test_oldest_waiting_paper_is_claimed_first():
    first, second = make_document("một"), make_document("hai")

    claimed = [claim_reading(worker=LIVING, at=NOON), claim_reading(worker="other:1", at=NOON)]

    assert [one.document_id for one in claimed] == [first.pk, second.pk]
    assert claim_reading(worker="third:1", at=NOON) is None


def test_claimed_paper_is_not_given_to_another_worker_while_the_first_lives():
    make_document()
    claim_reading(worker=LIVING, at=NOON)

    assert claim_reading(worker="other:1", at=NOON + SILENCE_OF_THE_DEAD) is None


def test_paper_of_a_silent_worker_is_taken_again():
    make_document()
    claim_reading(worker=LIVING, at=NOON)

    taken = claim_reading(worker="other:1", at=NOON + SILENCE_OF_THE_DEAD + timedelta(seconds=1))

    assert (taken.claimed_by, taken.attempts) == ("other:1", 2)


def test_paper_of_a_dead_process_is_taken_at_once():
    make_document()
    claim_reading(worker=dead_worker(), at=NOON)

    taken = claim_reading(worker=LIVING, at=NOON)

    assert (taken.claimed_by, taken.attempts) == (LIVING, 2)


def test_restarted_worker_of_the_same_name_takes_its_own_paper_again():
    make_document()
    claim_reading(worker=worker_name(), at=NOON)

    assert claim_reading(worker=worker_name(), at=NOON).attempts == 2


def test_paper_that_killed_three_workers_is_refused():
    make_document()
    for _attempt in range(3):
        claim_reading(worker=worker_name(), at=NOON)

    did = read_waiting_document(
        read=lambda reading, report: pytest.fail("read once more"), clock=lambda: NOON
    )

    reading = DocumentReading.objects.get()
    assert (did, reading.state, reading.refusal_code) == (True, "refused", "timed_out")


def test_worker_that_lost_its_claim_records_nothing():
    make_document()
    slow = claim_reading(worker="slow:1", at=NOON)
    claim_reading(worker="quick:1", at=NOON + SILENCE_OF_THE_DEAD * 2)

    with pytest.raises(ClaimLost):
        record_reading(reading=slow, result=reading_result(), at=NOON)
    with pytest.raises(ClaimLost):
        refuse_reading(reading=slow, code="damaged", message="Tệp bị hỏng", at=NOON)

    reading = DocumentReading.objects.get()
    assert (reading.state, reading.lines.count(), reading.findings.count()) == ("running", 0, 0)


def test_progress_is_kept_but_not_more_often_than_people_see():
    make_document()
    reading = claim_reading(worker="machine:1", at=NOON)
    moments = iter(NOON + timedelta(milliseconds=ms) for ms in (0, 100, 200, 900))
    progress = ProgressKeeper(reading, lambda: next(moments))
    kept = []

    for done in (1, 2, 3, 4):
        progress.report(done, 10, "trang")
        reading.refresh_from_db()
        kept.append((reading.progress_done, reading.progress_total, reading.progress_stage))

    assert kept == [(1, 10, "trang"), (1, 10, "trang"), (1, 10, "trang"), (4, 10, "trang")]


def test_reading_is_kept_by_one_turn_of_the_work_loop():
    make_document()

    did = read_waiting_document(read=lambda reading, report: reading_result(), clock=lambda: NOON)

    reading = DocumentReading.objects.get()
    assert (did, reading.state, reading.finished_at, reading.line_count) == (
        True,
        "read",
        NOON,
        len(TASK_LINES),
    )


def test_no_turn_is_taken_when_nothing_waits():
    assert read_waiting_document(read=lambda reading, report: {}, clock=lambda: NOON) is False


def test_refused_paper_keeps_its_file_code_and_sentence():
    document = make_document(name="quét.txt")

    def read(reading, report):
        raise Refused("no_text", "Tệp chỉ có ảnh quét; hãy nộp bản có chữ.")

    read_waiting_document(read=read, clock=lambda: NOON)

    reading = DocumentReading.objects.get()
    assert (reading.state, reading.refusal_code, reading.refusal_message) == (
        "refused",
        "no_text",
        "Tệp chỉ có ảnh quét; hãy nộp bản có chữ.",
    )
    assert Document.objects.get().file.original_name == document.file.original_name == "quét.txt"


def test_paper_that_the_program_fails_on_is_kept_and_sent_to_an_administrator():
    make_document(name="kế hoạch.txt")

    def read(reading, report):
        raise ProgramFault

    read_waiting_document(read=read, clock=lambda: NOON)

    reading = DocumentReading.objects.get()
    assert (reading.state, reading.refusal_code) == ("refused", "fault")
    assert "báo quản trị" in reading.refusal_message
