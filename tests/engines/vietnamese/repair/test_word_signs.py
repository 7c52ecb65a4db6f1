"""What each word of a line tells about the state of its text."""

import pytest

from haidang.engines.vietnamese.repair.word_signs import signs_of_line


def one_sign(word):
    (sign,) = signs_of_line(word)
    return sign.is_syllable, sign.is_marked, sign.is_broken, round(sign.oddness, 1)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("của", (True, True, False, 0.0)),
        ("trong", (True, False, False, 0.0)),
        ("cua", (True, False, False, 1.0)),
        ("trién", (True, False, True, 1.0)),
        ("d6i", (True, False, True, 1.0)),
        ("hoà", (True, True, False, 0.0)),
        ("software", (False, False, False, 0.8)),
        ("Schmidt", (False, False, False, 0.0)),
    ],
)
def test_word_alone_tells_whether_it_is_right_odd_or_broken(word, told):
    assert one_sign(word) == told


def test_codes_units_and_single_letters_are_no_words():
    assert signs_of_line("VT, TTTT; a) 5 m3, 30m2, 1A, 120 km, A4: 16/2020") == []


def test_plain_words_beside_foreign_ones_tell_less():
    assert [round(sign.oddness, 2) for sign in signs_of_line("cua Schmidt cua")] == [0.3, 0.0, 0.3]
    assert [round(sign.oddness, 2) for sign in signs_of_line("cua và cua")] == [1.0, 0.0, 1.0]
