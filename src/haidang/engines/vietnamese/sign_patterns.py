"""What document signs look like: numbers, codes and joints, with what line breaks and OCR make of them."""

import re
from functools import cache

from haidang.engines.vietnamese.lexicon import agency_abbreviations, document_types

# OCR writes 1 as I or l, 0 as O or o; one true figure is asked for, so that "I/KH" stays a heading.
_NUMBER = r"(?P<number>(?=[IlOo]{0,5}\d)[\dIlOo]{1,6}[a-dA-D]?)"
_YEAR = r"(?P<year>[12Il][\dOo]{3})"
_DASH = "[-–—]"
_UPPER = "A-ZĐÐƯ"
# Capitals with at most two small letters together (TTg, CTr, SNgV), so that "CPngày" ends after CP.
_CODE = rf"[{_UPPER}](?:[{_UPPER}&]|[a-zđ]{{1,2}}(?![^\W\d_{_UPPER}])){{1,12}}\d{{0,4}}"
# A further code may follow a space or a break of the line, but no space stands before its dash:
# "47/NQ-CP - UBND tỉnh" ends after CP.
_JOINT = rf"(?:{_DASH}[ \t]{{0,3}}(?:\n\s{{0,6}})?|/|\.(?=[A-ZĐ]{{2}}(?!\w)))"
# No sign starts inside a word, a fraction, a date or a number with separators; "Mẫu số 01/TB-KTT" is a form.
_BEFORE = r"(?<![\w/])(?<!\d[.,–-])(?<!Mẫu )(?<!mẫu )(?<!Mẫu số )(?<!mẫu số )(?<!MẪU SỐ )"
_NUMBER_LEFT_OPEN = r"(?:(?<!\w)[Ss](?:[ốóoôé6]\b)?[ \t]*:?[ \t.…_·]{0,60}|(?<![.…_])[.…_]{2,60}[ \t]{0,3})"

# What OCR and plain keyboards make of Đ: "QD-TTg", "Qb-TTg", "08/2021/QB-UBND" (seed 000 line 119).
_DD_SLIPS = "DBbÐ"


@cache
def type_slips() -> dict[str, str]:
    """Damaged spellings of type codes. This function will map "QB", "Qb", "QD" to "QĐ"."""
    return _dd_slips(document_types())


@cache
def body_slips() -> dict[str, str]:
    """Damaged spellings of the codes of bodies. This function will map "TTDN" to "TTĐN"."""
    return _dd_slips(agency_abbreviations())


@cache
def type_cases() -> dict[str, str]:
    """Type codes by their capitals. This function will map "CTR" to "CTr"."""
    return {code.upper(): code for code in document_types()}


@cache
def state_pattern() -> re.Pattern[str]:
    """Number/codes and number/year/codes. This function will leave it to the caller to judge the codes."""
    typed = rf"(?:{_any_type()})\s{{0,2}}(?:{_DASH}|/)\s{{0,6}}{_CODE}"
    opening = rf"{_BEFORE}{_NUMBER}\s{{0,3}}/\s{{0,6}}(?:{_YEAR}\s{{0,2}}/\s{{0,6}})?"
    return re.compile(rf"{opening}(?P<codes>(?:{typed}|{_CODE})(?:{_JOINT}{_CODE}){{0,6}})")


@cache
def party_pattern() -> re.Pattern[str]:
    """Number-type/body. This function will also take a space for the first dash ("36 NQ/TW")."""
    opening = rf"{_BEFORE}{_NUMBER}(?:\s{{0,2}}{_DASH}\s{{0,6}}|\s{{1,2}})"
    return re.compile(rf"{opening}(?P<codes>(?:{_any_type()})\s{{0,2}}/\s{{0,6}}{_CODE}(?:{_DASH}{_CODE})?)")


@cache
def blank_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """State and Party signs without a number. This function will ask for "số" or dots before the code."""
    state = rf"/\s?(?:\d{{4}}\s?/\s?)?(?P<type>{_any_type()})\s?{_DASH}\s?{_CODE}"
    party = rf"{_DASH}\s?(?P<type>{_any_type()})\s?/\s?{_CODE}"
    return re.compile(_NUMBER_LEFT_OPEN + state), re.compile(_NUMBER_LEFT_OPEN + party)


def _dd_slips(codes: dict[str, str]) -> dict[str, str]:
    """What is itself a code is no slip: DA is Dự án, never ĐA."""
    taken = document_types().keys() | agency_abbreviations().keys()
    spoilt = {code.replace("Đ", slip): code for code in codes if "Đ" in code for slip in _DD_SLIPS}
    return {slip: code for slip, code in spoilt.items() if slip not in taken}


@cache
def _any_type() -> str:
    known = document_types().keys()
    cased = {code.capitalize() for code in known if len(code) > 2} | {code.upper() for code in known}
    written = known | type_slips().keys() | cased
    return "|".join(sorted(map(re.escape, written), key=lambda code: (-len(code), code)))
