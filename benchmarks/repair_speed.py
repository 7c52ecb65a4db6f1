"""How fast damaged text is repaired, from a cold start in a process of its own, and how much memory that takes.

Run: .venv/bin/python benchmarks/repair_speed.py [TEXT FILE ...]
Without files the damaged sample of the product is repaired.
"""

import resource
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

from haidang.engines.vietnamese.repair.kinds import TextKind
from haidang.engines.vietnamese.repair.whole_text import repair_text

_SAMPLE = "ke-hoach-xa-2026-hong.txt"
_MEGABYTE = 1024


def measure(path: Path, *, is_quick: bool) -> str:
    """This function will repair a text as if just started and tell words, CPU time and memory in a line."""
    lines = path.read_text("utf-8").split("\n")
    began = time.process_time()
    first = repair_text(lines[:40], kind=TextKind.DAMAGED, is_quick=is_quick)
    answered = time.process_time() - began
    rest = repair_text(lines[40:], kind=TextKind.DAMAGED, is_quick=is_quick)
    taken = time.process_time() - began
    words = sum(len(line.tokens) for part in (first, rest) for line in part.lines)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE
    way = "quick" if is_quick else "best"
    return (
        f"{path.name[:40]:40} {way:5} {words:6} words {words / taken:7.0f} words/s of CPU, "
        f"first 40 lines after {answered:.2f} s, {peak:.0f} MB"
    )


def main(arguments: list[str]) -> None:
    """This function will measure each file in both ways, each in a process of its own."""
    if arguments[:1] == ["--one"]:
        print(measure(Path(arguments[2]), is_quick=arguments[1] == "quick"))
        return
    with files("haidang.documents").joinpath("samples", _SAMPLE).open("rb") as sample:
        papers = [Path(one) for one in arguments] or [Path(sample.name)]
    for paper in papers:
        for way in ("quick", "best"):
            subprocess.run([sys.executable, __file__, "--one", way, str(paper)], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
