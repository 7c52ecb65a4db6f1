"""Letters of no syllable: of misread words or of foreign ones."""

import pytest

from haidang.engines.vietnamese.repair.letter_evidence import evidence_of_letters, runs_of


@pytest.mark.parametrize("word", ["nhttng", "dwgc", "ciia", "nhGp", "chirc", "tdi", "thwc"])
def test_letters_of_misread_words_speak_for_misreading(word):
    assert evidence_of_letters(word) > 0


@pytest.mark.parametrize(
    "word", ["blues", "neutron", "Copenhagen", "HOTLINE", "software", "Georgia", "Söderling"]
)
def test_letters_of_foreign_words_speak_against_it(word):
    assert evidence_of_letters(word) < 0


def test_runs_have_the_edges_of_the_word_and_capitals_only_where_they_stand_inside():
    assert runs_of("Tgi") == ["^^t", "^tg", "tgi", "gi^"]
    assert runs_of("TGI") == runs_of("tgi") == runs_of("Tgi")
    assert runs_of("cGp") == ["^^c", "^cG", "cGp", "Gp^"]
