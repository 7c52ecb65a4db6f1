import io
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont as FontFile
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import haidang
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.paper import Paper

FONTS = Path(haidang.__file__).parent / "foundation" / "static" / "foundation" / "fonts"
WIDTH, HEIGHT = 595, 842
TWO_ROWS = [["TT", "Nội dung", "Tiến độ"], ["1", "Tổ chức hội nghị", "Quý I/2025"]]


@pytest.fixture(scope="module", autouse=True)
def plan_font(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Our own web font, unpacked for reportlab."""
    plain = FontFile(FONTS / "be-vietnam-pro.woff2")
    plain.flavor = None
    target = tmp_path_factory.mktemp("font") / "plan.ttf"
    plain.save(target)
    pdfmetrics.registerFont(TTFont("plan", str(target)))


def drawn(folder: Path, draw: Callable[[Canvas], None], size: tuple[int, int] = (WIDTH, HEIGHT)) -> Paper:
    path = folder / "paper.pdf"
    canvas = Canvas(str(path), pagesize=size)
    canvas.setFont("plan", 12)
    draw(canvas)
    canvas.save()
    return open_paper(path)


def draw_rows(canvas: Canvas, rows: list[list[str]], top: float) -> None:
    """A ruled table of columns 100 points wide and rows 20 high."""
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            canvas.drawString(75 + 100 * column, top - 15 - 20 * place, text)
    for place in range(len(rows) + 1):
        canvas.line(72, top - 20 * place, 72 + 100 * len(rows[0]), top - 20 * place)
    for column in range(len(rows[0]) + 1):
        canvas.line(72 + 100 * column, top, 72 + 100 * column, top - 20 * len(rows))


def cell_texts(paper: Paper) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables]


def test_lines_have_page_number_and_box(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Căn cứ Nghị định số 72/2015/NĐ-CP;")
        canvas.drawString(72, 680, "Ủy ban nhân dân tỉnh ban hành Kế hoạch.")
        canvas.showPage()
        canvas.setFont("plan", 12)
        canvas.drawString(72, 700, "I. MỤC ĐÍCH")

    paper = drawn(tmp_path, draw)

    assert [(line.number, line.text, line.page, line.number_on_page) for line in paper.lines] == [
        (1, "Căn cứ Nghị định số 72/2015/NĐ-CP;", 1, 1),
        (2, "Ủy ban nhân dân tỉnh ban hành Kế hoạch.", 1, 2),
        (3, "I. MỤC ĐÍCH", 2, 1),
    ]
    box = paper.lines[0].box
    assert box is not None
    assert (round(box.left), box.top < HEIGHT - 700 < box.bottom) == (72, True)
    assert [(page.number, round(page.width), round(page.height)) for page in paper.pages] == [
        (1, 595, 842),
        (2, 595, 842),
    ]


def test_two_sides_of_a_letterhead_stay_apart_and_in_order(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(160, 780, "ỦY BAN NHÂN DÂN")
        canvas.drawCentredString(420, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        canvas.drawCentredString(160, 764, "TỈNH HÀ NAM")
        canvas.drawCentredString(420, 764, "Độc lập - Tự do - Hạnh phúc")
        canvas.drawCentredString(160, 744, "Số:      /KH-UBND")
        canvas.drawCentredString(420, 744, "Hà Nam, ngày     tháng 01 năm 2025")
        canvas.drawCentredString(297, 700, "KẾ HOẠCH")

    assert [line.text for line in drawn(tmp_path, draw).lines] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH HÀ NAM",
        "Số: /KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hà Nam, ngày tháng 01 năm 2025",
        "KẾ HOẠCH",
    ]


def test_ruled_table_is_read_cell_by_cell(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 740, "Phụ lục")
        draw_rows(canvas, TWO_ROWS, 720)
        canvas.drawString(72, 640, "Trên đây là kế hoạch.")

    paper = drawn(tmp_path, draw)

    assert cell_texts(paper) == [TWO_ROWS]
    assert [line.text for line in paper.lines] == [
        "Phụ lục",
        *TWO_ROWS[0],
        *TWO_ROWS[1],
        "Trên đây là kế hoạch.",
    ]
    assert [cell.lines for cell in paper.tables[0].rows[1].cells] == [(5,), (6,), (7,)]


def test_missing_rule_makes_a_merged_cell(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(75, 705, "I. SỞ NGOẠI VỤ")
        canvas.drawString(75, 685, "1")
        canvas.drawString(175, 685, "Hội nghị")
        for y in (720, 700, 680):
            canvas.line(72, y, 272, y)
        for x in (72, 272):
            canvas.line(x, 720, x, 680)
        canvas.line(172, 700, 172, 680)

    rows = drawn(tmp_path, draw).tables[0].rows

    assert [
        [(cell.text, cell.spans_columns, cell.is_continuation) for cell in row.cells] for row in rows
    ] == [
        [("I. SỞ NGOẠI VỤ", 2, False), ("", 1, True)],
        [("1", 1, False), ("Hội nghị", 1, False)],
    ]


def draw_columns(canvas: Canvas, rows: list[list[str]], step: int) -> None:
    for place, row in enumerate(rows):
        for left, text in zip((72, 110, 330, 430), row, strict=True):
            canvas.drawString(left, 700 - step * place, text)


def test_aligned_columns_without_rules_are_a_table(tmp_path: Path) -> None:
    rows = [
        ["TT", "Nội dung", "Tiến độ", "Cơ quan chủ trì"],
        ["1", "Tổ chức hội nghị phổ biến", "Quý I", "Sở Ngoại vụ"],
        ["", "thông tin đối ngoại", "", "và Sở Tài chính"],
        ["2", "Tập huấn nghiệp vụ", "Quý II", "Sở Nội vụ"],
    ]

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 740, "Danh mục nhiệm vụ của các sở, ban, ngành")
        draw_columns(canvas, rows, 15)
        canvas.drawString(72, 600, "Trên đây là danh mục nhiệm vụ trọng tâm của các sở, ban, ngành của tỉnh.")

    paper = drawn(tmp_path, draw)

    assert cell_texts(paper) == [
        [
            rows[0],
            ["1", "Tổ chức hội nghị phổ biến thông tin đối ngoại", "Quý I", "Sở Ngoại vụ và Sở Tài chính"],
            rows[3],
        ]
    ]
    assert paper.lines[0].text == "Danh mục nhiệm vụ của các sở, ban, ngành"
    assert paper.lines[-1].text.startswith("Trên đây là")


def test_budget_columns_without_rules_are_a_table(tmp_path: Path) -> None:
    rows = [
        ["TT", "Nội dung", "2026-2028", "2029-2030"],
        ["1", "Đào tạo", "6", "9"],
        ["2", "Tập huấn", "1", "0,5"],
    ]

    assert cell_texts(drawn(tmp_path, lambda canvas: draw_columns(canvas, rows, 24))) == [rows]


def test_page_numbers_and_running_footers_are_furniture(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for page in (1, 2, 3):
            canvas.setFont("plan", 12)
            canvas.drawCentredString(297, 815, str(page))
            canvas.drawString(72, 500, f"Nội dung {page}")
            canvas.drawString(72, 20, f"Kế hoạch năm 2025 - trang {page}")
            canvas.showPage()

    lines = drawn(tmp_path, draw).lines

    assert [line.text for line in lines if not line.is_furniture] == [
        "Nội dung 1",
        "Nội dung 2",
        "Nội dung 3",
    ]
    assert [line.text for line in lines if line.is_furniture][:2] == ["1", "Kế hoạch năm 2025 - trang 1"]


def test_unseen_words_are_reported_and_never_content(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Thấy")
        canvas.setFillColor(colors.white)
        canvas.drawString(72, 660, "trắng")
        canvas.setFillColor(colors.black)
        canvas.setFont("plan", 0.8)
        canvas.drawString(72, 620, "nhỏ")
        canvas.setFont("plan", 12)
        canvas.drawString(72, 580, "vô hình", mode=3)
        canvas.drawString(700, 540, "ngoài trang")

    paper = drawn(tmp_path, draw)

    assert [line.text for line in paper.lines] == ["Thấy"]
    assert [line.text for line in paper.hidden] == ["trắng", "nhỏ", "vô hình", "ngoài trang"]


def test_white_words_on_a_dark_ground_are_seen(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colors.darkblue)
        canvas.rect(60, 690, 300, 30, stroke=0, fill=1)
        canvas.setFillColor(colors.white)
        canvas.drawString(72, 700, "TIẾN ĐỘ")

    paper = drawn(tmp_path, draw)

    assert ([line.text for line in paper.lines], paper.hidden) == (["TIẾN ĐỘ"], ())


def test_words_laid_under_a_scan_are_content(tmp_path: Path) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (100, 140), "white").save(picture, "PNG")

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
        canvas.drawString(72, 700, "Kế hoạch thông tin đối ngoại", mode=3)

    assert [line.text for line in drawn(tmp_path, draw).lines] == ["Kế hoạch thông tin đối ngoại"]


def test_turned_page_is_read_upright(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.drawString(100, -100, "Dòng trên")
        canvas.drawString(100, -130, "Dòng dưới")

    paper = drawn(tmp_path, draw)

    assert [line.text for line in paper.lines] == ["Dòng trên", "Dòng dưới"]
    # reportlab lays the sheet on its side before it turns it, so what is seen is upright again.
    assert [(round(page.width), round(page.height)) for page in paper.pages] == [(WIDTH, HEIGHT)]
    boxes = [line.box for line in paper.lines if line.box]
    assert boxes[0].bottom < boxes[1].bottom
    assert all(box.right - box.left > box.bottom - box.top for box in boxes)
