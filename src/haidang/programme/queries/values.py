"""Values of confirmed findings as the tables hold them: days, numbers, timings, money."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from haidang.documents.models import Finding
from haidang.engines.reckoning.timing import Timing
from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.enums import TimingKind
from haidang.programme.errors import UnreadableFinding

# One of the unit in đồng, by its folded name: tables print "tỷ đồng", "triệu đồng", "1.000 đồng", "nghìn đồng".
_DONG_IN_UNIT = {
    "dong": 1,
    "vnd": 1,
    "nghin": 1_000,
    "ngan": 1_000,
    "1.000": 1_000,
    "1000": 1_000,
    "trieu": 1_000_000,
    "ty": 1_000_000_000,
    "ti": 1_000_000_000,
}


@dataclass(frozen=True, slots=True)
class PlannedTiming:
    """A timing as an item keeps it."""

    phrase: str = ""
    kind: str = ""
    spans: list[list[str]] = field(default_factory=list)
    starts_on: date | None = None
    ends_on: date | None = None
    due_on: date | None = None
    is_strict: bool = False
    every: str = ""
    months: str = ""


def planned_timing(finding: Finding, value: Mapping[str, Any] | None) -> PlannedTiming:
    """Turn the timing of a finding into what an item keeps.

    This function will set `starts_on` and `ends_on` to the first and last day of all spans; a printed due day
    ends the item on that day, or on the day before when the paper says "trước ngày". Raises UnreadableFinding.
    """
    if not value or not (value.get("phrase") or value.get("kind")):
        return PlannedTiming()
    spans = [
        (_needed_day(finding, first), _needed_day(finding, last)) for first, last in value.get("spans") or []
    ]
    return timing_as_planned(
        Timing(
            phrase=value.get("phrase") or "",
            kind=_timing_kind(finding, value),
            spans=tuple(spans),
            due=_day(finding, "due", value.get("due")),
            strict=value.get("strict"),
            every=value.get("every"),
        )
    )


def timing_as_planned(timing: Timing) -> PlannedTiming:
    """This function will turn a timing into what an item keeps: days as text, first and last day, months."""
    spans = list(timing.spans)
    ends_on = _last_day(timing.due, bool(timing.strict)) or max(
        (last for _first, last in spans), default=None
    )
    return PlannedTiming(
        phrase=timing.phrase,
        kind=timing.kind,
        spans=[[first.isoformat(), last.isoformat()] for first, last in spans],
        starts_on=min((first for first, _last in spans), default=None),
        ends_on=ends_on,
        due_on=timing.due,
        is_strict=bool(timing.strict),
        every=timing.every or "",
        months=months_text(spans, ends_on),
    )


def day_of(finding: Finding, field_name: str) -> date | None:
    """This function will read a day of a finding's value, None when there is none. Raises UnreadableFinding."""
    return _day(finding, field_name, finding.value.get(field_name))


def span_of(finding: Finding, field_name: str) -> tuple[date | None, date | None]:
    """This function will read a pair of days (both included), (None, None) when there is none."""
    pair = finding.value.get(field_name)
    return (_day(finding, field_name, pair[0]), _day(finding, field_name, pair[1])) if pair else (None, None)


def number_of(finding: Finding, field_name: str) -> Decimal:
    """This function will read a number of a finding's value. Raises UnreadableFinding."""
    return _number(finding, field_name, finding.value.get(field_name))


def whole_dong(finding: Finding | None, amount: str | None, *, unit: str) -> int | None:
    """Convert an amount in the table's own unit to whole đồng, exactly.

    This function will return None for an empty cell and raise UnreadableFinding for what is no amount,
    for a unit it does not know and for parts of a đồng.
    """
    if amount is None or amount == "":
        return None
    dong = _number(finding, "amounts", amount) * dong_in_unit(finding, unit)
    if dong != dong.to_integral_value():
        raise UnreadableFinding(finding, "amounts")
    return int(dong)


def dong_in_unit(finding: Finding | None, unit: str) -> int:
    """This function will tell how many đồng one of a printed unit is. Raises UnreadableFinding."""
    first_word = folded_form(unit).removeprefix("don vi tinh").strip(" :").split(" ")[0]
    if first_word not in _DONG_IN_UNIT:
        raise UnreadableFinding(finding, "unit")
    return _DONG_IN_UNIT[first_word]


def last_day_of(due: date | None, *, is_strict: bool) -> date | None:
    """This function will return the last day on which something due can be done in time."""
    return _last_day(due, is_strict)


def months_text(spans: list[tuple[date, date]], ends_on: date | None) -> str:
    """Write down the months that a timing touches, so that one month can be looked for.

    This function will return "|2024-07|2024-08|" for a span from July to August; without spans the month of the
    last day; "" when neither is known.
    """
    known = spans or ([(ends_on, ends_on)] if ends_on else [])
    numbers = {
        number for first, last in known for number in range(_month_number(first), _month_number(last) + 1)
    }
    names = [f"{number // 12}-{number % 12 + 1:02d}" for number in sorted(numbers)]
    return f"|{'|'.join(names)}|" if names else ""


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _last_day(due: date | None, is_strict: bool) -> date | None:
    if due is None:
        return None
    return due - timedelta(days=1) if is_strict else due


def _timing_kind(finding: Finding, value: Mapping[str, Any]) -> str:
    kind = value.get("kind") or TimingKind.UNREAD
    if kind not in TimingKind.values:
        raise UnreadableFinding(finding, "timing")
    return kind


def _needed_day(finding: Finding, text: str) -> date:
    day = _day(finding, "timing", text)
    if day is None:
        raise UnreadableFinding(finding, "timing")
    return day


def _day(finding: Finding, field_name: str, text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError) as broken:
        raise UnreadableFinding(finding, field_name) from broken


def _number(finding: Finding | None, field_name: str, text: Any) -> Decimal:
    try:
        number = Decimal(str(text))
    except InvalidOperation as broken:
        raise UnreadableFinding(finding, field_name) from broken
    if not number.is_finite():
        raise UnreadableFinding(finding, field_name)
    return number
