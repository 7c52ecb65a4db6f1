"""Where things stand in the repository, for the tests that read its own files."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "haidang"
DOCS = ROOT / "docs"
APPS = (
    "foundation",
    "agencies",
    "documents",
    "programme",
    "reports",
    "regimes",
    "indicators",
    "oversight",
    "desk",
)


@cache
def committed_files() -> tuple[Path, ...]:
    """This function will return the files under version control that are still there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def python_files(folder: Path = SOURCE) -> list[Path]:
    """This function will return the Python files of a folder without migrations."""
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def as_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
