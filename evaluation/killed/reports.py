"""Processes killed at random moments while units report and the city consolidates: what is lost, half or counted twice.

Run: .venv/bin/python evaluation/killed/reports.py [--kills 200] [--at-once 2] [--seed 5]
Each process fills reports in, signs, accepts, returns, consolidates and issues, on and on, and writes down what was
acknowledged, until another process kills it (SIGKILL) at a moment drawn by chance. Afterwards a process of its own
takes up what waits and looks at everything. On SQLite, or on a new database of the server HAIDANG_DATABASE_URL names.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

UNITS = 12
SHORTEST, LONGEST = 0.05, 1.5
KILLS_BETWEEN_LOOKS = 20


def main() -> int:
    """This function will kill, look, and tell by its exit status whether anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=2, help="processes that work beside each other")
    parser.add_argument(
        "--longest", type=float, default=LONGEST, help="seconds; longer where others use the machine"
    )
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    from races.courses import started_course

    chance, began, done = random.Random(given.seed), time.perf_counter(), 0
    with tempfile.TemporaryDirectory() as folder, started_course(Path(folder), name="killed") as course:
        journal = str(Path(folder, "journal"))
        course.do(("begin_round", {"units": UNITS}))
        faults: list[str] = []
        while done < given.kills and not faults:
            for _turn in range(0, min(KILLS_BETWEEN_LOOKS, given.kills - done), given.at_once):
                course.race(*[_killed(journal, chance, given.longest) for _one in range(given.at_once)])
                done += given.at_once
            _issued, found = course.do(("issue", {}), ("faults_of_reports", {"journal": journal}))
            faults = found["faults"]
            print(
                f"{done} killed: {found['acknowledged']} acts acknowledged, {found['sent']} reports sent, "
                f"{found['issued']} issued; {len(faults)} faults; {found['stray_files']} files that nothing names",
                flush=True,
            )
    database = "PostgreSQL" if os.environ.get("HAIDANG_DATABASE_URL") else "SQLite"
    print(f"{database}: {time.perf_counter() - began:.0f} s; load {os.getloadavg()[0]:.1f}")
    print(*faults, sep="\n", end="")
    return 1 if faults else 0


def _killed(journal: str, chance: random.Random, longest: float) -> tuple[str, dict]:
    seconds = chance.uniform(SHORTEST, longest)
    return "report_until_killed", {"journal": journal, "seconds": seconds, "seed": chance.randrange(10**9)}


if __name__ == "__main__":
    sys.exit(main())
