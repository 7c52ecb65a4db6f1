"""Periods as addresses and pages write them."""

import re

from haidang.engines.reckoning.errors import BadPeriod
from haidang.engines.reckoning.periods import Period
from haidang.engines.vietnamese.dates import FIRST_YEAR, LAST_YEAR

_KEY = re.compile(r"([0-9]{4})-([0-9]{2})_([0-9]{4})-([0-9]{2})\Z")


def key_of_period(period: Period) -> str:
    """This function will write a period for an address: "2026-01_2026-06"."""
    first, last = divmod(period.first, 12), divmod(period.last, 12)
    return f"{first[0]:04d}-{first[1] + 1:02d}_{last[0]:04d}-{last[1] + 1:02d}"


def period_of_key(text: str) -> Period | None:
    """This function will read what `key_of_period` wrote; None for any other text."""
    found = _KEY.match(text)
    if found is None:
        return None
    first_year, first_month, last_year, last_month = map(int, found.groups())
    if not (1 <= first_month <= 12 and 1 <= last_month <= 12):
        return None
    if not (first_year >= FIRST_YEAR and last_year <= LAST_YEAR):
        return None
    try:
        return Period(first_year * 12 + first_month - 1, last_year * 12 + last_month - 1)
    except BadPeriod:
        return None
