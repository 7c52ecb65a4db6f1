"""Which way up a page lies: told by how well a few of its lines can be read."""

import cv2
import numpy as np

from haidang.engines.reading.opening.scanning.ink import Grey
from haidang.engines.reading.opening.scanning.page_work import PageWork, prepare_page
from haidang.engines.reading.opening.scanning.recognition import Recogniser, reading_scale
from haidang.engines.reading.opening.scanning.segments import Segment

_SAMPLE = 8  # lines
_SURE = 0.8  # mean confidence of lines that stand upright; of lines upside down it is under 0.5
_READABLE = 0.5  # less is no print, whichever way it is turned: it stays as it lies
_CLEARLY = 0.08  # by which another way has to read better
_FEWEST_LETTERS = 3.0  # letter heights: shorter segments tell nothing
_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def prepare_upright(grey: Grey, dpi: float, recogniser: Recogniser) -> tuple[PageWork, int]:
    """This function will prepare a page the right way up, and say by how many degrees clockwise it was turned.

    A page that reads badly every way stays as it is.
    """
    first = prepare_page(grey, dpi)
    best, best_turn = first, 0
    best_score = _score(best, recogniser)
    for turn in _turns_by_likelihood(best.page.grey):
        how = _TURNS[turn]
        if best_score >= _SURE or not _sample(best) and not best_turn and not best.segmentation.segments:
            break
        work = prepare_page(np.asarray(cv2.rotate(grey, how), dtype=np.uint8), dpi)
        score = _score(work, recogniser)
        if score > best_score + _CLEARLY:
            best, best_turn, best_score = work, turn, score
    return (first, 0) if best_score < _READABLE else (best, best_turn)


def _turns_by_likelihood(grey: Grey) -> tuple[int, ...]:
    """Lines make the rows of a page uneven; where the columns are more uneven the page lies on its side."""
    ink = (grey[::4, ::4] < 160).astype(np.float64)
    rows, columns = (float(np.square(np.diff(ink.mean(axis=axis))).mean()) for axis in (1, 0))
    return (270, 90, 180) if columns > rows else (180, 90, 270)


def _score(work: PageWork, recogniser: Recogniser) -> float:
    """Mean confidence over the letters of a few long lines; long lines count, as upright pages have more of them."""
    sample = _sample(work)
    if not sample:
        return 0.0
    scale = reading_scale(work.segmentation)
    words = recogniser.read_segments(work.grey, work.segmentation, sample, scale=scale)
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _sample(work: PageWork) -> list[Segment]:
    """Lines of all parts of the page, the long ones among them."""
    least = _FEWEST_LETTERS * work.segmentation.letter
    long = [each for each in work.segmentation.segments if each.right - each.left >= least]
    long.sort(key=lambda each: each.left - each.right)
    step = max(len(long) // (2 * _SAMPLE), 1)
    return long[: step * _SAMPLE : step]
