"""The same table as flattened text, DOCX table, PDF with rules or without and print of an office: the same tasks."""

import shutil
import subprocess
from html import escape
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from factories.papers import make_paper, seed_paper
from fontTools.ttLib import TTFont as WebFont
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.tables import read_tables
from haidang.engines.reading.task_rows import is_task_table, read_table_tasks
from haidang.engines.vietnamese.forms import compared_form

SOURCE = Path(__file__).resolve().parents[3] / "src" / "haidang"
WEB_FONT = SOURCE / "foundation" / "static" / "foundation" / "fonts" / "be-vietnam-pro.woff2"
SAMPLES = SOURCE / "documents" / "samples"
TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")
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


def joined_answers_of(table):
    """This function will leave open where a title ends: a PDF does not show it where the line is full."""
    return [
        (label, group, f"{title} {content}".replace(":", "").strip(), *rest)
        for label, group, title, content, *rest in answers_of(table)
    ]


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
    grid = document.add_table(rows=0, cols=len(table.titles), style="Table Grid")
    for texts in (
        [[title.text] for title in table.titles],
        *([cell.paragraphs for cell in row.cells] for row in table.rows),
    ):
        for cell, paragraphs in zip(grid.add_row().cells, texts, strict=True):
            cell.text = "\n".join(paragraphs)
    mark_header(grid.rows[0])
    document.save(path)


def mark_header(row):
    """This function will have the row printed again on each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def typeset_pdf(table, path):
    set_on_landscape(table, path, TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), TOP]))


def typeset_borderless_pdf(table, path):
    """This function will print the columns parted by white alone, the heads on each page."""
    set_on_landscape(table, path, TableStyle([TOP]))


def set_on_landscape(table, path, look):
    font = WebFont(WEB_FONT)
    font.flavor = None
    font.save(path.with_suffix(".ttf"))
    pdfmetrics.registerFont(TTFont("Vietnamese", str(path.with_suffix(".ttf"))))
    style = ParagraphStyle("cell", fontName="Vietnamese", fontSize=9, leading=11)
    rows = [
        [(title.text,) for title in table.titles],
        *([cell.paragraphs for cell in row.cells] for row in table.rows),
    ]
    cells = [[[Paragraph(escape(text), style) for text in texts] for texts in row] for row in rows]
    grid = Table(cells, colWidths=[30, 330, 80, 130, 160], repeatRows=1)
    grid.setStyle(look)
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build([grid])


@pytest.mark.parametrize(
    ("typeset", "compared"),
    [
        (typeset_docx, answers_of),
        (typeset_pdf, joined_answers_of),
        (typeset_borderless_pdf, joined_answers_of),
    ],
    ids=["docx", "pdf", "borderless pdf"],
)
@pytest.mark.parametrize("source", ["seed 002", "own"])
def test_typeset_table_gives_the_tasks_of_the_flattened_one(typeset, compared, source, tmp_path):
    flattened = whole_table(seed_paper("002") if source == "seed 002" else make_paper(SMALL_PLAN))
    path = tmp_path / ("plan.docx" if typeset is typeset_docx else "plan.pdf")
    typeset(flattened, path)

    found = compared(whole_table(open_paper(path)))

    assert len(found) in {53, 2}
    assert found == compared(flattened)


@pytest.mark.parametrize("stem", ["ke-hoach-thanh-pho-2026", "ke-hoach-thanh-pho-2026-sua-doi"])
def test_sample_gives_the_same_tasks_as_text_docx_and_pdf(stem):
    papers = [open_paper(SAMPLES / f"{stem}{kind}") for kind in (".txt", ".docx", ".pdf")]

    text, document, pages = [answers_of(whole_table(paper)) for paper in papers]

    assert len(text) == 41
    assert document == text
    assert pages == text


@pytest.mark.parametrize("stem", ["ke-hoach-so-2026", "cong-van-huong-dan-2026", "de-an-2026-2030"])
@pytest.mark.parametrize("kind", [".txt", ".docx", ".pdf"])
def test_sample_without_a_table_of_tasks_gives_none(stem, kind):
    tables = read_tables(open_paper(SAMPLES / f"{stem}{kind}"))

    assert [table for table in tables if is_task_table(table)] == []


def test_document_printed_by_an_office_gives_the_same_tasks(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    flattened = whole_table(make_paper(SMALL_PLAN))
    typeset_docx(flattened, tmp_path / "plan.docx")

    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(tmp_path / "plan.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    assert answers_of(whole_table(open_paper(tmp_path / "plan.pdf"))) == answers_of(flattened)
