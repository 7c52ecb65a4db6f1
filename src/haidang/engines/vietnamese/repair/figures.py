"""Numbers and Roman numerals as OCR leaves them, and what they were."""

import re

_NUMBER = re.compile(r"\d[\d.,/:%x+–-]*")
_LOOK_ALIKES = str.maketrans("IlOo|", "11001")
_FIGURE_LIKE = re.compile(r"[\dIlOo|.,/:%–-]+")
_ROMAN_LIKE = re.compile(r"[IVXLl1|]{1,8}")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_MEANT = str.maketrans("l1|", "III")

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
    """Answer what a run would be as a Roman numeral ("I11" -> "III"); "" where it cannot be one."""
    return core.translate(_ROMAN_MEANT) if _ROMAN_LIKE.fullmatch(core) else ""


def is_roman_numeral(text: str) -> bool:
    """Tell whether a text is a Roman numeral up to 39 in capitals."""
    return bool(text) and bool(_ROMAN.fullmatch(text))
