"""A paper with a secret mark takes with it what was asked and answered about its programme."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from factories.agencies import make_agency, make_person
from factories.programme import adopted_programme, plan_answer
from factories.reports import owed, photo_bytes, send
from factories.tickets import make_ticket

from haidang.agencies.enums import Role
from haidang.documents.operations.secrets import purge_secret_document
from haidang.foundation.models import Event, Notice, StoredFile
from haidang.programme.models import Programme
from haidang.reports.models import Obligation, Ticket
from haidang.reports.validators import take_file

pytestmark = pytest.mark.django_db


def test_obligations_of_its_programme_go_with_their_files_and_others_stay(officer):
    programme = adopted_programme(plan_answer(), adopted_by=officer)
    of_paper, other = owed(officer, make_agency("Sở Du lịch")), owed(officer, make_agency("Sở Y tế"))
    Obligation.objects.filter(pk=of_paper.pk).update(programme=programme)
    for one, size in ((of_paper, 20), (other, 21)):
        photo = take_file(SimpleUploadedFile("anh.jpg", photo_bytes(size, 20)))
        send(one, officer, files=[photo])

    purge_secret_document(document=programme.document)

    assert list(Obligation.objects.all()) == [other]
    assert StoredFile.objects.count() == 1
    assert Programme.objects.count() == 0
    assert not Event.objects.filter(subject_kind="reports.obligation", subject_id=str(of_paper.pk)).exists()


def test_tickets_about_its_tasks_go_with_what_was_said_and_told(officer):
    programme = adopted_programme(plan_answer(), adopted_by=officer)
    agency = make_agency("Sở Du lịch")
    focal = make_person(Role.FOCAL, "daumoi", agency)
    of_paper = make_ticket(agency, focal, item=programme.items.filter(kind="task").first())
    other = make_ticket(agency, focal)

    purge_secret_document(document=programme.document)

    assert list(Ticket.objects.all()) == [other]
    assert not Event.objects.filter(subject_kind="reports.ticket", subject_id=str(of_paper.pk)).exists()
    assert Notice.objects.filter(kind="reports.ticket").count() == 1
