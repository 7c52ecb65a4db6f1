"""What each word of a text tells: a right writing, an odd one, letters of no syllable, and what that is worth."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from math import log

from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.repair.writings import Writings, all_writings

_WORD = re.compile(r"[^\W_]+(?:[€¢£§°@&’'?][^\W_]+|[€¢@&])*")
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*|[\w.-]+@[\w-]+\.[\w.]+")
_LETTER = re.compile(r"[^\W\d_]")
# Codes (UBND, TTTT, vs, dc) are no words of any language; a letter with a figure is a unit or a label (m3, 1A), but
# OCR prints "s6" for "số" and "c0" for "cô".
_CODE = re.compile(
    r"[B-DF-HJ-NP-TV-XZĐ&]+|[b-df-hj-np-tv-xzđ]{2}|kwh|[^\W\d_][1-57-9]|[A-ZĐ]\d|\d+[^\W\d_]{1,2}\d*"
)
# What OCR prints for letters with marks: 6 for ố, 1 for í, € and ¢ for ế.
_LETTERS_MEANT = str.maketrans("60134€¢@&", "ooieaeeoe", "’'?")

# What an odd word counts as a sign of damage, in words. Rare writings (shares under a twentieth and a hundredth of
# their letters) are mostly lost marks; names and words beside foreign ones are odd in sound text too.
_RARE, _VERY_RARE = 3.0, 4.5
_OF_RARE, _OF_MARKED, _OF_NAME, _OF_FOREIGN, _BESIDE_FOREIGN = 0.4, 0.4, 0.7, 0.8, 0.3
# Syllables that come up less than some hundred times in a million words are written oddly for good reasons.
_SELDOM_FROM, _OF_SELDOM = 9.2, 0.6
# Words of no syllable cost as much as the rarest syllables.
_FOREIGN_COST = 11.0


@dataclass(frozen=True, slots=True)
class WordSign:
    """One word: `cost` tells how rare its letters are in Vietnamese, `oddness` 0 to 1 how much it speaks of damage.

    `is_syllable`: its letters are those of a syllable; `is_marked`: a right syllable with marks; `is_broken`: marks
    or figures that no syllable has.
    """

    word: str
    cost: float
    oddness: float
    is_syllable: bool
    is_marked: bool
    is_broken: bool

    @property
    def is_plain(self) -> bool:
        """It bears no marks at all."""
        return self.word.isascii()


def signs_of_line(line: str) -> list[WordSign]:
    """What the words of a line tell; a word beside one of no syllable may belong to a foreign name or phrase."""
    alone = [_sign_of(word) for word in words_of_line(line)]
    return [
        _beside_foreign(sign) if _has_foreign_neighbour(alone, place) else sign
        for place, sign in enumerate(alone)
    ]


def words_of_line(line: str) -> list[str]:
    """The words of a line that tell something: no addresses, codes, units or single letters."""
    without_addresses = _ADDRESS.sub(" ", unicodedata.normalize("NFC", line))
    return [word for word in _WORD.findall(without_addresses) if _is_word(word)]


def writings_meant(word: str) -> Writings | None:
    """The writings of the letters a word has or, where OCR printed signs for letters, was meant to have."""
    return all_writings().get(folded_form(word).translate(_LETTERS_MEANT))


def _is_word(word: str) -> bool:
    return len(word) > 1 and bool(_LETTER.search(word)) and not _CODE.fullmatch(word)


def _has_foreign_neighbour(signs: list[WordSign], place: int) -> bool:
    beside = signs[max(place - 1, 0) : place] + signs[place + 1 : place + 2]
    return any(not one.is_syllable for one in beside)


def _beside_foreign(sign: WordSign) -> WordSign:
    if not sign.oddness or not sign.is_plain:
        return sign
    return WordSign(
        sign.word, sign.cost, sign.oddness * _BESIDE_FOREIGN, sign.is_syllable, sign.is_marked, sign.is_broken
    )


@lru_cache(maxsize=65536)
def _sign_of(word: str) -> WordSign:
    writings = writings_meant(word)
    if writings is None:
        return WordSign(
            word, _FOREIGN_COST, _oddness_of_foreign(word), False, False, _bears_latin_marks(word)
        )
    cost = min(-log(writings.frequency), _FOREIGN_COST)
    share = _OF_NAME if word[0].isupper() and not word.isupper() else 1.0
    if cost > _SELDOM_FROM:
        share *= _OF_SELDOM
    if not word.isalpha() or not writings.knows(word):
        is_broken = not (word.isascii() and word.isalpha())
        return WordSign(word, cost, share, True, False, is_broken)
    is_marked = not word.isascii()
    oddness = share * _oddness(writings.surprise(word), is_marked=is_marked)
    return WordSign(word, cost, oddness, True, is_marked, False)


def _bears_latin_marks(word: str) -> bool:
    """Letters with marks, as OCR prints them; Chinese signs and superscripts bear none."""
    return not word.isascii() and folded_form(word).isascii()


def _oddness_of_foreign(word: str) -> float:
    """Names and numbers with units ("58mm") are no sign of damage, words in small letters are."""
    if not word.islower():
        return 0.0
    return _OF_FOREIGN if word.isalpha() else _BESIDE_FOREIGN


def _oddness(surprise: float, *, is_marked: bool) -> float:
    """A rare writing with marks is a word of its own far more often than a slip."""
    if surprise < _RARE:
        return 0.0
    if surprise < _VERY_RARE:
        return 0.0 if is_marked else _OF_RARE
    return _OF_MARKED if is_marked else 1.0
