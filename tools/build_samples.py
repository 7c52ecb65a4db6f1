"""Build the sample papers that ship with Hải Đăng: DOCX, PDF and text, from the plain data in tools/samples.

Run from anywhere: `python tools/build_samples.py`. Needs LibreOffice (`soffice`) for the PDF files, and tesseract
for the damaged text.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from samples import (
    city_plan,
    city_plan_amended,
    commune_plans,
    department_plan,
    ministry_letter,
    paper_text,
    project_decision,
    scanned,
)

from haidang.engines.drafting.official_paper import draft_paper

TARGET = Path(__file__).resolve().parents[1] / "src" / "haidang" / "documents" / "samples"
LARGEST = 250_000
PAPERS = {
    "ke-hoach-thanh-pho-2026": (city_plan.PAPER, paper_text.wrapped_text),
    "ke-hoach-so-2026": (department_plan.PAPER, paper_text.wrapped_text),
    "cong-van-huong-dan-2026": (ministry_letter.PAPER, paper_text.wrapped_text),
    "de-an-2026-2030": (project_decision.PAPER, paper_text.tabbed_text),
    "ke-hoach-thanh-pho-2026-sua-doi": (city_plan_amended.PAPER, paper_text.tabbed_text),
    "ke-hoach-phuong-2026": (commune_plans.WARD, paper_text.wrapped_text),
    "ke-hoach-xa-2026": (commune_plans.COMMUNE, paper_text.wrapped_text),
}


def main() -> int:
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, (paper, written) in PAPERS.items():
        (TARGET / f"{name}.docx").write_bytes(draft_paper(paper))
        (TARGET / f"{name}.txt").write_text(written(paper), encoding="utf-8")
    _print_as_pdf([TARGET / f"{name}.docx" for name in PAPERS])
    scanned.write_scan(TARGET / "ke-hoach-phuong-2026.pdf", TARGET / "ke-hoach-phuong-2026-quet.pdf")
    scanned.write_damaged_text(TARGET / "ke-hoach-xa-2026.pdf", TARGET / "ke-hoach-xa-2026-hong.txt")
    return _report_sizes()


def _print_as_pdf(papers: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", "--headless", f"-env:UserInstallation={Path(profile).as_uri()}"]
        command += ["--convert-to", "pdf", "--outdir", str(TARGET), *map(str, papers)]
        subprocess.run(command, check=True, capture_output=True)


def _report_sizes() -> int:
    built = sorted(path for path in TARGET.iterdir() if path.suffix in (".docx", ".pdf", ".txt"))
    for path in built:
        print(f"{path.stat().st_size:8d} {path.name}")
    return 1 if any(path.stat().st_size > LARGEST for path in built) else 0


if __name__ == "__main__":
    sys.exit(main())
