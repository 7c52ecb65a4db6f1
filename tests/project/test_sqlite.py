"""SQLite is one without the WAL-reset bug, in write-ahead mode, and two writers never lose an update."""

import copy
import sqlite3
import threading
import time
from contextlib import contextmanager

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.db.utils import load_backend

from haidang.foundation.operations import empty_write_ahead_log

PAUSE_FOR_OTHERS = 0.01

only_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="chỉ chạy trên SQLite")


def test_sqlite_with_the_wal_reset_bug_is_refused():
    base = pytest.importorskip("haidang.project.sqlite.base")

    with pytest.raises(ImproperlyConfigured, match=r"SQLite 3\.51\.2 có lỗi"):
        base.require_sound_sqlite((3, 51, 2))
    base.require_sound_sqlite((3, 51, 3))


@only_sqlite
def test_database_runs_on_a_sound_sqlite_with_durable_writes(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        version = tuple(map(int, cursor.fetchone()[0].split(".")))
        cursor.execute("PRAGMA synchronous")
        synchronous = cursor.fetchone()[0]
        cursor.execute("PRAGMA foreign_keys")
        foreign_keys = cursor.fetchone()[0]

    assert version >= (3, 51, 3)
    assert (synchronous, foreign_keys) == (2, 1)


@only_sqlite
def test_two_writers_never_lose_an_update(tmp_path, settings):
    path = tmp_path / "contest.sqlite3"
    options = settings.DATABASES["default"]["OPTIONS"]
    prepare(path, options)

    writers = [threading.Thread(target=add_one_many_times, args=(path, options)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with sqlite3.connect(path) as database:
        assert database.execute("SELECT value FROM counter").fetchone() == (100,)


@only_sqlite
def test_writers_who_never_rest_pass_nobody_over(tmp_path, db):
    """Three hold the database 20 ms at a time, again and again; a fourth gets each of its turns within a few of theirs.

    Measured: a tenth to a third of a second for a turn. Ten seconds leave room for a busy machine.
    """
    with opened_at(tmp_path / "turns.sqlite3") as database:
        database.cursor().execute("CREATE TABLE counter (value INTEGER)")
    is_over = threading.Event()
    busy = [
        threading.Thread(target=write_until, args=(tmp_path / "turns.sqlite3", is_over)) for _ in range(3)
    ]
    for one in busy:
        one.start()

    with opened_at(tmp_path / "turns.sqlite3") as database:
        began = time.monotonic()
        for _ in range(10):
            write_once(database, seconds=0)
        waited = time.monotonic() - began
    is_over.set()
    for one in busy:
        one.join()

    assert waited < 10

    with opened_at(tmp_path / "turns.sqlite3") as database:
        [[number]] = database.cursor().execute("SELECT count(*) FROM counter").fetchall()
    assert number > 10


@only_sqlite
def test_who_begins_pauses_only_while_somebody_waits(tmp_path, db, monkeypatch):
    pauses = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    with opened_at(tmp_path / "polite.sqlite3") as first, opened_at(tmp_path / "polite.sqlite3") as second:
        second.ensure_connection()
        with second.connection.turns.said_to_wait():
            first.cursor().execute("BEGIN IMMEDIATE")
        first.cursor().execute("COMMIT")
        first.cursor().execute("BEGIN IMMEDIATE")
        first.cursor().execute("COMMIT")

    assert pauses == [PAUSE_FOR_OTHERS]


@only_sqlite
def test_writer_is_told_that_the_database_is_locked_after_its_timeout(tmp_path, db):
    path = tmp_path / "held.sqlite3"
    with opened_at(path) as holder, opened_at(path, timeout=0.2) as waiting:
        holder.cursor().execute("CREATE TABLE counter (value INTEGER)")
        holder.cursor().execute("BEGIN IMMEDIATE")
        began = time.monotonic()

        with pytest.raises(OperationalError, match="database is locked"):
            write_once(waiting, seconds=0)
        waited = time.monotonic() - began
        holder.cursor().execute("COMMIT")

        assert 0.2 <= waited < 5
        write_once(waiting, seconds=0)


@only_sqlite
def test_log_is_emptied_of_deleted_words_once_others_have_read(tmp_path, db):
    path, log = tmp_path / "words.sqlite3", tmp_path / "words.sqlite3-wal"
    with opened_at(path) as writer, opened_at(path) as reader:
        writer.cursor().execute("CREATE TABLE words (word TEXT)")
        writer.cursor().execute("INSERT INTO words VALUES ('zzqxgone')")
        reader.cursor().execute("BEGIN")
        reader.cursor().execute("SELECT word FROM words").fetchall()
        writer.cursor().execute("DELETE FROM words")

        assert empty_write_ahead_log(database=writer, seconds=0.1) is False
        assert b"zzqxgone" in log.read_bytes()
        later = threading.Timer(0.3, lambda: reader.cursor().execute("COMMIT"))
        later.start()
        assert empty_write_ahead_log(database=writer) is True
        later.join()

        assert [b"zzqxgone" in one.read_bytes() for one in (log, path)] == [False, False]


@contextmanager
def opened_at(path, **options):
    """A connection of the product's own making to another file."""
    own = copy.deepcopy(connection.settings_dict)
    database = load_backend(own["ENGINE"]).DatabaseWrapper(
        own | {"NAME": path, "OPTIONS": own["OPTIONS"] | options}
    )
    database.inc_thread_sharing()
    try:
        yield database
    finally:
        database.close()


def write_until(path, is_over) -> None:
    with opened_at(path) as database:
        while not is_over.is_set():
            write_once(database, seconds=0.02)


def write_once(database, *, seconds: float) -> None:
    database.cursor().execute("BEGIN IMMEDIATE")
    database.cursor().execute("INSERT INTO counter VALUES (1)")
    time.sleep(seconds)
    database.cursor().execute("COMMIT")


def prepare(path, options) -> None:
    with sqlite3.connect(path) as database:
        database.executescript(options["init_command"])
        database.execute("CREATE TABLE counter (value INTEGER)")
        database.execute("INSERT INTO counter VALUES (0)")


def add_one_many_times(path, options) -> None:
    database = sqlite3.connect(path, timeout=options["timeout"], isolation_level=None)
    for _ in range(50):
        database.execute(f"BEGIN {options['transaction_mode']}")
        (value,) = database.execute("SELECT value FROM counter").fetchone()
        database.execute("UPDATE counter SET value = ?", (value + 1,))
        database.execute("COMMIT")
    database.close()
