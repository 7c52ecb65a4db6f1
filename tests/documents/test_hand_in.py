"""Handing in and waiting, as a browser without script does it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from factories.documents import NOON, make_document, make_reading

from haidang.documents.models import Document, DocumentReading
from haidang.documents.operations.queue import ProgressKeeper, claim_reading, refuse_reading


def uploaded(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), content_type="text/plain")


@pytest.fixture
def browser(officer, log_in):
    return log_in(officer)


def names() -> list[str]:
    return list(Document.objects.order_by("id").values_list("file__original_name", flat=True))


def test_several_files_and_pasted_text_are_handed_in_at_once(browser):
    answer = browser.post(
        "/van-ban/nop/",
        {"files": [uploaded("a.txt", "một"), uploaded("b.txt", "hai")], "text": "ba", "name": "c"},
        follow=True,
    )

    assert names() == ["a.txt", "b.txt", "c.txt"]
    assert answer.redirect_chain == [("/van-ban/nop/", 302)]
    assert [str(message) for message in answer.context["messages"]] == ["3 văn bản đang chờ đọc."]


def test_known_file_is_told_with_a_link_and_not_kept_twice(browser):
    known = make_document("một")

    answer = browser.post("/van-ban/nop/", {"files": [uploaded("khac.txt", "một")]}, follow=True)

    assert names() == ["ke-hoach.txt"]
    assert f'<a href="/van-ban/{known.pk}/">Mở văn bản đã có.</a>' in answer.text


def test_nothing_chosen_says_what_to_do(browser):
    answer = browser.post("/van-ban/nop/", {"text": "  "})

    assert answer.context["form"].non_field_errors() == ["Hãy chọn tệp hoặc dán nội dung văn bản."]
    assert names() == []


def test_empty_file_is_taken_so_that_its_refusal_can_say_what_to_do(browser):
    browser.post("/van-ban/nop/", {"files": [uploaded("rong.txt", "")]})

    assert names() == ["rong.txt"]


def test_corrected_version_is_handed_in_from_the_page_of_the_paper(browser):
    first = make_document("một")
    form = browser.get(f"/van-ban/nop/?ban-sua-cua={first.pk}").context["form"]
    assert form["corrects"].value() == str(first.pk)

    browser.post("/van-ban/nop/", {"files": [uploaded("sua.txt", "hai")], "corrects": first.pk})

    assert Document.objects.get(file__original_name="sua.txt").corrects == first


def test_name_with_folders_is_kept_without_them(browser):
    browser.post("/van-ban/nop/", {"files": [uploaded("../../van ban.txt", "một")]})

    assert names() == ["van ban.txt"]


def test_hostile_name_is_shown_as_text(browser):
    make_document("một", name="<img src=x onerror=alert(1)>.txt")

    page = browser.get("/van-ban/hang-doi/").text

    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;.txt" in page


def test_queue_shows_progress_and_reloads_itself_without_script(browser):
    make_document("một")
    reading = claim_reading(worker="machine:1", at=NOON)
    ProgressKeeper(reading, lambda: NOON).report(3, 12, "pages")

    page = browser.get("/van-ban/hang-doi/").text

    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert "đang đọc trang 4/12" in page


def test_queue_stops_reloading_when_all_is_read(browser):
    make_reading()

    page = browser.get("/van-ban/hang-doi/").text

    assert 'http-equiv="refresh"' not in page
    assert "hx-trigger" not in page


def test_htmx_gets_the_rows_only(browser):
    make_document("một")

    part = browser.get("/van-ban/hang-doi/", headers={"HX-Request": "true"}).text

    assert part.lstrip().startswith('<div id="queue" aria-live="polite"')


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("vi", "Tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi nộp lại."),
        ("en", "The file is protected by a password; take the password off and hand it in again."),
    ],
)
def test_refusal_says_cause_and_remedy_in_the_persons_language(browser, officer, language, sentence):
    type(officer).objects.update(language=language)
    make_document("một", name="khoa.pdf")
    reading = claim_reading(worker="machine:1", at=NOON)
    message = "Tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi nộp lại."
    refuse_reading(reading=reading, code="encrypted", message=message, at=NOON)

    for address in (
        "/van-ban/hang-doi/",
        f"/van-ban/ra-soat/{reading.pk}/",
        f"/van-ban/{reading.document_id}/",
    ):
        page = browser.get(address).text
        assert (sentence in page, "encrypted" in page, "khoa.pdf" in page) == (True, False, True)


def test_paper_is_put_into_the_queue_again_from_its_page(browser):
    reading = make_reading()

    browser.post(f"/van-ban/{reading.document_id}/doc-lai/")

    states = DocumentReading.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["read", "waiting"]


def test_file_beyond_the_limit_is_refused_at_the_door_and_nothing_is_stored(officer, log_in, monkeypatch):
    monkeypatch.setenv("HAIDANG_LIMIT_FILE_MB", "1")
    large = SimpleUploadedFile("lon.txt", b"x" * (1024 * 1024 + 1))

    page = log_in(officer).post("/van-ban/nop/", {"files": [large]})

    assert "“lon.txt” lớn hơn 1 MB." in page.content.decode()
    assert not Document.objects.exists()
