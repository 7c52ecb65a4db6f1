"""The class of each word of a line: its case, how it is written, and whether it stands beside a foreign one."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from haidang.engines.vietnamese.repair.letter_evidence import evidence_of_letters
from haidang.engines.vietnamese.repair.word_signs import writings_meant
from haidang.engines.vietnamese.repair.writings import writings_of

# Letters that no foreign model prints: what bears them is a name, an old word or a slip, not misread.
_ONLY_VIETNAMESE = re.compile("[ăđĩũơưạ-ỹ]", re.IGNORECASE)
# What foreign models print for letters with marks.
_PRINTED_FOR_MARKS = re.compile(r"[é€¢£§¥©®°@&’'?\d]")
_STEPS_OF_SURPRISE = (1.0, 2.0, 3.0, 4.5)
_STEPS_OF_LETTERS = (-6.0, -3.0, -1.0, 1.0, 3.0, 6.0)
# Words from these steps on are rare ways to write their letters; words up to this one have foreign letters.
_RARE_STEP, _FOREIGN_STEP = 3, 3
_FOREIGN = "foreign"


class WordClass(NamedTuple):
    """What is counted of a word.

    `writing`: right ("marked", "plain"), odd for the letters of a syllable, or "foreign", the last two with the marks
    it bears; `step`: how rare the writing is, or how much its letters are those of misread words.
    """

    case: str
    writing: str
    step: int
    is_beside_foreign: bool

    @property
    def is_foreign(self) -> bool:
        """Letters of no syllable, or a word without marks among such that Vietnamese hardly writes so ("on")."""
        is_rare = self.writing == "odd plain" or (self.writing == "plain" and self.step >= _RARE_STEP)
        return self.writing.startswith(_FOREIGN) or (self.is_beside_foreign and is_rare)


def classes_of_line(words: Sequence[str]) -> list[WordClass]:
    """The classes of the words of a line (without marks at their edges)."""
    alone = [_class_of(word) for word in words]
    return [
        one._replace(is_beside_foreign=_has_foreign_neighbour(alone, place))
        for place, one in enumerate(alone)
    ]


def _has_foreign_neighbour(alone: Sequence[WordClass], place: int) -> bool:
    beside = (*alone[max(place - 1, 0) : place], *alone[place + 1 : place + 2])
    return any(one.writing.startswith(_FOREIGN) and one.step <= _FOREIGN_STEP for one in beside)


@lru_cache(maxsize=65536)
def _class_of(word: str) -> WordClass:
    writing, step = _writing_of(word)
    return WordClass(_case_of(word), writing, step, False)


def _case_of(word: str) -> str:
    if word.islower():
        return "small"
    if word.isupper():
        return "capitals"
    return "name" if word[0].isupper() and word[1:].islower() else "mixed"


def _writing_of(word: str) -> tuple[str, int]:
    writings = writings_of(word) if word.isalpha() else None
    if writings is not None and writings.knows(word):
        is_marked = not word.isascii()
        return "marked" if is_marked else "plain", bisect_right(_STEPS_OF_SURPRISE, writings.surprise(word))
    if writings_meant(word) is not None:
        return f"odd {_marks_of(word)}", 0
    return f"{_FOREIGN} {_marks_of(word)}", bisect_right(_STEPS_OF_LETTERS, evidence_of_letters(word))


def _marks_of(word: str) -> str:
    if word.isascii() and word.isalpha():
        return "plain"
    if _ONLY_VIETNAMESE.search(unicodedata.normalize("NFC", word)):
        return "vietnamese"
    return "printed" if _PRINTED_FOR_MARKS.search(word) else "other"
