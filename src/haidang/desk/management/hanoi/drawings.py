"""Evidence drawn for the demo: photos of a lighthouse by the sea, a small report, a table. No picture of others."""

import io
from datetime import date
from random import Random

from openpyxl import Workbook
from PIL import Image, ImageDraw

from haidang.engines.drafting.official_paper import draft_paper
from haidang.engines.drafting.paper_parts import Letterhead, OfficialPaper, Paragraph, SignatureBlock
from haidang.reports.enums import EvidenceKind
from haidang.reports.validators import TakenFile

_WIDTH, _HEIGHT = 960, 640
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def drawn_photo(place: int) -> TakenFile:
    """This function will draw a lighthouse at another hour for each place."""
    chance = Random(place)
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), "white")
    pen = ImageDraw.Draw(picture)
    warmth = chance.randrange(100)
    for line in range(_HEIGHT):
        light = line / _HEIGHT
        pen.line(
            [(0, line), (_WIDTH, line)], fill=(int(90 + warmth + 60 * light), int(140 + 70 * light), 225)
        )
    horizon = chance.randrange(380, 440)
    pen.rectangle([0, horizon, _WIDTH, _HEIGHT], fill=(24, 78, 119))
    for _wave in range(60):
        left, top = chance.randrange(_WIDTH), chance.randrange(horizon, _HEIGHT)
        pen.line([(left, top), (left + chance.randrange(20, 90), top)], fill=(94, 150, 184), width=2)
    foot = chance.randrange(200, 760)
    pen.polygon(
        [(foot - 160, horizon + 30), (foot, horizon - 60), (foot + 180, horizon + 30)], fill=(66, 84, 66)
    )
    pen.polygon(
        [(foot - 34, horizon - 30), (foot - 22, 150), (foot + 22, 150), (foot + 34, horizon - 30)],
        fill="white",
    )
    pen.rectangle([foot - 28, 200, foot + 28, 236], fill=(190, 40, 40))
    pen.polygon([(foot, 130), (0, 60), (0, 190)], fill=(255, 240, 190))
    pen.rectangle([foot - 20, 112, foot + 20, 150], fill=(250, 214, 90))
    pen.polygon([(foot - 28, 112), (foot, 84), (foot + 28, 112)], fill=(190, 40, 40))
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=80)
    return TakenFile(f"anh-vi-du-{place}.jpg", made.getvalue(), "image/jpeg", EvidenceKind.PHOTO)


def drawn_report(agency: str, told: str, *, on: date) -> TakenFile:
    """This function will write a short report of a body in the official form."""
    paper = OfficialPaper(
        letterhead=Letterhead(agency.upper(), "/BC", "Hà Nội", year=on.year),
        kind="BÁO CÁO",
        title="Kết quả công tác thông tin đối ngoại (số liệu ví dụ)",
        body=(
            Paragraph(told),
            Paragraph("Số liệu trong báo cáo này là ví dụ, do Hải Đăng viết để dùng thử."),
        ),
        signature=SignatureBlock(("THỦ TRƯỞNG CƠ QUAN",), "Không có chữ ký: văn bản ví dụ"),
    )
    return TakenFile("bao-cao-vi-du.docx", draft_paper(paper), _WORD, EvidenceKind.FILE)


def drawn_table(numbers: dict[str, int]) -> TakenFile:
    """This function will write figures into a small table."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Số liệu ví dụ"
    sheet.append(["Nội dung", "Số lượng"])
    for name, number in numbers.items():
        sheet.append([name, number])
    made = io.BytesIO()
    book.save(made)
    return TakenFile("so-lieu-vi-du.xlsx", made.getvalue(), _EXCEL, EvidenceKind.FILE)
