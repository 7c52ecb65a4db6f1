"""What else the recogniser saw in a word: other letters for its ink, each with what it costs more than the one it took.

Nearly all its errors are one mark for another ("tố" for "tổ"), and where it errs the right letter is the next best.
"""

import unicodedata
from collections.abc import Sequence
from math import exp

Symbols = Sequence[Sequence[tuple[str, float]]]  # for each letter what it may be, the chosen one first

_COST_OF_NAT = 7.0  # the recogniser's costs are natural logarithms, seven times enlarged
_FARTHEST = 22.0  # a letter that costs more than this above the chosen one was not seen
_MOST_TEXTS = 4


def other_texts(text: str, symbols: Symbols) -> list[tuple[str, float]]:
    """This function will give the texts that differ from `text` in one letter, with their likelihood beside its 1.

    Nothing is given where the letters are not those of the text: the recogniser's dictionary changed them.
    """
    letters = [choices for choices in symbols if choices and choices[0][0] != " "]
    if unicodedata.normalize("NFC", "".join(choices[0][0] for choices in letters)) != text:
        return []
    found = [
        (_with_letter(letters, place, letter), exp((choices[0][1] - cost) / _COST_OF_NAT))
        for place, choices in enumerate(letters)
        for letter, cost in choices[1:]
        if letter != " " and cost - choices[0][1] <= _FARTHEST
    ]
    return sorted(found, key=lambda each: -each[1])[:_MOST_TEXTS]


def _with_letter(letters: Symbols, place: int, letter: str) -> str:
    taken = [choices[0][0] for choices in letters]
    taken[place] = letter
    return unicodedata.normalize("NFC", "".join(taken))
