"""Stamps of a grey scan told from print: red and blue ink comes out paler than black, also in the middle of strokes.

Only what hangs together as a stamp does (a ring, a frame, a signature: wide, high and mostly empty) is taken out, with
the pale strokes inside it. Print that crosses it stays, and a heading printed in grey does.
"""

from collections.abc import Iterator

import cv2
import numpy as np

from haidang.engines.reading.opening.scanning.coloured_ink import Inks
from haidang.engines.reading.opening.scanning.ink import Grey, Mask, Numbers, find_ink
from haidang.engines.reading.opening.scanning.straightening import calmed, evenly_lit, noise_level

_INK = 170  # grey level of all nine pixels around the middle of a stroke, on paper that is white
_PALER = 40  # levels between the middle of a stroke of print and of a stamp
_ALONE = 25  # levels by which all that is near a pale pixel is paler than print
_LEAST_CORE = 0.006  # square inch of pale middles of strokes; a noisy page of 200 dpi has a fifth of it
_BROKEN = (0.05, 0.12)  # inch by which one stroke of print, and a line of it, breaks a stamp's ring
_LEAST_ARC = 0.25  # inch both ways of an unbroken piece of a ring, frame or signature; letters are lower
_SIDES = (0.4, 3.2)  # inches of a stamp
_HOLLOW = 0.35  # of its hull that the middles of its strokes fill at most
_SOFT = 0.014  # inch: the soft edge of its strokes
_STRAIGHT = 0.65  # inch of a level or upright line without a bend: a rule, thin and so paler than letters
_SPECK = 6  # pixels of noise within a stroke


def separate_pale_ink(grey: Grey, dpi: float) -> Inks:
    """This function will part the print of a grey page from stamps; without any the page comes back as it is."""
    lit = evenly_lit(calmed(grey, noise_level(grey)), dpi)
    core = _dilated(lit, 3) < _INK
    if not core.any():
        return Inks(grey, None)
    print_level = float(np.median(lit[core]))
    is_alone = _eroded(lit, 5) >= print_level + _ALONE
    pale_core: Mask = core & (lit >= print_level + _PALER) & is_alone
    least = _LEAST_CORE * dpi * dpi
    if int(pale_core.sum()) < least:
        return Inks(grey, None)
    pale_core &= ~_straight_runs(lit < _INK, dpi)
    if int(pale_core.sum()) < least:
        return Inks(grey, None)
    stamp: Mask = _stamp_ink(pale_core, dpi) & ~_beside_print(lit < print_level + _PALER)
    if not stamp.any():
        return Inks(grey, None)
    return Inks(
        np.asarray(np.where(stamp, np.uint8(255), lit), dtype=np.uint8),
        np.asarray(np.where(stamp & find_ink(lit), np.minimum(lit, 120), np.uint8(255)), dtype=np.uint8),
    )


def _straight_runs(ink: Mask, dpi: float) -> Mask:
    """The ruling lines of tables; a ring bends, and the frame of a stamp leans."""
    length, runs = round(_STRAIGHT * dpi), np.zeros(ink.shape, dtype=np.bool_)
    for shape in ((1, length), (length, 1)):
        thick = cv2.dilate(ink.astype(np.uint8), np.ones((3, 1) if shape[0] == 1 else (1, 3), np.uint8))
        runs |= cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones(shape, np.uint8)).astype(bool)
    return cv2.dilate(runs.astype(np.uint8), _square(5)).astype(bool)


def _stamp_ink(pale_core: Mask, dpi: float) -> Mask:
    """The pale strokes, with their soft edges, that stand inside of what hangs together as a stamp does."""
    places = np.zeros(pale_core.shape, dtype=np.uint8)
    for hull in _stamp_hulls(pale_core, dpi):
        cv2.fillConvexPoly(places, hull, 1)
    strokes = cv2.dilate(pale_core.astype(np.uint8) & places, _square(2 * round(_SOFT * dpi) + 1))
    return strokes.astype(bool)


def _stamp_hulls(pale_core: Mask, dpi: float) -> Iterator[Numbers]:
    strokes = pale_core.astype(np.uint8)
    arcs = _arcs(_dilated(strokes, round(_BROKEN[0] * dpi)), dpi)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        cv2.dilate(strokes, _square(round(_BROKEN[1] * dpi)))
    )
    for number in np.unique(labels[arcs]).tolist():
        left, top, width, height, _area = stats[number].tolist()
        if not number or not all(_SIDES[0] * dpi <= side <= _SIDES[1] * dpi for side in (width, height)):
            continue
        part = (slice(top, top + height), slice(left, left + width))
        piece = (labels[part] == number).astype(np.uint8)
        hull = cv2.convexHull(cv2.findNonZero(piece))
        if int((pale_core[part] & (piece > 0)).sum()) < _HOLLOW * cv2.contourArea(hull):
            yield np.asarray(hull + np.array([left, top]), dtype=np.int32)


def _arcs(joined: Grey, dpi: float) -> Mask:
    """Pieces that are wider and higher than letters."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    sides = stats[:, (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT)].min(axis=1)
    is_arc = sides >= _LEAST_ARC * dpi
    is_arc[0] = False
    return np.asarray(is_arc[labels])


def _beside_print(dark: Mask) -> Mask:
    """Print that crosses a stamp stays with its soft edge; single dark pixels are noise of the stamp."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8))
    is_print = stats[:, cv2.CC_STAT_AREA] > _SPECK
    is_print[0] = False
    return cv2.dilate(is_print[labels].astype(np.uint8), _square(3)).astype(bool)


def _square(side: int) -> Grey:
    return np.ones((side, side), dtype=np.uint8)


def _dilated(grey: Grey, side: int) -> Grey:
    return np.asarray(cv2.dilate(grey, _square(side)), dtype=np.uint8)


def _eroded(grey: Grey, side: int) -> Grey:
    return np.asarray(cv2.erode(grey, _square(side)), dtype=np.uint8)
