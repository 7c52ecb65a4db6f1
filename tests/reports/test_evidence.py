"""Evidence: what is taken, what is refused in which words, who may open it, and how it is sent."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from factories.agencies import make_agency, make_person
from factories.reports import owed, photo_bytes, send
from PIL import Image

from haidang.agencies.enums import Role
from haidang.documents.operations.screening import Screening
from haidang.foundation.models import Event, Notice, StoredFile
from haidang.reports.errors import EvidenceRefused
from haidang.reports.models import Evidence, Submission
from haidang.reports.operations.answering import keep_draft
from haidang.reports.operations.evidence import drop_old_draft_files
from haidang.reports.operations.screening import check_next_evidence
from haidang.reports.queries.answers import Answer
from haidang.reports.validators import DRAFT_KEPT, LONGEST_SIDE, MOST_BYTES, MOST_FILES, take_file

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


def test_small_file_that_unpacks_into_a_huge_picture_is_refused():
    made = io.BytesIO()
    Image.new("1", (5_001, 5_001)).save(made, "PNG")
    assert len(made.getvalue()) < 20_000

    assert refusal_of(made.getvalue()) == "Không nhận tep.bin: ảnh quá lớn. Hãy gửi ảnh nhỏ hơn."


def test_picture_with_another_file_behind_it_loses_that():
    taken = take_file(upload(photo_bytes() + b"PK\x03\x04<script>alert(1)</script>"))

    assert (b"<script>" in taken.content, b"PK" in taken.content) == (False, False)


def found(what: str):
    """A look at a file that finds this, whatever the file."""
    return lambda _stored, looked_at: Screening(what, looked_at)


def sent_with(focal, officer, agency, content: bytes, name: str) -> Evidence:
    send(owed(officer, agency), focal, files=[take_file(upload(content, name))])
    return Evidence.objects.get()


def test_photo_is_shown_as_a_picture_and_never_as_a_page(log_in, focal, officer, agency):
    evidence = sent_with(focal, officer, agency, photo_bytes(), "le-ky.jpg")
    check_next_evidence(screen=found("clear"))

    answer = log_in(officer).get(reverse("reports:evidence", args=[evidence.token]))

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Content-Disposition"] == 'inline; filename="le-ky.jpg"'
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("kind", ["photo", "file"])
def test_what_was_not_looked_through_is_seen_by_its_sender_alone(log_in, focal, officer, agency, kind):
    content, name = {"photo": (photo_bytes(), "le-ky.jpg"), "file": (PDF, "bao-cao.pdf")}[kind]
    evidence = sent_with(focal, officer, agency, content, name)
    address = reverse("reports:evidence", args=[evidence.token])
    page = reverse("reports:obligation", args=[evidence.submission.obligation_id])

    assert log_in(focal).get(address).status_code == 200
    assert name in log_in(focal).get(page).text
    reader = log_in(officer)
    assert reader.get(address).status_code == 404
    assert (name in reader.get(page).text, "đang kiểm dấu mật" in reader.get(page).text) == (False, True)


def test_file_is_only_saved_and_only_after_it_was_looked_through(log_in, focal, officer, agency):
    evidence = sent_with(focal, officer, agency, PDF, "bao-cao.pdf")
    client, address = log_in(officer), reverse("reports:evidence", args=[evidence.token])
    assert client.get(address).status_code == 404

    assert check_next_evidence(screen=found("clear")) is True
    answer = client.get(address)

    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bao-cao.pdf"'
    assert check_next_evidence(screen=found("clear")) is False


def test_file_with_a_secret_mark_goes_from_the_disk_and_only_the_fact_stays(focal, officer, agency):
    evidence = sent_with(focal, officer, agency, PDF, "ke-hoach-mat.pdf")
    path = evidence.file.file.path

    check_next_evidence(screen=found("secret"))

    evidence.refresh_from_db()
    assert (evidence.file, evidence.title, evidence.check_state) == (None, "", "refused")
    assert StoredFile.objects.count() == 0
    assert not Path(path).exists()
    entry = Event.objects.get(act="reports.refuse_evidence")
    assert "mat.pdf" not in f"{entry.subject_name}{entry.before}{entry.after}"


def test_sender_is_told_what_happened_and_what_to_do_and_nothing_names_the_file(focal, officer, agency):
    evidence = sent_with(focal, officer, agency, PDF, "ke-hoach-mat.pdf")

    check_next_evidence(screen=found("secret"))

    notice = Notice.objects.get(to=focal, kind="reports.evidence")
    assert notice.title == "Một tệp bạn gửi kèm đã bị gỡ: có dấu chỉ độ mật"
    assert "Hãy gửi văn bản đó theo đường dành cho tài liệu mật" in notice.text
    assert notice.address == reverse("reports:obligation", args=[evidence.submission.obligation_id])
    assert "ke-hoach-mat" not in notice.text
    assert Submission.objects.get(pk=evidence.submission_id).text == "Dịch 14 bài"


def test_secret_file_goes_from_drafts_and_answers_of_others_too(focal, officer, agency):
    sent_with(focal, officer, agency, PDF, "ke-hoach-mat.pdf")
    other = owed(officer, make_agency("Sở Y tế"))
    keep_draft(obligation=other, author=officer, answer=Answer(files=[take_file(upload(PDF, "ban-sao.pdf"))]))
    Evidence.objects.filter(title="ban-sao.pdf").update(check_state="clear")

    check_next_evidence(screen=found("secret"))

    assert list(Evidence.objects.values_list("title", "file", "check_state")) == [("", None, "refused")] * 2
    assert StoredFile.objects.count() == 0
    assert Notice.objects.filter(kind="reports.evidence").count() == 2


def test_file_that_cannot_be_looked_through_stays_with_its_sender_who_is_told_why(
    log_in, focal, officer, agency
):
    evidence = sent_with(focal, officer, agency, PDF, "hong.pdf")

    check_next_evidence(screen=lambda _stored, _looked_at: Screening("unreadable", reason="Tệp bị hỏng."))

    assert check_next_evidence(screen=found("clear")) is False
    address = reverse("reports:evidence", args=[evidence.token])
    assert (log_in(focal).get(address).status_code, log_in(officer).get(address).status_code) == (200, 404)
    assert Notice.objects.get(kind="reports.evidence").text == (
        "hong.pdf: Tệp bị hỏng. Sửa xong hãy gửi lại; đến lúc đó chỉ bạn mở được tệp này."
    )


def test_long_file_is_looked_through_in_turns_and_lets_others_go_first(focal, officer, agency):
    answer = {"files": [take_file(upload(PDF, "dai.pdf")), take_file(upload(photo_bytes(), "anh.jpg"))]}
    send(owed(officer, agency), focal, **answer)
    looked: list[tuple[str, int]] = []

    def screen(stored: StoredFile, looked_at: int) -> Screening:
        looked.append((stored.original_name, looked_at))
        is_over = stored.original_name == "anh.jpg" or looked_at == 3
        return Screening("clear" if is_over else "waiting", looked_at + 3)

    while check_next_evidence(screen=screen):
        continue

    assert looked == [("dai.pdf", 0), ("anh.jpg", 0), ("dai.pdf", 3)]


def test_check_that_ran_out_of_time_is_tried_again_and_then_given_up(focal, officer, agency):
    evidence = sent_with(focal, officer, agency, PDF, "dai.pdf")
    tries = 0
    while check_next_evidence(
        screen=lambda _stored, _looked_at: Screening("unreadable", reason="Quá lâu.", is_passing=True)
    ):
        tries += 1

    evidence.refresh_from_db()
    assert (tries, evidence.check_state) == (3, "unreadable")


def test_evidence_of_another_unit_is_not_there(log_in, focal, officer, agency):
    evidence = sent_with(focal, officer, agency, photo_bytes(), "le-ky.jpg")
    check_next_evidence(screen=found("clear"))
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


def answer_posted(obligation, **fields) -> dict:
    return {"version": obligation.version, "key": "a" * 32, "progress": "done", "text": "Xong"} | fields


def test_good_files_of_a_refused_form_wait_in_the_draft_without_script(log_in, focal, officer, agency):
    obligation = owed(officer, agency)
    client, address = log_in(focal), reverse("reports:answer", args=[obligation.pk])
    files = [upload(photo_bytes(), "tot.jpg"), upload(b"MZ\x90", "xau.exe")]

    refused = client.post(address, answer_posted(obligation, figure="ba con gà", files=files))

    assert refused.status_code == 422
    assert "leave out tot.jpg" in refused.text or "bỏ tot.jpg" in refused.text
    assert list(Evidence.objects.values_list("title", flat=True)) == ["tot.jpg"]
    client.post(address, answer_posted(obligation))
    assert list(Submission.objects.values_list("state", "evidence__title")) == [("sent", "tot.jpg")]


def test_of_too_many_files_the_first_wait_in_the_draft_and_the_others_are_named(
    log_in, focal, officer, agency
):
    obligation = owed(officer, agency)
    photos = [upload(photo_bytes(20 + one, 20), f"anh-{one}.jpg") for one in range(MOST_FILES + 1)]
    address = reverse("reports:answer", args=[obligation.pk])

    refused = log_in(focal).post(address, answer_posted(obligation, files=photos))

    assert "Các tệp đầu đã được giữ trong bản nháp; chưa nhận: anh-10.jpg." in refused.text
    assert Evidence.objects.filter(submission__state="draft").count() == MOST_FILES


def test_text_with_a_mark_leaves_nothing_of_its_form_behind(log_in, focal, officer, agency):
    obligation = owed(officer, agency)
    address = reverse("reports:answer", args=[obligation.pk])

    refused = log_in(focal).post(
        address, answer_posted(obligation, text="TỐI MẬT\nĐoàn đến", files=[upload(photo_bytes())])
    )

    assert "Nội dung có dấu chỉ độ mật" in refused.text
    assert (Submission.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_reason_with_a_mark_is_refused_in_words_and_nothing_is_returned(log_in, focal, officer, agency):
    sent = send(owed(officer, agency), focal)
    address = reverse("reports:decide", args=[sent.obligation_id, sent.number])

    page = log_in(officer).post(
        address, {"tra-lai": "1", "reason": "Trái với văn bản\nTUYỆT MẬT"}, follow=True
    )

    assert "Nội dung có dấu chỉ độ mật" in page.text
    assert Submission.objects.get().state == "sent"


def test_files_of_a_draft_that_nobody_touched_go_after_a_month_and_its_words_stay(focal, officer, agency):
    answer = Answer(text="Đang làm", files=[take_file(upload(photo_bytes()))])
    draft = keep_draft(obligation=owed(officer, agency), author=focal, answer=answer)
    assert drop_old_draft_files(at=draft.saved_at + DRAFT_KEPT) is False

    assert drop_old_draft_files(at=draft.saved_at + DRAFT_KEPT + timedelta(seconds=1)) is True

    assert drop_old_draft_files(at=draft.saved_at + 2 * DRAFT_KEPT) is False
    assert (StoredFile.objects.count(), Submission.objects.get().text) == (0, "Đang làm")
    assert Event.objects.get(act="reports.drop_draft_files").after == {"files": 1}


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
