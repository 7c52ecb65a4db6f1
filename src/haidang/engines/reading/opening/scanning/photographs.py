"""A photographed page: its four corners found, and drawn as if it had lain on a scanner."""

import cv2
import numpy as np
from numpy.typing import NDArray

from haidang.engines.reading.opening.scanning.pictures import Picture

_MEASURED = 900  # pixels of the longer side of the copy that is measured
_LEAST_SHARE = 0.2  # of the picture that a page fills
_MOST_SHARE = 0.97  # more is the picture itself
_A4_RATIO = 2**0.5
_LIKE_A4 = (1.25, 1.6)
_LONG_SIDE = 3_508  # pixels: A4 at 300 dpi
_DPI = 300.0

Corners = NDArray[np.float32]  # four of (x, y): top left, top right, bottom right, bottom left


def flatten_photograph(picture: Picture) -> Picture:
    """This function will cut the page out of a photograph and take its perspective away.

    A picture in which no four-cornered sheet is seen comes back as it is.
    """
    corners = find_corners(picture)
    if corners is None:
        return picture
    top, right, bottom, left = (
        float(np.linalg.norm(corners[(place + 1) % 4] - corners[place])) for place in range(4)
    )
    across, down = (top + bottom) / 2, (left + right) / 2
    scale = _LONG_SIDE / max(across, down)
    width, height = _paper_size(across * scale, down * scale)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    turning = cv2.getPerspectiveTransform(corners, target)
    flat = cv2.warpPerspective(
        picture.pixels, turning, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return Picture(np.asarray(flat, dtype=np.uint8), _DPI, is_photograph=True)


def _paper_size(across: float, down: float) -> tuple[int, int]:
    """Seen at a slant a page looks shorter or narrower than it is; what is nearly A4 is A4."""
    ratio = max(across, down) / min(across, down)
    if _LIKE_A4[0] <= ratio <= _LIKE_A4[1]:
        short = round(_LONG_SIDE / _A4_RATIO)
        return (short, _LONG_SIDE) if down > across else (_LONG_SIDE, short)
    return round(across), round(down)


def find_corners(picture: Picture) -> Corners | None:
    """This function will find the corners of the bright sheet in a photograph, None where there is none."""
    scale = _MEASURED / max(picture.pixels.shape[:2])
    small = cv2.resize(picture.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (0, 0), 3)
    _, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    largest = cv2.convexHull(max(outlines, key=cv2.contourArea))
    share = cv2.contourArea(largest) / (small.shape[0] * small.shape[1])
    if not _LEAST_SHARE <= share <= _MOST_SHARE:
        return None
    for precision in (0.02, 0.03, 0.05, 0.08):
        polygon = cv2.approxPolyDP(largest, precision * cv2.arcLength(largest, True), True)
        if len(polygon) == 4:
            corners = _ordered(polygon.reshape(4, 2).astype(np.float32))
            # On a slanted shape one point can be the outermost of two corners: that is no sheet.
            return corners / np.float32(scale) if len(np.unique(corners, axis=0)) == 4 else None
    return None


def _ordered(corners: Corners) -> Corners:
    sums, differences = corners.sum(axis=1), corners[:, 0] - corners[:, 1]
    places = [int(sums.argmin()), int(differences.argmax()), int(sums.argmax()), int(differences.argmin())]
    return np.asarray(corners[places], dtype=np.float32)
