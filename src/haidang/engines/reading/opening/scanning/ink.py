"""Ink on a straightened page: its connected pieces, and how tall a letter is."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]  # 0 black to 255 white
Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]

WORKING_DPI = 300
_SMALLEST_PIECE = 7  # pixels; at 300 dpi a full stop of 8 points has 16
_USUAL_LETTER = (9, 90)  # pixels at 300 dpi: x-height of 5 points to capitals of 30
_FALLBACK_LETTER = 26.0  # pixels: small letters of 13 points


@dataclass(frozen=True, slots=True)
class Pieces:
    """Connected pieces of ink. The arrays go by the piece's number; 0 is the ground and stands empty."""

    labels: Numbers
    left: Numbers
    top: Numbers
    right: Numbers  # exclusive
    bottom: Numbers  # exclusive
    area: Numbers

    @property
    def height(self) -> Numbers:
        return self.bottom - self.top

    @property
    def width(self) -> Numbers:
        return self.right - self.left

    def __len__(self) -> int:
        return len(self.left)


def find_ink(grey: Grey) -> Mask:
    """This function will tell ink from ground on an evenly lit page (ground about white)."""
    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    # On a page with little ink Otsu cuts through the noise of the ground.
    return np.asarray(grey < min(max(level, 90), 190))


def find_pieces(ink: Mask) -> Pieces:
    """This function will find the connected pieces of ink and clear away specks of dust."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    dust = stats[:, cv2.CC_STAT_AREA] < _SMALLEST_PIECE
    dust[0] = True
    order = np.zeros(len(stats), dtype=np.int32)
    order[~dust] = np.arange(1, int((~dust).sum()) + 1)
    kept = np.concatenate(([0], np.flatnonzero(~dust)))
    boxes = stats[kept].astype(np.int32)
    boxes[0] = 0
    left, top, width, height, area = (boxes[:, place] for place in range(5))
    return Pieces(order[labels], left, top, left + width, top + height, area)


def letter_height(pieces: Pieces) -> float:
    """This function will give the usual height (pixels) of the letters of a page."""
    heights = pieces.height[1:]
    widths = pieces.width[1:]
    usual = (heights >= _USUAL_LETTER[0]) & (heights <= _USUAL_LETTER[1]) & (widths <= 3 * heights)
    usual &= heights <= 5 * np.maximum(widths, 1)
    if int(usual.sum()) < 8:
        return _FALLBACK_LETTER
    return float(np.median(heights[usual]))


def bounds_of(pieces: Pieces, members: Sequence[int] | Numbers) -> tuple[int, int, int, int]:
    """This function will give left, top, right and bottom around pieces."""
    chosen = np.asarray(members)
    return (
        int(pieces.left[chosen].min()),
        int(pieces.top[chosen].min()),
        int(pieces.right[chosen].max()),
        int(pieces.bottom[chosen].max()),
    )
