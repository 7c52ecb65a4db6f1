"""A unit's report by screen: saved as typed, kept on a broken line, written by several people at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from e2e.steps import overflow
from e2e.test_every_page import found_by_axe

NOTE = "[data-section-note]"
REGIME = "Báo cáo quý về công tác thông tin đối ngoại"
UNIT = "Sở Ngoại vụ"


def ask_out_of_turn(page, title: str, unit: str = UNIT) -> str:
    """The officer asks one unit for a report by the form of the quarter; gives the address of the round's page."""
    today = timezone.localdate()
    page.goto("/ky-bao-cao/dot-xuat/")
    page.get_by_label("Theo mẫu của chế độ báo cáo").select_option(label=REGIME)
    page.get_by_label("Báo cáo về việc gì").fill(title)
    page.get_by_label("Ngày đầu của số liệu").fill(f"{today - timedelta(days=90):%d/%m/%Y}")
    page.get_by_label("Ngày cuối của số liệu").fill(f"{today - timedelta(days=1):%d/%m/%Y}")
    page.get_by_label("Hạn", exact=True).fill(f"{today + timedelta(days=7):%d/%m/%Y}")
    page.get_by_label("Thêm đơn vị theo tên").fill(unit)
    page.get_by_role("button", name="Gửi tới các đơn vị").click()
    page.get_by_text("Đã mở kỳ: 1 đơn vị phải báo cáo.").wait_for()
    return page.url


@pytest.fixture
def asked(open_page) -> str:
    """The page of a round of its own for each test."""
    return ask_out_of_turn(open_page(), f"Việc {uuid4().hex[:8]}")


def open_report(page, address: str, unit: str = UNIT) -> str:
    """Go by the page of the round, as a newcomer finds it; gives the address of the unit's report."""
    page.goto(address)
    page.get_by_role("link", name=unit, exact=True).first.click()
    page.wait_for_url("**/ky-bao-cao/don-vi/*/**")
    return page.url


def section(page, order: int):
    return page.locator("form[data-section]").nth(order)


def write(page, order: int, words: str) -> None:
    section(page, order).locator("textarea").fill(words)


def wait_until_saved(page, order: int) -> None:
    section(page, order).locator(NOTE, has_text="Đã lưu").wait_for()


def faults_of(page) -> tuple[dict, int]:
    return found_by_axe(page), overflow(page)


@pytest.mark.parametrize("width", [1280, 360])
def test_report_is_saved_as_typed_and_a_broken_line_loses_nothing(open_page, asked, width):
    unit = open_page("daumoi", width=width)
    address = open_report(unit, asked)
    words = f"Viết trên màn hình {width}."
    write(unit, 0, words)
    wait_until_saved(unit, 0)

    unit.context.set_offline(True)
    write(unit, 1, f"Viết lúc mất mạng, {width}.")
    section(unit, 1).locator(NOTE, has_text="Chưa lưu").wait_for()
    offline = faults_of(unit)
    unit.context.set_offline(False)
    wait_until_saved(unit, 1)

    unit.goto(address)
    shown = [section(unit, order).locator("textarea").input_value() for order in (0, 1)]
    assert shown == [words, f"Viết lúc mất mạng, {width}."]
    assert (offline[0], offline[1] > 0) == ({}, False)


def test_words_of_a_page_closed_on_a_broken_line_are_there_again(open_page, asked):
    unit = open_page("daumoi")
    address = open_report(unit, asked)
    unit.context.set_offline(True)
    write(unit, 2, "Giữ trên máy này.")
    section(unit, 2).locator(NOTE, has_text="Chưa lưu").wait_for()

    unit.goto("about:blank")
    unit.context.set_offline(False)
    unit.goto(address)
    wait_until_saved(unit, 2)

    assert section(unit, 2).locator("textarea").input_value() == "Giữ trên máy này."


def test_two_people_in_one_section_both_see_both_texts_and_in_two_lose_nothing(open_page, asked):
    first, second = open_page("daumoi"), open_page("canbo")
    address = open_report(first, asked)
    second.goto(f"{address}?thay=1")
    write(first, 4, "Bản của đầu mối.")
    wait_until_saved(first, 4)
    write(second, 5, "Phần khác, người khác.")
    wait_until_saved(second, 5)

    write(second, 4, "Bản của cán bộ.")

    refused = section(second, 4)
    refused.get_by_role("alert").wait_for()
    assert refused.locator("textarea").input_value() == "Bản của cán bộ."
    assert refused.get_by_role("group", name="Nội dung hiện nay").inner_text().endswith("Bản của đầu mối.")
    assert found_by_axe(second) == {}
    first.reload()
    assert section(first, 5).locator("textarea").input_value() == "Phần khác, người khác."
