"""Document signs ("số, ký hiệu") in running text: law, State and Party forms, broken or damaged.

State bodies write number/TYPE-BODY (20/KH-UBND), with the year for laws and other legal papers
(72/2015/NĐ-CP); a letter has no type (3089/BTTTT-TTĐN). The Party writes number-TYPE/BODY (57-KL/TW).
Decree 30/2020, Annex III, and Party guidance 36-HD/VPTW.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.lexicon import agency_abbreviations, document_types
from haidang.engines.vietnamese.sign_patterns import (
    blank_patterns,
    body_slips,
    party_pattern,
    state_pattern,
    type_cases,
    type_slips,
)

SignFamily = Literal["law", "state", "party"]


@dataclass(frozen=True, slots=True)
class SignFound:
    """A sign with its place: `text[start:end] == raw`; `number` is the sign on one line, OCR slips mended.

    `is_odd` tells of a form that the body does not use. What the writer wrote is reported, never corrected.
    """

    start: int
    end: int
    raw: str
    number: str
    kind: str
    family: SignFamily
    is_mended: bool
    is_odd: bool
    odd_reason: str


@dataclass(frozen=True, slots=True)
class BlankSign:
    """A sign whose number was left open: "số………../KH-UBND"."""

    start: int
    end: int
    raw: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Codes:
    """The codes of a sign: its type (empty for a letter), its other codes, and all as canonical text."""

    type_code: str
    bodies: tuple[str, ...]
    text: str


def find_signs(text: str) -> list[SignFound]:
    """Find the document signs of a text, in order.

    This function will join what a line break or a space has parted ("28/CT-\\nTTg", seed 001 line 74), mend
    slips of OCR ("1079/Qb-TTg", seed 001 line 82) and leave slips of the writer ("34/NQ-TW", seed 002
    line 118) as they are, with a reason in Vietnamese. Dates, fractions and "24/7" are no signs.
    """
    in_state_form = [_state_sign(match) for match in state_pattern().finditer(text) if _is_state_sign(match)]
    in_party_form = [_party_sign(match) for match in party_pattern().finditer(text)]
    return sorted(in_state_form + in_party_form, key=lambda sign: sign.start)


def find_blank_signs(text: str) -> list[BlankSign]:
    """Find the signs whose number was left open, in order.

    This function will find "số………../KH-UBND" (seed 002 line 713), "Số:      /KH-UBND", "Số ...-KH/TU".
    """
    matches = [match for pattern in blank_patterns() for match in pattern.finditer(text)]
    found = [
        BlankSign(match.start(), match.end(), match.group(), document_types()[_known_type(match["type"])])
        for match in matches
    ]
    return sorted(found, key=lambda blank: blank.start)


def sign_key(number: str) -> str:
    """The form in which two signs name the same paper.

    This function will ignore spaces and letter case, and take D for Đ, TƯ for TW: "57 - KL/TƯ" is "57-KL/TW".
    """
    tight = re.sub(r"\s", "", re.sub("[–—]", "-", number)).upper()
    return tight.replace("Đ", "D").replace("TƯ", "TW")


_FIGURES_MEANT = str.maketrans("IlOo", "1100")
_PARTY_BODY = re.compile(r"T[WƯU]|[HQĐ]U|(?:VP|BTG|BTGDV|BDV|BNC|BTC|UBKT)(?:TW|TƯ|TU)")
_STATE_BODY_NAME = re.compile(
    "Bộ |Sở |Ủy ban nhân dân|Hội đồng nhân dân|Chính phủ|Thủ tướng|Văn phòng Chính phủ"
)
_ASSEMBLY = re.compile(r"(?:UBTV)?QH[\dIlO]{0,2}")

# The Party issues none of these: "57-L/CTN" is a law signed in the manner of the 1990s.
_TYPES_OF_LAW = {"L", "LCT", "PL", "NĐ", "TT", "TTLT"}

# A letter with a drafting unit names its body with three capitals or more ("CAT"); two could be anything.
_FEWEST_LETTERS_OF_A_BODY = 3

# Codes that do not tell the type by themselves: the nearest of these words before the sign tells it.
_NATIONAL_ASSEMBLY_KINDS = ("Bộ luật", "Luật", "Nghị quyết", "Pháp lệnh")
_PARTY_RULE_KINDS = ("Quyết định", "Quy định")
_REACH_OF_WORDS_BEFORE = 100


def _is_state_sign(match: re.Match[str]) -> bool:
    codes = _read_codes(match["codes"])
    if codes.type_code:
        return bool(codes.bodies)
    if match["year"]:
        return bool(_ASSEMBLY.fullmatch(codes.bodies[0]))
    first = codes.bodies[0]
    return first in agency_abbreviations() or (
        len(codes.bodies) > 1 and sum(letter.isupper() for letter in first) >= _FEWEST_LETTERS_OF_A_BODY
    )


def _state_sign(match: re.Match[str]) -> SignFound:
    codes = _read_codes(match["codes"])
    number = _figures(match["number"])
    year = match["year"]
    is_law = bool(year) or any(_ASSEMBLY.fullmatch(body) for body in codes.bodies)
    opening = f"{number}/{_figures(year)}/" if year else f"{number}/"
    return _found(match, opening + codes.text, "law" if is_law else "state", _state_oddness(number, codes))


def _party_sign(match: re.Match[str]) -> SignFound:
    codes = _read_codes(match["codes"])
    number = _figures(match["number"])
    family: SignFamily = "law" if codes.type_code in _TYPES_OF_LAW else "party"
    return _found(match, f"{number}-{codes.text}", family, _party_oddness(number, codes))


def _found(match: re.Match[str], number: str, family: SignFamily, odd_reason: str) -> SignFound:
    codes = _read_codes(match["codes"])
    return SignFound(
        start=match.start(),
        end=match.end(),
        raw=match.group(),
        number=number,
        kind=_kind_of(
            codes, match.string[max(0, match.start() - _REACH_OF_WORDS_BEFORE) : match.start()], family
        ),
        family=family,
        is_mended=_letters_of(match.group()) != _letters_of(number),
        is_odd=bool(odd_reason),
        odd_reason=odd_reason,
    )


def _read_codes(written: str) -> _Codes:
    """Mend the codes one by one; the type stands first, in some old papers last ("1234/1999/BYT-QĐ")."""
    parts = re.split(r"\s*([-–—/.])\s*", written.replace("Ð", "Đ"))
    codes = [_mended_body(part) for part in parts[::2]]
    codes[0] = _mended_type(parts[0]) if len(codes) > 1 else codes[0]
    joints = [mark if mark in "/." else "-" for mark in parts[1::2]]
    text = codes[0] + "".join(mark + code for mark, code in zip(joints, codes[1:], strict=True))
    for place in (0, -1):
        if len(codes) > 1 and _is_type(codes[place]):
            rest = codes[1:] if place == 0 else codes[:-1]
            return _Codes(codes[place], tuple(rest), text)
    return _Codes("", tuple(codes), text)


def _is_type(code: str) -> bool:
    return code.upper() in type_cases()


def _mended_type(code: str) -> str:
    return type_slips().get(code) or _mended_body(code)


def _mended_body(code: str) -> str:
    return body_slips().get(code, code)


def _known_type(code: str) -> str:
    return type_cases()[_mended_type(code).upper()]


def _figures(written: str) -> str:
    """The letter after a number ("12a/KH-UBND") is no slip: only I, l, O, o stand for figures."""
    return written.translate(_FIGURES_MEANT)


def _letters_of(sign: str) -> str:
    return re.sub(r"\s|[–—-]", "", sign).replace("Ð", "Đ")


def _kind_of(codes: _Codes, words_before: str, family: SignFamily) -> str:
    if not codes.type_code:
        is_assembly = _ASSEMBLY.fullmatch(codes.bodies[0])
        return (
            _kind_named_in(words_before, _NATIONAL_ASSEMBLY_KINDS)
            if is_assembly
            else _kind_just_before(words_before)
        )
    if family == "party" and codes.type_code == "QĐ":
        return _kind_named_in(words_before, _PARTY_RULE_KINDS)
    return document_types()[_known_type(codes.type_code)]


def _kind_named_in(words_before: str, kinds: tuple[str, ...]) -> str:
    """The kind named last before the sign; the first of the kinds where none is named."""
    words = folded_form(words_before)
    return max(kinds, key=lambda kind: _end_of_last(folded_form(kind), words))


def _kind_just_before(words_before: str) -> str:
    """A sign without a type is a letter's, unless the paper calls it otherwise ("Nghị định số 63/CP")."""
    words = folded_form(words_before).rstrip(" :").removesuffix(" so").rstrip()
    named = (kind for kind in document_types().values() if words.endswith(folded_form(kind)))
    return max(named, key=len, default="Công văn")


def _end_of_last(phrase: str, words: str) -> tuple[int, int]:
    """Of two phrases that end together ("Bộ luật", "Luật") the longer one wins."""
    place = words.rfind(phrase)
    return (place + len(phrase), len(phrase)) if place >= 0 else (-1, 0)


@cache
def _state_bodies() -> frozenset[str]:
    return frozenset(code for code, name in agency_abbreviations().items() if _STATE_BODY_NAME.match(name))


def _state_oddness(number: str, codes: _Codes) -> str:
    if codes.type_code and _PARTY_BODY.fullmatch(codes.bodies[-1]):
        usual = f"{number}-{_known_type(codes.type_code)}/{'-'.join(codes.bodies)}"
        return (
            f"Ký hiệu theo mẫu của cơ quan nhà nước nhưng cơ quan ban hành thuộc Đảng; thường viết {usual}."
        )
    return _case_oddness(codes)


def _party_oddness(number: str, codes: _Codes) -> str:
    if codes.bodies[0] in _state_bodies():
        usual = f"{number}/{_known_type(codes.type_code)}-{'-'.join(codes.bodies)}"
        return f"Ký hiệu theo mẫu của Đảng nhưng cơ quan ban hành thuộc Nhà nước; thường viết {usual}."
    return _case_oddness(codes)


def _case_oddness(codes: _Codes) -> str:
    if not codes.type_code or _known_type(codes.type_code) == codes.type_code:
        return ""
    return f"Ký hiệu loại văn bản {codes.type_code} thường viết {_known_type(codes.type_code)}."
