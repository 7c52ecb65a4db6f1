"""The timing of a task: what the paper prints, and the days it means in the plan's years."""

import re
from typing import cast

from haidang.engines.reading.findings import Every, Lines, TimingFound, TimingKind
from haidang.engines.reading.plan_years import PlanYears
from haidang.engines.reckoning.errors import UnreadableTiming
from haidang.engines.reckoning.timing import Timing, read_timing, unread_timing
from haidang.engines.vietnamese.forms import normal_form

_EDGE = " .;,:"
# Three strokes read as two: the second of two quarters is not the first one again ("Quý II hoặc Quý 11/2026").
_LOST_QUARTER = re.compile(
    r"(?i:(\bqu[yý]\s+II\s*(?:hoặc|và|đến|,|[-–])\s*(?:qu[yý]\s+)?))(?:11|1I|I1|Il|ll)\b"
)
_TWO_STROKES = re.compile(r"(?i:\bqu[yý]\s+)(?:11|1I|I1|Il|ll)\b")
_PRINTED_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def find_timing(phrase: str, lines: Lines, plan_year: PlanYears) -> TimingFound:
    """This function will read a printed phrase of time; kind "unread" keeps a phrase that has no sure meaning.

    Without a plan's year only phrases that print their own year can mean days ("Quý II/2027"). In a plan of several
    years the whole of them is meant by "Thường xuyên", and a quarter without its year stays unread.
    """
    plain = normal_form(phrase).strip(_EDGE)
    timing = _read(_LOST_QUARTER.sub(r"\1III", plain), plan_year)
    return TimingFound(
        phrase=plain, kind=cast(TimingKind, timing.kind), spans=timing.spans, due=timing.due, strict=timing.strict,
        every=cast(Every | None, timing.every), lines=lines,
    )  # fmt: skip


def is_quarter_unsure(phrase: str) -> bool:
    """This function will tell whether a quarter was printed in damaged strokes that may be II or III: "Quý 11"."""
    return bool(_TWO_STROKES.search(phrase))


def _read(phrase: str, plan_year: PlanYears) -> Timing:
    first, last = _first_and_last(phrase, plan_year)
    if first is None:
        return unread_timing(phrase)
    try:
        return read_timing(phrase, first, last)
    except UnreadableTiming:
        return unread_timing(phrase)


def _first_and_last(phrase: str, plan_year: PlanYears) -> tuple[int | None, int | None]:
    if isinstance(plan_year, tuple):
        return plan_year
    printed = sorted(int(year) for year in _PRINTED_YEAR.findall(phrase))
    return (plan_year, None) if plan_year is not None or not printed else (printed[0], printed[-1])
