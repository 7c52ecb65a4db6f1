"""Reading that takes many queries and must not mix what was before a change with what came after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

POSTGRESQL, SQLITE = "postgresql", "sqlite"


@contextmanager
def one_moment() -> Iterator[None]:
    """Let all queries of the block see the database as it was when the first of them ran; nothing is written in it.

    This function will begin a transaction of its own and hold up nobody: others go on writing. On PostgreSQL it is
    REPEATABLE READ and READ ONLY, on SQLite a deferred one over the log of changes. Raises RuntimeError inside another
    transaction, whose queries may have seen an earlier moment.
    """
    is_outermost = not connection.in_atomic_block
    with _transactions_that_only_read(), transaction.atomic(durable=True):
        if is_outermost and connection.vendor == POSTGRESQL:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _transactions_that_only_read() -> Iterator[None]:
    """On SQLite every other transaction takes the writer's turn as it begins (see the settings)."""
    if connection.vendor != SQLITE:
        yield
        return
    sqlite: Any = connection
    usual, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        sqlite.transaction_mode = usual
