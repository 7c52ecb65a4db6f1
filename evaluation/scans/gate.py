"""Measure the reading of scans against the text they were drawn from, and hold it to its pinned floors.

Run: python evaluation/scans/gate.py [--all]
Our sample papers, and the real plan and project of ../shared set in type again, are drawn as scans of 200 and 300
dots an inch, clean and noisy with 0.7 degrees of skew, and read page by page as the product does. Counted are wrong
syllables of prose and of cells, tasks and budget lines that are not those of the text, and seconds of the processor
for a page. Without ../shared or LibreOffice only the samples are measured, and the gate says so. By default a part of
the pages is read (about a minute of one processor); `--all` reads all of them (about a quarter of an hour).
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import pypdfium2 as pdfium  # noqa: E402

from evaluation.scans.drawn_scans import write_scan  # noqa: E402
from evaluation.scans.score_scans import (  # noqa: E402
    ScanScore,
    score_budget,
    score_tasks,
    score_words,
)
from evaluation.scans.typeset_papers import kept_real_papers, office_program  # noqa: E402
from haidang.engines.reading.errors import Refused  # noqa: E402
from haidang.engines.reading.opening.open_paper import open_paper  # noqa: E402
from haidang.engines.reading.opening.page_pictures import recognise_page  # noqa: E402
from haidang.engines.reading.opening.scanning.tessdata import models_folder  # noqa: E402
from haidang.engines.reading.paper import Paper  # noqa: E402
from haidang.engines.reading.read_paper import read_paper  # noqa: E402

SAMPLES = ROOT / "src" / "haidang" / "documents" / "samples"
KEPT = ROOT / "var" / "evaluation" / "scans"
VARIANTS = ("200 clean", "200 noisy", "300 clean", "300 noisy")
_SCANNED_SAMPLE = "quet"
_SHARES_RIGHT = ("tasks", "budget")
_BORDERLESS, _RULED = "002-borderless", "002-landscape"


@dataclass(frozen=True, slots=True)
class Trial:
    """A paper, which of its pages (from 1, () for all) as which scans, and how many first tasks stand on them."""

    paper: str
    pages: tuple[int, ...] = ()
    variants: tuple[str, ...] = VARIANTS
    tasks: int | None = None


_QUICK = (
    Trial("ke-hoach-so-2026", variants=("200 clean",)),
    Trial("ke-hoach-thanh-pho-2026", variants=("200 noisy",)),
    Trial("002-landscape", (1, *range(9, 15)), ("300 clean",), tasks=35),
    Trial("003-budget", (1, 9, 10, 11), ("300 noisy",)),
    Trial("002-borderless", (1, 2, 3, 4, 5), ("200 noisy",), tasks=19),
)


def measure(trials: tuple[Trial, ...], papers: dict[str, Path]) -> dict[str, ScanScore]:
    """This function will read every scan of the trials and add the scores up by variant; the borderless table apart."""
    scores: dict[str, ScanScore] = {}
    with tempfile.TemporaryDirectory() as folder:
        for trial in trials:
            for variant in trial.variants if trial.paper in papers else ():
                score = _score_of(trial, variant, papers, Path(folder))
                print(_row(f"{trial.paper} {variant}", score), flush=True)
                scores.setdefault(_place_of(trial, variant), ScanScore()).add(score)
    return scores


def _place_of(trial: Trial, variant: str) -> str:
    return "borderless" if trial.paper == _BORDERLESS else variant


def _score_of(trial: Trial, variant: str, papers: dict[str, Path], folder: Path) -> ScanScore:
    """The tasks of a table without lines are asked of the ruled paper, which has the same."""
    source = papers[trial.paper]
    text = open_paper(source)
    pages = trial.pages or tuple(range(1, len(pdfium.PdfDocument(source)) + 1))
    dpi, look = variant.split()
    scan = write_scan(source, folder / "scan.pdf", pages, dpi=int(dpi), is_noisy=look == "noisy")
    paper, seconds = _read_scan(scan, len(pages))
    is_borderless = trial.paper == _BORDERLESS
    score = ScanScore(pages=len(pages)) if is_borderless else score_words(text, paper, pages)
    asked, found = read_paper(open_paper(papers[_RULED]) if is_borderless else text), read_paper(paper)
    score.add(score_tasks(asked.tasks[: trial.tasks], found.tasks[: trial.tasks]))
    if not is_borderless:
        score.add(score_budget(asked.budget, found.budget))
    score.seconds, score.slowest = sum(seconds), max(seconds)
    return score


def _read_scan(scan: Path, count: int) -> tuple[Paper, list[float]]:
    seconds, pages = [], {}
    for number in range(1, count + 1):
        started = time.process_time()
        pages[number] = recognise_page(scan, number, name=scan.name, models=models_folder())
        seconds.append(time.process_time() - started)
    return open_paper(scan, scans=pages), seconds


def _row(name: str, score: ScanScore) -> str:
    rates = score.rates
    words = f"prose {rates['prose']:5.2f} %  cells {rates['cells']:5.2f} %  wrong grids {score.wrong_grids}"
    tasks = f"tasks {score.tasks_right:3}/{score.tasks_asked:<3}"
    if score.budget_asked:
        tasks += f"  budget {score.budget_right}/{score.budget_asked}"
    return f"{name:34} {words}  {tasks}  {rates['seconds']:.2f} s/page (most {score.slowest:.2f})"


def faults_of(scores: dict[str, ScanScore], floors: dict[str, dict[str, float]]) -> Iterator[str]:
    """This function will print every sum beside its floors and tell where it is worse."""
    for name, score in scores.items():
        floor, rates = floors[name], score.rates
        print(_row(f"scans {name}", score), f"(floors {floor})", flush=True)
        for key, limit in floor.items():
            if not score.is_asked(key):
                continue
            if rates[key] < limit if key in _SHARES_RIGHT else rates[key] > limit:
                yield f"scans {name}: {key} {rates[key]:.2f}, floor {limit}"
        yield from (f"scans {name}: a task differs: {one}"[:400] for one in score.differing)


def papers_at_hand() -> dict[str, Path]:
    """This function will give the papers that can be measured here, by name, and say what is left out."""
    papers = {path.stem: path for path in SAMPLES.glob("*.pdf") if _SCANNED_SAMPLE not in path.stem}
    if not (SHARED / "seeds").is_dir():
        print("scans of the real papers: left out, ../shared is not there")
    elif office_program() is None:
        print("scans of the real papers: left out, LibreOffice is not installed here")
    else:
        papers |= {path.stem: path for path in kept_real_papers(SHARED, KEPT)}
    return papers


def main(arguments: list[str] | None = None) -> int:
    """This function will measure the scans; 1 when a score is worse than its floor."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", action="store_true", help="all papers, all pages, all kinds of scan")
    options = parser.parse_args(arguments or [])
    try:
        models_folder()
    except Refused as refused:
        print(f"scans: left out. {refused.message}")
        return 0
    floors = json.loads((HERE / "floors.json").read_text("utf-8"))
    papers = papers_at_hand()
    trials = tuple(Trial(name) for name in sorted(papers)) if options.all else _QUICK
    faults = list(faults_of(measure(trials, papers), floors))
    for fault in faults:
        print(fault, file=sys.stderr)
    return int(any(": a task differs: " not in fault for fault in faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
