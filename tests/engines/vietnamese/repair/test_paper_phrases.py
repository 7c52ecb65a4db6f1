"""Phrases that a paper repeats make the same words cheaper elsewhere in it."""

from haidang.engines.vietnamese.repair.paper_phrases import PaperPhrases

SIZE = 100
DEAR = 9.0


def key(first, second, third):
    return (first * SIZE + second) * SIZE + third


def test_phrase_read_surely_again_and_again_becomes_cheaper():
    phrases = PaperPhrases([[(1, 0.99), (2, 0.99), (3, 0.99)]] * 3, SIZE)

    assert phrases.cost_of(key(1, 2, 3), DEAR) < 4
    assert phrases.cost_of(key(1, 2, 4), DEAR) == DEAR


def test_phrase_read_once_or_in_doubt_changes_nothing():
    once = PaperPhrases([[(1, 0.99), (2, 0.99), (3, 0.99)]], SIZE)
    doubtful = PaperPhrases([[(1, 0.99), (2, 0.99), (3, 0.4)]] * 3, SIZE)

    assert once.cost_of(key(1, 2, 3), DEAR) == DEAR
    assert doubtful.cost_of(key(1, 2, 3), DEAR) == DEAR


def test_cheap_phrase_stays_about_as_cheap():
    phrases = PaperPhrases([[(1, 0.99), (2, 0.99), (3, 0.99)]] * 3, SIZE)

    assert abs(phrases.cost_of(key(1, 2, 3), 0.1) - 0.1) < 0.1
