"""What kind of text is this: clean Vietnamese, damaged, without diacritics, in an old encoding, or not Vietnamese."""

import re
import unicodedata
from collections import Counter
from enum import StrEnum
from functools import cache, lru_cache

from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.lexicon import syllable_parts, unmarked_syllables
from haidang.engines.vietnamese.repair.legacy_encodings import LegacyEncoding, decode_legacy_text
from haidang.engines.vietnamese.syllables import is_syllable


class TextKind(StrEnum):
    """The kinds of text that repair tells apart."""

    CLEAN = "clean"
    DAMAGED = "damaged"
    UNMARKED = "unmarked"
    TCVN3 = "tcvn3"
    VNI = "vni"
    VPS = "vps"
    VISCII = "viscii"
    FOREIGN = "foreign"


class _WordKind(StrEnum):
    """What one word tells: a right syllable with marks ("của") or without ("trong"), one whose marks are lost
    ("thong"), one whose marks or letters no keyboard makes ("trién", "d6i"), or none of these ("software")."""

    MARKED = "marked"
    UNMARKED = "unmarked"
    BARE = "bare"
    BROKEN = "broken"
    OTHER = "other"


# Measured on 1,463 pieces of 200 characters (`evaluation/repair/kinds_of_text.py`): bare and broken words are under
# 10 % of clean text and over 30 % of damaged text; bare ones are nearly all of text typed without marks.
_VIETNAMESE_FROM, _CLEAN_BELOW, _CLEAN_MARKED_FROM = 0.55, 0.2, 0.2
_BROKEN_FROM, _MARKED_AT_MOST = 0.02, 0.04
# Text in its own old encoding has nearly only right syllables; through a wrong table hardly any.
_DECODED_FROM, _BETTER_BY = 0.7, 0.15

_WORD = re.compile(r"[^\W_]+(?:[€¢£§°@&’'?][^\W_]+|[€¢@&])*")
_LETTER = re.compile(r"[^\W\d_]")
# Codes (UBND, TTTT) are no words of any language.
_CODE = re.compile(r"[B-DF-HJ-NP-TV-XZĐ&]+")
_OLD_CODES = re.compile("[\u0080-\u00ff\u0152-\u0192\u02c6\u02dc\u2013-\u2122]")
# What OCR prints for letters with marks: 6 for ố, 1 for í, € and ¢ for ế.
_LETTERS_MEANT = str.maketrans("60134€¢@&", "ooieaeeoe", "’'?")


def tell_text_kind(text: str) -> TextKind:
    """Tell what kind of text this is.

    This function will go by what its words are, as they stand and as each old encoding would have them. A text
    without words is clean: there is nothing to repair.
    """
    words = _count_kinds(unicodedata.normalize("NFC", text))
    encoding = _best_encoding(text, _right_share(words))
    if encoding is not None:
        return TextKind(encoding.value)
    return _kind_of(words)


def _kind_of(words: Counter[_WordKind]) -> TextKind:
    total = words.total()
    lost = words[_WordKind.BARE] + words[_WordKind.BROKEN]
    if not total:
        return TextKind.CLEAN
    if total - words[_WordKind.OTHER] < _VIETNAMESE_FROM * total:
        return TextKind.FOREIGN
    if lost < _CLEAN_BELOW * total:
        return TextKind.CLEAN if words[_WordKind.MARKED] >= _CLEAN_MARKED_FROM * total else TextKind.FOREIGN
    if words[_WordKind.BROKEN] < _BROKEN_FROM * total and words[_WordKind.MARKED] < _MARKED_AT_MOST * total:
        return TextKind.UNMARKED
    return TextKind.DAMAGED


def _best_encoding(text: str, share: float) -> LegacyEncoding | None:
    if not _OLD_CODES.search(text):
        return None
    decoded = {one: _count_kinds(decode_legacy_text(text, one)) for one in LegacyEncoding}
    best = max(decoded, key=lambda one: _right_share(decoded[one]))
    right = _right_share(decoded[best])
    is_right = right >= _DECODED_FROM and right >= share + _BETTER_BY
    return best if is_right and _kind_of(decoded[best]) is TextKind.CLEAN else None


def _right_share(words: Counter[_WordKind]) -> float:
    right = words[_WordKind.MARKED] + words[_WordKind.UNMARKED]
    return right / words.total() if words else 1.0


def _count_kinds(text: str) -> Counter[_WordKind]:
    words = (word for word in _WORD.findall(text) if _is_word(word))
    return Counter(map(_kind_of_word, words))


def _is_word(word: str) -> bool:
    return len(word) > 1 and bool(_LETTER.search(word)) and not _CODE.fullmatch(word)


@lru_cache(maxsize=65536)
def _kind_of_word(word: str) -> _WordKind:
    if is_syllable(word):
        if not word.isascii():
            return _WordKind.MARKED
        return _WordKind.UNMARKED if word.lower() in unmarked_syllables() else _WordKind.BARE
    if folded_form(word).translate(_LETTERS_MEANT) not in _markless_syllables():
        return _WordKind.OTHER
    return _WordKind.BARE if word.isascii() and word.isalpha() else _WordKind.BROKEN


@cache
def _markless_syllables() -> frozenset[str]:
    parts = syllable_parts()
    return frozenset(folded_form(onset + rime) for onset in ["", *parts["onset"]] for rime in parts["rime"])
