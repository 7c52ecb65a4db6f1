"""Where the figures of a budget table contradict each other: sums, yearly rates, words."""

from collections.abc import Iterator
from decimal import Decimal

from haidang.engines.reading.findings import BudgetFound, BudgetGroupFound, BudgetRowFound, Doubt, Lines
from haidang.engines.reckoning import sums
from haidang.engines.vietnamese.errors import VietnameseError

_DONG_IN_UNIT = {"tỷ": 10**9, "tỉ": 10**9, "trăm": 10**8, "triệu": 10**6, "nghìn": 10**3, "ngàn": 10**3}


def find_budget_doubts(budget: BudgetFound) -> Iterator[Doubt]:
    """Compare what a budget states with what its lines make, its yearly rates and its words.

    This function will correct nothing. Real cases: seed 003 groups II and III, the sums of both periods and the
    whole, and line 465, where 3 x 250 triệu is 0,75 tỷ and the cell says 0,7.
    """
    for group in budget.groups:
        yield from _group_doubts(budget, group)
    yield from _total_doubts(budget)
    yield from _words_doubts(budget)


def written(amount: Decimal) -> str:
    """This function will write an amount with the decimal comma of Vietnamese: 4,907."""
    return format(amount.normalize(), "f").replace(".", ",")


def _group_doubts(budget: BudgetFound, group: BudgetGroupFound) -> Iterator[Doubt]:
    computed = [amount or Decimal(0) for amount in group.computed]
    if group.rows:
        for difference in sums.sum_differences(group.stated, computed):
            place = f"Nhóm {group.label} “{group.title}”, cột {budget.periods[difference.column]}"
            yield _sum_doubt(
                budget, place, stated=difference.stated, computed=difference.computed, lines=group.lines
            )
    for row in group.rows:
        yield from _rate_doubts(budget, group, row)
        yield from _row_doubts(budget, group, row)


def _sum_doubt(budget: BudgetFound, place: str, *, stated: Decimal, computed: Decimal, lines: Lines) -> Doubt:
    gap = written(abs(stated - computed))
    message = (
        f"{place}: văn bản ghi {written(stated)} {budget.unit}, cộng các dòng được {written(computed)} "
        f"{budget.unit} (chênh {gap} {budget.unit})."
    )
    return Doubt("sum_differs", message, lines)


def _rate_doubts(budget: BudgetFound, group: BudgetGroupFound, row: BudgetRowFound) -> Iterator[Doubt]:
    for period, amount in zip(budget.periods, row.amounts, strict=True):
        made = _rate_in_unit(budget, row.text, period)
        if amount is None or made is None or made == amount:
            continue
        message = (
            f"Dòng {_row_name(group, row)}, cột {period}: mức chi mỗi năm ghi trong nội dung cho "
            f"{written(made)} {budget.unit}, ô kinh phí ghi {written(amount)} {budget.unit}."
        )
        yield Doubt("rate_differs", message, row.lines)


def _rate_in_unit(budget: BudgetFound, text: str, period: str) -> Decimal | None:
    try:
        years = sums.count_years(period)
    except ValueError:
        return None
    dong = sums.rate_amount(text, years)
    return Decimal(dong) / dong_in_unit(budget.unit) if dong is not None else None


def dong_in_unit(unit: str) -> int:
    """This function will give how many đồng one unit of a table is: "tỷ đồng" is 10^9."""
    return _DONG_IN_UNIT.get(unit.split()[0], 1)


def _row_name(group: BudgetGroupFound, row: BudgetRowFound) -> str:
    return ".".join(part for part in (group.label, row.label) if part) or f"“{row.text[:60]}”"


def _row_doubts(budget: BudgetFound, group: BudgetGroupFound, row: BudgetRowFound) -> Iterator[Doubt]:
    name = _row_name(group, row)
    stated, computed = row.total or (None, None)
    if stated is not None and computed is not None and stated != computed and len(budget.periods) > 1:
        yield _sum_doubt(budget, f"Dòng {name}, cột tổng", stated=stated, computed=computed, lines=row.lines)
    has_executors = any(each.executor or any(one.executor for one in each.rows) for each in budget.groups)
    if has_executors and not row.executor and not group.executor:
        yield Doubt("missing_cell", f"Dòng {name} của bảng kinh phí không ghi đơn vị thực hiện.", row.lines)
    if all(amount is None for amount in row.amounts):
        yield Doubt("missing_cell", f"Dòng {name} của bảng kinh phí không ghi số tiền nào.", row.lines)


def _total_doubts(budget: BudgetFound) -> Iterator[Doubt]:
    lines = _lines_of_sums(budget)
    computed = [amount or Decimal(0) for amount in budget.computed]
    if len(computed) == len(budget.stated):
        for difference in sums.sum_differences(budget.stated, computed):
            place = f"Tổng cộng, cột {budget.periods[difference.column]}"
            yield _sum_doubt(
                budget, place, stated=difference.stated, computed=difference.computed, lines=lines
            )
    stated, made = budget.grand_stated, budget.grand_computed
    if stated is not None and made is not None and stated != made and len(budget.periods) > 1:
        yield _sum_doubt(budget, "Tổng kinh phí các giai đoạn", stated=stated, computed=made, lines=lines)


def _lines_of_sums(budget: BudgetFound) -> Lines:
    """The sums stand below the last line of the groups."""
    listed = [number for group in budget.groups for number in group.lines]
    listed += [number for group in budget.groups for row in group.rows for number in row.lines]
    below = tuple(number for number in budget.lines if number > max(listed, default=0))
    return below or budget.lines[-1:]


def _words_doubts(budget: BudgetFound) -> Iterator[Doubt]:
    if budget.in_words is None or budget.grand_stated is None:
        return
    lines = budget.lines[-1:]
    try:
        said = sums.words_amount(budget.in_words)
    except VietnameseError:
        yield Doubt("words_differ", f"Không đọc được số tiền bằng chữ “{budget.in_words}”.", lines)
        return
    printed = budget.grand_stated * dong_in_unit(budget.unit)
    if printed != said:
        in_unit = written(Decimal(said) / dong_in_unit(budget.unit))
        message = (
            f"Tổng kinh phí bằng số là {written(budget.grand_stated)} {budget.unit}, bằng chữ là {in_unit} "
            f"{budget.unit} (“{budget.in_words}”)."
        )
        yield Doubt("words_differ", message, lines)
