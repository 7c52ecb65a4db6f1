"""Totals of budget lines by any cut, whole đồng, stated beside computed, rates beside amounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from haidang.engines.reckoning.errors import NotWholeDong
from haidang.engines.reckoning.sums import column_sums, count_years, rate_amount

type Stage = Literal["proposed", "planned", "allocated", "spent"]
type CutField = Literal["project", "group", "period", "executor", "source"]
type CutKey = tuple[str | None, ...]

STAGES: tuple[Stage, ...] = ("proposed", "planned", "allocated", "spent")
DONG_OF_UNIT = {"đồng": 1, "nghìn đồng": 1_000, "triệu đồng": 1_000_000, "tỷ đồng": 1_000_000_000}


@dataclass(frozen=True)
class BudgetLine:
    """One line in one period with its amounts in whole đồng; a stage that is not there has no paper yet.

    `text` are its words, which may give a yearly rate. `period` is the label of its column.
    """

    key: str
    text: str
    amounts: Mapping[Stage, int]
    project: str | None = None
    group: str | None = None
    period: str | None = None
    executor: str | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        wrong = [amount for amount in self.amounts.values() if type(amount) is not int]
        if wrong:
            raise NotWholeDong(f"{self.key}: {wrong}")


@dataclass(frozen=True)
class CutTotal:
    """The total of the lines that share the values of a cut; `amounts` has every stage, None where no line has it."""

    values: CutKey
    amounts: Mapping[Stage, int | None]
    lines: tuple[str, ...]

    def spent_share(self) -> tuple[int, int] | None:
        """What was spent of what was allocated, as n/d in đồng; None where nothing was allocated."""
        allocated = self.amounts["allocated"]
        return (self.amounts["spent"] or 0, allocated) if allocated else None


@dataclass(frozen=True)
class StatedTotal:
    """A sum that a paper prints: of a cut, in one stage; `None` in the values stands for lines without one."""

    values: CutKey
    stage: Stage
    amount_vnd: int


@dataclass(frozen=True)
class SideBySide:
    """What is printed beside what the lines make; None where nothing is printed, or where no line stands behind it."""

    values: CutKey
    stage: Stage
    stated: int | None
    computed: int | None

    @property
    def excess(self) -> int | None:
        """How much more is printed than the lines make; None where one of the two is not there."""
        return None if self.stated is None or self.computed is None else self.stated - self.computed


@dataclass(frozen=True)
class RateDifference:
    """A line whose words give a yearly rate that does not make its amount over the years of its period."""

    key: str
    stage: Stage
    stated: int
    computed: int
    years: int


def whole_dong(amount: Decimal, unit: str) -> int:
    """An amount of a table in whole đồng ("0,7" tỷ đồng is 700 000 000).

    NotWholeDong for an unknown unit, and for an amount that has parts of a đồng: nothing is rounded.
    """
    if unit not in DONG_OF_UNIT:
        raise NotWholeDong(unit)
    dong = amount * DONG_OF_UNIT[unit]
    if dong != dong.to_integral_value():
        raise NotWholeDong(f"{amount} {unit}")
    return int(dong)


def totals_by(lines: Iterable[BudgetLine], cut: Sequence[CutField]) -> tuple[CutTotal, ...]:
    """Add up lines by any cut ("group" and "period"; nothing at all is the grand total), in the order they appear.

    A line without a value of the cut is counted under None, so that the totals of every cut add up to the same.
    """
    gathered: defaultdict[CutKey, list[BudgetLine]] = defaultdict(list)
    for line in lines:
        gathered[tuple(getattr(line, name) for name in cut)].append(line)
    return tuple(_total_of(values, found) for values, found in gathered.items())


def beside_stated(totals: Iterable[CutTotal], stated: Iterable[StatedTotal]) -> tuple[SideBySide, ...]:
    """Put printed sums beside computed ones: all that is printed, then what is computed and not printed."""
    computed = {
        (total.values, stage): total.amounts[stage]
        for total in totals
        for stage in STAGES
        if total.amounts[stage] is not None
    }
    printed = {(one.values, one.stage): one.amount_vnd for one in stated}
    keys = [*printed, *(key for key in computed if key not in printed)]
    return tuple(SideBySide(*key, printed.get(key), computed.get(key)) for key in keys)


def rate_differences(lines: Iterable[BudgetLine], stage: Stage) -> tuple[RateDifference, ...]:
    """Lines whose yearly rate times the years of their period is not their amount; nothing is corrected.

    A period whose label names no years counts as one year. Real case: 3 x 250 triệu is 750 triệu where 0,7 tỷ
    stands (seed 003 line 465).
    """
    return tuple(
        RateDifference(line.key, stage, line.amounts[stage], computed, years)
        for line in lines
        if stage in line.amounts
        for years in (_years_of(line),)
        if (computed := rate_amount(line.text, years)) is not None and computed != line.amounts[stage]
    )


def _total_of(values: CutKey, lines: Sequence[BudgetLine]) -> CutTotal:
    rows = [[_as_decimal(line.amounts.get(stage)) for stage in STAGES] for line in lines]
    sums = zip(STAGES, column_sums(rows), strict=True)
    known = {stage for line in lines for stage in line.amounts}
    amounts = {stage: int(total) if stage in known else None for stage, total in sums}
    return CutTotal(values, amounts, tuple(line.key for line in lines))


def _as_decimal(amount: int | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)


def _years_of(line: BudgetLine) -> int:
    try:
        return count_years(line.period or "")
    except ValueError:
        return 1
