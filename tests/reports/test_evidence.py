"""Evidence: what is taken, what is refused in which words, who may open it, and how it is sent."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from factories.agencies import make_agency, make_person
from factories.reports import owed, photo_bytes, send
from PIL import Image

from haidang.agencies.enums import Role
from haidang.foundation.models import Event, StoredFile
from haidang.reports.errors import EvidenceRefused
from haidang.reports.models import Evidence
from haidang.reports.operations.answering import keep_draft
from haidang.reports.operations.evidence import MOST_FILES
from haidang.reports.operations.screening import check_next_evidence
from haidang.reports.queries.answers import Answer
from haidang.reports.validators import LONGEST_SIDE, MOST_BYTES, take_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = b"%PDF-1.7\n%%EOF"


def upload(content: bytes, name: str = "anh.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def package(*parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for part in parts:
            written.writestr(part, "x")
    return made.getvalue()


def refusal_of(content: bytes, name: str = "tep.bin") -> str:
    with translation.override("vi"), pytest.raises(EvidenceRefused) as refused:
        take_file(upload(content, name))
    return refused.value.message


def test_photo_is_made_anew_small_turned_and_without_place():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    given = photo_bytes(3000, 1500, exif=exif)

    taken = take_file(upload(given))

    with Image.open(io.BytesIO(taken.content)) as picture:
        assert picture.size == (LONGEST_SIDE // 2, LONGEST_SIDE)
        assert dict(picture.getexif()) == {}
    assert (taken.kind, taken.content_type) == ("photo", "image/jpeg")


def test_picture_with_a_transparent_ground_turns_white_not_black():
    made = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(made, "PNG")

    taken = take_file(upload(made.getvalue(), "logo.png"))

    with Image.open(io.BytesIO(taken.content)) as picture:
        assert picture.getpixel((1, 1)) == (255, 255, 255)


def test_kind_is_told_by_the_content_not_by_the_name():
    taken = take_file(upload(package("xl/workbook.xml"), "anh.jpg"))

    assert (taken.kind, taken.content_type) == ("file", XLSX)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"<!doctype html><script>x</script>",
        b"MZ\x90\x00",
        b"GIF89a" + b"\x00" * 20,
        package("nothing.txt"),
        package("word/document.xml", "word/vbaProject.bin"),
    ],
    ids=["svg", "html", "program", "gif", "zip", "macros"],
)
def test_other_kinds_are_refused_with_what_to_do(content):
    assert refusal_of(content) == (
        "Không nhận tep.bin: chỉ nhận ảnh (JPEG, PNG, WebP), PDF, Word (.docx), Excel (.xlsx) và PowerPoint (.pptx), "
        "không có macro. Hãy lưu lại theo một trong các dạng đó, hoặc gửi liên kết."
    )


def test_file_that_is_too_large_empty_or_cut_off_is_refused_in_words():
    assert refusal_of(b"%PDF-" + b"x" * MOST_BYTES) == (
        "Không nhận tep.bin: tệp trên 20 MB. Hãy gửi tệp nhỏ hơn hoặc một liên kết."
    )
    assert refusal_of(b"") == "Không nhận tep.bin: tệp rỗng. Hãy chọn lại."
    assert refusal_of(photo_bytes(200, 200)[:300]) == (
        "Không nhận tep.bin: tệp bị hỏng. Hãy mở ra, lưu lại rồi chọn lại."
    )


def test_picture_that_would_fill_the_memory_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr("haidang.reports.validators.MOST_PIXELS", 100)

    assert refusal_of(photo_bytes(20, 20)) == "Không nhận tep.bin: ảnh quá lớn. Hãy gửi ảnh nhỏ hơn."


@pytest.fixture
def agency(db):
    return make_agency("Sở Du lịch")


@pytest.fixture
def focal(agency):
    return make_person(Role.FOCAL, "daumoi", agency)


def sent_with(focal, officer, agency, content: bytes, name: str) -> Evidence:
    send(owed(officer, agency), focal, files=[take_file(upload(content, name))])
    return Evidence.objects.get()


def test_photo_is_shown_as_a_picture_and_never_as_a_page(log_in, focal, officer, agency):
    evidence = sent_with(focal, officer, agency, photo_bytes(), "le-ky.jpg")

    answer = log_in(focal).get(reverse("reports:evidence", args=[evidence.token]))

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Content-Disposition"] == 'inline; filename="le-ky.jpg"'
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_file_is_only_saved_and_only_after_it_was_looked_through(log_in, focal, officer, agency):
    evidence = sent_with(focal, officer, agency, PDF, "bao-cao.pdf")
    client, address = log_in(focal), reverse("reports:evidence", args=[evidence.token])
    assert client.get(address).status_code == 404

    assert check_next_evidence(screen=lambda stored: "clear") is True
    answer = client.get(address)

    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bao-cao.pdf"'
    assert check_next_evidence(screen=lambda stored: "clear") is False


def test_file_with_a_secret_mark_goes_from_the_disk_and_only_the_fact_stays(focal, officer, agency):
    evidence = sent_with(focal, officer, agency, PDF, "ke-hoach-mat.pdf")
    path = evidence.file.file.path

    check_next_evidence(screen=lambda stored: "secret")

    evidence.refresh_from_db()
    assert (evidence.file, evidence.title, evidence.check_state) == (None, "", "refused")
    assert StoredFile.objects.count() == 0
    assert not Path(path).exists()
    entry = Event.objects.get(act="reports.refuse_evidence")
    assert "mat.pdf" not in f"{entry.subject_name}{entry.before}{entry.after}"


def test_evidence_of_another_unit_is_not_there(log_in, focal, officer, agency):
    evidence = sent_with(focal, officer, agency, photo_bytes(), "le-ky.jpg")
    stranger = make_person(Role.FOCAL, "nguoila", make_agency("Sở Y tế"))
    address = reverse("reports:evidence", args=[evidence.token])
    assert log_in(officer).get(address).status_code == 200

    assert log_in(stranger).get(address).status_code == 404


def test_file_of_a_draft_is_seen_by_its_author_alone(log_in, focal, officer, agency):
    answer = Answer(files=[take_file(upload(photo_bytes()))])
    keep_draft(obligation=owed(officer, agency), author=focal, answer=answer)
    address = reverse("reports:evidence", args=[Evidence.objects.get().token])
    assert log_in(focal).get(address).status_code == 200

    assert log_in(officer).get(address).status_code == 404


def test_same_photo_sent_again_is_kept_once(focal, officer, agency):
    obligation, answer = owed(officer, agency), Answer(files=[take_file(upload(photo_bytes()))])
    keep_draft(obligation=obligation, author=focal, answer=answer)

    keep_draft(obligation=obligation, author=focal, answer=answer)

    assert (Evidence.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_more_files_than_allowed_are_refused_and_none_is_left_on_the_disk(focal, officer, agency):
    files = [take_file(upload(photo_bytes(20 + number, 20))) for number in range(MOST_FILES + 1)]

    with pytest.raises(EvidenceRefused):
        keep_draft(obligation=owed(officer, agency), author=focal, answer=Answer(files=files))

    assert StoredFile.objects.count() == 0


def test_dropped_file_of_a_draft_goes_from_the_disk(focal, officer, agency):
    obligation = owed(officer, agency)
    keep_draft(obligation=obligation, author=focal, answer=Answer(files=[take_file(upload(photo_bytes()))]))
    path = StoredFile.objects.get().file.path

    keep_draft(
        obligation=obligation,
        author=focal,
        answer=Answer(text="Thôi", dropped_evidence=(Evidence.objects.get().pk,)),
    )

    assert (Evidence.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert not Path(path).exists()
