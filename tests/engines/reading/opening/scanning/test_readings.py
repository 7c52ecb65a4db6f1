"""Several readings of the same ink become one word, and what else was read is kept."""

from haidang.engines.reading.opening.scanning.readings import (
    doubtful_segments,
    merge_readings,
    very_doubtful_segments,
    vote_again,
)
from haidang.engines.reading.opening.scanning.recognition import ReadWord
from haidang.engines.reading.opening.scanning.scanned_page import WordReading


def word(text: str, confidence: float, *, left: int = 0, segment: int = 1, others: tuple = ()) -> ReadWord:
    return ReadWord(
        text, confidence, left, 0, left + 100, 30, segment, tuple(WordReading(*each) for each in others)
    )


def test_surer_reading_stands_and_the_other_is_kept():
    merged = merge_readings([word("tố", 0.9)], [word("tổ", 0.95)])

    assert merged == [word("tổ", 0.95 * 0.9, others=(("tố", 0.9),))]


def test_readings_that_agree_are_as_sure_as_the_surer_and_keep_what_both_saw():
    first, second = (
        word("tổ", 0.9, others=(("tố", 0.3),)),
        word("tổ", 0.95, others=(("tố", 0.5), ("tồ", 0.1))),
    )

    assert merge_readings([first], [second]) == [word("tổ", 0.95, others=(("tố", 0.5), ("tồ", 0.1)))]


def test_segments_are_doubtful_by_their_least_sure_word():
    words = [word("Sở", 0.97), word("Tài", 0.9), word("chính", 0.7, segment=2)]

    assert (doubtful_segments(words), very_doubtful_segments(words)) == ({1, 2}, {2})


def test_further_readings_that_agree_take_the_place_of_a_word_in_great_doubt():
    voted = vote_again(
        [word("CNTTK&TT", 0.6)], [[word("CNTT&TT", 0.7)], [word("CNTT&TITT", 0.5)], [word("CNTT&TT", 0.8)]]
    )

    assert voted == [word("CNTT&TT", 0.8, others=(("CNTTK&TT", 0.6), ("CNTT&TITT", 0.5)))]


def test_word_put_in_by_votes_is_never_sure():
    [voted] = vote_again([word("tinh", 0.6)], [[word("tỉnh", 0.97)], [word("tỉnh", 0.97)]])

    assert (voted.text, voted.confidence) == ("tỉnh", 0.85)


def test_further_readings_that_differ_are_alternatives():
    voted = vote_again([word("tinh", 0.6)], [[word("tỉnh", 0.7)], [word("tình", 0.5)]])

    assert voted == [word("tinh", 0.6, others=(("tỉnh", 0.7), ("tình", 0.5)))]


def test_further_readings_confirm_a_word():
    assert vote_again([word("lễ", 0.6)], [[word("lễ", 0.75)], [word("lễ", 0.75)]]) == [word("lễ", 0.75)]


def test_word_that_is_sure_or_parted_otherwise_is_not_voted_on():
    sure = word("Sở", 0.9)
    parted = [word("An", 0.9, left=0), word("ninh", 0.9, left=60)]

    assert vote_again([sure], [[word("Số", 0.9)], [word("Số", 0.9)]]) == [sure]
    assert vote_again([word("Anninh", 0.6)], [parted, parted]) == [word("Anninh", 0.6)]
