"""Tables of people, not papers: the filled cells of a workbook (XLSX), opened in a limited child process."""

from pathlib import Path

from haidang.engines.reading.child_process import run_limited
from haidang.engines.reading.errors import refusal
from haidang.engines.reading.limits import DEFAULT, Limits, limit_refusal
from haidang.engines.reading.opening.names import check_name
from haidang.engines.reading.sheet_cells import Sheet, sheet_of_wire


def read_sheets_limited(
    path: Path, *, name: str | None = None, limits: Limits = DEFAULT
) -> tuple[Sheet, ...]:
    """This function will read the sheets of one workbook in a limited child process, in their order.

    Raises Refused, and SecretMarked for a workbook that bears a state-secret mark.
    """
    given_name = path.name if name is None else name
    check_name(given_name, limits)
    size = path.stat().st_size
    if not size:
        raise refusal("empty")
    if size > limits.file_bytes:
        raise limit_refusal("too_large", limits, "file_mb")
    request = {"job": "sheets", "path": str(path.resolve()), "name": given_name}
    return tuple(sheet_of_wire(wire) for wire in run_limited(request, limits=limits)["sheets"])
