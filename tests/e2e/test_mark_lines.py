"""What the machine did not see is added from marked lines; two tasks are merged, one is split, both are undone."""

from e2e.steps import PLAN, hand_in, open_tasks, wait_for_task, write_plan

OVERSEEN = "Toàn ngành phấn đấu có 12 bản tin bằng tiếng Anh"
SECOND_TASK = "Tổ chức gặp mặt các cơ quan đại diện nước ngoài"
WITH_MORE = f"{PLAN}II. GHI CHÚ\n{OVERSEEN}\nvà hai thứ tiếng khác\ntrong năm 2026.\n"


def labels(page) -> list[str]:
    return page.locator("[data-findings] .find-no").all_inner_texts()


def wait_for_tasks(page, count: int) -> None:
    page.wait_for_function(
        "count => document.querySelectorAll('[data-findings] .find-no').length === count", arg=count
    )


def line_box(page, words: str):
    return page.locator(".lines li", has_text=words).locator("[data-mark]")


def test_marked_lines_become_a_finding(open_page, tmp_path):
    page = open_page()
    hand_in(page, write_plan(tmp_path, 581, WITH_MORE))
    open_tasks(page)
    page.get_by_role("link", name="Đánh dấu dòng để thêm").click()
    line_box(page, OVERSEEN).wait_for()
    page.wait_for_load_state()
    line_box(page, OVERSEEN).click()
    line_box(page, "trong năm 2026.").click(modifiers=["Shift"])
    marked = [box.get_attribute("value") for box in page.locator("[data-mark]:checked").all()]
    page.get_by_label("Là điều gì").select_option(label="chỉ tiêu")
    page.locator("#mark button").click()

    page.wait_for_selector("nav.tabs a[aria-current]:has-text('Chỉ tiêu')")
    opened = page.locator("[data-opened]")
    assert len(marked) == 3
    assert f"{marked[0]}–{marked[-1]}" in opened.locator("summary .cite").inner_text()
    assert OVERSEEN in opened.locator("textarea").first.input_value()


def test_merge_and_split_are_undone(open_page, tmp_path):
    page = open_page()
    hand_in(page, write_plan(tmp_path, 582))
    open_tasks(page)
    wait_for_task(page, "I.1")

    assert len(labels(page)) == 3
    page.keyboard.press("g")
    wait_for_tasks(page, 2)
    page.get_by_label("Phần thứ hai bắt đầu từ").select_option(label=SECOND_TASK)
    page.get_by_role("button", name="Tách từ đây").click()
    wait_for_tasks(page, 3)
    page.get_by_role("button", name="Bỏ tách, gộp").click()
    wait_for_tasks(page, 2)
    page.get_by_role("button", name="Bỏ tách, gộp").click()
    wait_for_tasks(page, 3)

    assert labels(page) == ["I.1", "I.2", "I.3"]
    assert SECOND_TASK in page.locator("[data-findings] summary", has_text="I.2").inner_text()
