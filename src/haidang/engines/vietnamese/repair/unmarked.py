"""Text typed without diacritics: every syllable that loses its marks to what was typed; capitals tell names."""

from collections import defaultdict
from math import log

from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.repair.language_model import (
    NUMBER,
    SIGN,
    SPECIAL_WORDS,
    UNKNOWN,
    LanguageModel,
)
from haidang.engines.vietnamese.repair.parts import Capitals, capitals_of, write_with
from haidang.engines.vietnamese.repair.readings import Reading, Setting
from haidang.engines.vietnamese.repair.sign_tokens import mended_codes, mended_sign
from haidang.engines.vietnamese.repair.tokens import Token, is_protected, looks_coded
from haidang.engines.vietnamese.syllables import is_syllable

# A word that no syllable answers to stays; one that could be a syllable is rarely a foreign word.
_KEPT_ALONE, _KEPT_BESIDE = 0.0, 12.0


class UnmarkedReader:
    """Works out what tokens typed without diacritics may have been; it stands in for `Reader` in the search."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._by_folded: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(model.words[len(SPECIAL_WORDS) :], len(SPECIAL_WORDS)):
            self._by_folded[folded_form(word)].append(number)

    def readings_of(self, token: Token, setting: Setting) -> list[Reading]:
        """The readings of a token; its letters and capitals are what was typed, only marks are added."""
        core = token.core
        if is_protected(token.raw):
            return [Reading(UNKNOWN, token.raw, 0.0)]
        if looks_coded(core):
            return [Reading(SIGN, token.before + mended_sign(core) + token.after, 0.0)]
        if not any(letter.isalpha() for letter in core):
            return [Reading(NUMBER, token.raw, 0.0)]
        numbers = self._by_folded.get(core.lower(), []) if core.isascii() else []
        readings = [self._reading(token, number, setting) for number in numbers]
        kept = token.before + mended_codes(core) + token.after if core.isupper() else token.raw
        return [*readings, Reading(UNKNOWN, kept, _KEPT_BESIDE if readings else _KEPT_ALONE)]

    def _reading(self, token: Token, number: int, setting: Setting) -> Reading:
        word = self._model.words[number]
        capitals = _typed_capitals(token.core)
        foreign = token.core if word.isascii() else word
        written = write_with(capitals, word) if is_syllable(word) else foreign
        cost = self._cost_of_capitals(number, capitals) if setting.is_inside else 0.0
        return Reading(number, token.before + written + token.after, cost)

    def _cost_of_capitals(self, number: int, capitals: Capitals) -> float:
        """Inside a sentence a capital speaks for a name (Hải), a small letter for a word (hai)."""
        share = self._model.capital_shares[number]
        if capitals is Capitals.ALL:
            return 0.0
        return -log(share if capitals is Capitals.FIRST else 1 - share)


def _typed_capitals(core: str) -> Capitals:
    return Capitals.ALL if len(core) > 1 and core.isupper() else capitals_of(core)
