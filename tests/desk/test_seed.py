"""The sample city: filled once through the real operations, never over real people."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from factories.agencies import make_account

from haidang.agencies.models import Account, Agency
from haidang.desk.management.sample_city import DEMO_PASSWORD, PEOPLE, PEOPLE_OF_HANOI
from haidang.documents.enums import FindingState, ReadingState
from haidang.documents.models import Document, DocumentReading
from haidang.foundation.models import Event
from haidang.programme.models import Programme
from haidang.reports.enums import ChangeKind, EvidenceKind, StandingFilter, SubmissionState
from haidang.reports.models import Evidence, Obligation, ObligationChange, ProductCount, Submission
from haidang.reports.queries.urgency import count_by_standing

pytestmark = pytest.mark.django_db


def seed() -> str:
    told = StringIO()
    call_command("seed", stdout=told, stderr=told)
    return told.getvalue()


def counts() -> list[int]:
    return [
        model.objects.count()
        for model in (Agency, Account, Document, DocumentReading, Programme, Obligation, Submission, Event)
    ]


def test_seed_fills_the_city_once(client):
    seed()
    first = counts()

    told = seed()

    assert counts() == first
    assert all(person.username in told for person in (*PEOPLE, *PEOPLE_OF_HANOI))
    assert_programmes_and_what_waits()
    assert_every_state_of_what_is_owed()
    assert_districts_before_and_communes_after()
    client.post("/dang-nhap/", {"username": "dulich", "password": DEMO_PASSWORD})
    assert "số liệu là ví dụ" in client.get("/thong-bao/").content.decode()


def assert_programmes_and_what_waits() -> None:
    assert Programme.objects.count() == 4
    states = dict(DocumentReading.objects.values_list("document__file__original_name", "state"))
    assert states["tep-tai-dang-do.pdf"] == ReadingState.REFUSED
    project = DocumentReading.objects.get(document__file__original_name="de-an-2026-2030.docx")
    assert project.findings.filter(state=FindingState.PROPOSED).exists()
    assert project.doubts.filter(answer="").exists()


def assert_every_state_of_what_is_owed() -> None:
    standing = count_by_standing(Obligation.objects.all(), on=timezone.localdate()).by_code
    assert {code for code, number in standing.items() if not number} == set()
    assert set(StandingFilter.values) == set(standing)
    assert set(Submission.objects.values_list("state", flat=True)) >= {
        "draft",
        "sent",
        "returned",
        "accepted",
    }
    progress = set(Submission.objects.values_list("progress", flat=True))
    assert progress == {"", "not_begun", "in_progress", "done", "obstacle"}
    assert set(ObligationChange.objects.values_list("kind", flat=True)) == set(ChangeKind.values)
    assert set(Evidence.objects.values_list("kind", flat=True)) == set(EvidenceKind.values)
    assert ProductCount.objects.values("kind").distinct().count() >= 6
    assert Obligation.objects.exclude(whole=None).exists()


def assert_districts_before_and_communes_after() -> None:
    reported = Submission.objects.filter(
        state=SubmissionState.ACCEPTED, obligation__programme__first_year=2025
    )
    districts = reported.filter(agency__kind="district").values_list("sent_on", flat=True)
    communes = reported.filter(agency__kind="commune").values_list("sent_on", flat=True)
    assert len(districts) > 30
    assert len(communes) > 126
    assert max(districts) < date(2025, 7, 1) <= min(communes)


def test_seed_refuses_a_database_with_real_people():
    make_account("nguyenvana")

    with pytest.raises(CommandError, match="người dùng thật"):
        seed()

    assert Document.objects.count() == 0
