"""Reading a paper in limited child processes: one for its text, one for each page that is a picture."""

from pathlib import Path
from typing import Any

from haidang.engines.reading.child_process import SCAN_WANTED, run_limited
from haidang.engines.reading.limits import DEFAULT, Limits, limit_refusal
from haidang.engines.reading.opening.names import check_name
from haidang.engines.reading.opening.opened import Report
from haidang.engines.reading.page_scans import recognised_pages


def read_limited(
    path: Path,
    *,
    name: str | None = None,
    limits: Limits = DEFAULT,
    analyse: str = "read",
    report: Report | None = None,
    scans_folder: Path | None = None,
) -> dict[str, Any]:
    """This function will read one paper in a limited child process.

    `analyse` is "read" for the whole reading (answer, ordinal_answer, lines, pages, hidden) or "open" for what
    opening alone gives (lines, tables, pages, hidden). Pages that are pictures are recognised one by one, each in a
    child of its own; with `scans_folder` they are kept there, and a reading that broke off goes on with them.
    Raises Refused and SecretMarked.
    """
    given_name = path.name if name is None else name
    check_name(given_name, limits)
    if path.stat().st_size > limits.file_bytes:
        raise limit_refusal("too_large", limits, "file_mb")
    request = {"job": analyse, "path": str(path.resolve()), "name": given_name}
    result = run_limited(request, limits=limits, report=report)
    if SCAN_WANTED not in result:
        return result
    with recognised_pages(
        request, result[SCAN_WANTED], limits=limits, report=report, folder=scans_folder
    ) as folder:
        return run_limited(request | {"scans": str(folder)}, limits=limits, report=report)
