import shutil
from pathlib import Path

import docx
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from haidang.engines.reading.errors import PageImagesUnavailable, Refused
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.page_images import locate_lines, render_pages


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    for page in ("Trang mot", "Trang hai"):
        canvas.drawString(72, 700, page)
        canvas.showPage()
    canvas.save()
    return path


def test_every_page_of_a_pdf_is_drawn(plan: Path, tmp_path: Path) -> None:
    heard: list[tuple[int, int, str]] = []

    images = render_pages(plan, tmp_path, kind="pdf", dpi=72, report=lambda *progress: heard.append(progress))

    assert [(image.number, image.width, image.height) for image in images] == [(1, 595, 842), (2, 595, 842)]
    assert [Image.open(image.path).size for image in images] == [(595, 842), (595, 842)]
    darkest, lightest = Image.open(images[0].path).convert("L").getextrema()
    assert (darkest < 60, lightest > 250) == (True, True)
    assert heard[-1] == (2, 2, "page_images")


def test_damaged_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 and nothing more")

    with pytest.raises(Refused) as refused:
        render_pages(path, tmp_path, kind="pdf")

    assert refused.value.code == "damaged"


def test_plain_text_has_no_pages_to_draw(tmp_path: Path) -> None:
    with pytest.raises(PageImagesUnavailable, match="Văn bản thuần không có trang"):
        render_pages(tmp_path / "a.txt", tmp_path, kind="text")


def test_machine_without_libreoffice_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(PageImagesUnavailable, match="chưa cài LibreOffice"):
        render_pages(tmp_path / "a.docx", tmp_path, kind="docx")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_lines_of_a_docx_are_found_on_its_drawn_pages(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Tổ chức hội nghị", "Quý I/2025"
    document.add_page_break()
    document.add_paragraph("Trên đây là kế hoạch")
    path = tmp_path / "a.docx"
    document.save(str(path))

    images = render_pages(path, tmp_path, kind="docx", dpi=50)
    lines = open_paper(path).lines
    places = locate_lines(lines, tmp_path / "pages.pdf")

    assert [image.number for image in images] == [1, 2]
    assert {line.text: places[line.number][0] for line in lines if line.text} == {
        "KẾ HOẠCH": 1,
        "Tổ chức hội nghị": 1,
        "Quý I/2025": 1,
        "Trên đây là kế hoạch": 2,
    }
    left, right = (places[line.number][1] for line in lines if line.table)
    assert left.right < right.left
