"""How right texts write their syllables."""

import unicodedata

from haidang.engines.vietnamese.repair.writings import all_writings, marks_of, writings_of
from haidang.engines.vietnamese.syllables import is_syllable


def test_every_writing_is_a_syllable_under_its_letters():
    strange = {
        letters
        for letters in all_writings()
        if not is_syllable(letters)
        and not (letters.endswith(("c", "ch", "p", "t", "k")) or writings_of(letters).shares)
    }

    assert strange == set()
    assert len(all_writings()) > 1000


def test_usual_writing_surprises_less_than_a_rare_one():
    writings = writings_of("cua")

    assert writings.surprise("của") < 0.5 < 4 < writings.surprise("cua")
    assert writings.cost("của") < writings.cost("cưa")


def test_capital_inside_a_sentence_makes_a_name_usual():
    writings = writings_of("an")

    assert writings.surprise("An") < writings.surprise("an")


def test_marks_count_in_any_order_and_form():
    assert marks_of("hoà") == marks_of("hòa") == marks_of(unicodedata.normalize("NFD", "hoà"))
    assert writings_of("dieu").knows("điêụ")
    assert not writings_of("trien").knows("trién")


def test_letters_of_no_syllable_have_no_writings():
    assert (writings_of("software"), writings_of("zhong"), writings_of("")) == (None, None, None)
