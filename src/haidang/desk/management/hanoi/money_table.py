"""The budget table that the sample plans print."""

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

from haidang.desk.management.hanoi.register import body_called, body_following
from haidang.engines.drafting.paper_parts import Appendix, TableGroup, TaskTable
from haidang.engines.drafting.plan_numbers import roman_number

_COLUMNS = ("STT", "Nội dung", "Năm {year}", "Năm {next}", "Đơn vị thực hiện", "Nguồn vốn")


def money_told() -> dict[str, Any]:
    """This function will read the money of the demo: groups of lines, lines added by hand, proposals."""
    return tomllib.loads(files(__package__).joinpath("money.toml").read_text(encoding="utf-8"))


def budget_appendix(year: int, *, on: date, note: str) -> Appendix:
    """Draw the budget table of a sample plan for its year and the next, with the names of bodies on its day.

    This function will print one sum that its lines do not make, where the data say so.
    """
    told = money_told()["groups"]
    groups = tuple(
        TableGroup(
            roman_number(place),
            group["title"],
            tuple(_row(number, line, year, on) for number, line in enumerate(group["lines"], start=1)),
            cells=(*_printed(group, year), "", ""),
        )
        for place, group in enumerate(told, start=1)
    )
    totals = (_written(sum(_sum_of(group, one) for group in told)) for one in (year, year + 1))
    columns = tuple(one.format(year=year, next=year + 1) for one in _COLUMNS)
    table = TaskTable((), columns, groups, totals=(("", "Tổng cộng", *totals, "", ""),))
    title = ("BIỂU KHÁI TOÁN KINH PHÍ (số liệu ví dụ)", "(Đơn vị tính: triệu đồng)")
    return Appendix(title, (table,), note=note)


def _row(number: int, line: dict[str, Any], year: int, on: date) -> tuple[str, ...]:
    body = body_following(body_called(line["executor"], on=on), on=on)
    amounts = (_written(line["amounts"][str(one)]) for one in (year, year + 1))
    return (str(number), line["text"], *amounts, body.name if body else "", line["source"])


def _printed(group: dict[str, Any], year: int) -> tuple[str, str]:
    misprint = group.get("printed", {}).get(str(year))
    return _written(misprint or _sum_of(group, year)), _written(_sum_of(group, year + 1))


def _sum_of(group: dict[str, Any], year: int) -> int:
    return sum(line["amounts"][str(year)] for line in group["lines"])


def _written(millions: int) -> str:
    return f"{millions:,}".replace(",", ".")
