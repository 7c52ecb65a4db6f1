"""The forms in which Vietnamese text is kept, searched and compared.

Three forms, from near to far: the normal form (what is shown and stored), the compared form
(letter case and edge punctuation do not count) and the folded form (marks do not count either).
"""

import re
import unicodedata
from functools import lru_cache

# The marks that tell the tone, in their NFD form: huyền, sắc, ngã, hỏi, nặng.
TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"

# Letters drawn like ours. Icelandic eth and the African D stand for đ in texts converted from old code pages,
# the letter oi (U+01A3) for ư, the caron for the breve; the last two are hyphens that do not break.
_LOOK_ALIKES = str.maketrans(
    {
        "\u00f0": "đ",
        "\u00d0": "Đ",
        "\u0256": "đ",
        "\u0189": "Đ",
        "\u01a3": "ư",
        "\u01a2": "Ư",
        "\u01ce": "ă",
        "\u01cd": "Ă",
        "\u2010": "-",
        "\u2011": "-",
    }
)

# Soft hyphen, zero-width characters, marks of writing direction, byte order mark: none is seen, none is text.
_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")

_WORD = re.compile(r"\w+")
_CYRILLIC_LETTER = re.compile("[\u0400-\u045f]")
_CYRILLIC = str.maketrans("аеорсухіјАВЕКМНОРСТУХІЈ", "aeopcyxijABEKMHOPCTYXIJ")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")

# A tone typed before the circumflex or the breve makes a letter that NFC cannot put together.
_SHAPES = "\u0302\u0306"
_TONE_BEFORE_SHAPE = re.compile("[\u0300\u0301\u0303\u0309][\u0300\u0301\u0303\u0309\u0302\u0306]+")
_MARK = "[\u0300-\u036f]"
_MARKS = re.compile(f"{_MARK}+")
_EDGE_PUNCTUATION = " \t.,;:!?…\"'“”‘’«»()[]{}-–—*•+/\\|_~"


def _cased(pair: str) -> list[str]:
    return [pair, pair.upper(), pair.title()]


def _tone_moves(pairs: list[str], *, toward_second: bool) -> dict[str, str]:
    """Spellings of vowel pairs with the tone on the wrong letter, with the right ones."""
    moves = {}
    for pair in [cased for plain in pairs for cased in _cased(plain)]:
        for tone in TONE_MARKS:
            on_first = unicodedata.normalize("NFC", pair[0] + tone + pair[1])
            on_second = unicodedata.normalize("NFC", pair + tone)
            wrong, right = (on_first, on_second) if toward_second else (on_second, on_first)
            moves[wrong] = right
    return moves


def _either(moves: dict[str, str]) -> str:
    return "|".join(moves)


# "hoà", "thuý" -> "hòa", "thúy": the older convention, which the Government's papers keep.
_OPEN = _tone_moves(["oa", "oe", "uy"], toward_second=False)
_OPEN_SYLLABLE = re.compile(rf"(?<![qQwWzZfFjJaeiouyAEIOUY])(?:{_either(_OPEN)})(?!\w|{_MARK})")
# "hòan", "húyt" -> "hoàn", "huýt": before a final letter both conventions agree.
_CLOSED = _tone_moves(["oa", "oă", "oe", "uy", "uâ"], toward_second=True)
_CLOSED_SYLLABLE = re.compile(rf"(?:{_either(_CLOSED)})(?=[cmnptiyouCMNPTIYOU])")
# "qúy", "qủa" -> "quý", "quả": u after q is no vowel.
_AFTER_Q = _tone_moves(["ua", "ue", "uê", "uy"], toward_second=True)
_AFTER_Q_SYLLABLE = re.compile(rf"(?<=[qQ])(?:{_either(_AFTER_Q)})(?!{_MARK})")
# "tíên", "hứơng" -> "tiến", "hướng": ê, ô and ơ always bear the tone.
_DIPHTHONG = _tone_moves(["iê", "yê", "uê", "uô", "ươ", "uơ"], toward_second=True)
_DIPHTHONG_SYLLABLE = re.compile(rf"(?:{_either(_DIPHTHONG)})(?!{_MARK})")

_TONE_RULES = (
    (_DIPHTHONG_SYLLABLE, _DIPHTHONG),
    (_AFTER_Q_SYLLABLE, _AFTER_Q),
    (_CLOSED_SYLLABLE, _CLOSED),
    (_OPEN_SYLLABLE, _OPEN),
)


def normal_form(text: str) -> str:
    """Bring text to the one form in which the product keeps and shows it.

    This function will compose letters (NFC), drop what is not seen, fold white space to single spaces,
    replace letters of other alphabets by those they were meant for, and put tones in one place:
    "hoà", "thuý", "uỷ", "qúy" become "hòa", "thúy", "ủy", "quý". Twice is the same as once. Never raises.
    """
    return " ".join(_place_tones(_right_letters(text)).split())


def folded_form(text: str) -> str:
    """Bring text to the form in which it is searched: no marks, đ as d, lower case, single spaces.

    This function will make "Kế hoạch", "KẾ HOẠCH" and "ke hoach" the same. Never raises.
    """
    lowered = unicodedata.normalize("NFD", _right_letters(text).lower())
    return " ".join(_MARKS.sub("", lowered).replace("đ", "d").split())


@lru_cache(maxsize=65_536)
def folded_word(word: str) -> str:
    """The folded form of one word, remembered: texts are compared word by word, and words come back."""
    return folded_form(word)


def compared_form(text: str) -> str:
    """Bring text to the form in which two values are compared: normal form without capitals.

    This function will also drop punctuation at the edges; it keeps what stands inside, and signs such as %.
    """
    return normal_form(normal_form(text).lower()).strip(_EDGE_PUNCTUATION)


def is_same_text(first: str, second: str) -> bool:
    """Tell whether two texts say the same.

    This function will ignore letter case, white space, tone placement and punctuation at the edges;
    diacritics count ("bàn" is not "bán").
    """
    return compared_form(first) == compared_form(second)


def _right_letters(text: str) -> str:
    seen = _UNSEEN.sub("", text)
    ordered = (
        _TONE_BEFORE_SHAPE.sub(_shapes_first, unicodedata.normalize("NFD", seen))
        if not seen.isascii()
        else seen
    )
    composed = unicodedata.normalize("NFC", ordered).translate(_LOOK_ALIKES)
    if not _CYRILLIC_LETTER.search(composed):
        return unicodedata.normalize("NFC", composed)
    return unicodedata.normalize("NFC", _WORD.sub(_latin_word, composed))


def _shapes_first(match: re.Match[str]) -> str:
    return "".join(sorted(match.group(), key=lambda mark: mark not in _SHAPES))


def _latin_word(match: re.Match[str]) -> str:
    """A Cyrillic letter among Latin ones is a slip; a Cyrillic word is a Cyrillic word."""
    word = match.group()
    return unicodedata.normalize("NFD", word).translate(_CYRILLIC) if _LATIN.search(word) else word


def _place_tones(text: str) -> str:
    for pattern, moves in _TONE_RULES:
        text = pattern.sub(lambda match, moves=moves: moves[match.group()], text)  # type: ignore[misc]
    return text
