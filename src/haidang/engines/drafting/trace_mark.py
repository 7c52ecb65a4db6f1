"""The mark that leads from a printed paper back to where its figures come from: a QR code and the address."""

from __future__ import annotations

import segno

from haidang.engines.drafting.chart_marks import Box, Drawing, Mark, Shade
from haidang.engines.drafting.printable import one_line

_BLACK, _WHITE = Shade("#000000"), Shade("#ffffff")
# Four white modules around the code, as ISO/IEC 18004 wants them.
_QUIET = 4


def code_drawing(address: str, side: float) -> Drawing:
    """This function will draw an address as a QR code of a side in points; ValueError where it is too long for one."""
    address = one_line(address)
    rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    module = side / (len(rows) + 2 * _QUIET)
    marks: list[Mark] = [Box(0, 0, side, side, _WHITE, "")]
    for place, row in enumerate(rows):
        y = (place + _QUIET) * module
        marks += [
            Box((first + _QUIET) * module, y, (last - first) * module, module, _BLACK, "")
            for first, last in _dark_runs(row)
        ]
    return Drawing(side, side, tuple(marks), "Mã QR", f"Mã QR dẫn tới {address}")


def _dark_runs(row: bytes) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = None
    for place, module in enumerate((*row, 0)):
        if module and start is None:
            start = place
        elif not module and start is not None:
            runs.append((start, place))
            start = None
    return runs
