"""Colours of a page told apart: print in black, and stamps, seals, signatures in red or blue.

Coloured ink is not read as words of the paper. It is read on its own for the check of secrecy.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from haidang.engines.reading.opening.scanning.ink import Grey, Mask
from haidang.engines.reading.opening.scanning.pictures import Pixels

_COLOURED = 48  # levels between the strongest and the weakest of red, green, blue
_TINTED = 26  # the soft edge around coloured ink
_LIGHT = 235  # paper, also tinted paper once its own colour is taken off
_MOST_COLOURED = 0.35  # of all ink: above that the paper itself is printed in colour
_LEAST_PIXELS = 150
_STAMP_GAP = 0.12  # inch between two stamps
_STAMP_MARGIN = 30  # pixels
_CROSSING = 0.025  # inch: a stroke of print of 14 points
_MOST_STAMPS = 6
_LETTER = 0.12  # inch: capitals of 12 points
_FRAME_SHARE = 0.8  # of a stamp's sides


@dataclass(frozen=True, slots=True)
class Inks:
    """`print` is the page without coloured ink, `coloured` that ink alone as black on white, None without any."""

    print: Grey
    coloured: Grey | None


def separate_inks(pixels: Pixels) -> Inks:
    """This function will part the print of a page from its coloured ink."""
    sample = pixels[::4, ::4]
    if int(((sample.max(axis=2) - sample.min(axis=2)) > _COLOURED).sum()) * 16 < _LEAST_PIXELS:
        return Inks(luminance(pixels), None)
    neutral = _without_tint(pixels)
    grey = luminance(neutral)
    red, green, blue = cv2.split(neutral)
    spread = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    coloured: Mask = (spread > _COLOURED) & (grey < _LIGHT)
    dark = int((grey < 128).sum()) + 1
    count = int(coloured.sum())
    if count < _LEAST_PIXELS or count > _MOST_COLOURED * (dark + count):
        return Inks(grey, _alone(grey, coloured) if count >= _LEAST_PIXELS else None)
    edge = cv2.dilate(coloured.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & (spread > _TINTED)
    printed = np.where(coloured | edge, np.uint8(255), grey)
    return Inks(np.asarray(printed, dtype=np.uint8), _alone(grey, coloured | edge))


def stamps_upright(coloured: Grey, dpi: float) -> list[Grey]:
    """This function will cut each block of coloured ink out and turn it level by its own outline."""
    reach = max(int(_STAMP_GAP * dpi), 3)
    ink = (coloured < 200).astype(np.uint8)
    blocks = cv2.dilate(ink, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(blocks)
    largest = sorted(range(1, count), key=lambda each: -int(stats[each, cv2.CC_STAT_AREA]))[:_MOST_STAMPS]
    return [level_block(coloured, (labels == each) & (ink > 0)) for each in largest]


def without_crossings(stamp: Grey, dpi: float) -> Grey:
    """This function will close the gaps that black print leaves in the letters of a stamp that lies over it."""
    width = max(round(_CROSSING * dpi), 3)
    return np.asarray(
        cv2.morphologyEx(stamp, cv2.MORPH_OPEN, np.ones((width, width), np.uint8)), dtype=np.uint8
    )


def level_block(coloured: Grey, block: Mask) -> Grey:
    """This function will cut a block of ink out of a page, turned level by its outline and without its frame."""
    ys, xs = np.nonzero(block)
    (middle_x, middle_y), (width, height), angle = cv2.minAreaRect(
        np.stack([xs, ys], axis=1).astype(np.float32)
    )
    if abs(angle) > 45:
        angle, width, height = angle - 90 * np.sign(angle), height, width
    turn = cv2.getRotationMatrix2D((middle_x, middle_y), angle, 1.0)
    size = (int(width) + 2 * _STAMP_MARGIN, int(height) + 2 * _STAMP_MARGIN)
    turn[0, 2] += size[0] / 2 - middle_x
    turn[1, 2] += size[1] / 2 - middle_y
    alone = np.where(block, coloured, np.uint8(255))
    level = cv2.warpAffine(alone, turn, size, flags=cv2.INTER_CUBIC, borderValue=255)
    return _without_frame(np.asarray(level, dtype=np.uint8), (width, height))


def shrinking(stamp: Grey, dpi: float) -> float:
    """This function will give by what a stamp's letters are larger than those that are read best; 1 at least.

    The letters are told by the usual height of the taller pieces of ink.
    """
    _, _, stats, _ = cv2.connectedComponentsWithStats((stamp < 200).astype(np.uint8), connectivity=8)
    heights = stats[1:, cv2.CC_STAT_HEIGHT]
    tall = heights[heights > 0.4 * heights.max(initial=1)]
    return max(float(np.median(tall)) / (_LETTER * dpi), 1.0) if len(tall) else 1.0


def _without_frame(stamp: Grey, size: tuple[float, float]) -> Grey:
    """A frame is the piece of ink that is as wide and as high as its stamp, and mostly empty."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((stamp < 200).astype(np.uint8), connectivity=8)
    frames = np.zeros(count, dtype=bool)
    for number, (_left, _top, width, height, area) in enumerate(stats.tolist()):
        is_as_large = width > _FRAME_SHARE * size[0] and height > _FRAME_SHARE * size[1]
        frames[number] = number > 0 and is_as_large and area < 0.5 * width * height
    edge = cv2.dilate(frames[labels].astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    return np.asarray(np.where(edge, np.uint8(255), stamp), dtype=np.uint8)


def luminance(pixels: Pixels) -> Grey:
    """This function will give the picture in grey."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _without_tint(pixels: Pixels) -> Pixels:
    """Paper that is yellowed, or lit by a lamp, is made white channel by channel."""
    paper = np.percentile(pixels[::8, ::8].reshape(-1, 3), 80, axis=0)
    levels = np.arange(256)[:, None] * (255.0 / np.maximum(paper, 60.0))
    table = np.clip(levels, 0, 255).astype(np.uint8)[:, None, :]
    return np.asarray(cv2.LUT(pixels, table), dtype=np.uint8)


def _alone(grey: Grey, coloured: Mask) -> Grey:
    # Red is light to the eye of a grey picture: it is darkened so that it reads like print.
    darker = np.clip((grey.astype(np.int16) - 110) * 2, 0, 255).astype(np.uint8)
    return np.asarray(np.where(coloured, np.minimum(darker, 120), np.uint8(255)), dtype=np.uint8)
