"""The years of a programme as columns, and the timing of an item as bars over them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from haidang.engines.vietnamese.dates import written_day
from haidang.programme.enums import TimingKind
from haidang.programme.models import Item, Programme

MONTHS = 12
QUARTERS_OF_COLUMN = 4
# Twelve columns are as many as a page has room for beside the names of the work.
MOST_YEARS_IN_QUARTERS = 3
# The due mark is drawn in a box of this width; the radius keeps it inside.
MARK_WIDTH, MARK_RADIUS = 40, 5
# So many letters of a bar fit into one column (.w-m in app.css).
LETTERS_OF_COLUMN = 5
_MONTHS_NAMED = re.compile(r"^tháng (?=\d)", re.IGNORECASE)

_BAR_LOOKS: dict[str, str] = {
    TimingKind.WINDOW: "y-win",
    TimingKind.ANY_OF: "y-any",
    TimingKind.CONTINUOUS: "y-con",
    TimingKind.RECURRING: "y-rec",
    TimingKind.RECURRING_OR_AD_HOC: "y-rec",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One month, or one year of a programme of several years; both days are included."""

    label: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """The columns, and where today's line stands: the column and the quarter of it (0 to 3), None outside."""

    columns: tuple[Column, ...]
    now_column: int | None
    now_quarter: int | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a row of the timeline over `width` columns; `look` is "" where nothing is planned."""

    width: int
    look: str = ""
    text: str = ""
    mark: int | None = None


def programme_timeline(programme: Programme, *, on: date) -> Timeline:
    """This function will lay out the months of a programme of one year, else its years."""
    years = range(programme.first_year, programme.last_year + 1)
    columns = tuple(_month_columns(years[0]) if len(years) == 1 else (_year_column(year) for year in years))
    now = next((index for index, one in enumerate(columns) if one.first_day <= on <= one.last_day), None)
    quarter = None if now is None else int(_share_of(columns[now], on) * QUARTERS_OF_COLUMN)
    return Timeline(columns, now, quarter)


def quarter_timeline(programme: Programme, *, on: date) -> Timeline:
    """This function will lay out the quarters of a programme of few years, else its years."""
    years = range(programme.first_year, programme.last_year + 1)
    if len(years) > MOST_YEARS_IN_QUARTERS:
        return programme_timeline(programme, on=on)
    columns = tuple(column for year in years for column in _quarter_columns(year, is_alone=len(years) == 1))
    now = column_of(on, columns)
    quarter = None if now is None else int(_share_of(columns[now], on) * QUARTERS_OF_COLUMN)
    return Timeline(columns, now, quarter)


def place_of(day: date, columns: tuple[Column, ...]) -> float:
    """This function will place the beginning of a day along the columns, in hundredths of their whole width.

    Columns are drawn equally wide. A day before the first column stands at 0, one after the last at 100.
    """
    at = column_of(day, columns)
    if at is None:
        return 0.0 if day < columns[0].first_day else 100.0
    return 100 * (at + _share_of(columns[at], day)) / len(columns)


def timing_segments(item: Item, timeline: Timeline) -> list[Segment]:
    """Cut the row of an item into pieces that together fill the timeline.

    This function will draw a bar over every planned column (columns of one look that touch are one bar), a mark
    at the due day of what is due by a day, and words alone for what has no days.
    """
    columns = timeline.columns
    if item.timing_kind == TimingKind.BY_DATE and item.due_on:
        days = [date.fromisoformat(first) for first, _last in item.timing_spans] or [item.due_on]
        return _due_segments(item, days, columns)
    look = _BAR_LOOKS.get(item.timing_kind, "y-txt")
    spans = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in item.timing_spans]
    covered = [
        any(first <= one.last_day and last >= one.first_day for first, last in spans) for one in columns
    ]
    if look == "y-rec" and not any(covered):
        covered = [True] * len(columns)
    if look == "y-txt" or not any(covered):
        return [Segment(len(columns), "y-txt", item.timing_phrase)]
    return _words_beside(list(_joined(covered, look, item, columns)))


def due_mark(day: date, column: Column) -> int:
    """This function will place a day within its column, in the units of the mark's box."""
    return MARK_RADIUS + round(_share_of(column, day) * (MARK_WIDTH - 2 * MARK_RADIUS))


def column_of(day: date, columns: tuple[Column, ...]) -> int | None:
    """This function will return the index of the column a day falls in, None outside."""
    return next((index for index, one in enumerate(columns) if one.first_day <= day <= one.last_day), None)


def _month_columns(year: int) -> Iterator[Column]:
    for month in range(1, MONTHS + 1):
        after = date(year + month // MONTHS, month % MONTHS + 1, 1)
        yield Column(f"T{month}", date(year, month, 1), after - timedelta(days=1))


def _quarter_columns(year: int, *, is_alone: bool) -> Iterator[Column]:
    months = list(_month_columns(year))
    for number, label in enumerate(("I", "II", "III", "IV")):
        quarter = months[number * 3 : number * 3 + 3]
        told = {"quarter": label, "year": year}
        named = _("Quarter %(quarter)s") % told if is_alone else _("Quarter %(quarter)s/%(year)s") % told
        yield Column(named, quarter[0].first_day, quarter[-1].last_day)


def _year_column(year: int) -> Column:
    return Column(str(year), date(year, 1, 1), date(year, 12, 31))


def _share_of(column: Column, day: date) -> float:
    return (day - column.first_day).days / ((column.last_day - column.first_day).days + 1)


def _due_segments(item: Item, days: list[date], columns: tuple[Column, ...]) -> list[Segment]:
    """A mark at each day by which something is due."""
    segments = [Segment(1)] * len(columns)
    for due in days:
        at = column_of(due, columns)
        if at is not None:
            day = written_day(due)
            day = day.removesuffix(f"/{due.year}") if len(columns) == MONTHS else day
            said = _("before %(day)s") % {"day": day} if item.is_strict else day
            segments[at] = Segment(1, "y-due", said, due_mark(due, columns[at]))
    if not any(one.look for one in segments):
        return [Segment(len(columns), "y-txt", item.timing_phrase)]
    return _words_beside(segments)


def _joined(covered: list[bool], look: str, item: Item, columns: tuple[Column, ...]) -> Iterator[Segment]:
    start = 0
    while start < len(covered):
        if not covered[start]:
            yield Segment(1)
            start += 1
            continue
        end = next((index for index in range(start, len(covered)) if not covered[index]), len(covered))
        text = columns[start].label if end - start == 1 else _short_months(item.timing_phrase)
        yield Segment(end - start, look, text)
        start = end


def _short_months(phrase: str) -> str:
    """ "Tháng 8, 9" as the columns are headed: "T8, 9"."""
    return _MONTHS_NAMED.sub("T", phrase)


def _words_beside(segments: list[Segment]) -> list[Segment]:
    """Put the words of a row's only bar or mark beside it where they do not fit into it.

    The words take free columns to the right, else to the left; where neither side has room they stay in the bar.
    """
    marked = [index for index, one in enumerate(segments) if one.look]
    if len(marked) != 1:
        return segments
    at = marked[0]
    only = segments[at]
    if only.mark is None and len(only.text) <= only.width * LETTERS_OF_COLUMN:
        return segments
    needed = -(-len(only.text) // LETTERS_OF_COLUMN)
    before, after = segments[:at], segments[at + 1 :]
    bare, words = replace(only, text=""), Segment(needed, "y-say", only.text)
    if len(after) >= needed:
        return [*before, bare, words, *after[needed:]]
    if len(before) >= needed:
        return [*before[:-needed], replace(words, look="y-say y-say-l"), bare, *after]
    return segments
