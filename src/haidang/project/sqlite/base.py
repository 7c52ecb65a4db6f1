"""Django's SQLite backend, on the bundled SQLite when the system's one can corrupt a database.

SQLite 3.7.0 to 3.51.2 may reset a write-ahead log that is still in use (the WAL-reset bug). The package
pysqlite3 brings a newer one; it takes the place of the standard module before Django imports it.

Writers wait for their turn here, not inside SQLite: see `DatabaseWrapper`.
"""

import fcntl
import random
import sqlite3 as system_sqlite
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pysqlite3
from django.core.exceptions import ImproperlyConfigured

FIRST_SOUND_SQLITE = (3, 51, 3)

if system_sqlite.sqlite_version_info < FIRST_SOUND_SQLITE:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

from sqlite3 import Connection  # noqa: E402 the swapped one, which Django opens too

from django.db.backends.sqlite3 import base as django_sqlite  # noqa: E402 the module must be swapped first
from django.db.backends.sqlite3.features import DatabaseFeatures as DjangoFeatures  # noqa: E402 likewise
from django.db.backends.sqlite3.operations import DatabaseOperations as DjangoOperations  # noqa: E402 likewise

Database = vars(django_sqlite)["Database"]


def require_sound_sqlite(version: tuple[int, ...]) -> None:
    """This function will refuse to start on a SQLite whose write-ahead log can be reset while in use."""
    if version < FIRST_SOUND_SQLITE:
        raise ImproperlyConfigured(
            "SQLite {} có lỗi làm hỏng cơ sở dữ liệu ở chế độ WAL; cần từ 3.51.3. "
            "Chạy lại `make setup` để cài pysqlite3, hoặc đặt HAIDANG_DATABASE_URL tới PostgreSQL.".format(
                ".".join(map(str, version))
            )
        )


require_sound_sqlite(Database.sqlite_version_info)


# SQLite's built-in limits; pysqlite3 has no getlimit() to ask for them.
MOST_VARIABLES, MOST_COLUMNS = 32_766, 2_000


class DatabaseFeatures(DjangoFeatures):
    """Django's own, with the limit of variables named instead of asked for."""

    max_query_params = MOST_VARIABLES


class DatabaseOperations(DjangoOperations):
    """Django's own, with the limit of columns named where a query is written out for logs and tests."""

    def _quote_params_for_last_executed_query(self, params: tuple) -> tuple:
        starts = range(0, len(params), MOST_COLUMNS)
        return tuple(
            value for start in starts for value in self._quoted(params[start : start + MOST_COLUMNS])
        )

    def _quoted(self, params: tuple) -> tuple:
        cursor = self.connection.connection.cursor()
        try:
            return cursor.execute("SELECT " + ", ".join(["QUOTE(?)"] * len(params)), params).fetchone()
        finally:
            cursor.close()


# SQLite itself would look at the database every 100 ms after its first few looks: whoever waits long then hardly ever
# meets the moment between two transactions of others, and is passed over for minutes. Looking often and at uneven
# moments gives all who wait the same chance, however long the wait; who begins lets them look first.
SHORTEST_PAUSE, LONGEST_PAUSE = 0.001, 0.008
PAUSE_FOR_OTHERS = 0.01
_BUSY_CODES = ("database is locked", "database table is locked", "database schema is locked")


class WaitingCursor(django_sqlite.SQLiteCursorWrapper):
    """A cursor whose statements wait for their turn, up to the timeout of the connection, and then raise as ever.

    Only what begins something waits: within a transaction, which is IMMEDIATE, the database is this writer's own.
    """

    def execute(self, query: Any, params: Any = None) -> Any:
        turns = _waiting(self).turns
        if turns is not None and query.startswith("BEGIN"):
            turns.let_others_first()
        return self._in_turn(lambda: super(WaitingCursor, self).execute(query, params))

    def _in_turn(self, run: Callable[[], Any]) -> Any:
        opened = _waiting(self)
        last, turns = time.monotonic() + opened.patience, opened.turns
        with ExitStack() as told:
            while True:
                try:
                    return run()
                except Database.OperationalError as refusal:
                    if opened.in_transaction or not _is_busy(refusal) or time.monotonic() > last:
                        raise
                if turns is not None:
                    told.enter_context(turns.said_to_wait())
                    turns = None
                time.sleep(random.uniform(SHORTEST_PAUSE, LONGEST_PAUSE))


class Turns:
    """Who waits for a database, told to all processes by shared locks on an empty file beside it.

    Without it a writer that never rests begins again before anybody who waits has looked.
    """

    def __init__(self, path: str) -> None:
        self._file = open(f"{path}-waiting", "ab")  # noqa: SIM115 open as long as the connection is

    @contextmanager
    def said_to_wait(self) -> Iterator[None]:
        fcntl.flock(self._file, fcntl.LOCK_SH)
        try:
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def let_others_first(self) -> None:
        """This function will pause for a moment where somebody waits."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(PAUSE_FOR_OTHERS)
        else:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        self._file.close()


class WaitingConnection(Connection):
    """A connection that knows how long its statements may wait for their turn, and who else waits.

    A database in memory has no file beside it: nobody waits for it.
    """

    patience = 0.0
    turns: Turns | None = None

    def close(self) -> None:
        super().close()
        if self.turns is not None:
            self.turns.close()


def _waiting(cursor: WaitingCursor) -> WaitingConnection:
    opened: Any = cursor.connection
    return opened


def _is_busy(refusal: Exception) -> bool:
    return str(refusal).startswith(_BUSY_CODES)


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    """Django's own wrapper on a sound SQLite, whose connections wait for their turn by `WaitingCursor`."""

    features_class = DatabaseFeatures
    ops_class = DatabaseOperations

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        opened = super().get_new_connection(conn_params | {"factory": WaitingConnection})
        opened.patience = conn_params.get("timeout", 0.0)
        # Opened and set up with SQLite's own patience; from now on the waiting is ours.
        opened.execute("PRAGMA busy_timeout = 0")
        [(_number, _name, path)] = opened.execute("PRAGMA database_list").fetchmany(1)
        opened.turns = Turns(path) if path else None
        return opened

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=WaitingCursor)
