"""Numbers and Roman numerals as OCR leaves them, and what they were."""

import re

_NUMBER = re.compile(r"\d[\d.,/:%x+–-]*")
_LOOK_ALIKES = str.maketrans("IlOo|", "11001")
_FIGURE_LIKE = re.compile(r"[\dIlOo|.,/:%–-]+")
_ROMAN_LIKE = re.compile(r"[IVXLl1|]{1,8}")
_QUARTER = re.compile(r"(?P<strokes>[IVl1|!THL]{1,3})(?P<year>/(?:20)?\d\d)?")
_QUARTER_MEANT = str.maketrans("l1|!TL", "IIIIII")
_QUARTERS = ("I", "II", "III", "IV")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_MEANT = str.maketrans("Ll1|", "IIII")

# Negative logarithms of how often numbers of a length stand in official texts, over how many there are.
_COST_BY_LENGTH = {1: 3.4, 2: 5.2, 3: 7.0}
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_COST, _OTHER_COST = 5.0, 8.0


def mended_number(core: str) -> tuple[str, int]:
    """Answer a number with its look-alike letters mended and how many were; "" where it is none."""
    if _NUMBER.fullmatch(core):
        return core, 0
    mends = sum(letter in "IlOo|" for letter in core)
    is_number = _FIGURE_LIKE.fullmatch(core) and any(letter.isdigit() for letter in core)
    if not is_number or mends * 2 > len(core):
        return "", 0
    return core.translate(_LOOK_ALIKES), mends


def number_cost(number: str) -> float:
    """How dear it is that a number is just this one."""
    if _YEAR.fullmatch(number):
        return _YEAR_COST
    return _COST_BY_LENGTH.get(len(number), _OTHER_COST)


def mended_roman(core: str) -> str:
    """Answer what a run is as a Roman numeral up to 39 ("I11" -> "III", "VIIL" -> "VIII"); "" where it is none.

    Strokes that were read twice are taken away: "XI111" -> "XIII".
    """
    if not _ROMAN_LIKE.fullmatch(core):
        return ""
    roman = re.sub("I{4,}$", "III", core.translate(_ROMAN_MEANT))
    return roman if _ROMAN.fullmatch(roman) else ""


def is_roman_numeral(text: str) -> bool:
    """Tell whether a text is a Roman numeral up to 39 in capitals."""
    return bool(text) and bool(_ROMAN.fullmatch(text))


def mended_quarter(core: str, *, is_expected: bool) -> tuple[str, str]:
    """Answer a quarter of a year and the year behind it ("I11/2026" -> "III", "/2026"); ("", "") where it is none.

    Where a quarter is expected figures and look-alike letters are strokes too ("11" -> "II", "IT" -> "II").
    """
    match = _QUARTER.fullmatch(core)
    if match is None:
        return "", ""
    strokes = match["strokes"]
    is_sure = set(strokes) & set("IV") and (match["year"] and not strokes.isdigit())
    if not (is_expected or is_sure):
        return "", ""
    roman = strokes.translate(_QUARTER_MEANT).replace("H", "II")
    return (roman, match["year"] or "") if roman in _QUARTERS else ("", "")
