"""The model of the package: small, read once, and its language model is one of likelihoods."""

from importlib.resources import files
from math import exp

from haidang.engines.vietnamese.repair.language_model import SPECIAL_WORDS, START
from haidang.engines.vietnamese.repair.repair_model import known_syllables, shipped_model
from haidang.engines.vietnamese.syllables import is_syllable

MOST_BYTES = 4_000_000


def test_model_is_small_and_read_once():
    model = files("haidang.engines.vietnamese.repair").joinpath("data", "repair.model")

    assert len(model.read_bytes()) <= MOST_BYTES
    assert shipped_model() is shipped_model()


def test_words_alone_share_what_there_is():
    language = shipped_model().language

    assert language.words[: len(SPECIAL_WORDS)] == list(SPECIAL_WORDS)
    assert 0.9 < sum(exp(-cost) for cost in language.word_costs) < 1.1


def test_usual_phrases_cost_less_than_odd_ones():
    language = shipped_model().language
    first, second, usual, odd = (language.ids[word] for word in ("ủy", "ban", "nhân", "nhấn"))

    assert language.triple_cost(first, second, usual) < 1 < language.triple_cost(first, second, odd)
    assert language.pair_cost(first, second) < language.pair_cost(first, odd)
    assert language.triple_cost(START, START, first) > 0


def test_known_syllables_are_syllables_of_the_model():
    language = shipped_model().language
    syllables = known_syllables(language)

    assert len(syllables) > 5000
    assert all(is_syllable(one.text) and language.words[one.word] == one.text for one in syllables)
