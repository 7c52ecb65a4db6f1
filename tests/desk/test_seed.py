"""The sample city: filled once through the real operations, never over real people."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from factories.agencies import make_account

from haidang.agencies.models import Account, Agency
from haidang.desk.management.sample_city import DEMO_PASSWORD, PEOPLE
from haidang.documents.enums import FindingState, ReadingState
from haidang.documents.models import Document, DocumentReading
from haidang.foundation.models import Event
from haidang.programme.models import Programme

pytestmark = pytest.mark.django_db


def seed() -> str:
    told = StringIO()
    call_command("seed", stdout=told, stderr=told)
    return told.getvalue()


def counts() -> list[int]:
    return [model.objects.count() for model in (Agency, Account, Document, DocumentReading, Programme, Event)]


def test_seed_fills_the_city_once(client):
    seed()
    first = counts()

    told = seed()

    assert counts() == first
    assert all(person.username in told for person in PEOPLE)
    assert_programmes_and_what_waits()
    client.post("/dang-nhap/", {"username": "canbo", "password": DEMO_PASSWORD})
    assert client.get("/").status_code == 200


def assert_programmes_and_what_waits() -> None:
    assert Programme.objects.count() == 2
    states = dict(DocumentReading.objects.values_list("document__file__original_name", "state"))
    assert states["tep-tai-dang-do.pdf"] == ReadingState.REFUSED
    project = DocumentReading.objects.get(document__file__original_name="de-an-2026-2030.docx")
    assert project.findings.filter(state=FindingState.PROPOSED).exists()
    assert project.doubts.filter(answer="").exists()


def test_seed_refuses_a_database_with_real_people():
    make_account("nguyenvana")

    with pytest.raises(CommandError, match="người dùng thật"):
        seed()

    assert Document.objects.count() == 0
