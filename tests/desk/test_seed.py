"""The seed fills an empty database, never one with real people. What it fills is read by the journeys (../e2e)."""

import pytest
from django.core.management import CommandError, call_command
from factories.agencies import make_account

from haidang.documents.models import Document

pytestmark = pytest.mark.django_db


def test_seed_refuses_a_database_with_real_people():
    make_account("nguyenvana")

    with pytest.raises(CommandError, match="người dùng thật"):
        call_command("seed")

    assert Document.objects.count() == 0
