"""Spans of whole months: the months, quarters, halves, years and stages that reports are about."""

from __future__ import annotations

from dataclasses import dataclass

from haidang.engines.reckoning.errors import BadPeriod

_ROMAN_QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True, order=True)
class Period:
    """An interval of month numbers (year x 12 + month - 1), both ends included.

    A period is months only; on which days its data open and close is a matter of the calendar.
    """

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadPeriod(f"{self.first}..{self.last}")

    @property
    def length(self) -> int:
        """How many months it has."""
        return self.last - self.first + 1

    @property
    def first_year(self) -> int:
        """The year of its first month."""
        return self.first // 12

    @property
    def last_year(self) -> int:
        """The year of its last month."""
        return self.last // 12

    @property
    def years(self) -> int:
        """How many calendar years it touches ("2013-2015" is 3)."""
        return self.last_year - self.first_year + 1

    @property
    def label(self) -> str:
        """The name an office gives it: "quý I/2025", "6 tháng đầu năm 2025", "giai đoạn 2013-2015"."""
        return _label_in_year(self) if self.years == 1 else _label_over_years(self)

    def split(self, months: int) -> tuple[Period, ...]:
        """Cut into parts of `months` months. BadPeriod where they do not fill it exactly."""
        if months < 1 or self.length % months:
            raise BadPeriod(f"{self.length} / {months}")
        return tuple(Period(start, start + months - 1) for start in range(self.first, self.last + 1, months))

    def contains(self, other: Period) -> bool:
        """Whether every month of the other is one of these."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Period) -> bool:
        """Whether the two have a month in common."""
        return self.first <= other.last and other.first <= self.last

    def shift(self, months: int) -> Period:
        """The same length so many months later, or earlier for a negative number."""
        return Period(self.first + months, self.last + months)

    def same_last_year(self) -> Period:
        """The period that "so với cùng kỳ năm trước" compares with."""
        return self.shift(-12)

    def to_date(self) -> Period:
        """From January of the year it ends in to its end ("luỹ kế từ đầu năm")."""
        return Period(self.last_year * 12, self.last)


def month_period(year: int, month: int) -> Period:
    """One month, 1 to 12."""
    return _part_of_year(year, month, 12)


def quarter_period(year: int, quarter: int) -> Period:
    """One quarter, 1 to 4."""
    return _part_of_year(year, quarter, 4)


def half_period(year: int, half: int) -> Period:
    """The first (1) or the second (2) six months."""
    return _part_of_year(year, half, 2)


def year_period(year: int) -> Period:
    """One whole year."""
    return _part_of_year(year, 1, 1)


def stage_period(first_year: int, last_year: int) -> Period:
    """Whole years, both included ("giai đoạn 2013-2015")."""
    return Period(first_year * 12, last_year * 12 + 11)


def _part_of_year(year: int, place: int, parts: int) -> Period:
    if not 1 <= place <= parts:
        raise BadPeriod(f"{place} of {parts}")
    return stage_period(year, year).split(12 // parts)[place - 1]


def _label_in_year(period: Period) -> str:
    year, first_month = divmod(period.first, 12)
    if period.length == 1:
        return f"tháng {first_month + 1}/{year}"
    if period.length == 3 and first_month % 3 == 0:
        return f"quý {_ROMAN_QUARTERS[first_month // 3]}/{year}"
    named = {(0, 12): "năm", (0, 6): "6 tháng đầu năm", (6, 6): "6 tháng cuối năm", (0, 9): "9 tháng đầu năm"}
    name = named.get((first_month, period.length))
    return f"{name} {year}" if name else _label_of_months(period)


def _label_over_years(period: Period) -> str:
    if period.first % 12 == 0 and period.last % 12 == 11:
        return f"giai đoạn {period.first_year}-{period.last_year}"
    return _label_of_months(period)


def _label_of_months(period: Period) -> str:
    ends = [divmod(number, 12) for number in (period.first, period.last)]
    return "từ " + " đến ".join(f"tháng {month + 1}/{year}" for year, month in ends)
