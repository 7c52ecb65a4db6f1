"""Words under a seal, a frame or a signature are never sure, and the stamp's own are none of the paper."""

import numpy as np

from haidang.engines.reading.opening.scanning.covered_words import (
    Covers,
    doubt_covered,
    find_covers,
    stamp_segments,
)
from haidang.engines.reading.opening.scanning.ink import find_ink, find_pieces
from haidang.engines.reading.opening.scanning.recognition import ReadWord
from haidang.engines.reading.opening.scanning.segments import Region, find_segments


def word(text: str, left: int, *, confidence: float = 0.95, segment: int = 1) -> ReadWord:
    return ReadWord(text, confidence, left, 100, left + 80, 140, segment)


def covers(first: int, last: int, *, freed: tuple[int, int] | None = None) -> Covers:
    """A page with a covered stretch from left to right, and one that stamp ink was taken out of."""
    places = np.zeros((300, 1000), dtype=bool)
    places[:, first:last] = True
    taken = np.zeros((300, 1000), dtype=bool)
    if freed is not None:
        taken[110:115, freed[0] : freed[1]] = True
    return Covers(places, taken)


def test_word_under_a_stamp_is_doubtful_and_its_neighbours_are_not():
    doubted = doubt_covered([word("Sở", 0), word("Ngoại", 100), word("vụ", 300)], covers(90, 200))

    assert [each.confidence for each in doubted] == [0.95, 0.45, 0.95]


def test_word_freed_of_coloured_ink_is_less_sure_than_one_that_had_none():
    doubted = doubt_covered([word("Sở", 0), word("Ngoại", 100)], covers(500, 500, freed=(100, 130)))

    assert [each.confidence for each in doubted] == [0.95, 0.8]


def test_word_that_was_in_doubt_stays_so():
    assert doubt_covered([word("Sở", 0, confidence=0.2)], covers(0, 90)) == [word("Sở", 0, confidence=0.2)]


def test_line_that_lies_under_a_stamp_whole_and_is_no_sure_print_is_the_stamps():
    words = [
        word("NGOAI", 100, confidence=0.6, segment=1),
        word("Ngoại", 110, segment=2),
        word("số", 100, confidence=0.6, segment=3),
        word("12", 600, segment=3),
        word("X", 120, segment=4),
    ]

    assert stamp_segments(words, covers(90, 300)) == {1, 4}


def test_frame_covers_what_is_inside_and_a_line_of_letters_nothing():
    page = np.full((400, 900), 255, dtype=np.uint8)
    page[50:350, 100:500] = 0
    page[54:346, 104:496] = 255
    page[200:230, 600:860:30] = 0
    segmentation = find_segments(find_pieces(find_ink(page)), [Region(0, 0, 900, 400)], shape=(400, 900))

    places = find_covers(segmentation, page).places

    assert (places[200, 300], places[200, 700], int(places.sum())) == (True, False, 300 * 400)
