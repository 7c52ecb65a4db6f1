"""Pictures of periodic reports and emulation for the guide: followed by links and names, whatever keys the seed gives.

Start `make demo` on an empty HAIDANG_DATA_FOLDER first; then `python tools/shoot_reports.py http://localhost:8000`.
One report is asked out of turn on the way, so that a unit has something to fill in.
"""

import re
import shutil
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from shoot_guide import COLOURS, PICTURES, log_in, save_picture

ASKED, UNIT = "Báo cáo phục vụ sơ kết (ví dụ)", "Sở Ngoại vụ"
REGIME = "Báo cáo quý về công tác thông tin đối ngoại"
PAPERS = {"bao-cao-6-thang": "thông tin đối ngoại, 6 tháng", "bao-cao-nam": "thông tin đối ngoại, năm"}
YEARLY = re.compile(PAPERS["bao-cao-nam"])
PAGE_WIDTH = 620  # of a page of an issued paper: small, yet to be read
_PAGES_OF_A_PAPER = 2
FILLED = {
    "Nội dung": ("Đã ban hành kế hoạch, phân công từng phòng. (Ví dụ.)",),
    "Số liệu": (15, "Tính cả việc phối hợp với đơn vị khác. (Ví dụ.)"),
}
SECTION = re.compile("^[IVX]+ ")


def main(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        officer = opened(browser, address, "canbo")
        shoot_rounds(officer)
        shoot_consolidation(officer)
        shoot_indicators(officer)
        shoot_emulation(officer)
        ask_out_of_turn(officer)
        shoot_unit_report(opened(browser, address, "daumoi"))
        shoot_phone(opened(browser, address, "dulich", width=390))
        browser.close()


def opened(browser: Browser, address: str, username: str, *, width: int = 1280) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 860}, base_url=address, locale="vi-VN")
    page.set_default_timeout(120_000)
    log_in(page, username)
    return page


def shoot_rounds(page: Page) -> None:
    page.goto("/ky-bao-cao/")
    go(page, page.get_by_role("link", name=YEARLY).first, "ky-bao-cao")
    page.goto("/ky-bao-cao/")
    place(page, "Chế độ báo cáo")
    go(page, page.get_by_role("link", name=REGIME), "che-do-bao-cao")
    go(page, page.get_by_role("link", name=re.compile("mẫu$")).first, "mau-bao-cao")


def shoot_consolidation(page: Page) -> None:
    """The report being put together, one of its sections, an issued one, a number of it, its printed pages."""
    page.goto("/ky-bao-cao/")
    place(page, "Báo cáo tổng hợp")
    listed = page.url
    go(page, page.get_by_role("link", name=re.compile(r"^lần \d+$")).first, "tong-hop")
    go(page, page.locator("section[aria-labelledby=outline-title] a").first, "tong-hop-phan")
    for name, title in PAPERS.items():
        page.goto(listed)
        issued = page.get_by_role("link", name=re.compile("BC-"))
        row = page.locator("tr", has_text=title).filter(has=issued).first
        row.get_by_role("link", name=re.compile("BC-")).first.click()
        page.wait_for_load_state()
        save_paper(page, name)
    save_picture(page, "bao-cao-ban-hanh")
    go(page, page.locator("article.sheet td a").first, "so-da-ban-hanh")


def save_paper(page: Page, name: str) -> None:
    """The first pages of the PDF as pictures beside each other."""
    link = page.get_by_role("link", name=re.compile("PDF")).first.get_attribute("href") or ""
    paper = pypdfium2.PdfDocument(page.request.get(link).body())
    shown = [paper[at].render(scale=1.5).to_pil() for at in range(min(len(paper), _PAGES_OF_A_PAPER))]
    height = max(one.height * PAGE_WIDTH // one.width for one in shown)
    sheet = Image.new("RGB", ((PAGE_WIDTH + 12) * len(shown), height), "#c8ced6")
    for at, one in enumerate(shown):
        sized = one.convert("RGB").resize((PAGE_WIDTH, one.height * PAGE_WIDTH // one.width))
        sheet.paste(sized, (at * (PAGE_WIDTH + 12), 0))
    sheet.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS // 8).save(
        PICTURES / f"{name}.png", optimize=True
    )


def shoot_indicators(page: Page) -> None:
    page.goto("/ky-bao-cao/")
    place(page, "Chỉ tiêu")
    save_picture(page, "chi-tieu")
    go(page, page.locator("main table th a").first, "mot-chi-tieu")


def shoot_emulation(page: Page) -> None:
    page.goto("/ky-bao-cao/")
    place(page, "Thi đua")
    page.locator("tr", has_text="đã công bố").get_by_role("link").first.click()
    go(page, page.get_by_role("link", name="Xếp hạng", exact=True), "xep-hang")
    go(page, page.locator("main table td a").first, "phieu-cham-diem")


def ask_out_of_turn(page: Page) -> None:
    today = datetime.now(tz=ZoneInfo("Asia/Ho_Chi_Minh")).date()
    page.goto("/ky-bao-cao/dot-xuat/")
    page.get_by_label("Theo mẫu của chế độ báo cáo").select_option(label=REGIME)
    page.get_by_label("Báo cáo về việc gì").fill(ASKED)
    page.get_by_label("Ngày đầu của số liệu").fill(f"{today - timedelta(days=90):%d/%m/%Y}")
    page.get_by_label("Ngày cuối của số liệu").fill(f"{today - timedelta(days=1):%d/%m/%Y}")
    page.get_by_label("Hạn", exact=True).fill(f"{today + timedelta(days=7):%d/%m/%Y}")
    page.get_by_label("Thêm đơn vị theo tên").fill(UNIT)
    page.get_by_role("button", name="Gửi tới các đơn vị").click()
    page.get_by_text("Đã mở kỳ: 1 đơn vị phải báo cáo.").wait_for()


def shoot_unit_report(page: Page) -> None:
    """A unit's report on screen, then what a workbook and a paper would bring into it."""
    page.goto("/ky-bao-cao/")
    page.get_by_role("link", name=ASKED).first.click()
    go(page, page.get_by_role("link", name=UNIT, exact=True).first, "bao-cao-don-vi")
    report, headings = page.url, page.get_by_role("heading", name=SECTION).all_inner_texts()
    with tempfile.TemporaryDirectory() as folder:
        page.get_by_role("link", name="Gửi tệp đã điền").click()
        page.set_input_files("input[type=file]", filled_workbook(page, Path(folder)))
        page.locator("main form[enctype] button[type=submit]").first.click()
        page.get_by_role("heading", name="Nội dung tệp thay đổi").wait_for()
        save_picture(page, "bao-cao-tu-excel")
        page.goto(report)
        page.get_by_role("link", name="Lấy từ DOCX hoặc PDF").click()
        page.set_input_files("input[type=file]", written_paper(headings, Path(folder)))
        page.locator("main form[enctype] button[type=submit]").first.click()
        page.get_by_role("heading", name="Tìm thấy trong văn bản").first.wait_for()
        save_picture(page, "bao-cao-tu-van-ban")


def filled_workbook(page: Page, folder: Path) -> Path:
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("Lấy tệp Excel")).click()
    path = folder / "bao-cao.xlsx"
    taken.value.save_as(path)
    book = load_workbook(path)
    for sheet, entered in FILLED.items():
        rows = ([one for one in row if not one.protection.locked] for row in book[sheet].iter_rows(min_row=2))
        for cell, value in zip(next(filter(None, rows)), entered, strict=False):
            cell.value = value
    book.save(path)
    return path


def written_paper(headings: list[str], folder: Path) -> Path:
    """A report that was written elsewhere, under the headings of the form."""
    paper = Document()
    for heading in headings:
        paper.add_paragraph(heading.replace(" ", ". ", 1))
        paper.add_paragraph("Đã hoàn thành theo kế hoạch, kết quả gửi kèm. (Ví dụ.)")
    path = folder / "bao-cao.docx"
    paper.save(path)
    return path


def shoot_phone(page: Page) -> None:
    """A unit scores itself on a phone."""
    page.goto("/bao-cao/viec-cua-toi/")
    go(page, page.get_by_role("link", name=re.compile("^Tự chấm điểm")).first, "tu-cham-diem")


def place(page: Page, name: str) -> None:
    page.get_by_role("navigation", name=re.compile("báo cáo")).get_by_role("link", name=name).click()
    page.wait_for_load_state()


def go(page: Page, link: Locator, picture: str) -> None:
    link.click()
    page.wait_for_load_state()
    page.wait_for_timeout(400)
    save_picture(page, picture)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
