"""An officer opens a round, a unit's answer is accepted from the list; axe finds nothing on pages that have rows."""

import pytest
from e2e.steps import overflow
from e2e.test_every_page import found_by_axe
from e2e.test_report_by_phone import ask_department, open_my_work

ROUND = "/bao-cao/mo-dot/?chuong_trinh=1&tu=01/10/2026&den=31/12/2026"


def open_round(page) -> None:
    page.goto(ROUND)
    page.get_by_role("heading", name="Sẽ mở").wait_for()
    opener = page.get_by_role("button", name="Mở các việc đã chọn")
    if opener.count():
        opener.click()
        page.get_by_text("Đã mở").wait_for()


@pytest.mark.parametrize("width", [1280, 360])
def test_round_is_opened_answered_and_accepted(open_page, width):
    officer = open_page(width=width)
    open_round(officer)
    title = f"Danh sách đoàn vào, màn hình {width}"
    ask_department(open_page, title)
    unit = open_page("daumoi", width=width, touch=True)
    faults = {}

    open_my_work(unit, title)
    faults["my work"] = (found_by_axe(unit), overflow(unit))
    unit.get_by_role("button", name="Không phát sinh trong kỳ").click()
    unit.get_by_text("Đã gửi:").wait_for()
    officer.goto(f"/bao-cao/?tinh_trang=submitted&q={title}")
    faults["list"] = (found_by_axe(officer), overflow(officer))
    officer.locator("tr", has_text=title).first.get_by_role("checkbox").check()
    officer.get_by_role("button", name="Duyệt các bản đã chọn").click()
    officer.get_by_text("Đã duyệt 1 bản.").wait_for()
    officer.goto(f"/bao-cao/?tinh_trang=nil&q={title}")
    officer.get_by_role("link", name=title).first.click()
    officer.get_by_role("heading", name="Đã gửi").wait_for()
    faults["obligation"] = (found_by_axe(officer), overflow(officer))
    officer.get_by_role("link", name="Mọi đơn vị cùng đợt").click()
    officer.get_by_role("heading", name="Chưa báo").wait_for()
    faults["round"] = (found_by_axe(officer), overflow(officer))
    officer.goto("/bao-cao/dot/")
    faults["rounds"] = (found_by_axe(officer), overflow(officer))
    officer.goto(ROUND)
    faults["preview"] = (found_by_axe(officer), overflow(officer))

    assert {name: found for name, found in faults.items() if found[0] or found[1] > 0} == {}
