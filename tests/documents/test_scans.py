"""Recognised pages are kept on the disk while a paper is being read, and never longer."""

import re
from types import SimpleNamespace

import pytest
from factories.documents import NOON, make_document, plan_answer, reading_result
from factories.words import make_damaged_reading
from PIL import Image

from haidang.documents.enums import PicturesState
from haidang.documents.models import DocumentReading, PageImage, UncertainWord
from haidang.documents.operations import engine
from haidang.documents.operations.picturing import draw_waiting_pages
from haidang.documents.operations.reading import read_waiting_document
from haidang.documents.operations.scans import scans_folder
from haidang.documents.operations.secrets import purge_secret_document
from haidang.documents.operations.withdrawing import withdraw_document
from haidang.documents.operations.words import correct_word
from haidang.engines.reading.errors import SecretMarked, refusal
from haidang.foundation.models import Event

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def own_data(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path


def keep_page(reading) -> None:
    folder = scans_folder(reading.pk)
    folder.mkdir(parents=True)
    (folder / "page-1.json").write_text("{}", encoding="utf-8")


def scans_left(tmp_path) -> list[str]:
    return sorted(path.name for path in tmp_path.glob("scans/*/*"))


def read_with(end):
    """This function will read the waiting paper with a reader that recognises a page and then comes to this end."""

    def read(reading, report):
        keep_page(reading)
        if isinstance(end, Exception):
            raise end
        return end

    read_waiting_document(read=read, clock=lambda: NOON)


@pytest.mark.parametrize(
    ("end", "state"), [(reading_result(plan_answer()), "read"), (refusal("damaged"), "refused")]
)
def test_recognised_pages_go_when_the_reading_ends(officer, tmp_path, end, state):
    make_document(by=officer)

    read_with(end)

    assert (DocumentReading.objects.get().state, scans_left(tmp_path)) == (state, [])


def test_recognised_pages_of_a_secret_paper_go_before_anything_else(officer, tmp_path, monkeypatch):
    make_document(by=officer)
    left = []
    monkeypatch.setattr(
        "haidang.documents.operations.reading.purge_marked_paper", lambda: left.append(scans_left(tmp_path))
    )

    read_with(SecretMarked())

    assert left == [[]]


def test_recognised_pages_stay_when_the_process_fails(officer, tmp_path):
    make_document(by=officer)

    with pytest.raises(MemoryError):
        read_with(MemoryError())

    assert scans_left(tmp_path) == ["page-1.json"]


def test_recognised_pages_go_with_a_paper_that_is_withdrawn(officer, tmp_path):
    document = make_document(by=officer)
    keep_page(document.readings.get())

    withdraw_document(document=document, withdrawn_by=officer, reason="nộp nhầm")

    assert scans_left(tmp_path) == []


def test_pages_recognised_after_the_paper_was_withdrawn_go_too(officer, tmp_path):
    document = make_document(by=officer)

    def read(reading, report):
        withdraw_document(document=document, withdrawn_by=officer, reason="nộp nhầm")
        keep_page(reading)
        return reading_result(plan_answer())

    read_waiting_document(read=read, clock=lambda: NOON)

    assert (DocumentReading.objects.count(), scans_left(tmp_path)) == (0, [])


def test_engine_is_given_the_folder_of_the_reading(officer, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(engine, "read_limited", lambda path, **about: asked.append(about["scans_folder"]))
    reading = make_document(by=officer).readings.get()

    engine.read_stored_paper(reading, print)

    assert asked == [tmp_path / "scans" / str(reading.pk)]


def test_purge_leaves_no_word_and_no_entry_about_one(officer, tmp_path):
    reading = make_damaged_reading(officer)
    word = reading.uncertain_words.get(text="đổi")
    correct_word(word=word, text="đối", version=1, decided_by=officer)
    keep_page(reading)
    assert Event.objects.filter(subject_kind="documents.uncertainword").count() == 1

    purge_secret_document(document=reading.document)

    assert (UncertainWord.objects.count(), scans_left(tmp_path)) == (0, [])
    assert set(Event.objects.values_list("act", flat=True)) == {
        "foundation.forgotten",
        "foundation.forget_entries",
        "documents.purge_secret_document",
    }


def test_withdrawn_paper_takes_its_words_along(officer):
    reading = make_damaged_reading(officer)

    withdraw_document(document=reading.document, withdrawn_by=officer, reason="nộp nhầm")

    assert UncertainWord.objects.count() == 0


@pytest.mark.parametrize("kind", ["scan", "image"])
def test_picture_of_a_recognised_page_has_the_size_of_its_lines(officer, kind):
    pages = [{"number": 1, "width": 600.0, "height": 800.0, "turned": 90}]
    reading = make_damaged_reading(officer, pages=pages)
    DocumentReading.objects.update(file_kind=kind, pictures=PicturesState.WAITING)

    def draw(drawn, folder):
        Image.new("RGB", (30, 40)).save(folder / "1.png")
        return [SimpleNamespace(number=1, path=folder / "1.png", width=30, height=40)]

    draw_waiting_pages(draw=draw, locate=lambda *_: {}, clock=lambda: NOON)

    assert list(PageImage.objects.values_list("reading_id", "page", "width", "height")) == [
        (reading.pk, 1, 600.0, 800.0)
    ]


def test_recognised_page_is_drawn_upright(officer, tmp_path, monkeypatch):
    pages = [{"number": number, "width": 600.0, "height": 800.0, "turned": 90 * number} for number in (1, 2)]
    reading = make_damaged_reading(officer, pages=pages)
    asked = []
    monkeypatch.setattr(engine, "render_pages", lambda *_, **about: asked.append(about["turned"]))

    engine.draw_stored_pages(reading, tmp_path)

    assert asked == [{1: 90, 2: 180}]


@pytest.mark.parametrize(("done", "page"), [(0, 1), (3, 4), (12, 12)])
def test_queue_tells_which_page_is_being_recognised(officer, log_in, done, page):
    make_document(by=officer)
    DocumentReading.objects.update(
        state="running", progress_stage="recognition", progress_done=done, progress_total=12
    )

    shown = log_in(officer).get("/van-ban/hang-doi/").text

    assert re.findall(r"đang nhận dạng trang [\d/]+", shown) == [f"đang nhận dạng trang {page}/12"]


def test_review_of_a_running_paper_shows_its_progress_and_opens_as_soon_as_it_is_read(officer, log_in):
    reading = make_document(by=officer).readings.get()
    DocumentReading.objects.update(
        state="running", progress_stage="recognition", progress_done=2, progress_total=12
    )
    client, address = log_in(officer), f"/van-ban/ra-soat/{reading.pk}/"
    waiting = {"HX-Request": "true", "HX-Target": "waiting"}

    running = client.get(address, headers=waiting)
    DocumentReading.objects.update(state="read")
    read = client.get(address, headers=waiting)

    assert ("đang nhận dạng trang 3/12" in running.text, "<html" in running.text) == (True, False)
    assert (read.headers["HX-Refresh"], read.content) == ("true", b"")
