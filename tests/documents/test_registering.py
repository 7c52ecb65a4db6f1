"""Handing in papers: each file once, under a name that can be shown, with the log naming nothing of it."""

import pytest
from django.core.files.base import ContentFile
from django.utils.timezone import localtime
from factories.documents import NOON, make_document, make_reading

from haidang.documents.errors import AlreadyRegistered
from haidang.documents.models import Document, DocumentReading
from haidang.documents.operations.queue import claim_reading, refuse_reading
from haidang.documents.operations.registering import (
    ask_reading,
    register_document,
    register_pasted_text,
    register_uploads,
    safe_name,
)
from haidang.engines.vietnamese.dates import written_moment
from haidang.foundation.models import Event


def test_paper_waits_to_be_read_when_it_is_handed_in(officer):
    document = make_document("KẾ HOẠCH", name="kế hoạch.txt", by=officer)

    readings = list(document.readings.values_list("state", "asked_by_id", "attempts"))
    assert readings == [("waiting", officer.pk, 0)]
    assert document.file.original_name == "kế hoạch.txt"
    assert document.file.file.read().decode() == "KẾ HOẠCH"


def test_log_names_a_new_paper_by_its_number_only(officer):
    document = make_document(name="bí mật.txt", by=officer)

    entries = list(Event.objects.values_list("act", "actor_id", "subject_name", "before", "after"))
    arrival = written_moment(localtime(document.registered_at))
    told = f"văn bản chưa có số, nộp lúc {arrival}"
    assert entries == [("documents.register_document", officer.pk, told, None, None)]


def test_same_bytes_are_refused_with_the_paper_that_is_there(officer):
    first = make_document("một nội dung", name="a.txt")

    with pytest.raises(AlreadyRegistered) as refused:
        make_document("một nội dung", name="b.txt")

    assert refused.value.document == first
    assert Document.objects.count() == 1


def test_same_bytes_may_come_again_when_they_were_refused(officer):
    make_document("một nội dung")
    reading = claim_reading(worker="machine:1", at=NOON)
    refuse_reading(reading=reading, code="damaged", message="Tệp bị hỏng", at=NOON)

    make_document("một nội dung")

    assert list(DocumentReading.objects.order_by("id").values_list("state", flat=True)) == [
        "refused",
        "waiting",
    ]


def test_several_files_become_several_papers_and_known_ones_are_told(officer):
    known = make_document("đã có")
    files = [ContentFile("đã có".encode(), name="1.txt"), ContentFile("mới".encode(), name="2.txt")]

    registrations = register_uploads(uploads=files, registered_by=officer)

    assert [(one.is_new, one.document.file.original_name) for one in registrations] == [
        (False, known.file.original_name),
        (True, "2.txt"),
    ]


def test_pasted_text_becomes_a_text_file(officer):
    document = register_pasted_text(text="KẾ HOẠCH\r\nI. MỤC TIÊU", name="dán", registered_by=officer)

    assert document.file.original_name == "dán.txt"
    assert document.file.file.read().decode() == "KẾ HOẠCH\nI. MỤC TIÊU"


def test_corrected_version_knows_the_paper_it_corrects(officer):
    first = make_document("bản đầu")

    second = register_document(
        upload=ContentFile(b"ban sua"), name="sua.txt", registered_by=officer, corrects=first
    )

    assert list(first.corrections.all()) == [second]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\van ban\\kế hoạch.docx", "kế hoạch.docx"),
        ("ke\x00hoach\x07.txt", "kehoach.txt"),
        ("thu\u202etxt.exe", "thutxt.exe"),
        ("ke\nhoach.txt", "ke hoach.txt"),
        ("  ..  ", "van-ban"),
        ("Kế hoạch".encode().decode() + ".txt", "Kế hoạch.txt"),
    ],
)
def test_name_loses_folders_and_what_is_not_seen(name, safe):
    assert safe_name(name) == safe


def test_long_name_keeps_its_ending():
    assert safe_name("k" * 500 + ".docx") == "k" * 175 + ".docx"


def test_reading_again_adds_one_reading_and_waits_only_once(officer):
    reading = make_reading(by=officer)

    first = ask_reading(document=reading.document, asked_by=officer)
    second = ask_reading(document=reading.document, asked_by=officer)

    assert first == second
    assert list(reading.document.readings.order_by("id").values_list("state", flat=True)) == [
        "read",
        "waiting",
    ]
