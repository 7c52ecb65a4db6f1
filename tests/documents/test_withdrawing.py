"""A paper handed in by mistake is taken out with all that hangs on it, unless a programme stands on it."""

from pathlib import Path

import pytest
from django.conf import settings
from factories.agencies import make_person
from factories.documents import NOON, make_document, make_reading, plan_answer
from factories.programme import reviewed_reading

from haidang.agencies.enums import Role
from haidang.documents.errors import ClaimLost, PaperInUse, ReasonMissing
from haidang.documents.models import Document, DocumentReading, DocumentRelation, Finding
from haidang.documents.operations.queue import claim_reading
from haidang.documents.operations.recording import record_reading
from haidang.documents.operations.withdrawing import withdraw_document
from haidang.foundation.models import Event, StoredFile
from haidang.programme.operations.adopt import adopt_reading

pytestmark = pytest.mark.django_db


def citation(number):
    return {
        "kind": "Kế hoạch",
        "number": number,
        "date": "2024-01-15",
        "issuer": None,
        "title": "về công tác năm 2024",
        "basis": True,
        "lines": [[2, 2]],
    }


def stored_names():
    folder = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    return [path.name for path in folder.rglob("*") if path.is_file()]


def test_paper_taken_out_leaves_an_entry_with_its_name_the_person_and_the_reason(
    officer, django_capture_on_commit_callbacks
):
    reading = make_reading(by=officer)

    with django_capture_on_commit_callbacks(execute=True):
        kept = withdraw_document(document=reading.document, withdrawn_by=officer, reason=" nộp nhầm tệp ")

    counts = [model.objects.count() for model in (Document, DocumentReading, Finding, StoredFile)]
    assert (kept, counts, stored_names()) == (None, [0, 0, 0, 0], [])
    entry = Event.objects.get(act="documents.withdraw_document")
    assert (entry.actor, entry.before, entry.after) == (
        officer,
        {"paper": "Kế hoạch 12/KH-UBND", "title": "Thông tin đối ngoại năm 2024"},
        {"reason": "nộp nhầm tệp"},
    )


def test_paper_that_another_one_cites_stays_as_it_is_cited(officer):
    cited = make_reading(by=officer).document
    citing = make_reading(
        plan_answer(
            heading={"kind": "Kế hoạch", "number": "9/KH-SNV", "date": "2024-03-01", "title": "x"},
            citations=[citation("12/KH-UBND")],
        ),
        name="khac.txt",
        by=officer,
    ).document

    kept = withdraw_document(document=cited, withdrawn_by=officer, reason="nhầm")

    kept.refresh_from_db()
    assert (kept.pk, kept.file, kept.title, kept.readings.count()) == (
        cited.pk,
        None,
        "về công tác năm 2024",
        0,
    )
    assert list(DocumentRelation.objects.values_list("source", "target")) == [(citing.pk, cited.pk)]


def test_adopted_paper_cannot_be_taken_out(officer):
    reading = make_reading(by=officer)
    Finding.objects.filter(reading=reading).update(state="accepted")
    adopt_reading(reading=reading, adopted_by=officer, agency_choices={})

    with pytest.raises(PaperInUse):
        withdraw_document(document=reading.document, withdrawn_by=officer, reason="nhầm")

    assert (Document.objects.count(), len(stored_names())) == (1, 1)
    assert not Event.objects.filter(act="documents.withdraw_document").exists()


def test_corrected_version_of_a_paper_taken_out_corrects_what_that_one_corrected(officer):
    first = make_reading(by=officer).document
    second = make_document("hai", name="2.txt", by=officer, corrects=first)
    third = make_document("ba", name="3.txt", by=officer, corrects=second)

    withdraw_document(document=second, withdrawn_by=officer, reason="nhầm")

    third.refresh_from_db()
    assert third.corrects == first


def test_worker_that_is_reading_a_paper_taken_out_finds_its_claim_gone(officer):
    document = make_document(by=officer)
    claimed = claim_reading(worker="machine:1", at=NOON)

    withdraw_document(document=document, withdrawn_by=officer, reason="nhầm")

    with pytest.raises(ClaimLost):
        record_reading(reading=claimed, result={"answer": {}, "ordinal_answer": {}, "lines": []}, at=NOON)


def test_reason_is_asked_for(officer):
    document = make_document(by=officer)

    with pytest.raises(ReasonMissing):
        withdraw_document(document=document, withdrawn_by=officer, reason="  ")

    assert Document.objects.count() == 1


def test_page_says_what_goes_and_takes_the_paper_out(officer, log_in):
    document = make_reading(by=officer).document
    client, address = log_in(officer), f"/van-ban/{document.pk}/rut/"

    page = client.get(address)
    without_reason = client.post(address, {"reason": ""})
    done = client.post(address, {"reason": "nộp nhầm"}, follow=True)

    assert (page.context["parts"].readings, page.context["parts"].decided) == (1, 0)
    assert without_reason.status_code == 200
    assert "Đã rút văn bản khỏi sổ." in done.text
    assert Document.objects.count() == 0


def test_page_tells_why_an_adopted_paper_stays(officer, log_in):
    reading = reviewed_reading(plan_answer())
    adopt_reading(reading=reading, adopted_by=officer, agency_choices={})
    document = reading.document
    document.file = StoredFile.objects.create(original_name="a.txt", content_type="text/plain", size=1)
    document.save()

    page = log_in(officer).post(f"/van-ban/{document.pk}/rut/", {"reason": "nhầm"})

    assert "Hãy nộp bản sửa đổi thay thế." in page.text
    assert Document.objects.filter(pk=document.pk).exists()


def test_reader_has_no_page_to_take_a_paper_out(officer, log_in):
    document = make_document(by=officer)

    assert log_in(make_person(Role.READER)).get(f"/van-ban/{document.pk}/rut/").status_code == 404
