"""Django's SQLite backend, on the bundled SQLite when the system's one can corrupt a database.

SQLite 3.7.0 to 3.51.2 may reset a write-ahead log that is still in use (the WAL-reset bug). The package
pysqlite3 brings a newer one; it takes the place of the standard module before Django imports it.
"""

import sqlite3 as system_sqlite
import sys

import pysqlite3
from django.core.exceptions import ImproperlyConfigured

FIRST_SOUND_SQLITE = (3, 51, 3)

if system_sqlite.sqlite_version_info < FIRST_SOUND_SQLITE:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

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


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    """Django's own wrapper: only the SQLite underneath differs."""

    features_class = DatabaseFeatures
    ops_class = DatabaseOperations
