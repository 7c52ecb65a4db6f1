"""Pictures for the guide: walk a running demo and save its pages.

Start `make demo` on an empty HAIDANG_DATA_FOLDER first; then `python tools/shoot_guide.py http://localhost:8000`.
"""

import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "guide" / "vi" / "hinh"
PASSWORD = "ngon-den-hai-dang"  # of the demo's people
PAGES = {
    "ban-viec": "/",
    "nop-van-ban": "/van-ban/nop/",
    "ra-soat": "/van-ban/ra-soat/6/?muc=task",
    "tu-can-xem-lai": "/van-ban/ra-soat/3/?muc=tu-ngo&anh=0",
    "chu-hong": "/van-ban/ra-soat/4/?muc=tu-ngo",
    "nghi-van": "/van-ban/ra-soat/2/?muc=nghi-van",
    "thong-qua": "/chuong-trinh/thong-qua/1/",
    "chuong-trinh": "/chuong-trinh/1/",
    "dong-thoi-gian": "/chuong-trinh/1/?xem=dong-thoi-gian#work",
    "so-van-ban": "/van-ban/",
    "viec-phai-bao": "/bao-cao/",
    "lich": "/lich/",
    "do-phu": "/chuong-trinh/1/do-phu/",
    "khop": "/chuong-trinh/khop/1/",
    "kinh-phi": "/chuong-trinh/kinh-phi/",
    "danh-ba": "/danh-ba/",
    "ban-chi-dao": "/danh-ba/ban-chi-dao/",
}
PHONE_PAGES = {
    "chuong-trinh-dien-thoai": ("lanhdao", "/chuong-trinh/1/"),
    "viec-cua-toi": ("daumoi", "/bao-cao/viec-cua-toi/"),
}
COLOURS = 128  # enough for flat screens, a third of the bytes


def main(address: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        officer = browser.new_page(viewport={"width": 1280, "height": 860}, base_url=address, locale="vi-VN")
        officer.goto("/dang-nhap/")
        save_picture(officer, "dang-nhap")
        log_in(officer, "canbo")
        for name, page in PAGES.items():
            officer.goto(page)
            officer.wait_for_timeout(400)
            save_picture(officer, name)
        preview_reorganisation(officer)
        save_picture(officer, "sap-xep")
        make_plan(officer)
        save_picture(officer, "lap-ke-hoach")
        leader = browser.new_page(viewport={"width": 1280, "height": 1200}, base_url=address, locale="vi-VN")
        log_in(leader, "lanhdao")
        leader.goto("/bao-cao/lanh-dao/")
        save_picture(leader, "lanh-dao")
        for name, (username, page) in PHONE_PAGES.items():
            phone = browser.new_page(viewport={"width": 390, "height": 844}, base_url=address, locale="vi-VN")
            log_in(phone, username)
            phone.goto(page)
            save_picture(phone, name)
        administrator = browser.new_page(viewport={"width": 1280, "height": 860}, base_url=address)
        log_in(administrator, "quantri")
        administrator.get_by_role("link", name="Nhật ký").click()
        administrator.wait_for_load_state()
        save_picture(administrator, "nhat-ky")
        browser.close()


def log_in(page: Page, username: str) -> None:
    page.goto("/dang-nhap/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def preview_reorganisation(page: Page) -> None:
    """What a new name of a department would touch; the preview writes nothing."""
    page.goto("/sap-xep/moi/")
    page.get_by_label("Loại việc").select_option("rename")
    page.get_by_label("Có hiệu lực từ ngày").fill("01/03/2026")
    page.get_by_label("Cơ quan kết thúc hoặc tách một phần").fill("Sở Ngoại vụ")
    page.get_by_label("Cơ quan kế thừa lập mới trong việc này").fill("Sở Đối ngoại và Hội nhập")
    page.get_by_role("button", name="Xem trước", exact=True).click()
    page.wait_for_load_state()


def make_plan(page: Page) -> None:
    page.goto("/chuong-trinh/lap/?tu=1")
    page.get_by_role("button", name="Bắt đầu lập").click()
    page.wait_for_load_state()


def save_picture(page: Page, name: str) -> None:
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as picture:
        picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
