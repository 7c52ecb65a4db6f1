"""What takes many queries sees one moment, makes nobody wait and writes nothing."""

from threading import Thread

import pytest
from django.db import connection, transaction

from haidang.foundation.models import Event
from haidang.foundation.operations import record_event
from haidang.foundation.queries.moments import one_moment


def log_elsewhere():
    def act():
        try:
            record_event(actor=None, act="test.other")
        finally:
            connection.close()

    other = Thread(target=act)
    other.start()
    other.join()


def logged() -> int:
    return Event.objects.filter(act="test.other").count()


@pytest.mark.django_db(transaction=True)
def test_what_others_write_meanwhile_is_seen_afterwards():
    with one_moment():
        before = logged()
        if connection.vendor == "postgresql" or not connection.is_in_memory_db():
            log_elsewhere()
        within = logged()

    assert (before, within) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_within_another_transaction_there_is_no_moment_of_its_own():
    with transaction.atomic(), pytest.raises(RuntimeError), one_moment():
        logged()


@pytest.mark.django_db(transaction=True)
def test_writers_take_their_turn_at_once_again_afterwards():
    usual = getattr(connection, "transaction_mode", None)

    with one_moment():
        logged()

    assert getattr(connection, "transaction_mode", None) == usual
