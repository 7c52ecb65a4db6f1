"""What the recogniser saw beside the letter it took: costs as it gave them for "Cổng" on a noisy page."""

from math import exp

import pytest

from haidang.engines.reading.opening.scanning.symbol_choices import other_texts

CONG = [
    [(" ", 0.7)],
    [("C", 1.4), ("c", 53.9)],
    [("ổ", 1.9), ("ố", 7.9), ("ồ", 27.2)],
    [("n", 1.0)],
    [("g", 1.4)],
]


def test_letter_nearly_as_likely_makes_another_text():
    assert other_texts("Cổng", CONG) == [("Cống", pytest.approx(exp(-6 / 7)))]


def test_letters_that_cost_far_more_were_not_seen():
    assert other_texts("Cn", [[("C", 1.4), ("c", 53.9)], [("n", 1.0), ("m", 40.0)]]) == []


def test_word_that_the_dictionary_changed_has_no_other_texts():
    assert other_texts("Cống", CONG) == []


def test_likeliest_texts_come_first_and_are_few():
    symbols = [[("ố", 1.0), *((letter, 2.0 + place) for place, letter in enumerate("ổồộôơ"))]]

    assert [text for text, _ in other_texts("ố", symbols)] == ["ổ", "ồ", "ộ", "ô"]
