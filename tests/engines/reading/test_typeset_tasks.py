"""The same table as flattened text, as a DOCX table and as a ruled PDF gives the same tasks."""

from html import escape
from pathlib import Path

import docx
import pytest
from factories.papers import make_paper, seed_paper
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.tables import read_tables
from haidang.engines.reading.task_rows import read_table_tasks
from haidang.engines.vietnamese.forms import compared_form

FONTS = (
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"),
)
SMALL_PLAN = """
STT
Nhiệm vụ
Cơ quan chủ trì
Cơ quan phối hợp
Thời gian hoàn thành
1
Ban hành Quy chế phát ngôn và cung cấp thông tin cho báo chí của tỉnh.
Văn phòng UBND tỉnh
Sở Văn hóa, Thể thao và Du lịch
Quý I/2024
2
Mời đoàn phóng viên nước ngoài đến thăm tỉnh.
Sở Ngoại vụ
Công an tỉnh và các cơ quan, đơn vị liên quan
Tháng 9
"""


def whole_table(paper):
    return next(table for table in read_tables(paper) if table.column_of("lead") is not None)


def answers_of(table):
    return [
        (
            task.label,
            task.group and compared_form(task.group),
            compared_form(task.title),
            compared_form(" ".join(task.content)),
            [compared_form(body) for body in (*task.lead, *task.partners)],
            task.timing and (task.timing.phrase, task.timing.spans),
            [(part.label, part.partners) for part in task.subtasks],
        )
        for task in read_table_tasks(table, 2024)
    ]


def typeset_docx(table, path):
    document = docx.Document()
    grid = document.add_table(rows=0, cols=len(table.titles))
    for texts in (
        [[title.text] for title in table.titles],
        *([cell.paragraphs for cell in row.cells] for row in table.rows),
    ):
        for cell, paragraphs in zip(grid.add_row().cells, texts, strict=True):
            cell.text = "\n".join(paragraphs)
    document.save(path)


def typeset_pdf(table, path):
    font = next((font for font in FONTS if font.is_file()), None)
    if font is None:
        pytest.skip("no font with Vietnamese letters (fonts-dejavu or fonts-liberation) is installed")
    pdfmetrics.registerFont(TTFont("Vietnamese", str(font)))
    style = ParagraphStyle("cell", fontName="Vietnamese", fontSize=9, leading=11)
    rows = [
        [(title.text,) for title in table.titles],
        *([cell.paragraphs for cell in row.cells] for row in table.rows),
    ]
    cells = [[[Paragraph(escape(text), style) for text in texts] for texts in row] for row in rows]
    grid = Table(cells, colWidths=[30, 330, 80, 130, 160], repeatRows=1)
    grid.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build([grid])


@pytest.mark.parametrize("typeset", [typeset_docx, typeset_pdf], ids=["docx", "pdf"])
@pytest.mark.parametrize("source", ["seed 002", "own"])
def test_typeset_table_gives_the_tasks_of_the_flattened_one(typeset, source, tmp_path):
    flattened = whole_table(seed_paper("002") if source == "seed 002" else make_paper(SMALL_PLAN))
    path = tmp_path / f"plan.{typeset.__name__.removeprefix('typeset_')}"
    typeset(flattened, path)

    found = answers_of(whole_table(open_paper(path)))

    assert len(found) in {53, 2}
    assert found == answers_of(flattened)
