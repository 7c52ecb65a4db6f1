"""Bytes of a text file -> characters, only where the encoding is certain."""

import codecs
import re
import unicodedata

from haidang.engines.reading.errors import Refused, refusal
from haidang.engines.vietnamese.repair.kinds import tell_text_kind
from haidang.engines.vietnamese.repair.legacy_encodings import LegacyEncoding, control_codes

_NUL = "tệp có ký tự NUL"
_MIXED = "tệp lẫn nhiều bảng mã hoặc có byte không hợp lệ"
_CONTROL = "tệp có ký tự điều khiển"
_UTF16_BROKEN = "phần mã UTF-16 bị đứt đoạn hoặc lẫn bảng mã khác"

# Tab, line ends, vertical tab and form feed are typesetting; a last Ctrl-Z is DOS's end of file.
_CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_VALID_UTF8_PAIR = re.compile(rb"[\xc3-\xc6\xe1][\x80-\xbf]{1,2}")
_ODD_SCRIPTS = frozenset({"Lo", "Co", "Cn", "Cs"})  # ideographs, private use, unassigned
_VIETNAMESE_WORD = re.compile(r"[^\W\d_]+")
# Rhymes every longer Vietnamese text has: a wrong code page breaks them.
_COMMON_WORDS = frozenset(
    [
        "của",
        "và",
        "các",
        "về",
        "cho",
        "được",
        "trong",
        "là",
        "công",
        "có",
        "thành",
        "phố",
        "tổ",
        "chức",
        "nhân",
        "dân",
        "hoạt",
        "động",
        "kế",
        "hoạch",
    ]
)
_OLD_ENCODINGS = frozenset(one.value for one in LegacyEncoding)
_TYPESETTING = frozenset("\t\n\v\f\r")
_SAMPLE = 20_000  # letters that are enough to tell an encoding
_SURE_SHARE = 0.15  # these twenty words make up more than a fifth of the words of an official paper
_ODD_SHARE = 0.2
_PAIRS_BY_CHANCE = 0.02


def decode_text(content: bytes) -> str:
    """This function will decode a text file: UTF-8, UTF-16 with a byte order mark, or Windows-1258 when certain.

    A file in an encoding from before Unicode (TCVN3, VNI, VPS, VISCII) is given as Windows-1252 shows it, for
    `mending` to decode. Raises Refused `bad_encoding` for NUL, control characters, bytes of another encoding in
    between, and for an encoding that would have to be guessed.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _decode_utf16(content)
    elif b"\0" in content:
        raise _bad(_NUL)
    else:
        text = _decode_bytes(content.removeprefix(codecs.BOM_UTF8).rstrip(b"\x1a"))
        if _is_before_unicode(text):
            return text
    if "\0" in text:
        raise _bad(_NUL)
    if _CONTROL_CHARACTERS.search(text):
        raise _bad(_CONTROL)
    return text


def _decode_utf16(content: bytes) -> str:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError:
        raise _bad(_UTF16_BROKEN) from None
    odd = sum(unicodedata.category(character) in _ODD_SCRIPTS for character in text)
    if odd > _ODD_SHARE * max(len(text), 1):
        raise _bad(_UTF16_BROKEN)
    return text


def _decode_bytes(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _has_utf8_between(content):
        raise _bad(_MIXED)
    try:
        text = unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        text = ""
    if _is_surely_vietnamese(text):
        return text
    shown = "".join(map(_shown_by_windows, content))
    if _is_before_unicode(shown):
        return shown
    raise _bad(_MIXED)


def _has_utf8_between(content: bytes) -> bool:
    """Old codes form such a pair by chance ("bỏ" before a quote); pieces in UTF-8 have it in each word."""
    in_pairs = sum(map(len, _VALID_UTF8_PAIR.findall(content)))
    return in_pairs > _PAIRS_BY_CHANCE * sum(byte >= 0x80 for byte in content)


def _shown_by_windows(byte: int) -> str:
    """Windows-1252 leaves five codes open that the old encodings have letters for."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _is_before_unicode(text: str) -> bool:
    """VPS and VISCII have rare capitals where others have control characters; any other one is refused."""
    kind = tell_text_kind(text[:_SAMPLE])
    if kind.value not in _OLD_ENCODINGS:
        return False
    controls = {character for character in text if character < " "} - _TYPESETTING
    return controls <= control_codes(LegacyEncoding(kind.value))


def _is_surely_vietnamese(text: str) -> bool:
    words = [word.lower() for word in _VIETNAMESE_WORD.findall(text)]
    common = sum(word in _COMMON_WORDS for word in words)
    return bool(words) and common >= _SURE_SHARE * len(words)


def _bad(cause: str) -> Refused:
    return refusal("bad_encoding", what=cause)
