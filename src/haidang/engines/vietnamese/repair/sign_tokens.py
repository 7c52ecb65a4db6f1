"""Document signs and codes inside a token, mended by the grammar of signs."""

import re
from functools import cache

from haidang.engines.vietnamese.lexicon import agency_abbreviations, document_types
from haidang.engines.vietnamese.sign_patterns import body_slips, type_slips
from haidang.engines.vietnamese.signs import find_signs

_JOINTS = re.compile(r"([-–—/.&,])")
_NUMBER_SLIPS = str.maketrans("IlOo", "1100")
_ALIKE = str.maketrans("ĐÐPBTl1", "DDDDIII")
# Alone, a short code may be anything; inside a sign it is not.
_SHORTEST_ALONE = 4
_SURE_CODE, _UNSURE_CODE = 0.99, 0.9
_NUMBER = re.compile(r"(?=.*\d)[\dIlOo]+")


def mended_sign(text: str) -> str:
    """Answer a sign or a part of one with the slips of OCR mended: "1079/Qb-TTg" -> "1079/QĐ-TTg"."""
    signs = find_signs(text)
    if len(signs) == 1 and (signs[0].start, signs[0].end) == (0, len(text)):
        return signs[0].number
    return "".join(_mended_part(part) for part in _JOINTS.split(text))


def mended_codes(text: str) -> str:
    """Answer codes joined by any marks with each mended: "TTCS&TTDN" -> "TTCS&TTĐN"."""
    return "".join(_mended_code(part, shortest=_SHORTEST_ALONE) for part in _JOINTS.split(text))


def sign_sureness(sign: str) -> float:
    """How sure a mended sign is, 0 to 1: its numbers show no damage, codes nobody knows may hide some."""
    codes = [part for part in _JOINTS.split(sign) if part[:1].isalpha()]
    return _SURE_CODE if all(code in _known_codes() for code in codes) else _UNSURE_CODE


def _mended_part(part: str) -> str:
    if _NUMBER.fullmatch(part):
        return part.translate(_NUMBER_SLIPS)
    return _mended_code(part, shortest=2)


def _mended_code(code: str, *, shortest: int) -> str:
    """A code of a document type or a body as it was printed: "QB" -> "QĐ", "BTITI" -> "BTTTT"."""
    if code in _known_codes():
        return code
    known = type_slips().get(code) or body_slips().get(code)
    if known:
        return known
    alike = _codes_by_outline().get(_outline_of(code), []) if len(code) >= shortest else []
    return alike[0] if len(alike) == 1 else code


@cache
def _known_codes() -> frozenset[str]:
    return frozenset(document_types().keys() | agency_abbreviations().keys())


@cache
def _codes_by_outline() -> dict[str, list[str]]:
    outlines: dict[str, list[str]] = {}
    for code in sorted(_known_codes()):
        outlines.setdefault(_outline_of(code), []).append(code)
    return outlines


def _outline_of(code: str) -> str:
    """What English models cannot tell apart: Đ from D, P and B, T from I and l."""
    return code.translate(_ALIKE)
