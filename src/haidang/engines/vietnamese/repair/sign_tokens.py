"""Document signs and codes inside a token, mended by the grammar of signs."""

import re

from haidang.engines.vietnamese.lexicon import agency_abbreviations, document_types
from haidang.engines.vietnamese.sign_patterns import body_slips, type_slips
from haidang.engines.vietnamese.signs import find_signs

_JOINTS = re.compile(r"([-–—/.&,])")
_NUMBER_SLIPS = str.maketrans("IlOo", "1100")
_NUMBER = re.compile(r"(?=.*\d)[\dIlOo]+")


def mended_sign(text: str) -> str:
    """Answer a sign or a part of one with the slips of OCR mended: "1079/Qb-TTg" -> "1079/QĐ-TTg"."""
    signs = find_signs(text)
    if len(signs) == 1 and (signs[0].start, signs[0].end) == (0, len(text)):
        return signs[0].number
    return "".join(_mended_part(part) for part in _JOINTS.split(text))


def mended_codes(text: str) -> str:
    """Answer codes joined by any marks with each mended: "TTCS&TTDN" -> "TTCS&TTĐN"."""
    return "".join(map(mended_code, _JOINTS.split(text)))


def mended_code(code: str) -> str:
    """Answer a code of a document type or a body with its Đ: "QB" -> "QĐ", "TTDN" -> "TTĐN"."""
    return type_slips().get(code) or body_slips().get(code) or _with_dd_for_p(code)


def _with_dd_for_p(code: str) -> str:
    """English models read Đ as P; only a code that is none, but with Đ is one, is mended."""
    known = document_types().keys() | agency_abbreviations().keys()
    if code in known:
        return code
    places = [place for place, letter in enumerate(code) if letter in "PD"]
    tries = (code[:place] + "Đ" + code[place + 1 :] for place in places)
    return next((one for one in tries if one in known), code)


def _mended_part(part: str) -> str:
    if _NUMBER.fullmatch(part):
        return part.translate(_NUMBER_SLIPS)
    return mended_code(part)
