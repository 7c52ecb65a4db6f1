"""Ruling lines on a picture: found, handed over as rules for `pdf_grids`, and taken out of the ink."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from haidang.engines.reading.opening.pdf_grids import Grid, find_grids
from haidang.engines.reading.opening.pdf_pages import Rule
from haidang.engines.reading.opening.scanning.ink import WORKING_DPI, Grey, Mask
from haidang.engines.reading.opening.scanning.segments import Region

_POINT = 72 / WORKING_DPI
_SHORTEST_LEVEL = 60  # pixels at 300 dpi; narrower columns hold no number
_SHORTEST_UPRIGHT = 36  # pixels at 300 dpi: a row of 8 points
_SURELY_A_RULE = 300  # pixels: no word is set in such large type
_THICKEST = 14  # pixels; thicker bars are pictures
_STRETCH_LEVEL = 45  # pixels of unbroken line; the bar of a capital T of 16 points has 40
_STRETCH_UPRIGHT = 30
_MEETING = 6  # pixels between the end of a rule and the rule it meets
_BRIDGED = 15  # pixels of a gap in a worn line
_INSIDE = 3  # pixels between a rule and what stands in its cell


@dataclass(frozen=True, slots=True)
class Rulings:
    """Rules in points; `mask` are the pixels of the rules themselves."""

    rules: tuple[Rule, ...]
    mask: Mask


def find_rulings(ink: Mask) -> Rulings:
    """This function will find level and upright ruling lines of a straightened page."""
    level = _long_runs(ink, is_horizontal=True)
    upright = _long_runs(ink, is_horizontal=False)
    level = _without_strokes(level, ink, upright, is_horizontal=True)
    upright = _without_strokes(upright, ink, level, is_horizontal=False)
    rules = (*_rules_in(level, is_horizontal=True), *_rules_in(upright, is_horizontal=False))
    return Rulings(rules, level | upright)


def without_rulings(grey: Grey, ink: Mask, rulings: Rulings) -> tuple[Grey, Mask]:
    """This function will take the rules out of a page; letters that cross one keep what stands beside it."""
    if not rulings.rules:
        return grey, ink
    # The soft edge of a line is wider than its ink.
    edge = cv2.dilate(rulings.mask.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    cleared = grey.copy()
    cleared[edge] = 255
    return cleared, ink & ~edge


def find_ruled_grids(rules: Sequence[Rule]) -> list[Grid]:
    """This function will find the ruled tables of a page (boxes in points)."""
    return find_grids(rules)


def regions_of(grid: Grid, first_place: int) -> list[Region]:
    """This function will give the inside of each cell of a grid in pixels, numbered from `first_place`."""
    return [
        Region(
            round(cell.box.left / _POINT) + _INSIDE,
            round(cell.box.top / _POINT) + _INSIDE,
            round(cell.box.right / _POINT) - _INSIDE,
            round(cell.box.bottom / _POINT) - _INSIDE,
            first_place + place,
        )
        for place, cell in enumerate(grid.cells)
    ]


def _long_runs(ink: Mask, *, is_horizontal: bool) -> Mask:
    """Ink that runs on for the shortest rule's length; small gaps are bridged first."""
    picture = ink.astype(np.uint8)

    def bar(length: int) -> NDArray[np.uint8]:
        return np.ones((1, length) if is_horizontal else (length, 1), dtype=np.uint8)

    # A line that is still a trifle askew steps by a pixel: thickened, its runs overlap.
    thick = cv2.dilate(picture, bar(3).T)
    stretches = cv2.morphologyEx(
        thick, cv2.MORPH_OPEN, bar(_STRETCH_LEVEL if is_horizontal else _STRETCH_UPRIGHT)
    )
    joined = cv2.morphologyEx(stretches, cv2.MORPH_CLOSE, bar(_BRIDGED))
    return np.asarray(
        cv2.morphologyEx(
            joined, cv2.MORPH_OPEN, bar(_SHORTEST_LEVEL if is_horizontal else _SHORTEST_UPRIGHT)
        ).astype(bool)
    )


def _without_strokes(runs: Mask, ink: Mask, crossing: Mask, *, is_horizontal: bool) -> Mask:
    """Leave out short runs that are strokes of letters ("TTTT" has one bar): a rule stands free or meets others."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs.astype(np.uint8), connectivity=8)
    kept = np.ones(count, dtype=bool)
    kept[0] = False
    for number, (left, top, width, height, _area) in enumerate(stats[1:count].tolist(), start=1):
        long, thick = (width, height) if is_horizontal else (height, width)
        if long >= _SURELY_A_RULE:
            continue
        if thick > _THICKEST + 2:  # a stroke of large type
            kept[number] = False
            continue
        ends = _ends_of(crossing, (left, top, left + width, top + height), is_horizontal=is_horizontal)
        kept[number] = all(ends) or _stands_free(ink, (left, top, left + width, top + height))
    return np.asarray(kept[labels])


def _ends_of(crossing: Mask, box: tuple[int, int, int, int], *, is_horizontal: bool) -> tuple[bool, bool]:
    """Whether a crossing rule passes near each end of a run."""
    left, top, right, bottom = box
    near = _MEETING
    wide = (slice(max(top - near, 0), bottom + near), slice(max(left - near, 0), right + near))
    around = crossing[wide]
    if is_horizontal:
        return bool(around[:, : 2 * near].any()), bool(around[:, -2 * near :].any())
    return bool(around[: 2 * near].any()), bool(around[-2 * near :].any())


def _stands_free(ink: Mask, box: tuple[int, int, int, int]) -> bool:
    left, top, right, bottom = box
    beside = ink[max(top - 5, 0) : bottom + 5, max(left - 5, 0) : right + 5].sum()
    return bool(beside <= 1.05 * ink[top:bottom, left:right].sum())


def _rules_in(runs: Mask, *, is_horizontal: bool) -> Iterator[Rule]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(runs.astype(np.uint8), connectivity=8)
    for left, top, width, height, _area in stats[1:count].tolist():
        thickness = height if is_horizontal else width
        if thickness > _THICKEST + 2:
            continue
        if is_horizontal:
            yield Rule(True, (top + height / 2) * _POINT, left * _POINT, (left + width) * _POINT)
        else:
            yield Rule(False, (left + width / 2) * _POINT, top * _POINT, (top + height) * _POINT)
