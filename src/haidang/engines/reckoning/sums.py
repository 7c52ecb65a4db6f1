"""Do the figures of a budget hold together: columns, groups, yearly rates, words against figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from haidang.engines.vietnamese import numbers

_RESULT_FOLLOWS = re.compile(r"\s*(?:đồng)?\s*(?:hằng năm|hàng năm)?\s*=")
# Before an amount: "10 người x ", "4 kỳ * 2 đoàn x ". The count must be whole; a dot groups thousands.
_COUNTS = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)[^\W\d]*(?:\s+[^\W\d]+){0,4}\s*[x×*]\s*", re.IGNORECASE)
_COUNTED = re.compile(rf"(?:{_COUNTS.pattern})+$", re.IGNORECASE)
# How far before an amount its counts may stand.
_COUNTS_REACH = 120
_YEARS = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(?!\d)")


@dataclass(frozen=True)
class SumDifference:
    """A column whose printed sum is not what its lines add up to; `column` counts from 0."""

    column: int
    stated: Decimal
    computed: Decimal

    @property
    def excess(self) -> Decimal:
        """How much more is printed than the lines make; negative where it is less."""
        return self.stated - self.computed


def column_sums(rows: Sequence[Sequence[Decimal | None]]) -> tuple[Decimal, ...]:
    """Add up each column; an empty cell adds nothing. ValueError for rows of different lengths."""
    columns = zip(*rows, strict=True)
    return tuple(sum((cell for cell in column if cell is not None), Decimal(0)) for column in columns)


def sum_differences(
    stated: Sequence[Decimal | None], computed: Sequence[Decimal]
) -> tuple[SumDifference, ...]:
    """The columns where a printed sum and the computed one differ; correct nothing.

    A column without a printed sum is not compared. Real case: seed 003, group II, prints 4 where
    its lines make 2,5.
    """
    pairs = enumerate(zip(stated, computed, strict=True))
    return tuple(
        SumDifference(column, said, made)
        for column, (said, made) in pairs
        if said is not None and said != made
    )


def count_years(label: str) -> int:
    """How many years the label of a budget column names: "2013-2015" is 3, "Năm 2026" is 1.

    ValueError where it names none, more than two, or the last before the first.
    """
    found = [int(year) for year in _YEARS.findall(label)]
    if not 1 <= len(found) <= 2 or found[-1] < found[0]:
        raise ValueError(label)
    return found[-1] - found[0] + 1


def rate_amount(text: str, years: int) -> int | None:
    """Whole đồng that a yearly rate in the words of a line makes over so many years; None without one.

    "250 triệu/năm" over 3 years is 750 000 000; of "10 người x 12 triệu/năm = 120 triệu/năm" the
    result counts, and without a result the product does. "1 triệu/báo cáo" is no yearly rate. Two
    different rates in one text are not chosen between: None. Seed 003 lines 465, 466, 484.
    """
    rates = set(_yearly_rates(text))
    return rates.pop() * years if len(rates) == 1 else None


def words_amount(text: str) -> int:
    """Whole đồng of an amount written in words ("Bảng chữ: Một trăm linh sáu tỷ ... đồng chẵn./.").

    Raises `UnreadableNumberWords` where the words are not one number.
    """
    return numbers.number_in_words(re.sub(r"[*_]", " ", text).strip(" ()"))


def _yearly_rates(text: str) -> list[int]:
    yearly = [found for found in numbers.find_amounts(text) if found.per == "year"]
    return [
        found.amount_vnd * _counted_before(text[max(0, found.start - _COUNTS_REACH) : found.start])
        for found in yearly
        if not _RESULT_FOLLOWS.match(text, found.end)
    ]


def _counted_before(text: str) -> int:
    """The product of the counts right before an amount ("10 người x"); 1 where there is none."""
    match = _COUNTED.search(text)
    if match is None:
        return 1
    product = 1
    for count in re.findall(r"\d[\d.]*", match.group()):
        product *= int(count.replace(".", ""))
    return product
