"""A word that is read anew keeps what it was read as."""

from haidang.engines.reading.exchanged_words import exchanged_word
from haidang.engines.reading.paper import Token

WORD = Token("tố", "tố", 0, 2, 0.95, (("tổ", 0.6), ("tồ", 0.1)))


def test_first_reading_is_kept_and_no_other_is_surer_than_the_new_one():
    assert exchanged_word(WORD, "tổ", 0.8) == Token("tố", "tổ", 0, 2, 0.8, (("tố", 0.8), ("tồ", 0.1)))


def test_word_read_as_it_was_stays_as_sure_as_it_was():
    assert exchanged_word(WORD, "tố", 0.8) == WORD
