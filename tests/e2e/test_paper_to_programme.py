"""The main journey: a paper is handed in, reviewed, adopted, and its task leads back to its lines."""

from pathlib import Path

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
CORRECTED = "Tổ chức gặp mặt đầu xuân các cơ quan đại diện nước ngoài"


def write_plan(folder: Path, number: int) -> Path:
    """A DOCX that nobody has handed in before: files that are the same are taken once only."""
    from docx import Document

    paper = Document()
    for line in PLAN.format(number=number).splitlines():
        paper.add_paragraph(line)
    path = folder / f"ke-hoach-{number}.docx"
    paper.save(path)
    return path


def opened_task(label: str) -> str:
    """The selector of the open task with this label; buttons of another one may name it too."""
    return f"[data-opened] summary .find-no:text-is('{label}')"


def hand_in(page, path: Path) -> None:
    """Hand a paper in and wait on the queue until it can be reviewed."""
    page.goto("/van-ban/nop/")
    page.set_input_files("input[type=file]", path)
    page.click("main form[enctype] button[type=submit]")
    row = page.locator("tr", has_text=path.name)
    for _ in range(100):
        if row.locator("a", has_text="Rà soát").count():
            break
        page.wait_for_timeout(200)
        page.goto("/van-ban/hang-doi/")
    row.locator("a", has_text="Rà soát").click()
    page.wait_for_selector("[data-findings]")


def adopt(page) -> None:
    """Adopt what was confirmed: names nobody knows become new agencies, as the page proposes."""
    page.click("a.btn-go:has-text('Thông qua chương trình')")
    page.click("main form button:has-text('Thông qua chương trình')")
    page.wait_for_selector("h1:has-text('Hoạt động thông tin đối ngoại')")


def find_task(page, words: str):
    """Filter the programme by words without diacritics and return the row of the task."""
    page.get_by_label("Tìm trong các việc").fill(words)
    page.get_by_role("button", name="Lọc").click()
    page.wait_for_load_state()
    return page.locator("tr, li", has_text=CORRECTED).first


def follow_source(row, page) -> None:
    """Go to the lines of a task by its line numbers, as a keyboard does."""
    row.locator("a[href*='#L']").first.focus()
    page.keyboard.press("Enter")


def lit_lines(page) -> list[str]:
    page.wait_for_selector(".lit")
    return page.locator(".lit").all_inner_texts()


def overflow(page) -> int:
    return page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")


def test_paper_becomes_a_programme_by_keyboard(open_page, tmp_path):
    page = open_page()
    hand_in(page, write_plan(tmp_path, 501))
    page.click("nav.tabs a:has-text('Việc')")
    page.wait_for_selector(opened_task("I.1"))

    page.keyboard.press("Enter")
    page.wait_for_selector(opened_task("I.2"))
    page.keyboard.press("s")
    page.keyboard.press("Control+a")
    page.keyboard.type(CORRECTED)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(opened_task("I.3"))
    page.keyboard.press("x")
    page.wait_for_selector("a.btn-go:has-text('Thông qua chương trình')")
    adopt(page)

    assert page.locator("text=Việc in nhầm").count() == 0
    follow_source(find_task(page, "gap mat dau xuan"), page)
    assert any(
        "2. Tổ chức gặp mặt các cơ quan đại diện nước ngoài" in " ".join(line.split())
        for line in lit_lines(page)
    )
    assert page.locator(".lit").first.is_visible()
    assert (
        page.locator("text=Tổ chức gặp mặt các cơ quan đại diện").count() > 0
    )  # as read, beside the correction


def test_paper_becomes_a_programme_without_script(open_page, tmp_path):
    page = open_page(with_script=False)
    hand_in(page, write_plan(tmp_path, 502))
    page.click("nav.tabs a:has-text('Việc')")

    page.click("[data-opened] button:has-text('Xác nhận')")
    page.locator("[data-opened] form[data-decide] textarea").first.fill(CORRECTED)
    page.click("[data-opened] button:has-text('Xác nhận')")
    page.click("[data-opened] button:has-text('Không phải việc')")
    adopt(page)

    follow_source(find_task(page, "gap mat dau xuan"), page)
    assert any("2. Tổ chức gặp mặt" in " ".join(line.split()) for line in lit_lines(page))


def test_paper_becomes_a_programme_on_a_narrow_phone(open_page, tmp_path):
    page = open_page(width=360)
    overflows = []
    hand_in(page, write_plan(tmp_path, 503))
    overflows.append(overflow(page))
    page.click("nav.tabs a:has-text('Việc')")
    page.wait_for_selector(opened_task("I.1"))

    for label in ("I.1", "I.2", "I.3"):
        page.wait_for_selector(opened_task(label))
        overflows.append(overflow(page))
        page.click("[data-opened] button:has-text('Xác nhận')")
    page.wait_for_selector("a.btn-go:has-text('Thông qua chương trình')")
    adopt(page)
    overflows.append(overflow(page))

    assert [width for width in overflows if width > 0] == []
