"""The officer reorganises: sees what it touches, carries it out, finds the new lead on the board, takes it back."""

import pytest
from e2e.test_every_page import found_by_axe

OLD, NEW = "Sở Ngoại vụ", "Sở Đối ngoại và Hội nhập"


def step(page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def is_clean(page) -> bool:
    beyond = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    return (found_by_axe(page), max(beyond, 0)) == ({}, 0)


@pytest.mark.parametrize(("width", "with_script"), [(1280, True), (360, False)])
def test_officer_reorganises_and_takes_it_back(open_page, width, with_script):
    page = open_page(width=width, with_script=with_script)
    page.goto("/don-vi/")
    page.get_by_role("link", name="Sắp xếp đơn vị", exact=True).click()
    page.get_by_label("Loại việc").select_option("rename")
    page.get_by_label("Có hiệu lực từ ngày").fill("01/3/2026")
    page.get_by_label("Cơ quan kết thúc hoặc tách một phần").fill(OLD)
    page.get_by_label("Cơ quan kế thừa lập mới trong việc này").fill(NEW)
    step(page, "Xem trước")
    assert not with_script or is_clean(page)
    assert page.locator("main li").filter(has_text=NEW).count() >= 8

    step(page, "Thực hiện")
    assert not with_script or is_clean(page)
    done = page.url
    page.goto("/chuong-trinh/1/?xem=danh-sach")
    page.get_by_text(f"trước ngày 01/3/2026 là {OLD}").first.wait_for()

    page.goto(done)
    page.get_by_role("link", name="Hoàn tác việc sắp xếp này").click()
    page.get_by_label("Lý do hoàn tác").fill("Chạy thử")
    assert not with_script or is_clean(page)
    step(page, "Hoàn tác")
    page.get_by_text("Chạy thử").first.wait_for()
    page.goto("/chuong-trinh/1/?xem=danh-sach")
    assert page.get_by_text("trước ngày 01/3/2026").count() == 0
