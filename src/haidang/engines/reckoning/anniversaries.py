"""Anniversaries: how many years, whether the count is round, and the days that follow the moon."""

from __future__ import annotations

from datetime import date

import lunar_vn

from haidang.engines.reckoning.errors import DisorderedDates

# Lunar new year is 1 of month 1; the Hùng Kings' day is 10 of month 3, both in the lunar calendar of UTC+7.
_TET = (1, 1)
_HUNG_KINGS = (10, 3)


def years_between(happened_on: date, celebrated_on: date) -> int:
    """The count of years celebrated: the difference of the years ("95 năm", 1930 to 2025).

    Offices count by the year of celebration, also where it is some days before the day itself.
    DisorderedDates where the celebration would come before the event.
    """
    years = celebrated_on.year - happened_on.year
    if years < 0:
        raise DisorderedDates(f"{happened_on} {celebrated_on}")
    return years


def is_round(years: int) -> bool:
    """Whether a count ends in 0 ("năm tròn")."""
    return years > 0 and years % 10 == 0


def is_fifth(years: int) -> bool:
    """Whether a count ends in 5 ("năm lẻ 5")."""
    return years > 0 and years % 10 == 5


def is_celebrated(years: int) -> bool:
    """Whether a count is one that offices keep with a programme: ending in 0 or in 5."""
    return is_round(years) or is_fifth(years)


def falls_in(happened_on: date, year: int) -> date:
    """The day of the year on which an event is remembered; 29 February is remembered on the 28th."""
    try:
        return happened_on.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def lunar_day(day: int, month: int, year: int) -> date:
    """The solar day of a day of a lunar month that is not a leap month, as Vietnam reckons (UTC+7)."""
    return lunar_vn.lunar_to_solar(lunar_vn.LunarDate(day, month, year))


def tet_day(year: int) -> date:
    """The first day of the lunar new year."""
    return lunar_day(*_TET, year)


def hung_kings_day(year: int) -> date:
    """The commemoration day of the Hùng Kings, the tenth of the third lunar month."""
    return lunar_day(*_HUNG_KINGS, year)
