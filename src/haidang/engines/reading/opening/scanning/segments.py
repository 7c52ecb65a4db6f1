"""Pieces of ink -> segments: runs of words on one line of one column or cell, each cut out on its own.

A segment is what one call of the recogniser reads. Letters are chained by a band through their middles, so
that lines whose marks and tails touch stay apart; marks, dots and tails then go to the nearest band.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from haidang.engines.reading.opening.scanning.ink import Grey, Mask, Numbers, Pieces, bounds_of, letter_height

_BAND = 0.2  # of a letter's height on both sides of its middle
_WIDEST_GAP = 1.7  # of the letter height inside a segment; justified lines have wide spaces
_JOINED_GAP = 1.1  # of the letter height between parts of one line, points and dashes counted in
_BODY = (0.55, 2.3)  # of the letter height: what is a letter, not a mark and not two lines grown together
_LARGEST_BODY = 8.0  # of the letter height: a title or a stamp of large type beside print
_LEAST_LARGE = 3  # large letters on one line that make a line of large type
_LARGE_COMMON = 0.8  # of the lower of two large letters on one line: what both have in common
_LARGE_UNLIKE = 1.9  # how much taller one of them may be, with its marks grown to it
_LARGE_REACH = 0.35  # of a large letter's height: half of a word gap
_LARGE_GAP = 2.0  # of a large letter's height between two of them
_LARGE_MARK = 0.2  # of a large letter's height between it and its marks
_LEAST_LINE = 0.75  # of the letter height: lower single pieces are marks
_FARTHEST_MARK = 1.5  # of the letter height from the band to a mark that belongs to it
_SHARED = -1  # owner of a piece that reaches over several lines
_PADDING = 10  # pixels of white around a cut-out


@dataclass(frozen=True, slots=True)
class Region:
    """Where segments may not leave: a cell, or the page itself. Pixels, right and bottom exclusive."""

    left: int
    top: int
    right: int
    bottom: int
    place: int = 0  # number of the cell, 0 for the page outside all tables


@dataclass(frozen=True, slots=True)
class Segment:
    """Pixels; `baseline` and `middle_top` are the lower and upper edge of the small letters."""

    left: int
    top: int
    right: int
    bottom: int
    baseline: int
    middle_top: int
    region: int
    number: int

    @property
    def letter(self) -> int:
        """Pixels: how tall its letters are."""
        return self.baseline - self.middle_top


@dataclass(frozen=True, slots=True)
class Segmentation:
    segments: tuple[Segment, ...]
    pieces: Pieces
    owners: Numbers  # by piece: the segment's number, 0 for none, -1 for several
    letter: float


def find_segments(pieces: Pieces, regions: Sequence[Region], *, shape: tuple[int, int]) -> Segmentation:
    """This function will chain the letters of each region to segments."""
    letter = letter_height(pieces)
    homes = _homes(pieces, regions, shape)
    large = _large_bodies(pieces, letter)
    usual = np.setdiff1d(_bodies(pieces, letter), _marks_of_large(pieces, large))
    bodies = np.union1d(usual, large).astype(np.int32)
    bands = _draw_bands(pieces, bodies, regions, homes, letter=letter, shape=shape)
    count, chained = cv2.connectedComponents(bands, connectivity=4)
    owners = np.zeros(len(pieces), dtype=np.int32)
    middle_y = (pieces.top[bodies] + pieces.bottom[bodies]) // 2
    middle_x = (pieces.left[bodies] + pieces.right[bodies]) // 2
    owners[bodies] = chained[middle_y, middle_x]
    _free_marks(pieces, owners, letter)
    edges = _edges(pieces, owners, count)
    _give_marks(pieces, owners, edges, homes, letter=letter)
    _join_level(pieces, owners, edges, homes, letter=letter)
    segments = tuple(
        _segment_of(pieces, number, owners=owners, homes=homes, edges=edges)
        for number in range(1, count)
        if edges[number, 1] > 0 and (owners == number).any()
    )
    return Segmentation(segments, pieces, owners, letter)


def has_large_type(segment: Segment, letter: float) -> bool:
    """This function will tell whether a segment's letters are much larger than the page's, of height `letter`."""
    return segment.letter > _BODY[1] * letter


def large_type_segments(segmentation: Segmentation) -> set[int]:
    """This function will give the numbers of the segments of large type."""
    letter = segmentation.letter
    return {each.number for each in segmentation.segments if has_large_type(each, letter)}


def cut_out(grey: Grey, segmentation: Segmentation, segment: Segment) -> tuple[Grey, tuple[int, int]]:
    """This function will give a segment's picture on white, without its neighbours, and where it was cut (x, y)."""
    height, width = grey.shape
    left, right = max(segment.left - 3, 0), min(segment.right + 3, width)
    top, bottom = max(segment.top - 3, 0), min(segment.bottom + 3, height)
    owners = segmentation.owners[segmentation.pieces.labels[top:bottom, left:right]]
    own: Mask = owners == segment.number
    shared = owners == _SHARED
    if shared.any():
        rows = np.arange(top, bottom)[:, None]
        tall = segment.baseline - segment.middle_top
        near = (rows >= segment.middle_top - tall) & (rows < segment.baseline + 0.5 * tall)
        own |= shared & near
    halo = cv2.dilate(own.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    halo &= own | (owners == 0)
    picture = np.where(halo, grey[top:bottom, left:right], 255).astype(np.uint8)
    padded = np.pad(picture, _PADDING, constant_values=255)
    return np.asarray(padded, dtype=np.uint8), (left - _PADDING, top - _PADDING)


def _homes(pieces: Pieces, regions: Sequence[Region], shape: tuple[int, int]) -> Numbers:
    """The region of each piece by its middle."""
    places = np.zeros(shape, dtype=np.int32)
    for region in regions:
        if region.place:
            places[region.top : region.bottom, region.left : region.right] = region.place
    homes = places[(pieces.top + pieces.bottom) // 2, (pieces.left + pieces.right) // 2]
    return np.asarray(homes, dtype=np.int32)


def _bodies(pieces: Pieces, letter: float) -> Numbers:
    tall = (pieces.height >= _BODY[0] * letter) & (pieces.height <= _BODY[1] * letter)
    # Thin upright strokes are letters (l, 1, I); flat ones (dashes, rests of rules) are none.
    tall &= pieces.area > 0
    return np.flatnonzero(tall).astype(np.int32)


def _large_bodies(pieces: Pieces, letter: float) -> Numbers:
    """Letters much larger than the page's: alone they may be anything, several level with each other are a line."""
    tall = (pieces.height > _BODY[1] * letter) & (pieces.height <= _LARGEST_BODY * letter)
    large = np.flatnonzero(tall & (pieces.width <= 2 * pieces.height))
    heights, left, right = pieces.height[large], pieces.left[large], pieces.right[large]
    top, bottom = pieces.top[large], pieces.bottom[large]
    common = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    level = common >= _LARGE_COMMON * np.minimum(heights[:, None], heights)
    level &= np.maximum(heights[:, None], heights) <= _LARGE_UNLIKE * np.minimum(heights[:, None], heights)
    gaps = np.maximum(left[:, None] - right, left - right[:, None])
    level &= gaps <= _LARGE_GAP * heights[:, None]
    with_neighbours = (level | level.T).astype(np.int32)
    rows = with_neighbours @ with_neighbours > 0  # neighbours of neighbours: the ends of a line have but one
    return large[rows.sum(axis=1) >= _LEAST_LARGE].astype(np.int32)


def _marks_of_large(pieces: Pieces, large: Numbers) -> Numbers:
    """Marks over and under large letters are as tall as letters of print."""
    found = np.zeros(len(pieces), dtype=bool)
    for body in large.tolist():
        height, width = int(pieces.height[body]), int(pieces.width[body])
        within = (pieces.left >= pieces.left[body] - 0.1 * width) & (
            pieces.right <= pieces.right[body] + 0.2 * width
        )
        above = pieces.top[body] - pieces.bottom
        below = pieces.top - pieces.bottom[body]
        gap = np.maximum(above, below)
        found |= within & (np.abs(gap) <= _LARGE_MARK * height) & (pieces.height < 0.6 * height)
    return np.flatnonzero(found).astype(np.int32)


def _draw_bands(
    pieces: Pieces,
    bodies: Numbers,
    regions: Sequence[Region],
    homes: Numbers,
    *,
    letter: float,
    shape: tuple[int, int],
) -> Grey:
    usual = max(int(_WIDEST_GAP * letter / 2), 1)
    limits = {region.place: (region.left, region.right) for region in regions}
    bands = np.zeros(shape, dtype=np.uint8)
    height = pieces.height
    for body in bodies.tolist():
        first, last = limits.get(int(homes[body]), (0, shape[1]))
        reach = max(usual, round(_LARGE_REACH * int(height[body])))
        middle = (int(pieces.top[body]) + int(pieces.bottom[body])) / 2
        half = max(_BAND * int(height[body]), 1.5)
        left, right = max(int(pieces.left[body]) - reach, first), min(int(pieces.right[body]) + reach, last)
        bands[int(middle - half) : int(middle + half) + 1, left:right] = 1
    return bands


def _edges(pieces: Pieces, owners: Numbers, count: int) -> Numbers:
    """For each segment: upper and lower edge of the small letters, left and right end."""
    edges = np.zeros((count, 4), dtype=np.int32)
    order = np.argsort(owners, kind="stable")
    firsts = np.searchsorted(owners[order], np.arange(count + 1))
    for number in range(1, count):
        members = order[firsts[number] : firsts[number + 1]]
        if not len(members):
            continue
        edges[number] = (
            int(np.median(pieces.top[members])),
            int(np.median(pieces.bottom[members])),
            int(pieces.left[members].min()),
            int(pieces.right[members].max()),
        )
    return edges


def _free_marks(pieces: Pieces, owners: Numbers, letter: float) -> None:
    """A comma of bold type is as tall as a letter, but a segment of one such piece is none."""
    count = np.bincount(owners[owners > 0], minlength=int(owners.max(initial=0)) + 1)
    tallest = np.zeros(len(count), dtype=np.int32)
    np.maximum.at(tallest, owners, pieces.height)
    is_mark = (count == 1) & (tallest < _LEAST_LINE * letter)
    is_mark[0] = False
    owners[is_mark[owners]] = 0


def _give_marks(pieces: Pieces, owners: Numbers, edges: Numbers, homes: Numbers, *, letter: float) -> None:
    """Marks, dots and tails go to the nearest band of their region; what reaches over several is shared."""
    region_of = np.full(len(edges), -1, dtype=np.int32)
    region_of[owners[owners > 0]] = homes[owners > 0]
    reach = 2.5 * letter
    for piece in np.flatnonzero(owners == 0).tolist():
        if piece == 0:
            continue
        left, right = int(pieces.left[piece]), int(pieces.right[piece])
        beside = (edges[:, 2] - reach < right) & (edges[:, 3] + reach > left) & (region_of == homes[piece])
        near = np.flatnonzero(beside & (edges[:, 1] > 0))
        if not len(near):
            continue
        top, bottom = int(pieces.top[piece]), int(pieces.bottom[piece])
        crossed = near[(edges[near, 0] < bottom - 0.3 * letter) & (edges[near, 1] > top + 0.3 * letter)]
        over = crossed[(edges[crossed, 2] < right) & (edges[crossed, 3] > left)]
        if len(over) > 1:
            owners[piece] = _SHARED
            continue
        sideways = np.maximum(np.maximum(edges[near, 2] - right, left - edges[near, 3]), 0)
        updown = np.maximum(np.maximum(edges[near, 0] - bottom, top - edges[near, 1]), 0)
        distance = updown + 0.5 * sideways
        best = int(np.argmin(distance))
        if distance[best] <= _FARTHEST_MARK * letter:
            owners[piece] = near[best]


def _join_level(pieces: Pieces, owners: Numbers, edges: Numbers, homes: Numbers, *, letter: float) -> None:
    """Parts of one line that only points or dashes keep together ("hợp...: 1") become one segment."""
    members = np.flatnonzero(owners > 0)
    left = np.full(len(edges), np.iinfo(np.int32).max, dtype=np.int64)
    right = np.zeros(len(edges), dtype=np.int64)
    home = np.full(len(edges), -1, dtype=np.int64)
    np.minimum.at(left, owners[members], pieces.left[members])
    np.maximum.at(right, owners[members], pieces.right[members])
    home[owners[members]] = homes[members]
    numbers = [int(each) for each in np.argsort(left) if right[each] > 0]
    leader = np.arange(len(edges))
    for number in numbers:
        level = np.minimum(edges[:, 1], edges[number, 1]) - np.maximum(edges[:, 0], edges[number, 0])
        lower = np.minimum(edges[:, 1] - edges[:, 0], edges[number, 1] - edges[number, 0])
        gap = left[number] - right
        before = np.flatnonzero(
            (home == home[number])
            & (gap > -letter)
            & (gap < _JOINED_GAP * letter)
            & (2 * level > lower)
            & (left < left[number])
        )
        if len(before):
            leader[number] = leader[before[int(np.argmax(right[before]))]]
    joined = leader[owners[members]]
    owners[members] = joined


def _segment_of(pieces: Pieces, number: int, *, owners: Numbers, homes: Numbers, edges: Numbers) -> Segment:
    members = np.flatnonzero(owners == number)
    left, top, right, bottom = bounds_of(pieces, members.astype(np.int32))
    return Segment(
        left, top, right, bottom, int(edges[number, 1]), int(edges[number, 0]), int(homes[members[0]]), number
    )
