"""Text from before Unicode: TCVN3 (ABC), VNI, VPS, VISCII, seen through Windows-1252, and back to Vietnamese."""

import csv
import re
from enum import StrEnum
from functools import cache
from importlib.resources import files


class LegacyEncoding(StrEnum):
    """The encodings that Vietnamese files had before Unicode."""

    TCVN3 = "tcvn3"
    VNI = "vni"
    VPS = "vps"
    VISCII = "viscii"


# Codes that ISO 8859-1 has for control characters, as Windows-1252 shows them; and the micro sign, which
# compatibility forms turn into a Greek letter.
_AS_WINDOWS_SHOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
} | {0x03BC: "\u00b5"}
_WORD_OF_LINE = re.compile(r"[^\W\d_]+")


def decode_legacy_text(text: str, encoding: LegacyEncoding) -> str:
    """Turn text whose bytes were shown as Windows-1252 or ISO 8859-1 into Vietnamese.

    This function will leave plain ASCII alone. TCVN3's capital fonts (.VnTimeH) draw the codes of small letters as
    capitals: words whose plain letters are capitals come out in capitals, and so do short words between them. Words
    typed in small letters under such a font cannot be told from others and stay small.
    """
    meant = _letters_meant(encoding)
    decoded = _pattern(encoding).sub(lambda match: meant[match.group()], text.translate(_AS_WINDOWS_SHOWS))
    return _with_font_capitals(decoded) if encoding is LegacyEncoding.TCVN3 else decoded


def encode_legacy_text(text: str, encoding: LegacyEncoding) -> str:
    """Turn Vietnamese into the text that Windows-1252 shows for it; letters without a code stay.

    This function will serve tests and evaluation. Capitals that TCVN3 has no code for are those of its capital fonts.
    """
    codes = _codes(encoding)
    return "".join(codes.get(letter, letter) for letter in text)


def control_codes(encoding: LegacyEncoding) -> frozenset[str]:
    """The control characters that are letters in an encoding: rare capitals of VPS and VISCII."""
    return frozenset(code for code in _letters_meant(encoding) if len(code) == 1 and code < " ")


@cache
def _pattern(encoding: LegacyEncoding) -> re.Pattern[str]:
    codes = sorted(_letters_meant(encoding), key=lambda code: (-len(code), code))
    return re.compile("|".join(map(re.escape, codes)))


@cache
def _letters_meant(encoding: LegacyEncoding) -> dict[str, str]:
    meant = {_code(row[encoding]): row["letter"] for row in _rows() if row[encoding]}
    # A vowel and its mark may be typed in different cases (VNI); the vowel tells which was meant.
    mixed = {code[0] + code[1].swapcase(): letter for code, letter in meant.items() if len(code) > 1}
    return mixed | meant


@cache
def _codes(encoding: LegacyEncoding) -> dict[str, str]:
    codes = {row["letter"]: _code(row[encoding]) for row in _rows() if row[encoding]}
    return {letter.upper(): code for letter, code in codes.items()} | codes


def _code(written: str) -> str:
    return "".join(chr(int(point, 16)) for point in written.split("-"))


@cache
def _rows() -> list[dict[str, str]]:
    content = files(__package__).joinpath("data", "legacy_encodings.csv").read_text("utf-8")
    return list(csv.DictReader(line for line in content.splitlines() if not line.startswith("#")))


def _with_font_capitals(text: str) -> str:
    return "\n".join(map(_line_with_font_capitals, text.split("\n")))


def _line_with_font_capitals(line: str) -> str:
    """Words set in a capital font in capitals; "Tổ", "Ủy" or "ở" may be either and go by the words beside them."""
    words = list(_WORD_OF_LINE.finditer(line))
    capitals = _settled([_in_capitals(match.group()) for match in words])
    pieces, place = [], 0
    for match, is_capital in zip(words, capitals, strict=True):
        pieces += [line[place : match.start()], match.group().upper() if is_capital else match.group()]
        place = match.end()
    return "".join(pieces) + line[place:]


def _in_capitals(word: str) -> bool | None:
    """Whether a word is set in capitals, by its plain letters; None where they do not tell, as in codes (UBND)."""
    if any(letter.isascii() and letter.islower() for letter in word):
        return False
    if word.isascii():
        return None
    capitals = [place for place, letter in enumerate(word) if letter.isascii()]
    return True if any(capitals) else None


def _settled(capitals: list[bool | None]) -> list[bool]:
    """What is not told goes by the nearest word before and after it that tells; where they differ it stays small."""
    before = _carried(capitals)
    after = _carried(capitals[::-1])[::-1]
    return [_agreed(one, *beside) for one, *beside in zip(capitals, before, after, strict=True)]


def _carried(capitals: list[bool | None]) -> list[bool | None]:
    carried: list[bool | None] = []
    last: bool | None = None
    for one in capitals:
        last = last if one is None else one
        carried.append(last)
    return carried


def _agreed(own: bool | None, before: bool | None, after: bool | None) -> bool:
    if own is not None:
        return own
    told = [one for one in (before, after) if one is not None]
    return bool(told) and all(told)
