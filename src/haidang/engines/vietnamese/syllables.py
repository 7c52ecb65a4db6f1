"""Vietnamese syllables: what can be one, and what a text's words tell about its state."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from haidang.engines.vietnamese.forms import TONE_MARKS, folded_form, normal_form
from haidang.engines.vietnamese.lexicon import syllable_parts, unmarked_syllables

_STOPPED = ("c", "ch", "p", "t", "k")
_TONES_OF_STOPPED = {"\u0301", "\u0323"}
_FRONT_VOWELS = "eêiy"
# Spelling: k, gh, ngh before front vowels, c, g, ng before the others ("gi" is an onset of its own).
_ONLY_BEFORE_FRONT = {"k", "gh", "ngh"}
_NEVER_BEFORE_FRONT = {"c", "g", "ng"}

_WORD = re.compile(r"[^\W_]+(?:[€¢£§°@|][^\W_]*)*")
_LETTER = re.compile(r"[^\W\d_]")
# OCR reads ố, ổ, ơ as 6, ô as 0, í as 1, é and ế as € or ¢.
_LETTERS_MEANT = str.maketrans("6013€¢", "ooieee")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Tell whether a word is spelt like a Vietnamese syllable, in any letter case.

    This function will go by onset, rime and tone: "nghiêng" is one, "ngiêng" and "cac" (a stop asks for sắc or
    nặng) are none. Syllables that nobody uses but that could be ("phoeo" no, "nhoe" yes) count.
    """
    letters = unicodedata.normalize("NFD", normal_form(word).lower())
    tones = [letter for letter in letters if letter in TONE_MARKS]
    toneless = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONE_MARKS))
    if len(tones) > 1 or toneless not in _toneless_syllables():
        return False
    return not toneless.endswith(_STOPPED) or set(tones) <= _TONES_OF_STOPPED and bool(tones)


def syllable_share(text: str) -> float:
    """The share, 0 to 1, of the words of a text that are Vietnamese syllables with plausible diacritics.

    This function will count a word without marks only where right texts write it so: "trong" counts, "thong"
    does not. Codes in capitals (UBND) and figures are no words. A text without words has the share 1.
    """
    words = _count_words(text)
    return words.right / words.total if words.total else 1.0


def looks_damaged(text: str) -> bool:
    """Tell whether a Vietnamese text was damaged by character recognition.

    This function will look for words that no keyboard makes: marks where no syllable has them ("trién"),
    figures inside words ("d6i"), currency signs inside words. English and text typed without diacritics are not
    damaged. Seed papers 000, 001, 004 are, 002 and 003 are not.
    """
    words = _count_words(text)
    if words.broken < _FEWEST_BROKEN or words.spelt < _VIETNAMESE_FROM * words.total:
        return False
    return words.broken > _DAMAGED_FROM * words.total and words.right < _RIGHT_BELOW * words.total


def lacks_diacritics(text: str) -> bool:
    """Tell whether a text is Vietnamese typed without its diacritics ("thong tin doi ngoai").

    This function will not take English for it, nor damaged text, nor a text with too few words to tell.
    """
    words = _count_words(text)
    if words.total < _FEWEST_WORDS or looks_damaged(text):
        return False
    return words.marked < _UNMARKED_BELOW * words.total and words.spelt > _SPELT_FROM * words.total


# Measured: broken words are 0.0% of papers 002 and 003 and 8% and more of 000, 001 and 004; right ones are 99%
# and 33 to 38%. The limits lie between, nearer to the clean papers, so that light damage is told too.
_DAMAGED_FROM = 0.03
_RIGHT_BELOW = 0.85
_FEWEST_BROKEN = 2
_FEWEST_WORDS = 3
_UNMARKED_BELOW = 0.05
# English words spelt like syllables without marks ("the", "on", "in") are about a third of an English text.
_SPELT_FROM = 0.75
# Of damaged papers 82% and more are spelt so once marks are put aside; of English sentences a quarter.
_VIETNAMESE_FROM = 0.4


@dataclass(frozen=True, slots=True)
class _WordCounts:
    """Words by what they tell: `right` syllables, `spelt` like one once marks are put aside, `marked`, `broken`."""

    total: int
    right: int
    spelt: int
    marked: int
    broken: int


def _count_words(text: str) -> _WordCounts:
    words = [word for word in _WORD.findall(normal_form(text)) if _is_word(word)]
    return _WordCounts(
        total=len(words),
        right=sum(map(_is_right, words)),
        spelt=sum(map(_is_spelt, words)),
        marked=sum(not word.isascii() for word in words),
        broken=sum(map(_is_broken, words)),
    )


@lru_cache(maxsize=65536)
def _is_word(word: str) -> bool:
    """Figures, letters alone and codes in capitals are no words."""
    if len(word) < 2 or not _LETTER.search(word):
        return False
    return not word.isupper() or is_syllable(word)


@lru_cache(maxsize=65536)
def _is_right(word: str) -> bool:
    return is_syllable(word) and (not word.isascii() or word.lower() in unmarked_syllables())


@lru_cache(maxsize=65536)
def _is_spelt(word: str) -> bool:
    return folded_form(word) in _markless_syllables()


@lru_cache(maxsize=65536)
def _is_broken(word: str) -> bool:
    """A syllable with impossible marks or with figures for letters ("trién", "d6i").

    Foreign words are none ("résumé", "covid19"), nor are names, which keep their own marks ("Krông").
    """
    if is_syllable(word) or word[0].isupper():
        return False
    if word.isalpha() and word.isascii():
        return False
    return folded_form(word).translate(_LETTERS_MEANT) in _markless_syllables()


@cache
def _toneless_syllables() -> frozenset[str]:
    parts = syllable_parts()
    return frozenset(
        onset + rime for onset in ["", *parts["onset"]] for rime in parts["rime"] if _is_spelling(onset, rime)
    )


def _is_spelling(onset: str, rime: str) -> bool:
    is_front = rime[0] in _FRONT_VOWELS
    if onset in _ONLY_BEFORE_FRONT:
        return is_front
    return not (onset in _NEVER_BEFORE_FRONT and is_front and (onset, rime[0]) != ("g", "i"))


@cache
def _markless_syllables() -> frozenset[str]:
    marked = {unicodedata.normalize("NFD", syllable) for syllable in _toneless_syllables()}
    return frozenset(re.sub("[\u0300-\u036f]", "", syllable).replace("đ", "d") for syllable in marked)
