"""One amount of money as a person types it into a form or a cell, in whole đồng; and how it is written."""

import re
from decimal import Decimal

from haidang.engines.vietnamese.errors import UnreadableNumber
from haidang.engines.vietnamese.forms import normal_form
from haidang.engines.vietnamese.numbers import read_number

_MULTIPLES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "tr": 10**6, "nghìn": 10**3, "ngàn": 10**3, "": 1}
_AMOUNT = re.compile(
    r"(?P<sign>[-−]?)\s*(?P<figures>\d[\d.,\s\u00a0]*?)\s*(?P<multiple>tỷ|tỉ|triệu|tr|nghìn|ngàn|)\s*"
    r"(?:đồng|vnđ|vnd|đ|₫)?\.?",
    re.IGNORECASE,
)
_GROUPED_BY_COMMAS = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_ONE_COMMA_GROUP = re.compile(r"\d{1,3},\d{3}")
_LONGEST = 40


def read_dong(text: str) -> int:
    """Read one amount in whole đồng: "1.200.000", "1,200,000 đ", "300 triệu", "1,5 tỷ đồng", "-5 triệu".

    This function will raise UnreadableNumber for what is no amount, for parts of a đồng, and for "1,500" without a
    multiple: nobody can tell 1.500 đồng from one and a half.
    """
    match = _AMOUNT.fullmatch(normal_form(text).strip()) if len(text) <= _LONGEST else None
    if match is None:
        raise UnreadableNumber(text)
    figures, multiple = match["figures"].strip(), match["multiple"].lower()
    if not multiple and _ONE_COMMA_GROUP.fullmatch(figures):
        raise UnreadableNumber(text)
    plain = figures.replace(",", "") if _GROUPED_BY_COMMAS.fullmatch(figures) else figures
    amount = read_number(plain) * _MULTIPLES[multiple]
    if amount != amount.to_integral_value():
        raise UnreadableNumber(text)
    return -int(amount) if match["sign"] else int(amount)


def whole_amount(number: Decimal) -> int:
    """This function will take a number that a cell holds as whole đồng. Raises UnreadableNumber for parts of one."""
    if number != number.to_integral_value():
        raise UnreadableNumber(str(number))
    return int(number)


def written_dong(amount: int) -> str:
    """This function will write whole đồng with dots between thousands: 1200000 is "1.200.000"."""
    return f"{amount:,}".replace(",", ".")
