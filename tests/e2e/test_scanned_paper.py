"""A scan and a damaged text, from handing in to the programme: what the machine is unsure of is asked and corrected."""

import re
import time

import pytest
from e2e.drawn_pages import STRANGE, write_scan
from e2e.steps import adopt, find_task, hand_in, open_review, open_tasks, overflow, send, wait_for_task
from factories.scans import require_recogniser
from repository import SOURCE

DAMAGED = SOURCE / "documents/samples/ke-hoach-xa-2026-hong.txt"
# A damaged task with a word that nothing explains: repair leaves it as it is and is not sure of it.
UNREADABLE = "xqzwv"
STRANGE_TASK = (
    "3. Lap t6 théng tin du lich xqzwv tai bén tau\n\n"
    "- Chu tri: Phong Van héa - Xa hdi.\n\n- Thoi gian: Thang 5/2026.\n\n"
)
RECOGNISING = re.compile(r"đang nhận dạng trang [123]/3")
_SECONDS_TO_BEGIN, _SECONDS_TO_DRAW = 60, 120
DECIDED = re.compile(r"Đã quyết định \d+ chỗ")


def open_words(page) -> None:
    page.click("nav.tabs a:has-text('Từ cần xem lại')")
    page.wait_for_selector("[data-opened] [data-word]")


def open_word(page, words: str) -> None:
    """Open the first listed word whose line holds these words; the least certain one is open already."""
    row = page.locator("[data-findings] .find", has_text=re.compile(words)).first
    if row.get_attribute("data-opened") is None:
        row.locator("summary").click()
    page.locator("[data-findings] .find[data-opened]", has_text=re.compile(words)).wait_for()


def see_progress(page) -> None:
    """What a page says while it is recognised may be gone before the queue turns itself."""
    deadline = time.monotonic() + _SECONDS_TO_BEGIN
    while not page.get_by_text(RECOGNISING).count():
        assert time.monotonic() < deadline, "không thấy tiến độ nhận dạng"
        page.goto("/van-ban/hang-doi/")


def wait_for_pictures(page) -> None:
    """Pictures of the pages are drawn after a paper is read."""
    deadline = time.monotonic() + _SECONDS_TO_DRAW
    while not page.get_by_role("link", name="Ảnh trang", exact=True).count():
        assert time.monotonic() < deadline, "ảnh trang không được vẽ"
        page.wait_for_timeout(800)
        page.reload()


def correct_everywhere(page, text: str) -> None:
    """By the keys alone: the field has hold of the word, typing replaces it, Shift+Enter takes all places."""
    page.locator("[data-opened] [data-word]:focus").wait_for()
    page.keyboard.type(text)
    page.keyboard.press("Shift+Enter")
    page.locator("[role=status], [role=alert]", has_text=DECIDED).first.wait_for()


def titles_of_tasks(page) -> list[str]:
    """The titles on the tab of tasks; those that are closed are listed by their titles too."""
    open_tasks(page)
    return [" ".join(text.split()) for text in page.locator(".find summary").all_inner_texts()]


@pytest.fixture(scope="module")
def recogniser():
    require_recogniser()


def test_scan_is_recognised_its_unsure_word_corrected_and_the_task_adopted(
    open_page, chromium, recogniser, tmp_path
):
    page, scan = open_page(), write_scan(chromium, tmp_path, 701)

    send(page, scan)
    see_progress(page)
    open_review(page, scan.name)
    wait_for_pictures(page)
    open_words(page)
    open_word(page, STRANGE)
    page.locator("[data-opened] .lens rect").wait_for()
    page.locator("[data-opened] .lens").click()
    page.locator("[data-enlarged] rect").first.wait_for()
    correct_everywhere(page, "Hạ Long")
    titles = titles_of_tasks(page)
    for label in ("I.1", "I.2"):
        wait_for_task(page, label)
        page.keyboard.press("Enter")
    adopt(page)
    row = find_task(page, "ha long", "bản tin Hạ Long")

    assert [title for title in titles if STRANGE in title] == []
    row.wait_for()
    assert "Duy trì bản tin Hạ Long về tỉnh" in row.inner_text()


def test_damaged_text_is_corrected_taken_back_and_exported_as_gold(open_page, tmp_path):
    page, paper = open_page(), tmp_path / "ban-hong-702.txt"
    text = DAMAGED.read_text(encoding="utf-8").replace("12/KH", "702/KH")
    twice = STRANGE_TASK + STRANGE_TASK.replace("3.", "4.")
    paper.write_text(text.replace("Ill. TO CHUC", twice + "Ill. TO CHUC"), encoding="utf-8")

    hand_in(page, paper)
    open_words(page)
    open_word(page, UNREADABLE)
    correct_everywhere(page, "kiểm chứng")
    titles = titles_of_tasks(page)
    open_words(page)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Tải các chỗ đã sửa (TSV)").click()
    gold = downloading.value.path().read_text(encoding="utf-8").splitlines()
    decided = page.locator(".find", has_text="→ kiểm chứng").first
    decided.locator("summary").click()
    page.locator("[data-opened] button:has-text('Hoàn lại')").click()
    page.locator("[role=status], [role=alert]", has_text=DECIDED).first.wait_for()

    assert sum("kiểm chứng" in title for title in titles) == 2
    assert gold[0] == "file\tline\traw\tgold\tsplit"
    assert {(row.split("\t")[0], row.split("\t")[4]) for row in gold[1:]} == {("ban-hong-702", "reviewed")}
    assert [title for title in titles_of_tasks(page) if "kiểm chứng" in title] == []


def test_what_is_no_word_is_deleted_everywhere_by_the_keys(open_page, tmp_path):
    page, paper = open_page(), tmp_path / "ban-hong-704.txt"
    text = DAMAGED.read_text(encoding="utf-8").replace("12/KH", "704/KH")
    twice = STRANGE_TASK + STRANGE_TASK.replace("3.", "4.")
    paper.write_text(text.replace("Ill. TO CHUC", twice + "Ill. TO CHUC"), encoding="utf-8")

    hand_in(page, paper)
    before = titles_of_tasks(page)
    open_words(page)
    open_word(page, UNREADABLE)
    page.locator("[data-opened] [data-word]:focus").wait_for()
    page.keyboard.press("Shift+Delete")
    page.locator("[role=status], [role=alert]", has_text=DECIDED).first.wait_for()

    after = titles_of_tasks(page)
    assert [sum(UNREADABLE in title for title in titles) for titles in (before, after)] == [2, 0]
    assert len(before) == len(after)


def test_words_are_decided_without_script_on_a_phone(open_page, tmp_path):
    page, paper = open_page(width=360, with_script=False), tmp_path / "ban-hong-703.txt"
    paper.write_text(DAMAGED.read_text(encoding="utf-8").replace("12/KH", "703/KH"), encoding="utf-8")

    hand_in(page, paper)
    open_words(page)
    before = page.locator("nav.tabs a:has-text('Từ cần xem lại')").inner_text()
    page.locator("[data-opened] button:has-text('Giữ như đọc')").click()
    page.locator(".find .st.done", has_text="giữ như đọc").first.wait_for()
    page.locator("[data-opened] [data-reading]").first.click()
    page.locator(".find .st.done", has_text="đã sửa").first.wait_for()

    after = page.locator("nav.tabs a:has-text('Từ cần xem lại')").inner_text()
    left, all_words = before.split()[-1].split("/")
    assert after.split()[-1] == f"{int(left) - 2}/{all_words}"
    assert overflow(page) <= 0
