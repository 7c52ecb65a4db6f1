"""How long a scanned page takes and how much memory, in the limited child of the page as in use.

Run: .venv/bin/python benchmarks/scan_speed.py [PAPER ...]
Without papers it draws our own sample plan as scans of 200 and 300 dots an inch, clean and noisy. One page is read
at a time and the recogniser keeps to one thread: the seconds are those of one core. The goal is 4 seconds a page.
"""

import os
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from evaluation.scans.drawn_scans import write_scan  # noqa: E402
from haidang.engines.reading.child import read_limited  # noqa: E402
from haidang.engines.reading.errors import ReadingError  # noqa: E402
from haidang.engines.reading.limits import Limits  # noqa: E402

SAMPLE = ROOT / "src/haidang/documents/samples/ke-hoach-thanh-pho-2026.pdf"
PAGES = (1, 2, 5, 6)
ONE_AT_A_TIME = Limits(scan_workers=1)


def made_scans(folder: Path) -> Iterator[Path]:
    """This function will draw pages of prose and of tables as scans."""
    for dpi in (200, 300):
        for look in ("clean", "noisy"):
            target = folder / f"{dpi}-{look}.pdf"
            yield write_scan(SAMPLE, target, PAGES, dpi=dpi, is_noisy=look == "noisy")


def measured_row(path: Path) -> str:
    """Read one paper and tell pages, seconds of the processor a page and the children's peak of memory so far."""
    before = _cpu_seconds()
    try:
        answer = read_limited(path, limits=ONE_AT_A_TIME)
    except ReadingError as refused:
        return f"{path.name:32} {refused}"
    pages = max(len(answer["pages"]), 1)
    seconds = _cpu_seconds() - before
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return f"{path.name:32} {pages:6} {seconds / pages:10.2f} {peak:8.0f}"


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    os.environ["OMP_THREAD_LIMIT"] = "1"
    print(f"{'paper':32} {'pages':>6} {'CPU s/page':>10} {'peak MB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        papers = [Path(each) for each in sys.argv[1:]] or made_scans(Path(folder))
        for paper in papers:
            print(measured_row(paper), flush=True)


if __name__ == "__main__":
    main()
