"""On a phone of 360 px, by touch: from the list of programmes to a task and back to its lines, lit."""

import pytest
from e2e.steps import (
    PLAN,
    adopt,
    hand_in,
    lit_lines,
    open_tasks,
    overflow,
    wait_for_task,
    wait_until_in_sight,
    write_plan,
)

LINES_SHOWN_AT_ONCE = 2_000
TASK = "Gặp mặt báo chí cuối năm"
GROUNDS = "".join(
    f"Ghi nhận của năm trước về tình hình thứ {number} tại địa phương.\n"
    for number in range(LINES_SHOWN_AT_ONCE + 100)
)
PLANS = {
    "short": PLAN.replace("Việc in nhầm của năm trước", TASK),
    "long": PLAN.replace("Việc in nhầm của năm trước", TASK).replace(
        "I. NỘI DUNG\n", f"{GROUNDS}I. NỘI DUNG\n"
    ),
}


def adopt_at_a_desk(page, paper) -> None:
    hand_in(page, paper)
    open_tasks(page)
    for label in ("I.1", "I.2", "I.3"):
        wait_for_task(page, label)
        page.keyboard.press("Enter")
    page.wait_for_selector("a.btn-go:has-text('Thông qua chương trình')")
    adopt(page)


@pytest.mark.parametrize(("number", "length"), [(591, "short"), (592, "long")], ids=["short", "long"])
def test_reader_comes_from_a_task_to_its_lines_by_touch(open_page, tmp_path, number, length):
    adopt_at_a_desk(open_page(), write_plan(tmp_path, number, PLANS[length]))
    phone = open_page("nguoidoc", width=360, touch=True)
    overflows = []

    phone.goto("/chuong-trinh/")
    overflows.append(overflow(phone))
    phone.locator("#rows tr", has_text=f"{number}/KH-SNgV").get_by_role("link").first.tap()
    phone.get_by_label("Tìm trong các việc").wait_for()
    overflows.append(overflow(phone))
    phone.get_by_role("link", name=TASK).first.tap()
    phone.get_by_role("link", name="Mở trong văn bản").tap()
    lit = lit_lines(phone)
    overflows.append(overflow(phone))

    assert TASK in lit[0]
    assert len(lit) == 3
    wait_until_in_sight(phone.locator(".lit").first)
    assert [width for width in overflows if width > 0] == []
