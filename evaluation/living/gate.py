"""The living programme on the real papers: reorganised, undone, counted; held to its pinned figures.

Run: python evaluation/living/gate.py   (about a minute and a half of one processor)
On a fresh database in a folder of its own papers 002 and 003 are adopted and their obligations opened and answered;
the acts of the register are carried out on their days (2015-07-28, 2025-02-03, 2025-03-01 and 2025-07-01) and all
undone. Printed are the tasks that change hands, what was touched in July, the share of local plans with both
denominators, the legal bases whose standing is known, and old names of bodies asked for. Without ../shared nothing of
this can be done, and the gate says so.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1].parent / "shared"
FLOORS = HERE / "floors.json"
_PATIENCE_SECONDS = 900


def main() -> int:
    """This function will print every figure beside what is pinned and give 1 when one differs."""
    if not SHARED.is_dir():
        print(
            "living: left out whole (no paper adopted, nothing reorganised), the seed papers (../shared) are not there"
        )
        return 0
    measured = walked()
    print(json.dumps(measured, ensure_ascii=False, indent=1))
    wrong = list(differences(json.loads(FLOORS.read_text("utf-8")), measured))
    for told in wrong:
        print(f"living: {told}")
    return int(bool(wrong))


def walked() -> dict[str, Any]:
    """This function will go the walk in a process and a data folder of its own and return what it measured."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name != "HAIDANG_DATABASE_URL"}
        environment |= {
            "HAIDANG_DATA_FOLDER": folder,
            "DJANGO_SETTINGS_MODULE": "haidang.project.settings",
            # A machine that is busy with other work must not change what is measured.
            "HAIDANG_LIMIT_WALL_SECONDS": str(_PATIENCE_SECONDS),
        }
        done = subprocess.run(
            [sys.executable, str(HERE / "walk.py")],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def differences(pinned: Mapping[str, Any], measured: Mapping[str, Any], place: str = "") -> Iterator[str]:
    """This function will tell every figure that is not as it was pinned; what is not pinned is only printed."""
    for name, wanted in pinned.items():
        found, where = measured.get(name), f"{place}{name}"
        if isinstance(wanted, dict):
            yield from differences(wanted, found or {}, f"{where}.")
        elif found != wanted:
            yield f"{where} is {found}, pinned is {wanted}"


if __name__ == "__main__":
    sys.exit(main())
