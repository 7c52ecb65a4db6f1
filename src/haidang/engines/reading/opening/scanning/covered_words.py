"""Words that lie under a stamp, a seal or a signature: they are never sure, and those of the stamp are none.

A seal in the black of the print, as on a fax, cannot be told from print pixel by pixel; but its ring, a frame or a
signature is one piece of ink far larger than a letter and mostly empty, which no print is once its rules are gone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np

from haidang.engines.reading.opening.scanning.ink import WORKING_DPI, Grey, Mask, Numbers, Pieces
from haidang.engines.reading.opening.scanning.recognition import ReadWord
from haidang.engines.reading.opening.scanning.seal_rings import find_seal_rings
from haidang.engines.reading.opening.scanning.segments import Segmentation

_LEAST_SIDE = (
    0.32  # inch both ways of a ring, a frame or a piece of it; letters and brackets of print are less
)
_MOST_SIDE = 3.2  # inches
_MOST_FILLED = 0.3  # of its box; the ink of a picture fills more
_COVERED = 0.05  # of a word's box
_WHOLLY = 0.85  # of a word's box
_AROUND_RING = 1.06  # times its radius: words that it cuts reach out of it
_CROSSED = 12  # pixels of a stamp's ink that was taken out of a word's box
# Of the words under a black seal or frame two in five were wrong, of those freed from red or pale ink one in ten.
_UNDER_BLACK = 0.45
_FREED = 0.8
_SURELY_PRINT = 0.85  # the confidence of words under a stamp that are no part of it


@dataclass(frozen=True, slots=True)
class Covers:
    """Pixels of the straightened page: places that black stamps cover, and stamp ink that was taken out."""

    places: Mask
    freed: Mask | None = None

    def places_in(self, word: ReadWord) -> float:
        """The share of a word's box that is covered."""
        box = self.places[max(word.top, 0) : word.bottom, max(word.left, 0) : word.right]
        return float(box.mean()) if box.size else 0.0

    def crosses(self, word: ReadWord) -> bool:
        """Whether ink was taken out of a word's box."""
        if self.freed is None:
            return False
        return (
            int(self.freed[max(word.top, 0) : word.bottom, max(word.left, 0) : word.right].sum()) > _CROSSED
        )


def find_covers(segmentation: Segmentation, page: Grey, freed: Mask | None = None) -> Covers:
    """This function will find what covers words of a page; `freed` is the stamp ink that was taken out of it."""
    places = np.zeros(page.shape, dtype=np.uint8)
    for hull in _large_hulls(segmentation.pieces):
        cv2.fillConvexPoly(places, hull, 1)
    for x, y, radius in find_seal_rings(page):
        cv2.circle(places, (round(x), round(y)), round(_AROUND_RING * radius), 1, thickness=cv2.FILLED)
    return Covers(places.astype(bool), freed)


def _large_hulls(pieces: Pieces) -> Iterator[Numbers]:
    least, most = _LEAST_SIDE * WORKING_DPI, _MOST_SIDE * WORKING_DPI
    short, long = np.minimum(pieces.width, pieces.height), np.maximum(pieces.width, pieces.height)
    is_hollow = pieces.area < _MOST_FILLED * pieces.width * pieces.height
    for piece in np.flatnonzero((short >= least) & (long <= most) & is_hollow).tolist():
        left, top = int(pieces.left[piece]), int(pieces.top[piece])
        part = pieces.labels[top : int(pieces.bottom[piece]), left : int(pieces.right[piece])] == piece
        hull = cv2.convexHull(cv2.findNonZero(part.astype(np.uint8)))
        yield np.asarray(hull + np.array([left, top]), dtype=np.int32)


def stamp_segments(words: Iterable[ReadWord], covers: Covers) -> set[int]:
    """This function will name the segments that lie under a stamp with every word, and are not surely print."""
    outside, unsure = set(), set()
    for word in words:
        if covers.places_in(word) < _WHOLLY:
            outside.add(word.segment)
        elif word.confidence < _SURELY_PRINT or len(word.text) == 1:
            unsure.add(word.segment)
    return unsure - outside


def doubt_covered(words: Iterable[ReadWord], covers: Covers) -> list[ReadWord]:
    """This function will lower the confidence of words that something lies over, or lay over."""
    return [replace(word, confidence=min(word.confidence, _most_sure(word, covers))) for word in words]


def _most_sure(word: ReadWord, covers: Covers) -> float:
    if covers.places_in(word) >= _COVERED:
        return _UNDER_BLACK
    return _FREED if covers.crosses(word) else 1.0
