"""How fast papers are read and how much memory that takes, in the limited child as in use.

Run: .venv/bin/python benchmarks/reading_speed.py [PAPER ...]
Without papers it makes its own: a plan in plain text, the same as DOCX, and a text PDF of 100 pages.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import docx
from fontTools.ttLib import TTFont as FontFile
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

import haidang
from haidang.engines.reading.child import read_limited
from haidang.engines.reading.errors import ReadingError

FONT_FOLDER = Path(haidang.__file__).parent / "foundation" / "static" / "foundation" / "fonts"
PDF_PAGES = 100
LINES_ON_A_PAGE = 40
TASK = (
    "Xây dựng và tham mưu Ủy ban nhân dân tỉnh ban hành Kế hoạch tuyên truyền các nhiệm vụ chính trị, phát triển "
    "kinh tế - xã hội của tỉnh, trong đó có nội dung nâng cao hiệu quả công tác thông tin đối ngoại."
)


def plan_paragraphs(tasks: int) -> list[str]:
    """Write the text of a plan with so many tasks."""
    head = [
        "ỦY BAN NHÂN DÂN TỈNH",
        "Số: 12/KH-UBND",
        "KẾ HOẠCH",
        "Thông tin đối ngoại năm 2025",
        "I. NHIỆM VỤ",
    ]
    return head + [line for number in range(1, tasks + 1) for line in task_lines(number)]


def task_lines(number: int) -> list[str]:
    """Write one task with its labelled lines."""
    return [
        f"{number}. {TASK}",
        "- Cơ quan chủ trì: Sở Thông tin và Truyền thông.",
        "- Cơ quan phối hợp: Sở Ngoại vụ, Sở Tài chính.",
        "- Thời gian thực hiện: Quý II/2025.",
    ]


def write_text(path: Path, tasks: int) -> None:
    path.write_text("\n\n".join(plan_paragraphs(tasks)), encoding="utf-8")


def write_docx(path: Path, tasks: int) -> None:
    paper = docx.Document()
    for paragraph in plan_paragraphs(tasks):
        paper.add_paragraph(paragraph)
    paper.save(str(path))


def write_pdf(path: Path, pages: int) -> None:
    style = ParagraphStyle("plan", fontName=vietnamese_font(path.parent), fontSize=12, leading=15)
    pieces = []
    for page in range(pages):
        texts = [line for number in range(7) for line in task_lines(page * 7 + number + 1)]
        pieces += [Paragraph(text, style) for text in texts] + [PageBreak()]
    SimpleDocTemplate(str(path)).build(pieces)


def vietnamese_font(folder: Path) -> str:
    """Unpack a web font of ours for reportlab; without one the marks of the letters are lost, not the speed."""
    fonts = sorted(FONT_FOLDER.glob("*vietnam*.woff2")) or sorted(FONT_FOLDER.glob("*.woff2"))
    if not fonts:
        return "Helvetica"
    plain = FontFile(fonts[0])
    plain.flavor = None
    plain.save(folder / "plan.ttf")
    pdfmetrics.registerFont(TTFont("plan", str(folder / "plan.ttf")))
    return "plan"


def made_papers(folder: Path) -> Iterator[Path]:
    """Make one paper of each kind."""
    write_text(folder / "plan.txt", tasks=60)
    write_docx(folder / "plan.docx", tasks=60)
    write_pdf(folder / "plan.pdf", pages=PDF_PAGES)
    yield from (folder / "plan.txt", folder / "plan.docx", folder / "plan.pdf")


def measured_row(path: Path) -> str:
    """Read one paper and tell pages, seconds, pages a second and the children's peak of memory so far."""
    started = time.perf_counter()
    try:
        answer = read_limited(path)
    except ReadingError as refused:
        return f"{path.name:32} {refused}"
    seconds = time.perf_counter() - started
    pages = len(answer["pages"]) or max(len(answer["lines"]) / LINES_ON_A_PAGE, 1)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return f"{path.name:32} {pages:7.1f} {seconds:8.2f} {pages / seconds:8.1f} {peak:8.0f}"


def main() -> None:
    print(f"{'paper':32} {'pages':>7} {'seconds':>8} {'pages/s':>8} {'peak MB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        papers = [Path(each) for each in sys.argv[1:]] or made_papers(Path(folder))
        for paper in papers:
            print(measured_row(paper))


if __name__ == "__main__":
    main()
