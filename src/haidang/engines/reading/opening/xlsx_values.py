"""What stands in a cell of a workbook: text, number, day, yes or no, error; by its type and its number format."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import isfinite
from typing import Self

from haidang.engines.reading.errors import refusal
from haidang.engines.reading.opening.office_package import Element, parse_part
from haidang.engines.reading.sheet_cells import CellKind

type Value = tuple[CellKind, str, bool]

# Number formats every program knows without writing them down (ECMA-376 part 1, 18.8.30): days and moments.
_DAY_FORMATS = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
_PERCENT_FORMATS = frozenset((9, 10))
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_NAMES_DAY = re.compile(r"[dy]", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NO_SIGN = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_FIRST_OF_1900 = date(1899, 12, 30)  # what day 0 is for all days after 28/2/1900
_FIRST_OF_1904 = date(1904, 1, 1)
_LEAP_MISTAKE = 60  # the format counts a 29/2/1900 that never was
_LAST_SERIAL = 2_958_465  # 31/12/9999
_LONGEST_NUMBER = 40


class CellReader:
    """Reads the cells of one workbook: its shared strings, its styles, its first day."""

    def __init__(self, strings: Sequence[str], styles: bytes | None, *, counts_from_1904: bool) -> None:
        self._strings = strings
        shown = _ShownStyles.of(parse_part(styles)) if styles else _ShownStyles()
        self._day_styles, self._percent_styles = shown.days, shown.percents
        self._counts_from_1904 = counts_from_1904

    def read(self, cell: Element) -> Value | None:
        """This function will read one cell; None for an empty one. Raises Refused: damaged."""
        is_formula = cell.find("{*}f") is not None
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _text_value("".join(plain_text(each) for each in cell.iterchildren("{*}is")), is_formula)
        written = cell.findtext("{*}v")
        if written is None or not written.strip() and kind != "str":
            return ("not_reckoned", "", True) if is_formula else None
        if kind == "s":
            return _text_value(self._shared(written), is_formula)
        if kind == "str":
            return _text_value(_unescaped(written), is_formula)
        if kind == "b":
            return "yes_no", "1" if written.strip() == "1" else "0", is_formula
        if kind == "e":
            return "error", written.strip(), is_formula
        if kind == "d":
            return _iso_value(written.strip(), is_formula)
        return self._number_value(written.strip(), cell.get("s"), is_formula)

    def is_percent(self, cell: Element) -> bool:
        """This function will tell whether a number is shown a hundred times as large, with a % behind it."""
        style = cell.get("s")
        return style is not None and style.isdecimal() and int(style) in self._percent_styles

    def _shared(self, written: str) -> str:
        if not written.strip().isdecimal() or int(written) >= len(self._strings):
            raise refusal("damaged")
        return self._strings[int(written)]

    def _number_value(self, written: str, style: str | None, is_formula: bool) -> Value:
        try:
            number = float(written)
            if not isfinite(number):
                return "error", "#NUM!", is_formula
            figures = format(Decimal(repr(number)).normalize(), "f")
        except (ValueError, ArithmeticError):
            raise refusal("damaged") from None
        if len(figures) > _LONGEST_NUMBER:
            return "error", written[:_LONGEST_NUMBER], is_formula
        if style is not None and style.isdecimal() and int(style) in self._day_styles:
            day = self._day_of(number)
            if day is not None:
                return "day", day.isoformat(), is_formula
        return "number", "0" if figures == "-0" else figures, is_formula

    def _day_of(self, serial: float) -> date | None:
        if not 1 <= serial <= _LAST_SERIAL - 1_462:
            return None
        if self._counts_from_1904:
            return _FIRST_OF_1904 + timedelta(days=int(serial))
        return _FIRST_OF_1900 + timedelta(days=int(serial) + (serial < _LEAP_MISTAKE))


def plain_text(element: Element) -> str:
    """This function will join the runs of a text; the reading aids above ideographs (rPh) are no part of it."""
    pieces = [
        each.text or ""
        for each in element.iter("{*}t")
        if not str(getattr(each.getparent(), "tag", "")).endswith("}rPh")
    ]
    return _unescaped("".join(pieces))


def _text_value(text: str, is_formula: bool) -> Value | None:
    return ("text", text, is_formula) if text.strip() else None


def _iso_value(written: str, is_formula: bool) -> Value:
    try:
        return "day", datetime.fromisoformat(written).date().isoformat(), is_formula
    except ValueError:
        return "text", written, is_formula


def _unescaped(text: str) -> str:
    """Signs written by their number are put in, but none that no text may hold (NUL, halves of pairs)."""
    whole = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")
    return _NO_SIGN.sub("", whole)


@dataclass(frozen=True, slots=True)
class _ShownStyles:
    """The numbers of the cell styles that show a number as a day, and as a percentage."""

    days: frozenset[int] = frozenset()
    percents: frozenset[int] = frozenset()

    @classmethod
    def of(cls, styles: Element) -> Self:
        formats = {
            each.get("numFmtId"): _QUOTED.sub("", str(each.get("formatCode", "")))
            for each in styles.iter("{*}numFmt")
        }
        days = {number for number, code in formats.items() if _NAMES_DAY.search(code)}
        days |= {str(number) for number in _DAY_FORMATS} - set(formats)
        percents = {number for number, code in formats.items() if "%" in code}
        percents |= {str(number) for number in _PERCENT_FORMATS} - set(formats)
        cells = next(styles.iter("{*}cellXfs"), None)
        used = [each.get("numFmtId") for each in cells.iterchildren("{*}xf")] if cells is not None else []
        return cls(
            frozenset(index for index, one in enumerate(used) if one in days),
            frozenset(index for index, one in enumerate(used) if one in percents),
        )
