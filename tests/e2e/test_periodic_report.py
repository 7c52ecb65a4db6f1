"""A unit's report by screen: saved as typed, kept on a broken line, written by several people at once."""

import pytest
from e2e.steps import overflow
from e2e.test_every_page import found_by_axe

NOTE = "[data-section-note]"
REGIME = "Báo cáo quý về công tác thông tin đối ngoại"
UNIT = "Sở Ngoại vụ"


def open_quarter(page) -> None:
    """The officer takes the regime of the starting set up and opens its nearest round; once for all tests."""
    page.goto("/ky-bao-cao/che-do/")
    page.get_by_role("link", name=REGIME).first.click()
    page.get_by_role("heading", name=REGIME).wait_for()
    take_up = page.get_by_role("button", name="Dùng chế độ")
    if take_up.count():
        take_up.click()
        take_up.wait_for(state="detached")
    number = page.url.rstrip("/").rpartition("/")[2]
    page.goto(f"/ky-bao-cao/mo-ky/?che_do={number}")
    page.get_by_role("heading", name="Mở kỳ báo cáo").wait_for()
    if not page.get_by_role("link", name="Kỳ này đã mở: xem kỳ").count():
        page.get_by_role("button", name="Mở kỳ này").first.click()
        page.get_by_role("heading", name=REGIME).wait_for()


@pytest.fixture
def round_is_open(open_page):
    open_quarter(open_page())


def open_report(page, unit: str = UNIT) -> str:
    """Go by the page of the round, as a newcomer finds it; gives the address of the unit's report."""
    page.goto("/ky-bao-cao/")
    page.get_by_role("link", name=REGIME).first.click()
    page.get_by_role("link", name=unit, exact=True).first.click()
    page.wait_for_url("**/ky-bao-cao/don-vi/*/**")
    page.locator("h1", has_text=REGIME).wait_for()
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
def test_report_is_saved_as_typed_and_a_broken_line_loses_nothing(open_page, round_is_open, width):
    unit = open_page("daumoi", width=width)
    address = open_report(unit)
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


def test_words_of_a_page_closed_on_a_broken_line_are_there_again(open_page, round_is_open):
    unit = open_page("daumoi")
    address = open_report(unit)
    unit.context.set_offline(True)
    write(unit, 2, "Giữ trên máy này.")
    section(unit, 2).locator(NOTE, has_text="Chưa lưu").wait_for()

    unit.goto("about:blank")
    unit.context.set_offline(False)
    unit.goto(address)
    wait_until_saved(unit, 2)

    assert section(unit, 2).locator("textarea").input_value() == "Giữ trên máy này."


def test_two_people_in_one_section_both_see_both_texts_and_in_two_lose_nothing(open_page, round_is_open):
    first, second = open_page("daumoi"), open_page("canbo")
    address = open_report(first)
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
