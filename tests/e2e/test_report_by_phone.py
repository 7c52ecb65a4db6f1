"""On a phone of 360 px: a report with a photo in at most four taps after log-in; a broken line loses nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from e2e.steps import overflow
from factories.reports import photo_bytes

MOST_TAPS = 4


def ask_department(open_page, title: str) -> None:
    """The officer asks Sở Ngoại vụ for something that is due before everything else."""
    page = open_page()
    page.goto("/bao-cao/yeu-cau/")
    page.get_by_label("Nội dung yêu cầu").fill(title)
    page.get_by_label("Hạn", exact=True).fill(f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}")
    page.get_by_label("Thêm đơn vị theo tên").fill("Sở Ngoại vụ")
    page.get_by_role("button", name="Gửi yêu cầu").click()
    page.get_by_text("Đã gửi yêu cầu tới 1 đơn vị.").wait_for()


def photo() -> dict:
    return {"name": "le-ky-ket.jpg", "mimeType": "image/jpeg", "buffer": photo_bytes(1200, 900)}


def open_my_work(phone, title: str) -> int:
    """Go to a task by my work; gives the number of taps: my work, and the task where it is not the first."""
    phone.get_by_role("link", name="Việc của tôi").first.tap()
    phone.get_by_role("heading", name="việc phải báo").wait_for()
    if title in phone.locator(".next h2").inner_text():
        return 1
    phone.get_by_role("link", name=title).first.tap()
    phone.get_by_role("heading", name=title).first.wait_for()
    return 2


def take_photo(phone) -> int:
    """One tap: on a phone the field opens the camera itself."""
    field = phone.locator("input[name=photo]")
    assert field.get_attribute("capture") is not None
    with phone.expect_file_chooser() as chosen:
        field.tap()
    chosen.value.set_files(photo())
    return 1


def tap_to_send(phone) -> int:
    phone.get_by_role("button", name="Gửi kết quả").tap()
    return 1


@pytest.mark.parametrize("with_script", [True, False], ids=["script", "no-script"])
def test_focal_person_reports_with_a_photo_in_four_taps(open_page, with_script):
    title = f"Ảnh lễ ký kết ({'có' if with_script else 'không'} kịch bản)"
    ask_department(open_page, title)
    phone = open_page("daumoi", width=360, touch=True, with_script=with_script)

    taps = open_my_work(phone, title)
    widths = [overflow(phone)] if with_script else []
    taps += take_photo(phone)
    taps += tap_to_send(phone)
    phone.get_by_text(f"Đã gửi: {title}").wait_for()

    phone.get_by_role("link", name=title).first.tap()
    phone.get_by_role("link", name="le-ky-ket.jpg").wait_for()
    widths += [overflow(phone)] if with_script else []
    assert [width for width in widths if width > 0] == []
    assert taps <= MOST_TAPS


def test_report_written_on_a_broken_line_is_sent_once_when_the_line_is_back(open_page):
    title = "Số đoàn khách trong tuần"
    ask_department(open_page, title)
    phone = open_page("daumoi", width=360, touch=True)
    open_my_work(phone, title)

    phone.context.set_offline(True)
    phone.get_by_label("Kết quả chính").fill("Đón 3 đoàn, 41 khách.")
    phone.get_by_role("button", name="Gửi kết quả").tap()
    phone.get_by_text("Chưa gửi được: mất mạng.").wait_for()
    phone.context.set_offline(False)

    phone.get_by_text(f"Đã gửi: {title}").wait_for()
    phone.get_by_role("link", name=title).first.tap()
    phone.get_by_text("Bản 1", exact=True).wait_for()
    assert phone.get_by_text("Đón 3 đoàn, 41 khách.").count() == 1
    assert phone.get_by_text("Bản 2", exact=True).count() == 0


def test_what_was_written_is_there_again_after_the_page_was_closed(open_page):
    title = "Tin bài về cảng quốc tế"
    ask_department(open_page, title)
    phone = open_page("daumoi", width=360, touch=True)
    open_my_work(phone, title)
    phone.get_by_label("Kết quả chính").fill("Đăng 5 tin.")

    phone.reload()

    phone.get_by_text("Đã giữ trên máy này.").wait_for()
    assert phone.get_by_label("Kết quả chính").input_value() == "Đăng 5 tin."


def test_photo_chosen_on_a_broken_line_is_there_again_and_sent_once(open_page):
    title = "Ảnh gian hàng ở hội chợ"
    ask_department(open_page, title)
    phone = open_page("daumoi", width=360, touch=True)
    open_my_work(phone, title)
    phone.context.set_offline(True)
    phone.get_by_label("Kết quả chính").fill("Trưng bày 12 sản phẩm.")
    phone.set_input_files("input[name=photo]", photo())
    phone.get_by_role("button", name="Gửi kết quả").tap()
    phone.get_by_text("Chưa gửi được: mất mạng.").wait_for()

    # The page is closed before the line is back; the photo is still chosen when it is opened again.
    address = phone.url
    phone.goto("about:blank")
    phone.context.set_offline(False)
    phone.goto(address)
    phone.get_by_text("Số ảnh, tệp đã chọn: 1.").wait_for()
    phone.get_by_role("button", name="Gửi kết quả").tap()

    # The line that comes back may carry the request twice: then it says that nothing was sent twice.
    sent, sent_before = phone.get_by_text(f"Đã gửi: {title}"), phone.get_by_text("không gửi hai lần")
    sent.or_(sent_before).first.wait_for()
    phone.get_by_role("link", name=title).first.tap()
    phone.get_by_role("link", name="le-ky-ket.jpg").wait_for()
    assert phone.get_by_role("link", name="le-ky-ket.jpg").count() == 1
    assert phone.get_by_text("Bản 2", exact=True).count() == 0
