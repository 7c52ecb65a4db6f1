"""Round seals in the black of the print, as faxes and black-and-white scans have them, told by their ring."""

from itertools import product

import cv2
import numpy as np

from haidang.engines.reading.opening.scanning.ink import WORKING_DPI, Grey, Mask

_MEASURING_DPI = 75
_RADIUS = (0.5, 0.97)  # inch; a seal of the state has 36 mm across, others up to 48
_INK = 200
_DOTS = 240  # along a ring that are looked at
_LEAST_RING = 0.7  # of its dots that bear ink: of seals over 0.9, of circles through lines of print under 0.5
_BESIDE = 2  # pixels by which a ring may lie beside where it was supposed
_MOST_TRIED = 20

type Ring = tuple[float, float, float]  # its middle across and down, and its radius: pixels of the page


def find_seal_rings(page: Grey) -> list[Ring]:
    """This function will find the outer rings of seals on a straightened page."""
    scale = _MEASURING_DPI / WORKING_DPI
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    least, most = (round(radius * _MEASURING_DPI) for radius in _RADIUS)
    circles = cv2.HoughCircles(
        small, cv2.HOUGH_GRADIENT, 1.5, 30, param1=120, param2=60, minRadius=least, maxRadius=most
    )
    if circles is None:
        return []
    ink: Mask = np.asarray(small < _INK)
    supposed = [(float(x), float(y), float(radius)) for x, y, radius in circles[0][:_MOST_TRIED]]
    found = [ring for each in supposed if _share_of_ink(ink, ring := _best_ring(ink, each)) >= _LEAST_RING]
    return [(x / scale, y / scale, radius / scale) for x, y, radius in found]


def _best_ring(ink: Mask, ring: Ring) -> Ring:
    shifts = range(-_BESIDE, _BESIDE + 1)
    return max(
        ((ring[0] + x, ring[1] + y, ring[2] + wider) for x, y, wider in product(shifts, repeat=3)),
        key=lambda each: _share_of_ink(ink, each),
    )


def _share_of_ink(ink: Mask, ring: Ring) -> float:
    x, y, radius = ring
    angles = np.linspace(0, 2 * np.pi, _DOTS, endpoint=False)
    across = np.rint(x + radius * np.cos(angles)).astype(np.int64).clip(0, ink.shape[1] - 1)
    down = np.rint(y + radius * np.sin(angles)).astype(np.int64).clip(0, ink.shape[0] - 1)
    return float(ink[down, across].mean())
