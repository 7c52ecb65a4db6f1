"""How sure a word of a coarse page can be: there one mark over a vowel looks like another, read surely or not.

Under 140 dots an inch the recogniser reads "Thú đô" for "Thủ đô" and is as sure of it as of any word. The language
tells: where its neighbours want the same letters with other marks, or where it is no word at all, the word is doubtful.
Nothing is read anew; what the neighbours want stands among the alternatives.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from haidang.engines.reading.exchanged_words import no_surer
from haidang.engines.reading.paper import Token
from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.repair.language_model import SPECIAL_WORDS, UNKNOWN, LanguageModel
from haidang.engines.vietnamese.repair.readings import Reading
from haidang.engines.vietnamese.repair.search import Place, choose_readings

_CORE = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)
_OTHER_MARKS = 3.5  # what other marks cost: on faxes of 98 dots an inch one word in forty has wrong ones
_LEAST_OFFERED = 0.1  # of what is likely, to stand among the alternatives
_NO_WORD = 0.4  # of a word that nobody knows: of those on faxes more than half were wrong
_LONE_SIGN = 0.45  # a letter or sign of its own is as often what is left of a rule or a speck
_LONE_SIGNS = frozenset("IlLNĐEHTUVAMS")
_DASHES = frozenset("-–—+")  # at the head of an item
_SPECK = "'"  # before a word: what is left of a letter's serif
_BROKEN = re.compile(r"\d[^\W\d_]*[à-ỹđ]|[^\W\d_]\d+%|[^\W\d_][.,;:'!|][^\W\d_]", re.IGNORECASE)


class CoarseReader:
    """Judges the words of coarse pages by the language."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._alike: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(model.words[len(SPECIAL_WORDS) :], len(SPECIAL_WORDS)):
            self._alike[folded_form(word)].append(number)

    def doubted(self, run: Sequence[Token]) -> list[Token]:
        """This function will lower the confidence of the words of a run by what its neighbours want."""
        lattice = [Place(self._readings_of(token), 0.0) for token in run]
        choices = choose_readings(self._model, lattice) if lattice else []
        judged = []
        for token, choice in zip(run, choices, strict=True):
            shares = {choice.reading.text: choice.worth}
            shares |= {reading.text: worth for reading, worth in choice.others}
            judged.append(self._judged(token, shares))
        return judged

    def _readings_of(self, token: Token) -> list[Reading]:
        before, core, after = _parts(token.text)
        own = self._model.ids.get(core.lower(), UNKNOWN)
        others = self._alike[folded_form(core)] if own != UNKNOWN else []
        alike = [
            Reading(number, before + _written_like(core, self._model.words[number]) + after, _OTHER_MARKS)
            for number in others
            if number != own and len(self._model.words[number]) == len(core)
        ]
        return [Reading(own, token.text, 0.0), *alike]

    def _judged(self, token: Token, shares: dict[str, float]) -> Token:
        limits = (shares.get(token.text, 0.0), self._most_sure(token.text), _sure_of_end(token))
        sure = min(token.confidence, *limits)
        told = dict(token.alternatives)
        for text, share in shares.items():
            if text != token.text and share >= _LEAST_OFFERED:
                told[text] = max(told.get(text, 0.0), round(share, 4))
        others = sorted(told.items(), key=lambda each: -each[1])
        return replace(token, confidence=round(sure, 4), alternatives=no_surer(others, round(sure, 4)))

    def _most_sure(self, text: str) -> float:
        before, core, after = _parts(text)
        if text in _DASHES:
            return 1.0
        if not core or text in _LONE_SIGNS or before == _SPECK:
            return _LONE_SIGN
        if _BROKEN.search(core + after[:1]):
            return _NO_WORD
        is_code = any(letter.isdigit() for letter in core) or core.isupper() and core.isascii()
        is_known = all(part.lower() in self._model.ids for part in re.split(r"\W+", core))
        return 1.0 if is_code or is_known else _NO_WORD


def doubt_coarse(
    runs: Iterable[list[Token]], is_coarse: Iterable[bool], model: LanguageModel
) -> list[list[Token]]:
    """This function will lower the confidence of the words of those runs that stand on coarse pages."""
    reader = CoarseReader(model)
    return [reader.doubted(run) if coarse else run for run, coarse in zip(runs, is_coarse, strict=True)]


def _sure_of_end(token: Token) -> float:
    """How sure the sign behind a word is, where the recogniser saw another one there: a point for a comma."""
    core = _parts(token.text)[1]
    seen = [share for text, share in token.alternatives if _parts(text)[1] == core]
    return token.confidence / (token.confidence + max(seen)) if seen and token.confidence else 1.0


def _parts(text: str) -> tuple[str, str, str]:
    found = _CORE.fullmatch(text)
    return (found[1], found[2], found[3]) if found else ("", text, "")


def _written_like(core: str, word: str) -> str:
    """A word with the capitals of what was read."""
    return "".join(
        there.upper() if here.isupper() else there.lower() for here, there in zip(core, word, strict=True)
    )
