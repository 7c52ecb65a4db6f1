"""The timing of a task: what the paper prints, and the days it means in the plan's years."""

from typing import cast

from haidang.engines.reading.findings import Every, Lines, TimingFound, TimingKind
from haidang.engines.reckoning.errors import UnreadableTiming
from haidang.engines.reckoning.timing import Timing, read_timing, unread_timing
from haidang.engines.vietnamese.forms import normal_form

_EDGE = " .;,:"


def find_timing(phrase: str, lines: Lines, plan_year: int | None) -> TimingFound:
    """This function will read a printed phrase of time; kind "unread" keeps a phrase that has no sure meaning.

    Without a plan's year only phrases that print their own year can mean days.
    """
    plain = normal_form(phrase).strip(_EDGE)
    timing = _read(plain, plan_year)
    return TimingFound(
        phrase=plain, kind=cast(TimingKind, timing.kind), spans=timing.spans, due=timing.due, strict=timing.strict,
        every=cast(Every | None, timing.every), lines=lines,
    )  # fmt: skip


def _read(phrase: str, plan_year: int | None) -> Timing:
    if plan_year is None:
        return unread_timing(phrase)
    try:
        return read_timing(phrase, plan_year)
    except UnreadableTiming:
        return unread_timing(phrase)
