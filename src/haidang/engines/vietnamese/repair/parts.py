"""Syllables in parts as print damages them: onset, nucleus with its tone, coda; each in three ways of capitals."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_SYLLABLE = re.compile(r"(ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnprstvx])?(.+?)(ch|ng|nh|[cklmnprt])?")


class Capitals(StrEnum):
    """How a word is written: "kế", "Kế", "KẾ"."""

    NONE = "l"
    FIRST = "t"
    ALL = "u"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one syllable as written."""

    onset: str
    nucleus: str
    coda: str

    @property
    def rhyme(self) -> str:
        """Nucleus and coda."""
        return self.nucleus + self.coda


@lru_cache(maxsize=32768)
def syllable_in_parts(syllable: str) -> Parts:
    """Split a syllable in small letters: "nghiệp" -> ngh, iệ, p. This function will split any word somehow."""
    match = _SYLLABLE.fullmatch(syllable)
    return Parts(match[1] or "", match[2], match[3] or "") if match else Parts("", syllable, "")


def write_with(capitals: Capitals, word: str) -> str:
    """Write a word in small letters with the capitals asked for."""
    if capitals is Capitals.ALL:
        return word.upper()
    return word[:1].upper() + word[1:] if capitals is Capitals.FIRST else word


def capitals_of(word: str) -> Capitals:
    """Tell how a word is written; one capital alone counts as the first of a word."""
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return Capitals.ALL
    return Capitals.FIRST if letters and letters[0].isupper() else Capitals.NONE


def parts_as_written(syllable: str, capitals: Capitals) -> Parts:
    """The parts of a syllable given in small letters, with the capitals each part shows."""
    parts = syllable_in_parts(syllable)
    if capitals is Capitals.NONE:
        return parts
    if capitals is Capitals.ALL:
        return Parts(parts.onset.upper(), parts.nucleus.upper(), parts.coda.upper())
    if parts.onset:
        return Parts(write_with(capitals, parts.onset), parts.nucleus, parts.coda)
    return Parts("", write_with(capitals, parts.nucleus), parts.coda)
