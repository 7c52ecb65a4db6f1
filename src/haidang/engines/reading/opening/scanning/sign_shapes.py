"""Signs told by the size of their ink, which the recogniser overlooks: dashes by length, ":" and ";" by the tail."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from haidang.engines.reading.opening.scanning.ink import Numbers
from haidang.engines.reading.opening.scanning.readings import with_alternative
from haidang.engines.reading.opening.scanning.recognition import ReadWord
from haidang.engines.reading.opening.scanning.segments import Segmentation

_DASHES = ("-", "–", "—")
_LENGTHS = (0.8, 1.6)  # of the letter height: a hyphen is shorter, an en dash between, an em dash longer
_FLATTEST = 2.0  # a dash is at least so many times as long as it is high
_COLONS = {":": ";", ";": ":"}
_TAIL = 1.45  # times the height of the point above: a comma
_NO_TAIL = 1.2  # a point
_SMALLEST_MARK = 0.6  # of the letter height that a point or comma has at most


def with_measured_sign(word: ReadWord, segmentation: Segmentation) -> ReadWord:
    """This function will tell which dash a word of dashes is, and which of ":" and ";" ends a word."""
    if set(word.text) <= set(_DASHES):
        return _exchanged(word, _dash_under(word, segmentation))
    other = _COLONS.get(word.text[-1:])
    if other and any(each.text == word.text[:-1] + other for each in word.alternatives):
        return _exchanged(word, word.text[:-1] + _colon_under(word, segmentation))
    return word


def _dash_under(word: ReadWord, segmentation: Segmentation) -> str:
    members = _pieces_under(word, segmentation)
    if len(members) != 1:
        return word.text
    pieces, piece = segmentation.pieces, members[0]
    length = float(pieces.width[piece])
    if length < _FLATTEST * pieces.height[piece]:
        return word.text
    return _DASHES[sum(length > limit * segmentation.letter for limit in _LENGTHS)]


def _colon_under(word: ReadWord, segmentation: Segmentation) -> str:
    """The two last pieces of a word stand one above the other; the lower one is a point or has a tail."""
    pieces, members = segmentation.pieces, _pieces_under(word, segmentation)
    last = sorted(members, key=lambda piece: int(pieces.right[piece]))[-2:]
    if len(last) < 2:
        return word.text[-1]
    upper, lower = sorted(last, key=lambda piece: int(pieces.top[piece]))
    heights = pieces.height[upper], pieces.height[lower]
    if max(heights) > _SMALLEST_MARK * segmentation.letter or pieces.bottom[upper] > pieces.top[lower]:
        return word.text[-1]
    share = heights[1] / heights[0]
    return ";" if share >= _TAIL else ":" if share <= _NO_TAIL else word.text[-1]


def _pieces_under(word: ReadWord, segmentation: Segmentation) -> Sequence[int]:
    pieces: Numbers = segmentation.pieces.left + segmentation.pieces.right
    inside = (segmentation.owners == word.segment) & (pieces >= 2 * word.left) & (pieces <= 2 * word.right)
    return [int(piece) for piece in np.flatnonzero(inside)]


def _exchanged(word: ReadWord, text: str) -> ReadWord:
    if text == word.text:
        return word
    others = tuple(each for each in word.alternatives if each.text != text)
    return with_alternative(replace(word, text=text, alternatives=others), word.text, word.confidence)
