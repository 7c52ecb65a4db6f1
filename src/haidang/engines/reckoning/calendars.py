"""The day on which the data of a period close: the civil calendar and that of Decree 09/2019."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from haidang.engines.reckoning.periods import Period

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """A rule that gives every month its first and last day of data; months tile time.

    `closing_day` is the day of the month on which data close; None is the month's own last day.
    """

    name: str
    closing_day: int | None

    def opens_on(self, period: Period) -> date:
        """The first day whose data belong to the period."""
        return self._closing_of(period.first - 1) + _DAY

    def closes_on(self, period: Period) -> date:
        """The last day whose data belong to the period."""
        return self._closing_of(period.last)

    def bounds_of(self, period: Period) -> tuple[date, date]:
        """First and last day of data, both included."""
        return self.opens_on(period), self.closes_on(period)

    def month_holding(self, day: date) -> Period:
        """The month that the data of a day belong to; under Decree 09/2019, 15/12 is already January."""
        number = day.year * 12 + day.month - 1
        return Period(number, number) if day <= self._closing_of(number) else Period(number + 1, number + 1)

    def _closing_of(self, number: int) -> date:
        year, month = divmod(number, 12)
        if self.closing_day is not None:
            return date(year, month + 1, self.closing_day)
        following_year, following_month = divmod(number + 1, 12)
        return date(following_year, following_month + 1, 1) - _DAY


CIVIL = Calendar("civil", None)
# Decree 09/2019/NĐ-CP, article 12: data close on the 14th of the last month of the period.
DECREE_09_2019 = Calendar("decree_09_2019", 14)
CALENDARS = {calendar.name: calendar for calendar in (CIVIL, DECREE_09_2019)}
