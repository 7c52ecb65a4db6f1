"""The fullest sheet that leaders can get is one A4 when it is printed, with nothing cut off."""

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone
from factories.reports import TODAY
from factories.sheets import fill_sheet

LINK = re.compile(r'<link rel="stylesheet" href="/static/([a-z/]+\.css)"( media="[^"]*")?>')
_SECONDS = 120


def with_styles(html: str) -> str:
    """This function will put the style sheets into a page, so that it needs no server."""

    def style_of(link: re.Match) -> str:
        text = Path(finders.find(link[1])).read_text(encoding="utf-8")
        return f"<style{link[2] or ''}>{text}</style>"

    return LINK.sub(style_of, re.sub(r"\.[0-9a-f]{12}(?=\.css)", "", html))


def printed(html: str, folder: Path) -> pypdfium2.PdfDocument:
    source, paper = folder / "sheet.html", folder / "sheet.pdf"
    source.write_text(html, encoding="utf-8")
    switches = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [shutil.which("chromium"), *switches, profile, f"--print-to-pdf={paper}", str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    return pypdfium2.PdfDocument(paper.read_bytes())


@pytest.mark.django_db
@pytest.mark.skipif(shutil.which("chromium") is None, reason="không có chromium trên máy này")
def test_fullest_sheet_is_printed_on_one_page_to_its_last_line(officer, log_in, tmp_path, monkeypatch):
    fill_sheet(officer, today=TODAY)
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    html = log_in(officer).get(reverse("reports:leaders")).content.decode()

    pages = printed(with_styles(html), tmp_path)

    assert len(pages) == 1
    assert html.count('<li><span class="st ') == 6
    words = " ".join(pages[0].get_textpage().get_text_bounded().split())
    assert "Không tính việc đã miễn." in words
    assert "Cộng tất cả (hiện 4/9)" in words
