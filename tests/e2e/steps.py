"""What journeys have in common: papers to hand in and the steps people take on the pages."""

import time
from pathlib import Path

PASSWORD = "ngon-den-hai-dang"
# A machine that does other things too reads a scan of some pages in this time.
_SECONDS_TO_READ = 120
# Looking more often takes more of the machine than the reading that is waited for.
_MILLISECONDS_BETWEEN_LOOKS = 800
PLAN = """UBND TỈNH BIỂN XANH
SỞ NGOẠI VỤ
Số: {number}/KH-SNgV
Biển Xanh, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Hoạt động thông tin đối ngoại của Sở Ngoại vụ năm 2026
I. NỘI DUNG
1. Duy trì bản tin đối ngoại song ngữ
- Chủ trì: Văn phòng Sở.
- Phối hợp: Phòng Hợp tác quốc tế.
- Thời gian: Hằng quý.
2. Tổ chức gặp mặt các cơ quan đại diện nước ngoài
- Chủ trì: Phòng Hợp tác quốc tế.
- Phối hợp: Văn phòng Sở.
- Thời gian: trước ngày 30/9/2026.
3. Việc in nhầm của năm trước
- Chủ trì: Văn phòng Sở.
- Thời gian: Quý I/2026.
"""


def write_plan(folder: Path, number: int, text: str = PLAN) -> Path:
    """A paper that nobody has handed in before: files that are the same are taken once only."""
    path = folder / f"ke-hoach-{number}.txt"
    path.write_text(text.format(number=number), encoding="utf-8")
    return path


def write_word_plan(folder: Path, number: int, text: str = PLAN) -> Path:
    """The same as a DOCX, of which an office suite draws the pages."""
    from docx import Document

    paper = Document()
    for line in text.format(number=number).splitlines():
        paper.add_paragraph(line)
    path = folder / f"ke-hoach-{number}.docx"
    paper.save(path)
    return path


def opened_task(label: str) -> str:
    """The selector of the open task with this label; buttons of another one may name it too."""
    return f"[data-opened] summary .find-no:text-is('{label}')"


def wait_for_task(page, label: str) -> None:
    """Wait until a task is open and its page settled: keys that come before scripts have hold of it go astray."""
    page.wait_for_selector(opened_task(label))
    page.locator("[data-opened] [data-key=Enter]:focus").wait_for()


def send(page, files) -> None:
    """Send files from the page of handing in; paths, or files made in memory."""
    page.goto("/van-ban/nop/")
    send_chosen(page, files)


def send_chosen(page, files) -> None:
    """Choose files on the page of handing in as it stands, and send them."""
    page.set_input_files("input[type=file]", files)
    page.click("main form[enctype] button[type=submit]")
    page.wait_for_selector("main [role=status]")


def queue_row(page, name: str):
    """The row of a file on the queue, once it is read or refused; the page turns itself where scripts run."""
    row = page.locator("#queue tbody tr", has_text=name).first
    deadline = time.monotonic() + _SECONDS_TO_READ
    while not row.locator("a:has-text('Rà soát'), .note.late").count():
        assert time.monotonic() < deadline, f"{name} không được đọc"
        page.wait_for_timeout(_MILLISECONDS_BETWEEN_LOOKS)
        page.goto("/van-ban/hang-doi/")
    return row


def open_review(page, name: str) -> None:
    queue_row(page, name).locator("a", has_text="Rà soát").click()
    page.wait_for_selector("[data-findings]")


def open_tasks(page) -> None:
    page.click("nav.tabs a:has-text('Việc')")
    page.wait_for_selector("nav.tabs a[aria-current]:has-text('Việc')")
    page.wait_for_selector("[data-opened]")
    page.wait_for_load_state()


def log_in(page, username: str, password: str = PASSWORD) -> None:
    """Log in by the keys alone; the page that follows is the caller's to look at."""
    page.goto("/dang-nhap/")
    page.focus("input[name=username]")
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def hand_in(page, path: Path) -> None:
    """Hand a paper in and wait on the queue until it can be reviewed."""
    send(page, path)
    open_review(page, path.name)


def adopt(page) -> None:
    """Adopt what was confirmed: names nobody knows become new agencies, as the page proposes."""
    page.click("a.btn-go:has-text('Thông qua chương trình')")
    page.click("main form button:has-text('Thông qua chương trình')")
    page.wait_for_selector("h1:has-text('Hoạt động thông tin đối ngoại')")
    page.wait_for_load_state()


def find_task(page, words: str, name: str):
    """Filter the programme by words without diacritics and return the row of the task."""
    page.get_by_label("Tìm trong các việc").fill(words)
    with page.expect_navigation():
        page.get_by_role("button", name="Lọc").click()
    return page.locator("tr, li", has_text=name).first


def follow_source(row, page) -> None:
    """Go to the lines of a task by its line numbers, as a keyboard does."""
    row.locator("a[href*='#L']").first.focus()
    page.keyboard.press("Enter")


def lit_lines(page) -> list[str]:
    page.wait_for_selector(".lit")
    page.wait_for_load_state()
    return page.locator(".lit").all_inner_texts()


def wait_until_in_sight(thing) -> None:
    """A page may scroll a moment after it is there."""
    from playwright.sync_api import expect

    expect(thing).to_be_in_viewport(timeout=15_000)


def overflow(page) -> int:
    return page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
