"""Pages as a scanner or a phone gives them: drawn by the browser, kept as pictures without letters."""

import io
from pathlib import Path

from PIL import Image

_STYLE = (
    "body{margin:0;font:19px/1.55 'Liberation Serif','Times New Roman',serif}"
    "main{padding:75px 75px 75px 110px}p{margin:6px 0}"
    "b{float:right;border:3px solid;padding:4px 16px;font-size:26px}"
)
_A4 = {"width": 794, "height": 1123}  # pixels at 96 an inch
_DPI = 192
# A word that no language model knows, twice: whatever recognises it is less sure of it than of the others.
STRANGE = "Xqrlum"
SCANNED_PLAN = (
    f"""UBND TỈNH BIỂN XANH
SỞ NGOẠI VỤ
Số: {{number}}/KH-SNgV
Biển Xanh, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Hoạt động thông tin đối ngoại của Sở Ngoại vụ năm 2026
I. NỘI DUNG
1. Duy trì bản tin {STRANGE} về tỉnh
- Chủ trì: Văn phòng Sở.
- Phối hợp: Phòng Hợp tác quốc tế.
- Thời gian: Hằng quý.""",
    f"""2. Tổ chức gặp mặt {STRANGE} các cơ quan đại diện nước ngoài
- Chủ trì: Phòng Hợp tác quốc tế.
- Phối hợp: Văn phòng Sở.
- Thời gian: trước ngày 30/9/2026.""",
    """II. TỔ CHỨC THỰC HIỆN
Văn phòng Sở theo dõi, đôn đốc việc thực hiện Kế hoạch này./.""",
)


def draw_page(chromium, text: str, *, stamp: str = "") -> Image.Image:
    """This function will draw a page of lines, with a stamp in its corner where one is given."""
    page = chromium.new_page(viewport=_A4, device_scale_factor=2)
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines())
    page.set_content(f"<style>{_STYLE}</style><main>{f'<b>{stamp}</b>' if stamp else ''}{lines}</main>")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("L")
    page.close()
    return picture


def write_scan(chromium, folder: Path, number: int) -> Path:
    """This function will write a PDF of three pictures that nobody has handed in before."""
    first, *others = [draw_page(chromium, text.format(number=number)) for text in SCANNED_PLAN]
    path = folder / f"ban-quet-{number}.pdf"
    first.save(path, save_all=True, append_images=others, resolution=_DPI)
    return path


def as_photo(picture: Image.Image) -> bytes:
    made = io.BytesIO()
    picture.convert("RGB").save(made, "JPEG", quality=85, dpi=(_DPI, _DPI))
    return made.getvalue()
