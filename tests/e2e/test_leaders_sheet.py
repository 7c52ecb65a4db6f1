"""A leader reaches the sheet from the navigation and prints one page; axe finds nothing on it."""

import pypdfium2
import pytest
from e2e.steps import overflow
from e2e.test_every_page import found_by_axe


@pytest.mark.parametrize("width", [1280, 360])
def test_leader_reaches_the_sheet_and_prints_one_page(open_page, width):
    page = open_page("lanhdao", width=width)

    page.get_by_role("navigation", name="Chính").get_by_role("link", name="Lãnh đạo").click()
    page.get_by_role("button", name="In một trang A4").wait_for()

    assert found_by_axe(page) == {}
    assert overflow(page) <= 0
    assert len(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))) == 1
