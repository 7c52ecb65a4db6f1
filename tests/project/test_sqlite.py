"""SQLite is one without the WAL-reset bug, in write-ahead mode, and two writers never lose an update."""

import sqlite3
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

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
