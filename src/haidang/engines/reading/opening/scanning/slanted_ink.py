"""Ink that was not read as lines: stamps put on askew in black, or scanned in black and white.

Their words are no words of the paper; they are read on their own, for the check of secrecy.
"""

from collections.abc import Collection, Iterator

import cv2
import numpy as np

from haidang.engines.reading.opening.scanning.coloured_ink import level_block
from haidang.engines.reading.opening.scanning.ink import WORKING_DPI, Grey
from haidang.engines.reading.opening.scanning.page_work import PageWork

_JOINED = 0.09  # inch between two letters of one stamp
_LONG_SIDE = (0.3, 4.5)  # inches of a stamp: MẬT alone, to TUYỆT MẬT in a wide frame
_SHORT_SIDE = (0.12, 2.0)
_MOST_BLOCKS = 8
_STEP = 3  # every third pixel tells where the blocks are


def unread_blocks(work: PageWork, read: Collection[int]) -> Iterator[Grey]:
    """This function will cut out each block of ink outside the segments that were `read` surely, turned level."""
    pieces, owners = work.segmentation.pieces, work.segmentation.owners
    is_free = ~np.isin(owners, list(read))
    is_free[0] = False
    ink = is_free[pieces.labels]
    reach = max(round(_JOINED * WORKING_DPI / _STEP), 3)
    small = cv2.dilate(ink[::_STEP, ::_STEP].astype(np.uint8), np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(small)
    sized = [each for each in range(1, count) if _is_stamp_size(labels == each)]
    for each in sorted(sized, key=lambda one: -int(stats[one, cv2.CC_STAT_AREA]))[:_MOST_BLOCKS]:
        block = cv2.resize(
            (labels == each).astype(np.uint8), ink.shape[::-1], interpolation=cv2.INTER_NEAREST
        )
        yield level_block(work.page.grey, ink & (block > 0))


def _is_stamp_size(block: "np.ndarray[tuple[int, int], np.dtype[np.bool_]]") -> bool:
    ys, xs = np.nonzero(block)
    _, sides, _ = cv2.minAreaRect(np.stack([xs, ys], axis=1).astype(np.float32))
    short, long = (side * _STEP / WORKING_DPI for side in sorted(sides))
    return _SHORT_SIDE[0] <= short <= _SHORT_SIDE[1] and _LONG_SIDE[0] <= long <= _LONG_SIDE[1]
