"""A unit takes its report along as a workbook, fills it in, is told of one bad cell, sends it again, and signs."""

from pathlib import Path

import openpyxl
from e2e.steps import overflow
from e2e.test_every_page import found_by_axe
from factories.opened_rounds import OPEN_ROUND
from factories.unit_workbooks import FIGURES, REASON, STATED, TEXT, TEXTS, cell_of

WORDS = "Đã ban hành 2 kế hoạch về thông tin đối ngoại và tổ chức 3 hội nghị tập huấn."


def look(page, faults: dict, name: str) -> None:
    found = found_by_axe(page), overflow(page)
    if found[0] or found[1] > 0:
        faults[name] = found


def take_along(page, folder: Path) -> openpyxl.Workbook:
    with page.expect_download() as coming:
        page.get_by_role("link", name="Lấy tệp Excel").click()
    coming.value.save_as(folder / "bao-cao.xlsx")
    return openpyxl.load_workbook(folder / "bao-cao.xlsx")


def send_back(page, book: openpyxl.Workbook, folder: Path, name: str) -> None:
    book.save(folder / name)
    page.set_input_files("input[type=file]", folder / name)
    page.get_by_role("button", name="Xem trước sẽ đổi gì").click()
    page.get_by_role("heading", name=name).wait_for()


def test_unit_fills_its_report_in_with_excel_and_sends_it(open_page, site, tmp_path):
    key = site.manage("shell", "--no-imports", "-c", OPEN_ROUND).strip()
    page, faults = open_page("daumoi"), {}
    page.goto(f"/ky-bao-cao/don-vi/{key}/")
    look(page, faults, "report")

    book = take_along(page, tmp_path)
    cell_of(book, TEXTS, TEXT).value = WORDS
    cell_of(book, FIGURES, STATED, 4).value = 40
    cell_of(book, FIGURES, STATED, 5).value = "khoảng 15"
    cell_of(book, FIGURES, STATED, 6).value = 99
    cell_of(book, FIGURES, REASON, 6).value = "Tính cả việc do đơn vị phối hợp."
    page.get_by_role("link", name="Gửi tệp đã điền").click()
    look(page, faults, "send back")
    send_back(page, book, tmp_path, "mot-o-sai.xlsx")
    page.get_by_text("“khoảng 15” không phải là số.").wait_for()
    assert page.get_by_role("button", name="Lấy vào báo cáo").count() == 0
    look(page, faults, "one bad cell")

    cell_of(book, FIGURES, STATED, 5).value = 15
    send_back(page, book, tmp_path, "da-sua.xlsx")
    look(page, faults, "what changes")
    page.get_by_role("button", name="Lấy vào báo cáo").click()
    page.get_by_text("Đã lấy 4 chỗ từ tệp vào báo cáo.").wait_for()
    page.get_by_role("button", name="Ký và gửi báo cáo").click()
    page.get_by_text("Báo cáo đã được ký và gửi.").wait_for()
    page.get_by_text(WORDS).first.wait_for()
    assert faults == {}
