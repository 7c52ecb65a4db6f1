"""The main journey: a paper is handed in, reviewed, adopted, and its task leads back to its lines."""

from e2e.steps import (
    adopt,
    find_task,
    follow_source,
    hand_in,
    lit_lines,
    opened_task,
    overflow,
    wait_for_task,
    write_plan,
    write_word_plan,
)

CORRECTED = "Tổ chức gặp mặt đầu xuân các cơ quan đại diện nước ngoài"


def test_paper_becomes_a_programme_by_keyboard(open_page, tmp_path):
    page = open_page()
    hand_in(page, write_word_plan(tmp_path, 501))
    page.click("nav.tabs a:has-text('Việc')")
    wait_for_task(page, "I.1")

    page.keyboard.press("Enter")
    wait_for_task(page, "I.2")
    page.keyboard.press("s")
    page.keyboard.press("Control+a")
    page.keyboard.type(CORRECTED)
    page.keyboard.press("Control+Enter")
    wait_for_task(page, "I.3")
    page.keyboard.press("x")
    page.wait_for_selector("a.btn-go:has-text('Thông qua chương trình')")
    adopt(page)

    assert page.locator("text=Việc in nhầm").count() == 0
    follow_source(find_task(page, "gap mat dau xuan", CORRECTED), page)
    assert any(
        "2. Tổ chức gặp mặt các cơ quan đại diện nước ngoài" in " ".join(line.split())
        for line in lit_lines(page)
    )
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

    follow_source(find_task(page, "gap mat dau xuan", CORRECTED), page)
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
