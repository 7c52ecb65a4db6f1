"""How a paper says when: read the words of a "Thời gian" cell into spans of days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from haidang.engines.reckoning import timing_moments as moments
from haidang.engines.reckoning import timing_words as words
from haidang.engines.reckoning.errors import UnreadableTiming
from haidang.engines.reckoning.timing_frequencies import read_frequency

__all__ = ["Timing", "UnreadableTiming", "read_timing", "unread_timing"]

type Span = tuple[date, date]


# No cell of a plan that says when is longer than a few lines; a longer text is a wrong column.
_LONGEST_PHRASE = 200


@dataclass(frozen=True)
class Timing:
    """When a paper wants something done; both ends of a span are included.

    `kind` is window (all spans), any_of (one of the spans), by_date, recurring, continuous, ad_hoc,
    recurring_or_ad_hoc or unread. `due` is the printed date; `strict` is true where the paper says
    "trước" (before that day) and false where the day itself is still in time. `every` is day, week,
    month, quarter, half_year, year, or None where the paper does not say how often.
    """

    phrase: str
    kind: str
    spans: tuple[Span, ...] = ()
    due: date | None = None
    strict: bool | None = None
    every: str | None = None


@dataclass(frozen=True)
class _Asked:
    """A phrase on its way through the readers: as printed, folded, and the years of its plan."""

    phrase: str
    folded: str
    years: moments.PlanYears


def read_timing(phrase: str, plan_year: int, last_year: int | None = None) -> Timing:
    """Read the words that say when, for a plan of one year or of `plan_year` to `last_year`.

    Accents, case, line breaks and small slips of OCR do not matter. A phrase that is not understood
    from end to end raises `UnreadableTiming`; nothing is guessed from a part of it. In a plan of
    several years a month, a quarter or a day without its year is refused too. Seen in seed 002
    ("Quý III hoặc Quý IV/2024"), seed 001 ("Thường xuyên") and the drafts of other provinces.
    """
    if len(phrase) > _LONGEST_PHRASE:
        raise UnreadableTiming(phrase)
    years = moments.PlanYears(plan_year, plan_year if last_year is None else last_year)
    asked = _Asked(phrase, words.fold_phrase(phrase), years)
    for reader in _READERS:
        timing = reader(asked)
        if timing is not None:
            return timing
    raise UnreadableTiming(phrase)


def unread_timing(phrase: str) -> Timing:
    """Keep a phrase that could not be dated, as it stands in the paper."""
    return Timing(phrase, "unread")


def _read_standing(asked: _Asked) -> Timing | None:
    if not words.says_always(asked.folded):
        return None
    return Timing(asked.phrase, "continuous", (_years_of(asked).span,))


def _years_of(asked: _Asked) -> moments.PlanYears:
    printed = words.printed_years(asked.folded)
    return moments.PlanYears(*printed) if printed else asked.years


def _read_on_demand(asked: _Asked) -> Timing | None:
    return Timing(asked.phrase, "ad_hoc") if words.says_on_demand(asked.folded) else None


def _read_regular(asked: _Asked) -> Timing | None:
    frequency = read_frequency(asked.folded)
    if frequency is None:
        return None
    return Timing(asked.phrase, "recurring", (_years_of(asked).span,), every=frequency.every)


def _read_regular_or_on_demand(asked: _Asked) -> Timing | None:
    for regular, on_demand in words.halves_of(asked.folded):
        frequency = read_frequency(regular)
        if (frequency or words.says_always(regular)) and words.says_on_demand(on_demand):
            every = frequency.every if frequency else None
            return Timing(asked.phrase, "recurring_or_ad_hoc", (_years_of(asked).span,), every=every)
    return None


def _read_window_until(asked: _Asked) -> Timing | None:
    """ "Quý II/2026 (trước 30/6/2026)", "Năm 2026, hoàn thành trước 31/12": the day says more than the window."""
    cut = words.UNTIL.fullmatch(asked.folded)
    window = moments.read_single(words.strip_lead(cut["window"]), asked.years) if cut else None
    limit = words.split_limit(cut["limit"]) if cut and window else None
    if window is None or limit is None:
        return None
    day = moments.read_single(limit.rest, moments.PlanYears(window[0].year, window[1].year))
    if day is None or not window[0] <= day[0] <= day[1] <= window[1] + timedelta(days=1):
        return None
    return Timing(asked.phrase, "by_date", (), day[0] if limit.strict else day[1], limit.strict)


def _read_by_date(asked: _Asked) -> Timing | None:
    limit = words.split_limit(asked.folded)
    if limit is None:
        return None
    rest, yearly = words.split_yearly(limit.rest)
    span = moments.read_single(rest, asked.years.first_only if yearly else asked.years)
    if span is None:
        return None
    due = span[0] if limit.strict else span[1]
    return Timing(asked.phrase, "by_date", (), due, limit.strict, "year" if yearly else None)


def _read_by_several_days(asked: _Asked) -> Timing | None:
    """ "Trước ngày 10/6 và 10/12": each day is a span, and all is done by the last one."""
    limit = words.split_limit(words.without_repeated_limits(asked.folded))
    spans = moments.read_spans(limit.rest, asked.years) if limit else None
    if limit is None or spans is None or len(spans) < 2 or any(first != last for first, last in spans):
        return None
    return Timing(asked.phrase, "by_date", spans, max(spans)[0], limit.strict)


def _read_yearly_window(asked: _Asked) -> Timing | None:
    rest, yearly = words.split_yearly(asked.folded)
    if not yearly:
        return None
    found = [moments.read_spans(words.strip_lead(rest), one) for one in asked.years.each]
    if not all(found):
        return None
    spans = tuple(span for one in found if one for span in one)
    return Timing(asked.phrase, "recurring", spans, every="year")


def _read_window(asked: _Asked) -> Timing | None:
    spans = moments.read_spans(words.strip_lead(asked.folded), asked.years)
    return Timing(asked.phrase, "window", spans) if spans else None


def _read_open_window(asked: _Asked) -> Timing | None:
    """ "Từ tháng 3", "Năm 2026 và các năm tiếp theo": from then on, as far as the plan goes."""
    match = words.FROM_THEN_ON.fullmatch(words.strip_lead(asked.folded))
    span = moments.read_single(match["start"] or match["year"], asked.years) if match else None
    end = max(asked.years.span[1], span[1]) if span else asked.years.span[1]
    return Timing(asked.phrase, "window", ((span[0], end),)) if span and span[0] <= end else None


def _read_choice(asked: _Asked) -> Timing | None:
    spans = moments.read_choice(words.strip_lead(asked.folded), asked.years)
    return Timing(asked.phrase, "any_of", spans) if spans else None


_READERS: tuple[Callable[[_Asked], Timing | None], ...] = (
    _read_standing,
    _read_on_demand,
    _read_regular,
    _read_regular_or_on_demand,
    _read_by_date,
    _read_by_several_days,
    _read_yearly_window,
    _read_window,
    _read_window_until,
    _read_open_window,
    _read_choice,
)
