"""Two people correct one finding: the second sees both values and chooses; nothing is overwritten in silence."""

from e2e.steps import hand_in, open_tasks, opened_task, wait_for_task, write_plan

FIRST = "Duy trì bản tin đối ngoại ba thứ tiếng"
SECOND = "Duy trì bản tin đối ngoại hằng tuần"
SAID = "vừa quyết định điều này sau khi bạn mở. Dưới đây là cả hai giá trị; hãy chọn một."


def correct(page, title: str) -> None:
    page.locator("#f-title").fill(title)
    page.keyboard.press("Control+Enter")


def both_correct(open_page, paper):
    """The same finding opened by two, corrected by both; gives the page of the second and the finding's address."""
    first, second = open_page(), open_page()
    hand_in(first, paper)
    open_tasks(first)
    wait_for_task(first, "I.1")
    second.goto(first.url)
    wait_for_task(second, "I.1")
    address = f"{first.url.split('?')[0]}?viec={first.locator('[data-opened]').get_attribute('id')[2:]}"

    correct(first, FIRST)
    first.wait_for_selector(opened_task("I.2"))
    correct(second, SECOND)
    second.locator("[role=alert]", has_text=SAID).wait_for()
    return first, second, address


def title_now(page, address: str) -> str:
    page.goto(address)
    return page.locator("#f-title").input_value()


def test_second_reviewer_sees_both_values_and_keeps_the_first(open_page, tmp_path):
    first, second, address = both_correct(open_page, write_plan(tmp_path, 561))

    row = second.locator("[role=alert] tbody tr").filter(has_text=FIRST)
    assert row.locator("td").all_inner_texts() == [FIRST, SECOND]
    assert title_now(first, address) == FIRST
    second.get_by_role("link", name="Giữ giá trị đang có").click()
    second.locator("[role=alert]", has_text=SAID).wait_for(state="detached")
    second.wait_for_selector(opened_task("I.1"))
    assert second.locator("#f-title").input_value() == FIRST


def test_second_reviewer_puts_the_own_value_in_its_place_knowingly(open_page, tmp_path):
    first, second, address = both_correct(open_page, write_plan(tmp_path, 562))

    second.click("[data-opened] button:has-text('Xác nhận')")
    second.wait_for_selector(opened_task("I.2"))
    assert title_now(first, address) == SECOND
