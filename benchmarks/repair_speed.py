"""How fast damaged text is repaired, from a cold start in a process of its own, and how much memory that takes.

Run: .venv/bin/python benchmarks/repair_speed.py [TEXT FILE ...]
Without files the damaged sample of the product is repaired. Of several files all together are measured too: reading
the model takes about 0.2 s, which weighs on a short text.
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


def measure(paths: list[Path], *, is_quick: bool) -> str:
    """This function will repair texts as if just started and tell words, CPU time and memory in a line."""
    lines = [line for path in paths for line in path.read_text("utf-8").split("\n")]
    began = time.process_time()
    first = repair_text(lines[:40], kind=TextKind.DAMAGED, is_quick=is_quick)
    answered = time.process_time() - began
    rest = repair_text(lines[40:], kind=TextKind.DAMAGED, is_quick=is_quick)
    taken = time.process_time() - began
    words = sum(len(line.tokens) for part in (first, rest) for line in part.lines)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE
    way = "quick" if is_quick else "best"
    name = paths[0].name if len(paths) == 1 else f"{len(paths)} files together"
    return (
        f"{name[:40]:40} {way:5} {words:6} words {words / taken:7.0f} words/s of CPU, "
        f"first 40 lines after {answered:.2f} s, {peak:.0f} MB"
    )


def main(arguments: list[str]) -> None:
    """This function will measure each file in both ways, each in a process of its own."""
    if arguments[:1] == ["--one"]:
        print(measure([Path(one) for one in arguments[2:]], is_quick=arguments[1] == "quick"))
        return
    with files("haidang.documents").joinpath("samples", _SAMPLE).open("rb") as sample:
        papers = arguments or [sample.name]
    runs = [[paper] for paper in papers] + ([papers] if len(papers) > 1 else [])
    for run in runs:
        for way in ("quick", "best"):
            subprocess.run([sys.executable, __file__, "--one", way, *run], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
