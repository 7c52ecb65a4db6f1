"""Files that go out open in an office suite that did not write them: pages and headings are those that were meant."""

import shutil
import subprocess
from pathlib import Path

import pytest
from factories.agencies import make_agency
from factories.consolidation import begun, issued, report_of
from factories.regimes import FIRST_HALF, TODAY, make_measure, regime_with_form
from pypdf import PdfReader

from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.consolidation_texts import PickFacts
from haidang.regimes.queries.drawn import tasks_of
from haidang.regimes.queries.unit_reports import unit_report
from haidang.regimes.tables.book import report_workbook
from haidang.reports.models import Obligation

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        shutil.which("soffice") is None,
        reason="LibreOffice (soffice) is not installed: that it opens produced DOCX and XLSX files is not tried",
    ),
]
_SECONDS = 180
UNITS = ("Sở Du lịch", "Sở Ngoại vụ", "Sở Tư pháp")
# More than an upright sheet holds, so that the appendix lies on its side.
FIGURES = 6
# What stands on each page of each file.
PAGES = {
    "bao-cao-docx": [
        (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "125/BC-UBND",
            "BÁO CÁO",
            "I. Công tác chỉ đạo, điều hành",
            "1.220",
        ),
        ("PHỤ LỤC", "SỐ LIỆU CỦA CÁC ĐƠN VỊ", *UNITS, "1.214"),
    ],
    "bao-cao-xlsx": [
        ("STT", "Số liệu thứ 0", "1.220"),
        ("STT", *UNITS, "Toàn bộ"),
        ("Phần", "Các đơn vị đã tổ chức 2 hội nghị."),
        ("Số liệu", "don-vi-da-bao-cao", UNITS[0]),
    ],
    "so-cua-don-vi": [
        ("Đơn vị báo cáo", UNITS[2]),
        ("Nội dung", "Công tác chỉ đạo, điều hành"),
        ("Số liệu", "Số liệu thứ 0"),
        ("Nhiệm vụ của đơn vị",),
    ],
}


@pytest.fixture
def files(officer, tmp_path) -> Path:
    """A folder with an issued report as DOCX and XLSX, and the workbook of a unit that has not reported."""
    for name in UNITS:
        make_agency(name)
    measures = [make_measure(f"so-{place}", f"Số liệu thứ {place}") for place in range(FIGURES)]
    regime = regime_with_form(officer, *measures)
    opened = open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY).report_round
    report_of(opened, UNITS[0], "Đã tổ chức 2 hội nghị.", (1214, 1, 2, 3, 4, 5), officer)
    report_of(opened, UNITS[1], "Đã dịch 6 bài.", (6, 1, 2, 3, 4, 5), officer)
    made = issued(begun(opened, officer, PickFacts("Các đơn vị đã tổ chức 2 hội nghị.")), officer)
    for kind, stored in (("docx", made.docx), ("xlsx", made.xlsx)):
        with stored.file.open("rb") as source:
            (tmp_path / f"bao-cao-{kind}.{kind}").write_bytes(source.read())
    owed = Obligation.objects.select_related("agency", "standing").get(agency__name=UNITS[2])
    tasks = tasks_of([owed.agency_id], owed.opens_on, owed.closes_on)
    book = report_workbook(unit_report(owed, opened, None), draft=None, tasks=tasks)
    (tmp_path / "so-cua-don-vi.xlsx").write_bytes(book)
    return tmp_path


def test_office_suite_opens_what_goes_out(files):
    made = as_pdf(files)

    told = {name: [turned(page) for page in pdf.pages] for name, pdf in made.items()}
    assert told == {
        "bao-cao-docx": ["upright", "on its side"],
        "bao-cao-xlsx": ["on its side"] * 4,
        "so-cua-don-vi": ["on its side"] * 4,
    }
    missing = {
        (name, at): absent
        for name, pages in PAGES.items()
        for at, wanted in enumerate(pages)
        if (absent := missing_in(made[name].pages[at], *wanted))
    }
    assert missing == {}


def as_pdf(files: Path) -> dict[str, PdfReader]:
    """Have LibreOffice print every file in one run, in a home of its own; it must say nothing against any."""
    sources = sorted(files.glob("bao-cao-*")) + sorted(files.glob("so-*"))
    profile = f"-env:UserInstallation={(files / 'profile').as_uri()}"
    command = ["soffice", "--headless", "--norestore", profile, "--convert-to", "pdf", "--outdir", str(files)]
    run = subprocess.run(
        [*command, *map(str, sources)], capture_output=True, text=True, timeout=_SECONDS, check=True
    )
    assert "error" not in f"{run.stdout}{run.stderr}".lower(), run.stdout + run.stderr
    return {one.stem: PdfReader(files / f"{one.stem}.pdf") for one in sources}


def turned(page) -> str:
    return "upright" if page.mediabox.height > page.mediabox.width else "on its side"


def missing_in(page, *wanted: str) -> list[str]:
    told = " ".join(page.extract_text().split())
    return [one for one in wanted if one not in told]
