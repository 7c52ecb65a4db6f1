"""A page picture made straight, evenly lit and of the working resolution."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from haidang.engines.reading.opening.scanning.ink import WORKING_DPI, Grey, Mask, find_ink

_MOST_SKEW = 8.0  # degrees; more is a turned page or a photograph
_MEASURING_WIDTH = 1_000  # pixels: the skew is measured on a small copy
_LEAST_SKEW = 0.04  # degrees; less moves the end of a line by a pixel or two
_GROUND_WINDOW = 0.16  # inch: wider than the strokes of the largest letters
_NOISY = 2.2  # grey levels by which a pixel of even ground differs from its neighbours
_WILD = 90  # grey levels between a speck of dust and its neighbours


@dataclass(frozen=True, slots=True)
class StraightPage:
    """A page at WORKING_DPI; `skew` is what it was turned back by (degrees, clockwise)."""

    grey: Grey
    skew: float
    noise: float

    @property
    def width_points(self) -> float:
        return float(self.grey.shape[1]) * 72 / WORKING_DPI

    @property
    def height_points(self) -> float:
        return float(self.grey.shape[0]) * 72 / WORKING_DPI


def straighten(grey: Grey, dpi: float) -> StraightPage:
    """This function will free an upright page from shadows, noise and skew and bring it to WORKING_DPI."""
    noise = noise_level(grey)
    calm = calmed(grey, noise)
    lit = evenly_lit(calm, dpi)
    skew = measure_skew(find_ink(lit))
    return StraightPage(turned_and_scaled(lit, skew, WORKING_DPI / dpi), skew, noise)


def noise_level(grey: Grey) -> float:
    """This function will measure how much neighbouring pixels of the ground differ (grey levels)."""
    picture = grey[::2, ::2].astype(np.int16)
    return float(
        np.median(
            np.abs(
                grey[1::2, 1::2].astype(np.int16)[: picture.shape[0], : picture.shape[1]]
                - picture[: grey[1::2].shape[0], : grey[:, 1::2].shape[1]]
            )
        )
    )


def calmed(grey: Grey, noise: float) -> Grey:
    """This function will take dust (single wild pixels) out of a noisy page.

    Nothing is smoothed: on noisy pages of 200 dpi every blur tried (median, Gauss, bilateral, non-local means) cost two
    to ten times the errors, as marks over vowels are two pixels wide.
    """
    if noise < _NOISY:
        return grey
    middle = cv2.medianBlur(grey, 3)
    return np.asarray(np.where(cv2.absdiff(middle, grey) > _WILD, middle, grey), dtype=np.uint8)


def evenly_lit(grey: Grey, dpi: float) -> Grey:
    """This function will divide the picture by its ground, so that paper is white and shadows are gone."""
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    window = max(int(_GROUND_WINDOW * dpi / 4), 3) | 1
    ground = cv2.dilate(small, np.ones((window, window), np.uint8))
    ground = cv2.GaussianBlur(ground, (0, 0), window)
    full = cv2.resize(ground, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.maximum(full, 30), scale=255), dtype=np.uint8)


def measure_skew(ink: Mask) -> float:
    """This function will find by how many degrees the lines fall to the right (negative: rise); 0.0 if unclear."""
    step = max(ink.shape[1] // _MEASURING_WIDTH, 1)
    ys, xs = np.nonzero(ink[::step, ::step])
    if len(ys) < 200:
        return 0.0
    if len(ys) > 60_000:
        chosen = np.linspace(0, len(ys) - 1, 60_000).astype(np.int64)
        ys, xs = ys[chosen], xs[chosen]
    best, width = 0.0, _MOST_SKEW
    for step_size in (0.5, 0.1, 0.02):
        angles = np.arange(best - width, best + width + step_size / 2, step_size)
        sharpness = [_sharpness(xs, ys, float(angle)) for angle in angles]
        best, width = float(angles[int(np.argmax(sharpness))]), step_size
    if abs(best) > _MOST_SKEW or _sharpness(xs, ys, best) < 1.02 * _sharpness(xs, ys, 0.0):
        return 0.0
    return best if abs(best) >= _LEAST_SKEW else 0.0


def _sharpness(
    xs: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    ys: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    angle: float,
) -> float:
    """Rows of a straight page are full or empty: the squares of neighbours' differences are large."""
    heights = ys - xs * math.tan(math.radians(angle))
    rows = np.bincount((heights - heights.min()).astype(np.int64)).astype(np.float64)
    return float(np.square(np.diff(rows)).sum())


def turned_and_scaled(grey: Grey, skew: float, scale: float) -> Grey:
    """This function will turn a picture back by `skew` degrees around its middle and draw it `scale` times as large."""
    if not skew and abs(scale - 1) < 0.01:
        return grey
    height, width = grey.shape
    size = (round(width * scale), round(height * scale))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, scale)
    turn[0, 2] += size[0] / 2 - width / 2
    turn[1, 2] += size[1] / 2 - height / 2
    how = cv2.INTER_AREA if scale < 0.7 else cv2.INTER_CUBIC
    return np.asarray(cv2.warpAffine(grey, turn, size, flags=how, borderValue=255), dtype=np.uint8)
