"""What one sentence of a paper sets as an aim: how much of what, at least or exactly, whether it says so or not.

Shares ("100% các sở ..."), counts behind a verb or a comparing word ("tổ chức 02 lớp", "trên 600 nhân sự"), counts in
brackets behind what is counted ("Bản tin ... (12 số)"), languages ("5 thứ tiếng"), and meetings held at a rate ("hàng
quý tổ chức giao ban"). The section a sentence stands in does not matter; whether it is an aim, a person decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from haidang.engines.reading.quantities import find_quantities
from haidang.engines.reading.running_text import folded_letters
from haidang.engines.vietnamese.errors import VietnameseError
from haidang.engines.vietnamese.numbers import read_number

_LEAST, _MOST = (
    ("it nhat", "toi thieu", "khong duoi", "khong it hon", "tren", "hon", "tu"),
    ("khong qua", "toi da", "duoi"),
)
_COMPARED = rf"(?P<compared>{'|'.join((*_LEAST, *_MOST))})\s+"
_FIGURE = r"(?P<figure>\d{1,3}(?:\.\d{3})+|\d{1,5}(?:,\d+)?)"
_SHARE = re.compile(rf"(?:{_COMPARED})?(?<![\d,.])(?P<figure>\d{{1,3}}(?:[.,]\d+)?)\s*%(?P<more>\s*tro len)?")
_THINGS = (
    "nhan su|can bo|nguoi|hoc vien|luot|buc anh|anh|hien vat|tu lieu|phong|gian|phong vien|dai bieu|doan|ngon ngu|"
    "thu tieng|tieng|don vi|tin, bai|tin|bai|so"
)
_COMPARED_COUNT = re.compile(rf"\b{_COMPARED}{_FIGURE}\s+(?P<unit>{_THINGS})\b(?!\s+(?:lieu|phan|luong))")
_IN_BRACKETS = re.compile(rf"(?<=[\w”\"’]) ?\({_FIGURE}\s+(?P<unit>{_THINGS}|ky|cuon|tap|trang|lop|buoi)\)")
_LANGUAGES = re.compile(rf"\b{_FIGURE}\s+(?P<unit>thu tieng|ngon ngu)\b")
_TIMES_A_YEAR = {"thang": 12, "quy": 4, "tuan": 52}
_RATE = re.compile(
    rf"\b(?:hang|moi|tung)\s+(?P<time>{'|'.join(_TIMES_A_YEAR)}),?\s+(?:\w+\s+){{0,3}}?(?:to chuc|hop)\s+"
    r"(?P<unit>(?:cong tac |hoi nghi |cuoc |hop )*(?:giao ban|hop bao|toa dam|gap mat|hop))\b"
)
_AT_A_RATE = re.compile(
    rf"\b(?:moi|hang)\s+(?:ngay|{'|'.join(_TIMES_A_YEAR)})\b|/\s*(?:ngay|tuan|thang|quy)\b"
)
# What is so already is no aim, and what stands in the title or the number of another paper neither.
_ALREADY = re.compile(r"\b(?:hien co|da co|da dat|hien nay|den nay|nam truoc|da)\s+(?:\w+\s+){0,3}$")
_CAPITAL = re.compile(r"^\s*(?:von|kinh phi|ngan sach)\b")


class AimDoubt(StrEnum):
    """Why an aim has to be looked at."""

    COMPARISON = "comparison"  # the sentence does not say whether at least or exactly
    RATE = "rate"  # the number is one a week, or was reckoned for a year from "hàng quý"


@dataclass(frozen=True, slots=True)
class AimFound:
    """An aim as its sentence states it: `text` is that part of the sentence, `unit` as printed or "%"."""

    text: str
    value: Decimal
    unit: str
    comparison: str
    doubts: tuple[AimDoubt, ...] = ()


def find_aims(text: str) -> tuple[AimFound, ...]:
    """This function will return the aims of a sentence or two, in its order, each number once; it never raises."""
    folded = folded_letters(text)
    found: dict[tuple[int, int], AimFound] = {}
    for start, end, aim in sorted(_all_aims(text, folded), key=lambda one: (one[0], -one[1])):
        if not any(one[0] < end and start < one[1] for one in found):
            found[start, end] = aim
    return tuple(found.values())


def _all_aims(text: str, folded: str) -> Iterator[tuple[int, int, AimFound]]:
    for pattern in (_SHARE, _COMPARED_COUNT, _IN_BRACKETS, _LANGUAGES):
        for match in pattern.finditer(folded):
            value = _number(match["figure"])
            if value is not None and _is_ahead(folded, match):
                yield match.start(), match.end(), _aim_at(text, match, value)
    for match in _RATE.finditer(folded):
        if _is_ahead(folded, match):
            words = text[match.start() : match.end()]
            value = Decimal(_TIMES_A_YEAR[match["time"]])
            doubts = (AimDoubt.COMPARISON, AimDoubt.RATE)
            yield (
                match.start(),
                match.end(),
                AimFound(words, value, text[slice(*match.span("unit"))], "=", doubts),
            )
    for quantity in find_quantities(text):
        start = (
            " ".join(text.split()).find(quantity.text)
            if quantity.text not in text
            else text.find(quantity.text)
        )
        if start >= 0:
            yield start, start + len(quantity.text), _of_quantity(quantity.text, quantity.number)


def _aim_at(text: str, match: re.Match[str], value: Decimal) -> AimFound:
    parts = match.groupdict()
    compared = parts.get("compared") or ""
    is_least = bool(parts.get("more")) or compared in _LEAST
    comparison = ">=" if is_least else "<=" if compared in _MOST else "="
    unit = text[slice(*match.span("unit"))] if parts.get("unit") else "%"
    doubts = () if compared or parts.get("more") else (AimDoubt.COMPARISON,)
    return AimFound(
        " ".join(text[match.start() : match.end()].strip(" ()").split()), value, unit, comparison, doubts
    )


def _of_quantity(told: str, number: Decimal) -> AimFound:
    folded = folded_letters(told)
    is_least = any(re.search(rf"\b{word}\b", folded) for word in _LEAST)
    doubts: tuple[AimDoubt, ...] = () if is_least else (AimDoubt.COMPARISON,)
    doubts += (AimDoubt.RATE,) if _AT_A_RATE.search(folded) else ()
    unit = re.sub(r"^\W*(?:\D*\s)?[\d.]+(?:\s*(?:[-–]|đến)\s*\d+)?\s+", "", told)
    return AimFound(told, number, unit, ">=" if is_least else "=", doubts)


def _number(printed: str) -> Decimal | None:
    """A year or a number that cannot be read is no aim."""
    try:
        value = read_number(printed)
    except VietnameseError:
        return None
    return value if value else None


def _is_ahead(folded: str, match: re.Match[str]) -> bool:
    return not _ALREADY.search(folded[: match.start()]) and not _CAPITAL.match(folded[match.end() :])
