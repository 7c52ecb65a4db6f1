"""A programme's paper is corrected: the differences are shown, one is taken over, one is left with its reason."""

from e2e.steps import PLAN, adopt, hand_in, open_review, open_tasks, opened_task, send_chosen, write_plan

NEW_TASK = "Làm phim giới thiệu thành phố"
REASON = "Thành phố đã thống nhất giữ bản tin hằng quý"
CORRECTED = (
    PLAN.replace("Hằng quý", "Hằng tháng")
    + f"4. {NEW_TASK}\n- Chủ trì: Văn phòng Sở.\n- Thời gian: Quý II/2026.\n"
)


def confirm_tasks(page, *labels: str) -> None:
    open_tasks(page)
    for label in labels:
        page.wait_for_selector(opened_task(label))
        page.click("[data-opened] button:has-text('Xác nhận')")
    page.wait_for_selector("a.btn-go:has-text('Thông qua chương trình')")


def difference(page, words: str):
    return page.locator("main form ul.doubts > li", has_text=words)


def hand_in_corrected(page, paper) -> None:
    """From the paper itself: its page offers to hand in a corrected version."""
    page.locator(".lede a").click()
    page.locator(".eyebrow a").click()
    page.get_by_role("link", name="Nộp bản sửa").click()
    send_chosen(page, paper)
    open_review(page, paper.name)


def test_one_difference_is_taken_over_and_one_is_left_with_its_reason(open_page, tmp_path):
    page = open_page()
    hand_in(page, write_plan(tmp_path, 571))
    confirm_tasks(page, "I.1", "I.2", "I.3")
    adopt(page)
    programme = page.url

    hand_in_corrected(page, write_plan(tmp_path, 572, CORRECTED))
    confirm_tasks(page, "I.1", "I.2", "I.3", "I.4")
    page.click("a.btn-go:has-text('Thông qua chương trình')")
    page.get_by_role("heading", name="Văn bản đã thay đổi những gì").wait_for()
    timing = difference(page, "Duy trì bản tin")
    assert (timing.locator("del").inner_text(), timing.locator("ins").inner_text()) == (
        "Hằng quý",
        "Hằng tháng",
    )

    difference(page, NEW_TASK).get_by_label("Chọn").check()
    page.get_by_role("button", name="Nhận các điểm đã chọn").click()
    difference(page, NEW_TASK).wait_for(state="detached")
    timing.get_by_label("Chọn").check()
    page.get_by_label("Lý do để nguyên").fill(REASON)
    page.get_by_role("button", name="Để nguyên các điểm đã chọn").click()
    left = page.locator("section[aria-labelledby=left]")
    left.get_by_text(REASON).wait_for()
    assert "Nguyễn Thu Hà để nguyên" in left.inner_text()

    page.goto(f"{programme}?xem=danh-sach")
    rows = {row.locator("b").inner_text(): row.inner_text() for row in page.locator("#work tbody tr").all()}
    assert NEW_TASK in rows["I.4"]
    assert "Hằng quý" in rows["I.1"]
    assert "Hằng tháng" not in "".join(rows.values())
