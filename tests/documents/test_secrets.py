"""A paper with a secret mark leaves nothing on the disk or in the database but the fact."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from factories.documents import NOON, make_document, make_reading

from haidang.documents.models import Document, DocumentReading
from haidang.documents.operations.reading import read_waiting_document
from haidang.documents.operations.registering import ask_reading
from haidang.documents.operations.secrets import mark_secret, purge_marked_paper
from haidang.documents.work import read_next_paper
from haidang.engines.reading.errors import SecretMarked
from haidang.foundation.models import Event, StoredFile
from haidang.foundation.queries.chain import breaks_of_chain

NAME = "chiến-lược-mật-2026.txt"
TEXT = "TUYỆT MẬT\nNội dung không ai được thấy"


def stored_bytes() -> list[bytes]:
    folder = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def database_text() -> str:
    """This function will return every value of every row as one text."""
    models = (model for model in apps.get_models() if model._meta.managed)
    return "\n".join(str(row) for model in models for row in model.objects.order_by("pk").values_list())


def read_as_secret():
    def read(reading, report):
        raise SecretMarked

    read_waiting_document(read=read, clock=lambda: NOON)


def test_secret_paper_leaves_nothing_but_the_fact(officer):
    document = make_document(TEXT, name=NAME, by=officer)
    digest = document.file.sha256
    assert stored_bytes() == [TEXT.encode()]
    assert NAME in database_text()

    read_as_secret()

    assert stored_bytes() == []
    left = database_text()
    assert [word for word in (NAME, "chiến-lược", digest, "TUYỆT MẬT") if word in left] == []
    assert [Document.objects.count(), DocumentReading.objects.count(), StoredFile.objects.count()] == [
        0,
        0,
        0,
    ]
    facts = Event.objects.order_by("number").values_list(
        "act", "actor_id", "subject_kind", "subject_id", "before", "after"
    )
    assert list(facts) == [
        ("foundation.forgotten", None, "", "", None, None),
        ("foundation.forget_entries", None, "foundation.logchain", "1", None, {"numbers": [[1, 1]]}),
        ("documents.purge_secret_document", officer.pk, "agencies.account", str(officer.pk), None, None),
    ]
    assert list(breaks_of_chain()) == []


def test_queue_between_the_mark_and_the_purge_shows_no_name_and_asks_again(officer, log_in):
    make_document(TEXT, name=NAME, by=officer)
    mark_secret(reading=DocumentReading.objects.get())
    client = log_in(officer)

    between = client.get("/van-ban/hang-doi/").text
    assert purge_marked_paper()
    after = client.get("/van-ban/hang-doi/").text

    assert (NAME in between, 'hx-trigger="every 2s"' in between) == (False, True)
    assert (NAME in after, 'hx-trigger="every 2s"' in after) == (False, False)


def test_secret_paper_that_was_read_before_is_purged_with_its_findings(officer):
    reading = make_reading(by=officer, name=NAME)
    ask_reading(document=reading.document, asked_by=officer)
    assert "Theo dõi và tổng hợp dư luận" in database_text()

    read_as_secret()

    assert stored_bytes() == []
    assert [word for word in (NAME, "Theo dõi và tổng hợp dư luận") if word in database_text()] == []


def test_other_papers_stay_when_a_secret_one_is_purged(officer):
    kept = make_reading(by=officer, name="thường.txt").document
    make_document(TEXT, name=NAME, by=officer)

    read_as_secret()

    assert list(Document.objects.values_list("pk", flat=True)) == [kept.pk]


@pytest.mark.parametrize(
    "text", ["TUYỆT MẬT\n\nKẾ HOẠCH\nCông tác năm 2026", "UBND TỈNH\nMẬT\nSố: 1/KH-UBND"]
)
def test_mark_is_seen_by_the_reading_itself(officer, text):
    make_document(text, name=NAME, by=officer)

    assert read_next_paper() is True

    assert stored_bytes() == []
    assert list(Event.objects.order_by("number").values_list("act", flat=True)) == [
        "foundation.forgotten",
        "foundation.forget_entries",
        "documents.purge_secret_document",
    ]
