"""Dates as papers write them: in figures, in words, broken over lines, and after OCR damage."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from haidang.engines.vietnamese.errors import UnreadableDate

# A day named in words; OCR turns "ngày", "tháng", "năm" into "ngay", "ngdy", "thdng", "nim" and the like
# (seed papers 001 lines 4 and 112), and 0, 1 in figures into O, l, I.
_DAY_WORD = r"[Nn][Gg][^\W\d_][Yy]"
_MONTH_WORD = r"[Tt][Hh][^\W\d_]{1,2}[Nn][Gg]"
_YEAR_WORD = r"[Nn][^\W\d_]{1,2}[Mm]"

# "07/9/2015", "31-3-2023", "05.01.2022", with or without "ngày", over a line break or not.
_IN_FIGURES = re.compile(
    rf"""(?<!\w) (?<!\d[/.])
    (?: {_DAY_WORD} [ \t]* (?:\n[ \t]*){{0,2}} )?
    (?P<day>\d{{1,2}}) \s? (?P<mark>[/.-]) \s? (?P<month>\d{{1,2}}) \s? (?P=mark) \s?
    (?P<year>\d{{4}}) (?!\d)""",
    re.VERBOSE,
)

# "ngày 15 tháng 6 năm 2023", "ngay 18 thdng 02 nam 2025".
_IN_WORDS = re.compile(
    rf"""(?<!\w) {_DAY_WORD} \s{{0,4}} (?P<day>[\dOoIl]{{1,2}}) ,? \s{{0,4}}
    {_MONTH_WORD} \s{{0,4}} (?P<month>[\dOoIl]{{1,2}}) ,? \s{{0,4}}
    {_YEAR_WORD} \s{{0,4}} (?P<year>\d{{4}}) (?!\d)""",
    re.VERBOSE,
)

_FIGURES_MEANT = str.maketrans("OoIl", "0011")

# A paper of administration that names a year outside these is more likely a number than a date.
FIRST_YEAR, LAST_YEAR = 1800, 2199

# "tháng 1, 2 phải ghi thêm số 0 phía trước".
LAST_MONTH_WITH_ZERO = 2


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date with the place it stands at, as offsets into the text given: `text[start:end]`."""

    start: int
    end: int
    date: date
    text: str


def find_dates(text: str) -> list[DateFound]:
    """Find the full dates of a text, in order.

    This function will take the word "ngày" into the place where it stands before the figures. A day that no
    calendar has (31/02) is not found. Real case: "ngày \\n\\n19/10/2016", seed 002 lines 9-11.
    """
    matches = [match for pattern in (_IN_FIGURES, _IN_WORDS) for match in pattern.finditer(text)]
    found = [_date_at(match) for match in matches if _is_possible(match)]
    return sorted(found, key=lambda one: one.start)


def read_date(text: str) -> date:
    """Read the one date that a text names.

    This function will raise UnreadableDate when there is none, when no calendar has it, or when the text
    names two different dates.
    """
    dates = {found.date for found in find_dates(text)}
    if len(dates) != 1:
        raise UnreadableDate(text)
    return dates.pop()


def written_day(day: date) -> str:
    """Write a day in figures, the one way for every screen, message and file: "08/7/2024", "30/01/2024".

    This function will set a zero before days below 10 and before the months 1 and 2 only, as Decree 30/2020/NĐ-CP
    (appendix I, part II, on place and day of papers) has it, so that no figure can be put before them.
    """
    month = f"{day.month:02}" if day.month <= LAST_MONTH_WITH_ZERO else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def written_stretch(first: date, last: date) -> str:
    """Write the days from first to last, both included, or the one day they are: "08/7/2024–30/9/2024"."""
    return written_day(first) if first == last else f"{written_day(first)}–{written_day(last)}"


def written_moment(moment: datetime) -> str:
    """Write a moment, in the time zone it bears, as its day and the minute: "08/7/2024 09:05"."""
    return f"{written_day(moment)} {moment:%H:%M}"


def _is_possible(match: re.Match[str]) -> bool:
    try:
        return FIRST_YEAR <= _named_date(match).year <= LAST_YEAR
    except ValueError:
        return False


def _date_at(match: re.Match[str]) -> DateFound:
    return DateFound(match.start(), match.end(), _named_date(match), match.group())


def _named_date(match: re.Match[str]) -> date:
    year, month, day = (int(match[part].translate(_FIGURES_MEANT)) for part in ("year", "month", "day"))
    return date(year, month, day)
