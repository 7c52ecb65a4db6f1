"""Logging in by the keyboard: passwords that are wrong, given or one's own, and what a reader may not see."""

from e2e.steps import PASSWORD, log_in

OWN_PASSWORD = "song-vo-mui-den-dem"
MOST_WRONG = 5
NOT_FOR_READERS = ("/van-ban/nop/", "/van-ban/hang-doi/", "/van-ban/ra-soat/1/", "/nguoi-dung/", "/nhat-ky/")


def given_password(administrator, username: str) -> str:
    """An administrator creates an account and is shown its password once."""
    administrator.goto("/nguoi-dung/moi/")
    administrator.get_by_label("Tên đăng nhập").fill(username)
    administrator.get_by_label("Họ và tên").fill("Vũ Thị Mai Anh")
    administrator.click("main button:has-text('Lập tài khoản')")
    return administrator.locator("dd code").inner_text()


def type_own_password(page, given: str) -> None:
    page.get_by_label("Mật khẩu hiện tại").focus()
    for words in (given, OWN_PASSWORD, OWN_PASSWORD):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def log_out(page) -> None:
    page.goto("/tai-khoan/")
    page.get_by_role("button", name="Đăng xuất").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_given_password_is_changed_before_anything_else(open_page):
    given = given_password(open_page("quantri"), "maianh")
    page = open_page(None)

    log_in(page, "maianh", given)
    assert page.locator("main .note").inner_text() == (
        "Mật khẩu này do người khác cấp. Hãy đặt mật khẩu của riêng bạn trước khi tiếp tục."
    )
    page.goto("/chuong-trinh/")
    assert page.url.endswith("/tai-khoan/mat-khau/")
    type_own_password(page, given)
    page.get_by_text("Đã đổi mật khẩu của bạn.").wait_for()

    log_out(page)
    page.goto("/tai-khoan/")
    assert "/dang-nhap/" in page.url
    log_in(page, "maianh", given)
    page.get_by_role("alert").wait_for()
    log_in(page, "maianh", OWN_PASSWORD)
    page.get_by_text("Hôm nay bạn chưa giữ vai trò nào").wait_for()


def test_wrong_passwords_lock_the_login_until_an_administrator_opens_it(open_page):
    page, administrator = open_page(None), open_page("quantri")

    for _ in range(MOST_WRONG - 1):
        log_in(page, "daumoi", "sai-mat-khau")
        assert "Tên đăng nhập hoặc mật khẩu không đúng." in page.get_by_role("alert").inner_text()
    log_in(page, "daumoi", "sai-mat-khau")
    assert "bị khóa 30 phút. Hãy chờ hết thời gian đó" in page.locator("main").inner_text()
    log_in(page, "daumoi", PASSWORD)
    page.get_by_role("heading", name="Đăng nhập đang bị khóa").wait_for()

    administrator.goto("/nguoi-dung/?q=daumoi")
    administrator.get_by_role("link", name="Trần Quốc Bảo").click()
    administrator.get_by_role("button", name="Mở khóa").click()
    administrator.get_by_text("Đã mở khóa đăng nhập.").wait_for()
    log_in(page, "daumoi", PASSWORD)
    assert page.locator("a.who").inner_text().startswith("Trần Quốc Bảo")


def test_reader_finds_programmes_but_neither_review_nor_accounts(open_page):
    page = open_page("nguoidoc")
    shown = page.locator("header nav a").all_inner_texts()
    answers = {address: page.goto(address).status for address in NOT_FOR_READERS}
    title = page.get_by_role("heading", level=1).inner_text()

    assert [word for word in shown if word.strip() in {"Tài khoản", "Nhật ký"}] == []
    assert answers == dict.fromkeys(NOT_FOR_READERS, 404)
    assert title == "Không có trang này"
    assert page.goto("/chuong-trinh/1/").status == 200
    assert page.get_by_role("link", name="Sửa").count() == 0
