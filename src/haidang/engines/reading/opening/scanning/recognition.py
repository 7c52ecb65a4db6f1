"""Segments -> words: cut-outs are set one below the other on white sheets and each sheet is read at once.

Reading a page whole mixes columns, reading every cell alone makes the recogniser guess the letter height from
two letters; sheets of single lines have neither fault, and cost no more than the page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import tesserocr

from haidang.engines.reading.opening.scanning.ink import WORKING_DPI, Grey
from haidang.engines.reading.opening.scanning.scanned_page import WordReading
from haidang.engines.reading.opening.scanning.segments import (
    Segment,
    Segmentation,
    cut_out,
    has_large_type,
)
from haidang.engines.reading.opening.scanning.symbol_choices import other_texts
from haidang.engines.reading.opening.scanning.tessdata import LANGUAGE

_PITCH = 3.0  # of the letter height from baseline to baseline on a sheet
_MARGIN = 30  # pixels around a sheet
_MOST_ROWS = 60  # on one sheet
READ_AT = 18.0  # pixels of letter height (marks included) that the model reads best and fastest
READ_AGAIN_AT = 27.0
VOTES_AT = (22.0, 33.0, 40.0)
_SCALES = (0.5, 1.6)


@dataclass(frozen=True, slots=True)
class ReadWord:
    """One word of a segment; pixels of the straightened page."""

    text: str
    confidence: float
    left: int
    top: int
    right: int
    bottom: int
    segment: int
    alternatives: tuple[WordReading, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cut-out on a sheet, and what brings its pixels back to the page."""

    picture: Grey
    segment: Segment
    page_left: int
    page_top: int
    sheet_left: int = 0
    sheet_top: int = 0
    baseline: int = 0


@dataclass(frozen=True, slots=True)
class _Recognised:
    """A word as the recogniser gives it, with what else its letters may be."""

    text: str
    confidence: float
    alternatives: tuple[WordReading, ...]


class Recogniser:
    """The recogniser with its model loaded. One for a process; it is not shared between threads."""

    def __init__(self, folder: Path, language: str = LANGUAGE) -> None:
        self._api = tesserocr.PyTessBaseAPI(
            path=str(folder),
            lang=language,
            psm=tesserocr.PSM.SINGLE_BLOCK,
            oem=tesserocr.OEM.LSTM_ONLY,
            variables={"load_freq_dawg": "1", "lstm_choice_mode": "2"},
        )

    def close(self) -> None:
        """This function will give the model's memory back."""
        self._api.End()

    def read_segments(
        self, grey: Grey, segmentation: Segmentation, segments: Sequence[Segment], *, scale: float = 1.0
    ) -> list[ReadWord]:
        """This function will read segments of a page; `scale` draws them larger or smaller for the recogniser."""
        words: list[ReadWord] = []
        for group, shrunk in _by_size_of_type(segments, segmentation.letter):
            for sheet_of in _sheets_of(group):
                placed, sheet = _sheet_with(grey, segmentation, sheet_of)
                words += self._read_sheet(sheet, placed, scale * shrunk)
        return words

    def _read_sheet(self, sheet: Grey, placed: Sequence[_Placed], scale: float) -> Iterator[ReadWord]:
        picture = sheet
        if scale != 1.0:
            how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
            picture = np.asarray(
                cv2.resize(sheet, None, fx=scale, fy=scale, interpolation=how), dtype=np.uint8
            )
        height, width = picture.shape
        self._api.SetImageBytes(np.ascontiguousarray(picture).tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(round(WORKING_DPI * scale))
        self._api.Recognize()
        baselines = np.array([each.baseline for each in placed])
        pitch = int(baselines[1] - baselines[0]) if len(placed) > 1 else height
        for word, box in self._words():
            left, top, right, bottom = (round(side / scale) for side in box)
            nearest = int(np.argmin(np.abs(baselines - (bottom * 0.8 + top * 0.2))))
            if abs(int(baselines[nearest]) - bottom) < pitch:
                yield _back_on_page(word, (left, top, right, bottom), placed[nearest])

    def _words(self) -> Iterator[tuple[_Recognised, tuple[int, int, int, int]]]:
        found = self._api.GetIterator()
        if found is None:
            return
        level = tesserocr.RIL.WORD
        for word in tesserocr.iterate_level(found, level):
            if word.Empty(level):
                continue
            text, box = word.GetUTF8Text(level).strip(), word.BoundingBox(level)
            if text and box:
                confidence = word.Confidence(level) / 100
                others = tuple(
                    WordReading(other, round(confidence * share, 4))
                    for other, share in other_texts(text, word.GetBestLSTMSymbolChoices() or [])
                )
                yield _Recognised(text, confidence, others), box


def reading_scale(segmentation: Segmentation, letter: float = READ_AT) -> float:
    """This function will give the scale at which the letters of a page have the wanted height (pixels)."""
    return min(max(letter / segmentation.letter, _SCALES[0]), _SCALES[1])


def _by_size_of_type(segments: Sequence[Segment], letter: float) -> Iterator[tuple[list[Segment], float]]:
    """Lines of the page's type, and each line of large type with what brings it down to that size."""
    yield [each for each in segments if not has_large_type(each, letter)], 1.0
    for each in segments:
        if has_large_type(each, letter):
            yield [each], letter / each.letter


def _sheets_of(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Segments of like width share a sheet: a short one under long ones costs as much white as they are long."""
    ordered = sorted(segments, key=lambda each: (each.right - each.left, each.number))
    count = max(-(-len(ordered) // _MOST_ROWS), 1)
    size = -(-len(ordered) // count)
    for start in range(0, len(ordered), max(size, 1)):
        yield sorted(ordered[start : start + size], key=lambda each: (each.region, each.baseline, each.left))


def _sheet_with(
    grey: Grey, segmentation: Segmentation, segments: Iterable[Segment]
) -> tuple[list[_Placed], Grey]:
    cuts = []
    for segment in segments:
        picture, (left, top) = cut_out(grey, segmentation, segment)
        cuts.append(_Placed(picture, segment, left, top))
    pitch = _pitch(cuts, segmentation.letter)
    width = max(cut.picture.shape[1] for cut in cuts) + 2 * _MARGIN
    sheet = np.full((pitch * (len(cuts) + 1) + _MARGIN, width), 255, dtype=np.uint8)
    placed = [_put_on(sheet, cut, pitch * (place + 1)) for place, cut in enumerate(cuts)]
    return placed, sheet


def _pitch(cuts: Sequence[_Placed], letter: float) -> int:
    """Rows stand so far apart that the tallest cut-out does not reach the row above or below."""
    above = max(cut.segment.baseline - cut.page_top for cut in cuts)
    below = max(cut.page_top + cut.picture.shape[0] - cut.segment.baseline for cut in cuts)
    return int(max(_PITCH * letter, above + 1, below + 1, (above + below) * 3 // 4))


def _put_on(sheet: Grey, cut: _Placed, baseline: int) -> _Placed:
    height, width = cut.picture.shape
    top = baseline - (cut.segment.baseline - cut.page_top)
    place = sheet[top : top + height, _MARGIN : _MARGIN + width]
    np.minimum(place, cut.picture[: place.shape[0]], out=place)
    return replace(cut, sheet_left=_MARGIN, sheet_top=top, baseline=baseline)


def _back_on_page(word: _Recognised, box: tuple[int, int, int, int], placed: _Placed) -> ReadWord:
    across = placed.page_left - placed.sheet_left
    down = placed.page_top - placed.sheet_top
    return ReadWord(
        word.text,
        word.confidence,
        box[0] + across,
        box[1] + down,
        box[2] + across,
        box[3] + down,
        placed.segment.number,
        word.alternatives,
    )
