"""One acts for another: the officer lets a deputy act, the log tells both names; a post that ended opens nothing."""

from datetime import datetime
from zoneinfo import ZoneInfo

from e2e.steps import log_in
from e2e.test_sign_in import given_password

OWN_PASSWORD = "song-vo-mui-den-dem"


def delegate(page, login: str) -> None:
    """The officer lets somebody act until the end of this day, from the page of the own account."""
    page.goto("/tai-khoan/")
    page.get_by_role("link", name="Uỷ quyền").click()
    page.get_by_label("Người làm thay tôi").fill(login)
    page.get_by_label("Đến hết ngày").fill(f"{datetime.now(ZoneInfo('Asia/Ho_Chi_Minh')):%d/%m/%Y}")
    page.get_by_label("Lý do").fill("Đi công tác")
    page.locator("main").get_by_role("button", name="Uỷ quyền").click()
    page.get_by_text("Đã uỷ quyền; bạn vẫn giữ vai trò của mình.").wait_for()


def choose_to_act(page, holder: str) -> None:
    page.goto("/tai-khoan/lam-thay/")
    page.get_by_role("button", name=f"Làm với vai trò này {holder}").click()
    page.locator("main .note", has_text=f"Bạn đang làm thay {holder}").wait_for()


def add_name(page, name: str) -> None:
    page.goto("/don-vi/?q=so+tu+phap")
    page.locator("#rows tbody th a").first.click()
    page.get_by_label("Tên gọi hoặc tên viết tắt").fill(name)
    page.locator("main").get_by_role("button", name="Thêm tên gọi").click()
    page.get_by_text("Đã thêm tên gọi.").wait_for()


def test_deputy_acts_for_an_officer_and_the_log_tells_both_names(open_page):
    officer, deputy, administrator = (
        open_page("canbo"),
        open_page("nguoidoc", width=360),
        open_page("quantri"),
    )
    assert deputy.goto("/van-ban/nop/").status == 404

    delegate(officer, "nguoidoc")
    choose_to_act(deputy, "Nguyễn Thu Hà")
    assert deputy.goto("/van-ban/nop/").status == 200
    add_name(deputy, "Sở TP Hải Đăng")

    administrator.goto("/nhat-ky/?act=agencies.add_agency_name")
    row = administrator.locator("#rows tbody tr").first.get_by_role("rowheader").inner_text()
    assert row.split("\n") == ["Đỗ Anh Tuấn", "thay mặt Nguyễn Thu Hà, Sở Văn hóa, Thể thao và Du lịch"]

    officer.goto("/tai-khoan/lam-thay/")
    officer.get_by_role("button", name="Thu hồi Đỗ Anh Tuấn").first.click()
    officer.get_by_text("Đã thu hồi uỷ quyền").wait_for()
    assert deputy.goto("/van-ban/nop/").status == 404
    deputy.goto("/")
    deputy.get_by_text("đã hết hạn hoặc bị thu hồi. Bạn trở lại việc của mình.").wait_for()
    assert deputy.locator(".note form").count() == 0


def test_post_that_ended_opens_no_page_in_a_browser_left_open(open_page):
    administrator, person = open_page("quantri"), open_page(None)
    given = given_password(administrator, "thuylinh")
    administrator.goto("/nguoi-dung/?q=thuylinh")
    administrator.locator("#rows tbody th a").click()
    administrator.get_by_label("Đơn vị").select_option(label="Sở Tư pháp")
    administrator.get_by_label("Vai trò").select_option(label="cán bộ cơ quan thường trực")
    administrator.get_by_role("button", name="Giao vai trò này").click()
    administrator.get_by_text("Đã giao vai trò").wait_for()
    log_in(person, "thuylinh", given)
    for label, words in (
        ("Mật khẩu hiện tại", given),
        ("Mật khẩu mới", OWN_PASSWORD),
        ("Nhập lại mật khẩu mới", OWN_PASSWORD),
    ):
        person.get_by_label(label, exact=True).fill(words)
    person.get_by_role("button", name="Đổi mật khẩu").click()
    person.get_by_text("Đã đổi mật khẩu của bạn.").wait_for()
    assert person.goto("/van-ban/nop/").status == 200

    administrator.get_by_role("link", name="Việc còn dở").first.click()
    administrator.get_by_role("button", name="Kết thúc vai trò").click()
    administrator.get_by_text("Vai trò này đã kết thúc").wait_for()

    closed = {
        page: person.goto(page).status for page in ("/van-ban/nop/", "/van-ban/", "/don-vi/", "/danh-ba/")
    }
    assert closed == dict.fromkeys(closed, 404)


def test_unit_reads_a_paper_that_was_sent_to_it_on_a_phone(open_page, site):
    officer, unit = open_page("canbo"), open_page("daumoi", width=360)
    site.wait_until_idle()
    officer.goto("/van-ban/1/")
    officer.get_by_role("link", name="Gửi phổ biến").click()
    officer.get_by_label("Thêm từng đơn vị").fill("Sở Ngoại vụ")
    officer.get_by_role("button", name="Xem các đơn vị nhận").click()
    officer.get_by_role("button", name="Gửi tới 1 đơn vị").click()
    officer.get_by_text("Đã gửi văn bản tới các đơn vị").wait_for()

    unit.goto("/")
    unit.locator("section", has_text="Văn bản cần đọc và phổ biến").locator("a").first.click()
    unit.get_by_label("Số cán bộ được phổ biến").fill("45")
    unit.get_by_role("button", name="Đã đọc, đã phổ biến").click()
    unit.get_by_text("Đã ghi nhận: đơn vị đã đọc và đã phổ biến.").wait_for()
    beyond = unit.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")

    officer.reload()
    assert officer.locator("dl.facts dd").first.inner_text() == "1/1"
    assert beyond <= 0
