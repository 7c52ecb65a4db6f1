"""The log of actions and stored files."""

import hashlib
import logging
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from factories.agencies import make_account, make_agency

from haidang.foundation.models import Event, StoredFile
from haidang.foundation.operations import purge_file, record_event, store_file, sweep_stray_files
from haidang.foundation.queries import EventFilter, events_matching, events_of

pytestmark = pytest.mark.django_db

PAPER = "KẾ HOẠCH thông tin đối ngoại năm 2026".encode()


def store_paper() -> StoredFile:
    source = ContentFile(PAPER)
    return store_file(source=source, original_name="ke hoach.txt", content_type="text/plain")


def test_record_event_writes_who_did_what_to_what():
    agency, officer = make_agency("Sở Du lịch"), make_account()

    event = record_event(
        actor=officer,
        act="tests.visit",
        subject=agency,
        before={"a": 1},
        after={"a": 2},
        acting_for="Văn phòng",
    )

    assert (event.actor, event.act, event.subject_kind, event.subject_id, event.subject_name) == (
        officer,
        "tests.visit",
        "agencies.agency",
        str(agency.pk),
        "Sở Du lịch",
    )
    assert (event.before, event.after, event.acting_for) == ({"a": 1}, {"a": 2}, "Văn phòng")


def test_record_event_names_the_agency_a_person_acts_for(officer):
    event = record_event(actor=officer, act="tests.visit", subject=officer)

    assert event.acting_for == "Văn phòng UBND thành phố"


def test_events_of_returns_only_the_log_of_that_thing_newest_first():
    first, other = make_agency("Sở Du lịch"), make_agency("Sở Ngoại vụ")

    second_event = record_event(actor=None, act="tests.visit", subject=first)

    created = Event.objects.get(act="agencies.create_agency", subject_id=str(first.pk))
    assert list(events_of(first)) == [second_event, created]
    assert events_of(other).count() == 1


def test_events_matching_narrows_by_actor_act_subject_and_day():
    agency, officer = make_agency("Sở Du lịch"), make_account()
    event = record_event(actor=officer, act="tests.visit", subject=agency)
    wanted = EventFilter(actor=officer, act="tests.visit", words="Du lịch", day=event.at.astimezone().date())

    assert list(events_matching(wanted)) == [event]
    assert list(events_matching(EventFilter(words="Ngoại vụ"))) == []


def test_store_file_keeps_content_digest_size_and_the_given_name():
    stored = store_paper()

    assert stored.file.read() == PAPER
    assert (stored.sha256, stored.size) == (hashlib.sha256(PAPER).hexdigest(), len(PAPER))
    assert stored.original_name == "ke hoach.txt"


def test_store_file_gives_a_name_on_disk_that_tells_nothing():
    name = store_paper().file.name

    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{32}", name)


def test_purge_file_leaves_neither_row_nor_file():
    stored = store_paper()
    storage, name = stored.file.storage, stored.file.name
    assert storage.exists(name)

    purge_file(stored=stored)

    assert not storage.exists(name)
    assert StoredFile.objects.count() == 0


def left_file(folder: str, *, days_ago: float) -> Path:
    """A file as an act leaves it that was killed before its commit."""
    path = Path(default_storage.location, folder, folder + "0" * 30)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(PAPER)
    then = (timezone.now() - timedelta(days=days_ago)).timestamp()
    os.utime(path, (then, then))
    return path


def test_files_that_no_row_names_are_swept_after_a_day():
    stored = [store_paper() for _ in range(2)]
    for one in stored:
        os.utime(one.file.path, (0, 0))
    old, young = left_file("aa", days_ago=1.1), left_file("bb", days_ago=0.9)
    other = Path(default_storage.location, "ghi-chu.txt")
    other.write_text("Của người vận hành")
    os.utime(other, (0, 0))

    swept = sweep_stray_files(at=timezone.now())

    assert (swept, sweep_stray_files(at=timezone.now())) == (1, 0)
    assert [path.exists() for path in (old, young, other)] == [False, True, True]
    assert [one.file.read() for one in stored] == [PAPER, PAPER]


def test_nothing_is_swept_where_most_files_have_no_row(caplog):
    """As with an empty database by mistake beside the files of another one."""
    os.utime(store_paper().file.path, (0, 0))
    left = [left_file(folder, days_ago=3) for folder in ("aa", "bb")]

    with caplog.at_level(logging.ERROR):
        swept = sweep_stray_files(at=timezone.now())

    assert (swept, [path.exists() for path in left]) == (0, [True, True])
    assert [record.getMessage() for record in caplog.records] == ["2 of 3 files have no row: nothing removed"]


def test_disk_without_any_file_is_swept_too():
    assert sweep_stray_files(at=timezone.now()) == 0
