"""Texts spoilt the usual ways: marks lost, words misread, old encodings in the shapes in which they reach an office."""

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from haidang.engines.vietnamese.repair.legacy_encodings import LegacyEncoding, encode_legacy_text

_WORD = re.compile(r"[^\W\d_]+")
_HEADING_EVERY = 4
_PLAIN_MARKS = str.maketrans("“”„‘’–—…", '"""\'\'--.')
_VIETNAMESE_LETTERS = frozenset(
    "àáảãạâầấẩẫậăằắẳẵặđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠÂẦẤẨẪẬĂẰẮẲẴẶĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
)


def without_diacritics(text: str) -> str:
    """The text as typed without diacritics."""
    marked = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


class Misreader:
    """Misreads words as recognition with a foreign model did on pages whose words are known."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._readings: defaultdict[str, list[str]] = defaultdict(list)
        for printed, read in pairs:
            if printed != read and _WORD.fullmatch(printed) and read.strip(".,;:"):
                self._readings[printed].append(read.strip(".,;:"))

    def misread(self, text: str, *, share: float, chance: random.Random) -> str:
        """This function will misread this share of the words; what was never seen loses its marks.

        Words that come out as they were ("trong") are not misread, so others are chosen.
        """
        words = list(_WORD.finditer(text))
        chance.shuffle(words)
        readings = ((match, self._reading(match.group(), chance)) for match in words)
        wrong = (one for one in readings if one[0].group() != one[1])
        pieces, place = [], 0
        for match, reading in sorted(
            islice(wrong, round(share * len(words))), key=lambda one: one[0].start()
        ):
            pieces += [text[place : match.start()], reading]
            place = match.end()
        return "".join(pieces) + text[place:]

    def _reading(self, word: str, chance: random.Random) -> str:
        known = self._readings.get(word)
        return chance.choice(known) if known else without_diacritics(word)


def with_plain_marks(text: str) -> str:
    """The text with the quotes and dashes of a typewriter and without letters that old encodings do not have."""
    plain = unicodedata.normalize("NFC", text).translate(_PLAIN_MARKS)
    return "".join(letter for letter in plain if letter.isascii() or letter in _VIETNAMESE_LETTERS)


def typed_in_capital_font(text: str) -> str:
    """TCVN3 as its capital fonts have it: plain letters in capitals, letters with marks stored as small ones."""
    capitals = "".join(letter.upper() if letter.isascii() else letter for letter in text.lower())
    return encode_legacy_text(capitals, LegacyEncoding.TCVN3)


def with_capital_headings(text: str) -> str:
    """TCVN3 with some of its lines in a capital font."""
    return "\n".join(
        typed_in_capital_font(line)
        if number % _HEADING_EVERY == 0
        else encode_legacy_text(line, LegacyEncoding.TCVN3)
        for number, line in enumerate(text.split("\n"))
    )


def as_bytes(text: str) -> bytes:
    """The bytes of a text in an old encoding that Windows-1252 shows."""
    return b"".join(map(_byte_of, text))


def shown_as_latin_1(text: str) -> str:
    """The same bytes as ISO 8859-1 shows them: what Windows prints as letters and quotes are control codes there."""
    return as_bytes(text).decode("latin-1")


def interleaved(first: list[str], second: list[str], *, run: int) -> str:
    """Lines of two texts by turns, `run` of the first and one of the second."""
    lines: list[str] = []
    for place, line in enumerate(second):
        lines += [*first[place * run : (place + 1) * run], line]
    return "\n".join(lines)


def _byte_of(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
