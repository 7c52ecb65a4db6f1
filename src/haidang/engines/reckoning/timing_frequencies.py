"""How often: "Hằng quý", "6 tháng/lần", "mỗi năm 02 lần", "12 số", "Định kỳ"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from haidang.engines.reckoning.timing_words import DOING, any_of

_UNIT = any_of("ngay", "tuan", "thang", "quy", "nam", "6 thang", "9 thang", "nua nam")
_TIMES = any_of("lan", "so", "ky", "dot", "cuoc", "buoi", "bai", "ban tin", "lop", "hoi nghi", "bao cao")
_WEEKDAY = any_of("thu (?:hai|ba|tu|nam|sau|bay|[2-7])", "chu nhat")
_COUNT = r"(?:it nhat |toi thieu |tu )?(?P<count>mot|\d{1,3})(?: ?(?:-|den) ?\d{1,3})?"

_LEAD = re.compile(rf"^(?:{DOING} )*(?:(?P<regular>dinh ky|thuong xuyen),? (?:va )?(?=\w))*")
_STAGE = r"\d{4} ?- ?\d{4}"
_YEARS = re.compile(
    rf",? \(?(?:trong (?:ca )?nam(?: \d{{4}})?|nam \d{{4}}|(?:trong )?giai doan(?: {_STAGE})?|{_STAGE})\)?$"
)
_COMMA = re.compile(r",? va (?:tong ket )?(?:ca )?|[,;] | ?/ ?(?=hang|moi)| \(|\)$")

_ONLY_REGULAR = re.compile(r"(?:thuong xuyen,? (?:va )?)?(?:theo )?dinh ky(?: theo quy dinh| hang ky)?")
_NAMED_UNIT = re.compile(rf"(?:hang|moi|tung|theo|cac) (?P<unit>{_UNIT})(?: {_COUNT} {_TIMES})?")
_BARE_UNIT = re.compile(rf"(?:1 )?(?P<unit>{_UNIT})")
_COUNT_A_UNIT = re.compile(rf"{_COUNT} {_TIMES}(?: ?/ ?(?:1 )?| moi | trong | hang | mot )(?P<unit>{_UNIT})")
_UNIT_COUNTED = re.compile(rf"(?:1 |mot )(?P<unit>{_UNIT}) {_COUNT} {_TIMES}")
_STEP = re.compile(r"(?P<gap>\d{1,2})? ?(?P<step>ngay|tuan|thang|quy|nam) ?(?:/ ?|mot |)(?:0?1 )?lan")
_ISSUES = re.compile(r"(?P<count>\d{1,3}) so")
_WEEKLY = re.compile(rf"(?:vao )?(?:(?:sang|chieu) )?{_WEEKDAY} (?:hang|moi) tuan")
_MONTHLY = re.compile(
    r"(?:(?:truoc|cham nhat|vao) )*ngay \d{1,2} (?:cua )?(?:(?:hang|moi) thang|thang (?:sau|tiep theo|ke tiep))"
)
_QUARTERLY = re.compile(
    r"(?:(?:truoc|cham nhat|vao) )*ngay \d{1,2} (?:cua )?"
    r"thang (?:cuoi|dau)(?: cua| hang| moi)* quy(?: sau| tiep theo| ke tiep)?"
)
_TWICE_A_YEAR = re.compile(
    r"(?:truoc|cham nhat|den)? ?(?:ngay )?\d{1,2}/0?[1-6],? va (?:(?:truoc|cham nhat|den) )?(?:ngay )?"
    r"\d{1,2}/(?:0?[7-9]|1[0-2]) (?:hang|moi) nam"
)

_SHORTEST_FIRST = ("day", "week", "month", "quarter", "half_year", "year")
_UNIT_NAMES = {
    "ngay": "day",
    "tuan": "week",
    "thang": "month",
    "quy": "quarter",
    "6 thang": "half_year",
    "nua nam": "half_year",
    "9 thang": "year",  # once a year: behind quarters, a report of nine months
    "nam": "year",
}
_TIMES_A_YEAR = {"day": 365, "week": 52, "month": 12, "quarter": 4, "half_year": 2, "year": 1}
_NAMES_BY_TIMES = {times: name for name, times in _TIMES_A_YEAR.items()}
_STEP_NAMES = {
    (1, "ngay"): "day",
    (7, "ngay"): "week",
    (1, "tuan"): "week",
    (1, "thang"): "month",
    (3, "thang"): "quarter",
    (1, "quy"): "quarter",
    (6, "thang"): "half_year",
    (2, "quy"): "half_year",
    (12, "thang"): "year",
    (1, "nam"): "year",
}


@dataclass(frozen=True)
class Frequency:
    """Again and again; `every` is None where the interval is not stated or has no name of its own."""

    every: str | None


def read_frequency(folded: str) -> Frequency | None:
    """Read how often; of several intervals ("quý, 6 tháng và năm") the shortest. None for other words."""
    if _ONLY_REGULAR.fullmatch(folded):
        return Frequency(None)
    lead = _LEAD.match(folded)
    rest = _YEARS.sub("", folded[lead.end() :] if lead else folded)
    if _TWICE_A_YEAR.fullmatch(rest):
        return Frequency("half_year")
    pieces = [piece for piece in _COMMA.split(rest) if piece]
    may_be_bare = len(pieces) > 1 or bool(lead and lead["regular"] == "dinh ky")
    found = [_read_piece(piece.strip(), may_be_bare=may_be_bare) for piece in pieces]
    known = [frequency for frequency in found if frequency is not None]
    return _shortest(known) if known and len(known) == len(found) else None


def _shortest(found: list[Frequency]) -> Frequency:
    named = [frequency.every for frequency in found if frequency.every]
    return Frequency(min(named, key=_SHORTEST_FIRST.index) if named else None)


def _read_piece(piece: str, *, may_be_bare: bool) -> Frequency | None:
    for form, reader in _PIECES:
        match = form.fullmatch(piece)
        if match:
            return reader(match)
    bare = _BARE_UNIT.fullmatch(piece) if may_be_bare else None
    return Frequency(_UNIT_NAMES[bare["unit"]]) if bare else None


def _counted_unit(match: re.Match[str]) -> Frequency:
    unit = _UNIT_NAMES[match["unit"]]
    count = match["count"]
    if count is None:
        return Frequency(unit)
    times = 1 if count == "mot" else int(count)
    return Frequency(_NAMES_BY_TIMES.get(times * _TIMES_A_YEAR[unit]))


def _stepped(match: re.Match[str]) -> Frequency:
    return Frequency(_STEP_NAMES.get((int(match["gap"] or 1), match["step"])))


def _counted_issues(match: re.Match[str]) -> Frequency:
    """ "12 số": so many in the year of the plan."""
    return Frequency(_NAMES_BY_TIMES.get(int(match["count"])))


def _always_every(every: str) -> Callable[[re.Match[str]], Frequency]:
    return lambda _: Frequency(every)


_PIECES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Frequency]], ...] = (
    (_NAMED_UNIT, _counted_unit),
    (_COUNT_A_UNIT, _counted_unit),
    (_UNIT_COUNTED, _counted_unit),
    (_STEP, _stepped),
    (_ISSUES, _counted_issues),
    (_WEEKLY, _always_every("week")),
    (_MONTHLY, _always_every("month")),
    (_QUARTERLY, _always_every("quarter")),
)
