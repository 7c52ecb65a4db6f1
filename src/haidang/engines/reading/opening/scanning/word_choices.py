"""Which reading of a word do its neighbours want? Asked only where the recogniser itself saw another one in the ink.

Nothing is ever read that the recogniser did not offer: the language of administrative papers, and the phrases that a
paper repeats, choose between "tố chức" and "tổ chức". A word that was exchanged is never sure.
"""

import re
from collections.abc import Iterable, Sequence
from math import log

from haidang.engines.reading.exchanged_words import exchanged_word
from haidang.engines.reading.paper import Token
from haidang.engines.vietnamese.repair.figures import is_roman_numeral
from haidang.engines.vietnamese.repair.language_model import NUMBER, UNKNOWN, LanguageModel
from haidang.engines.vietnamese.repair.paper_phrases import PaperPhrases
from haidang.engines.vietnamese.repair.readings import Reading
from haidang.engines.vietnamese.repair.search import Choice, Place, choose_readings

Run = Sequence[Token]  # words that follow each other: of a cell, or of running lines

_EDGES = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)
_INK_WEIGHT = 2.0  # of the recogniser's likelihoods against those of the language
_LEAST_WORTH = 0.75  # of a reading that takes the place of the recogniser's own
_MOST_SURE = 0.92  # of an exchanged word: the queue of unsure words begins at 0.93
_LEAST_SHARE = 0.001
_PASSES = 2
_LABEL_SIGNS = " .,;:)("


def choose_words(runs: Iterable[Run], model: LanguageModel) -> list[list[Token]]:
    """This function will choose the reading of each word of each run; where none is better the word stays."""
    given = [list(run) for run in runs]
    lattices = [[Place(_readings_of(token, model), 0.0) for token in run] for run in given]
    phrases: PaperPhrases | None = None
    choices: list[list[Choice]] = []
    for _ in range(_PASSES):
        choices = [choose_readings(model, lattice, phrases) if lattice else [] for lattice in lattices]
        known = [[(choice.reading.word, choice.worth) for choice in run] for run in choices]
        phrases = PaperPhrases(known, model.size)
    return [
        [_chosen(token, choice) for token, choice in zip(run, chosen, strict=True)]
        for run, chosen in zip(given, choices, strict=True)
    ]


def _readings_of(token: Token, model: LanguageModel) -> list[Reading]:
    """The recogniser's own reading, and others that are words too; of one word the likeliest."""
    own = Reading(_number_of(token.text, model), token.text, 0.0)
    readings = {own.word: own}
    if own.word != NUMBER and not is_roman_numeral(token.text.strip(_LABEL_SIGNS)):
        for text, confidence in token.alternatives:
            word = _number_of(text, model)
            if word not in (UNKNOWN, NUMBER) and word not in readings:
                share = max(confidence, _LEAST_SHARE) / max(token.confidence, _LEAST_SHARE)
                readings[word] = Reading(word, text, _INK_WEIGHT * max(-log(share), 0.0))
    return list(readings.values())


def _number_of(text: str, model: LanguageModel) -> int:
    edges = _EDGES.fullmatch(text)
    core = edges[2].lower() if edges else ""
    if any(letter.isdigit() for letter in core):
        return NUMBER
    return model.ids.get(core, UNKNOWN)


def _chosen(token: Token, choice: Choice) -> Token:
    text = choice.reading.text
    if choice.worth < _LEAST_WORTH:
        return token
    # The language chooses among what the ink may be; it makes nobody surer of the ink.
    return exchanged_word(token, text, round(min(choice.worth, _MOST_SURE, token.confidence), 4))
