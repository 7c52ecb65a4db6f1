"""Days, months, quarters, halves and years as papers write them, alone, in ranges and in lists."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

type Span = tuple[date, date]

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# What scanners make of Roman figures: "Ill", "lll", "1V", "HI", "IH", "Il". Read only after the word "quý".
_BENT_ROMAN = str.maketrans({"l": "i", "|": "i", "!": "i", "h": "ii"})
_YEAR = r"(?:[/ -]?(?:nam )?(?P<year>\d{4}))?"
_FORMS = {
    "day": re.compile(
        r"(?:ngay )?(?P<day>\d{1,2})(?:[/.-]| thang )(?P<number>\d{1,2})(?:[/.-]| nam )(?P<year>\d{4})"
    ),
    "short_day": re.compile(r"(?:ngay )?(?P<day>\d{1,2})(?:/| thang )(?P<number>\d{1,2})(?P<year>)"),
    "month": re.compile(r"(?:thang )?(?P<number>\d{1,2})(?:[/ .-](?:nam )?(?P<year>\d{4}))"),
    "short_month": re.compile(r"thang (?P<number>\d{1,2})(?P<year>)"),
    "third": re.compile(rf"(?P<part>dau|giua|cuoi) thang (?P<number>\d{{1,2}}){_YEAR}"),
    "tenth": re.compile(rf"(?P<part>thuong|trung|ha) tuan(?: cua)? thang (?P<number>\d{{1,2}}){_YEAR}"),
    "week": re.compile(
        rf"tuan (?:thu )?(?P<part>[1-4]|dau(?: tien)?|nhat|hai|ba|tu|cuoi(?: cung)?)(?: cua)? "
        rf"thang (?P<number>\d{{1,2}}){_YEAR}"
    ),
    "fortnight": re.compile(rf"nua (?P<part>dau|cuoi) thang (?P<number>\d{{1,2}}){_YEAR}"),
    "month_of_quarter": re.compile(rf"(?P<part>dau|giua|cuoi) quy (?P<number>[ivlh|!1-4]{{1,4}}){_YEAR}"),
    "quarter": re.compile(rf"quy (?P<number>[ivlh|!1-4]{{1,4}}){_YEAR}"),
    "half": re.compile(rf"(?:6|sau|06) thang (?P<part>dau|cuoi)(?:(?: cua)? nam)?{_YEAR}"),
    "other_half": re.compile(rf"nua (?P<part>dau|cuoi) nam{_YEAR}"),
    "nine": re.compile(rf"(?:9|09|chin) thang(?: dau)?(?: nam)?{_YEAR}"),
    "other_edge": re.compile(rf"(?:3|03|ba) thang (?P<part>dau|cuoi)(?:(?: cua)? nam)?{_YEAR}"),
    "edge": re.compile(rf"(?P<part>dau|cuoi) nam{_YEAR}"),
    "year": re.compile(r"(?:nam )?(?P<year>\d{4})"),
    "this_year": re.compile(r"nam(?: nay)?(?P<year>)"),
}
_BARE = {
    "month": re.compile(r"(?P<number>\d{1,2})(?P<year>)"),
    "quarter": re.compile(r"(?P<number>[ivlh|!1-4]{1,4})" + _YEAR),
    "day": re.compile(r"(?P<day>\d{1,2})"),
}
_EDGES = {"dau": (1, 3), "cuoi": (10, 12)}
_HALVES = {"dau": (1, 6), "cuoi": (7, 12)}
# Parts of a month by days; a last day past the month's end means the month's last day.
_MONTH_PARTS = {
    "third": {"dau": (1, 10), "giua": (11, 20), "cuoi": (21, 31)},
    "tenth": {"thuong": (1, 10), "trung": (11, 20), "ha": (21, 31)},
    "week": {
        **dict.fromkeys(("1", "dau", "dau tien", "nhat"), (1, 7)),
        **dict.fromkeys(("2", "hai"), (8, 14)),
        **dict.fromkeys(("3", "ba"), (15, 21)),
        **dict.fromkeys(("4", "tu"), (22, 28)),
        **dict.fromkeys(("cuoi", "cuoi cung"), (25, 31)),
    },
    "fortnight": {"dau": (1, 15), "cuoi": (16, 31)},
}
_MONTHS_OF_QUARTER = {"dau": 2, "giua": 1, "cuoi": 0}
# Not "năm", which is five and year, and not the months of the moon ("giêng", "chạp").
_MONTH_WORDS = {
    "hai": 2, "ba": 3, "tu": 4, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12,
}  # fmt: skip
_MONTH_IN_WORDS = re.compile(r"\bthang (muoi hai|muoi mot|muoi|hai|ba|tu|sau|bay|tam|chin)\b")
_DAY_OF_LIST = re.compile(r"(?<=ngay )(\d{1,2})(, ?| va )(?=(?:ngay )?\d{1,2}/(\d{1,2}(?!\d)(?:/\d{4})?))")


@dataclass(frozen=True)
class PlanYears:
    """The first and the last year of the plan that a timing stands in."""

    first: int
    last: int

    @property
    def span(self) -> Span:
        """All days of the plan."""
        return date(self.first, 1, 1), date(self.last, 12, 31)

    @property
    def only(self) -> int | None:
        """The year meant where none is printed; None in a plan of several years."""
        return self.first if self.first == self.last else None

    @property
    def first_only(self) -> PlanYears:
        """The plan cut down to its first year."""
        return PlanYears(self.first, self.first)

    @property
    def each(self) -> tuple[PlanYears, ...]:
        """The plan year by year."""
        return tuple(PlanYears(year, year) for year in range(self.first, self.last + 1))


@dataclass(frozen=True)
class Moment:
    """One day, month, quarter, half or year as printed; the year may be missing."""

    unit: str
    year: int | None
    months: tuple[int, int]
    days: tuple[int, int] | None = None

    @property
    def span(self) -> Span:
        """First and last day. ValueError for a day that the calendar does not have."""
        if self.year is None:
            raise ValueError("no year")
        first, last = self.months
        length = monthrange(self.year, last)[1]
        if self.days is None:
            return date(self.year, first, 1), date(self.year, last, length)
        end = min(self.days[1], length) if self.unit in _MONTH_PARTS else self.days[1]
        return date(self.year, first, self.days[0]), date(self.year, last, end)


def read_single(folded: str, years: PlanYears) -> Span | None:
    """Read one moment and nothing else; None when the words are not one."""
    spans = read_spans(folded, years)
    return spans[0] if spans is not None and len(spans) == 1 else None


def read_spans(folded: str, years: PlanYears) -> tuple[Span, ...] | None:
    """Read a moment, a range or a list of them; None when any part is not understood."""
    phrase = re.sub(r"^(?:thoi ky|giai doan|cac nam|tu dau|cac thang|cac quy|cac ngay) ", _keep_unit, folded)
    phrase = _MONTH_IN_WORDS.sub(lambda match: f"thang {_MONTH_WORDS[match[1]]}", phrase)
    phrase = _DAY_OF_LIST.sub(r"\1/\3\2", phrase)
    groups = _read_groups(re.split(r"(?:,? va |[,;&+] ?)", phrase))
    return _spans_of(groups, years) if groups else None


def read_choice(folded: str, years: PlanYears) -> tuple[Span, ...] | None:
    """Read moments of which one is meant ("Quý III hoặc Quý IV/2024")."""
    parts = re.split(r",? (?:hoac|hay) ", folded)
    groups = _read_groups(parts) if len(parts) > 1 else None
    return _spans_of(groups, years) if groups else None


def _keep_unit(match: re.Match[str]) -> str:
    return {"cac thang ": "thang ", "cac quy ": "quy ", "cac ngay ": "ngay "}.get(match.group(), "")


def _read_groups(parts: list[str]) -> list[list[Moment]] | None:
    groups: list[list[Moment]] = []
    for part in parts:
        before = groups[-1][-1] if groups else None
        group = _read_range(part.strip(), before)
        if group is None:
            return None
        groups.append(group)
    return groups


def _read_range(text: str, before: Moment | None) -> list[Moment] | None:
    day_range = re.fullmatch(
        r"(?:tu )?(?:ngay )?(\d{1,2})(?: ?- ?| den (?:het )?(?:ngay )?)(\d{1,2}/.+)", text
    )
    if day_range:
        return _day_range(day_range[1], day_range[2])
    one = _read_moment(text, before)
    if one is not None:
        return [one]
    for cut in re.finditer(r" ?- ?| (?:cho )?(?:den|toi)(?: het)? ", text):
        start = _read_moment(re.sub(r"^tu ", "", text[: cut.start()]), before)
        end = _read_moment(text[cut.end() :], start) if start else None
        if start and end:
            return [start, end]
    return None


def _day_range(first: str, rest: str) -> list[Moment] | None:
    end = _read_moment(rest, None)
    if end is None or end.days is None:
        return None
    return [replace(end, days=(int(first), int(first))), end]


def _read_moment(text: str, before: Moment | None) -> Moment | None:
    listed = _BARE["quarter"].fullmatch(text) if before and before.unit == "quarter" else None
    if listed:  # "Quý 3, 4/2026": behind a quarter no month stands without its word
        return _moment_of("quarter", listed)
    for unit, form in _FORMS.items():
        match = form.fullmatch(text)
        if match:
            return _moment_of(unit, match)
    bare = _BARE.get(before.unit) if before else None
    match = bare.fullmatch(text) if bare else None
    return _moment_of(before.unit, match) if match and before and before.unit != "day" else None


def _moment_of(unit: str, match: re.Match[str]) -> Moment | None:
    found = match.groupdict()
    year = int(found["year"]) if found.get("year") else None
    if year is not None and not 1900 <= year <= 2200:
        return None
    kind = unit.removeprefix("short_").removeprefix("other_")
    months = _months_of(kind, found)
    if months is None:
        return None
    days = (int(found["day"]), int(found["day"])) if kind == "day" else None
    return Moment(kind, year, months, _MONTH_PARTS[kind][found["part"]] if kind in _MONTH_PARTS else days)


def _months_of(kind: str, found: dict[str, str]) -> tuple[int, int] | None:
    if kind in {"quarter", "month_of_quarter"}:
        return _months_of_quarter(found)
    if kind in {"day", "month", *_MONTH_PARTS}:
        month = int(found["number"])
        return (month, month) if 1 <= month <= 12 else None
    if kind == "nine":
        return 1, 9
    if kind in {"half", "edge"}:
        return (_HALVES if kind == "half" else _EDGES)[found["part"]]
    return 1, 12


def _months_of_quarter(found: dict[str, str]) -> tuple[int, int] | None:
    quarter = _ROMAN.get(found["number"]) or _ROMAN.get(_mend_roman(found["number"]))
    if quarter is None:
        return None
    if "part" not in found:
        return quarter * 3 - 2, quarter * 3
    month = quarter * 3 - _MONTHS_OF_QUARTER[found["part"]]
    return month, month


def _mend_roman(number: str) -> str:
    return number.translate(_BENT_ROMAN).replace("1", "i")


def _spans_of(groups: list[list[Moment]], years: PlanYears) -> tuple[Span, ...] | None:
    dated = _lend_years(groups, years)
    try:
        spans = tuple((group[0].span[0], group[-1].span[1]) for group in dated)
    except ValueError:
        return None
    return spans if all(start <= end for start, end in spans) else None


def _lend_years(groups: list[list[Moment]], years: PlanYears) -> list[list[Moment]]:
    """Give a moment without a year the year printed after it, else before it, else the plan's."""
    printed = [moment.year for group in groups for moment in group if moment.year]
    lent = printed[-1] if printed else years.only
    dated: list[list[Moment]] = []
    for group in reversed(groups):
        filled: list[Moment] = []
        for moment in reversed(group):
            lent = moment.year or lent
            filled.insert(0, replace(moment, year=lent))
        dated.insert(0, filled)
    return dated
