"""Learn what OCR makes of letters, parts of syllables and whole syllables; hard EM over aligned pairs of words."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from haidang.engines.vietnamese.repair.letter_costs import LetterCosts
from haidang.engines.vietnamese.repair.parts import capitals_of, parts_as_written

_ROUNDS = 4
_WORD = re.compile(r"^([^\w]*)([^\W\d_]+)([^\w]*)$")

Pairs = Counter[tuple[str, str]]
Table = defaultdict[str, defaultdict[str, float]]


def _table() -> Table:
    return defaultdict(lambda: defaultdict(float))


@dataclass(slots=True)
class Confusions:
    """Weighted counts of readings, by level: printed form -> form read -> count."""

    letters: Table = field(default_factory=_table)
    onsets: Table = field(default_factory=_table)
    nuclei: Table = field(default_factory=_table)
    codas: Table = field(default_factory=_table)
    rhymes: Table = field(default_factory=_table)
    syllables: Table = field(default_factory=_table)


def weighted_pairs(sources: list[tuple[Pairs, float]]) -> dict[tuple[str, str], float]:
    """This function will add up pairs of words from several sources, each with its weight."""
    total: defaultdict[tuple[str, str], float] = defaultdict(float)
    for pairs, weight in sources:
        for pair, count in pairs.items():
            if _WORD.match(pair[0]):
                total[pair] += weight * count
    return dict(total)


def learn_confusions(pairs: dict[tuple[str, str], float], syllables: set[str]) -> Confusions:
    """This function will align each pair letter by letter, learn from it and align again.

    As in Kneser-Ney smoothing, each kind of reading of a larger unit counts once at most for the smaller ones.
    """
    letters: Table = _table()
    for _ in range(_ROUNDS):
        costs = LetterCosts({printed: dict(readings) for printed, readings in letters.items()})
        letters = _table()
        words = _table_of_pieces()
        for (printed, read), weight in pairs.items():
            pieces = costs.align(printed, read)
            match = _WORD.match(printed)
            if pieces and match:
                _count_letters(letters, words, match, pieces, weight)
    return _count_levels(words, syllables)


Pieces = defaultdict[str, defaultdict[tuple[str, ...], float]]


def _table_of_pieces() -> Pieces:
    return defaultdict(lambda: defaultdict(float))


def _count_letters(
    letters: Table, words: Pieces, match: re.Match[str], pieces: list[str], weight: float
) -> None:
    start, end = match.span(2)
    for letter, reading in zip(match[2], pieces[start:end], strict=True):
        letters[letter][reading] += weight
    words[match[2]][tuple(pieces[start:end])] += weight


def _count_levels(words: Pieces, syllables: set[str]) -> Confusions:
    confusions = Confusions()
    rhymes, nuclei = _table_of_pieces(), _table_of_pieces()
    for word, readings in words.items():
        parts = parts_as_written(word.lower(), capitals_of(word))
        is_syllable = word.lower() in syllables and parts.onset + parts.rhyme == word
        for pieces, weight in readings.items():
            once = min(weight, 1.0)
            if not is_syllable:
                _add_letters(confusions, word, pieces, once)
                continue
            first = len(parts.onset)
            confusions.syllables[word]["".join(pieces)] += weight
            confusions.onsets[parts.onset]["".join(pieces[:first])] += once
            _add_letters(confusions, parts.onset, pieces[:first], once)
            rhymes[parts.nucleus + "|" + parts.coda][pieces[first:]] += once
    for rhyme, readings in rhymes.items():
        nucleus, coda = rhyme.split("|")
        for pieces, weight in readings.items():
            once = min(weight, 1.0)
            confusions.rhymes[nucleus + coda]["".join(pieces)] += weight
            nuclei[nucleus][pieces[: len(nucleus)]] += once
            confusions.codas[coda]["".join(pieces[len(nucleus) :])] += once
            _add_letters(confusions, coda, pieces[len(nucleus) :], once)
    for nucleus, readings in nuclei.items():
        for pieces, weight in readings.items():
            confusions.nuclei[nucleus]["".join(pieces)] += weight
            _add_letters(confusions, nucleus, pieces, min(weight, 1.0))
    return confusions


def _add_letters(confusions: Confusions, printed: str, pieces: tuple[str, ...], weight: float) -> None:
    for letter, reading in zip(printed, pieces, strict=True):
        confusions.letters[letter][reading] += weight
