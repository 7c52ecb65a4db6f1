"""What people and machines may throw at the page of handing in."""

import threading

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from factories.agencies import make_officer
from factories.documents import make_document

from haidang.documents.errors import AlreadyRegistered
from haidang.documents.models import Document
from haidang.documents.operations.registering import register_document


def test_two_hundred_files_at_once_are_told_the_limit(officer, log_in):
    files = [SimpleUploadedFile(f"{number}.txt", str(number).encode()) for number in range(200)]

    answer = log_in(officer).post("/van-ban/nop/", {"files": files})

    assert answer.context["form"].errors == {
        "files": [
            "Mỗi lần nộp nhiều nhất 20 tệp. Hãy nộp các tệp còn lại sau, hoặc đề nghị quản trị viên nâng giới hạn "
            "bằng thiết lập HAIDANG_MOST_FILES."
        ]
    }
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    ("letters", "status", "papers"), [(1_900_000, 302, 1), (5_000_000, 200, 0)], ids=["most", "too much"]
)
def test_long_pasted_text_is_taken_or_told_the_limit(officer, log_in, letters, status, papers):
    answer = log_in(officer).post("/van-ban/nop/", {"text": "ệ" * letters})

    assert (answer.status_code, Document.objects.count()) == (status, papers)


NAMES = {
    "../../etc/passwd.txt": "passwd.txt",
    "C:\\temp\\a.txt": "a.txt",
    "ke\u202etxt.exe": "ketxt.exe",
    "a\x00b\x1f.txt": "ab .txt",
    "   ": "van-ban",
    "..": "van-ban",
    "x" * 300 + ".docx": "x" * 175 + ".docx",
    "CON.txt": "CON.txt",
}


@pytest.mark.parametrize("name", NAMES)
def test_hostile_name_is_made_harmless(officer, name):
    assert make_document("một", name=name, by=officer).file.original_name == NAMES[name]


def test_download_cannot_run_in_the_page(officer, log_in):
    document = make_document("<script>alert(1)</script>", name="<b>.html", by=officer)

    answer = log_in(officer).get(f"/van-ban/{document.pk}/tep/")

    named = ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")
    assert [answer[name] for name in named] == [
        "application/octet-stream",
        "nosniff",
        "sandbox; default-src 'none'",
    ]
    assert answer["Content-Disposition"].startswith("attachment;")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_same_bytes_handed_in_at_one_moment_become_one_paper():
    if connection.vendor == "sqlite":
        pytest.skip(
            "SQLite in memory refuses writers instead of letting them wait; IMMEDIATE keeps them apart"
        )
    officer = make_officer()
    start = threading.Barrier(4)
    told = []

    def hand_in() -> None:
        start.wait(10)
        try:
            register_document(upload=ContentFile(b"same", name="a.txt"), name="a.txt", registered_by=officer)
        except AlreadyRegistered:
            told.append("known")
        finally:
            connection.close()

    threads = [threading.Thread(target=hand_in) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert (Document.objects.count(), told) == (1, ["known"] * 3)
